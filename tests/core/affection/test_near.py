"""Being near: who sees what, what a lost line looks like, and how a rite goes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from weft.core.affection import near
from weft.core.affection.near import A_WHILE_S, ASKED_FOR_S, FORGOTTEN_S, LAPSES_S, NotHere, Seen, Two
from weft.core.people import Side

LEFT, RIGHT = Side.LEFT, Side.RIGHT
NOOR, ELIS = "noor’s page", "elis’s page"


def both(now: float = 0.0) -> Two:
    return near.come(near.come(Two(), LEFT, NOOR, now), RIGHT, ELIS, now)


def stays(two: Two, since: float, until: float) -> Two:
    """Both pages are heard from every two seconds."""
    for at in range(int(since), int(until) + 1, 2):
        two = near.look(near.look(two, LEFT, NOOR, at), RIGHT, ELIS, at)
    return two


def test_one_alone_is_told_that_they_are_here_and_nothing_else() -> None:
    two = near.come(Two(), LEFT, NOOR, 0)
    assert near.seen(two, LEFT, NOOR, 0) == Seen(here=True)
    assert near.seen(two, RIGHT, ELIS, 0) == Seen(here=False)


def test_once_both_have_come_each_sees_the_other_hold_and_let_go() -> None:
    two = near.hold(both(), LEFT, NOOR, 1)
    assert near.seen(two, RIGHT, ELIS, 1) == Seen(here=True, near=True, held=True)
    assert near.seen(two, LEFT, NOOR, 1) == Seen(here=True, near=True)
    assert not near.seen(near.let_go(two, LEFT, NOOR, 2), RIGHT, ELIS, 2).held


def test_who_is_not_heard_from_has_no_line_any_more_though_they_held() -> None:
    two = near.hold(both(), LEFT, NOOR, 0)
    two = near.look(two, RIGHT, ELIS, LAPSES_S + 1)
    assert near.seen(two, RIGHT, ELIS, LAPSES_S + 1) == Seen(here=True)


def test_a_line_that_comes_back_in_time_is_the_same_line() -> None:
    two = near.look(both(), RIGHT, ELIS, 20)
    two = near.look(two, LEFT, NOOR, 21)
    assert near.seen(two, RIGHT, ELIS, 21).near


def test_a_page_not_heard_from_for_a_minute_is_here_no_more() -> None:
    with pytest.raises(NotHere):
        near.look(both(), LEFT, NOOR, FORGOTTEN_S + 1)
    assert not near.seen(both(), LEFT, NOOR, FORGOTTEN_S + 1).here


def test_another_page_of_the_same_person_takes_the_place_of_the_first() -> None:
    two = near.come(both(), LEFT, "a second page", 1)
    assert not near.seen(two, LEFT, NOOR, 1).here
    with pytest.raises(NotHere):
        near.hold(two, LEFT, NOOR, 1)
    assert near.seen(two, LEFT, "a second page", 1).near


ACTS = some.lists(
    some.tuples(some.sampled_from(["hold", "let-go", "rite", "look"]), some.floats(0, 3)), max_size=30
)


@given(acts=ACTS)
def test_nothing_one_does_is_seen_while_the_other_has_not_come(acts: list[tuple[str, float]]) -> None:
    two, now = near.come(Two(), RIGHT, ELIS, 0), 0.0
    for act, later in acts:
        now += later
        match act:
            case "hold":
                two = near.hold(two, RIGHT, ELIS, now)
            case "let-go":
                two = near.let_go(two, RIGHT, ELIS, now, 3)
            case "rite":
                two = near.choose(two, RIGHT, ELIS, "good-night", now)
            case _:
                two = near.look(two, RIGHT, ELIS, now)
        assert near.seen(two, LEFT, NOOR, now) == Seen(here=False)


def test_a_rite_begins_when_both_would_like_it_and_not_before() -> None:
    two = near.choose(both(), LEFT, NOOR, "good-night", 1)
    assert near.seen(two, RIGHT, ELIS, 1) == Seen(True, True, theirs="good-night")
    two = near.choose(two, RIGHT, ELIS, "good-night", 2)
    assert near.seen(two, LEFT, NOOR, 2).step == near.seen(two, RIGHT, ELIS, 2).step == 0


def in_rite() -> Two:
    two = near.choose(both(), LEFT, NOOR, "good-night", 0)
    return near.choose(two, RIGHT, ELIS, "good-night", 0)


def test_it_goes_one_step_on_when_both_have_held_together_and_one_lets_go() -> None:
    two = near.hold(near.hold(in_rite(), LEFT, NOOR, 1), RIGHT, ELIS, 2)
    two = near.let_go(two, LEFT, NOOR, 4, 3)
    assert two.step == 1
    assert near.let_go(two, RIGHT, ELIS, 5, 3).step == 1


def test_two_thumbs_that_only_met_do_not_carry_it_on() -> None:
    two = near.hold(near.hold(in_rite(), LEFT, NOOR, 1), RIGHT, ELIS, 2)
    assert near.let_go(two, LEFT, NOOR, 2.5, 3).step == 0
    assert near.let_go(near.hold(in_rite(), LEFT, NOOR, 1), LEFT, NOOR, 6, 3).step == 0


def test_it_never_goes_past_its_end() -> None:
    two = in_rite()
    for at in range(0, 50, 5):
        two = near.hold(near.hold(two, LEFT, NOOR, at), RIGHT, ELIS, at)
        two = near.let_go(near.let_go(two, LEFT, NOOR, at + 2, 3), RIGHT, ELIS, at + 2, 3)
    assert two.step == 3


def test_one_who_would_rather_not_ends_a_rite_for_both() -> None:
    two = near.choose(in_rite(), RIGHT, ELIS, "", 1)
    assert near.seen(two, LEFT, NOOR, 1) == Seen(True, True)
    assert near.seen(two, RIGHT, ELIS, 1) == Seen(True, True)


def test_it_is_kept_only_when_both_say_so() -> None:
    two = stays(both(), 0, A_WHILE_S + 2)
    two, kept = near.keep(two, LEFT, A_WHILE_S + 3)
    assert not kept
    assert near.keep(two, LEFT, A_WHILE_S + 4) == (two, False)
    two, kept = near.keep(two, RIGHT, A_WHILE_S + 60)
    assert kept
    assert near.keep(two, RIGHT, A_WHILE_S + 61) == (two, False)


def test_that_one_would_keep_it_shows_on_no_page_of_the_other() -> None:
    two = stays(both(), 0, A_WHILE_S + 2)
    after, _ = near.keep(two, LEFT, A_WHILE_S + 3)
    assert near.seen(two, RIGHT, ELIS, A_WHILE_S + 3) == near.seen(after, RIGHT, ELIS, A_WHILE_S + 3)


def test_there_is_nothing_to_keep_of_a_moment_or_when_it_was_long_ago() -> None:
    short = stays(both(), 0, 10)
    assert not near.seen(short, LEFT, NOOR, 10).while_near
    assert near.keep(short, LEFT, 11) == (short, False)
    long_ago = stays(both(), 0, A_WHILE_S + 2)
    assert near.keep(long_ago, LEFT, A_WHILE_S + ASKED_FOR_S + 10) == (long_ago, False)


def test_the_next_time_it_is_asked_anew() -> None:
    two, _ = near.keep(stays(both(), 0, A_WHILE_S + 2), LEFT, A_WHILE_S + 3)
    later = A_WHILE_S + ASKED_FOR_S + 100
    two = near.come(near.come(two, LEFT, NOOR, later), RIGHT, ELIS, later)
    assert two.kept == frozenset()
    assert two.met == later


def test_what_is_over_may_be_dropped() -> None:
    assert near.is_over(Two(), ASKED_FOR_S + 1)
    assert not near.is_over(both(), 10)
