"""Ideas fitted to two: by what both like, and by what was worth it to both. What only one of them said has no part in it.

So whoever sees the same three ideas as the other learns what both said, which stands beside them in words, and nothing
of what the other said alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from weft.core.ideas import Cost, Energy, Idea, Mood, Place
from weft.core.practice import Practice

DAY_MINUTES = 24 * 60
SHORT_MINUTES = 20
LONG_MINUTES = 90

PER_TASTE = 2.0
"""How much likelier an idea is to come early for each taste of both that it meets; one that meets none weighs 1."""
LIKE_AGAIN = 1.0
"""The same for one that is like something worth it to both: of a mood and a practice with it."""
OF_THEIRS = 2.0
"""The same for one of the two's own."""


class Taste(StrEnum):
    """What somebody can like about an idea."""

    EXCITING = "exciting"
    CALM = "calm"
    TENDER = "tender"
    PLAYFUL = "playful"
    INDOORS = "indoors"
    OUTDOORS = "outdoors"
    SHORT = "short"
    LONG = "long"
    AWAY = "away"
    EASY = "easy"
    LIVELY = "lively"
    FREE = "free"
    TALK = "talk"
    QUIET = "quiet"
    TOUCH = "touch"
    SHOWN = "shown"


MEETS: Mapping[Taste, Callable[[Idea], bool]] = {
    Taste.EXCITING: lambda one: Mood.EXCITING in one.moods,
    Taste.CALM: lambda one: Mood.CALM in one.moods,
    Taste.TENDER: lambda one: Mood.TENDER in one.moods,
    Taste.PLAYFUL: lambda one: Mood.PLAYFUL in one.moods,
    Taste.INDOORS: lambda one: one.place is Place.INDOORS,
    Taste.OUTDOORS: lambda one: one.place is Place.OUTDOORS,
    Taste.SHORT: lambda one: one.minutes <= SHORT_MINUTES,
    Taste.LONG: lambda one: LONG_MINUTES <= one.minutes < DAY_MINUTES,
    Taste.AWAY: lambda one: one.minutes >= DAY_MINUTES,
    Taste.EASY: lambda one: one.energy is Energy.LOW,
    Taste.LIVELY: lambda one: one.energy is Energy.MUCH,
    Taste.FREE: lambda one: one.cost is Cost.NOTHING,
    Taste.TALK: lambda one: bool({Practice.TALK, Practice.UNDERSTANDING} & set(one.practices)),
    Taste.QUIET: lambda one: Practice.PRESENCE in one.practices,
    Taste.TOUCH: lambda one: Practice.AFFECTION in one.practices,
    Taste.SHOWN: lambda one: Practice.MOMENTS in one.practices,
}


def taste_key(taste: Taste) -> str:
    """By what a taste is marked."""
    return _key(f"taste: {taste}")


def wanted_key(idea: Idea) -> str:
    """By what an idea is marked that somebody would like."""
    return _key(f"idea wanted: {idea.title}: {idea.text}")


def worth_key(idea: Idea) -> str:
    """By what an idea is marked that was worth it to somebody."""
    return _key(f"idea worth it: {idea.title}: {idea.text}")


def _key(words: str) -> str:
    """16 hexadecimal digits, as the marks on lists have. Not kept between pages: some of the words are two people's own."""
    return sha256(words.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Marks:
    """What one person said of ideas, or what both did: tastes, what is wanted, what was worth it; in the ideas' order."""

    tastes: tuple[Taste, ...] = ()
    wanted: tuple[Idea, ...] = ()
    worth: tuple[Idea, ...] = ()


def marks(keys: frozenset[str], ideas: Iterable[Idea]) -> Marks:
    """What these keys say, of the ideas there are."""
    if not keys:
        return Marks()
    some = tuple(ideas)
    return Marks(
        tuple(one for one in Taste if taste_key(one) in keys),
        tuple(one for one in some if wanted_key(one) in keys),
        tuple(one for one in some if worth_key(one) in keys),
    )


def weigher(of_both: Marks, own: frozenset[str]) -> Callable[[Idea], float]:
    """How much an idea weighs for two who both said this; ``own`` are the ids of ideas of their own."""

    def weigh(idea: Idea) -> float:
        met = sum(MEETS[taste](idea) for taste in of_both.tastes)
        again = any(_alike(idea, one) for one in of_both.worth)
        return 1.0 + PER_TASTE * met + LIKE_AGAIN * again + OF_THEIRS * (idea.id in own)

    return weigh


def _alike(one: Idea, other: Idea) -> bool:
    return bool(set(one.moods) & set(other.moods)) and bool(set(one.practices) & set(other.practices))
