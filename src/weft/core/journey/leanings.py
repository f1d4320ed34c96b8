"""What a log remembers of what each would like Today to offer. Part of the closed set in ``core.log.entries``.

Two of the five are for both to see and lie in the couple's log; the others lie in a person's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from weft.core.journey.facts import Left, Sky, Today, Wish
from weft.core.people import Side
from weft.core.possible import is_day
from weft.core.practice import Practice


@dataclass(frozen=True, slots=True)
class MoreSaid:
    """Someone said, for both to see, that they would like more of a practice, or took that back."""

    KIND: ClassVar[str] = "more-said"
    VERSION: ClassVar[int] = 1
    practice: str
    so: bool


@dataclass(frozen=True, slots=True)
class WishKept:
    """Own log only: more or less of something, for one's own suggestions; empty for neither.

    ``of`` is a practice, or "length" or "depth".
    """

    KIND: ClassVar[str] = "wish-kept"
    VERSION: ClassVar[int] = 1
    of: str = field(repr=False)
    wish: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TodayLike:
    """Own log only: what a day is like. ``minutes`` is 0, and a word empty, for what was not said."""

    KIND: ClassVar[str] = "today-like"
    VERSION: ClassVar[int] = 1
    day: int
    minutes: int = field(repr=False)
    sky: str = field(repr=False)
    left: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ExercisePutAway:
    """Own log only: not to be suggested to this person, or again to be."""

    KIND: ClassVar[str] = "exercise-put-away"
    VERSION: ClassVar[int] = 1
    exercise: str = field(repr=False)
    so: bool


@dataclass(frozen=True, slots=True)
class ExerciseLeftOut:
    """Someone said, for both to see, that something is not to be suggested to either, or brought it back for both."""

    KIND: ClassVar[str] = "exercise-left-out"
    VERSION: ClassVar[int] = 1
    exercise: str
    so: bool


DAY_MINUTES = 24 * 60
WISHED = (*Practice, "length", "depth")
"""What one may wish more or less of."""

LeaningWhat = MoreSaid | WishKept | TodayLike | ExercisePutAway | ExerciseLeftOut
Line = tuple[Side, LeaningWhat]


@dataclass(frozen=True, slots=True)
class Leanings:
    """What each would like, as a log says it. Treat it as frozen."""

    said: Mapping[Side, frozenset[Practice]] = field(default_factory=dict)
    kept: Mapping[str, Wish] = field(default_factory=dict, repr=False)
    like: tuple[int, Today] = (0, Today())
    """A day since 1970, and what it is like."""
    away: frozenset[str] = field(default=frozenset(), repr=False)
    left_out: frozenset[str] = frozenset()
    """For both, whoever of them said so."""

    def said_by(self, side: Side) -> frozenset[Practice]:
        return self.said.get(side, frozenset())

    def kept_as(self, wish: Wish) -> frozenset[Practice]:
        return frozenset(one for one in Practice if self.kept.get(one) is wish)

    def leans(self, of: str) -> int:
        """1 where more of it is wished for, -1 where less is, else 0."""
        return {Wish.MORE: 1, Wish.LESS: -1, None: 0}[self.kept.get(of)]

    def like_on(self, day: int) -> Today:
        """What was said of this day; nothing of any other."""
        return self.like[1] if self.like[0] == day else Today()


def with_leanings(before: Leanings, lines: Iterable[Line]) -> Leanings:
    """The same after these lines. A word this version does not know is passed by."""
    said, kept, like, away = dict(before.said), dict(before.kept), before.like, before.away
    left_out = before.left_out
    for side, what in lines:
        match what:
            case MoreSaid(practice, so) if practice in set(Practice):
                one = frozenset({Practice(practice)})
                said[side] = said.get(side, frozenset()) | one if so else said.get(side, frozenset()) - one
            case WishKept(of, wish) if of in WISHED:
                kept.pop(of, None)
                if wish in set(Wish):
                    kept[of] = Wish(wish)
            case TodayLike() as one if is_day(one.day) and 0 <= one.minutes <= DAY_MINUTES:
                sky = Sky(one.sky) if one.sky in set(Sky) else None
                left = Left(one.left) if one.left in set(Left) else None
                like = one.day, Today(one.minutes or None, sky, left)
            case ExercisePutAway(exercise, so):
                away = away | {exercise} if so else away - {exercise}
            case ExerciseLeftOut(exercise, so):
                left_out = left_out | {exercise} if so else left_out - {exercise}
            case _:
                pass
    return Leanings(said, kept, like, away, left_out)
