"""Which entries of plans can be: days and hours there are, as many windows as a form has, an answer we know."""

from weft.core.plans import hours
from weft.core.plans.entries import (
    BringsSaid,
    FeedChosen,
    ForwardTakenBack,
    ForwardWritten,
    PlanAnswered,
    PlanLetBe,
    PlanOffered,
    PlanWhat,
    PlanWithdrawn,
    Window,
    ZoneChosen,
)
from weft.core.plans.fields import DAYS_MOST, WINDOWS_MOST
from weft.core.possible import MOST_KEY, are_words, is_day, is_key, is_minute

MOST_TURNS = 1_000_000
ANSWERS = frozenset({"yes", "another", "no"})


def can_be(what: PlanWhat) -> bool:
    """Whether an entry can have been meant."""
    match what:
        case PlanOffered():
            return is_key(what.plan) and _offer(what)
        case PlanAnswered():
            return what.answer in ANSWERS and 0 <= what.turn <= MOST_TURNS
        case BringsSaid():
            return are_words(what.left, what.right)
        case ForwardWritten():
            return is_day(what.day) and are_words(what.text)
        case PlanLetBe() | ForwardTakenBack():
            return is_day(what.day)
        case ZoneChosen():
            return len(what.zone) <= MOST_KEY
        case PlanWithdrawn() | FeedChosen():
            return True


def _offer(what: PlanOffered) -> bool:
    whole = 0 <= what.turn <= MOST_TURNS and what.repeats in hours.REPEATS and len(what.zone) <= MOST_KEY
    windows = 0 < len(what.windows) <= WINDOWS_MOST and all(map(_window, what.windows))
    said = are_words(what.title, what.text, what.where, what.left, what.right)
    return whole and windows and said and bool(what.title.strip())


def _window(one: Window) -> bool:
    long = 0 < one.minutes <= (DAYS_MOST + 1) * hours.DAY and 0 <= one.days <= DAYS_MOST
    return is_minute(one.first) and long
