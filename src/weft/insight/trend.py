"""How near each of two probably stood on each day, with a band that holds the truth nine times in ten."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weft.insight.chance import nine_in_ten
from weft.insight.diary import Scaled
from weft.insight.filter import smooth, surprises, take_in
from weft.insight.fit import Fit, columns, presence

Array = NDArray[np.float64]

LIGHT = 0.01
"""Ways with less weight than this for every couple are left out."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The line and half of its band's height, in points of 0 to 100, each (days, couples, 2)."""

    line: Array
    half: Array


def trend(scaled: Scaled, fitted: Fit) -> Trend:
    """The line of all ways together, each by its weight; the band is as wide as they differ and as each is unsure."""
    total = np.zeros_like(scaled.near)
    square = np.zeros_like(scaled.near)
    wide = np.zeros_like(scaled.near)
    weights = np.where(fitted.weight < LIGHT, 0.0, fitted.weight)
    weights = weights / weights.sum(axis=0)
    for way in range(len(fitted.carries)):
        if not weights[way].any():
            continue
        mean, spread = _one_way(scaled, fitted, way)
        weight = weights[way][:, None]
        total += weight * mean
        square += weight * mean * mean
        wide += weight * spread * (nine_in_ten(fitted.free[way]) ** 2)[:, None]
    half = np.sqrt(wide + NINETY_SQUARED * np.maximum(square - total * total, 0.0))
    return Trend(scaled.mean + scaled.spread * total, scaled.spread * half)


NINETY_SQUARED = 1.6448536269514722**2


def _one_way(scaled: Scaled, fitted: Fit, way: int) -> tuple[Array, Array]:
    """The line under one way and its variance, both (days, couples, 2), in a person's own spread."""
    carry, there = fitted.carries[way], presence(scaled)
    a, b = columns(scaled, carry)
    days = take_in(carry, there)
    smoothed = smooth(carry, days, there, surprises(carry, days, a, b))
    means, spreads = [], []
    for person, said in enumerate((a, b)):
        through = said[..., :-1] - smoothed.mean[person][..., :-1]
        line = smoothed.mean[person][..., -1] + (through * fitted.mean[way]).sum(axis=2)
        unsure = np.einsum("tbi,bij,tbj->tb", through, fitted.spread[way], through, optimize=True)
        means.append(line)
        spreads.append((smoothed.spread[person] + unsure) * fitted.scale[way])
    return np.stack(means, axis=2), np.stack(spreads, axis=2)
