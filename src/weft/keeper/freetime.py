"""Finding time for two: a window either asks for, what each shows of it, and one's own side, which nobody else has.

What each is busy with never gets here from the other: the shared log holds half hours, for the window that was asked
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
from weft.core.freetime.halves import Window
from weft.core.freetime.told import Asked, FreeTime, key_of
from weft.core.log.entries import What
from weft.core.people import Side
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import Shred
from weft.keeper.replaced import earlier
from weft.keeper.zone import zone_of

FURTHEST_DAYS = 366
"""How far ahead a window may begin."""
USUAL_DAYS = 14
"""Days of one's own times that stand on the page while nobody has asked for a window."""


class NoWindow(Exception):
    """Nobody has asked for a window, or it is another one by now; nothing was changed."""


class WrongWindow(Exception):
    """A window that is none, has been, or is too far away; nothing was changed."""


def log_of(opened: Opened) -> OpenLog:
    assert opened.couple is not None, "finding time takes two"
    return opened.couple.log


def own(opened: Opened) -> FreeTime:
    """What this person keeps to themself."""
    return opened.own.life.free_time


def today(home: Home, opened: Opened) -> date:
    return home.clock().astimezone(zone_of(opened)).date()


# ---------------------------------------------------------------- the window


def asked(home: Home, opened: Opened) -> Asked | None:
    """The window that is asked for; None once all of it has been."""
    one = log_of(opened).life.free_time.asked
    return one if one and one.start + one.count > halves.half_at(home.clock()) else None


async def ask(home: Home, opened: Opened, first: date, days: int) -> None:
    """Ask for a window in place of any before, for both to see. Raises WrongWindow."""
    ahead = (first - today(home, opened)).days
    if days not in halves.DAYS or not 0 <= ahead <= FURTHEST_DAYS:
        raise WrongWindow
    window = halves.window_of(first, days, zone_of(opened))
    before = asked(home, opened)
    if before and (before.start, before.count) == (window.start, window.count):
        return
    log = log_of(opened)
    what = TimeAsked(os.urandom(16).hex(), window.start, window.count)
    shreds = await _own_earlier(home, opened, log, opened.side, TimeShown("", ""))
    await append(home.store, opened, log, [what], home.clock(), shreds=shreds)
    home.tell(log.log)


async def put_away(home: Home, opened: Opened, window: str) -> None:
    """Put the window away, for both. One that is gone is no error."""
    one, log = log_of(opened).life.free_time.asked, log_of(opened)
    if one and one.window == window:
        shreds = await _own_earlier(home, opened, log, opened.side, TimeShown("", ""))
        await append(home.store, opened, log, [TimePutAway(window)], home.clock(), shreds=shreds)
        home.tell(log.log)


def window_of(home: Home, opened: Opened) -> Window:
    """The half hours this person is asked about; while nobody asks, the next two weeks."""
    one = asked(home, opened)
    if one:
        return Window(one.start, one.count)
    return halves.window_of(today(home, opened), USUAL_DAYS, zone_of(opened))


# ---------------------------------------------------------------- one's own times


def unmarked(opened: Opened, window: Window, busy: Sequence[tuple[int, int]]) -> int:
    """The half hours free by what is usual and by calendars alone; ``busy`` is in minutes since 1970."""
    taken = halves.usually_taken(window, own(opened).usual, zone_of(opened))
    return window.all & ~taken & ~halves.taken_by(window, busy)


def free(opened: Opened, window: Window, busy: Sequence[tuple[int, int]]) -> int:
    """The half hours in which this person is free, what was marked by hand outranking everything."""
    marks = own(opened).marked
    plain = unmarked(opened, window, busy)
    return (plain & ~halves.within(window, marks.taken)) | halves.within(window, marks.free)


async def mark(
    home: Home, opened: Opened, window: Window, busy: Sequence[tuple[int, int]], ticked: int, among: int
) -> None:
    """Mark by hand what is free among some half hours of a window. Marks of what has been are let go."""
    before, now = own(opened).marked, halves.half_at(home.clock())
    hand_free, hand_taken = crossing.marked(
        halves.within(window, before.free),
        halves.within(window, before.taken),
        unmarked(opened, window, busy),
        ticked,
        among,
    )
    after = TimesMarked(
        _marks(window, before.free, hand_free, now), _marks(window, before.taken, hand_taken, now)
    )
    if after != before:
        await say_own(home, opened, after)


def _marks(
    window: Window, before: Sequence[tuple[int, int]], inside: int, now: int
) -> tuple[tuple[int, int], ...]:
    """Marks beyond a window as they were, and within it as they are now."""
    beyond = [(first, min(count, window.start - first)) for first, count in before if first < window.start]
    after = [
        (max(first, window.end), first + count - max(first, window.end))
        for first, count in before
        if first + count > window.end
    ]
    every = [*beyond, *halves.stretches(window, inside), *after]
    return tuple((first, count) for first, count in every if first + count > now)


async def say_usual(home: Home, opened: Opened, usual: UsualSaid) -> None:
    """Say what is usual, in place of what was said before. Nobody is told."""
    if usual != own(opened).usual:
        await say_own(home, opened, usual)


# ---------------------------------------------------------------- showing, and where they cross


def shown(home: Home, opened: Opened, side: Side) -> int | None:
    """What one of the two has shown of the window; None where it is nothing yet."""
    one = asked(home, opened)
    text = log_of(opened).life.free_time.shown.get(side) if one else None
    return halves.read(Window(one.start, one.count), text) if one and text is not None else None


def crossed(home: Home, opened: Opened) -> tuple[Window, int, int] | None:
    """The window, and when the one at the left edge is free and the other; None until both have shown it."""
    one, left, right = asked(home, opened), *(shown(home, opened, side) for side in (Side.LEFT, Side.RIGHT))
    if one is None or left is None or right is None:
        return None
    return Window(one.start, one.count), left, right


async def show(home: Home, opened: Opened, window: Window, bits: int) -> None:
    """Show the half hours in which this person is free, in place of what they showed before. Raises NoWindow.

    The other's pages change only once both have shown theirs, and only when something is another than it was.
    """
    one, log = asked(home, opened), log_of(opened)
    if one is None or (one.start, one.count) != (window.start, window.count):
        raise NoWindow
    if shown(home, opened, opened.side) == bits:
        return
    what = TimeShown(one.window, halves.written(window, bits))
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
    return await earlier(home.store, opened.root, log, side, said_at, same)
