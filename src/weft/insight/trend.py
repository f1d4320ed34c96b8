"""How near each of two probably stood on each day, with a band that holds the truth nine times in ten."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weft.insight.chance import NINETY, nine_in_ten
from weft.insight.diary import Scaled
from weft.insight.filter import Smooth, smooth, surprises, take_in
from weft.insight.fit import BESIDE, Fit, columns, presence

Array = NDArray[np.float64]

LOWER = 0.5
UNSURE = 0.5
"""Evenings nobody wrote about tend to be lesser ones, and nobody knows by how much: each missing one is leaned on by
this much, give or take, in odds for a usual spread. With nothing the band is true when evenings are missing by chance,
and far from true when bad days are; see docs/insight.md for what it costs."""

LIGHT = 0.01
"""Ways with less weight than this for every couple are left out."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The line and half of its band's height, in points of 0 to 100, each (days, couples, 2)."""

    line: Array
    half: Array


def trend(scaled: Scaled, fitted: Fit) -> Trend:
    """The line of all ways together, each by its weight; the band is as wide as they differ and as each is unsure."""
    total, square, wide = (np.zeros_like(scaled.near) for _ in range(3))
    weights = np.where(fitted.weight < LIGHT, 0.0, fitted.weight)
    weights = weights / weights.sum(axis=0)
    for way in np.flatnonzero(weights.any(axis=1)):
        mean, spread = _one_way(scaled, fitted, int(way))
        weight = weights[way][:, None]
        total += weight * mean
        square += weight * mean * mean
        wide += weight * spread * (nine_in_ten(fitted.free[way]) ** 2)[:, None]
    half = np.sqrt(wide + NINETY**2 * np.maximum(square - total * total, 0.0))
    return Trend(scaled.mean + scaled.spread * total, scaled.spread * half)


def _one_way(scaled: Scaled, fitted: Fit, way: int) -> tuple[Array, Array]:
    """The line under one way and its variance, both (days, couples, 2), in a person's own spread."""
    carry = fitted.carries[way]
    said = columns(scaled, carry)
    days = take_in(carry, presence(scaled))
    states = smooth(carry, days, surprises(carry, days, *said))
    both = [_of(scaled, fitted, way, person, said[person], states) for person in (0, 1)]
    return np.stack([one[0] for one in both], axis=2), np.stack([one[1] for one in both], axis=2)


def _of(
    scaled: Scaled, fitted: Fit, way: int, person: int, said: Array, states: Smooth
) -> tuple[Array, Array]:
    """One person's line and its variance (days, couples)."""
    state, left = states.mean[person], states.spread[person]
    through = said[..., :-2] - state[..., :-2]
    line = state[..., -1] + (through * fitted.mean[way]).sum(axis=2)
    scale = fitted.scale[way]
    leaning = scale * (state[..., -2] + (through * fitted.lean[way]).sum(axis=2))
    unsure = _through(through, fitted.spread[way])
    hidden = (1 - scaled.there[..., person]) * _strain(fitted, way, person)
    return line - LOWER * leaning, (left + unsure) * scale + hidden + (UNSURE * leaning) ** 2


def _through(through: Array, spread: Array) -> Array:
    turned = np.swapaxes(through, 0, 1)
    return np.asarray(((turned @ spread) * turned).sum(axis=2).T)


def _strain(fitted: Fit, way: int, person: int) -> Array:
    """How much stress moves this person, squared: on a missing evening nobody knows how it was."""
    which = person * BESIDE + BESIDE - 1
    return np.asarray(
        fitted.mean[way, :, which] ** 2 + fitted.scale[way] * fitted.spread[way, :, which, which]
    )
