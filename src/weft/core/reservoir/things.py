"""Things two kept, and the ways to find one again. Pure: knows only what is open to both, and no more.

Nothing is indexed. A word is looked for in what lies in memory, and is forgotten with the answer.
"""

import unicodedata
from calendar import isleap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from weft.core.people import Side

HARD_KIND = "a hard day got through together"
HEAVY = frozenset({"sad", "lonely", "numb", "uneasy", "anxious", "angry"})
"""Feelings with which a moment does not come back by itself."""
MOST_WORD = 80
"""Characters of what is looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one of the two that both may read. ``key`` is what their writer names them by in a choice."""

    by: Side
    key: str
    step: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something kept: a moment, a sitting of which a line was kept, or a gesture that was woven in.

    ``who`` chose it, kept the lines, or gave it. ``at`` orders two of one day: seconds since 1970, known to both.
    """

    key: str
    is_moment: bool
    title: str = field(repr=False)
    what: str
    day: date
    at: int
    days: int = 1
    where: str = field(default="", repr=False)
    who: frozenset[Side] = frozenset()
    lines: tuple[Line, ...] = ()
    feelings: tuple[tuple[Side, tuple[str, ...]], ...] = field(default=(), repr=False)
    pictures: tuple[str, ...] = field(default=(), repr=False)
    """What is said of its pictures."""
    landscape: bool = False

    @property
    def is_hard(self) -> bool:
        """Whether the two, or one of them for both to read, called it hard."""
        felt = {word for _, words in self.feelings for word in words}
        return self.what == HARD_KIND or bool(felt & HEAVY)


def in_order(things: Iterable[Thing]) -> list[Thing]:
    """The newest first, by the day it was lived."""
    return sorted(things, key=lambda one: (one.day, one.at, one.key), reverse=True)


def years(things: Iterable[Thing]) -> list[int]:
    """Every year of which something is kept, the newest first."""
    return sorted({one.day.year for one in things}, reverse=True)


def narrowed(things: Iterable[Thing], year: int | None, chose: frozenset[Side] | None) -> list[Thing]:
    """Those of a year, and those all of these chose."""
    return [
        one
        for one in things
        if (year is None or one.day.year == year) and (chose is None or chose <= one.who)
    ]


def plain(text: str) -> str:
    """A text as it is compared: no case, no accents, curly quotes as straight ones."""
    flat = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return " ".join("".join(one for one in flat if not unicodedata.combining(one)).split())


def with_words(things: Iterable[Thing], sought: str) -> list[Thing]:
    """Those in which every word sought stands somewhere; all of them when nothing is sought."""
    parts = plain(sought[:MOST_WORD]).split()
    return [one for one in things if _holds(one, parts)]


def _holds(one: Thing, parts: Sequence[str]) -> bool:
    felt = [word for _, words in one.feelings for word in words]
    lines = [line.text for line in one.lines]
    text = plain("\n".join((one.title, one.what, one.where, *lines, *felt, *one.pictures)))
    return all(part in text for part in parts)


def on_this_day(things: Iterable[Thing], today: date, chosen: Mapping[str, bool]) -> list[Thing]:
    """What was lived on this day of an earlier year, the newest first, for one who chose so.

    Nothing hard comes, unless this person let it. What was lived on 29 February comes on the 28th in other years.
    """
    return [
        one
        for one in in_order(things)
        if chosen.get(one.key, not one.is_hard) and any(_same_day(day, today) for day in _days(one))
    ]


def _days(one: Thing) -> Iterable[date]:
    return (one.day + timedelta(days=more) for more in range(min(one.days, 31)))


def _same_day(day: date, today: date) -> bool:
    if day.year >= today.year:
        return False
    leapt = (day.month, day.day) == (2, 29) and not isleap(today.year)
    return (today.month, today.day) == ((2, 28) if leapt else (day.month, day.day))
