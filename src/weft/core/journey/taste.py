"""What somebody found worthwhile, worked out from their own notes, and how sure that is.

A straight line with a prior, in small numbers: one term for a person's mildness, one a practice, one each for depth and
length, and what is left over to the exercise itself. Old notes count less, because people change. Thompson sampling:
instead of the best guess, a day takes one guess out of all that are likely, so that what is little known is tried.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log2, sqrt

from weft.core.exercise.script import Exercise
from weft.core.journey.facts import MOST_NOTED, Noted, Tapped
from weft.core.practice import Practice

PRACTICES = {practice: at for at, practice in enumerate(Practice)}
DEPTH, LENGTH, ALWAYS = len(PRACTICES), len(PRACTICES) + 1, len(PRACTICES) + 2
TERMS = len(PRACTICES) + 3
PRIOR = (0.45**2,) * len(PRACTICES) + (0.3**2, 0.3**2, 0.5**2)
"""How far each term may lie from nought, squared, before anything was noted."""
MEAN = (0.0,) * len(PRACTICES) + (0.0, 0.5, 0.3)
"""Where each term is before anything was noted: what takes longer gives somewhat more [hawkins-2012]."""
SAID = (0.2, 0.2)
"""How much it moves depth and length that somebody said which they would like."""
EXERCISE = 0.25**2
"""How far one exercise may lie from what its practice, depth and length say, squared."""
NOISE = 0.5**2
"""How far one note may lie from what is usual, squared."""
FADES = 120
"""Days after which a note counts about a third."""

FELT, PART = 0.8, 0.25
"""What a tap in the evening says of a practice, nearly *yes*; and which part of a note it counts for,
because it is of the practice alone."""

Row = tuple[tuple[int, float], ...]
Vector = list[float]


@dataclass(frozen=True, slots=True)
class Taste:
    """What is likely: the middle of each term, a triangle to draw from around it, and exercises with notes of their own.

    ``own`` has, for each exercise noted, how far it lies from the line, and how unsure that is.
    """

    middle: tuple[float, ...]
    triangle: tuple[tuple[float, ...], ...]
    own: Mapping[str, tuple[float, float]]

    def guess(self, chance: Callable[[str], float], boldness: float) -> tuple[float, ...]:
        """One of the likely tastes; the middle one where ``boldness`` is 0."""
        lots = [boldness * chance(f"term {at}") for at in range(TERMS)]
        return tuple(
            middle + step for middle, step in zip(self.middle, _solved_up(self.triangle, lots), strict=True)
        )

    def of(
        self, one: Exercise, guess: Sequence[float], chance: Callable[[str], float], boldness: float
    ) -> float:
        """What this exercise is worth under a guess, beside what everything is."""
        middle, unsure = self.own.get(one.id, (0.0, EXERCISE))
        worth = middle + boldness * sqrt(unsure) * chance(one.id)
        return worth + sum(guess[at] * much for at, much in row(one)[:-1])


@cache
def row(one: Exercise) -> Row:
    """The terms of an exercise that are not nought, in their order."""
    return (
        (PRACTICES[one.practice], 1.0),
        (DEPTH, (one.depth - 2) / 2),
        (LENGTH, min(2.0, log2(max(one.minutes, 5) / 20) / 2)),
        (ALWAYS, 1.0),
    )


def learn(
    notes: Iterable[Noted],
    exercises: Mapping[str, Exercise],
    day: int,
    longer: int = 0,
    deeper: int = 0,
    tapped: Iterable[Tapped] = (),
) -> Taste:
    """What these notes say, the newest ``MOST_NOTED`` of them; notes of exercises that are no more are passed by.

    ``longer`` and ``deeper`` are what the person said themself: 1, or -1 for the reverse. The notes begin from there.
    ``tapped`` says something of practices alone; a practice that was not tapped is not thought the less of.
    """
    known = [one for one in notes if one.exercise in exercises][-MOST_NOTED:]
    rows = [(row(exercises[one.exercise]), one, exp(-max(0, day - one.day) / FADES)) for one in known]
    felt = [(_practice(one), PART * exp(-max(0, day - one.day) / FADES)) for one in tapped]
    triangle = _triangle([*((terms, weight) for terms, _, weight in rows), *felt])
    begin = [*MEAN[:DEPTH], MEAN[DEPTH] + SAID[0] * deeper, MEAN[LENGTH] + SAID[1] * longer, MEAN[ALWAYS]]
    pull = [middle / wide for middle, wide in zip(begin, PRIOR, strict=True)]
    for terms, one, weight in rows:
        for at, much in terms:
            pull[at] += weight * much * one.worth / (NOISE + EXERCISE)
    for terms, weight in felt:
        for at, much in terms:
            pull[at] += weight * much * FELT / (NOISE + EXERCISE)
    middle = _solved_up(triangle, _solved_down(triangle, pull))
    return Taste(tuple(middle), triangle, _left_over(rows, middle))


def _practice(one: Tapped) -> Row:
    return (PRACTICES[one.practice], 1.0), (ALWAYS, 1.0)


def _left_over(
    rows: Iterable[tuple[Row, Noted, float]], middle: Sequence[float]
) -> dict[str, tuple[float, float]]:
    sums: dict[str, tuple[float, float]] = {}
    for terms, one, weight in rows:
        over = one.worth - sum(middle[at] * much for at, much in terms)
        said, weights = sums.get(one.exercise, (0.0, 0.0))
        sums[one.exercise] = said + weight * over, weights + weight
    return {
        name: (said / (weights + NOISE / EXERCISE), 1 / (1 / EXERCISE + weights / NOISE))
        for name, (said, weights) in sums.items()
    }


def _triangle(rows: Iterable[tuple[Row, float]]) -> tuple[tuple[float, ...], ...]:
    """The lower triangle whose square is how sure each term is (Cholesky)."""
    sure = [[1 / PRIOR[at] if at == other else 0.0 for other in range(at + 1)] for at in range(TERMS)]
    for terms, weight in rows:
        for at, much in terms:
            for other, more in terms:
                if other <= at:
                    sure[at][other] += weight * much * more / (NOISE + EXERCISE)
    for at in range(TERMS):
        for other in range(at + 1):
            left = sure[at][other] - sum(sure[at][k] * sure[other][k] for k in range(other))
            sure[at][other] = sqrt(left) if at == other else left / sure[other][other]
    return tuple(map(tuple, sure))


def _solved_down(triangle: Sequence[Sequence[float]], right: Sequence[float]) -> Vector:
    found: Vector = []
    for at, line in enumerate(triangle):
        found.append((right[at] - sum(line[k] * found[k] for k in range(at))) / line[at])
    return found


def _solved_up(triangle: Sequence[Sequence[float]], right: Sequence[float]) -> Vector:
    found = [0.0] * TERMS
    for at in reversed(range(TERMS)):
        later = sum(triangle[k][at] * found[k] for k in range(at + 1, TERMS))
        found[at] = (right[at] - later) / triangle[at][at]
    return found
