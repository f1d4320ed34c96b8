"""Which links may be spoken of, and in which words' tier. docs/insight.md says the rules, and each is a line here.

A link is: on days after this practice, this person's closeness tended to be higher (or lower) than on other days, by
so many points. Its chance of pointing that way is worked out under one prior for all fourteen links of a couple: most
do nothing, some do a little. So the more that is asked of the same evenings, the more each answer has to show.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weft.insight.chance import NINETY, as_normal, below, nine_in_ten
from weft.insight.diary import PRACTICES, Diaries, Scaled
from weft.insight.fit import BESIDE, LINK, Fit

Array = NDArray[np.float64]

PAIRED = 28
"""A link is not spoken of before so many days of which the day before is known too."""
EACH = 8
"""Nor before the practice happened, and did not happen, on so many of those."""
HINT, FINDING = 0.80, 0.95
SHOWN = 3
STEADY, HIGH = 0.8, 90.0
"""Where this share of days is above this, there is nothing to tell apart, and that is good news."""

SOME = (0.5, 0.7, 0.9)
"""What share of a couple's fourteen links is anything at all: each as likely as the others before the days are looked
at, and weighed by all fourteen together. Where thirteen do nothing, the fourteenth has to show more."""
TELLS = (2.0, 4.0)
"""How far a link that is something stands out, in what so many evenings can tell apart; for whether it is anything.
A false finding stays rarer than one couple in twenty; after six months it is less rare than after two (docs/insight.md)."""
SLABS = (0.2, 0.5, 1.0)
"""How large a link is that is something, in a person's own usual spread, each as likely as the others; for its size."""


@dataclass(frozen=True, slots=True)
class Links:
    """All links of many couples, (couples, 2 persons, 7 practices) each; in points of 0 to 100.

    ``plain`` and ``half``: the effect and half of its 90 % range by the days alone. ``likely``: the effect given that
    it is something and that all links share a prior, ``most`` half of its range. ``up`` and ``down``: the chance that
    it points there; what is left is that it does nothing. ``paired``, ``with_it`` and ``without``: days counted.
    """

    plain: Array
    half: Array
    likely: Array
    most: Array
    up: Array
    down: Array
    paired: Array
    with_it: Array
    without: Array

    @property
    def low(self) -> Array:
        """The lower end of what is told: as wide as the two ranges together. Days alone say too much of what was
        chosen for standing out, and the prior says too little of what is truly large."""
        return np.minimum(self.plain - self.half, self.likely - self.most)

    @property
    def high(self) -> Array:
        return np.maximum(self.plain + self.half, self.likely + self.most)

    @property
    def chance(self) -> Array:
        return np.maximum(self.up, self.down)

    @property
    def enough(self) -> NDArray[np.bool_]:
        return (self.paired >= PAIRED) & (self.with_it >= EACH) & (self.without >= EACH)


def links(diaries: Diaries, scaled: Scaled, fitted: Fit) -> Links:
    """Every link, by the days and by the days and the prior together."""
    z, unit, free = _told_by_days(fitted)
    points = scaled.spread[:, :, None]
    plain, half = z * unit, unit * nine_in_ten(free)[:, None, None]
    normal = as_normal(z, free[:, None, None])
    up, down, likely, most = _under_prior(normal, unit)
    paired, with_it, without = _counted(diaries, scaled)
    return Links(
        plain * points, half * points, likely * points, most * points, up, down, paired, with_it, without
    )


def _told_by_days(fitted: Fit) -> tuple[Array, Array, Array]:
    """Of each link: the effect in units of its uncertainty, that uncertainty in usual spreads, and free days.

    The link's own prior is taken out again (the others keep theirs), then the ways are put together.
    """
    which = slice(2 * BESIDE, 2 * BESIDE + 2 * PRACTICES)
    spread = np.diagonal(fitted.spread, axis1=2, axis2=3)[..., which]
    alone = 1 / np.maximum(1 / spread - 1 / LINK**2, 1e-6)
    effect = alone / spread * fitted.mean[..., which]
    weight = fitted.weight[..., None]
    mean = (weight * effect).sum(axis=0)
    variance = (weight * (alone * fitted.scale[..., None] + (effect - mean) ** 2)).sum(axis=0)
    unit = np.sqrt(variance).reshape(-1, 2, PRACTICES)
    return mean.reshape(-1, 2, PRACTICES) / unit, unit, (fitted.weight * fitted.free).sum(axis=0)


def _under_prior(z: Array, unit: Array) -> tuple[Array, Array, Array, Array]:
    """Chance of up, chance of down, and the effect with half its 90 % range if it is anything."""
    odds, shrink = _odds(z, np.array(TELLS)[:, None, None, None] + 0 * unit)
    something = _shared(odds.mean(axis=0))
    above = (odds / odds.sum(axis=0) * below(z * np.sqrt(shrink))).sum(axis=0)
    odds, shrink = _odds(z, np.array(SLABS)[:, None, None, None] / unit)
    part, effect = odds / odds.sum(axis=0), shrink * z * unit
    likely = (part * effect).sum(axis=0)
    variance = (part * (unit**2 * shrink + (effect - likely) ** 2)).sum(axis=0)
    return something * above, something * (1 - above), likely, NINETY * np.sqrt(variance)


def _odds(z: Array, wide: Array) -> tuple[Array, Array]:
    """How much more likely ``z`` is with a link of spread ``wide`` than with none, and how far it is drawn in."""
    shrink = wide**2 / (1 + wide**2)
    return np.sqrt(1 - shrink) * np.exp(0.5 * z * z * shrink), shrink


def _shared(odds: Array) -> Array:
    """The chance that each link is something, given how many of the couple's others look like something."""
    share = np.array(SOME)[:, None, None, None]
    each = share * odds / (1 - share + share * odds)
    together = np.log(1 - share + share * odds).sum(axis=(2, 3), keepdims=True)
    weight = np.exp(together - together.max(axis=0))
    return np.asarray((weight / weight.sum(axis=0) * each).sum(axis=0))


def _counted(diaries: Diaries, scaled: Scaled) -> tuple[Array, Array, Array]:
    before = np.concatenate([np.full_like(diaries.did[:1], np.nan), diaries.did[:-1]])[:, :, None, :]
    there = scaled.there[..., None] > 0
    with_it = ((before == 1) & there).sum(axis=0)
    without = ((before == 0) & there).sum(axis=0)
    return with_it + without, with_it, without


def as_strong_backwards(diaries: Diaries, scaled: Scaled, found: Links) -> NDArray[np.bool_]:
    """Links (couples, 2, 7) that are at least as strong the other way round: near yesterday, the practice today.

    Told by how far a person's yesterday stood from their usual on days with the practice and on days without, in
    units of its uncertainty.
    """
    yesterday = np.concatenate([np.full_like(scaled.near[:1], np.nan), scaled.near[:-1]])
    there = np.concatenate([np.zeros_like(scaled.there[:1]), scaled.there[:-1]]) > 0
    near = np.where(there, yesterday, np.nan)[..., None]
    did = diaries.did[:, :, None, :]
    on, off = (_summed(near, did == which) for which in (1, 0))
    back = (on[1] - off[1]) / np.sqrt(1 / np.maximum(on[0], 1) + 1 / np.maximum(off[0], 1))
    ahead = NINETY * found.plain / found.half
    return np.asarray((np.sign(back) == np.sign(ahead)) & (np.abs(back) >= np.abs(ahead)))


def _summed(near: Array, which: NDArray[np.bool_]) -> tuple[Array, Array]:
    """How many days, and the mean of them."""
    counted = which & ~np.isnan(near)
    many = counted.sum(axis=0)
    return many * 1.0, np.asarray(np.where(counted, near, 0.0).sum(axis=0) / np.maximum(many, 1))


def too_steady(diaries: Diaries) -> NDArray[np.bool_]:
    """Who is near nearly always (couples, 2)."""
    said = ~np.isnan(diaries.near)
    high = (np.where(said, diaries.near, 0.0) > HIGH).sum(axis=0)
    return np.asarray(high >= STEADY * np.maximum(said.sum(axis=0), 1))


def spoken(found: Links, better: NDArray[np.bool_], steady: NDArray[np.bool_]) -> NDArray[np.int8]:
    """The tier of every link: 0 nothing, 1 a hint, 2 a finding; at most three of one couple, the surest first.

    ``better`` (couples, 2, 7) says which links foretold held-back days better than the person's average did.
    """
    tier = np.where(found.chance >= HINT, 1, 0)
    tier = np.where((found.chance > FINDING) & better, 2, tier)
    tier = np.where(found.enough & ~steady[:, :, None], tier, 0)
    order = np.argsort(-(found.chance + tier).reshape(len(tier), -1), axis=1)
    place = np.argsort(order, axis=1).reshape(tier.shape)
    return np.where(place < SHOWN, tier, 0).astype(np.int8)
