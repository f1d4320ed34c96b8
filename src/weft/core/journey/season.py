"""From entries to rhythm and seasons: what the two agreed on, where they stand on a day, and when they may begin anew.

A rhythm is there without a season too. A season is over by itself after its days, or when either ends it; then there
is rest of two weeks at least, and no fourth begins within a year of the last but two. Who ended it is not kept apart
from the entry.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from weft.core.days import day_number, the_date
from weft.core.journey.entries import (
    FourAnswered,
    RhythmAgreed,
    RhythmAsked,
    RhythmTakenBack,
    SeasonEnded,
    SeasonForgotten,
    SeasonLookedBack,
    SeasonWhat,
)
from weft.core.people import Side

SHORTEST, LONGEST = 28, 42
"""Days of a season."""
REST = 14
"""Days of rest after it, at least."""
MOST_A_YEAR = 3
"""Seasons that begin within a year. One that was ended on the day it began is none of them."""
WEEK = 7
MOST_PURPOSE = 160
MOST_LOOK_BACK = 4000

Line = tuple[Side, int, SeasonWhat]


class Pace(StrEnum):
    """How much of a week is for practice: light, middle or full."""

    LIGHT = "light"
    MIDDLE = "middle"
    FULL = "full"

    @classmethod
    def of(cls, minutes: int) -> "Pace":
        """The pace nearest to so many minutes a week."""
        return min(cls, key=lambda one: abs(MINUTES[one] - minutes))


MINUTES = {Pace.LIGHT: 45, Pace.MIDDLE: 90, Pace.FULL: 180}
"""About how long a week."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Minutes a week, the weekdays on which there is time, and those that are left alone."""

    minutes: int = MINUTES[Pace.MIDDLE]
    days: frozenset[int] = frozenset()
    quiet: frozenset[int] = frozenset()

    @property
    def pace(self) -> Pace:
        return Pace.of(self.minutes)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one of the two proposed and the other hasn't answered."""

    key: str
    by: Side
    rhythm: Rhythm
    purpose: str = field(repr=False)
    length: int
    """Days of the season, 0 for a rhythm alone."""
    at: int = 0
    """When it was proposed, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Season:
    """A season from its ``first`` day until ``over``, the first day that isn't in it."""

    key: str
    first: int
    over: int
    rhythm: Rhythm
    purpose: str = field(repr=False)

    @property
    def rest_ends(self) -> int:
        """The first day on which another may begin."""
        return self.over + REST


class Stand(StrEnum):
    """Where the two stand on a day."""

    NONE = "none"
    SEASON = "season"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Seasons:
    """All that a log says of rhythm and seasons, the oldest season first; ``looked_back`` is of an own log alone."""

    asked: Mapping[Side, Asked] = field(default_factory=dict)
    rhythm: Rhythm | None = None
    agreed: frozenset[str] = frozenset()
    """The keys of all proposals that were answered with a yes."""
    seasons: tuple[Season, ...] = ()
    looked_back: Mapping[str, tuple[int, str]] = field(default_factory=dict, repr=False)
    """By season: when it was written, and what."""
    four: Mapping[tuple[str, str], tuple[int, tuple[int, ...]]] = field(default_factory=dict, repr=False)
    """Of an own log: by season and "begin" or "end", when they were answered, and how; nothing for left out."""

    @property
    def latest(self) -> Season | None:
        return self.seasons[-1] if self.seasons else None


def with_seasons(before: Seasons, lines: Iterable[Line]) -> Seasons:
    """What holds after these entries, in their order. What fits nothing that lies there is passed over."""
    now = before
    for side, at, what in lines:
        now = _after(now, side, at, what)
    return now


def _after(now: Seasons, side: Side, at: int, what: SeasonWhat) -> Seasons:
    match what:
        case RhythmAsked():
            return replace(now, asked={**now.asked, side: _asked(side, at, what)})
        case RhythmTakenBack():
            return replace(now, asked=_without(now.asked, side, what.key))
        case RhythmAgreed():
            return _agreed(now, side, what)
        case SeasonEnded():
            return _ended(now, what)
        case SeasonLookedBack():
            return replace(now, looked_back={**now.looked_back, what.key: (at, what.text)})
        case FourAnswered():
            return replace(now, four={**now.four, (what.key, what.at): (at, what.answers)})
        case SeasonForgotten():
            return _forgotten(now, what.key)


def _asked(side: Side, at: int, what: RhythmAsked) -> Asked:
    length = what.length if SHORTEST <= what.length <= LONGEST else 0
    rhythm = Rhythm(max(what.minutes, 1), _week(what.days), _week(what.quiet))
    return Asked(what.key, side, rhythm, what.purpose[:MOST_PURPOSE], length, at)


def _week(days: Iterable[int]) -> frozenset[int]:
    return frozenset(day for day in days if 0 <= day < WEEK)


def _without(asked: Mapping[Side, Asked], side: Side, key: str) -> dict[Side, Asked]:
    return {by: one for by, one in asked.items() if not (by is side and one.key == key)}


def _agreed(now: Seasons, side: Side, what: RhythmAgreed) -> Seasons:
    """The other's yes to what lies there; both proposals are answered by it."""
    one = now.asked.get(side.other)
    if one is None or one.key != what.key:
        return now
    # What two began before there was a limit for a year stays begun.
    begun = one.length and what.first >= _rested(now)
    season = (Season(one.key, what.first, what.first + one.length, one.rhythm, one.purpose),) if begun else ()
    agreed = now.agreed | {one.key}
    return replace(now, asked={}, rhythm=one.rhythm, agreed=agreed, seasons=(*now.seasons, *season))


def _ended(now: Seasons, what: SeasonEnded) -> Seasons:
    last = now.latest
    if last is None or last.key != what.key or not last.first <= what.day < last.over:
        return now
    return replace(now, seasons=(*now.seasons[:-1], replace(last, over=what.day)))


def _forgotten(now: Seasons, key: str) -> Seasons:
    back = {of: one for of, one in now.looked_back.items() if of != key}
    return replace(now, looked_back=back, four={of: one for of, one in now.four.items() if of[0] != key})


# ---------------------------------------------------------------- on a day


def stand(some: Seasons, day: int) -> Stand:
    """Where the two stand on a day."""
    last = some.latest
    if last is None or day >= last.rest_ends:
        return Stand.NONE
    return Stand.SEASON if last.first <= day < last.over else Stand.REST


def may_begin(some: Seasons, day: int) -> bool:
    """Whether another season may begin on a day: none runs, the rest is over, and it is no fourth within a year."""
    return day >= next_begins(some)


def next_begins(some: Seasons) -> int:
    """The first day on which another season may begin; 0 where there was none."""
    return max(_rested(some), year_over(some))


def year_over(some: Seasons) -> int:
    """The first day on which another season is no fourth within a year; 0 where there were fewer than three.

    A year goes from the day a season began to the same date a year after.
    """
    lived = [one for one in some.seasons if one.over > one.first]
    return _a_year_after(lived[-MOST_A_YEAR].first) if len(lived) >= MOST_A_YEAR else 0


def _rested(some: Seasons) -> int:
    return some.latest.rest_ends if some.latest else 0


def _a_year_after(day: int) -> int:
    """The same date a year later; after a 29 February it is 1 March."""
    begun = the_date(day)
    leap = (begun.month, begun.day) == (2, 29)
    return day_number(date(begun.year + 1, 3, 1) if leap else begun.replace(year=begun.year + 1))


def is_quiet(some: Seasons, weekday: int) -> bool:
    """Whether the two leave this day of the week alone."""
    return some.rhythm is not None and weekday in some.rhythm.quiet
