"""Which entries of plans can be: all that a form can make, and nothing beyond."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from weft.core.people import Side
from weft.core.plans import fields, hours
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
from weft.core.plans.fields import Typed
from weft.core.plans.plan import Agreed
from weft.core.plans.possible import can_be

NOW = datetime(2026, 10, 20, 12, tzinfo=UTC)
OFFER = PlanOffered("ab" * 16, 0, "Pie", "", "", (Window(29_679_360, 180),), "Europe/Berlin", "", "", "")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Apia", "Australia/Lord_Howe", ""])
def test_whatever_a_form_takes_can_be(zone: str) -> None:
    longest = [
        Typed("2026-10-21", "", "", "2026-11-20"),
        Typed("2026-10-21", "00:00", "23:59", "2026-11-20"),
        Typed("2028-10-20"),
    ]
    said = {"title": "x" * 80, "text": "x" * 400, "where": "x" * 80, "left": "x" * 120, "right": "x" * 120}
    one = fields.facts(said, longest, zone, "yearly", NOW)
    assert can_be(
        PlanOffered(
            "ab" * 16,
            7,
            one.title,
            one.text,
            one.where,
            one.windows,
            one.zone,
            one.repeats,
            one.left,
            one.right,
        )
    )


@pytest.mark.parametrize(
    "what",
    [
        PlanAnswered("p", 0, "no", 0),
        BringsSaid("p", "bags", ""),
        PlanWithdrawn("p", "left"),
        PlanLetBe("p", 20_000, True),
        ForwardWritten("p", 20_000, "x" * 600, True),
        ForwardTakenBack("p", 20_000),
        ZoneChosen("America/Argentina/ComodRivadavia"),
        FeedChosen("", False),
    ],
)
def test_and_so_can_what_is_said_of_it(what: PlanWhat) -> None:
    assert can_be(what)


@pytest.mark.parametrize(
    "what",
    [
        replace(OFFER, windows=()),
        replace(OFFER, windows=OFFER.windows * 4),
        replace(OFFER, windows=(Window(10**12, 60),)),
        replace(OFFER, windows=(Window(29_679_360, 0),)),
        replace(OFFER, windows=(Window(29_679_360, 10**9),)),
        replace(OFFER, windows=(Window(29_679_360, 60, -1),)),
        replace(OFFER, turn=-1),
        replace(OFFER, repeats="daily"),
        replace(OFFER, title=""),
        replace(OFFER, text="x" * 9_000),
        replace(OFFER, plan="a/b"),
        PlanAnswered("p", 0, "maybe", 0),
        PlanLetBe("p", 10**9, True),
        ForwardWritten("p", -(10**9), "", True),
        ForwardTakenBack("p", 10**9),
        ZoneChosen("x" * 65),
    ],
)
def test_what_no_form_makes_cannot_be(what: PlanWhat) -> None:
    assert not can_be(what)


def test_what_comes_again_ends_after_a_century_of_weeks_and_not_before() -> None:
    agreed = Agreed(replace(OFFER, repeats="weekly"), Side.LEFT, OFFER.windows[0], 4_999)
    assert agreed.next
    assert hours.there(agreed.next.first, "").year > 2120
    assert replace(agreed, come=5_000).next is None
