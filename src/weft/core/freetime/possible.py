"""Which entries of free time can be: half hours there are, no more of them than a horizon has, calendars that have an address."""

from datetime import date
from urllib.parse import urlsplit

from weft.core.freetime.entries import (
    Calendar,
    CalendarsSaid,
    FreeTimeWhat,
    NotThen,
    PlansPut,
    TimeAsked,
    TimePutAway,
    TimeShown,
    TimesMarked,
    UsualSaid,
)
from weft.core.freetime.halves import A_DAY, HALF_MINUTES, MOST_DAYS
from weft.core.possible import are_words, is_key, is_minute

MOST_HALVES = (MOST_DAYS + 1) * A_DAY
"""Of a horizon; a night in which clocks change makes it a little more."""
MOST_SAID = 4_000
"""Of anything there are several of."""
YEARS = range(1971, 2200)
KINDS = frozenset({"file", "account"})


def can_be(what: FreeTimeWhat) -> bool:
    """Whether an entry can have been meant."""
    match what:
        case TimeAsked():
            return is_key(what.horizon) and is_half(what.start) and 0 < what.count <= MOST_HALVES
        case TimeShown():
            return len(what.free) <= MOST_HALVES
        case UsualSaid():
            some = len(what.not_then) <= MOST_SAID and len(what.away) <= MOST_SAID
            return some and all(map(_weekly, what.not_then)) and all(map(_away, what.away))
        case TimesMarked():
            return all(map(_marks, (what.free, what.taken)))
        case CalendarsSaid():
            return len(what.calendars) <= MOST_SAID and all(map(_calendar, what.calendars))
        case PlansPut():
            return len(what.put) <= MOST_SAID and all(is_key(mark) for mark, _ in what.put)
        case TimePutAway():
            return True


def is_half(half: int) -> bool:
    return is_minute(half * HALF_MINUTES)


def _weekly(one: NotThen) -> bool:
    return 0 <= one.begins < A_DAY and 0 <= one.till < A_DAY


def _away(text: str) -> bool:
    try:
        return all(date.fromisoformat(word).year in YEARS for word in text.split())
    except ValueError:
        return False


def _marks(some: tuple[tuple[int, int], ...]) -> bool:
    whole = (is_half(first) and count > 0 and is_half(first + count) for first, count in some)
    return len(some) <= MOST_SAID and all(whole)


def _calendar(one: Calendar) -> bool:
    try:
        urlsplit(one.url)
    except ValueError:
        return False
    return one.kind in KINDS and are_words(one.url, one.called, one.name, one.password)
