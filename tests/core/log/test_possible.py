"""Which entries of the log itself can be: what a fold passes over is as if nobody had written it."""

from dataclasses import replace

import pytest

from weft.core.affection.entries import GestureWoven, NearWoven
from weft.core.log.entries import (
    CoupleJoined,
    Entry,
    HalfBrought,
    HalvesGiven,
    LifeStageSaid,
    LockChosen,
    PersonNamed,
    PromptsDrawn,
    SittingWoven,
    SuggestionSetAside,
    UnderstandingFelt,
    Understood,
    What,
    WordsSealed,
    WordsTakenBack,
    WordsWritten,
)
from weft.core.log.fold import Life, fold
from weft.core.log.possible import can_be
from weft.core.people import Side, SittingId

SITTING = SittingId("ef" * 16)
LONG = "x" * 9_000
WOVEN = SittingWoven(SITTING, "slow-turns", "Slow turns", "talk", "together", 20, Side.LEFT, "5" * 64)
WORDS = WordsWritten(SITTING, "3-left-0", "keep", "x" * 8_000)
SEALED = WordsSealed(SITTING, "1-left", "write", 1, 2, 29_679_360, b"", b"", b"", b"", b"", b"")
JOINED = CoupleJoined("Noor", "madder", "Elias", "kendal", (1 << 64) - 1)


@pytest.mark.parametrize(
    "what",
    [
        PersonNamed("Noor", "madder"),
        JOINED,
        WORDS,
        SEALED,
        HalfBrought(SITTING, "1-left", b"x"),
        HalvesGiven(SITTING, {"1-left": b"x"}),
        WordsTakenBack(SITTING, "1-left"),
        WOVEN,
        replace(WOVEN, minutes=4 * 24 * 60, first=None),
        PromptsDrawn(SITTING, ("talk/days/1",)),
        UnderstandingFelt(SITTING, Understood.PARTLY),
        SuggestionSetAside("slow-turns", 20_000),
        LockChosen(60),
        LifeStageSaid("later in life", True),
    ],
)
def test_what_pages_say_can_be(what: What) -> None:
    assert can_be(what)


@pytest.mark.parametrize(
    "what",
    [
        PersonNamed(" ", "madder"),
        PersonNamed("Noor", "glitter"),
        PersonNamed(LONG, "madder"),
        replace(JOINED, left_name=""),
        replace(JOINED, right_dye="glitter"),
        replace(WORDS, sitting=SittingId("../")),
        replace(WORDS, key=LONG),
        replace(WORDS, step=LONG),
        replace(WORDS, text=LONG),
        replace(SEALED, holder=7),
        replace(SEALED, earliest=10**15),
        HalfBrought(SITTING, LONG, b"x"),
        HalvesGiven(SITTING, {LONG: b"x"}),
        WordsTakenBack(SittingId(""), "1-left"),
        replace(WOVEN, minutes=0),
        replace(WOVEN, minutes=10**15),
        replace(WOVEN, practice="juggling"),
        replace(WOVEN, title=" "),
        replace(WOVEN, script=LONG),
        PromptsDrawn(SITTING, ("talk/days/1",) * 2_000),
        PromptsDrawn(SITTING, (LONG,)),
        UnderstandingFelt(SittingId("a b"), Understood.YES),
        SuggestionSetAside("slow-turns", 10**12),
        SuggestionSetAside(LONG, 20_000),
        LockChosen(0),
        LockChosen(10**12),
        LifeStageSaid(LONG, True),
        GestureWoven("../", "words"),
        NearWoven(""),
    ],
)
def test_what_they_never_say_is_passed_over(what: What) -> None:
    first = Entry("1", Side.LEFT, 1_780_000_000, PersonNamed("Noor", "madder"))
    before = fold([first], Life())
    assert fold([Entry("2", Side.RIGHT, 1_780_000_001, what)], before) == before
