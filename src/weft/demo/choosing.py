"""What the invented two do on a day, of all that a couple could."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from weft.core.exercise.script import Exercise, Form, Kind, Step
from weft.core.tapestry.drawdown import draw
from weft.demo.player import Day, Player
from weft.demo.script import PRIVATE, SEED
from weft.keeper.library import Library

BUSY = {"winter": 58, "spring": 42, "summer": 34, "autumn": 48}
"""Days in a hundred on which they do something."""
IN_MIND = 3
"""Exercises weighed against each other on a day."""


def chosen(
    library: Library, day: Day, two: tuple[Player, Player], closed_now: frozenset[str], done: Counter[str]
) -> Iterator[tuple[Exercise, Form]]:
    """What the two do on a day: often nothing, mostly one thing, now and then two.

    Of a few that come to mind it is the one done least, then the shortest; lately, one they have words for.
    """
    if day.away or any(low <= day.ago <= high for low, high in two[0].script.quiet):
        return
    chance = draw(SEED, day.ago, 1) % 100
    shelves = list(library.by_practice.values())
    for number in range((chance < BUSY[day.season]) + (chance < 5)):
        shelf = shelves[draw(SEED, day.ago, 2, number) % len(shelves)]
        some = [shelf[draw(SEED, day.ago, 3, number, again) % len(shelf)] for again in range(8)]
        fit = ((one, _forms(one, day, two)) for one in some if one.id not in closed_now)
        doable = islice(((one, forms) for one, forms in fit if forms), IN_MIND)
        found = min(
            doable,
            key=lambda each: (_mute(each[0], day, two), done[each[0].id], each[0].minutes),
            default=None,
        )
        if found:
            yield found[0], found[1][draw(SEED, day.ago, 4, number) % len(found[1])]


def _mute(exercise: Exercise, day: Day, two: tuple[Player, Player]) -> bool:
    """Whether neither could keep a line any more; long ago that does not matter."""
    return day.lately and not any(one.left(exercise, Kind.KEEP, day) for one in two)


def _forms(exercise: Exercise, day: Day, two: tuple[Player, Player]) -> list[Form]:
    """The forms in which both have something to write wherever it asks for writing; mostly in one room."""
    if exercise.id in two[0].script.held - two[0].script.anyhow:
        return []
    ways = (Form.TOGETHER, Form.TOGETHER, Form.APART, Form.OWN_PACE, Form.OWN_PACE)
    return [form for form in ways if form in exercise.forms and _can_write(exercise, form, day, two)]


def _can_write(exercise: Exercise, form: Form, day: Day, two: tuple[Player, Player]) -> bool:
    asked = Counter[str]()
    for step in exercise.steps:
        kind = PRIVATE if step.private else step.kind.value
        asked[kind] += step.rounds * _in_writing(step, form)
    return all(
        len(one.left(exercise, kind, day)) >= count for kind, count in asked.items() if count for one in two
    )


def _in_writing(step: Step, form: Form) -> bool:
    """Whether somebody puts this step into words of their own, and on paper."""
    aloud = form.live and step.turns > 0
    kinds = (Kind.WRITE, Kind.RESPOND) if form.live else (Kind.WRITE, Kind.RESPOND, Kind.SPEAK, Kind.ECHO)
    return step.kind in kinds and step.played_in(form) and not aloud
