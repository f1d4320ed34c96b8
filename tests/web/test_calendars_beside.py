"""Calendars are tried and read beside the pages: the answer comes at once, and what was typed outlives a server's no."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from threading import Event

import pytest

from ics_files import calendar
from visits import Evening, chores_done, evening, settle
from weft.keeper import calendar_chores, calendars
from weft.outward.fetch import Answer
from weft.outward.refused import Refused, Why

URL = "https://calendars.example/a.ics"
TYPED = {"kind": "account", "url": URL, "name": "noor", "password": "hidden-word", "called": "Work"}
MEETING = "DTSTART:20260610T080000Z\nDTEND:20260610T100000Z"
PAGE = "/time/calendars"


class Server:
    """A server of calendars that answers when it is let, and what it was asked with."""

    def __init__(self) -> None:
        self.may, self.refuses = Event(), False
        self.asked: list[tuple[str, str]] = []

    def __call__(self, url: str, *, headers: dict[str, str], **_: object) -> Answer:
        self.asked.append((url, headers.get("Authorization", "")))
        self.may.wait(20)
        if self.refuses:
            raise Refused(Why.SILENT)
        return Answer(200, {}, calendar(MEETING), url)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    made = Server()
    monkeypatch.setattr("weft.keeper.calendars.fetch", made)
    return made


def played(server: Server, scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        try:
            await scene(await evening())
        finally:
            server.may.set()

    asyncio.run(run())


async def answers(one: Evening, server: Server) -> None:
    server.may.set()
    await chores_done(one.house)


async def refused(one: Evening, server: Server, **typed: str) -> str:
    """Noor types a calendar whose server says nothing; gives the page of the next look."""
    server.refuses = True
    assert (await one.noor.post(PAGE, **(TYPED | typed))).status == 303
    await answers(one, server)
    return (await one.noor.get(PAGE)).text


def test_connecting_answers_before_the_server_does_and_the_next_look_says_what_came_of_it(
    server: Server,
) -> None:
    async def scene(one: Evening) -> None:
        sent = await one.noor.post(PAGE, **(TYPED | {"kind": "file"}))
        assert (sent.status, sent.header("location")) == (303, PAGE)
        page = (await one.noor.get(PAGE)).text
        assert "is being tried" in page
        assert "hidden-word" not in page
        assert (await one.noor.get("/today")).status == 200
        await answers(one, server)
        page = (await one.noor.get(PAGE)).text
        assert "can be read, and is connected" in page
        assert "is being tried" not in page
        assert 'name="act" value="let-go"' in page

    played(server, scene)


def test_what_was_typed_stays_when_the_server_says_nothing_and_its_password_is_not_sent_back(
    server: Server,
) -> None:
    async def scene(one: Evening) -> None:
        page = await refused(one, server)
        assert "Nobody answers there just now" in page
        for said in (f'value="{URL}"', 'value="noor"', 'value="Work"', 'value="account" checked'):
            assert said in page
        assert "hidden-word" not in page
        assert 'name="act" value="let-go"' not in page

    played(server, scene)


def test_a_password_is_used_again_at_the_same_server_for_the_same_name_and_nowhere_else(
    server: Server,
) -> None:
    async def scene(one: Evening) -> None:
        await refused(one, server)
        with_it = server.asked[-1][1]
        assert with_it
        await refused(one, server, password="")
        assert server.asked[-1] == (URL, with_it)
        await refused(one, server, password="", name="elis")
        assert server.asked[-1][1] != with_it
        await refused(one, server)
        await refused(one, server, password="", url="https://elsewhere.example/a.ics", name="noor")
        assert server.asked[-1][0].startswith("https://elsewhere.example")
        assert server.asked[-1][1] != with_it

    played(server, scene)


def test_a_form_is_emptied_and_what_is_being_tried_is_let_be(server: Server) -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post(PAGE, **TYPED)
        assert (await one.noor.post(PAGE, act="clear")).status == 303
        await answers(one, server)
        page = (await one.noor.get(PAGE)).text
        assert URL not in page
        assert "is connected" not in page
        assert 'name="act" value="let-go"' not in page

    played(server, scene)


def test_a_second_calendar_takes_the_place_of_one_that_is_being_tried(server: Server) -> None:
    async def scene(one: Evening) -> None:
        for called in ("First", "Second"):
            await one.noor.post(PAGE, **(TYPED | {"kind": "file", "called": called}))
        await answers(one, server)
        page = (await one.noor.get(PAGE)).text
        assert "Second" in page
        assert "First" not in page

    played(server, scene)


def test_with_the_sign_in_ends_whatever_is_being_tried(server: Server) -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post(PAGE, **(TYPED | {"kind": "file"}))
        opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
        assert opened
        await settle()
        await one.noor.post("/sign-out")
        await settle()
        assert opened.chores[calendar_chores.CONNECT].task.cancelled()
        assert calendars.connected(opened) == ()

    played(server, scene)


async def with_calendar(one: Evening, server: Server) -> None:
    await one.noor.post(PAGE, **(TYPED | {"kind": "file"}))
    await answers(one, server)
    server.may.clear()


def test_reading_answers_at_once_and_keeps_what_was_marked_meanwhile(server: Server) -> None:
    async def scene(one: Evening) -> None:
        await with_calendar(one, server)
        page = (await one.noor.get("/time/mine")).text
        fields = dict(re.findall(r'name="(start|count|was)" value="(\w+)"', page))
        ticked = re.findall(r'name="(f-[\w-]+)" value="yes"[^>]*? checked', page)
        sent = await one.noor.post("/time/mine", act="read", **fields, **dict.fromkeys(ticked[1:], "yes"))
        assert sent.status == 303
        page = (await one.noor.get("/time/mine")).text
        assert "are being read" in page
        assert not re.search(rf'name="{ticked[0]}"[^>]*checked', page)
        await answers(one, server)
        page = (await one.noor.get("/time/mine")).text
        assert "Read in this sign-in" in page
        assert "are being read" not in page
        assert not re.search(rf'name="{ticked[0]}"[^>]*checked', page)

    played(server, scene)


def test_a_page_that_lies_open_is_told_to_look_when_it_is_known_and_the_others_is_not(server: Server) -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post(PAGE, **(TYPED | {"kind": "file"}))
        ears = [await who.listen() for who in (one.noor, one.elis)]
        await answers(one, server)
        await settle()
        heard = [ear.after_the_clock() for ear in ears]
        for ear in ears:
            await ear.close()
        assert b"look" in heard[0]
        assert b"look" not in heard[1]

    played(server, scene)


def test_reading_where_nothing_is_connected_begins_nothing(server: Server) -> None:
    async def scene(one: Evening) -> None:
        assert (await one.noor.post("/time/mine", act="read")).status == 303
        assert "being read" not in (await one.noor.get("/time/mine")).text
        assert server.asked == []

    played(server, scene)
