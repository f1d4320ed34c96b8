"""Plans written into one's own calendar at a real Radicale server: only where chosen, kept up, taken out, nothing else touched."""

import asyncio
import threading
from base64 import b64encode
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from http.client import HTTPConnection

import pytest

from couples import House
from radicale_house import PASSWORD, Radicale, radicale
from weft.core.freetime import halves
from weft.core.freetime.entries import Calendar
from weft.core.plans import hours
from weft.core.plans.entries import Window
from weft.core.plans.fields import Facts
from weft.keeper import calendars, feeds, freetime, plans, plans_out
from weft.keeper.calendars import CalendarTrouble, Trouble
from weft.keeper.opened import Opened
from weft.outward.fetch import Answer

BEGUN = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\n"
DENTIST = (
    BEGUN + b"BEGIN:VEVENT\r\nUID:dentist\r\nDTSTAMP:20260601T000000Z\r\nDTSTART:20260609T080000Z\r\n"
    b"DTEND:20260609T090000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale")) as one:
        yield one


def named(server: Radicale) -> frozenset[str]:
    return frozenset({server.origin})


def lying(server: Radicale, path: str = "/noor/work/") -> str:
    """The whole calendar, as its owner's own program would fetch it."""
    line = HTTPConnection("127.0.0.1", server.port, timeout=10)
    pair = b64encode(f"noor:{PASSWORD}".encode()).decode()
    line.request("GET", path, headers={"Authorization": f"Basic {pair}"})
    said = line.getresponse().read().decode()
    line.close()
    return said


async def two(server: Radicale) -> tuple[House, Opened, Opened]:
    """A house with two, of whom one has connected an account with a dentist in it."""
    server.calendar("work", DENTIST)
    house = House()
    noor, elis = await house.two()
    one = Calendar("", "account", f"{server.origin}/noor/work/", "Mine", "noor", PASSWORD)
    await calendars.connect(house.home, noor, one, named(server))
    return house, noor, elis


async def written(noor: Opened) -> None:
    """All that was begun beside the pages has ended."""
    for one in noor.chores.values():
        await one.task


async def chosen(house: House, noor: Opened, server: Radicale) -> None:
    one = plans_out.accounts(noor)[0]
    (place,) = await plans_out.places(noor, one, named(server))
    await plans_out.choose(house.home, noor, one, place, named(server))
    await written(noor)


def facts(house: House, title: str, days: int, repeats: str = "") -> Facts:
    at = house.clock.now + timedelta(days=days)
    first = hours.minute(datetime(at.year, at.month, at.day, 19), "UTC")
    return Facts(title, "", "The old mill", (Window(first, 120),), "UTC", repeats, "", "")


async def agreed(house: House, noor: Opened, elis: Opened, what: Facts) -> str:
    key = await plans.offer(house.home, elis, what, what.title)
    await house.home.freshen(noor)
    await plans.answer(house.home, noor, key, 0, "yes", what.windows[0].first)
    return key


async def look(house: House, noor: Opened, server: Radicale) -> str:
    await house.home.freshen(noor)
    plans_out.look(house.home, noor, named(server))
    await written(noor)
    return lying(server)


def test_nothing_is_written_before_its_owner_chose_it(server: Radicale) -> None:
    async def scene() -> None:
        house, noor, elis = await two(server)
        await agreed(house, noor, elis, facts(house, "The small cinema", 3))
        assert (await look(house, noor, server)).count("BEGIN:VEVENT") == 1

    asyncio.run(scene())


def test_what_both_agreed_to_lies_there_under_a_plain_name_or_its_own(server: Radicale) -> None:
    async def scene() -> None:
        house, noor, elis = await two(server)
        await agreed(house, noor, elis, facts(house, "The small cinema", 3))
        await chosen(house, noor, server)
        said = lying(server)
        assert "SUMMARY:Kept free" in said and "Dentist" in said
        assert "cinema" not in said and "mill" not in said
        await feeds.call(house.home, noor, True)
        said = await look(house, noor, server)
        assert "SUMMARY:The small cinema" in said and "LOCATION:The old mill" in said
        assert said.count("BEGIN:VEVENT") == 2

    asyncio.run(scene())


def test_what_is_changed_or_taken_away_is_so_there_at_the_next_look(server: Radicale) -> None:
    async def scene() -> None:
        house, noor, elis = await two(server)
        key = await agreed(house, noor, elis, facts(house, "Supper", 3))
        await agreed(house, noor, elis, facts(house, "Cards", 4, "weekly"))
        await chosen(house, noor, server)
        weekly = lying(server).count("SUMMARY:Kept free") - 1
        assert weekly == 17
        later = facts(house, "Supper", 5)
        await house.home.freshen(elis)
        await plans.change(house.home, elis, key, 0, later)
        await house.home.freshen(noor)
        await plans.answer(house.home, noor, key, 1, "yes", later.windows[0].first)
        moved = await look(house, noor, server)
        assert moved.count("SUMMARY:Kept free") == weekly + 1
        assert f"{house.clock.now + timedelta(days=5):%Y%m%d}T190000Z" in moved
        assert f"{house.clock.now + timedelta(days=3):%Y%m%d}T190000Z" not in moved
        await house.home.freshen(elis)
        await plans.withdraw(house.home, elis, key)
        assert (await look(house, noor, server)).count("SUMMARY:Kept free") == weekly

    asyncio.run(scene())


def test_a_day_that_was_lived_stays_and_stopping_takes_the_rest_out_and_nothing_else(
    server: Radicale,
) -> None:
    async def scene() -> None:
        house, noor, elis = await two(server)
        await agreed(house, noor, elis, facts(house, "Supper", 1))
        await agreed(house, noor, elis, facts(house, "Cards", 9))
        await chosen(house, noor, server)
        house.clock.pass_by(days=2)
        assert (await look(house, noor, server)).count("SUMMARY:Kept free") == 2
        await plans_out.stop(house.home, noor, named(server))
        said = lying(server)
        assert said.count("SUMMARY:Kept free") == 1 and "Dentist" in said
        assert plans_out.chosen(noor) is None

    asyncio.run(scene())


def test_a_look_at_which_nothing_is_new_asks_nobody(server: Radicale) -> None:
    async def scene() -> None:
        house, noor, elis = await two(server)
        await agreed(house, noor, elis, facts(house, "Supper", 3))
        await chosen(house, noor, server)
        noor.chores.clear()
        plans_out.look(house.home, noor, frozenset())  # The server may not even be asked.
        assert not noor.chores

    asyncio.run(scene())


def test_trouble_is_named_nothing_is_lost_and_it_rests_before_it_tries_again(server: Radicale) -> None:
    async def scene() -> None:
        house, noor, elis = await two(server)
        await chosen(house, noor, server)
        await agreed(house, noor, elis, facts(house, "Supper", 3))
        await house.home.freshen(noor)
        plans_out.look(house.home, noor, frozenset())
        await written(noor)
        assert plans_out.trouble(noor) is Trouble.ADDRESS
        assert "Kept free" not in await look(house, noor, server)
        house.clock.pass_by(minutes=6)
        assert "Kept free" in await look(house, noor, server)
        assert plans_out.trouble(noor) is None

    asyncio.run(scene())


def test_a_calendar_that_cannot_be_written_is_not_chosen(server: Radicale) -> None:
    async def scene() -> None:
        house, noor, elis = await two(server)
        await agreed(house, noor, elis, facts(house, "Supper", 3))
        one = plans_out.accounts(noor)[0]
        with pytest.raises(CalendarTrouble):
            await plans_out.choose(house.home, noor, one, f"{server.origin}/elis/work/", named(server))
        assert plans_out.chosen(noor) is None

    asyncio.run(scene())


def test_what_both_agreed_to_is_not_free_for_either_whoever_has_it_written_down(server: Radicale) -> None:
    async def scene() -> None:
        house, noor, elis = await two(server)
        what = facts(house, "Supper", 3)
        await agreed(house, noor, elis, what)
        await house.home.freshen(elis)
        await freetime.ask(house.home, noor, date.fromordinal(house.clock.now.toordinal() + 1), 7)
        await house.home.freshen(elis)
        for one in (noor, elis):
            horizon = freetime.horizon_of(house.home, one)
            half = what.windows[0].first // halves.HALF_MINUTES - horizon.start
            free = freetime.free(one, horizon, ())
            assert [free >> at & 1 for at in range(half - 1, half + 5)] == [1, 0, 0, 0, 0, 1]

    asyncio.run(scene())


class Slow:
    """A calendar's server that answers nothing before it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.may, self.came = threading.Event(), threading.Event()
        monkeypatch.setattr(calendars, "fetch", self)

    def __call__(self, url: str, *, method: str = "GET", **_: object) -> Answer:
        self.asked.append(f"{method} {url}")
        self.came.set()
        assert self.may.wait(10)
        return Answer(201, {}, b"", url)


async def asked(slow: Slow) -> None:
    assert await asyncio.get_running_loop().run_in_executor(None, slow.came.wait, 10)


async def with_one_to_write(server: Radicale) -> tuple[House, Opened]:
    house, noor, elis = await two(server)
    await chosen(house, noor, server)
    await agreed(house, noor, elis, facts(house, "Supper", 3))
    await house.home.freshen(noor)
    return house, noor


def test_nobody_waits_for_a_slow_server_and_it_is_asked_once_however_often_one_looks(
    server: Radicale, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        house, noor = await with_one_to_write(server)
        slow = Slow(monkeypatch)
        for _ in range(3):
            plans_out.look(house.home, noor, named(server))
        assert plans_out.is_writing(noor)
        await asked(slow)
        slow.may.set()
        await written(noor)
        assert len(slow.asked) == 1
        assert not plans_out.is_writing(noor)
        assert plans_out.trouble(noor) is None

    asyncio.run(scene())


def test_what_was_on_its_way_when_the_sign_in_ended_is_known_and_looked_after_at_the_next(
    server: Radicale, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        house, noor = await with_one_to_write(server)
        slow = Slow(monkeypatch)
        plans_out.look(house.home, noor, named(server))
        await asked(slow)
        await house.home.sign_ins.end(noor.sid_hash)
        with pytest.raises(asyncio.CancelledError):
            await written(noor)
        slow.may.set()
        [(mark, said)] = freetime.own(noor).put.put
        assert said == ""  # It may lie there, and may not: taken out if the plan goes, written if it stays.
        assert len(mark) == 32

    asyncio.run(scene())


def test_stopping_while_it_writes_lets_one_end_and_begins_no_other(
    server: Radicale, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        house, noor, elis = await two(server)
        await chosen(house, noor, server)
        await agreed(house, noor, elis, facts(house, "Cards", 4, "weekly"))
        await house.home.freshen(noor)
        slow = Slow(monkeypatch)
        plans_out.look(house.home, noor, named(server))
        await asked(slow)
        stopping = asyncio.ensure_future(plans_out.stop(house.home, noor, named(server)))
        await asyncio.sleep(0)
        slow.may.set()
        await stopping
        assert [one.split()[0] for one in slow.asked].count("PUT") == 1
        assert len([one for one in slow.asked if one.startswith("DELETE")]) == 17
        assert freetime.own(noor).put.calendar == ""

    asyncio.run(scene())
