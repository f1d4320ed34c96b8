"""What each would like of Today, as a log says it."""

from weft.core.journey.facts import Left, Sky, Today, Wish
from weft.core.journey.leanings import (
    ExerciseLeftOut,
    ExercisePutAway,
    Leanings,
    Line,
    MoreSaid,
    TodayLike,
    WishKept,
    with_leanings,
)
from weft.core.people import Side
from weft.core.practice import Practice

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def test_what_one_said_to_both_is_theirs_alone_to_take_back() -> None:
    said = with_leanings(Leanings(), [(LEFT, MoreSaid("talk", True)), (RIGHT, MoreSaid("talk", True))])
    assert said.said_by(LEFT) == said.said_by(RIGHT) == {Practice.TALK}
    after = with_leanings(said, [(LEFT, MoreSaid("talk", False))])
    assert not after.said_by(LEFT)
    assert after.said_by(RIGHT) == {Practice.TALK}


def test_more_less_and_neither() -> None:
    lines = [(LEFT, WishKept(*one)) for one in (("talk", "more"), ("time", "less"), ("depth", "less"))]
    kept = with_leanings(Leanings(), lines)
    assert kept.kept_as(Wish.MORE) == {Practice.TALK}
    assert kept.kept_as(Wish.LESS) == {Practice.TIME}
    assert (kept.leans("depth"), kept.leans("length")) == (-1, 0)
    assert not with_leanings(kept, [(LEFT, WishKept("talk", ""))]).kept_as(Wish.MORE)


def test_what_a_day_is_like_is_good_for_that_day() -> None:
    like = with_leanings(Leanings(), [(LEFT, TodayLike(9, 45, "wet", ""))])
    assert like.like_on(9) == Today(45, Sky.WET, None)
    assert like.like_on(10) == Today()
    assert with_leanings(like, [(LEFT, TodayLike(9, 0, "", "little"))]).like_on(9) == Today(
        None, None, Left.LITTLE
    )


def test_what_one_left_out_for_both_either_brings_back() -> None:
    out = with_leanings(Leanings(), [(LEFT, ExerciseLeftOut("slow-turns", True))])
    assert out.left_out == {"slow-turns"}
    assert not out.away
    assert not with_leanings(out, [(RIGHT, ExerciseLeftOut("slow-turns", False))]).left_out


def test_what_was_put_away_can_be_brought_back() -> None:
    away = with_leanings(Leanings(), [(LEFT, ExercisePutAway("slow-turns", True))])
    assert away.away == {"slow-turns"}
    assert not with_leanings(away, [(LEFT, ExercisePutAway("slow-turns", False))]).away


def test_words_of_a_newer_weft_are_passed_by() -> None:
    lines: list[Line] = [
        (LEFT, MoreSaid("gardening", True)),
        (LEFT, WishKept("gardening", "more")),
        (LEFT, WishKept("talk", "much")),
        (LEFT, TodayLike(9, 0, "hail", "plenty")),
    ]
    assert with_leanings(Leanings(), lines) == Leanings(like=(9, Today()))


def test_nothing_that_is_ones_own_shows_in_a_repr() -> None:
    shown = repr(
        [WishKept("talk", "less"), TodayLike(9, 20, "wet", "little"), ExercisePutAway("slow-turns", True)]
    )
    assert not any(word in shown for word in ("talk", "less", "20", "wet", "little", "slow"))
