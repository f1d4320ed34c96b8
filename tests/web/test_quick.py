"""The short ways in: a page sent from memory is the page that would have been made."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import pytest
from starlette.responses import RedirectResponse
from starlette.types import Receive, Scope, Send

from visits import Evening, Visitor, evening
from weft.keeper.opened import Opened
from weft.keeper.ports import StoreUnwritable
from weft.web.answers import Painted, onward
from weft.web.app import DOORS

REMEMBERED = [door.path for door in DOORS if door.drawn_from]


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


def test_the_same_bytes_and_headers_come_from_memory() -> None:
    async def scene(one: Evening) -> None:
        for path in REMEMBERED:
            for packed in ("gzip", ""):
                made = await one.noor.get(path, accept_encoding=packed)
                assert await one.noor.get(path, accept_encoding=packed) == made, path

    play(scene)


def test_nothing_is_answered_from_memory_once_signed_out() -> None:
    async def scene(one: Evening) -> None:
        cookies = dict(one.noor.cookies)
        await one.noor.get("/today")
        await one.noor.post("/sign-out")
        answer = await Visitor(one.app, cookies).get("/today")
        assert (answer.status, answer.header("location")) == (303, "/sign-in")

    play(scene)


def test_memory_ends_with_the_idle_lock() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.get("/today")
        one.house.clock.pass_by(hours=2)
        assert (await one.noor.get("/today")).header("location") == "/sign-in"

    play(scene)


def test_what_the_partner_did_is_seen_at_once() -> None:
    async def scene(one: Evening) -> None:
        assert "Elis asks" not in (await one.noor.get("/today")).text
        await one.elis.post("/sittings", exercise="slow-turns", form="together")
        assert "asks: Slow turns" in (await one.noor.get("/today")).text

    play(scene)


def test_a_new_name_is_seen_on_the_edge_of_every_remembered_page() -> None:
    async def scene(one: Evening) -> None:
        for path in REMEMBERED:
            await one.noor.get(path)
        await one.elis.post("/yours/name", name="Elisabet")
        for path in REMEMBERED:
            assert "Elisabet" in (await one.noor.get(path)).text, path

    play(scene)


def test_trouble_met_on_the_short_way_is_said_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(one: Evening) -> None:
        async def refuse(*_: object) -> None:
            raise StoreUnwritable("content.db")

        await one.noor.get("/today")
        monkeypatch.setattr(one.house.store, "touch_sign_in", refuse)
        one.house.clock.pass_by(minutes=2)
        answer = await one.noor.get("/today")
        assert answer.status == 503
        assert "Try again" in answer.text

    play(scene)


def test_a_fixed_address_still_refuses_other_methods_and_answers_head() -> None:
    async def scene(one: Evening) -> None:
        assert (await one.noor.ask("POST", "/today", b"", {"sec-fetch-site": "same-origin"})).status == 405
        assert (await one.noor.ask("HEAD", "/today", b"", {})).status == 200

    play(scene)


def test_a_cookie_is_found_among_others_and_never_taken_for_another() -> None:
    async def scene(one: Evening) -> None:
        cookie = one.noor.cookies["k"]
        for sent in (f"a=1; k={cookie}; b=2", f"k={cookie}", f"xk=1; k={cookie}"):
            assert (await Visitor(one.app).get("/today", cookie=sent)).status == 200, sent
        for sent in (f"xk={cookie}", f"a=k={cookie}", f"K={cookie}", ""):
            assert (await Visitor(one.app).get("/today", cookie=sent)).status == 303, sent

    play(scene)


def test_no_key_lies_in_what_the_server_holds_of_an_answered_request() -> None:
    async def scene(one: Evening) -> None:
        held: list[MutableMapping[str, Any]] = []

        async def holding(scope: Scope, receive: Receive, send: Send) -> None:
            held.append(scope)
            await one.app(scope, receive, send)

        phone = Visitor(holding, one.noor.cookies)  # type: ignore[arg-type]
        for path in (*REMEMBERED, *REMEMBERED, "/yours"):
            assert (await phone.get(path)).status == 200
        assert not [thing for scope in held for thing in scope.values() if isinstance(thing, Opened)]

    play(scene)


def test_trouble_on_the_short_way_leads_to_the_ordinary_one(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(one: Evening) -> None:
        def trouble(*_: object) -> None:
            raise ValueError

        made = await one.noor.get("/today")
        monkeypatch.setattr("weft.web.quick.still_true", trouble)
        assert await one.noor.get("/today") == made

    play(scene)


def test_trouble_behind_a_form_is_said_on_a_page_and_told_whoever_runs_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scene(one: Evening) -> None:
        said: list[MutableMapping[str, Any]] = []

        async def hearing(scope: Scope, receive: Receive, send: Send) -> None:
            async def noting(message: MutableMapping[str, Any]) -> None:
                said.append(message)
                await send(message)

            await one.app(scope, receive, noting)

        def trouble(kind: Exception) -> Callable[..., Awaitable[None]]:
            async def refuse(*_: object) -> None:
                raise kind

            return refuse

        phone = Visitor(hearing, one.noor.cookies)  # type: ignore[arg-type]
        monkeypatch.setattr(one.house.store, "append", trouble(StoreUnwritable("content.db")))
        assert (await phone.post("/yours/lock", minutes="30")).status == 503
        monkeypatch.setattr(one.house.store, "append", trouble(ValueError("not foreseen")))
        with pytest.raises(ValueError, match="not foreseen"):
            await phone.post("/yours/lock", minutes="30")
        assert [one["status"] for one in said if "status" in one] == [503, 500]

    play(scene)


def test_where_to_go_on_is_said_as_the_framework_says_it() -> None:
    for path in ("/today", "/need#need", "/cloth/a b?c=d&e=ö"):
        assert onward(path).raw_headers == RedirectResponse(path, 303).raw_headers


def test_a_page_that_shows_the_same_after_the_partner_wrote_is_not_painted_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scene(one: Evening) -> None:
        made = await one.noor.get("/today")
        monkeypatch.setattr("weft.web.answers._paint", None)
        await one.elis.post("/yours/name", name="Elis")
        assert await one.noor.get("/today") == made

    play(scene)


def test_within_a_minute_a_page_from_memory_is_what_it_would_be_drawn_from() -> None:
    """What either does shows at once, although what only the clock changes is looked at once a minute."""

    async def scene(one: Evening) -> None:
        pages = [(door, find) for door in DOORS if (find := door.drawn_from)]

        async def nothing_is_older() -> None:
            for phone in (one.noor, one.elis):
                opened = await one.house.home.sign_ins.open(phone.cookies["k"])
                assert opened
                for door, find in pages:
                    await phone.get(door.path)
                    held = opened.painted[door.path]
                    assert isinstance(held, Painted)
                    assert held.version == find(one.house.home, opened), door.path

        await nothing_is_older()
        for phone, path, sent in (
            (one.elis, "/need", {"need": "hug"}),
            (one.elis, "/need", {"need": ""}),
            (one.elis, "/affection", {"text": "You hummed on the stairs."}),
            (one.noor, "/today/another", {}),
            (one.noor, "/today/not-today", {}),
            (one.elis, "/sittings", {"exercise": "slow-turns", "form": "together"}),
            (one.elis, "/evening", {"near": "40", "share": "near"}),
            (one.noor, "/evening/wanted", {"wanted": "1"}),
            (one.elis, "/time", {"act": "ask", "first": "2026-06-08", "days": "7"}),
            (
                one.elis,
                "/plans",
                {"title": "The market", "day-0": "2026-06-06", "from-0": "10:00", "till-0": "13:00"},
            ),
            (one.elis, "/moments", {"title": "Leaves", "kind": "walk", "first": "2026-06-03"}),
            (one.elis, "/yours/name", {"name": "Elisabet"}),
        ):
            assert (await phone.post(path, **sent)).status == 303, path
            await nothing_is_older()

    play(scene)


def test_what_the_clock_changes_is_seen_in_its_minute() -> None:
    """A need fades after two hours, with nobody doing anything."""

    async def scene(one: Evening) -> None:
        await one.elis.post("/need", need="hug")
        seen = []
        for _ in range(13):
            seen.append("Elis would like a hug" in (await one.noor.get("/today")).text)
            one.house.clock.pass_by(minutes=10)
        assert seen == [True] * 12 + [False]

    play(scene)
