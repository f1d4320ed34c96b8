"""Choosers that know more than anybody can: to see what the gap between ours and the oracle is made of.

``knowing`` is the oracle with things taken from it, each replaced by what is usual among the invented couples. ``Made`` knows
of a couple only what was told, but knows how couples are made, every spread and every sum: no chooser can be expected
to come much further on what is told.
"""

from collections.abc import Callable, Collection
from copy import copy
from dataclasses import dataclass, field, replace
from math import erf, exp, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from bench.evenings import PRACTICES, Pair, Things, World

Array = NDArray[np.float64]
Chooser = Callable[[Pair, int], list[int]]

WORLD = World()
SHARED = WORLD.shared**2
WIDE = SHARED + WORLD.own**2
ALIKE = SHARED / WIDE
"""How much of one's taste is the other's too."""
MINUTES = (35.0, 75.0)
"""What there usually is on a weekday, and at a weekend."""
DAY = ("minutes", "needs", "weary", "wet")
"""What a day is like, as far as nobody says so."""
PEOPLE = ("exercises", "partner", "ways", "practices")
"""What two people are like: each exercise for itself, the other's practices, how depth, length, rest, needs and
weariness work with them, one's own practices."""


def knowing(open_to_all: NDArray[np.int64], less: Collection[str]) -> Chooser:
    """The oracle without these of ``DAY`` and ``PEOPLE``."""

    def chosen(pair: Pair, day: int) -> list[int]:
        known = _day_without(_pair_without(pair, pair.days[day].viewer, less), pair, day, less)
        worth = known.worth(day)
        asks, agrees = known.likely(day, worth)
        value = (asks * agrees * worth.mean(axis=0))[open_to_all]
        return [int(open_to_all[at]) for at in np.argsort(-value)[:3]]

    return chosen


def _pair_without(pair: Pair, viewer: int, less: Collection[str]) -> Pair:
    known = copy(pair)
    if "exercises" in less:
        known.exercise = np.zeros_like(pair.exercise)
    if "partner" in less or "practices" in less:
        known.practice = pair.practice.copy()
        known.practice[1 - viewer] = ALIKE * pair.practice[viewer]
    if "practices" in less:
        known.practice = np.zeros_like(pair.practice)
    if "ways" in less:
        known.mild, known.willing, known.keen = np.zeros(2), np.zeros(2), np.ones(2)
        known.comfort, known.steep, known.length = np.full(2, 3.0), np.full(2, 0.375), np.full(2, 0.2)
        known.tires, known.tires_days, known.worn, known.worn_days = 0.75, 5.0, 1.0, 32.0
        known.helped, known.missed = np.full(2, 0.75), np.full(2, 0.25)
        known.weariness, known.rain, known.usual = np.full(2, 0.3), 0.7, np.array(MINUTES)
    return known


def _day_without(known: Pair, pair: Pair, day: int, less: Collection[str]) -> Pair:
    today, told = pair.days[day], known.as_told(day).days[day]
    known = copy(known)
    known.days = list(pair.days)
    known.days[day] = replace(today, **{part: getattr(told, part) for part in DAY if part in less})
    return known


# ---------------------------------------------------------------- what was told, by one who knows how couples are made


MILD, LENGTH, DEPTH = 14, 15, 16
"""After the seven practices of the viewer and the seven of the other."""
KINDS = 48
"""Of days and tastes as they may be, drawn anew each day."""


@dataclass
class _Belief:
    """A bell in many directions: where the terms of one viewer's couple lie, and one more for each exercise noted."""

    middle: Array
    wide: Array
    own: dict[int, int] = field(default_factory=dict)
    day: int = 0
    heard: int = 0
    wished: int = -1

    @classmethod
    def at_first(cls) -> "_Belief":
        wide = np.diag([WIDE] * 14 + [0.3**2, 0.4**2 / 12, 0.22**2])
        for at in range(7):
            wide[at, at + 7] = wide[at + 7, at] = SHARED
        middle = np.zeros(17)
        middle[LENGTH] = 0.2
        return cls(middle, wide)

    def row(self, things: Things, one: int) -> Array:
        if one not in self.own:
            many = self.own[one] = len(self.middle)
            wide = np.zeros((many + 1, many + 1))
            wide[:many, :many], wide[many, many] = self.wide, WORLD.exercise**2
            self.middle, self.wide = np.append(self.middle, 0.0), wide
        found = np.zeros(len(self.middle))
        found[[int(things.practice[one]), MILD, self.own[one]]] = 1
        found[LENGTH], found[DEPTH] = np.log2(things.minutes[one] / 20), (things.depth[one] - 2.5) / 2
        return found

    def term(self, at: int) -> Array:
        found = np.zeros(len(self.middle))
        found[at] = 1
        return found

    def hear(self, row: Array, beside: float, noise: float, low: float | None, high: float | None) -> None:
        """That this lies between two marks."""
        along = self.wide @ row
        spread = sqrt(float(row @ along) + noise**2)
        middle = float(row @ self.middle) + beside
        under = -9.0 if low is None else (low - middle) / spread
        over = 9.0 if high is None else (high - middle) / spread
        part = max(_share(over) - _share(under), 1e-9)
        moved = (_bell(under) - _bell(over)) / part
        shrunk = moved**2 - (under * _bell(under) - over * _bell(over)) / part
        self.middle = self.middle + along * (moved / spread)
        self.wide = self.wide - np.outer(along, along) * (shrunk / spread**2)


def _bell(at: float) -> float:
    return exp(-at * at / 2) / sqrt(2 * pi)


def _share(at: float) -> float:
    return 0.5 * (1 + erf(at / sqrt(2)))


class Made:
    """Chooses from what was told, as one who knows how couples are made. ``told`` False: from what was said of the day alone."""

    def __init__(self, open_to_all: NDArray[np.int64], told: bool = True) -> None:
        self.open, self.told = open_to_all, told
        dice = np.random.default_rng(1)
        comfort, steep = dice.uniform(1.5, 4.5, 4000), dice.uniform(0.15, 0.6, 4000)
        self.deep = [
            float(np.mean(0.08 * np.minimum(d, comfort) - steep * np.maximum(0, d - comfort)))
            for d in range(7)
        ]

    def __call__(self, pair: Pair, day: int) -> list[int]:
        believed: dict[int, _Belief] = pair.__dict__.setdefault("believed", {})
        viewer = pair.days[day].viewer
        belief = believed.setdefault(viewer, _Belief.at_first())
        if self.told:
            self._listen(belief, pair, viewer, day)
        return self._best(belief, pair, viewer, day)

    def _listen(self, belief: _Belief, pair: Pair, viewer: int, day: int) -> None:
        belief.wide[np.arange(14), np.arange(14)] += WORLD.drift**2 * (day - belief.day)
        if belief.wished < day // 28:
            self._wishes(belief, pair, viewer)
        for when, one, said in pair.notes[viewer][belief.heard :]:
            beside = self._usual_worth(pair, when, before=True)[one] - 0.12 * _tiring(pair.things)[one]
            for need, says in zip(pair.days[when].needs, pair.days[when].said, strict=True):
                if says and need >= 0:
                    beside += 0.75 if pair.things.answers[need][one] else -0.25
            low, high = (1.0, None) if said > 0 else (0.3, 1.0) if said == 0 else (None, 0.3)
            belief.hear(belief.row(pair.things, one), float(beside), 0.6, low, high)
        belief.day, belief.heard, belief.wished = day, len(pair.notes[viewer]), day // 28

    def _wishes(self, belief: _Belief, pair: Pair, viewer: int) -> None:
        other = 1 - viewer
        if pair.wishes[viewer]:
            for at in range(len(PRACTICES)):
                more, less = at in pair.more[viewer], at in pair.less[viewer]
                low, high = (0.35, None) if more else (None, -0.35) if less else (-0.35, 0.35)
                belief.hear(belief.term(at), 0.0, 0.4, low, high)
            long = pair.longer[viewer]
            low, high = (0.28, None) if long > 0 else (None, 0.12) if long < 0 else (0.12, 0.28)
            belief.hear(belief.term(LENGTH), 0.0, 0.1, low, high)
            belief.middle[DEPTH] += 0.15 * pair.deeper[viewer]
        for at in pair.more[other] if pair.openly[other] else ():
            belief.hear(belief.term(7 + at), 0.0, 0.4, 0.35, None)

    def _usual_worth(self, pair: Pair, day: int, before: bool = False) -> Array:
        """What is the same for all couples, with what was done until then."""
        things, tired, last = pair.things, np.zeros(7), np.full(len(pair.last), -np.inf)
        for when, one in pair.done[-40:]:
            if when < day or not before:
                tired[things.practice[one]] += 0.75 * np.exp((when - day) / 5.0)
                last[one] = when
        worn = np.exp((last - day) / 32.0)
        deep = np.array(self.deep)[things.depth.astype(int)]
        found: Array = WORLD.base + things.grade - tired[things.practice] - worn + deep
        return found

    def _best(self, belief: _Belief, pair: Pair, viewer: int, day: int) -> list[int]:
        things, today = pair.things, pair.days[day]
        dice = np.random.default_rng([pair.seed, day, 5])
        alike, middle = self._usual_worth(pair, day), belief.middle
        own = np.zeros(len(alike))
        own[list(belief.own)] = middle[list(belief.own.values())]
        mine = alike + middle[:7][things.practice] + middle[MILD] + own
        mine = mine + middle[LENGTH] * np.log2(things.minutes / 20) + middle[DEPTH] * (things.depth - 2.5) / 2
        theirs = alike + middle[7:14][things.practice] + 0.2 * np.log2(things.minutes / 20) + 0.5 * own
        draws = (
            dice.normal(size=(KINDS, 14)) @ np.linalg.cholesky(belief.wide[:14, :14] + 1e-9 * np.eye(14)).T
        )
        weary = np.maximum(0, dice.normal(size=(KINDS, 2)))
        wet = (dice.random(KINDS) < 0.35) * 1.0
        minutes = MINUTES[int(day % 7 >= 5)] * np.exp(dice.normal(0, 0.6, KINDS))
        if today.by_hand:
            weary[:, viewer], wet[:] = max(0.0, today.weary[viewer]), today.wet
        if today.by_hand or pair.has_calendars:
            minutes[:] = today.minutes
        answered = self._answered(pair, day, dice)
        rain = 0.7 * wet[:, None] * things.outdoors
        fits = -3 * np.maximum(0, np.log(things.minutes[None] / minutes[:, None]))
        mine = mine + draws[:, :7][:, things.practice] + answered - rain - _costs(weary[:, viewer], things)
        theirs = (
            theirs + draws[:, 7:][:, things.practice] + answered - rain - _costs(weary[:, 1 - viewer], things)
        )
        asks, agrees = 1 / (1 + np.exp(-mine - fits)), (1 / (1 + np.exp(-theirs - fits))) ** 0.5
        return self._list(things, asks, asks * agrees * (mine + theirs) / 2)

    def _answered(self, pair: Pair, day: int, dice: np.random.Generator) -> Array:
        """What it does that somebody needs something, said or, on some of the days as they may be, not."""
        today, things = pair.days[day], pair.things
        needs = np.where(dice.random((KINDS, 2)) < 0.08, dice.integers(4, size=(KINDS, 2)), -1)
        for person in (0, 1):
            if today.said[person] and today.needs[person] >= 0:
                needs[:, person] = today.needs[person]
        found = np.zeros((KINDS, len(things.practice)))
        for need in range(4):
            found += (needs == need).sum(axis=1)[:, None] * np.where(things.answers[need], 0.75, -0.25)
        return found

    def _list(self, things: Things, asks: Array, value: Array) -> list[int]:
        """Three of three practices, each for the case that those before it were passed over."""
        likely, found = np.ones(KINDS), list[int]()
        for _ in range(3):
            worth = (likely[:, None] * value).sum(axis=0)
            for one in found:
                worth[things.practice == things.practice[one]] = -np.inf
            found.append(int(self.open[worth[self.open].argmax()]))
            likely = likely * (1 - asks[:, found[-1]])
        return found


def _tiring(things: Things) -> Array:
    found: Array = 0.5 * (things.depth - 1) + things.minutes / 60
    return found


def _costs(weary: Array, things: Things) -> Array:
    found: Array = 0.3 * weary[:, None] * _tiring(things)
    return found
