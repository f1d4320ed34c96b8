"""Plans written into a calendar of somebody's own, if they chose that: at a CalDAV account they connected, and by them alone.

Nothing leaves but at its owner's own look at their plans, with their own name and password. What lies there is noted in
their own log: a mark and a fingerprint of each event, so that what changed is written anew and what was taken away is taken
out, and nothing is touched that is not ours. The other of two is told nothing.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from importlib import import_module
from urllib.parse import urlsplit

from weft.core.freetime.entries import Calendar, PlansPut
from weft.core.plans import hours
from weft.core.plans.times import Time, going, times
from weft.keeper import calendars, feeds, plans
from weft.keeper.calendars import CalendarTrouble, Line, Trouble
from weft.keeper.freetime import own, say_own
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.outward import addresses
from weft.outward.addresses import Permit
from weft.outward.refused import Refused

AHEAD = 120 * hours.DAY
"""Minutes ahead that are written; the rest comes as days go by."""
MOST_EVENTS = 80
AT_A_LOOK = 30
"""Events written or taken out at one look; the others follow at the next."""
REST = timedelta(minutes=5)
SECONDS = 20.0
"""For one look, all together."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why plans could not be written, and when that was."""

    why: Trouble
    at: datetime


def chosen(opened: Opened) -> Calendar | None:
    """The account this person has their plans written to; None where they have none."""
    key = own(opened).put.calendar
    return next((one for one in accounts(opened) if one.key == key), None)


def accounts(opened: Opened) -> tuple[Calendar, ...]:
    """The accounts this person connected: a calendar that is a file cannot be written to."""
    return tuple(one for one in calendars.connected(opened) if one.kind == "account")


async def places(one: Calendar, private_hosts: frozenset[str]) -> list[str]:
    """Where the calendars of an account lie. Raises CalendarTrouble."""
    try:
        return await calendars.calendars_of(Line(one, Permit(private_hosts)), calendars.address_of(one.url))
    except Refused as no:
        raise CalendarTrouble(Trouble(no.why.value)) from None


def name_of(place: str) -> str:
    """What a calendar is called by its address: the last word of it."""
    return urlsplit(place).path.rstrip("/").rpartition("/")[2][:80]


def place_name(opened: Opened) -> str:
    """What the calendar is called that plans are written into."""
    return name_of(own(opened).put.place)


async def choose(
    home: Home, opened: Opened, one: Calendar, place: str, private_hosts: frozenset[str]
) -> None:
    """Have plans written there from now on, and at once. Raises CalendarTrouble; then nothing more is written."""
    if own(opened).put.calendar:
        await stop(home, opened, private_hosts)
    put, why = await _written(home, opened, one, PlansPut(one.key, place, ()), private_hosts)
    if why and not any(said for _, said in put.put):
        raise CalendarTrouble(why)
    await say_own(home, opened, put)


async def stop(home: Home, opened: Opened, private_hosts: frozenset[str]) -> None:
    """Write no more, and take out what was written. Raises CalendarTrouble where something had to stay there."""
    before, one = own(opened).put, chosen(opened)
    if not before.calendar:
        return
    await say_own(home, opened, PlansPut("", "", ()))
    if one and opened.couple:
        _, why = await _changed(one, before, [mark for mark, _ in before.put], {}, private_hosts)
        if why:
            raise CalendarTrouble(why)


def trouble(opened: Opened) -> Trouble | None:
    """What went wrong when it was last tried in this sign-in."""
    held = opened.plans_put
    return held.why if isinstance(held, Failed) else None


async def forget(home: Home, opened: Opened) -> None:
    """Write no more, and ask no server: whoever chose it may have been somebody else, and the calendar theirs."""
    if own(opened).put.calendar:
        await say_own(home, opened, PlansPut("", "", ()))


async def look(home: Home, opened: Opened, private_hosts: frozenset[str], *, again: bool = False) -> None:
    """Bring what lies there up to what both agreed to, at a look of its owner's.

    After trouble it is not tried for a while, unless ``again``: a server that is down should not make every page wait.
    """
    before, one, held = own(opened).put, chosen(opened), opened.plans_put
    if one is None or opened.couple is None:
        return
    if isinstance(held, Failed) and home.clock() < held.at + REST and not again:
        return
    put, why = await _written(home, opened, one, before, private_hosts)
    if put != before and own(opened).put == before:
        await say_own(home, opened, put)
    opened.plans_put = Failed(why, home.clock()) if why else None


# ---------------------------------------------------------------- what lies there


def _wanted(home: Home, opened: Opened) -> dict[str, Time]:
    """What should lie there, by its mark: times still to come, the soonest first."""
    now = plans.now_of(home)
    every = times(going(plans.log_of(opened).life.plans.every.values(), now), now)
    some = [one for one in every if one.end > now and one.first < now + AHEAD]
    return {one.mark: one for one in some[:MOST_EVENTS]}


def _print_of(one: Time, titles: bool) -> str:
    """What tells an event that changed from one that did not."""
    return sha256(_one_event(one, 0, titles)).hexdigest()[:16]


def _one_event(one: Time, written: int, titles: bool) -> bytes:
    # Read when one is written: with its library it would be a twentieth of every start, and of its memory.
    made: bytes = import_module("weft.press.calendar").one_event(one, written, titles=titles)
    return made


async def _written(
    home: Home, opened: Opened, one: Calendar, before: PlansPut, private_hosts: frozenset[str]
) -> tuple[PlansPut, Trouble | None]:
    """Write what is new or changed and take out what is no more: what lies there then, and what went wrong on the way."""
    wanted, titles, now = _wanted(home, opened), feeds.titles(opened), plans.now_of(home)
    prints = {mark: _print_of(time, titles) for mark, time in wanted.items()}
    there = {mark: said for mark, said in before.put if not _has_been(opened, mark)}
    gone = [mark for mark in there if mark not in wanted][:AT_A_LOOK]
    new = [mark for mark in wanted if there.get(mark) != prints[mark]][: AT_A_LOOK - len(gone)]
    bodies = {mark: _one_event(wanted[mark], now, titles) for mark in new}
    done, why = await _changed(one, before, gone, bodies, private_hosts)
    left = {mark: said for mark, said in there.items() if mark not in done}
    tried = dict.fromkeys(new, "") if why else {}  # One that may have got there is looked after all the same.
    put = tried | left | {mark: prints[mark] for mark in new if mark in done}
    return PlansPut(one.key, before.place, tuple(sorted(put.items()))), why


def _has_been(opened: Opened, mark: str) -> bool:
    """Whether it stands for a day that was lived: that stays in the calendar, like any other day."""
    return mark in plans.log_of(opened).life.moments


async def _changed(
    one: Calendar,
    put: PlansPut,
    gone: Sequence[str],
    bodies: Mapping[str, bytes],
    private_hosts: frozenset[str],
) -> tuple[set[str], Trouble | None]:
    """Take some out, then write others; the marks of those that went well."""
    line, done = Line(one, Permit(private_hosts)), set[str]()
    try:
        async with asyncio.timeout(SECONDS):
            for mark in (*gone, *bodies):
                body = bodies.get(mark, b"")
                await line.write("PUT" if body else "DELETE", _address(put.place, mark), body)
                done.add(mark)
    except CalendarTrouble as no:
        return done, no.why
    except Refused as no:
        return done, Trouble(no.why.value)
    except TimeoutError:
        return done, Trouble.SLOW
    return done, None


def _address(place: str, mark: str) -> str:
    """Where an event lies: within the calendar, under its mark."""
    return addresses.read(f"{place.rstrip('/')}/{mark}.ics").text
