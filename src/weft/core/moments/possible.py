"""Which entries of moments can be: days there are, places in a title, as many feelings as a form takes."""

from weft.core.days import day_number
from weft.core.moments.curve import MOST_KNOTS, MOST_SECONDS
from weft.core.moments.entries import (
    CurveKept,
    MomentMade,
    MomentWhat,
    MomentWordsTakenBack,
    MomentWoven,
    VoiceWritten,
    WhyWritten,
)
from weft.core.moments.fields import CHOSE, DAYS_MOST, FEELINGS_MOST, FIRST_DAY
from weft.core.possible import LAST_DAY, MOST_KEY, are_words, is_instant, is_key

FIRST = day_number(FIRST_DAY)
"""Days since 1970: what was lived may be older than any clock."""
MOST_PACKED = 64 * 1024
"""Letters of a curve as it is kept: twice what six restless hours take."""
MOST_MADE = 10_000
"""Moments of a log: twice as many as our pages let two keep."""
MOST_WHYS = 120
"""Lines of one person in one landscape: twice as many as our pages take."""


def can_be(what: MomentWhat) -> bool:
    """Whether an entry can have been meant."""
    if not is_key(what.moment):
        return False
    match what:
        case MomentMade():
            return _made(what)
        case VoiceWritten():
            several = len(what.feelings) <= FEELINGS_MOST
            return several and are_words(what.text, what.remember, *what.feelings)
        case CurveKept():
            several = len(what.knots) <= MOST_KNOTS and len(what.curve) <= MOST_PACKED
            return several and all(map(_second, what.knots))
        case WhyWritten():
            return _second(what.second) and are_words(what.text)
        case MomentWordsTakenBack():
            return len(what.key) <= MOST_KEY and is_instant(what.woven_at)
        case MomentWoven():
            return True


def _made(what: MomentMade) -> bool:
    long = 0 < what.days <= DAYS_MOST
    when = long and what.day >= FIRST and what.day + what.days <= LAST_DAY
    said = bool(what.title.strip()) and are_words(what.title, what.kind, what.where)
    return when and said and what.chose in CHOSE


def _second(second: int) -> bool:
    """A place in a title: a knot may stand in the very last second, a line at the end of it."""
    return 0 <= second <= MOST_SECONDS
