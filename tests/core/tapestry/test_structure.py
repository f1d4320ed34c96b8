"""The weaves are cloth: everything is bound, and nothing floats too far."""

import pytest

from weft.core.practice import Practice
from weft.core.tapestry.structure import (
    DRAFT,
    SATIN,
    STRUCTURE,
    TABBY,
    TWILL_LEFT,
    TWILL_RIGHT,
    Drawdown,
    floats,
)

ALL = {**STRUCTURE, "tabby": TABBY, "twill to the right": TWILL_RIGHT}


@pytest.mark.parametrize("drawdown", ALL.values(), ids=str)
def test_every_pick_and_every_end_is_bound(drawdown: Drawdown) -> None:
    for line in (*drawdown, *zip(*drawdown, strict=True)):
        assert set(line) == {0, 1}


@pytest.mark.parametrize(
    "drawdown", [drawdown for drawdown in ALL.values() if drawdown is not SATIN], ids=str
)
def test_no_weft_floats_over_more_than_eight_ends(drawdown: Drawdown) -> None:
    assert max(piece.ends for pick in drawdown for piece in floats(pick)) <= 8


@pytest.mark.parametrize("drawdown", ALL.values(), ids=str)
def test_no_warp_floats_over_more_than_eight_picks(drawdown: Drawdown) -> None:
    ends = [tuple(1 - mark for mark in end) for end in zip(*drawdown, strict=True)]
    assert max(piece.ends for end in ends for piece in floats(end)) <= 8


def test_satin_binds_each_end_once_and_never_beside_the_last() -> None:
    bound = [pick.index(1) for pick in SATIN]
    assert sorted(bound) == list(range(8))
    assert all(
        abs(one - other) not in (1, 7) for one, other in zip(bound, (*bound[1:], bound[0]), strict=True)
    )


def test_the_seven_weaves_are_seven() -> None:
    assert set(STRUCTURE) == set(Practice)
    assert len(set(STRUCTURE.values())) == 7


def test_the_twill_to_the_right_mirrors_the_one_to_the_left() -> None:
    assert tuple(pick[::-1] for pick in TWILL_RIGHT) == TWILL_LEFT


def test_floats_cover_all_the_weft_there_is() -> None:
    for drawdown in ALL.values():
        assert sum(piece.ends for pick in drawdown for piece in floats(pick)) == sum(
            pick.count(0) for pick in drawdown
        )


def test_the_drafts_are_nine_by_nine_and_all_different() -> None:
    assert all(len(draft) == 9 and {len(pick) for pick in draft} == {9} for draft in DRAFT.values())
    assert len(set(DRAFT.values())) == 7


@pytest.mark.parametrize("practice", [Practice.MOMENTS, Practice.UNDERSTANDING])
def test_pointed_drafts_are_the_same_from_both_sides(practice: Practice) -> None:
    assert all(pick == pick[::-1] for pick in DRAFT[practice])
