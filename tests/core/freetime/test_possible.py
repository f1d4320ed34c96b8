"""Which entries of free time can be."""

import pytest

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
from weft.core.freetime.halves import MOST_DAYS
from weft.core.freetime.possible import can_be

MINE = Calendar("ab" * 16, "account", "webcal://c.example/noor", "Mine", "noor", "heron")


@pytest.mark.parametrize(
    "what",
    [
        TimeAsked("ab" * 16, 988_000, MOST_DAYS * 48 + 3),
        TimeShown("ab" * 16, "f" * 672),
        TimePutAway("ab" * 16),
        UsualSaid((NotThen("quiet", "0123456", 47, 0),), ("2026-06-12 2026-06-14",)),
        UsualSaid((), ()),
        TimesMarked(((988_000, 1),), ((988_002, 2_000),)),
        CalendarsSaid((MINE,)),
        PlansPut("ab" * 16, "https://c.example/", (("cd" * 16, ""),)),
        PlansPut("", "", ()),
    ],
)
def test_what_pages_say_can_be(what: FreeTimeWhat) -> None:
    assert can_be(what)


@pytest.mark.parametrize(
    "what",
    [
        TimeAsked("ab" * 16, 10**12, 48),
        TimeAsked("ab" * 16, 988_000, 10**12),
        TimeAsked("a b", 988_000, 48),
        TimeShown("ab" * 16, "f" * 9_000),
        UsualSaid((NotThen("quiet", "0", 48, 0),), ()),
        UsualSaid((), ("2026-06-12 9999-12-31",)),
        UsualSaid((), ("soon",)),
        TimesMarked(((988_000, 10**12),), ()),
        TimesMarked((), ((988_000, 0),)),
        CalendarsSaid((Calendar("ab" * 16, "file", "https://[::1", ""),)),
        CalendarsSaid((Calendar("ab" * 16, "drawer", "https://c.example", ""),)),
        PlansPut("", "", (("../up", ""),)),
    ],
)
def test_what_they_never_say_cannot(what: FreeTimeWhat) -> None:
    assert not can_be(what)
