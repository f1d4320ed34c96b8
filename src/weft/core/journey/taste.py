"""What somebody finds worthwhile, worked out from what they said and noted themself, and how sure that is.

A handful of terms, each likely to lie near nought until something speaks for another place: one a practice, one each for
depth and length, one for how mild somebody is in noting; and what is left over to the exercise itself. *Yes*, *partly*
and *no* are read as what they are, places on a line with two marks on it: a *yes* where a *yes* was likely says little,
a *no* there says much. Between one note and the next each practice may have moved a little, because people change.
Source for reading steps this way: Herbrich et al., TrueSkill (2006), whose sums for a draw are the ones below.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import erf, exp, log2, pi, sqrt

from weft.core.exercise.script import Exercise
from weft.core.journey.facts import MOST_NOTED, Facts
from weft.core.practice import Practice

PRACTICES = {practice: at for at, practice in enumerate(Practice)}
DEPTH, LENGTH, MILD = len(PRACTICES), len(PRACTICES) + 1, len(PRACTICES) + 2
TERMS = len(PRACTICES) + 3
MEAN = (0.0,) * len(PRACTICES) + (0.0, 0.4, 0.0)
"""Where each term is before anything was said: what takes longer gives somewhat more [hawkins-2012]."""
PRIOR = (0.54**2,) * len(PRACTICES) + (0.25**2, 0.25**2, 0.3**2)
"""How far each may lie from there, squared."""
DEEPER = (0.0, 0.05, 0.0, -0.25, -0.6, -1.0)
"""What each depth, 1 to 6, gives a usual person: the deep asks more than it gives where one is not ready for it."""
USUAL = 1.2
"""What a usual exercise is worth to somebody rested, with time, who has not done it lately."""
YES, PARTLY = 1.0, 0.3
"""From where on something is noted as *yes*, and as *partly*."""
NOISE = 0.5**2
"""How far one note may lie from what is usual, squared."""
EXERCISE = 0.25**2
"""How far one exercise may lie from what its practice, depth and length say, squared."""
MOVES = 0.02**2
"""How far a practice may move in a day, squared."""
STANDS_OUT, KNOWN = 0.35, 0.4**2
"""From where on somebody says that they would like more of a practice, and how well people know that, squared."""
SAID = (0.15, 0.25)
"""How much it moves depth and length that somebody said which they would like."""
FELT = 4.0
"""How much less sure a tap in the evening is than a note, because it is of a practice alone."""
ALIKE = 0.69
"""How much of what one likes the other likes too, before anything is known of the other."""
APART = 0.15
"""How far the other may lie from that, squared."""
Row = tuple[tuple[int, float], ...]
Vector = list[float]


@dataclass(frozen=True, slots=True)
class Taste:
    """What is likely: the middle of each term, a triangle to draw from around it, and exercises with notes of their own.

    ``own`` has, for each exercise noted, how far it lies from the rest, and how unsure that is, squared.
    ``theirs`` is what the other is likely to find of each practice, as far as that was said to both or is alike.
    """

    middle: tuple[float, ...]
    triangle: tuple[tuple[float, ...], ...]
    own: Mapping[str, tuple[float, float]]
    theirs: tuple[float, ...]

    def guess(self, chance: Callable[[str], float], boldness: float) -> tuple[float, ...]:
        """One of the likely tastes; the middle one where ``boldness`` is 0."""
        lots = [boldness * chance(f"term {at}") for at in range(TERMS)]
        return tuple(
            middle + sum(much * lots[at] for at, much in enumerate(line))
            for middle, line in zip(self.middle, self.triangle, strict=True)
        )

    def of(self, one: Exercise, guess: Sequence[float]) -> float:
        """What this exercise is worth under a guess, beside what a usual one is."""
        worth = self.own.get(one.id, (0.0, EXERCISE))[0] + DEEPER[one.depth - 1]
        return worth + sum(guess[at] * much for at, much in row(one))

    def of_the_other(self, one: Exercise) -> float:
        """What it is likely to be worth to the other, beside what a usual one is."""
        alike = 0.5 * self.own.get(one.id, (0.0, EXERCISE))[0] + DEEPER[one.depth - 1]
        return alike + self.theirs[PRACTICES[one.practice]] + MEAN[LENGTH] * _length(one)


@cache
def row(one: Exercise) -> Row:
    """The terms of an exercise that are not nought, in their order."""
    return (
        (PRACTICES[one.practice], 1.0),
        (DEPTH, (one.depth - 2) / 2),
        (LENGTH, _length(one)),
        (MILD, 1.0),
    )


def _length(one: Exercise) -> float:
    return min(2.0, log2(max(one.minutes, 5) / 20) / 2)


def learn(facts: Facts, exercises: Mapping[str, Exercise]) -> Taste:
    """What the viewer's own notes and words say, the newest ``MOST_NOTED`` notes, and what the other said to both.

    Notes of exercises that are no more are passed by. A practice that was not tapped in an evening is not thought the
    less of.
    """
    belief = _Belief(facts)
    _hear_wishes(belief, facts)
    known = [one for one in facts.notes if one.exercise in exercises][-MOST_NOTED:]
    day = known[0].day if known else 0
    for one in known:
        belief.let_pass(one.day - day)
        belief.hear_of(exercises[one.exercise], *_between(one.worth))
        day = one.day
    for practice, often in Counter(tap.practice for tap in facts.tapped).items():
        belief.hear(((PRACTICES[practice], 1.0), (MILD, 1.0)), USUAL, NOISE * FELT / often, YES, None)
    return belief.taste(facts)


def _between(worth: float) -> tuple[float | None, float | None]:
    """Between which marks a note lies."""
    return (YES, None) if worth > 0.5 else (None, PARTLY) if worth < -0.5 else (PARTLY, YES)


def _hear_wishes(belief: "_Belief", facts: Facts) -> None:
    more, said = facts.mine | facts.more, facts.mine | facts.more | facts.less
    for practice, at in PRACTICES.items() if said else ():
        belief.hear(((at, 1.0),), 0.0, KNOWN, *_wished(practice in more, practice in facts.less))
    for practice in facts.theirs:
        belief.hear(((PRACTICES[practice], ALIKE),), 0.0, KNOWN + APART, STANDS_OUT, None)


def _wished(more: bool, less: bool) -> tuple[float | None, float | None]:
    """Between which marks a practice lies for somebody who said something of the seven."""
    return (STANDS_OUT, None) if more else (None, -STANDS_OUT) if less else (-STANDS_OUT, STANDS_OUT)


class _Belief:
    """Where the terms lie and how sure that is, while it is being worked out."""

    def __init__(self, facts: Facts) -> None:
        self.middle = list(MEAN)
        self.middle[DEPTH] += SAID[0] * facts.deeper
        self.middle[LENGTH] += SAID[1] * facts.longer
        self.unsure = [
            [wide if at == other else 0.0 for other in range(TERMS)] for at, wide in enumerate(PRIOR)
        ]
        self.own: dict[str, tuple[float, float]] = {}

    def let_pass(self, days: int) -> None:
        for at in range(len(PRACTICES)) if days > 0 else ():
            self.unsure[at][at] = min(PRIOR[at], self.unsure[at][at] + MOVES * days)

    def hear_of(self, one: Exercise, low: float | None, high: float | None) -> None:
        """A note of an exercise: part of it is about the exercise itself."""
        middle, unsure = self.own.get(one.id, (0.0, EXERCISE))
        beside = USUAL + DEEPER[one.depth - 1] + middle
        moved, shrunk = self.hear(row(one), beside, NOISE + unsure, low, high)
        self.own[one.id] = middle + unsure * moved, unsure - unsure * unsure * shrunk

    def hear(
        self, terms: Row, beside: float, noise: float, low: float | None, high: float | None
    ) -> tuple[float, float]:
        """That these terms, what is beside them and some noise lie between two marks. How much that moves and settles."""
        lean = _along(self.unsure, terms)
        wide = noise + sum(lean[at] * much for at, much in terms)
        middle = beside + sum(self.middle[at] * much for at, much in terms)
        moved, shrunk = _cut(middle, sqrt(wide), low, high)
        self.middle = [one + each * moved for one, each in zip(self.middle, lean, strict=True)]
        for at, one in enumerate(lean):
            part = one * shrunk
            self.unsure[at] = [there - part * each for there, each in zip(self.unsure[at], lean, strict=True)]
        return moved, shrunk

    def taste(self, facts: Facts) -> Taste:
        return Taste(
            tuple(self.middle),
            _triangle(self.unsure),
            self.own,
            tuple(self._of_the_other(at, practice in facts.theirs) for practice, at in PRACTICES.items()),
        )

    def _of_the_other(self, at: int, said: bool) -> float:
        middle = ALIKE * self.middle[at]
        wide = ALIKE * ALIKE * self.unsure[at][at] + APART
        moved = _cut(middle, sqrt(wide + KNOWN), STANDS_OUT, None)[0] if said else 0.0
        return middle + wide * moved


def _along(unsure: Sequence[Sequence[float]], terms: Row) -> Vector:
    """How far each term goes along with these."""
    if len(terms) == 4:  # Every exercise: written out, because it is done for each note.
        (one, _), (two, deep), (three, long), (four, _) = terms
        return [line[one] + deep * line[two] + long * line[three] + line[four] for line in unsure]
    return [sum(line[at] * much for at, much in terms) for line in unsure]


def _cut(middle: float, spread: float, low: float | None, high: float | None) -> tuple[float, float]:
    """How much the middle of a bell moves, and its width shrinks, by its lying between two marks; each to be multiplied."""
    under = -8.0 if low is None else (low - middle) / spread
    over = 8.0 if high is None else (high - middle) / spread
    part = max(_share(over) - _share(under), 1e-9)
    moved = (_bell(under) - _bell(over)) / part
    shrunk = moved * moved - (under * _bell(under) - over * _bell(over)) / part
    return moved / spread, max(0.0, shrunk) / (spread * spread)


def _bell(at: float) -> float:
    return exp(-at * at / 2) / sqrt(2 * pi)


def _share(at: float) -> float:
    return (1 + erf(at / sqrt(2))) / 2


def _triangle(wide: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """The lower triangle whose square this is (Cholesky)."""
    found: list[Vector] = []
    for at, line in enumerate(wide):
        here: Vector = []
        for other in range(at):
            here.append((line[other] - _dot(here, found[other])) / found[other][other])
        here.append(sqrt(max(1e-9, line[at] - _dot(here, here))))
        found.append(here)
    return tuple(map(tuple, found))


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(each * more for each, more in zip(one, other, strict=False))
