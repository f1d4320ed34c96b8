"""Half hours: the only grain in which anybody's time leaves their own side.

Half hours are counted from the first of January 1970, UTC, so that two people in two zones mean the same ones. Which of
a horizon are free is one whole number with a bit for each, the first the lowest. Times of the week are said in a
person's own zone and become half hours here; whatever is busy for a part of one takes all of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from weft.core.freetime.entries import NotThen, UsualSaid

HALF_MINUTES = 30
A_DAY = 48
MOST_DAYS = 56
"""Days of a horizon: eight weeks."""
DAYS = (7, 14, 28, MOST_DAYS)
"""The lengths of a horizon somebody may ask for."""

Stretch = tuple[int, int]
"""The first of some half hours, and how many."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """Some half hours one after another: the first, and how many."""

    start: int
    count: int

    @property
    def end(self) -> int:
        """The half hour after the last."""
        return self.start + self.count

    @property
    def minutes(self) -> tuple[int, int]:
        """The same as minutes since 1970."""
        return self.start * HALF_MINUTES, self.end * HALF_MINUTES

    @property
    def all(self) -> int:
        """Every half hour of it."""
        return (1 << self.count) - 1


def half_at(instant: datetime) -> int:
    """The half hour in which an instant lies."""
    return int(instant.timestamp()) // (60 * HALF_MINUTES)


def instant_of(half: int) -> datetime:
    """When a half hour begins, in UTC."""
    return datetime.fromtimestamp(half * 60 * HALF_MINUTES, UTC)


def midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)


def horizon_of(first: date, days: int, zone: tzinfo) -> Horizon:
    """The half hours of some days where somebody is; a night in which clocks change makes it a little more or less."""
    start = half_at(midnight(first, zone))
    end = -(-int(midnight(first + timedelta(days=days), zone).timestamp()) // (60 * HALF_MINUTES))
    return Horizon(start, end - start)


def days_of(horizon: Horizon, zone: tzinfo) -> list[tuple[date, Horizon]]:
    """The days of a horizon where somebody is, each with its own half hours of the horizon."""
    by_day: dict[date, list[int]] = {}
    for half in range(horizon.start, horizon.end):
        by_day.setdefault(instant_of(half).astimezone(zone).date(), []).append(half)
    return [(day, Horizon(halves[0], len(halves))) for day, halves in by_day.items()]


# ---------------------------------------------------------------- bits


def within(horizon: Horizon, stretches: Iterable[Stretch]) -> int:
    """The half hours of a horizon that lie in any of these stretches."""
    bits = 0
    for first, count in stretches:
        one, other = max(first, horizon.start), min(first + count, horizon.end)
        if one < other:
            bits |= ((1 << (other - one)) - 1) << (one - horizon.start)
    return bits


def stretches(horizon: Horizon, bits: int) -> Iterator[Stretch]:
    """What is set, as stretches in their order."""
    first = -1
    for at in range(horizon.count + 1):
        here = at < horizon.count and bits >> at & 1
        if here and first < 0:
            first = at
        elif not here and first >= 0:
            yield horizon.start + first, at - first
            first = -1


def part_of(horizon: Horizon, bits: int, inner: Horizon) -> int:
    """The bits of a horizon within it."""
    return (bits >> (inner.start - horizon.start)) & inner.all


def written(horizon: Horizon, bits: int) -> str:
    """As hexadecimal digits, always as many for the same horizon."""
    return f"{bits:0{-(-horizon.count // 4)}x}"


def read(horizon: Horizon, text: str) -> int:
    """The bits again; what is none of them is nothing free."""
    try:
        return int(text, 16) & horizon.all
    except ValueError:
        return 0


def taken_by(horizon: Horizon, busy: Iterable[tuple[int, int]]) -> int:
    """The half hours of which any minute is busy; ``busy`` is in minutes since 1970."""
    return within(
        horizon,
        ((one // HALF_MINUTES, -(-other // HALF_MINUTES) - one // HALF_MINUTES) for one, other in busy),
    )


# ---------------------------------------------------------------- what is usual


def usually_taken(horizon: Horizon, usual: UsualSaid, zone: tzinfo) -> int:
    """The half hours in which somebody is not free by what is usual for them, and by the days they are away."""
    first = instant_of(horizon.start).astimezone(zone).date() - timedelta(days=1)
    last = instant_of(horizon.end).astimezone(zone).date()
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    spans = [span for day in days for one in usual.not_then for span in _span(one, day, zone)]
    spans += [span for text in usual.away for span in _away(text, zone)]
    return taken_by(horizon, spans)


def _span(one: NotThen, day: date, zone: tzinfo) -> Iterator[tuple[int, int]]:
    if str(day.weekday()) not in one.days or one.begins == one.till:
        return
    after = day + timedelta(days=one.till < one.begins)
    yield _minute(day, one.begins, zone), _minute(after, one.till, zone)


def _minute(day: date, half: int, zone: tzinfo) -> int:
    """The minute a clock on the wall says so; on the night it goes back, the first time it does."""
    clock = datetime.combine(day, time(half // 2 % 24, half % 2 * 30), zone)
    return int(clock.timestamp()) // 60


def _away(text: str, zone: tzinfo) -> Iterator[tuple[int, int]]:
    try:
        first, last = (date.fromisoformat(word) for word in text.split())
    except ValueError:
        return
    after = last + timedelta(days=1)
    yield int(midnight(first, zone).timestamp()) // 60, int(midnight(after, zone).timestamp()) // 60
