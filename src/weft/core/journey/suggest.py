"""One suggestion for today, and why.

What no rule forbids is weighed: what the viewer's own notes make likely to be worthwhile, how it fits this day, and
what was done lately. Each part has a name, and the reason said is the strongest among those parts that both of the
two may know. docs/choosing.md has every weight in words and what it comes to on invented couples.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import zip_longest
from math import exp, log, sqrt

from weft.core.exercise.script import Exercise, Grade
from weft.core.journey.chance import drawn
from weft.core.journey.facts import LOOKED_BACK, Facts, Left, Sky
from weft.core.journey.rules import allowed, hard_talk_today
from weft.core.journey.season import Rhythm
from weft.core.journey.taste import USUAL, learn
from weft.core.practice import Practice

BOLDNESS = 0.1
"""How far the day's guess at a taste strays from the best one: 0 never tries, 1 is Thompson sampling in full.
All weights below are in one unit: 1 is what lies between an evening noted as *partly* and one noted as *yes*."""
EVIDENCE = {Grade.A: 0.1, Grade.B: 0.05, Grade.C: 0.0, Grade.D: -0.05}
TIRES, TIRES_DAYS = 0.7, 5.0
"""What a practice loses on the day it was done, and the days in which about two thirds of that are made good."""
WORN, WORN_DAYS = 1.0, 30.0
"""The same for the very same exercise."""
NEW = 0.05
NEED, OTHER_NEED = 0.7, -0.2
MINE, THEIRS = 0.45, 0.35
"""What it is about worth that the viewer said that they would like more of a practice, or the other; as a reason alone."""
WANTED = 0.2
SEASON = 0.3
TIRED_DEPTH, TIRED_HOUR = 0.15, 0.3
"""What a step of depth, and an hour, cost somebody who is weary."""
WEARY = {Left.LITTLE: 1.2, Left.ENOUGH: 0.2}
"""How weary somebody is who said how much they have left; and, where they said nothing, how weary they may be."""
MAYBE_WEARY = ((0.0, 0.6), (1.0, 0.4))
OTHER_WEARY = 0.4
WET, MAYBE_WET = 0.8, 0.25
LIGHT = 0.2
RESTED_DAYS = 7
"""Days after which a practice may be said to have lain still."""
STEEP = 3.0
"""How fast it gets unlikely that something is done which takes longer than there is time for."""
MAYBE_MINUTES = (0.46, 1.0, 2.2)
"""What part of the usual time there may be today, each as likely as the others."""
MINUTES = {False: 35.0, True: 75.0}
"""Minutes two people are likely to have on a weekday, and at a weekend, before they showed it."""
MINUTES_KNOWN = 4
"""How many evenings that counts for."""
EVENINGS = 3
"""Evenings a week over which a rhythm is spread while its days were not said."""
RHYTHM_KNOWN = 2
"""How many evenings the rhythm counts for."""
SHORT = 15
"""Minutes of something short: what an evening still bears once the week has had what the rhythm is for."""
TIME = 0.1
"""What it adds that something takes at least half of the time both have today, and not more than that time."""


class Why(StrEnum):
    """The kind of reason; the sentences are in content/words.toml. Nothing in it is one person's alone."""

    FIRST = "first"
    NEED = "need"
    LIGHT = "light"
    BOTH_SAID = "both-said"
    THEY_SAID = "they-said"
    YOU_SAID = "you-said"
    WANTED = "wanted"
    SEASON = "season"
    TIME = "time"
    RESTED = "rested"
    NEW = "new"
    AFTER_OTHERS = "after-others"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to suggest: exercises by id; for each need, the ids and practices that answer it; what goes outdoors."""

    exercises: Mapping[str, Exercise]
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outdoors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One exercise and why."""

    exercise: Exercise
    why: Why


Part = Callable[[Exercise], float]


def suggest(shelf: Shelf, facts: Facts) -> Suggestion | None:
    """What to suggest, ``passed_over`` steps down the list; None where the rules leave nothing, or the day is quiet.

    The same shelf and facts give the same suggestion, on any machine.
    """
    order = [] if facts.quiet else in_order(shelf, facts)
    if not order:
        return None
    chosen = order[facts.passed_over % len(order)]
    return Suggestion(chosen, _why(chosen, order, shelf, facts))


def in_order(shelf: Shelf, facts: Facts) -> list[Exercise]:
    """All that may be suggested: the best of each practice, the best practice first, then a second of each, and so on."""
    some = allowed(shelf.exercises.values(), facts, shelf.exercises)
    worth = _worth(some, shelf, facts)
    shelves: dict[Practice, list[Exercise]] = {}
    for one in sorted(some, key=lambda one: (-worth[one.id], one.id)):
        shelves.setdefault(one.practice, []).append(one)
    return [one for each in zip_longest(*shelves.values()) for one in each if one is not None]


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as today may be: the minutes there are, how weary the viewer is, and how likely it is to be like that."""

    minutes: float
    weary: float
    likely: float


def _days(facts: Facts) -> tuple[_Day, ...]:
    there, left = facts.minutes, facts.like.left
    minutes = [float(there)] if there is not None else [part * _usual(facts) for part in MAYBE_MINUTES]
    weary = ((WEARY[left], 1.0),) if left else MAYBE_WEARY
    return tuple(_Day(each, how, likely / len(minutes)) for each in minutes for how, likely in weary)


def _worth(some: Iterable[Exercise], shelf: Shelf, facts: Facts) -> dict[str, float]:
    """What the two may expect of each: how likely one asks and the other agrees, times what it is then worth to them."""
    taste = learn(facts, shelf.exercises)
    guess = taste.guess(partial(drawn, facts.seed, facts.day), BOLDNESS)
    parts = tuple(part for why, part in known_to_both(shelf, facts).items() if why is not Why.BOTH_SAID)
    days = _days(facts)
    found = {}
    for one in some:
        alike = USUAL + EVIDENCE[one.evidence] - _in_the_wet(one, shelf, facts)
        for part in parts:
            alike += part(one)
        found[one.id] = _expected(days, one, alike + taste.of(one, guess), alike + taste.of_the_other(one))
    return found


def _expected(days: Iterable[_Day], one: Exercise, mine: float, theirs: float) -> float:
    """Over the days that today may be."""
    costs = TIRED_DEPTH * (one.depth - 1) + TIRED_HOUR * one.minutes / 60
    theirs -= OTHER_WEARY * costs
    found = 0.0
    for day in days:
        over = STEEP * log(one.minutes / day.minutes) if one.minutes > day.minutes else 0.0
        felt = mine - day.weary * costs
        done = 1 / ((1 + exp(over - felt)) * sqrt(1 + exp(over - theirs)))
        found += day.likely * done * (felt + theirs) / 2
    return found


def _in_the_wet(one: Exercise, shelf: Shelf, facts: Facts) -> float:
    if one.id not in shelf.outdoors or facts.like.sky is Sky.DRY:
        return 0.0
    return WET if facts.like.sky is Sky.WET else MAYBE_WET


def _usual(facts: Facts) -> float:
    """Minutes the two gave to things on days like this one, weighed with what is likely and with their rhythm."""
    like = [one.minutes for one in facts.lately if ((one.day + 3) % 7 >= 5) is facts.weekend]
    minutes, known = MINUTES[facts.weekend] * MINUTES_KNOWN + sum(like), MINUTES_KNOWN + len(like)
    if facts.rhythm is None:
        return minutes / known
    return (minutes + RHYTHM_KNOWN * _evening_of(facts.rhythm, facts)) / (known + RHYTHM_KNOWN)


def _evening_of(rhythm: Rhythm, facts: Facts) -> float:
    """Minutes of an evening by the rhythm: its part of the week, or something short once the week has had as much."""
    part = rhythm.minutes / (len(rhythm.days) or EVENINGS)
    week = sum(one.minutes for one in facts.lately if 0 <= facts.day - one.day < 7)
    return part if week < rhythm.minutes else min(part, SHORT)


# ---------------------------------------------------------------- what both may know


def known_to_both(shelf: Shelf, facts: Facts) -> dict[Why, Part]:
    """The parts that may be said as a reason, by the reason."""
    return {
        Why.NEED: _need(shelf, facts),
        Why.LIGHT: _light(shelf, facts),
        Why.BOTH_SAID: lambda one: (
            MINE * (one.practice in facts.mine) + THEIRS * (one.practice in facts.theirs)
        ),
        Why.WANTED: lambda one: WANTED if one.practice in facts.wanted else 0.0,
        Why.SEASON: lambda one: SEASON if one.practice in facts.season else 0.0,
        Why.TIME: _time(facts),
        Why.RESTED: _rested(facts),
        Why.NEW: _new(facts),
    }


def _time(facts: Facts) -> Part:
    free = facts.free
    if free is None:
        return lambda _: 0.0
    return lambda one: TIME if free / 2 <= one.minutes <= free else 0.0


def _need(shelf: Shelf, facts: Facts) -> Part:
    asked = [shelf.answers[need] for need in facts.needs if need in shelf.answers]
    if not asked:
        return lambda _: 0.0
    return lambda one: NEED if any(one.id in some or one.practice in some for some in asked) else OTHER_NEED


def _light(shelf: Shelf, facts: Facts) -> Part:
    after = hard_talk_today(facts, shelf.exercises)
    return lambda one: LIGHT if after and one.depth == 1 else 0.0


def _rested(facts: Facts) -> Part:
    tired = dict.fromkeys(Practice, 0.0)
    for done in facts.lately:
        if 0 <= facts.day - done.day <= LOOKED_BACK:
            tired[done.practice] += TIRES * exp((done.day - facts.day) / TIRES_DAYS)
    return lambda one: -tired[one.practice]


def _new(facts: Facts) -> Part:
    def worth(one: Exercise) -> float:
        before = facts.played.get(one.id)
        return NEW if before is None else -WORN * exp(min(0, before - facts.day) / WORN_DAYS)

    return worth


def _why(chosen: Exercise, some: list[Exercise], shelf: Shelf, facts: Facts) -> Why:
    """The part known to both by which this one stands out most from what else there was, if it is true to say so."""
    if not facts.played:
        return Why.FIRST
    parts = known_to_both(shelf, facts)
    ahead = {
        why: part(chosen) - sum(map(part, some)) / len(some)
        for why, part in parts.items()
        if _true(why, chosen, shelf, facts, part)
    }
    best = max(ahead, key=ahead.__getitem__, default=None)
    if best is Why.BOTH_SAID and ahead[best] > 0:
        return _who_said(chosen, facts)
    if best is not None and ahead[best] > 0:
        return best
    return Why.AGAIN if chosen.id in facts.played else Why.AFTER_OTHERS


def _who_said(chosen: Exercise, facts: Facts) -> Why:
    mine, theirs = chosen.practice in facts.mine, chosen.practice in facts.theirs
    return Why.BOTH_SAID if mine and theirs else Why.YOU_SAID if mine else Why.THEY_SAID


def _true(why: Why, chosen: Exercise, shelf: Shelf, facts: Facts, part: Part) -> bool:
    """Whether the sentence would be true of it."""
    match why:
        case Why.RESTED:
            days = [
                day
                for name, day in facts.played.items()
                if name in shelf.exercises and shelf.exercises[name].practice is chosen.practice
            ]
            return bool(days) and facts.day - max(days) > RESTED_DAYS
        case Why.NEW:
            return chosen.id not in facts.played
        case _:
            return part(chosen) > 0
