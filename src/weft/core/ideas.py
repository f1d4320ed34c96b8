"""Ideas for time together, and choosing a few for what somebody wishes for.

It knows what an idea takes, and nothing of who asks: no names, no log, no clock.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from math import log1p

from weft.core.practice import Practice

LONGEST_TITLE = 60
LONGEST_TEXT = 400
"""Letters."""
MOST_DAYS = 30
"""Days that an idea may take."""
FEW = 3
"""Ideas shown at once."""
FILLS = 3
"""An idea fills the time if it takes at least this part of it: a third."""


class Cost(StrEnum):
    """What an idea costs besides what is in the house anyway; in their order."""

    NOTHING = "nothing"
    LITTLE = "little"
    SOME = "some"


class Energy(StrEnum):
    """How much somebody needs to have left for it; in their order."""

    LOW = "low"
    SOME = "some"
    MUCH = "much"


class Place(StrEnum):
    """Where it goes."""

    INDOORS = "indoors"
    OUTDOORS = "outdoors"
    EITHER = "either"


class Season(StrEnum):
    """A quarter of the year."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Company(StrEnum):
    """Who can be there."""

    TWO = "two"
    CHILDREN = "with children too"


class Distance(StrEnum):
    """Whether it goes when the two are not in one place."""

    ONE_PLACE = "in one place"
    APART_TOO = "apart too"
    ONLY_APART = "only apart"


class Mood(StrEnum):
    """What it is like."""

    EXCITING = "exciting"
    CALM = "calm"
    TENDER = "tender"
    PLAYFUL = "playful"


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing to do together. ``minutes`` are for one go at it; no ``seasons`` means at any time of year.

    One or two moods and one or two practices, as written; ``line`` counts from 1 in its file.
    """

    title: str
    text: str
    line: int
    minutes: int
    cost: Cost
    energy: Energy
    place: Place
    moods: tuple[Mood, ...]
    practices: tuple[Practice, ...]
    seasons: frozenset[Season] = frozenset()
    company: Company = Company.TWO
    distance: Distance = Distance.ONE_PLACE

    @property
    def id(self) -> str:
        """Eight hex digits of its words, so that a changed idea is a new one."""
        return sha256(f"{self.title}: {self.text}".encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wishes for; what is None does not matter.

    ``minutes`` lie between ``least`` and ``most``, both included. ``cost`` and ``energy`` are the most there is.
    Without a ``season`` only what goes all year fits: nobody's half of the earth is guessed. ``children`` means they
    are there; ``apart`` that the two are not in one place.
    """

    most: int | None = None
    least: int = 0
    cost: Cost | None = None
    energy: Energy | None = None
    place: Place | None = None
    season: Season | None = None
    children: bool = False
    apart: bool = False
    mood: Mood | None = None


def fits(idea: Idea, wishes: Wishes) -> bool:
    """Whether an idea is within everything that was wished for."""
    return (
        wishes.least <= idea.minutes
        and (wishes.most is None or idea.minutes <= wishes.most)
        and (wishes.cost is None or _within(Cost, idea.cost, wishes.cost))
        and (wishes.energy is None or _within(Energy, idea.energy, wishes.energy))
        and (wishes.place is None or idea.place in (wishes.place, Place.EITHER))
        and (not idea.seasons or wishes.season in idea.seasons)
        and (not wishes.children or idea.company is Company.CHILDREN)
        and idea.distance is not (Distance.ONE_PLACE if wishes.apart else Distance.ONLY_APART)
        and (wishes.mood is None or wishes.mood in idea.moods)
    )


def _within(order: Iterable[StrEnum], one: StrEnum, most: StrEnum) -> bool:
    known = list(order)
    return known.index(one) <= known.index(most)


Weigh = Callable[[Idea], float]
"""How likely an idea is to come early, beside others; never less than 1."""


def evenly(idea: Idea) -> float:
    """Every idea as likely as any."""
    return 1.0


def choose(
    ideas: Iterable[Idea],
    wishes: Wishes,
    seen: Sequence[str],
    seed: str,
    few: int = FEW,
    weigh: Weigh = evenly,
) -> tuple[Idea, ...]:
    """A few ideas that fit, at most ``few``; fewer only when no more fit.

    ``seen`` are ids in the order they were shown, the latest last. What was never shown comes first, and of that what
    fills the time and the energy there is; then what was shown longest ago. Among equals only ``seed`` decides, and
    what weighs twice as much is twice as likely to come next.

    Source: Efraimidis and Spirakis, "Weighted random sampling with a reservoir", Information Processing Letters 97, 2006.
    """
    last = {one: place for place, one in enumerate(seen, start=1)}
    fitting = {one.id: one for one in ideas if fits(one, wishes)}
    return tuple(sorted(fitting.values(), key=lambda one: _rank(one, wishes, last, seed, weigh(one)))[:few])


def _rank(
    idea: Idea, wishes: Wishes, last: Mapping[str, int], seed: str, weight: float
) -> tuple[int, bool, float, bytes]:
    fills = wishes.most is None or idea.minutes * FILLS >= wishes.most
    suits = fills and wishes.energy in (None, idea.energy)
    lot = sha256(f"{seed} {idea.id}".encode()).digest()
    drawn = -log1p(-int.from_bytes(lot[:6], "big") / 2**48) / weight
    return last.get(idea.id, 0), not suits, drawn, lot


def turn(
    ideas: Sequence[Idea], wishes: Wishes, seed: str, turns: int, few: int = FEW, weigh: Weigh = evenly
) -> tuple[tuple[Idea, ...], bool]:
    """What `choose` gives after it was asked ``turns`` times before, and whether there are any others."""
    order = choose(ideas, wishes, (), seed, len(ideas), weigh)
    if len(order) <= few:
        return order, False
    start = turns * few % len(order)
    return (*order, *order)[start : start + few], True
