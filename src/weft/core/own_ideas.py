"""Ideas that two people add to those there are, for both to see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from weft.core.ideas import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_DAYS,
    Company,
    Cost,
    Distance,
    Energy,
    Idea,
    Mood,
    Place,
    Season,
)
from weft.core.practice import Practice

MOST_OWN = 200
"""Ideas of two people's own."""
MOST_MINUTES = MOST_DAYS * 24 * 60


@dataclass(frozen=True, slots=True)
class IdeaAdded:
    """One of the two added an idea, for both to see. ``key`` is 32 hexadecimal digits; the rest is as in a file of ideas."""

    KIND: ClassVar[str] = "idea-added"
    VERSION: ClassVar[int] = 1
    key: str
    title: str = field(repr=False)
    text: str = field(repr=False)
    minutes: int
    cost: str
    energy: str
    place: str
    moods: tuple[str, ...]
    seasons: tuple[str, ...] = ()
    children: bool = False
    distance: str = Distance.ONE_PLACE.value


@dataclass(frozen=True, slots=True)
class IdeaPutAway:
    """One of the two put an idea away that either had added."""

    KIND: ClassVar[str] = "idea-put-away"
    VERSION: ClassVar[int] = 1
    key: str


def idea_of(what: IdeaAdded) -> Idea:
    """The idea itself. Raises ValueError for what no page of ours sends."""
    whole = 0 < len(what.title) <= LONGEST_TITLE and 0 < len(what.text) <= LONGEST_TEXT
    if not whole or not 0 < what.minutes <= MOST_MINUTES or not 0 < len(what.moods) <= 2:
        raise ValueError("an idea needs a title, a text, a length and a mood")
    return Idea(
        what.title,
        what.text,
        0,
        what.minutes,
        Cost(what.cost),
        Energy(what.energy),
        Place(what.place),
        tuple(map(Mood, what.moods)),
        (Practice.TIME,),
        frozenset(map(Season, what.seasons)),
        Company.CHILDREN if what.children else Company.TWO,
        Distance(what.distance),
    )


def counts_as_made(before: Mapping[str, Idea], what: IdeaAdded | IdeaPutAway) -> bool:
    """Whether an entry stands for an idea that was added. One put away of which the words are gone stands for it too."""
    return isinstance(what, IdeaAdded) or what.key not in before


def with_ideas(before: Mapping[str, Idea], what: IdeaAdded | IdeaPutAway) -> dict[str, Idea]:
    """The ideas of two after one more entry; one that cannot be read is left out."""
    after = dict(before)
    if isinstance(what, IdeaPutAway):
        after.pop(what.key, None)
        return after
    try:
        after.setdefault(what.key, idea_of(what))
    except ValueError:
        return after
    return after
