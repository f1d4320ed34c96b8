"""Which entries of affection can be: gestures with an address, hours of a day, as many lines as a map has room for."""

from collections.abc import Iterable

from weft.core.affection.entries import (
    AffectionWhat,
    AnswerTakenBack,
    GestureAnswered,
    GestureKept,
    GestureLanded,
    GestureTakenBack,
    GestureWoven,
    GestureWritten,
    HintsShown,
    HourChosen,
    MapSaid,
    MapShown,
    NearWoven,
)
from weft.core.possible import MOST_KEY, are_words, is_key, is_minute

MOST_LINES = 512
"""Of a map: several times what it has places for."""


def can_be(what: AffectionWhat) -> bool:
    """Whether an entry can have been meant."""
    match what:
        case GestureWritten():
            return is_key(what.gesture) and is_minute(what.arrives) and are_words(what.text)
        case GestureAnswered():
            return is_key(what.gesture) and are_words(what.text)
        case GestureLanded():
            return is_key(what.gesture) and _short((what.way, what.landed))
        case GestureTakenBack() | AnswerTakenBack() | GestureWoven() | GestureKept():
            return is_key(what.gesture)
        case NearWoven():
            return is_key(what.near)
        case HourChosen():
            return -1 <= what.hour <= 23
        case MapSaid():
            return _map(what.lines) and len(what.shown) <= MOST_LINES and _short(what.shown)
        case MapShown():
            return _map(what.lines)
        case HintsShown():
            return len(what.ways) <= MOST_LINES and _short(what.ways)


def _map(lines: dict[str, str]) -> bool:
    return len(lines) <= MOST_LINES and _short(lines) and _short(lines.values())


def _short(some: Iterable[str]) -> bool:
    return all(len(one) <= 4 * MOST_KEY for one in some)
