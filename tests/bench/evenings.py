"""Invented couples who may or may not do what Today suggests, with what it is worth to each of them known.

For weighing the chooser against others, nothing else; docs/choosing.md describes these couples in words. They are not
made of the chooser's own sums: their tastes, tiredness, time and notes differ from couple to couple and drift, and the
chooser knows of none of them how. What is usual among them its weights come near, because they were set on couples like these.
"""

from copy import copy
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from weft.core.exercise.script import Exercise, Form, Grade
from weft.core.practice import Practice

Array = NDArray[np.float64]
PRACTICES = list(Practice)
GRADES = {Grade.A: 0.15, Grade.B: 0.05, Grade.C: -0.05, Grade.D: -0.1}
QUESTIONS = 120
"""In the deck of daily questions: ten minutes each, of depth 1 to 3, all of one practice."""
NEEDS = ("listening", "help", "hug", "space")


@dataclass(frozen=True, slots=True)
class World:
    """How couples differ. Spreads are in the unit of worth: 1 lies between a note of *partly* and one of *yes*."""

    shared: float = 0.45
    """How far a practice lies from the usual for both of a couple."""
    own: float = 0.3
    """How far beside that for each of them."""
    exercise: float = 0.25
    """How far one exercise lies from its practice, half of it shared."""
    open_days: tuple[float, float] = (0.3, 0.8)
    """Share of days on which somebody opens Today."""
    notes: tuple[float, float] = (0.2, 0.9)
    """Share of evenings of which a person notes how it was."""
    noise: float = 0.5
    drift: float = 0.02
    """How far each taste strays in a day."""
    calendars: float = 0.4
    """Share of couples whose free time is known."""
    wishes: float = 0.6
    """Share of people who say which practices they would like more of, or less; two in three in sight of the other."""
    base: float = 1.2
    """What a usual exercise is worth to somebody rested, with time, who has not done it lately."""
    by_hand: float = 0.3
    """Share of days on which somebody says by hand what today is like."""
    rhythms: float = 0.5
    """Share of couples who agreed on a rhythm; half of those are in a season with one of the dozen purposes."""
    evenings: float = 0.5
    """Share of people in a season who keep the half minute in the evening."""


@dataclass(frozen=True, slots=True)
class Things:
    """The exercises as numbers, a column each."""

    all: tuple[Exercise, ...]
    """Those of the library that two can do. The columns after them are the daily questions of one deck."""
    practice: NDArray[np.int64]
    minutes: Array
    depth: Array
    grade: Array
    answers: NDArray[np.bool_]
    outdoors: NDArray[np.bool_]
    purposes: Array
    """What a season can be for, a row each: its practices, each by its part of the whole."""


def things(
    exercises: list[Exercise],
    answers: dict[str, frozenset[str]],
    outdoors: frozenset[str],
    purposes: list[frozenset[Practice]],
) -> Things:
    some = [one for one in exercises if one.forms != {Form.SOLO}]
    helps = [[one.id in answers[need] or one.practice in answers[need] for one in some] for need in NEEDS]
    none = [0.0] * QUESTIONS
    return Things(
        tuple(some),
        np.array([*(PRACTICES.index(one.practice) for one in some), *([0] * QUESTIONS)]),
        np.array([*(float(one.minutes) for one in some), *([10.0] * QUESTIONS)]),
        np.array([*(float(one.depth) for one in some), *(1.0 + at % 3 for at in range(QUESTIONS))]),
        np.array([*(GRADES[one.evidence] for one in some), *none]),
        np.array([[*row, *([False] * QUESTIONS)] for row in helps]),
        np.array([*(one.id in outdoors for one in some), *([False] * QUESTIONS)]),
        np.array([[(one in each) / len(each) for one in PRACTICES] for each in purposes]),
    )


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a couple as it is: minutes there are, need of each (or -1), whether said, weariness, weather, who opens Today."""

    minutes: float
    needs: tuple[int, int]
    said: tuple[bool, bool]
    weary: Array
    wet: bool
    opens: bool
    viewer: int
    by_hand: bool
    dice: Array


class Pair:
    """A couple: who they are, what they have done, and what each exercise would be worth to each today."""

    def __init__(self, world: World, things: Things, days: int, seed: int) -> None:
        dice = np.random.default_rng([seed, 7])
        self.world, self.things, self.dice = world, things, dice
        many = len(things.practice)
        both, alone = world.exercise * 0.5**0.5, world.exercise * 0.5**0.5
        self.practice = dice.normal(0, world.shared, 7) + dice.normal(0, world.own, (2, 7))
        self.exercise = dice.normal(0, both, many) + dice.normal(0, alone, (2, many))
        self.mild = dice.normal(0, 0.3, 2)
        self.comfort = dice.uniform(1.5, 4.5, 2)
        self.steep, self.length = dice.uniform(0.15, 0.6, 2), dice.uniform(0.0, 0.4, 2)
        self.tires, self.tires_days = dice.uniform(0.3, 1.2), dice.uniform(2, 8)
        self.worn, self.worn_days = dice.uniform(0.5, 1.5), dice.uniform(10, 60)
        self.helped, self.missed = dice.uniform(0.3, 1.2, 2), dice.uniform(0.0, 0.5, 2)
        self.weariness = dice.uniform(0.1, 0.5, 2)
        self.rain = dice.uniform(0.2, 1.2)
        self.usual = np.array([dice.uniform(15, 60), dice.uniform(30, 120)])
        self.willing, self.keen = dice.normal(0.0, 0.5, 2), dice.uniform(0.6, 1.4, 2)
        self.opens = dice.uniform(*world.open_days)
        self.first = dice.beta(4, 4)
        self.note = dice.uniform(*world.notes, 2)
        self.says = dice.uniform(0.1, 0.7, 2)
        self.has_calendars = dice.random() < world.calendars
        self.seed = int(dice.integers(2**62))
        self.last = np.full(many, -np.inf)
        self.done: list[tuple[int, int]] = []
        self.notes: tuple[list[tuple[int, int, float]], list[tuple[int, int, float]]] = ([], [])
        self.days = [self._day(day) for day in self._weary(days)]
        self.wishes = [dice.random() < world.wishes for _ in range(2)]
        self.openly = [dice.random() < 2 / 3 for _ in range(2)]
        self.more: list[list[int]] = [[], []]
        self.less: list[list[int]] = [[], []]
        self.longer, self.deeper = [0, 0], [0, 0]
        self.unsure_of = dice.normal(size=(2, 2))
        self.unsure = dice.normal(0, 0.4, (days // 28 + 1, 2, 7))
        self.strays = dice.normal(0, world.drift, (days, 2, 7))
        self.rhythm, self.purpose, self.tapping = self._agreed(np.random.default_rng([seed, 11]))
        self.taps: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        self.in_the_evening = np.random.default_rng([seed, 13]).random((days, 2, 8))

    def _agreed(self, dice: np.random.Generator) -> tuple[int | None, int | None, list[bool]]:
        """Minutes a week they agreed on, which purpose of a dozen, and who of them keeps evenings."""
        has, season = dice.random() < self.world.rhythms, dice.random() < 0.5
        week = float(self.usual @ [1.5, 1.0] * np.exp(dice.normal(0, 0.4)))
        felt = self.things.purposes @ self.practice.mean(axis=0) + dice.normal(
            0, 0.4, len(self.things.purposes)
        )
        keeps = [bool(dice.random() < self.world.evenings) for _ in range(2)]
        purpose = int(felt.argmax()) if has and season else None
        return int(week) if has else None, purpose, [one and purpose is not None for one in keeps]

    def _weary(self, days: int) -> list[tuple[int, Array]]:
        weary, found = self.dice.normal(size=2), []
        for day in range(days):
            weary = 0.6 * weary + 0.8 * self.dice.normal(size=2)
            found.append((day, weary))
        return found

    def _day(self, at: tuple[int, Array]) -> Day:
        day, weary = at
        dice, weekend = self.dice, day % 7 >= 5
        need = tuple(int(dice.integers(4)) if dice.random() < 0.12 else -1 for _ in range(2))
        return Day(
            float(self.usual[int(weekend)] * np.exp(dice.normal(0, 0.5))),
            (need[0], need[1]),
            (dice.random() < self.says[0], dice.random() < self.says[1]),
            weary,
            bool(dice.random() < 0.35),
            bool(dice.random() < self.opens) and not self._away(day),
            int(dice.random() > self.first),
            bool(dice.random() < self.world.by_hand),
            dice.random(40),
        )

    def _away(self, day: int) -> bool:
        """A week in eight nobody looks at all."""
        return (self.seed >> (day // 7) * 3) % 8 == 0

    def begin(self, day: int) -> None:
        self.practice = self.practice + self.strays[day]
        if day % 28 == 0:
            self._wish(self.practice + self.unsure[day // 28])

    def evening(self, day: int) -> None:
        """Who keeps evenings taps what happened and felt good: what they did, and what a day brings anyway."""
        dice = self.in_the_evening[day]
        lived = {int(self.things.practice[one]) for when, one in self.done if when == day}
        for person in (0, 1):
            if self.tapping[person] and dice[person, 7] < 0.75:
                often = 0.3 / (1 + np.exp(-2 * self.practice[person]))
                good = [one for one in range(7) if dice[person, one] < (0.8 if one in lived else often[one])]
                self.taps[person].extend((day, one) for one in good)

    def _wish(self, felt: Array) -> None:
        """Once in four weeks each says what they would like, as far as they know themselves."""
        for person in (0, 1):
            if self.wishes[person]:
                length = self.length[person] + 0.1 * self.unsure_of[0, person]
                depth = self.comfort[person] + 0.7 * self.unsure_of[1, person]
                self.longer[person] = int(length > 0.28) - int(length < 0.12)
                self.deeper[person] = int(depth > 3.75) - int(depth < 2.25)
                self.more[person] = [one for one in range(7) if felt[person, one] > 0.35]
                self.less[person] = [one for one in range(7) if felt[person, one] < -0.35]

    def as_told(self, day: int) -> "Pair":
        """The same couple on a day of which only what was said is so, and the rest as it usually is."""
        today, told = self.days[day], copy(self)
        known = self.has_calendars or today.by_hand
        minutes = today.minutes if known else float(self.usual[int(day % 7 >= 5)])
        needs = [need if said else -1 for need, said in zip(today.needs, today.said, strict=True)]
        weary = np.zeros(2)
        if today.by_hand:
            weary[today.viewer] = today.weary[today.viewer]
        told.days = list(self.days)
        told.days[day] = replace(
            today, minutes=minutes, needs=(needs[0], needs[1]), weary=weary, wet=today.wet and today.by_hand
        )
        return told

    def worth(self, day: int) -> Array:
        """What each exercise would be worth to each of the two today (2, exercises), before chance."""
        things, today = self.things, self.days[day]
        tired = np.zeros(7)
        for when, one in self.done[-40:]:
            tired[things.practice[one]] += self.tires * np.exp((when - day) / self.tires_days)
        alike = (
            self.world.base
            + things.grade
            - tired[things.practice]
            - self.worn * np.exp((self.last - day) / self.worn_days)
        )
        alike = alike - self.rain * (today.wet & things.outdoors)
        found = alike + self.practice[:, things.practice] + self.exercise + self.mild[:, None]
        found = found + self.length[:, None] * np.log2(things.minutes / 20)
        found = found - self.steep[:, None] * np.maximum(0, things.depth - self.comfort[:, None])
        found = found + 0.08 * np.minimum(things.depth, self.comfort[:, None])
        weary = np.maximum(0, today.weary)[:, None] * self.weariness[:, None]
        found = found - weary * (0.5 * (things.depth - 1) + things.minutes / 60)
        for need in today.needs:
            if need >= 0:
                found = found + np.where(things.answers[need], self.helped[:, None], -self.missed[:, None])
        return found

    def likely(self, day: int, worth: Array) -> tuple[Array, Array]:
        """How likely whoever opened Today is to ask for each, and the other to say yes."""
        today = self.days[day]
        fits = -3.0 * np.maximum(0, np.log(self.things.minutes / today.minutes))
        yes = 1 / (1 + np.exp(-(self.willing[:, None] + self.keen[:, None] * worth + fits)))
        return yes[today.viewer], yes[1 - today.viewer] ** 0.5

    def live(self, day: int, offered: list[int]) -> float:
        """Offer up to three, one after the other; what came of it for the two, on average of them."""
        today, worth = self.days[day], self.worth(day)
        asks, agrees = self.likely(day, worth)
        for at, one in enumerate(offered[:3]):
            if today.dice[3 * at] < asks[one]:
                return self._lived(day, one, worth) if today.dice[3 * at + 1] < agrees[one] else 0.0
            if today.dice[3 * at + 2] < 0.5:  # Half leave it there; the others tap "something else".
                return 0.0
        return 0.0

    def _lived(self, day: int, one: int, worth: Array) -> float:
        self.done.append((day, one))
        self.last[one] = day
        self.comfort = self.comfort + 0.05 * (self.things.depth[one] > self.comfort)
        dice = self.days[day].dice
        felt = worth[:, one] + self.world.noise * np.sqrt(2) * np.array([_bell(dice[20]), _bell(dice[21])])
        for person in (0, 1):
            if dice[22 + person] < self.note[person]:
                said = 1.0 if felt[person] > 1.0 else 0.0 if felt[person] > 0.3 else -1.0
                self.notes[person].append((day, one, said))
        return float(felt.mean())


def _bell(even: float) -> float:
    """Something like a normal draw from an even one."""
    return float(np.log(max(even, 1e-9) / max(1 - even, 1e-9)) / 1.8138 / np.sqrt(2))
