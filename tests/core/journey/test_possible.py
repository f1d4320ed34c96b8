"""Which entries of the journey can be."""

from dataclasses import replace

import pytest

from weft.core.journey.entries import (
    EveningsForgotten,
    EveningShared,
    EveningsWanted,
    EveningWritten,
    ExperimentAgreed,
    ExperimentAsked,
    ExperimentEnded,
    ExperimentTakenBack,
    FourAnswered,
    JourneyWhat,
    RhythmAgreed,
    RhythmAsked,
    RhythmTakenBack,
    SeasonEnded,
    SeasonLookedBack,
)
from weft.core.journey.possible import can_be

EVENING = EveningWritten(20_000, -1, 100, ("talk",), 3, 24, False, ("near",))
ASKED = RhythmAsked("ab" * 16, 180, (0, 6), (3,), "To rest", 42)
TRIAL = ExperimentAsked("ab" * 16, "Walk", "Sit", "half-week", 4)


@pytest.mark.parametrize(
    "what",
    [
        EVENING,
        replace(EVENING, day=-1),
        EveningShared(20_000, 1, 1, None, 1, 1),
        EveningsForgotten(0, 10**6),
        EveningsWanted(True),
        ASKED,
        RhythmTakenBack("ab" * 16),
        RhythmAgreed("ab" * 16, 20_000),
        SeasonEnded("ab" * 16, 20_000),
        SeasonLookedBack("ab" * 16, "x" * 4_000),
        FourAnswered("ab" * 16, "end", (0, 7, 1, 2)),
        FourAnswered("ab" * 16, "end", ()),
        TRIAL,
        ExperimentTakenBack("ab" * 16),
        ExperimentAgreed("ab" * 16, 20_000, (True,) * 14),
        ExperimentEnded("ab" * 16, 20_000),
    ],
)
def test_what_pages_say_can_be(what: JourneyWhat) -> None:
    assert can_be(what)


@pytest.mark.parametrize(
    "what",
    [
        replace(EVENING, day=10**9),
        EveningShared(-(10**9), 1, 1, None, 1, 1),
        EveningShared(20_000, 1, 1, ("talk",) * 99, 1, 1),
        replace(ASKED, minutes=10**9),
        replace(ASKED, days=(1,) * 99),
        replace(ASKED, key="a/b"),
        RhythmAgreed("ab" * 16, 10**9),
        SeasonEnded("ab" * 16, -(10**9)),
        SeasonLookedBack("ab" * 16, "x" * 9_000),
        FourAnswered("ab" * 16, "end", (-1,)),
        FourAnswered("ab" * 16, "end", (0,) * 5),
        replace(TRIAL, one="x" * 9_000),
        replace(TRIAL, key=""),
        ExperimentAgreed("ab" * 16, 10**9, ()),
        ExperimentAgreed("ab" * 16, 20_000, (True,) * 99),
        ExperimentEnded("ab" * 16, 10**9),
    ],
)
def test_what_they_never_say_cannot(what: JourneyWhat) -> None:
    assert not can_be(what)
