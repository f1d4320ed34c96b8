"""Where the free half hours of two cross, long enough for what they look for.

Three lengths: twenty minutes, which one half hour holds; an hour and a half; and away, for two days or more. Knows half
hours and zones, and nothing of why anybody is busy.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum

from weft.core.freetime.halves import HALF_MINUTES, Horizon, days_of, instant_of, part_of, stretches

AWAY_HALVES = 12
"""Six hours on end on each of the days: then one can be somewhere else together."""
AWAY_DAYS = 2


class Long(StrEnum):
    """How long the time is that two look for."""

    SHORT = "short"
    """Twenty minutes, which may lie inside one half hour."""
    EVENING = "evening"
    """An hour and a half."""
    AWAY = "away"
    """Two days or more."""

    @classmethod
    def read(cls, word: str) -> "Long":
        """The length of this word; of any other, an hour and a half."""
        return cls(word) if word in set(cls) else cls.EVENING


HALVES = {Long.SHORT: 1, Long.EVENING: 3, Long.AWAY: AWAY_HALVES}
"""Half hours on end that it takes, for away on each day."""
MINUTES = {Long.SHORT: 20, Long.EVENING: 90}
"""How long a plan is that begins in such a time; away takes the whole of it."""


class Part(StrEnum):
    """A part of the day, as a week is looked at."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


BEGINS = {Part.MORNING: 6, Part.MIDDAY: 11, Part.AFTERNOON: 14, Part.EVENING: 18, Part.NIGHT: 23}
"""The hour at which each begins; the night goes on to six of the same day's morning."""


def part_at(hour: int) -> Part:
    """The part of the day in which an hour of the clock lies."""
    return next((part for part in reversed(Part) if hour >= BEGINS[part]), Part.NIGHT)


@dataclass(frozen=True, slots=True)
class Time:
    """A time in which both are free: its first half hour, how many, and the minutes a plan in it begins with."""

    start: int
    count: int
    minutes: int


def long_enough(horizon: Horizon, bits: int, halves: int) -> int:
    """Only those stretches of at least so many half hours."""
    kept = 0
    for first, count in stretches(horizon, bits):
        if count >= halves:
            kept |= ((1 << count) - 1) << (first - horizon.start)
    return kept


def times(horizon: Horizon, both: int, long: Long, zone: tzinfo) -> tuple[Time, ...]:
    """The times in which both are free for that long, in order."""
    if long is Long.AWAY:
        return _away(horizon, both, zone)
    return tuple(
        Time(first, count, MINUTES[long])
        for first, count in stretches(horizon, both)
        if count >= HALVES[long]
    )


def _away(horizon: Horizon, both: int, zone: tzinfo) -> tuple[Time, ...]:
    """Runs of days, on each of which both are free for long on end; from the first such hour to the last."""
    runs: list[list[tuple[int, int]]] = []
    before: date | None = None
    for day, inner in days_of(horizon, zone):
        longest = max(stretches(inner, part_of(horizon, both, inner)), key=lambda one: one[1], default=(0, 0))
        if longest[1] < AWAY_HALVES:
            continue
        if before is None or (day - before).days != 1:
            runs.append([])
        runs[-1].append(longest)
        before = day
    return tuple(_whole(run) for run in runs if len(run) >= AWAY_DAYS)


def _whole(run: list[tuple[int, int]]) -> Time:
    first, (last, count) = run[0][0], run[-1]
    halves = last + count - first
    return Time(first, halves, halves * HALF_MINUTES)


# ---------------------------------------------------------------- by parts of the day


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a day: whether the one at the left edge has time in it, the other, and whether both have it at once."""

    left: bool
    right: bool
    both: bool


def grid(
    horizon: Horizon, left: int, right: int, long: Long, zone: tzinfo
) -> list[tuple[date, dict[Part, Cell]]]:
    """Every day of a horizon by its parts. A thread is there where somebody is free for long enough, wholly or partly."""
    halves = HALVES[long]
    each = [long_enough(horizon, bits, halves) for bits in (left, right, left & right)]
    return [
        (day, {part: _cell(horizon, each, inner, part, zone) for part in Part})
        for day, inner in days_of(horizon, zone)
    ]


def _cell(horizon: Horizon, each: list[int], day: Horizon, part: Part, zone: tzinfo) -> Cell:
    mask = within_part(horizon, day, part, zone)
    return Cell(*(bool(bits & mask) for bits in each))


def within_part(horizon: Horizon, day: Horizon, part: Part, zone: tzinfo) -> int:
    """The half hours of a horizon that lie in a part of one of its days."""
    halves = (
        half for half in range(day.start, day.end) if part_at(instant_of(half).astimezone(zone).hour) is part
    )
    return _bits(horizon, halves)


def _bits(horizon: Horizon, halves: Iterable[int]) -> int:
    bits = 0
    for half in halves:
        bits |= 1 << (half - horizon.start)
    return bits


# ---------------------------------------------------------------- by hand


def marked(free: int, taken: int, now: int, ticked: int, among: int) -> tuple[int, int]:
    """The marks by hand after somebody ticked what is free ``among`` some half hours.

    ``now`` is what would hold without marks. Only where hand and calendar differ is a mark kept, so that whatever
    comes into a calendar later still counts elsewhere.
    """
    return (
        (free & ~among) | (ticked & ~now & among),
        (taken & ~among) | (now & ~ticked & among),
    )
