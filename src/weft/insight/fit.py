"""What the days say about the links between what two did and how near each felt the day after, with its uncertainty.

Conditional on how closeness carries over, the effects follow exactly from one filter run with the inputs as further
columns. How it carries over is not known, so each of a few likely ways is tried and weighed by how well it fits
(marginal likelihood), never only the best. All links of a couple share one prior around nothing.

Sources: de Jong, The diffuse Kalman filter, Annals of Statistics 19 (1991) 1073; the weighing is plain Bayesian
model averaging over a grid.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from weft.insight.diary import PRACTICES, Scaled
from weft.insight.filter import FAR, Carry, Taken, surprises, take_in

Array = NDArray[np.float64]

BESIDE = 3
"""Inputs of each person that are held still and never spoken of: a level, the weekend, their own stress."""
WIDE = 3.0
"""Prior spread of those, in a person's own usual spread."""
LINK = 0.35
"""Prior spread of every link in the fit, in the same unit, between an evening after a practice and one that is not."""
SURE = 2.0
"""How many days' worth of belief there is that the scale was right to begin with."""

OWN = (0.0, 0.2, 0.4, 0.6, 0.8, 0.95)
OTHER = (0.0, 0.3)
"""As a share of what is left beside ``own``."""
SHARE = (0.5, 0.85)
WAYS = tuple(
    (own, other * min(own, 1 - own), share)
    for own, other, share in product(OWN, OTHER, SHARE)
    if own or not other
)


@dataclass(frozen=True, slots=True)
class Fit:
    """Effects under every way closeness may carry over: ``weight`` (ways, couples), ``mean`` (ways, couples, inputs),
    ``lean`` how the mean answers to a lean on the missing evenings, ``spread`` (ways, couples, inputs, inputs) and ``scale`` (ways, couples), the variance of a surprise; ``free``
    (ways, couples) is how many days are left to tell the scale. Inputs are three beside for each person, then the
    seven practices for the first person's closeness, then for the second's."""

    carries: tuple[Carry, ...]
    weight: Array
    mean: Array
    lean: Array
    spread: Array
    scale: Array
    free: Array


def fit(scaled: Scaled, ways: tuple[tuple[float, float, float], ...] = WAYS) -> Fit:
    """Try every way, and weigh them."""
    together = _together(scaled)
    carries = tuple(Carry(own, other, share, np.minimum(together / share, 0.9)) for own, other, share in ways)
    tried = [_tried(scaled, carry) for carry in carries]
    likely = np.stack([one[0] for one in tried])
    weight = np.exp(likely - likely.max(axis=0))
    rest = [np.stack(some) for some in list(zip(*tried, strict=True))[1:]]
    return Fit(carries, weight / weight.sum(axis=0), *rest)


def _together(scaled: Scaled) -> Array:
    """How far the two rise and fall together, drawn towards a third where few days say."""
    both = scaled.there[..., 0] * scaled.there[..., 1]
    crossed = (scaled.near[..., 0] * scaled.near[..., 1] * both).sum(axis=0)
    return np.asarray(np.clip((crossed + 20 * 0.3) / (both.sum(axis=0) + 20), -0.4, 0.8))


def _tried(scaled: Scaled, carry: Carry) -> tuple[Array, ...]:
    there = presence(scaled)
    days = take_in(carry, there)
    rows = whitened(scaled, carry, days)
    gram = np.swapaxes(rows, 1, 2) @ rows
    return _weighed(gram, np.asarray(depth(days, there)), scaled.there.sum(axis=(0, 2)))


def presence(scaled: Scaled) -> list[tuple[Array, Array]]:
    return [(day[:, 0], day[:, 1]) for day in scaled.there]


def depth(days: list[Taken], there: list[tuple[Array, Array]]) -> Array:
    """The sum of the logarithms of the variances of all surprises that were there."""
    total = sum(
        a * np.log(day.first[0]) + b * np.log(day.second[0]) for day, (a, b) in zip(days, there, strict=True)
    )
    return np.asarray(total)


def whitened(scaled: Scaled, carry: Carry, days: list[Taken]) -> Array:
    """Surprises of what was said and of every input, each in units of its own spread: (couples, 2 a day, columns); next to nothing where it is missing."""
    a, b = columns(scaled, carry)
    seen = surprises(carry, days, a, b)
    rows = np.empty((a.shape[1], 2 * a.shape[0], a.shape[2]))
    for t, day in enumerate(days):
        rows[:, 2 * t] = seen.of_a[t] / np.sqrt(day.first[0])[:, None]
        rows[:, 2 * t + 1] = seen.of_b[t] / np.sqrt(day.second[0])[:, None]
    return rows


def columns(scaled: Scaled, carry: Carry) -> tuple[Array, Array]:
    """What each input adds to each person's closeness on each day (days, couples, inputs); then a column that leans on
    the evenings that are missing, by one each; what was said is the last.

    What was done the day before enters the state and carries over like everything else in it.
    """
    days, couples, _ = scaled.near.shape
    links = 2 * BESIDE
    a = np.zeros((days, couples, links + 2 * PRACTICES + 2))
    b = np.zeros_like(a)
    a[..., :BESIDE], b[..., BESIDE:links] = scaled.beside[:, :, 0], scaled.beside[:, :, 1]
    a[..., -2], b[..., -2] = FAR * (1 - scaled.there[..., 0]), FAR * (1 - scaled.there[..., 1])
    a[..., -1], b[..., -1] = scaled.near[..., 0], scaled.near[..., 1]
    same, cross = _carried(scaled.before, carry)
    first, second = slice(links, links + PRACTICES), slice(links + PRACTICES, -2)
    a[..., first], a[..., second], b[..., first], b[..., second] = same, cross, cross, same
    return a, b


def _carried(before: Array, carry: Carry) -> tuple[Array, Array]:
    """What was done, as it lasts in one's own state and comes over to the other's."""
    same, cross = np.zeros_like(before), np.zeros_like(before)
    own, other = np.asarray(carry.own)[..., None], np.asarray(carry.other)[..., None]
    for t in range(before.shape[0]):
        if t:
            same[t] = own * same[t - 1] + other * cross[t - 1]
            cross[t] = other * same[t - 1] + own * cross[t - 1]
        same[t] += before[t]
    return same, cross


def prior() -> Array:
    """The prior variance of every input."""
    return np.concatenate([np.full(2 * BESIDE, WIDE**2), np.full(2 * PRACTICES, LINK**2)])


def _weighed(gram: Array, depths: Array, said: Array) -> tuple[Array, ...]:
    """Log marginal likelihood, mean, spread, scale and free days, by the normal and inverse gamma conjugate pair."""
    inputs = gram[:, :-2, :-2]
    precise = inputs + np.diag(1 / prior())
    spread = np.linalg.inv(precise)
    answers = spread @ gram[:, :-2, -2:]
    lean, mean = answers[..., 0], answers[..., 1]
    left = gram[:, -1, -1] - (mean * gram[:, :-2, -1]).sum(axis=1)
    free = said - np.trace(inputs @ spread, axis1=1, axis2=2) + SURE
    scale = (np.maximum(left, 1e-9) + SURE) / free
    likely = -0.5 * (depths + np.linalg.slogdet(precise)[1] + (said + SURE) * np.log(left + SURE))
    return np.asarray(likely), mean, lean, np.asarray(spread), scale, free
