"""One suggestion for today, by a simple honest rule, and why.

The rule: of what can be done in some way today, the practice the two have left lying longest (among equals, the
order of the table of practices), and in it what they have not done yet. What somebody set aside privately never enters for the other person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest

from weft.core.exercise.script import Exercise
from weft.core.log.fold import Woven
from weft.core.practice import Practice


class Why(StrEnum):
    """The kind of reason; the sentence itself is written in the content."""

    FIRST = "first"
    AFTER_OTHERS = "after-others"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One exercise, why, and the title of what was woven last (for the reason), if anything was."""

    exercise: Exercise
    why: Why
    last_title: str | None


def suggest(
    exercises: Iterable[Exercise],
    woven: Iterable[Woven],
    aside: Mapping[str, int],
    day: int,
    passed_over: int,
    played: Mapping[str, int] | None = None,
) -> Suggestion | None:
    """What to suggest on ``day`` (days since 1970), ``passed_over`` steps down the list; None if nothing is left.

    ``aside`` is what this viewer set aside: exercise to the day it was set aside on. ``played`` is when the two last
    did each exercise, as any number that grows.
    """
    latest = _latest(woven)
    left = [one for one in exercises if aside.get(one.id) != day]
    if not left:
        return None
    chosen = _in_turn(left, latest, played or {})[passed_over % len(left)]
    last = max(latest.values(), key=lambda one: one.at, default=None)
    return Suggestion(chosen, _why(chosen, last), last.what.title if last else None)


def _latest(woven: Iterable[Woven]) -> dict[Practice, Woven]:
    latest: dict[Practice, Woven] = {}
    for one in woven:
        practice = Practice(one.what.practice)
        if practice not in latest or latest[practice].at < one.at:
            latest[practice] = one
    return latest


def _in_turn(
    some: Iterable[Exercise], latest: Mapping[Practice, Woven], played: Mapping[str, int]
) -> list[Exercise]:
    """One of each practice, the longest left first, then a second of each, and so on.

    Within a practice what was never done comes first, the lighter and shorter before the deeper and longer, then
    what was done longest ago.
    """
    shelves: dict[Practice, list[Exercise]] = {}
    for one in sorted(some, key=lambda one: (played.get(one.id, -1), one.depth, one.minutes, one.id)):
        shelves.setdefault(one.practice, []).append(one)
    order = sorted(shelves, key=lambda practice: _left_lying(practice, latest))
    rows = zip_longest(*(shelves[practice] for practice in order))
    return [one for row in rows for one in row if one is not None]


def _left_lying(practice: Practice, latest: Mapping[Practice, Woven]) -> tuple[bool, datetime | None, int]:
    before = latest.get(practice)
    return (before is not None, before.at if before else None, list(Practice).index(practice))


def _why(chosen: Exercise, last: Woven | None) -> Why:
    if last is None:
        return Why.FIRST
    return Why.AGAIN if last.what.practice == chosen.practice else Why.AFTER_OTHERS
