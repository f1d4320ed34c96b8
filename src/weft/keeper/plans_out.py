"""Plans written into a calendar of somebody's own, if they chose that: at a CalDAV account they connected, and by them alone.

Nothing leaves but after its owner's own look at their plans, with their own name and password, and nobody waits for it:
it goes on beside the pages until it is done, or the sign-in ends, and the next look says what came of it. What lies there
is noted in their own log: a mark and a fingerprint of each event, so that what changed is written anew and what was taken
away is taken out, and nothing is touched that is not ours. The other of two is told nothing.
"""

import asyncio
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
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
from weft.keeper.opened import Chore, Opened
from weft.keeper.ports import StoreError
from weft.outward import addresses
from weft.outward.addresses import Permit
from weft.outward.refused import Refused

AHEAD = 120 * hours.DAY
"""Minutes ahead that are written; the rest comes as days go by."""
MOST_EVENTS = 80
REST = timedelta(minutes=5)
SECONDS = 60.0
"""For all that is written after one look; what is left follows after a later one."""
STOP_SECONDS = 20.0
"""For taking it all out again, which somebody waits for."""
CHORE = "plans"


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


async def places(opened: Opened, one: Calendar, private_hosts: frozenset[str]) -> list[str]:
    """Where the calendars of an account lie. Raises CalendarTrouble."""
    try:
        line = Line(one, Permit(private_hosts), opened.lane)
        return await calendars.calendars_of(line, calendars.address_of(one.url))
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
    """Have plans written there from now on. Raises CalendarTrouble where the first can't be; then nothing is chosen.

    The others follow beside the pages.
    """
    if own(opened).put.calendar:
        await stop(home, opened, private_hosts)
    work = _work(home, opened, one, PlansPut(one.key, place, ()), private_hosts)
    first, done = replace(work, bodies=dict([*work.bodies.items()][:1])), set[str]()
    why = await _changed(first, done, SECONDS)
    if why:
        raise CalendarTrouble(why)
    await say_own(home, opened, _noted(first, done))
    look(home, opened, private_hosts, again=True)


async def stop(home: Home, opened: Opened, private_hosts: frozenset[str]) -> None:
    """Write no more, and take out what was written. Raises CalendarTrouble where something had to stay there."""
    await _ended(opened)
    before, one = own(opened).put, chosen(opened)
    if not before.calendar:
        return
    await say_own(home, opened, PlansPut("", "", ()))
    if one and opened.couple:
        line, marks = Line(one, Permit(private_hosts), opened.lane), tuple(mark for mark, _ in before.put)
        why = await _changed(Work(line, before, {}, marks, {}, {}), set(), STOP_SECONDS)
        if why:
            raise CalendarTrouble(why)


async def forget(home: Home, opened: Opened) -> None:
    """Write no more, and ask no server: whoever chose it may have been somebody else, and the calendar theirs."""
    await _ended(opened)
    if own(opened).put.calendar:
        await say_own(home, opened, PlansPut("", "", ()))


def trouble(opened: Opened) -> Trouble | None:
    """What went wrong when it was last tried in this sign-in."""
    held = opened.plans_put
    return held.why if isinstance(held, Failed) else None


# ---------------------------------------------------------------- beside the pages


def look(home: Home, opened: Opened, private_hosts: frozenset[str], *, again: bool = False) -> None:
    """Begin to bring what lies there up to what both agreed to, at a look of its owner's, who does not wait for it.

    After trouble it is not tried for a while, unless ``again``. It ends with the sign-in.
    """
    one, held = chosen(opened), opened.plans_put
    if one is None or opened.couple is None or is_writing(opened):
        return
    if isinstance(held, Failed) and home.clock() < held.at + REST and not again:
        return
    work = _work(home, opened, one, own(opened).put, private_hosts)
    if work.gone or work.bodies or _noted(work, set()) != work.before:
        task = asyncio.get_running_loop().create_task(_written(home, opened, work))
        opened.chores[CHORE] = Chore(task)
    elif held:
        opened.plans_put = None  # There is nothing left to write.


def is_writing(opened: Opened) -> bool:
    """Whether plans are being written at this moment."""
    chore = opened.chores.get(CHORE)
    return chore is not None and not chore.task.done()


async def _ended(opened: Opened) -> None:
    """Whatever is being written has ended, with the event that may be on its way just now."""
    chore = opened.chores.get(CHORE)
    if chore is not None:
        chore.ends = True
        await asyncio.wait({chore.task})


async def _written(home: Home, opened: Opened, work: "Work") -> None:
    """Do it. What may get there is noted before, so that it is looked after whatever happens on the way."""
    ahead, done = _noted(work, set()), set[str]()
    try:
        if own(opened).put != work.before:
            return
        if ahead != work.before:
            await say_own(home, opened, ahead)
        why = await _changed(work, done, SECONDS, opened.chores[CHORE])
        opened.plans_put = Failed(why, home.clock()) if why else None
        after = _noted(work, done)
        if after != ahead and own(opened).put == ahead:
            await say_own(home, opened, after)
    except StoreError:
        return  # It is noted as not done, and done again after the next look.


# ---------------------------------------------------------------- what lies there


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do at a calendar: events to take out, and others to put there."""

    line: Line
    before: PlansPut
    there: Mapping[str, str]
    """What was noted as lying there, without days that were lived since."""
    gone: tuple[str, ...]
    bodies: Mapping[str, bytes]
    prints: Mapping[str, str]
    """By which those are noted once they lie there."""


def _work(home: Home, opened: Opened, one: Calendar, before: PlansPut, private_hosts: frozenset[str]) -> Work:
    wanted, titles, now = _wanted(home, opened), feeds.titles(opened), plans.now_of(home)
    prints = {mark: _print_of(time, titles) for mark, time in wanted.items()}
    there = {mark: said for mark, said in before.put if not _has_been(opened, mark)}
    new = [mark for mark in wanted if there.get(mark) != prints[mark]]
    return Work(
        Line(one, Permit(private_hosts), opened.lane),
        before,
        there,
        tuple(mark for mark in there if mark not in wanted),
        {mark: _one_event(wanted[mark], now, titles) for mark in new},
        prints,
    )


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


def _noted(work: Work, done: Set[str]) -> PlansPut:
    """What is noted once these are done: one that was to be put and may have got there, without a fingerprint."""
    left = {mark: said for mark, said in work.there.items() if mark not in work.gone or mark not in done}
    put = (
        dict.fromkeys(work.bodies, "")
        | left
        | {mark: work.prints[mark] for mark in work.bodies if mark in done}
    )
    return PlansPut(work.before.calendar, work.before.place, tuple(sorted(put.items())))


def _has_been(opened: Opened, mark: str) -> bool:
    """Whether it stands for a day that was lived: that stays in the calendar, like any other day."""
    return mark in plans.log_of(opened).life.moments


async def _changed(work: Work, done: set[str], seconds: float, chore: Chore | None = None) -> Trouble | None:
    """Take some out, then put others; ``done`` has the marks of those that went well. What went wrong, if anything."""
    try:
        async with asyncio.timeout(seconds):
            for mark in (*work.gone, *work.bodies):
                if chore and chore.ends:
                    break
                body = work.bodies.get(mark, b"")
                await work.line.write("PUT" if body else "DELETE", _address(work.before.place, mark), body)
                done.add(mark)
    except CalendarTrouble as no:
        return no.why
    except Refused as no:
        return Trouble(no.why.value)
    except TimeoutError:
        return Trouble.SLOW
    return None


def _address(place: str, mark: str) -> str:
    """Where an event lies: within the calendar, under its mark."""
    return addresses.read(f"{place.rstrip('/')}/{mark}.ics").text
