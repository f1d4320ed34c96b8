"""Two closenesses that carry over from day to day, filtered and smoothed, with days that are missing.

A day's state is how near each of two people stands above or below their usual, in units of their own usual spread:
``state[t] = carry @ state[t-1] + new``, and what somebody says in the evening is the state plus noise of the saying.
Both observations of a day are taken in one after the other, so no matrix is inverted; a missing one is taken in as one
that says next to nothing. Written out in components: the same lines carry plain floats for one couple, and an array for thousands.

Source: Durbin and Koopman, Time Series Analysis by State Space Methods (2012), sections 4.3, 4.4 and 6.4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Values = Any
"""A float for one couple, or an array with one value for each of many couples."""


FAR = 1e6
"""The noise of a missing number: it says a millionth of what one that is there says."""


@dataclass(frozen=True, slots=True)
class Carry:
    """How closeness lasts, in shares of one person's usual spread (variance 1).

    ``own`` of yesterday's state stays, ``other`` comes over from the partner; ``share`` of the spread is state and the
    rest noise of saying; ``together`` is the correlation of the two states. Each is a number or an array of couples.
    ``abs(own) + abs(other)`` is less than 1, so states stay as wide as they were.
    """

    own: Values
    other: Values
    share: Values
    together: Values

    @property
    def noise(self) -> Values:
        return 1.0 - self.share

    def fresh(self) -> tuple[Values, Values]:
        """Variance and covariance of what is new each day, so that the spread of the states stays what it is."""
        plus = (1 + self.together) * (1 - (self.own + self.other) ** 2)
        minus = (1 - self.together) * (1 - (self.own - self.other) ** 2)
        return self.share * (plus + minus) / 2, self.share * (plus - minus) / 2


@dataclass(frozen=True, slots=True)
class Taken:
    """How one evening's two numbers were taken in: variance before it (aa, ab, bb), then for each of the two the
    variance of the surprise and what of it goes to each state; next to nothing of one that is missing."""

    aa: Values
    ab: Values
    bb: Values
    first: tuple[Values, Values, Values]
    second: tuple[Values, Values, Values]


def take_in(carry: Carry, there: Sequence[tuple[Values, Values]]) -> list[Taken]:
    """The variances and gains of every day; they depend on which days are ``there`` (1 or 0), not on what was said."""
    new, both = carry.fresh()
    aa, ab, bb = carry.share, carry.share * carry.together, carry.share
    days = []
    for a_there, b_there in there:
        before = (aa, ab, bb)
        f = aa + carry.noise + (1 - a_there) * FAR
        to_a, to_b = aa / f, ab / f
        aa, ab, bb = aa - to_a * aa, ab - to_a * ab, bb - to_b * ab
        g = bb + carry.noise + (1 - b_there) * FAR
        go_a, go_b = ab / g, bb / g
        aa, ab, bb = aa - go_a * ab, ab - go_a * bb, bb - go_b * bb
        days.append(Taken(*before, (f, to_a, to_b), (g, go_a, go_b)))
        aa, ab, bb = _next_day(carry, aa, ab, bb)
        aa, ab, bb = aa + new, ab + both, bb + new
    return days


def _next_day(carry: Carry, aa: Values, ab: Values, bb: Values) -> tuple[Values, Values, Values]:
    own, other = carry.own, carry.other
    left, right = own * aa + other * ab, own * ab + other * bb
    low, high = other * aa + own * ab, other * ab + own * bb
    return own * left + other * right, other * left + own * right, other * low + own * high


@dataclass(frozen=True, slots=True)
class Seen:
    """What each evening said beyond what the days before let expect (``of_a``, ``of_b``), and the states expected
    before it (``a``, ``b``); a list with one entry for each day, a float or an array of couples and columns."""

    of_a: list[Values]
    of_b: list[Values]
    a: list[Values]
    b: list[Values]


def surprises(carry: Carry, days: Sequence[Taken], a: Array, b: Array) -> Seen:
    """Take in what ``a`` and ``b`` said, shaped (days,) for one couple or (days, couples, columns).

    What stands for a missing number must be zero, unless it is meant to lean on that day (see ``trend``). Columns go through side by side, which is how
    effects are estimated later.
    """
    own, other = _wide(carry.own), _wide(carry.other)
    seen = Seen([], [], [], [])
    state_a: Values = 0.0 if a.ndim == 1 else np.zeros(a.shape[1:])
    state_b: Values = state_a
    for day, say_a, say_b in zip(days, _rows(a), _rows(b), strict=True):
        seen.a.append(state_a)
        seen.b.append(state_b)
        v = say_a - state_a
        state_a, state_b = state_a + _wide(day.first[1]) * v, state_b + _wide(day.first[2]) * v
        w = say_b - state_b
        state_a, state_b = state_a + _wide(day.second[1]) * w, state_b + _wide(day.second[2]) * w
        seen.of_a.append(v)
        seen.of_b.append(w)
        state_a, state_b = own * state_a + other * state_b, other * state_a + own * state_b
    return seen


def _rows(said: Array) -> Sequence[Values]:
    return said.tolist() if said.ndim == 1 else said  # type: ignore[return-value]


def _wide(value: Values) -> Values:
    return value[..., None] if isinstance(value, np.ndarray) else value


@dataclass(frozen=True, slots=True)
class Smooth:
    """The states of all days, seen from the end: ``mean`` (2, days, ..., columns), ``spread`` their variances
    (2, days, ...), in the same units as what was filtered."""

    mean: Array
    spread: Array


def smooth(carry: Carry, days: Sequence[Taken], seen: Seen) -> Smooth:
    """Each day's states given all days, before and after."""
    states, spreads = [], []
    ra: Values = 0.0
    rb: Values = 0.0
    n: tuple[Values, Values, Values] = (0.0, 0.0, 0.0)
    own, other = _wide(carry.own), _wide(carry.other)
    for t in range(len(days) - 1, -1, -1):
        day = days[t]
        rb = rb + _told(day.second, seen.of_b[t], ra, rb)
        ra = ra + _told(day.first, seen.of_a[t], ra, rb)
        n = _known_first(_known_second(n, day.second), day.first)
        states.append(
            (
                seen.a[t] + _wide(day.aa) * ra + _wide(day.ab) * rb,
                seen.b[t] + _wide(day.ab) * ra + _wide(day.bb) * rb,
            )
        )
        spreads.append(_left_over(day, n))
        ra, rb = own * ra + other * rb, other * ra + own * rb
        n = _next_day(carry, *n)
    return Smooth(np.swapaxes(np.array(states[::-1]), 0, 1), np.swapaxes(np.array(spreads[::-1]), 0, 1))


def _told(gain: tuple[Values, Values, Values], surprise: Values, ra: Values, rb: Values) -> Values:
    """What one number, and what came after it, adds to what is known of the state it spoke of."""
    return _wide(1 / gain[0]) * surprise - _wide(gain[1]) * ra - _wide(gain[2]) * rb


def _known_first(n: tuple[Values, Values, Values], gain: tuple[Values, Values, Values]) -> Values:
    aa, ab, bb = n
    f, k, m = gain
    keep = 1 - k
    return 1 / f + keep * keep * aa - 2 * keep * m * ab + m * m * bb, keep * ab - m * bb, bb


def _known_second(n: tuple[Values, Values, Values], gain: tuple[Values, Values, Values]) -> Values:
    aa, ab, bb = n
    g, m, k = gain
    keep = 1 - k
    return aa, keep * ab - m * aa, 1 / g + keep * keep * bb - 2 * keep * m * ab + m * m * aa


def _left_over(day: Taken, n: tuple[Values, Values, Values]) -> tuple[Values, Values]:
    aa, ab, bb = n
    a = day.aa - (day.aa * day.aa * aa + 2 * day.aa * day.ab * ab + day.ab * day.ab * bb)
    b = day.bb - (day.ab * day.ab * aa + 2 * day.ab * day.bb * ab + day.bb * day.bb * bb)
    return a, b
