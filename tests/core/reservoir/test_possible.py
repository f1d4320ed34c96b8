"""Which choices about things kept can be."""

import pytest

from weft.core.reservoir.entries import DayChosen, KeepingWhat, LeftOut, LetterAllowed, MonthNamed
from weft.core.reservoir.possible import can_be

ID = "ab" * 16


@pytest.mark.parametrize(
    "what",
    [
        DayChosen(ID, True),
        MonthNamed(1900, 1, "x" * 24),
        MonthNamed(2199, 12, ""),
        LeftOut(ID, f"picture-{ID}", True),
        LetterAllowed(ID, False),
    ],
)
def test_what_pages_say_can_be(what: KeepingWhat) -> None:
    assert can_be(what)


@pytest.mark.parametrize(
    "what",
    [
        DayChosen("", True),
        DayChosen("../", True),
        MonthNamed(10**12, 6, "slow"),
        MonthNamed(2026, 0, "slow"),
        MonthNamed(2026, 13, "slow"),
        MonthNamed(2026, 6, "x" * 9_000),
        LeftOut("", "voice", True),
        LeftOut(ID, "x" * 300, True),
        LetterAllowed("a b", True),
    ],
)
def test_what_they_never_say_cannot(what: KeepingWhat) -> None:
    assert not can_be(what)
