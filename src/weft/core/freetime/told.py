"""From entries to what holds of free time: the horizon that is asked for, what was shown, and one's own side of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from weft.core.freetime.entries import (
    CalendarsSaid,
    FreeTimeWhat,
    NotThen,
    PlansPut,
    TimeAsked,
    TimePutAway,
    TimeShown,
    TimesMarked,
    UsualSaid,
)
from weft.core.freetime.possible import can_be
from weft.core.people import Side

Line = tuple[Side, int, FreeTimeWhat]
"""Who, the instant in seconds since 1970, and what."""

EVERY_DAY = "0123456"
USUAL = UsualSaid((NotThen("quiet", EVERY_DAY, 45, 15),), ())
"""Until somebody says otherwise: quiet from half past ten at night to half past seven."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A horizon somebody asked for."""

    horizon: str
    by: Side
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class FreeTime:
    """All that a log says of free time. Of an own log the second half is filled, of a shared one the first."""

    asked: Asked | None = None
    shown: Mapping[Side, str] = field(default_factory=dict, repr=False)
    """For the horizon that is asked for, and for no other."""

    usual: UsualSaid = field(default=USUAL, repr=False)
    marked: TimesMarked = field(default_factory=lambda: TimesMarked((), ()), repr=False)
    calendars: CalendarsSaid = field(default_factory=lambda: CalendarsSaid(()), repr=False)
    put: PlansPut = field(default_factory=lambda: PlansPut("", "", ()), repr=False)
    said_at: Mapping[str, int] = field(default_factory=dict, repr=False)
    """When each of what can be said anew was last said, by ``key_of``: where to look for what it stands in the place of."""


def with_free_time(before: FreeTime, lines: Iterable[Line]) -> FreeTime:
    """What holds after these entries, in their order.

    What belongs to a horizon that is gone is passed over, and so is what cannot be.
    """
    asked, shown = before.asked, dict(before.shown)
    usual, marked, calendars, said_at = before.usual, before.marked, before.calendars, dict(before.said_at)
    put = before.put
    for side, at, what in lines:
        if not can_be(what):
            continue
        said_at[key_of(side, what)] = at
        match what:
            case TimeAsked():
                asked, shown = Asked(what.horizon, side, what.start, what.count), {}
            case TimePutAway() if asked and asked.horizon == what.horizon:
                asked, shown = None, {}
            case TimeShown() if asked and asked.horizon == what.horizon:
                shown[side] = what.free
            case UsualSaid():
                usual = what
            case TimesMarked():
                marked = what
            case CalendarsSaid():
                calendars = what
            case PlansPut():
                put = what
            case _:
                pass
    return FreeTime(asked, shown, usual, marked, calendars, put, said_at)


def key_of(side: Side, what: FreeTimeWhat) -> str:
    """Who, and what: the newest of a key stands in the place of the one before."""
    return f"{side} {what.KIND}"
