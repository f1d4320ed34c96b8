"""One suggestion for today, by a simple honest rule, and why.

The rule: of what can be done in some way today, the practice the two have left lying longest; among equals,
the order of the table of practices. What somebody set aside privately never enters for the other person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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
) -> Suggestion | None:
    """What to suggest on ``day`` (days since 1970), ``passed_over`` steps down the list; None if nothing is left.

    ``aside`` is what this viewer set aside: exercise to the day it was set aside on.
    """
    latest = _latest(woven)
    left = sorted((one for one in exercises if aside.get(one.id) != day), key=lambda one: _order(one, latest))
    if not left:
        return None
    chosen = left[passed_over % len(left)]
    last = max(latest.values(), key=lambda one: one.at, default=None)
    return Suggestion(chosen, _why(chosen, last), last.what.title if last else None)


def _latest(woven: Iterable[Woven]) -> dict[Practice, Woven]:
    latest: dict[Practice, Woven] = {}
    for one in woven:
        practice = Practice(one.what.practice)
        if practice not in latest or latest[practice].at < one.at:
            latest[practice] = one
    return latest


def _order(one: Exercise, latest: Mapping[Practice, Woven]) -> tuple[bool, datetime | None, int, str]:
    before = latest.get(one.practice)
    return (before is not None, before.at if before else None, list(Practice).index(one.practice), one.id)


def _why(chosen: Exercise, last: Woven | None) -> Why:
    if last is None:
        return Why.FIRST
    return Why.AGAIN if last.what.practice == chosen.practice else Why.AFTER_OTHERS
