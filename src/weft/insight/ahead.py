"""Whether a link would have foretold days that were kept back, better than "tomorrow is like my average".

Weeks are kept back one after the other: everything is worked out from the days before a week, then each evening of it
is foretold from the evenings before. Used for a check only; nobody is ever shown a forecast.

Source: leave-future-out validation, Bürkner, Gabry and Vehtari, Journal of Statistical Computation and Simulation
90 (2020) 2499.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weft.insight.diary import PRACTICES, Scaled
from weft.insight.filter import Carry, surprises, take_in
from weft.insight.fit import BESIDE, Fit, columns, presence, prior

Array = NDArray[np.float64]

FIRST = 14
"""Days before the first week that is foretold."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Ahead:
    """Sums of squared misses over all kept-back evenings, in usual spreads: of the whole (couples, 2), of the average
    (couples, 2), and of the whole with one link left out (couples, 2, 7)."""

    whole: Array
    average: Array
    without: Array

    @property
    def better(self) -> NDArray[np.bool_]:
        """Links without which it is worse, of persons for whom the whole beats the average."""
        return np.asarray((self.whole < self.average)[:, :, None] & (self.whole[:, :, None] < self.without))


def ahead(scaled: Scaled, fitted: Fit) -> Ahead:
    """Foretell week after week, carrying over in the way that is likeliest on the whole."""
    carry = _usual(fitted)
    days = take_in(carry, presence(scaled))
    said = columns(scaled, carry)
    seen = surprises(carry, days, *said)
    told = np.stack([np.array(seen.of_a), np.array(seen.of_b)], axis=2)
    width = np.stack(
        [
            np.array([np.asarray(day.first[0]) for day in days]),
            np.array([np.asarray(day.second[0]) for day in days]),
        ],
        axis=2,
    )
    return _summed(scaled, told, told / np.sqrt(width)[..., None])


def _usual(fitted: Fit) -> Carry:
    def mean(name: str) -> Array:
        values = np.stack(
            [np.broadcast_to(getattr(one, name), fitted.weight[0].shape) for one in fitted.carries]
        )
        return np.asarray((fitted.weight * values).sum(axis=0))

    return Carry(mean("own"), mean("other"), mean("share"), mean("together"))


def _summed(scaled: Scaled, told: Array, rows: Array) -> Ahead:
    couples = scaled.near.shape[1]
    gram = np.zeros((couples, rows.shape[3], rows.shape[3]))
    whole, average = np.zeros((couples, 2)), np.zeros((couples, 2))
    without = np.zeros((couples, 2, PRACTICES))
    start = 0
    for end in range(FIRST, scaled.near.shape[0], WEEK):
        gram += _gram(rows[start:end])
        mean = np.linalg.solve(gram[:, :-2, :-2] + np.diag(1 / prior()), gram[:, :-2, -1:])[..., 0]
        week = slice(end, min(end + WEEK, scaled.near.shape[0]))
        there = scaled.there[week]
        miss = told[week][..., -1] - (told[week][..., :-2] * mean[:, None, :]).sum(axis=3)
        whole += (there * miss**2).sum(axis=0)
        average += (there * (scaled.near[week] - _so_far(scaled, end)) ** 2).sum(axis=0)
        for person in (0, 1):
            where = slice(2 * BESIDE + person * PRACTICES, 2 * BESIDE + (person + 1) * PRACTICES)
            part = told[week][:, :, person, where] * mean[:, where]
            without[:, person] += (there[:, :, person, None] * (miss[:, :, person, None] + part) ** 2).sum(
                axis=0
            )
        start = end
    return Ahead(whole, average, without)


def _gram(rows: Array) -> Array:
    flat = np.swapaxes(rows, 0, 1).reshape(rows.shape[1], -1, rows.shape[3])
    return np.asarray(np.swapaxes(flat, 1, 2) @ flat)


def _so_far(scaled: Scaled, end: int) -> Array:
    there = scaled.there[:end]
    return np.asarray((scaled.near[:end] * there).sum(axis=0) / np.maximum(there.sum(axis=0), 1))
