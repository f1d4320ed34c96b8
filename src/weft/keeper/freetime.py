"""Finding time for two: a horizon either asks for, what each shows of it, and one's own side, which nobody else has.

What each is busy with never gets here from the other: the shared log holds half hours, for the horizon that was asked
for, once their owner showed them. They stand on nobody's page before both have. Nobody is told that somebody looked,
read a calendar or marked a time, and whoever shows the same half hours again has shown nothing new.
"""

import os
from collections.abc import Sequence
from datetime import date

from weft.core.freetime import crossing, halves
from weft.core.freetime.entries import (
    FreeTimeWhat,
    TimeAsked,
    TimePutAway,
    TimeShown,
    TimesMarked,
    UsualSaid,
)
from weft.core.freetime.halves import Horizon
from weft.core.freetime.told import Asked, FreeTime, key_of
from weft.core.log.entries import What
from weft.core.people import Side
from weft.core.plans.times import going, times
from weft.keeper import gone_by
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import Shred
from weft.keeper.zone import zone_of

FURTHEST_DAYS = 366
"""How far ahead a horizon may begin."""
USUAL_DAYS = 14
"""Days of one's own times that stand on the page while nobody has asked for a horizon."""


class NoHorizon(Exception):
    """Nobody has asked for a horizon, or it is another one by now; nothing was changed."""


class WrongHorizon(Exception):
    """A horizon that is none, has been, or is too far away; nothing was changed."""


def log_of(opened: Opened) -> OpenLog:
    assert opened.couple is not None, "finding time takes two"
    return opened.couple.log


def own(opened: Opened) -> FreeTime:
    """What this person keeps to themself."""
    return opened.own.life.free_time


def today(home: Home, opened: Opened) -> date:
    return home.clock().astimezone(zone_of(opened)).date()


# ---------------------------------------------------------------- the horizon


def asked(home: Home, opened: Opened) -> Asked | None:
    """The horizon that is asked for; None once all of it has been."""
    one = log_of(opened).life.free_time.asked
    return one if one and one.start + one.count > halves.half_at(home.clock()) else None


async def ask(home: Home, opened: Opened, first: date, days: int) -> None:
    """Ask for a horizon in place of any before, for both to see. Raises WrongHorizon."""
    ahead = (first - today(home, opened)).days
    if days not in halves.DAYS or not 0 <= ahead <= FURTHEST_DAYS:
        raise WrongHorizon
    horizon = halves.horizon_of(first, days, zone_of(opened))
    before = asked(home, opened)
    if before and (before.start, before.count) == (horizon.start, horizon.count):
        return
    log = log_of(opened)
    what = TimeAsked(os.urandom(16).hex(), horizon.start, horizon.count)
    shreds = await _own_earlier(home, opened, log, opened.side, TimeShown("", ""))
    await append(home.store, opened, log, [what], home.clock(), shreds=shreds)
    home.tell(log.log)


async def put_away(home: Home, opened: Opened, horizon: str) -> None:
    """Put the horizon away, for both. One that is gone is no error."""
    one, log = log_of(opened).life.free_time.asked, log_of(opened)
    if one and one.horizon == horizon:
        shreds = await _own_earlier(home, opened, log, opened.side, TimeShown("", ""))
        await append(home.store, opened, log, [TimePutAway(horizon)], home.clock(), shreds=shreds)
        home.tell(log.log)


def horizon_of(home: Home, opened: Opened) -> Horizon:
    """The half hours this person is asked about; while nobody asks, the next two weeks."""
    one = asked(home, opened)
    if one:
        return Horizon(one.start, one.count)
    return halves.horizon_of(today(home, opened), USUAL_DAYS, zone_of(opened))


# ---------------------------------------------------------------- one's own times


def unmarked(opened: Opened, horizon: Horizon, busy: Sequence[tuple[int, int]]) -> int:
    """The half hours free by what is usual, by plans and by calendars alone; ``busy`` is in minutes since 1970.

    What both agreed to is taken for both alike: so it shows of neither whether a calendar of theirs holds it too.
    """
    taken = halves.usually_taken(horizon, own(opened).usual, zone_of(opened))
    return horizon.all & ~taken & ~halves.taken_by(horizon, (*busy, *planned(opened, horizon)))


def planned(opened: Opened, horizon: Horizon) -> tuple[tuple[int, int], ...]:
    """When both agreed to something, in minutes since 1970."""
    start, end = (at * halves.HALF_MINUTES for at in (horizon.start, horizon.end))
    every = times(going(log_of(opened).life.plans.every.values(), start), start)
    return tuple((one.first, one.end) for one in every if one.first < end)


def free(opened: Opened, horizon: Horizon, busy: Sequence[tuple[int, int]]) -> int:
    """The half hours in which this person is free, what was marked by hand outranking everything."""
    marks = own(opened).marked
    plain = unmarked(opened, horizon, busy)
    return (plain & ~halves.within(horizon, marks.taken)) | halves.within(horizon, marks.free)


async def mark(
    home: Home, opened: Opened, horizon: Horizon, busy: Sequence[tuple[int, int]], ticked: int, among: int
) -> None:
    """Mark by hand what is free among some half hours of a horizon. Marks of what has been are let go."""
    before, now = own(opened).marked, halves.half_at(home.clock())
    hand_free, hand_taken = crossing.marked(
        halves.within(horizon, before.free),
        halves.within(horizon, before.taken),
        unmarked(opened, horizon, busy),
        ticked,
        among,
    )
    after = TimesMarked(
        _marks(horizon, before.free, hand_free, now), _marks(horizon, before.taken, hand_taken, now)
    )
    if after != before:
        await say_own(home, opened, after)


def _marks(
    horizon: Horizon, before: Sequence[tuple[int, int]], inside: int, now: int
) -> tuple[tuple[int, int], ...]:
    """Marks beyond a horizon as they were, and within it as they are now."""
    beyond = [(first, min(count, horizon.start - first)) for first, count in before if first < horizon.start]
    after = [
        (max(first, horizon.end), first + count - max(first, horizon.end))
        for first, count in before
        if first + count > horizon.end
    ]
    every = [*beyond, *halves.stretches(horizon, inside), *after]
    return tuple((first, count) for first, count in every if first + count > now)


async def say_usual(home: Home, opened: Opened, usual: UsualSaid) -> None:
    """Say what is usual, in place of what was said before. Nobody is told."""
    if usual != own(opened).usual:
        await say_own(home, opened, usual)


# ---------------------------------------------------------------- showing, and where they cross


def shown(home: Home, opened: Opened, side: Side) -> int | None:
    """What one of the two has shown of the horizon; None where it is nothing yet."""
    one = asked(home, opened)
    text = log_of(opened).life.free_time.shown.get(side) if one else None
    return halves.read(Horizon(one.start, one.count), text) if one and text is not None else None


def crossed(home: Home, opened: Opened) -> tuple[Horizon, int, int] | None:
    """The horizon, and when the one at the left edge is free and the other; None until both have shown it."""
    one, left, right = asked(home, opened), *(shown(home, opened, side) for side in (Side.LEFT, Side.RIGHT))
    if one is None or left is None or right is None:
        return None
    return Horizon(one.start, one.count), left, right


async def show(home: Home, opened: Opened, horizon: Horizon, bits: int) -> None:
    """Show the half hours in which this person is free, in place of what they showed before. Raises NoHorizon.

    The other's pages change only once both have shown theirs, and only when something is another than it was.
    """
    one, log = asked(home, opened), log_of(opened)
    if one is None or (one.start, one.count) != (horizon.start, horizon.count):
        raise NoHorizon
    if shown(home, opened, opened.side) == bits:
        return
    what = TimeShown(one.horizon, halves.written(horizon, bits))
    shreds = await _own_earlier(home, opened, log, opened.side, what)
    await append(home.store, opened, log, [what], home.clock(), shreds=shreds)
    both = shown(home, opened, opened.side.other) is not None
    home.tell(log.log, only=None if both else opened.person)


# ---------------------------------------------------------------- in the place of what was


async def say_own(home: Home, opened: Opened, what: FreeTimeWhat) -> None:
    """Say something in this person's own log, in place of what was there of its kind."""
    shreds = await _own_earlier(home, opened, opened.own, Side.LEFT, what)
    await append(home.store, opened, opened.own, [what], home.clock(), shreds=shreds)


async def _own_earlier(
    home: Home, opened: Opened, log: OpenLog, side: Side, like: FreeTimeWhat
) -> list[Shred]:
    kind = type(like)

    def same(what: What) -> bool:
        return isinstance(what, kind)

    said_at = log.life.free_time.said_at.get(key_of(side, like))
    return await gone_by.going(home, opened, log, () if said_at is None else (said_at,), same)
