"""What a log remembers of the reservoir and the book of a year. Part of the closed set in ``core.log.entries``."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from weft.core.people import Side


@dataclass(frozen=True, slots=True)
class DayChosen:
    """Own log only: whether something kept comes up again on its day, for this person. ``thing`` is its id."""

    KIND: ClassVar[str] = "day-chosen"
    VERSION: ClassVar[int] = 1
    thing: str
    comes: bool


@dataclass(frozen=True, slots=True)
class MonthNamed:
    """One of the two gave a month its word in the book, for both to see; an empty word takes it away."""

    KIND: ClassVar[str] = "month-named"
    VERSION: ClassVar[int] = 1
    year: int
    month: int
    word: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Someone left something of their own out of the book, or put it back in. ``key`` is one of ``things.Line.key``."""

    KIND: ClassVar[str] = "left-out"
    VERSION: ClassVar[int] = 1
    thing: str
    key: str
    out: bool


@dataclass(frozen=True, slots=True)
class LetterAllowed:
    """Someone let a sealed letter of their own stand in the book, or took that back. ``letter`` is its exchange."""

    KIND: ClassVar[str] = "letter-allowed"
    VERSION: ClassVar[int] = 1
    letter: str
    allowed: bool


KeepingWhat = DayChosen | MonthNamed | LeftOut | LetterAllowed
Own = tuple[Side, str, str]
"""Something somebody's own: who, of which thing, which part of it."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What was chosen about things kept."""

    days: Mapping[str, bool] = field(default_factory=dict)
    """Own log only, by thing."""
    months: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    """By year and month, the word they gave it."""
    left_out: frozenset[Own] = frozenset()
    letters: frozenset[tuple[Side, str]] = frozenset()
    """Whose letter of which exchange may stand in the book; nothing said is no."""


def with_kept(before: Keeping, author: Side, what: KeepingWhat) -> Keeping:
    """What holds after one more entry."""
    match what:
        case DayChosen():
            return replace(before, days={**before.days, what.thing: what.comes})
        case MonthNamed():
            months = {key: word for key, word in before.months.items() if key != (what.year, what.month)}
            return replace(
                before, months=months | ({(what.year, what.month): what.word} if what.word else {})
            )
        case LeftOut():
            own = frozenset({(author, what.thing, what.key)})
            return replace(before, left_out=before.left_out | own if what.out else before.left_out - own)
        case LetterAllowed():
            let = frozenset({(author, what.letter)})
            return replace(before, letters=before.letters | let if what.allowed else before.letters - let)
