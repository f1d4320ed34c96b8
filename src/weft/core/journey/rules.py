"""What is never suggested, however well it fits. Each rule is a sentence and a test; all of them have to agree."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from weft.core.exercise.script import Exercise, Form
from weft.core.journey.facts import Facts

DEEP = 3
"""From this depth on something is deep."""
LATE_HOUR = 22
"""From this hour on nothing deep or long is begun."""
LATE_MINUTES = 30
OVER = 1.25
"""How much longer than the time there is something may be."""

_ALONE = frozenset({Form.SOLO})

Rule = Callable[[Exercise, Facts, int], bool]


def allowed(
    exercises: Iterable[Exercise], facts: Facts, all_of_them: Mapping[str, Exercise]
) -> list[Exercise]:
    """Those that no rule forbids, in their order. ``all_of_them`` are the exercises there are, by id."""
    deepest = depth_now(facts, all_of_them)
    return [one for one in exercises if all(rule(one, facts, deepest) for rule in RULES)]


def depth_now(facts: Facts, exercises: Mapping[str, Exercise]) -> int:
    """How deep it may go today, 1 to 6: a step beyond what the two have been to twice; light after a hard talk."""
    if hard_talk_today(facts, exercises):
        return DEEP - 1
    been = [exercises[name].depth for name in facts.played if name in exercises]
    deepest = 2
    while deepest < 6 and sum(depth >= deepest for depth in been) >= 2:
        deepest += 1
    return deepest


def hard_talk_today(facts: Facts, exercises: Mapping[str, Exercise]) -> bool:
    """Whether the two talked of something hard today, or are in the middle of it: a talk that knows a time out."""
    talked = (one.exercise for one in facts.lately if one.day == facts.day)
    return facts.hard_talk_open or any(name in exercises and is_hard_talk(exercises[name]) for name in talked)


def is_hard_talk(one: Exercise) -> bool:
    """Whether a pause in it must carry its return time."""
    return one.time_out is not None


def _for_them(one: Exercise, facts: Facts, _: int) -> bool:
    return Form.SOLO in one.forms if facts.alone else one.forms != _ALONE


def _open_to_them(one: Exercise, facts: Facts, _: int) -> bool:
    return one.id not in facts.barred


def _not_put_away(one: Exercise, facts: Facts, _: int) -> bool:
    return one.id not in facts.aside and one.id not in facts.away and one.id not in facts.left_out


def _of_their_time_of_life(one: Exercise, facts: Facts, _: int) -> bool:
    return _stages(one) <= facts.stages


@cache
def _stages(one: Exercise) -> frozenset[str]:
    """The times of life its prompts are written for."""
    return frozenset(step.draws.stage for step in one.steps if step.draws and step.draws.stage)


def _not_too_deep(one: Exercise, facts: Facts, deepest: int) -> bool:
    return one.depth <= deepest


def _not_too_late(one: Exercise, facts: Facts, _: int) -> bool:
    late = facts.hour >= LATE_HOUR or facts.hour < 5
    return not late or (one.depth < DEEP and one.minutes <= LATE_MINUTES)


def _in_the_time_there_is(one: Exercise, facts: Facts, _: int) -> bool:
    return facts.minutes is None or one.minutes <= OVER * facts.minutes


def _no_hard_talk_unasked(one: Exercise, _: Facts, __: int) -> bool:
    return not is_hard_talk(one)


RULES: tuple[Rule, ...] = (
    _for_them,
    _open_to_them,
    _not_put_away,
    _of_their_time_of_life,
    _not_too_deep,
    _not_too_late,
    _in_the_time_there_is,
    _no_hard_talk_unasked,
)
