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
from weft.core.possible import is_key
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


IdeaWhat = IdeaAdded | IdeaPutAway
"""What ``with_ideas`` folds."""


def idea_of(what: IdeaAdded) -> Idea:
    """The idea itself. Raises ValueError for what no page of ours sends."""
    said = len(what.title.strip()) > 0 and len(what.text.strip()) > 0 and is_key(what.key)
    whole = said and len(what.title) <= LONGEST_TITLE and len(what.text) <= LONGEST_TEXT
    if not whole or not 0 < what.minutes <= MOST_MINUTES or not 0 < len(what.moods) <= 2:
        raise ValueError("an idea needs a title, a text, a length and a mood")
    return Idea(
        title=what.title,
        text=what.text,
        line=0,
        minutes=what.minutes,
        cost=Cost(what.cost),
        energy=Energy(what.energy),
        place=Place(what.place),
        moods=tuple(map(Mood, what.moods)),
        practices=(Practice.TIME,),
        seasons=frozenset(map(Season, what.seasons)),
        company=Company.CHILDREN if what.children else Company.TWO,
        distance=Distance(what.distance),
    )


def with_ideas(before: Mapping[str, Idea], what: IdeaWhat) -> dict[str, Idea]:
    """The ideas of two after one more entry; one that cannot be read is left out, and so is one too many by far."""
    after = dict(before)
    if isinstance(what, IdeaPutAway):
        after.pop(what.key, None)
        return after
    if len(after) >= 2 * MOST_OWN:
        return after
    try:
        after.setdefault(what.key, idea_of(what))
    except ValueError:
        return after
    return after
