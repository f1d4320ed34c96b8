"""All that a log says, as what is true now. ``fold`` makes it."""

from dataclasses import dataclass, field
from datetime import datetime

from weft.core.affection.gestures import Affection
from weft.core.freetime.told import FreeTime
from weft.core.ideas import Idea
from weft.core.journey.journey import Journey
from weft.core.journey.leanings import Leanings
from weft.core.log import flat
from weft.core.log.entries import Understood
from weft.core.log.flat import Flat, FlatWords, FlatWoven, Words, Woven
from weft.core.moments.told import Moments
from weft.core.past import Past
from weft.core.people import LogId, Person, Side, SittingId
from weft.core.pictures import Picture, PictureId
from weft.core.plans.plan import Plans
from weft.core.reservoir.entries import Keeping
from weft.core.wishes import ListBrought

LOCK_MINUTES = 15
"""Minutes without a touch before a sign-in locks, until its owner chooses otherwise."""

AllWords = Flat[FlatWords, tuple[Words, ...]]
AllWoven = Flat[FlatWoven, Woven]


@dataclass(frozen=True, slots=True)
class Life:
    """All that a log says, by what a page asks for. Treat it as frozen: fold makes a new one."""

    people: dict[Side, Person] = field(default_factory=dict)
    seed: int = 0
    since: datetime | None = None
    woven: AllWoven = field(default_factory=lambda: Flat({}, flat.woven))
    """The oldest first, by their instants. The same object as before a fold which wove nothing."""
    words: AllWords = field(default_factory=lambda: Flat({}, flat.words))
    felt: dict[SittingId, Understood] = field(default_factory=dict)
    aside: dict[str, int] = field(default_factory=dict)
    lock_minutes: int = LOCK_MINUTES
    latest: dict[str, Woven] = field(default_factory=dict)
    """The newest sitting of each practice."""
    played: dict[str, int] = field(default_factory=dict)
    """The instant of the newest sitting of each exercise."""
    drawn: dict[str, int] = field(default_factory=dict)
    """The day, since 1970, on which each prompt was last drawn."""
    pasts: dict[LogId, Past] = field(default_factory=dict)
    """Own log only: cloths this person brought from a copy, to look at."""
    stages: frozenset[str] = frozenset()
    """The times of life that were said to be so now."""
    pictures: dict[PictureId, Picture] = field(default_factory=dict)
    """In the order in which they were put; those taken back are not among them."""
    lists: dict[str, ListBrought] = field(default_factory=dict)
    """Titles one of the two brought for both to mark, in their order."""
    ideas: dict[str, Idea] = field(default_factory=dict)
    """What the two added to the ideas there are, in their order."""
    ideas_gone: int = 0
    """How often one of them was put away."""
    moments: Moments = field(default_factory=dict)
    """In the order they were made; each says itself what a viewer may see."""
    keeping: Keeping = field(default_factory=Keeping)
    """What was chosen about things kept: their day, a month's word, the book."""
    affection: Affection = field(default_factory=Affection)
    """Gestures, the map, and what lands; each says itself what a viewer may see."""
    free_time: FreeTime = field(default_factory=FreeTime)
    """The horizon that is asked for, what was shown, and one's own side of it."""
    plans: Plans = field(default_factory=Plans)
    """What the two mean to do; what was agreed and is over is among the moments."""
    journey: Journey = field(default_factory=Journey)
    """Evenings, rhythm and seasons, experiments; each says itself what a viewer may see."""
    leanings: Leanings = field(default_factory=Leanings)
    """What each would like Today to offer: what was said to both in the couple's log, the rest in one's own."""
