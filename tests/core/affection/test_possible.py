"""Which entries of affection can be."""

from dataclasses import replace

import pytest

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
from weft.core.affection.gestures import MOST_ANSWER, MOST_TEXT, Affection, Way, with_affection
from weft.core.affection.possible import can_be
from weft.core.affection.wanted import SITUATIONS, places
from weft.core.people import Side

ID = "ab" * 16
GIVEN = GestureWritten(ID, "words", "You hummed.", 0)
WHOLE_MAP = {place: "sometimes" for situation in SITUATIONS for place in places(situation)}


@pytest.mark.parametrize(
    "what",
    [
        replace(GIVEN, text="x" * MOST_TEXT, arrives=29_679_360),
        GestureAnswered(ID, "relive", "x" * MOST_ANSWER),
        GestureLanded(ID, "touch", ""),
        GestureTakenBack(ID),
        AnswerTakenBack(ID),
        GestureWoven(ID, "deed"),
        GestureKept(ID, False),
        NearWoven(ID),
        HourChosen(-1),
        HourChosen(23),
        MapSaid(WHOLE_MAP, tuple(WHOLE_MAP)),
        MapShown(WHOLE_MAP),
        MapShown({}),
        HintsShown(tuple(Way)),
    ],
)
def test_what_pages_say_can_be(what: AffectionWhat) -> None:
    assert can_be(what)


@pytest.mark.parametrize(
    "what",
    [
        replace(GIVEN, arrives=10**12),
        replace(GIVEN, arrives=-(10**12)),
        replace(GIVEN, gesture="../"),
        replace(GIVEN, text="x" * 9_000),
        GestureAnswered(ID, "stop", "x" * 9_000),
        GestureLanded(ID, "x" * 300, "yes"),
        GestureTakenBack(""),
        GestureWoven("a b", "deed"),
        NearWoven("x" * 65),
        HourChosen(24),
        HourChosen(-2),
        MapSaid({"x" * 300: "like"}, ()),
        MapSaid({}, ("morning/cup",) * 600),
        MapShown({f"morning/{number}": "like" for number in range(600)}),
        HintsShown(("words",) * 600),
    ],
)
def test_what_they_never_say_cannot_and_is_passed_over(what: AffectionWhat) -> None:
    assert not can_be(what)
    assert with_affection(Affection(), [(Side.LEFT, 0, what)]) == Affection()
