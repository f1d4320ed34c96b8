"""A couple's own experiment: two say yes, chance draws, either ends; a page shows only the day it is."""

import pytest

from weft.core.journey.entries import (
    ExperimentAgreed,
    ExperimentAsked,
    ExperimentEnded,
    ExperimentTakenBack,
)
from weft.core.journey.trial import (
    LASTS,
    MOST_OPTION,
    MOST_PAIRS,
    PAIRS,
    Experiments,
    Line,
    order,
    running,
    with_experiments,
)
from weft.core.people import Side

LEFT, RIGHT = Side.LEFT, Side.RIGHT
DAY = 20_000
ASKED = ExperimentAsked("a", "Walk first", "Cook first", "day", 2)
AGREED = ExperimentAgreed("a", DAY, (False, True))


def after(*lines: Line) -> Experiments:
    return with_experiments(Experiments(), lines)


def begun() -> Experiments:
    return after((LEFT, 0, ASKED), (RIGHT, 1, AGREED))


def test_what_was_drawn_says_which_of_the_two_each_day_has() -> None:
    one = begun().latest
    assert one is not None
    assert [one.option_on(DAY + at) for at in range(-1, 5)] == [
        None,
        "Walk first",
        "Cook first",
        "Cook first",
        "Walk first",
        None,
    ]
    assert one.over == DAY + 4


@pytest.mark.parametrize("span", LASTS)
def test_every_pair_has_each_option_once_and_the_experiment_takes_four_weeks(span: str) -> None:
    drawn = order([False] * PAIRS[span], span)
    assert len(drawn) == 28
    one, other = LASTS[span]
    assert drawn[: one + other] == (0,) * one + (1,) * other


def test_nobody_agrees_to_their_own_nor_to_one_that_is_gone() -> None:
    assert after((LEFT, 0, ASKED), (LEFT, 1, AGREED)).latest is None
    assert after((LEFT, 0, ASKED), (LEFT, 1, ExperimentTakenBack("a")), (RIGHT, 2, AGREED)).latest is None


def test_only_whoever_proposed_it_takes_it_back() -> None:
    assert after((LEFT, 0, ASKED), (RIGHT, 1, ExperimentTakenBack("a"))).asked[LEFT].key == "a"


def test_coins_for_another_number_of_pairs_are_no_draw() -> None:
    assert after((LEFT, 0, ASKED), (RIGHT, 1, ExperimentAgreed("a", DAY, (True,)))).latest is None


def test_no_second_one_begins_while_one_runs() -> None:
    lines: list[Line] = [
        (RIGHT, 2, ExperimentAsked("b", "Tea", "Coffee", "day", 2)),
        (LEFT, 3, ExperimentAgreed("b", DAY + 3, (True, True))),
    ]
    assert [one.key for one in with_experiments(begun(), lines).tried] == ["a"]
    later = [lines[0], (LEFT, 3, ExperimentAgreed("b", DAY + 4, (True, True)))]
    assert [one.key for one in with_experiments(begun(), later).tried] == ["a", "b"]


def test_either_ends_it_and_what_came_before_stays() -> None:
    ended = [with_experiments(begun(), [(side, 2, ExperimentEnded("a", DAY + 3))]) for side in Side]
    assert ended[0] == ended[1]
    assert ended[0].tried[0].order == (0, 1, 1)
    assert running(ended[0], DAY + 3) is None


@pytest.mark.parametrize(("key", "day"), [("b", DAY + 1), ("a", DAY - 1), ("a", DAY + 4)])
def test_ending_what_does_not_run_changes_nothing(key: str, day: int) -> None:
    assert with_experiments(begun(), [(LEFT, 2, ExperimentEnded(key, day))]) == begun()


def test_one_ended_before_its_first_day_is_over_was_none() -> None:
    assert with_experiments(begun(), [(LEFT, 2, ExperimentEnded("a", DAY))]) == Experiments()


def test_it_runs_from_its_first_day_to_its_last() -> None:
    assert [running(begun(), DAY + at) is not None for at in (-1, 0, 3, 4)] == [False, True, True, False]


@pytest.mark.parametrize(("span", "pairs"), [("year", 2), ("day", 0), ("day", -1), ("day", MOST_PAIRS + 1)])
def test_what_no_page_offers_is_passed_over(span: str, pairs: int) -> None:
    assert after((LEFT, 0, ExperimentAsked("a", "Tea", "Coffee", span, pairs))).asked == {}


def test_options_are_cut_to_a_line_and_show_in_no_repr() -> None:
    long = after((LEFT, 0, ExperimentAsked("a", "x" * 500, "y", "day", 2))).asked[LEFT]
    assert len(long.options[0]) == MOST_OPTION
    assert "Walk" not in repr([ASKED, after((LEFT, 0, ASKED)), begun()])
