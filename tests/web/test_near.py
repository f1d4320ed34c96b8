"""A touch across distance on the web: what each page and stream is told, and what it is never told."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from visits import Answer, Ear, Evening, Visitor, evening, settle

NOOR, ELIS = "1" * 32, "2" * 32


def played(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def say(person: Visitor, page: str, act: str, **more: str) -> dict[str, Any]:
    answer = await person.post("/near", page=page, act=act, **more)
    assert answer.status == 200
    so: dict[str, Any] = answer.json()
    return so


async def both(one: Evening) -> None:
    await say(one.noor, NOOR, "come")
    await say(one.elis, ELIS, "come")


async def look(person: Visitor, page: str) -> Answer:
    return await person.get(f"/near/look?page={page}", sec_fetch_dest="empty")


async def line(person: Visitor) -> Ear:
    """This person's stream of it, kept open."""
    ear = Ear()
    asked = person.scope("GET", "/near/line", {"sec-fetch-site": "same-origin"})

    async def send(message: Any) -> None:
        ear.heard.append(message.get("body", b"") if "body" in message else str(message["status"]).encode())
        ear.over = message["type"] == "http.response.body" and not message.get("more_body", False)

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError("nobody hangs up")

    ear.task = asyncio.create_task(person.app(asked, receive, send))
    await settle()
    return ear


def told(ear: Ear) -> list[dict[str, Any]]:
    said = re.findall(rb"event: near\ndata: (.*)\n\n", b"".join(ear.heard))
    return [json.loads(one) for one in said]


def pass_by(one: Evening, seconds: float) -> None:
    one.house.clock.now += timedelta(seconds=seconds)


async def hearing(one: Evening, seconds: int, *people: tuple[Visitor, str]) -> None:
    """Time passes, and these pages are heard from."""
    for _ in range(0, seconds, 2):
        pass_by(one, 2)
        for person, page in people:
            await look(person, page)


def test_a_hold_is_told_to_the_other_at_once_and_so_is_letting_go() -> None:
    async def scene(one: Evening) -> None:
        await both(one)
        ear = await line(one.elis)
        for act, held in (("hold", True), ("let-go", False)):
            await say(one.noor, NOOR, act)
            await settle()
            assert told(ear)[-1]["held"] is held
        await ear.close()

    played(scene)


def test_one_who_is_here_is_told_nothing_of_somebody_who_only_looks_at_the_page() -> None:
    async def scene(one: Evening) -> None:
        await say(one.noor, NOOR, "come")
        ear, before = await line(one.noor), (await look(one.noor, NOOR)).body
        await one.elis.get("/near")
        other = await line(one.elis)
        await settle()
        assert (await look(one.noor, NOOR)).body == before
        assert told(ear) == []
        for each in (ear, other):
            await each.close()

    played(scene)


def test_one_who_holds_is_not_told_so_on_the_own_stream() -> None:
    async def scene(one: Evening) -> None:
        await both(one)
        ear = await line(one.noor)
        await say(one.noor, NOOR, "hold")
        await settle()
        assert told(ear) == []
        await ear.close()

    played(scene)


WAITING: dict[str, Callable[[Evening], Awaitable[Any]]] = {
    "comes": lambda one: say(one.elis, ELIS, "come"),
    "comes and holds": lambda one: _come_and_hold(one),
    "looks at the page": lambda one: one.elis.get("/near"),
    "asks what is so without having come": lambda one: look(one.elis, ELIS),
    "would keep what never was": lambda one: one.elis.post("/near", act="keep"),
    "waits for five minutes and goes": lambda one: _waits(one),
}


async def _come_and_hold(one: Evening) -> None:
    await say(one.elis, ELIS, "come")
    await say(one.elis, ELIS, "hold")
    await say(one.elis, ELIS, "rite", rite="good-night")


async def _waits(one: Evening) -> None:
    began = one.house.clock.now
    await _come_and_hold(one)
    await hearing(one, 300, (one.elis, ELIS))
    one.house.clock.now = began


@pytest.mark.parametrize("what", WAITING)
def test_that_elis_waits_is_on_no_page_and_no_stream_before_noor_is_here_too(what: str) -> None:
    async def seen(secret: Callable[[Evening], Awaitable[Any]] | None) -> list[object]:
        one = await evening()
        ears = [await line(one.noor), await one.noor.listen()]
        if secret:
            await secret(one)
        pages = [await one.noor.get(path) for path in ("/near", f"/near/look?page={NOOR}")]
        await settle()
        heard = [ear.after_the_clock() for ear in ears]
        for ear in ears:
            await ear.close()
        return [*((page.status, page.body) for page in pages), *heard]

    async def scene() -> None:
        assert await seen(WAITING[what]) == await seen(None)

    asyncio.run(scene())


async def _exits(one: Evening) -> None:
    await one.elis.post("/exit")


async def _signs_out(one: Evening) -> None:
    await one.elis.post("/sign-out")


async def _falls_silent(one: Evening) -> None:
    """Elis presses Stop, or the phone lost its line: the page does the same."""


@pytest.mark.parametrize("leaves", [_exits, _signs_out])
def test_leaving_looks_like_a_lost_line_to_the_byte_and_to_the_second(
    leaves: Callable[[Evening], Awaitable[None]],
) -> None:
    async def seen(how: Callable[[Evening], Awaitable[None]]) -> list[object]:
        one = await evening()
        one.house.clock.now = one.house.clock.now.replace(microsecond=0)
        await both(one)
        ear = await line(one.noor)
        await how(one)
        found: list[object] = []
        for _ in range(12):
            pass_by(one, 1)
            found.append((await look(one.noor, NOOR)).body)
        await settle()
        found.append(ear.after_the_clock())
        await ear.close()
        return found

    async def scene() -> None:
        assert await seen(leaves) == await seen(_falls_silent)

    asyncio.run(scene())


def test_to_look_again_by_itself_does_not_keep_anybody_signed_in() -> None:
    async def scene(one: Evening) -> None:
        await both(one)
        await hearing(one, 16 * 60, (one.noor, NOOR))
        assert (await look(one.noor, NOOR)).status == 303

    played(scene)


def test_the_stream_ends_with_the_sign_in_and_with_the_couple() -> None:
    async def scene(one: Evening) -> None:
        await both(one)
        first, second = await line(one.noor), await line(one.elis)
        await one.noor.post("/sign-out")
        await settle()
        assert first.over
        opened = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert opened
        assert opened.couple
        one.house.home.rooms.end_room(opened.couple.log.log)
        await settle()
        assert second.over

    played(scene)


def test_nobody_outside_hears_it() -> None:
    async def scene(one: Evening) -> None:
        stranger = await line(Visitor(one.app))
        assert stranger.heard[0] == b"401"

    played(scene)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"act": "come"},
        {"act": "come", "page": "x"},
        {"act": "poke", "page": NOOR},
        {"act": "rite", "rite": "x", "page": NOOR},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(fields: dict[str, str]) -> None:
    async def scene(one: Evening) -> None:
        assert (await one.noor.post("/near", **fields)).status == 400

    played(scene)


def test_too_much_at_once_is_refused() -> None:
    async def scene(one: Evening) -> None:
        await both(one)
        answers = [await one.noor.post("/near", page=NOOR, act="hold") for _ in range(40)]
        assert answers[-1].status == 429
        assert not (await one.elis.get("/cloth")).text.count("Near for a while")

    played(scene)


def test_by_default_nothing_of_it_is_kept() -> None:
    async def scene(one: Evening) -> None:
        store, log = one.house.store, ""
        opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
        assert opened
        assert opened.couple
        log = opened.couple.log.log
        before = len(await store.read(log))
        await both(one)
        await say(one.noor, NOOR, "hold")
        await hearing(one, 120, (one.noor, NOOR), (one.elis, ELIS))
        assert len(await store.read(log)) == before

    played(scene)


def test_it_is_in_the_cloth_when_both_would_keep_it_and_not_when_one_would() -> None:
    async def scene(one: Evening) -> None:
        await both(one)
        await hearing(one, 90, (one.noor, NOOR), (one.elis, ELIS))
        assert (await look(one.noor, NOOR)).json()["whileNear"]
        assert (await one.noor.post("/near", act="keep")).json() == {"kept": False}
        assert "Near for a while" not in (await one.elis.get("/cloth/list")).text
        assert (await one.elis.post("/near", act="keep")).json() == {"kept": True}
        for person in (one.noor, one.elis):
            listed = (await person.get("/cloth/list")).text
            assert "Near for a while" in listed
        key = re.findall(r"/cloth/([0-9a-f]{32})", listed + (await one.noor.get("/cloth")).text)[0]
        assert (await one.noor.get(f"/cloth/{key}")).status == 200

    played(scene)


def test_a_rite_is_played_by_two_step_by_step() -> None:
    async def scene(one: Evening) -> None:
        await both(one)
        asked = await say(one.noor, NOOR, "rite", rite="setting-off")
        assert (asked["mine"], asked["step"]) == ("setting-off", -1)
        assert (await look(one.elis, ELIS)).json()["theirs"] == "setting-off"
        assert (await say(one.elis, ELIS, "rite", rite="setting-off"))["step"] == 0
        for step in (1, 2, 3, 3):
            for person, page in ((one.noor, NOOR), (one.elis, ELIS)):
                await say(person, page, "hold")
            pass_by(one, 2)
            await say(one.noor, NOOR, "let-go")
            assert (await say(one.elis, ELIS, "let-go"))["step"] == step

    played(scene)


def test_every_rite_has_its_sentences_in_both_names() -> None:
    async def scene(one: Evening) -> None:
        page = (await one.noor.get("/near")).text
        assert page.count("data-steps=") == 2
        assert "Elis would like to say good night with you." in page
        assert "{" not in page.partition("<main")[2]

    played(scene)
