"""What was told of a moment: both or neither, whoever was first, and what stays when something is taken back."""

from itertools import permutations

import pytest

from weft.core.log.entries import Entry, What
from weft.core.log.fold import fold
from weft.core.moments.entries import (
    CurveKept,
    MomentMade,
    MomentWordsTakenBack,
    MomentWoven,
    VoiceWritten,
    WhyWritten,
)
from weft.core.moments.told import Moment
from weft.core.parting import kept_by
from weft.core.people import Side, SittingId

KEY = "a" * 32
MADE = MomentMade(KEY, "film", "The Long Ferry", 20_600, 1, "the small cinema", "left")
L, R = Side.LEFT, Side.RIGHT


def voice(text: str) -> VoiceWritten:
    return VoiceWritten(KEY, text, ("sad",), "")


def told(*whats: tuple[Side, What]) -> Moment:
    return fold(entries(*whats)).moments[KEY]


def entries(*whats: tuple[Side, What]) -> list[Entry]:
    return [Entry(str(at), side, 1_000 + at, what) for at, (side, what) in enumerate([(L, MADE), *whats])]


@pytest.mark.parametrize("side", Side)
def test_until_both_have_told_each_reads_their_own_alone(side: Side) -> None:
    one = told((side, voice("Mine.")))
    assert one.voice(side, side) == voice("Mine.")
    assert one.voice(side, side.other) is None


@pytest.mark.parametrize("order", list(permutations(Side)))
def test_with_the_second_telling_both_open_to_both(order: tuple[Side, Side]) -> None:
    one = told(*((side, voice(side)) for side in order))
    assert [one.voice(of, viewer) for of in Side for viewer in Side] == [voice("left")] * 2 + [
        voice("right")
    ] * 2


def test_a_later_telling_takes_the_place_of_an_earlier_one() -> None:
    one = told((L, voice("First.")), (L, voice("Second.")))
    assert one.voice(L, L) == voice("Second.")


def test_what_has_opened_cannot_be_told_otherwise() -> None:
    one = told((L, voice("Mine.")), (R, voice("Yours.")), (L, voice("I never said that.")))
    assert one.voice(L, R) == voice("Mine.")


def test_curves_open_by_themselves_and_not_with_the_words() -> None:
    one = told((L, voice("Mine.")), (R, voice("Yours.")), (L, CurveKept(KEY, "", ())))
    assert one.curve(L, R) is None
    assert not one.curves_open


def test_a_moment_belongs_to_the_cloth_once_both_have_told_it() -> None:
    lines = entries((L, voice("Mine.")), (R, voice("Yours.")))
    assert SittingId(KEY) not in fold(lines[:2]).woven
    assert fold(lines).woven[SittingId(KEY)].what.title == "The Long Ferry"


def test_a_moment_is_woven_once() -> None:
    life = fold(entries((R, MomentWoven(KEY)), (L, voice("Mine.")), (R, voice("Yours."))))
    assert int(life.woven[SittingId(KEY)].at.timestamp()) == 1_001


def test_folding_in_pieces_is_folding_whole() -> None:
    lines = entries((L, voice("Mine.")), (R, voice("Yours.")), (L, WhyWritten(KEY, 60, "why")))
    for cut in range(len(lines)):
        pieces = fold(lines[cut:], fold(lines[:cut]))
        assert pieces.moments == fold(lines).moments
        assert dict(pieces.woven) == dict(fold(lines).woven)


def test_words_taken_back_leave_the_other_what_was_open_and_the_band_where_it_was() -> None:
    """The taken entry is gone from the log when it is read again: what stays is as it was before."""
    lines = entries((L, voice("Mine.")), (R, voice("Yours.")))
    back = Entry("9", L, 2_000, MomentWordsTakenBack(KEY, "voice", True, 1_002))
    before, after = fold([*lines, back]), fold([lines[0], lines[2], back])
    assert before.moments == after.moments
    assert dict(before.woven) == dict(after.woven)
    assert (after.moments[KEY].voice(R, L), after.moments[KEY].voice(L, R)) == (voice("Yours."), None)


def test_lines_stand_in_the_titles_own_time_left_before_right() -> None:
    one = told(*((side, WhyWritten(KEY, at, side)) for at in (60, 6) for side in (R, L)))
    assert [(side, kept.what.second) for side, kept in one.whys] == [(L, 6), (R, 6), (L, 60), (R, 60)]  # type: ignore[union-attr]


def test_only_ones_own_line_is_taken_back() -> None:
    both = [(side, WhyWritten(KEY, 6, side)) for side in Side]
    one = told(*both, (L, MomentWordsTakenBack(KEY, "why-6")))
    assert [side for side, _ in one.whys] == [R]


def test_what_belongs_to_no_moment_is_passed_over() -> None:
    assert fold([Entry("1", L, 1, voice("Lost."))]).moments == {}


def test_when_two_part_each_keeps_what_had_opened() -> None:
    lines = entries((L, voice("Mine.")), (R, voice("Yours.")), (R, CurveKept(KEY, "", ())))
    assert kept_by(L, lines, (), {}) == {"0", "1", "2"}
    assert kept_by(R, lines, (), {}) == {"0", "1", "2", "3"}


def test_no_repr_holds_what_was_told() -> None:
    one = told((L, voice("A heron.")), (L, WhyWritten(KEY, 6, "A heron.")), (L, CurveKept(KEY, "heron", ())))
    assert "eron" not in repr(one)
