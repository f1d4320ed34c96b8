"""Which entries of moments can be: all that a form and a dial can make, and nothing beyond."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from weft.core.moments import fields
from weft.core.moments.curve import MOST_KNOTS, MOST_SECONDS, packed
from weft.core.moments.entries import (
    CurveKept,
    MomentMade,
    MomentWhat,
    MomentWordsTakenBack,
    MomentWoven,
    VoiceWritten,
    WhyWritten,
)
from weft.core.moments.possible import MOST_MADE, MOST_WHYS, can_be
from weft.core.moments.told import with_told
from weft.core.people import Side

ID = "ab" * 16
MADE = MomentMade(ID, "film", "The Long Ferry", 20_000, 1, "", "left")
VOICE = VoiceWritten(ID, "It rained.", ("warm",), "")
RESTLESS = packed(bytes(Random(7).choices(range(101), k=MOST_SECONDS)))


@pytest.mark.parametrize("first", ["1900-01-01", "1969-12-31", "2026-06-08"])
def test_whatever_a_form_takes_can_be(first: str) -> None:
    day, days = fields.span(first, "", date(2026, 6, 8))
    most = "x" * 80
    assert can_be(MomentMade(ID, most[:40], most, day, days, most, "both"))


@pytest.mark.parametrize(
    "what",
    [
        replace(MADE, days=fields.DAYS_MOST),
        VoiceWritten(ID, "x" * 2_000, ("warm", "sad", "x" * 24), "x" * 300),
        CurveKept(ID, RESTLESS, tuple(range(MOST_SECONDS - MOST_KNOTS, MOST_SECONDS))),
        CurveKept(ID, "", (0,)),
        WhyWritten(ID, MOST_SECONDS, "x" * 200),
        MomentWordsTakenBack(ID, f"why-{MOST_SECONDS}", True, 1_780_000_000),
        MomentWordsTakenBack(ID, "voice"),
        MomentWoven(ID),
    ],
)
def test_and_so_can_what_is_told_and_felt(what: MomentWhat) -> None:
    assert can_be(what)


@pytest.mark.parametrize(
    "what",
    [
        replace(MADE, day=10**12),
        replace(MADE, day=-(10**12)),
        replace(MADE, day=84_006),
        replace(MADE, days=0),
        replace(MADE, days=10**12),
        replace(MADE, title=" "),
        replace(MADE, title="x" * 9_000),
        replace(MADE, chose="nobody"),
        replace(MADE, moment="../yours?"),
        replace(VOICE, feelings=("warm",) * 4),
        replace(VOICE, feelings=("x" * 9_000,)),
        replace(VOICE, remember="x" * 9_000),
        CurveKept(ID, "A" * 100_000, ()),
        CurveKept(ID, "", (-1,)),
        CurveKept(ID, "", (10**12,)),
        CurveKept(ID, "", (3,) * 601),
        WhyWritten(ID, -1, "Here."),
        WhyWritten(ID, 10**12, "Here."),
        MomentWordsTakenBack(ID, "x" * 90),
        MomentWordsTakenBack(ID, "voice", True, 10**12),
        MomentWoven(""),
    ],
)
def test_what_they_never_make_cannot_and_is_passed_over(what: MomentWhat) -> None:
    assert not can_be(what)
    before = with_told({}, [(Side.LEFT, 1_780_000_000, MADE)])
    assert with_told(before, [(Side.RIGHT, 1_780_000_001, what)]) == before


def test_a_log_has_room_for_no_more_than_twice_what_pages_keep() -> None:
    every = ((Side.LEFT, 0, replace(MADE, moment=f"{one:032x}")) for one in range(MOST_MADE + 9))
    assert len(with_told({}, every)) == MOST_MADE
    lines = [(Side.LEFT, 0, WhyWritten(ID, second, "Here.")) for second in range(MOST_WHYS + 9)]
    assert len(with_told({}, [(Side.LEFT, 0, MADE), *lines])[ID].whys) == MOST_WHYS
