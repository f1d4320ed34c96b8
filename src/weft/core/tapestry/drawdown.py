"""From what two people lived to cloth: bands of picks under a warp of two colours, newest at the top.

The same threads give the same cloth, in whatever order they come and on every Python: all chance is drawn
from `draw`, a hash of whole numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from math import exp

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.dye import Dye
from weft.core.tapestry.tone import Tones

PHONE_ENDS = 91
WIDE_ENDS = 340
QUIET_PICKS = 2
SELVEDGE_ENDS = 3
_STRAY = 8.5
_MASK = (1 << 64) - 1


class Lean(StrEnum):
    """Which way a twill's diagonals rise: towards whoever spoke first."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Thread:
    """One lived thing, as the log gives it to the loom."""

    key: str
    """The entry or sitting it came from; letters, digits and hyphens. Becomes part of the band's address."""
    day: date
    practice: Practice
    minutes: int
    """A longer one weaves more picks, at most double."""
    first: Side | None
    """Who spoke first, where that means something."""
    caption: str
    """What and when, as a museum label would say it."""
    at: int = 0
    """Orders two things of one day, the earlier smaller."""
    tones: Tones = ()
    """What was felt in it, once both may know: `tone` of it."""


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring picks of one weave: one lived thing, or the quiet days between two."""

    key: str | None
    day: date
    """Of a quiet run, its last day."""
    days: int
    practice: Practice | None
    """None is quiet: undyed linen."""
    picks: int
    lot: float
    """A shade up or down, from -0.08 to 0.08: the day's dye lot."""
    lean: Lean | None
    caption: str
    tones: Tones = ()


@dataclass(frozen=True, slots=True)
class Cloth:
    """What hangs on the wall: the warp from left to right, and the bands, newest first."""

    left: Dye
    right: Dye | None
    """None while only one person is strung; then the right-hand ends are bare needle holes."""
    seed: int
    ends: tuple[Side, ...]
    bands: tuple[Band, ...]

    @property
    def picks(self) -> int:
        """The height of the cloth in threads."""
        return sum(band.picks for band in self.bands)


@dataclass(frozen=True, slots=True)
class _Weight:
    """How many picks a practice weaves, and the minutes after which it weaves more."""

    picks: int
    minutes: int


_WEIGHT: dict[Practice, _Weight] = {
    Practice.TALK: _Weight(6, 15),
    Practice.MOMENTS: _Weight(8, 90),
    Practice.PRESENCE: _Weight(6, 10),
    Practice.UNDERSTANDING: _Weight(6, 10),
    Practice.SOFTER: _Weight(8, 20),
    Practice.TIME: _Weight(6, 90),
    Practice.AFFECTION: _Weight(2, 5),
}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def draw(*numbers: int) -> int:
    """64 bits that look like chance and are always the same for the same whole numbers.

    Each number is folded in with the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    """
    state = 0x9E3779B97F4A7C15
    for number in numbers:
        state = (state ^ (number & _MASK)) * 0xBF58476D1CE4E5B9 & _MASK
        state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & _MASK
        state = (state ^ state >> 27) * 0x94D049BB133111EB & _MASK
        state = (state ^ state >> 31) + 0x9E3779B97F4A7C15 & _MASK
    return state


@lru_cache(maxsize=512)
def sley(ends: int, seed: int) -> tuple[Side, ...]:
    """Whose each end is: the colours meet in the middle along a logistic curve and stray across it.

    The outermost ends always belong to the person whose edge it is.
    """
    # Kept, since a couple's warp never changes and most pages show it.
    return tuple(_owner(end, ends, seed) for end in range(ends))


def _owner(end: int, ends: int, seed: int) -> Side:
    if end < SELVEDGE_ENDS:
        return Side.LEFT
    if end >= ends - SELVEDGE_ENDS:
        return Side.RIGHT
    across = (end + 0.5) / ends
    chance = 1 / (1 + exp((across - 0.5) * _STRAY))
    return Side.LEFT if draw(seed, ends, end) / 2**64 < chance else Side.RIGHT


def half_strung(ends: int) -> tuple[Side, ...]:
    """A warp with only the left-hand person's half on it."""
    half = (ends + 1) // 2
    return (Side.LEFT,) * half + (Side.RIGHT,) * (ends - half)


def lot(day: date, seed: int) -> float:
    """The day's dye lot: a whole number of hundredths from -0.08 to 0.08."""
    return (draw(seed, day.toordinal()) % 17 - 8) / 100


def picks_for(practice: Practice, minutes: int) -> int:
    """How many picks it weaves: its usual number, more if it was long, at most double, always even."""
    weight = _WEIGHT[practice]
    over = max(0, minutes - weight.minutes)
    more = min(weight.picks, weight.picks * over // weight.minutes)
    return weight.picks + more // 2 * 2


def weave(
    threads: Iterable[Thread],
    *,
    left: Dye,
    right: Dye | None,
    seed: int,
    since: date,
    until: date,
    ends: int = PHONE_ENDS,
) -> Cloth:
    """The whole cloth from `since`, the day it was strung, to `until`, today.

    Quiet days are two picks of linen each; today is not quiet before it is over. A thread from outside these
    days is woven all the same, and one that comes twice is woven once.
    """
    lived = _in_order(threads)
    bands = tuple(_bands(lived, since, until, seed))
    return Cloth(left, right, seed, _warp(right, seed, ends), bands[::-1])


def strung_wide(cloth: Cloth, ends: int) -> Cloth:
    """The same bands on a warp of another width."""
    return replace(cloth, ends=_warp(cloth.right, cloth.seed, ends))


def _warp(right: Dye | None, seed: int, ends: int) -> tuple[Side, ...]:
    return half_strung(ends) if right is None else sley(ends, seed)


def _in_order(threads: Iterable[Thread]) -> tuple[Thread, ...]:
    once: dict[str, Thread] = {}
    for thread in sorted(threads, key=_order):
        once.setdefault(thread.key, thread)
    return tuple(once.values())


def _order(thread: Thread) -> tuple[date, int, str, str, int, str, str, Tones]:
    """Complete, so that even two threads of one key come in the same order always."""
    first = thread.first or ""
    said = thread.caption, thread.tones
    return thread.day, thread.at, thread.key, thread.practice, thread.minutes, first, *said


def _bands(lived: tuple[Thread, ...], since: date, until: date, seed: int) -> Iterator[Band]:
    """Oldest first."""
    reached = min(since, lived[0].day) if lived else since
    for thread in lived:
        if reached < thread.day:
            yield quiet(reached, thread.day, seed)
        yield _band(thread, seed)
        reached = max(reached, thread.day + timedelta(days=1))
    if reached < until:
        yield quiet(reached, until, seed)


def _band(thread: Thread, seed: int) -> Band:
    lean = Lean(thread.first) if thread.practice is Practice.TALK and thread.first else None
    picks = picks_for(thread.practice, thread.minutes)
    shade = lot(thread.day, seed)
    return Band(thread.key, thread.day, 1, thread.practice, picks, shade, lean, thread.caption, thread.tones)


def quiet(since: date, until: date, seed: int) -> Band:
    """The quiet days from `since` up to but not on `until`, in the dye lot of the first, so it never changes."""
    days = (until - since).days
    last = until - timedelta(days=1)
    caption = f"{_span(since, last)}, quiet"
    return Band(None, last, days, None, days * QUIET_PICKS, lot(since, seed), None, caption)


def said_day(day: date) -> str:
    """A day as people say it: Wednesday 4 June."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _span(first: date, last: date) -> str:
    if first == last:
        return said_day(first)
    joined = "and" if (last - first).days == 1 else "to"
    if (first.year, first.month) == (last.year, last.month):
        return f"{WEEKDAYS[first.weekday()]} {first.day} {joined} {said_day(last)}"
    return f"{said_day(first)} {joined} {said_day(last)}"


def newest(cloth: Cloth, picks: int) -> Cloth:
    """Only the topmost picks; the last band is cut where they end."""
    kept: list[Band] = []
    room = picks
    for band in cloth.bands:
        if room <= 0:
            break
        kept.append(band if band.picks <= room else replace(band, picks=room))
        room -= band.picks
    return replace(cloth, bands=tuple(kept))


def first_day(cloth: Cloth) -> date | None:
    """The oldest day that is woven; None for a bare warp."""
    days = (band.day - timedelta(days=band.days - 1) for band in cloth.bands)
    return min(days, default=None)


def cut(cloth: Cloth, since: date, until: date) -> Cloth:
    """Only the bands from `since` up to but not on `until`; a quiet run that reaches beyond is cut where they end."""
    return replace(cloth, bands=tuple(_within(cloth.bands, since, until)))


def _within(bands: tuple[Band, ...], since: date, until: date) -> Iterator[Band]:
    for band in bands:
        first = max(band.day - timedelta(days=band.days - 1), since)
        end = min(band.day + timedelta(days=1), until)
        days = (end - first).days
        if days <= 0:
            continue
        yield band if days == band.days else _shorter(band, first, end)


def _shorter(band: Band, first: date, end: date) -> Band:
    days, last = (end - first).days, end - timedelta(days=1)
    caption = f"{_span(first, last)}, quiet"
    return replace(band, day=last, days=days, picks=days * QUIET_PICKS, caption=caption)


def parted(cloth: Cloth, key: str) -> tuple[Cloth, Band, Cloth]:
    """The cloth opened under the band with this key: down to and including it, the band, and what lies below.

    Raises KeyError when no band has the key.
    """
    for at, band in enumerate(cloth.bands):
        if band.key == key:
            return (
                replace(cloth, bands=cloth.bands[: at + 1]),
                band,
                replace(cloth, bands=cloth.bands[at + 1 :]),
            )
    raise KeyError(key)
