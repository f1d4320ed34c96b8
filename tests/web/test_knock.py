"""The page of one's own knock: what is chosen stays chosen, what is typed wrongly stays typed, and nobody else is shown it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from pushes import PushService, push_service
from visits import Evening, evening
from weft.keeper import knocks
from weft.keeper.opened import Opened
from weft.web.files import STATIC
from weft.web.pages.knock import ASK_FIRST, HALF_QUIET, IN_QUIET, NO_QUIET, NOT_A_TIME, NOT_AGREED

WORKER = Path(STATIC / "js/knock-worker.js").read_text("utf-8")


def play(scene: Callable[[Evening, PushService], Awaitable[None]]) -> None:
    async def run() -> None:
        with push_service() as push:
            one = await evening()
            one.house.home.courier = push.courier
            await scene(one, push)

    asyncio.run(run())


def agreed(push: PushService, name: str = "noor") -> dict[str, str]:
    one = push.browser(name)
    return {"endpoint": one.endpoint, "point": one.point, "secret": one.secret}


def chosen(text: str, knock: str) -> bool:
    return f'value="{knock}" checked' in text


async def _opened(one: Evening) -> Opened:
    found = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert found is not None
    return found


def test_at_first_there_is_no_knock_and_nothing_is_quiet() -> None:
    async def scene(one: Evening, _: PushService) -> None:
        page = (await one.noor.get("/yours/knock")).text
        assert chosen(page, "no")
        assert 'name="quiet-from" value=""' in page
        assert "/yours/knock" in (await one.noor.get("/yours")).text

    play(scene)


def test_whoever_has_an_iphone_is_told_what_to_do_first_where_there_are_knocks_at_all() -> None:
    async def scene(one: Evening, _: PushService) -> None:
        assert (await one.noor.get("/yours/knock")).text.count("Add to Home Screen") == 1
        one.house.home.courier = None
        assert "Add to Home Screen" not in (await one.noor.get("/yours/knock")).text

    play(scene)


def test_an_hour_and_quiet_hours_are_kept_and_shown() -> None:
    async def scene(one: Evening, push: PushService) -> None:
        fields = {"knock": "here", "at": "19:30", **agreed(push)}
        answer = await one.noor.post(
            "/yours/knock", **fields, **{"quiet-from": "22:00", "quiet-until": "07:00"}
        )
        assert (answer.status, answer.header("location")) == (303, "/yours/knock?kept")
        page = (await one.noor.get("/yours/knock?kept")).text
        assert chosen(page, "kept") and "Kept." in page
        assert 'value="19:30"' in page and 'value="22:00"' in page and 'value="07:00"' in page
        assert push.origin not in page

    play(scene)


def test_it_comes_by_the_clock_of_whoever_chose_it_also_after_that_was_moved() -> None:
    async def scene(one: Evening, push: PushService) -> None:
        await one.noor.post("/yours/zone", zone="America/Noronha")
        await one.noor.post("/yours/knock", knock="here", at="19:30", **agreed(push))
        page = (await one.noor.get("/yours/knock")).text
        assert "America/Noronha" in page
        noor = await _opened(one)
        assert (await knocks.chosen(one.house.home, noor)).zone == "America/Noronha"
        await one.noor.post("/yours/zone", zone="Asia/Tokyo")
        assert (await knocks.chosen(one.house.home, noor)).zone == "Asia/Tokyo"

    play(scene)


def test_who_is_not_knocked_for_leaves_no_zone_where_a_host_could_read_it() -> None:
    async def scene(one: Evening, _: PushService) -> None:
        await one.noor.post("/yours/zone", zone="Asia/Tokyo")
        await one.noor.post("/yours/knock", knock="no", **{"quiet-from": "22:00", "quiet-until": "7:00"})
        assert (await knocks.chosen(one.house.home, await _opened(one))).zone == "UTC"

    play(scene)


def test_quiet_hours_need_no_script_and_no_knock() -> None:
    async def scene(one: Evening, _: PushService) -> None:
        answer = await one.noor.post(
            "/yours/knock", knock="no", **{"quiet-from": "22.00", "quiet-until": "7:00"}
        )
        assert answer.status == 303
        assert 'value="22:00"' in (await one.noor.get("/yours/knock")).text

    play(scene)


@pytest.mark.parametrize(
    ("fields", "says", "stays"),
    [
        ({"knock": "kept", "at": "at seven"}, NOT_A_TIME, "at seven"),
        ({"knock": "here", "at": "25:00"}, NOT_A_TIME, "25:00"),
        ({"quiet-from": "22:00"}, HALF_QUIET, "22:00"),
        ({"quiet-until": "22:00"}, HALF_QUIET, "22:00"),
        ({"quiet-from": "22:00", "quiet-until": "22:00"}, NO_QUIET, "22:00"),
        ({"knock": "kept", "at": "23:15", "quiet-from": "22:00", "quiet-until": "07:00"}, IN_QUIET, "23:15"),
        ({"knock": "here", "at": "19:05"}, ASK_FIRST, "19:05"),
        ({"knock": "kept", "at": "19:05"}, ASK_FIRST, "19:05"),
        (
            {"knock": "here", "at": "19:05", "endpoint": "https://x.example", "point": "?", "secret": ""},
            NOT_AGREED,
            "19:05",
        ),
        (
            {"knock": "here", "at": "19:05", "endpoint": "no address", "point": "", "secret": ""},
            NOT_AGREED,
            "19:05",
        ),
    ],
)
def test_a_slip_is_told_kindly_and_what_was_typed_stays(
    fields: dict[str, str], says: str, stays: str
) -> None:
    async def scene(one: Evening, _: PushService) -> None:
        answer = await one.noor.post("/yours/knock", **fields)
        assert answer.status == 400
        assert says in answer.text and f'value="{stays}"' in answer.text
        assert chosen((await one.noor.get("/yours/knock")).text, "no")

    play(scene)


def test_a_server_that_sends_nothing_out_says_so() -> None:
    async def scene(one: Evening, _: PushService) -> None:
        one.house.home.courier = None
        page = (await one.noor.get("/yours/knock")).text
        assert "sends nothing out" in page and "knock.js" not in page

    play(scene)


def test_the_worker_says_what_every_knock_says_and_can_say_nothing_else() -> None:
    assert f"const TEXT = '{knocks.TEXT}';" in WORKER
    assert "event.data" not in WORKER
    assert not {"fetch", "caches", "indexedDB", "importScripts"} & set(WORKER.replace("(", " ").split())


def test_each_is_knocked_for_alone() -> None:
    async def scene(one: Evening, push: PushService) -> None:
        for who, name in ((one.noor, "noor"), (one.elis, "elis")):
            at = "19:30" if name == "noor" else "20:30"
            fields = {"knock": "here", "at": at, **agreed(push, name)}
            assert (await who.post("/yours/zone", zone="UTC")).status == 303
            assert (await who.post("/yours/knock", **fields)).status == 303
        one.house.clock.pass_by(hours=1)
        await knocks.begin(one.house.home)
        assert [came.path for came in push.came] == ["/noor"]

    play(scene)
