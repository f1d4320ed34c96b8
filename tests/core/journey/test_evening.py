"""Evenings as a log says them: one a day, private until shared, forgotten for good."""

from datetime import UTC, date, datetime

import pytest

from weft.core.days import day_number, the_date
from weft.core.journey.entries import EveningsForgotten, EveningShared, EveningsWanted, EveningWritten
from weft.core.journey.evening import (
    Evening,
    Evenings,
    Item,
    Line,
    as_written,
    evening_of,
    last_whole_week,
    latest_shares,
    to_share,
    with_evenings,
    written,
)
from weft.core.people import Side
from weft.core.practice import Practice

LEFT, RIGHT = Side.LEFT, Side.RIGHT
WHOLE = Evening(7, 73, 82, frozenset({Practice.SOFTER}), 2, 3, shares=frozenset(Item))


def test_what_is_written_is_read_again_as_it_was() -> None:
    for one in (WHOLE, Evening(7, 73, did=frozenset()), Evening(7, skipped=True)):
        again = written(as_written(one))
        assert (again.near, again.met, again.stress, again.hours, again.skipped, again.shares) == (
            one.near,
            one.met,
            one.stress,
            one.hours,
            one.skipped,
            one.shares,
        )


def test_what_no_evening_can_be_counts_as_not_said() -> None:
    one = written(EveningWritten(7, 101, -2, ("gardening", "talk"), 4, 25, False, ("near", "secret")))
    assert one == Evening(7, did=frozenset({Practice.TALK}), shares=frozenset({Item.NEAR}))


def test_an_evening_left_out_says_nothing_whatever_stands_in_it() -> None:
    one = written(EveningWritten(7, 50, 50, ("talk",), 1, 1, True, ("near",)))
    assert one == Evening(7, skipped=True)
    assert to_share(one) is None


def test_only_what_is_ticked_and_said_is_shared() -> None:
    one = Evening(7, 73, None, frozenset({Practice.TALK}), 2, 3, shares=frozenset({Item.NEAR, Item.MET}))
    assert to_share(one) == EveningShared(7, 73, -1, None, -1, -1)
    assert to_share(Evening(7, 73, shares=frozenset({Item.MET}))) is None
    assert to_share(Evening(7, 73)) is None


def test_that_nothing_happened_can_be_shared_too() -> None:
    shared = to_share(Evening(7, 73, did=frozenset(), shares=frozenset({Item.DID})))
    assert shared == EveningShared(7, -1, -1, (), -1, -1)


def test_a_later_word_stands_in_the_place_of_the_one_before() -> None:
    lines: list[Line] = [(LEFT, at, as_written(Evening(7, at))) for at in (40, 60)]
    evenings = with_evenings(Evenings(), lines)
    assert {day: one.near for day, one in evenings.own.items()} == {7: 60}
    assert evenings.said_at == {(LEFT, 7): 60}


def test_forgetting_takes_ones_own_days_and_nobody_elses() -> None:
    shared = [(side, day, EveningShared(day, 50, -1, None, -1, -1)) for side in Side for day in (6, 7, 8)]
    before = with_evenings(Evenings(), shared)
    after = with_evenings(before, [(LEFT, 9, EveningsForgotten(7, 8))])
    assert list(after.shared[LEFT]) == [6]
    assert list(after.shared[RIGHT]) == [6, 7, 8]
    assert (LEFT, 7) not in after.said_at
    assert (RIGHT, 7) in after.said_at
    assert list(before.shared[LEFT]) == [6, 7, 8]


def test_folding_in_pieces_is_folding_whole() -> None:
    lines: list[Line] = [
        (LEFT, 1, EveningsWanted(True)),
        (LEFT, 2, as_written(WHOLE)),
        (RIGHT, 3, EveningShared(7, 50, -1, None, -1, -1)),
        (RIGHT, 4, EveningsForgotten(1, 9)),
        (LEFT, 5, EveningsWanted(False)),
    ]
    whole = with_evenings(Evenings(), lines)
    for cut in range(len(lines) + 1):
        assert with_evenings(with_evenings(Evenings(), lines[:cut]), lines[cut:]) == whole


def test_until_four_in_the_morning_it_is_still_the_evening_before() -> None:
    assert evening_of(datetime(2026, 6, 5, 3, 59, tzinfo=UTC)) == date(2026, 6, 4)
    assert evening_of(datetime(2026, 6, 5, 4, 0, tzinfo=UTC)) == date(2026, 6, 5)


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2026, 6, 4), date(2028, 2, 29)])
def test_a_day_and_its_number_are_the_same_day(day: date) -> None:
    assert the_date(day_number(day)) == day


@pytest.mark.parametrize("weekday", range(7))
def test_what_is_shared_counts_from_the_next_monday_on(weekday: int) -> None:
    monday = day_number(date(2026, 6, 8))
    assert last_whole_week(monday + weekday) == monday - 1


def test_the_next_form_begins_with_what_was_ticked_last_and_leaving_out_ticks_nothing() -> None:
    some = {
        1: Evening(1, 5, shares=frozenset({Item.NEAR})),
        2: Evening(2, 5, shares=frozenset({Item.DID})),
        3: Evening(3, skipped=True),
    }
    assert latest_shares(some) == {Item.DID}
    assert latest_shares({}) == frozenset()


def test_no_number_and_no_practice_shows_in_a_repr() -> None:
    shown = repr([WHOLE, as_written(WHOLE), to_share(WHOLE)])
    assert not any(word in shown for word in ("73", "82", "softer"))
