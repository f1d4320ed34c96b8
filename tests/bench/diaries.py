"""Invented couples who fill in a diary, with what is true of them known: for measuring what may be said, nothing else.

Every couple differs: how long closeness lasts, how much of it comes over, how noisy saying it is, how far the two rise
together, what weekends and stress do, how often each practice happens, and whether it follows closeness.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weft.insight.diary import PRACTICES, Diaries

Array = NDArray[np.float64]

EFFECTS = {"none": 0.0, "small": 0.15, "medium": 0.3, "large": 0.5}
LENGTHS = (28, 60, 90, 180)


@dataclass(frozen=True, slots=True)
class World:
    """One cell: ``effect`` of one practice on both the day after, in a person's usual spread of closeness for one usual
    spread of the practice (between a day with it and one without it is about twice that);
    ``missing`` is "by chance"
    or "on bad days" (a quarter of evenings either way); ``follows`` is how strongly practices come after near days."""

    effect: float
    days: int
    missing: str = "by chance"
    follows: float = 0.0
    drift: float = 0.0


@dataclass(frozen=True, slots=True)
class Invented:
    """The diaries, the closeness behind them in points (days, couples, 2), the true effect of every link in points
    (couples, 2, 7), and each person's usual spread in points (couples, 2)."""

    diaries: Diaries
    truth: Array
    links: Array
    spread: Array


def invent(world: World, couples: int, seed: int) -> Invented:
    dice = np.random.default_rng([seed, world.days, int(world.effect * 100), len(world.missing)])
    own, share = dice.uniform(0.1, 0.6, couples), dice.uniform(0.5, 0.9, couples)
    other = dice.uniform(0.0, 0.3, couples) * np.minimum(own, 1 - own)
    together = dice.uniform(0.1, 0.6, couples)
    spread, mean = dice.uniform(8, 18, (couples, 2)), dice.uniform(50, 75, (couples, 2))
    weekend, stress = dice.normal(0.2, 0.2, (couples, 2)), dice.normal(-0.25, 0.15, (couples, 2))
    often = dice.uniform(0.2, 0.6, (couples, PRACTICES))
    links = np.zeros((couples, 2, PRACTICES))
    links[:, :, 0] = (world.effect / np.sqrt(often[:, 0] * (1 - often[:, 0])))[:, None]
    free = np.arange(world.days) % 7 >= 5
    strain = dice.normal(size=(world.days, couples, 2))
    new, both = _fresh(own, other, share, together)
    truth = np.empty((world.days, couples, 2))
    did = np.empty((world.days, couples, PRACTICES))
    state = _pair(dice, share, share * together)
    slope = dice.normal(0, world.drift, (couples, 2)) if world.drift else np.zeros((couples, 2))
    usual = np.log(often / (1 - often))
    for t in range(world.days):
        if t:
            kicked = ((did[t - 1] - often)[:, None, :] * links).sum(axis=2)
            state = own[:, None] * state + other[:, None] * state[:, ::-1] + _pair(dice, new, both) + kicked
        truth[t] = state + weekend * (free[t] - 2 / 7) + stress * strain[t] + slope * (t / world.days - 0.5)
        lean = world.follows * state.mean(axis=1, keepdims=True) * np.sqrt(2)
        did[t] = dice.random((couples, PRACTICES)) < 1 / (1 + np.exp(-usual - lean))
    noise = dice.normal(size=truth.shape) * np.sqrt(1 - share)[:, None]
    said = np.clip(np.round(mean + spread * (truth + noise)), 0, 100)
    gone = _gone(dice, world, truth + noise)
    near = np.where(gone, np.nan, said)
    unknown = np.all(gone, axis=2)
    return Invented(
        Diaries(
            near,
            np.where(unknown[..., None], np.nan, did),
            np.where(gone, np.nan, strain),
            np.asarray(free, dtype=float),
        ),
        mean + spread * truth,
        links * spread[:, :, None],
        spread,
    )


def _fresh(own: Array, other: Array, share: Array, together: Array) -> tuple[Array, Array]:
    plus = share * (1 + together) * (1 - (own + other) ** 2)
    minus = share * (1 - together) * (1 - (own - other) ** 2)
    return (plus + minus) / 2, (plus - minus) / 2


def _pair(dice: np.random.Generator, variance: Array, both: Array) -> Array:
    """Two numbers a couple, with this variance each and this covariance."""
    z = dice.normal(size=(variance.shape[0], 2))
    first = np.sqrt(variance) * z[:, 0]
    slant = both / np.sqrt(variance)
    return np.stack([first, slant * z[:, 0] + np.sqrt(variance - slant**2) * z[:, 1]], axis=1)


def _gone(dice: np.random.Generator, world: World, felt: Array) -> Array:
    """Which evenings are missing: a quarter, and on bad days far more often (a half one spread below the usual)."""
    odds = np.full(felt.shape, -np.log(3.0)) if world.missing == "by chance" else -1.3 - 1.0 * felt
    return np.asarray(dice.random(felt.shape) < 1 / (1 + np.exp(-odds)))
