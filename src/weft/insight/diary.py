"""Evenings of many couples side by side, as numbers; one couple is a shelf of one.

What somebody did not share is simply not in the diary that is read for the other: nothing here knows who may see what.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
PRACTICES = 7


@dataclass(frozen=True, slots=True)
class Diaries:
    """``near`` (days, couples, 2) from 0 to 100; ``did`` (days, couples, 7), 1 or 0 for each practice;
    ``stress`` (days, couples, 2) in any unit; ``weekend`` (days,), 1 or 0. Not known is NaN, and needs no reason."""

    near: Array
    did: Array
    stress: Array
    weekend: Array

    @property
    def days(self) -> int:
        return int(self.near.shape[0])

    @property
    def couples(self) -> int:
        return int(self.near.shape[1])

    def some(self, which: slice) -> "Diaries":
        return Diaries(self.near[:, which], self.did[:, which], self.stress[:, which], self.weekend)

    def until(self, day: int) -> "Diaries":
        return Diaries(self.near[:day], self.did[:day], self.stress[:day], self.weekend[:day])


@dataclass(frozen=True, slots=True)
class Scaled:
    """Diaries made ready: ``near`` around each person's own mean in units of their own spread, zero where missing;
    ``there`` 1 or 0; ``beside`` (days, couples, 2, 3) one, weekend and own stress; ``before`` (days, couples, 7) what
    was done the day before, around what is usual for the two, zero where not known; ``known`` 1 or 0 for it."""

    near: Array
    there: Array
    mean: Array
    spread: Array
    beside: Array
    before: Array
    known: Array


def scale(diaries: Diaries) -> Scaled:
    """Around each person's own usual: a person who is always near, or always rests, tells nothing by that."""
    there = ~np.isnan(diaries.near)
    mean = _mean(diaries.near)
    spread = np.sqrt(np.maximum(_mean((diaries.near - mean) ** 2), 1.0))
    near = np.where(there, (diaries.near - mean) / spread, 0.0)
    did = np.concatenate([np.full_like(diaries.did[:1], np.nan), diaries.did[:-1]])
    known = ~np.isnan(did)
    before = np.where(known, did - _mean(did), 0.0)
    return Scaled(near, there * 1.0, mean, spread, _beside(diaries), before, np.all(known, axis=2) * 1.0)


def _beside(diaries: Diaries) -> Array:
    stress = diaries.stress - _mean(diaries.stress)
    stress = stress / np.sqrt(np.maximum(_mean(stress**2), 1e-9))
    weekend = np.broadcast_to((diaries.weekend - diaries.weekend.mean())[:, None, None], diaries.near.shape)
    return np.stack([np.ones_like(diaries.near), weekend, np.nan_to_num(stress)], axis=3)


def _mean(some: Array) -> Array:
    """The mean over days of what is known, zero where nothing is."""
    there = ~np.isnan(some)
    total: Array = np.where(there, some, 0.0).sum(axis=0) / np.maximum(there.sum(axis=0), 1)
    return total
