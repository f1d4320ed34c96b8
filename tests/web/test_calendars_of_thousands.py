"""A calendar of years, from a real Radicale server to the half hours on a page: it agrees with the bare library.

Events in three zones, one of them of somebody's own making; such that repeat, with days left out and times moved; whole
days; times without a zone; lengths in place of ends; and what does not count. The four weeks asked about hold the night
in which clocks go back in Europe, and the last of them the one in America.
"""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]

from ics_files import lives, together
from radicale_house import PASSWORD, radicale
from visits import Evening, Visitor, chores_done, evening
from weft.core.freetime.entries import UsualSaid
from weft.core.freetime.halves import half_at, horizon_of
from weft.keeper import freetime

FIRST, DAYS = date(2026, 10, 12), 28
BEGINS = datetime(2026, 10, 12)


def busy_by_the_library(raw: bytes, zone: ZoneInfo) -> set[int]:
    """The half hours of those weeks which the library alone says are busy, for somebody in this zone."""
    horizon, taken = horizon_of(FIRST, DAYS, zone), set[int]()
    start, end = (datetime(2026, 10, 9, tzinfo=UTC), datetime(2026, 11, 12, tzinfo=UTC))
    for one in recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(start, end):
        words = [str(one.get(name, "")) for name in ("TRANSP", "STATUS", "X-MICROSOFT-CDO-BUSYSTATUS")]
        if words == ["", "", ""]:
            first, last = (_instant(at, zone) for at in (one.start, one.end))
            taken |= set(range(half_at(first), half_at(last - timedelta(seconds=1)) + 1))
    return taken & set(range(horizon.start, horizon.end))


def _instant(at: date, zone: ZoneInfo) -> datetime:
    whole = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)
    return whole if whole.tzinfo else whole.replace(tzinfo=zone)


async def looking(one: Evening, origin: str, zone: str) -> None:
    """Noor, with nothing usual, connects the account and looks for those weeks."""
    one.app.settings = replace(one.app.settings, private_hosts=frozenset({origin}))
    await one.noor.post("/yours/zone", zone=zone)
    opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert opened
    await freetime.say_usual(one.house.home, opened, UsualSaid((), ()))
    await one.noor.post("/time", act="ask", first=FIRST.isoformat(), days=str(DAYS))


async def connected(one: Evening, kind: str, url: str) -> None:
    fields = {"kind": kind, "url": url, "name": "noor", "password": PASSWORD, "called": "Years"}
    sent = await one.noor.post("/time/calendars", **fields)
    assert sent.status == 303, re.findall(r'class="[^"]*wrong[^"]*">([^<]+)', sent.text)
    await chores_done(one.house)
    assert "can be read, and is connected" in (await one.noor.get("/time/calendars")).text
    await one.noor.post("/time/mine", act="read")
    await chores_done(one.house)


async def busy_on_the_pages(noor: Visitor) -> set[int]:
    """The half hours which the pages of those days say are not free."""
    taken = set[int]()
    for day in (FIRST + timedelta(days=at) for at in range(DAYS)):
        page = (await noor.get(f"/time/mine/day?day={day}")).text
        boxes = re.findall(r'name="h-(\d+)" value="yes"( checked)?', page)
        taken |= {int(half) for half, checked in boxes if not checked}
    return taken


def agrees(events: int, kinds: tuple[str, ...], zone: str, folder: Path) -> None:
    entries = lives(events, BEGINS, DAYS)
    raw = together(entries)

    async def scene(origin: str, kind: str) -> None:
        one = await evening()
        await looking(one, origin, zone)
        await connected(one, kind, f"{origin}/noor/work/")
        found, wanted = await busy_on_the_pages(one.noor), busy_by_the_library(raw, ZoneInfo(zone))
        assert found == wanted
        assert 100 < len(found) < 48 * DAYS - 100  # Something is busy, and something is free.

    with radicale(folder) as server:
        server.kept("work", [together([entry]) for entry in entries])
        for kind in kinds:
            asyncio.run(scene(server.origin, kind))


def test_what_a_real_server_gives_of_hundreds_of_events_is_what_the_library_says(tmp_path: Path) -> None:
    agrees(240, ("account", "file"), "Europe/Berlin", tmp_path)


@pytest.mark.long
def test_what_a_real_server_gives_of_ten_thousand_events_is_what_the_library_says(tmp_path: Path) -> None:
    agrees(10_000, ("file", "account"), "Europe/Berlin", tmp_path)


@pytest.mark.parametrize(
    ("zone", "at"), [("Asia/Tokyo", "20261108T233000"), ("America/New_York", "20261012T003000")]
)
def test_a_time_without_a_zone_at_the_edge_of_the_days_is_where_its_owner_is(
    zone: str, at: str, tmp_path: Path
) -> None:
    """The server takes it for its own time, in which it lies outside of those days."""
    event = (
        f"BEGIN:VEVENT\nUID:edge@lives\nDTSTAMP:20260101T000000Z\nDTSTART:{at}\nDURATION:PT30M\nEND:VEVENT"
    )

    async def scene(origin: str) -> None:
        one = await evening()
        await looking(one, origin, zone)
        await connected(one, "account", f"{origin}/noor/work/")
        local = datetime.strptime(at, "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(zone))
        assert await busy_on_the_pages(one.noor) == {half_at(local)}

    with radicale(tmp_path) as server:
        server.kept("work", [together([event])])
        asyncio.run(scene(server.origin))
