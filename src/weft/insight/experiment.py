"""A couple's own experiment: two options, their order drawn by chance in pairs; the only place where a cause is named.

Because the order was drawn, chance alone can be worked out exactly: in every pair the two could as well have been the
other way round. How often would a difference at least as large come out then? All ways round are counted, none drawn.

Sources: Fisher, The Design of Experiments (1935), on the sign-flip test; Hartigan, Using subsample values as typical
values, Journal of the American Statistical Association 64 (1969) 1303, on the range; the counting in two halves is
Horowitz and Sahni, Journal of the ACM 21 (1974) 277.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from weft.insight.told import Outcome, Result, Span

__all__ = ["EACH", "Outcome", "Result", "Span", "chance_alone", "compare", "draw", "outcome", "weigh"]

Array = NDArray[np.float64]

EACH = 8
"""Evenings that must be there of each option before anything is said."""
LIMIT = 0.05
"""At most one in twenty: how often chance alone may come out like this for it to be said to have made a difference."""
MOST_PAIRS = 32
"""The latest pairs that are looked at; counting more would take long, and no season has as many."""
USUAL = 0.5
"""Prior spread of a difference, in the usual spread of the pairs' evenings."""


LASTS: dict[Span, tuple[int, int]] = {Span.DAY: (1, 1), Span.HALF_WEEK: (4, 3)}
"""Days of the two halves of a pair."""


def draw(coins: Sequence[bool], span: Span) -> tuple[int, ...]:
    """Which option each day has, 0 or 1: one coin a pair says which of the two comes first."""
    one, two = LASTS[span]
    return tuple(option for coin in coins for option in [int(coin)] * one + [int(not coin)] * two)


def compare(near: Sequence[float | None], options: Sequence[int], span: Span) -> Result:
    """What came out, from one person's closeness on each day and the option each day had.

    A pair of which one option has no evening at all says nothing and is left out. What somebody did in truth doesn't
    enter, only what was drawn.
    """
    pairs = _pairs(near, options, span)
    days, asked, gaps = sum(len(a) + len(b) for a, b in pairs), len(near), _gaps(pairs)
    came, chance, up = weigh(pairs)
    if came is Outcome.TOO_LITTLE:
        return Result(
            outcome=came,
            difference=0.0,
            low=0.0,
            high=0.0,
            chance=chance,
            up=up,
            pairs=len(pairs),
            days=days,
            asked=asked,
        )
    low, high = _range(gaps)
    return Result(
        outcome=came,
        difference=float(gaps.mean()),
        low=low,
        high=high,
        chance=chance,
        up=up,
        pairs=len(pairs),
        days=days,
        asked=asked,
    )


def outcome(near: Sequence[float | None], options: Sequence[int], span: Span) -> Outcome:
    """Only what came out, without its range, which takes longer to find."""
    return weigh(_pairs(near, options, span))[0]


def weigh(pairs: Sequence[tuple[list[float], list[float]]]) -> tuple[Outcome, float, float]:
    """What came out, how often the draw alone gives as much, and how sure it is that the second option is nearer."""
    if min(sum(len(pair[option]) for pair in pairs) for option in (0, 1)) < EACH or len(pairs) < 2:
        return Outcome.TOO_LITTLE, 1.0, 0.5
    gaps = _gaps(pairs)
    chance, up = chance_alone(gaps), _up(gaps)
    return _outcome(chance, max(up, 1 - up)), chance, up


def _gaps(pairs: Sequence[tuple[list[float], list[float]]]) -> Array:
    return np.array([_mean(pair[1]) - _mean(pair[0]) for pair in pairs])


def _pairs(
    near: Sequence[float | None], options: Sequence[int], span: Span
) -> list[tuple[list[float], list[float]]]:
    length = sum(LASTS[span])
    pairs = []
    for start, end in pairwise(range(0, len(options) + 1, length)):
        days = [(near[day], options[day]) for day in range(start, end)]
        pair = tuple(
            [value for value, option in days if option == which and value is not None] for which in (0, 1)
        )
        if pair[0] and pair[1]:
            pairs.append((pair[0], pair[1]))
    return pairs[-MOST_PAIRS:]


def _mean(some: Sequence[float]) -> float:
    return math.fsum(some) / len(some)


def chance_alone(gaps: Array) -> float:
    """The exact share of all ways round whose sum is at least as far from nothing; never 0."""
    half = len(gaps) // 2
    left, right = _sums(gaps[:half]), np.sort(_sums(gaps[half:]))
    far = abs(float(gaps.sum())) - 1e-9 * float(np.abs(gaps).sum())
    above = len(right) - np.searchsorted(right, far - left, side="left")
    below = np.searchsorted(right, -far - left, side="right")
    if far <= 0:
        return 1.0
    return float((above + below).sum()) / 2.0 ** len(gaps)


def _sums(gaps: Array) -> Array:
    """The sum of ``gaps`` under every choice of signs."""
    sums = np.zeros(1)
    for gap in gaps:
        sums = np.concatenate([sums - gap, sums + gap])
    return sums


def _range(gaps: Array) -> tuple[float, float]:
    """All differences that chance alone would not rule out at one in ten."""
    middle = float(gaps.mean())
    return _edge(gaps, middle, -1.0), _edge(gaps, middle, 1.0)


def _edge(gaps: Array, middle: float, way: float) -> float:
    near, far = middle, middle + way * (2 * float(np.abs(gaps - middle).max()) + 1.0)
    for _ in range(24):
        tried = (near + far) / 2
        near, far = (tried, far) if chance_alone(gaps - tried) > 0.10 else (near, tried)
    return far


def _up(gaps: Array) -> float:
    """The chance that the second option is the nearer one, under a prior around no difference."""
    count = len(gaps)
    spread = max(float(gaps.std(ddof=1)), 1e-6)
    unit, usual = spread / math.sqrt(count), USUAL * spread / math.sqrt(2)
    shrink = usual**2 / (usual**2 + unit**2)
    z = float(gaps.mean()) / unit * math.sqrt(shrink)
    free = count - 1
    z = math.copysign(math.sqrt(free * math.log1p(z * z / free)) * (8 * free + 1) / (8 * free + 3), z)
    return 0.5 * math.erfc(-z / math.sqrt(2))


def _outcome(chance: float, sure: float) -> Outcome:
    if chance <= LIMIT and sure > 0.95:
        return Outcome.MADE_A_DIFFERENCE
    return Outcome.HINT if sure >= 0.80 else Outcome.NO_PATTERN
