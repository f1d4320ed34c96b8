"""Calendars of one's own, with a real Radicale server on this machine, which the host has named."""

import asyncio
from collections.abc import Iterator
from datetime import date
from threading import Event

import pytest

from couples import House
from ics_files import VTIMEZONE, calendar
from radicale_house import PASSWORD, Radicale, radicale
from weft.calendars.sandbox import Found
from weft.core.freetime import halves
from weft.core.freetime.entries import Calendar, UsualSaid
from weft.keeper import calendars, freetime, zone
from weft.keeper.calendars import CalendarTrouble, Trouble
from weft.keeper.courier import NO_ANSWER, Courier
from weft.keeper.lanes import Lane
from weft.keeper.opened import Opened
from weft.outward.addresses import Permit
from weft.outward.fetch import Answer

FIRST = date(2026, 6, 8)
MEETING = "DTSTART:20260609T080000Z\nDTEND:20260609T091500Z\nSUMMARY:A secret meeting"
SERIES = "DTSTART;TZID=House Time:20260302T180000\nDTEND;TZID=House Time:20260302T190000\nRRULE:FREQ=WEEKLY\nEXDATE;TZID=House Time:20260615T180000"
HOLIDAY = "DTSTART;VALUE=DATE:20260612\nDTEND;VALUE=DATE:20260613"
OFFERED = "DTSTART:20260610T080000Z\nDTEND:20260610T200000Z\nTRANSP:TRANSPARENT"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale")) as one:
        yield one


async def two() -> tuple[House, Opened]:
    """A house with two in it, of whom one looks for two weeks from a Monday in June on."""
    house = House()
    noor, _ = await house.two()
    await zone.choose(house.home, noor, "Europe/Berlin")
    await freetime.say_usual(house.home, noor, UsualSaid((), ()))
    await freetime.ask(house.home, noor, FIRST, 14)
    return house, noor


def account(server: Radicale, path: str = "/", **more: str) -> Calendar:
    given = {"name": "noor", "password": PASSWORD} | more
    return Calendar("", "account", server.origin + path, "Ours", **given)


def free_words(house: House, opened: Opened) -> list[str]:
    """The stretches that are not free, in UTC."""
    horizon = freetime.horizon_of(house.home, opened)
    known = calendars.read_so_far(house.home, opened)
    assert known is not None
    taken = horizon.all & ~freetime.free(opened, horizon, known.busy)
    return [
        f"{halves.instant_of(first):%d %H:%M} {count}" for first, count in halves.stretches(horizon, taken)
    ]


@pytest.mark.parametrize("path", ["/", "/noor/", "/noor/work/"])
def test_an_account_is_found_from_any_address_of_it(server: Radicale, path: str) -> None:
    async def run() -> None:
        server.calendar("work", calendar(MEETING, SERIES, HOLIDAY, OFFERED, zones=VTIMEZONE))
        house, noor = await two()
        named = frozenset({server.origin})
        await calendars.connect(house.home, noor, account(server, path), named)
        assert calendars.read_so_far(house.home, noor) is None
        await calendars.read(house.home, noor, named)
        assert free_words(house, noor) == ["08 16:00 2", "09 08:00 3", "11 22:00 48"]

    asyncio.run(run())


def test_a_calendar_as_a_file_says_the_same(server: Radicale) -> None:
    async def run() -> None:
        server.calendar("work", calendar(MEETING, SERIES, HOLIDAY, OFFERED, zones=VTIMEZONE))
        house, noor = await two()
        named = frozenset({server.origin})
        one = Calendar("", "file", f"{server.origin}/noor/work/", "Ours", "noor", PASSWORD)
        await calendars.connect(house.home, noor, one, named)
        await calendars.read(house.home, noor, named)
        assert free_words(house, noor) == ["08 16:00 2", "09 08:00 3", "11 22:00 48"]

    asyncio.run(run())


def test_an_event_that_comes_later_is_seen_when_it_is_read_again(server: Radicale) -> None:
    async def run() -> None:
        server.calendar("work", calendar(MEETING))
        house, noor = await two()
        named = frozenset({server.origin})
        await calendars.connect(house.home, noor, account(server), named)
        await calendars.read(house.home, noor, named)
        before = free_words(house, noor)
        server.calendar("work", calendar(MEETING, MEETING.replace("0609", "0617")))
        assert free_words(house, noor) == before
        await calendars.read(house.home, noor, named)
        assert free_words(house, noor) == ["09 08:00 3", "17 08:00 3"]

    asyncio.run(run())


@pytest.mark.parametrize(
    ("one", "why"),
    [
        ({"password": "wrong"}, Trouble.PASSWORD),
        ({"name": "", "password": ""}, Trouble.PASSWORD),
        ({"name": "elis"}, Trouble.NO_CALENDARS),
    ],
)
def test_what_a_server_does_not_give_is_said_and_nothing_is_kept(
    server: Radicale, one: dict[str, str], why: Trouble
) -> None:
    async def run() -> None:
        server.calendar("work", calendar(MEETING))
        house, noor = await two()
        with pytest.raises(CalendarTrouble) as trouble:
            await calendars.connect(house.home, noor, account(server, **one), frozenset({server.origin}))
        assert trouble.value.why is why
        assert calendars.connected(noor) == ()

    asyncio.run(run())


def test_a_server_the_host_has_not_named_is_not_asked(server: Radicale) -> None:
    async def run() -> None:
        house, noor = await two()
        with pytest.raises(CalendarTrouble) as trouble:
            await calendars.connect(house.home, noor, account(server), frozenset())
        assert trouble.value.why is Trouble.ADDRESS

    asyncio.run(run())


def test_a_calendar_that_fails_later_is_named_and_the_others_are_read(server: Radicale) -> None:
    async def run() -> None:
        server.calendar("work", calendar(MEETING))
        server.calendar("choir", calendar(MEETING.replace("0609", "0616")))
        house, noor = await two()
        named = frozenset({server.origin})
        for path in ("/noor/work/", "/noor/choir/"):
            await calendars.connect(house.home, noor, account(server, path), named)
        server.ask("DELETE", "/noor/choir/")
        await calendars.read(house.home, noor, named)
        known = calendars.read_so_far(house.home, noor)
        assert known is not None
        assert [why for _, why in known.troubles] == [Trouble.MISSING]
        assert free_words(house, noor) == ["09 08:00 3"]

    asyncio.run(run())


def test_an_address_is_gone_from_the_log_when_its_calendar_is_let_go(server: Radicale) -> None:
    async def run() -> None:
        server.calendar("work", calendar(MEETING))
        house, noor = await two()
        await calendars.connect(house.home, noor, account(server), frozenset({server.origin}))
        await calendars.remove(house.home, noor, calendars.connected(noor)[0].key)
        rows = await house.store.read(noor.own.log)
        assert sum(bool(row.taken_out) for row in rows) == 1
        assert calendars.connected(noor) == ()

    asyncio.run(run())


def test_an_address_is_taken_as_it_is_copied() -> None:
    assert calendars.address_of("webcal://calendars.example/a.ics") == "https://calendars.example/a.ics"
    assert calendars.address_of(" calendars.example/a.ics ") == "https://calendars.example/a.ics"
    assert calendars.address_of("http://nas.lan/a.ics") == "http://nas.lan/a.ics"


@pytest.mark.parametrize(
    "href", ["http://[", "//[::1", "https://user:pass@calendars.example/", "https://elsewhere.example/"]
)
def test_a_server_that_names_a_place_nobody_can_go_to_is_a_trouble_and_no_fault(
    monkeypatch: pytest.MonkeyPatch, href: str
) -> None:
    def says(url: str, **_: object) -> Answer:
        return Answer(207, {}, b"<multistatus/>", url)

    async def found(_: bytes) -> Found:
        return Found("", "", (href,))

    async def run() -> None:
        house, noor = await two()
        monkeypatch.setattr(calendars, "fetch", says)
        monkeypatch.setattr(calendars, "found_in", found)
        one = Calendar("", "account", "https://calendars.example/", "Ours")
        with pytest.raises(CalendarTrouble) as trouble:
            await calendars.connect(house.home, noor, one, frozenset())
        assert trouble.value.why in (Trouble.ADDRESS, Trouble.NAMED, Trouble.AROUND)

    asyncio.run(run())


def test_an_account_of_which_everything_is_slow_is_given_up_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def never(*_: object) -> Found:
        await asyncio.Event().wait()
        raise AssertionError

    async def run() -> None:
        house, noor = await two()
        monkeypatch.setattr(calendars, "WHOLE_SECONDS", 0.01)
        monkeypatch.setattr(calendars, "_of_account", never)
        one = Calendar("", "account", "https://calendars.example/", "Ours")
        with pytest.raises(CalendarTrouble) as trouble:
            await calendars.connect(house.home, noor, one, frozenset())
        assert trouble.value.why is Trouble.SLOW
        assert calendars.connected(noor) == ()

    asyncio.run(run())


def test_servers_that_do_not_answer_keep_nothing_else_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty of them hang; a thread for anything else is to be had, and so is one for a knock."""
    over = Event()

    def hangs(*_: object, **__: object) -> Answer:
        over.wait(20)
        return Answer(200, {}, b"", "")

    async def run() -> None:
        line = calendars.Line(Calendar("", "file", "https://slow.example/", "Slow"), Permit(), Lane())
        waiting = [asyncio.create_task(line("GET", "https://slow.example/")) for _ in range(40)]
        await asyncio.sleep(0)
        async with asyncio.timeout(10):
            assert await asyncio.to_thread(lambda: "here") == "here"
            assert await Courier("https://weft.example").post("https://127.0.0.1/", {}, b"") == NO_ANSWER
        over.set()
        await asyncio.gather(*waiting)

    monkeypatch.setattr(calendars, "fetch", hangs)
    asyncio.run(run())
