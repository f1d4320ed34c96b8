"""Rhythm and seasons: two say yes, either ends, rest follows; and what fits nothing is passed over."""

from datetime import date

import pytest

from weft.core.days import day_number
from weft.core.journey.entries import (
    FourAnswered,
    RhythmAgreed,
    RhythmAsked,
    RhythmTakenBack,
    SeasonEnded,
    SeasonForgotten,
    SeasonLookedBack,
)
from weft.core.journey.season import (
    LONGEST,
    MINUTES,
    MOST_PURPOSE,
    REST,
    SHORTEST,
    Line,
    Pace,
    Seasons,
    Stand,
    is_quiet,
    may_begin,
    next_begins,
    stand,
    with_seasons,
    year_over,
)
from weft.core.people import Side

LEFT, RIGHT = Side.LEFT, Side.RIGHT
DAY = 20_000


def asked(key: str = "a", length: int = SHORTEST, **more: object) -> RhythmAsked:
    fields: dict[str, object] = {"minutes": 90, "days": (1,), "quiet": (4,), "purpose": "Tuesdays"} | more
    return RhythmAsked(key=key, length=length, **fields)  # type: ignore[arg-type]


def after(*lines: Line) -> Seasons:
    return with_seasons(Seasons(), lines)


def begun() -> Seasons:
    return after((LEFT, 0, asked()), (RIGHT, 1, RhythmAgreed("a", DAY)))


def test_a_season_begins_with_the_others_yes_and_is_over_by_itself() -> None:
    some = begun()
    assert some.asked == {}
    assert some.latest is not None
    assert (some.latest.first, some.latest.over) == (DAY, DAY + SHORTEST)
    assert [stand(some, day) for day in (DAY, DAY + SHORTEST - 1)] == [Stand.SEASON, Stand.SEASON]
    assert stand(some, DAY + SHORTEST) is Stand.REST
    assert stand(some, DAY + SHORTEST + REST) is Stand.NONE


def test_nobody_agrees_to_their_own_proposal_nor_to_one_that_is_gone() -> None:
    assert after((LEFT, 0, asked()), (LEFT, 1, RhythmAgreed("a", DAY))).latest is None
    assert after((LEFT, 0, asked()), (RIGHT, 1, RhythmAgreed("b", DAY))).latest is None
    back = after((LEFT, 0, asked()), (LEFT, 1, RhythmTakenBack("a")), (RIGHT, 2, RhythmAgreed("a", DAY)))
    assert back.latest is None


def test_only_whoever_proposed_it_takes_a_proposal_back() -> None:
    some = after((LEFT, 0, asked()), (RIGHT, 1, RhythmTakenBack("a")))
    assert some.asked[LEFT].key == "a"


def test_a_later_proposal_stands_in_the_place_of_the_earlier_and_a_yes_answers_both_peoples() -> None:
    some = after((LEFT, 0, asked("a")), (LEFT, 1, asked("b")), (RIGHT, 2, asked("c")))
    assert {side: one.key for side, one in some.asked.items()} == {LEFT: "b", RIGHT: "c"}
    assert with_seasons(some, [(RIGHT, 3, RhythmAgreed("b", DAY))]).asked == {}


def test_a_rhythm_alone_begins_no_season() -> None:
    some = after((LEFT, 0, asked(length=0)), (RIGHT, 1, RhythmAgreed("a", DAY)))
    assert some.rhythm is not None
    assert some.seasons == ()
    assert stand(some, DAY) is Stand.NONE


@pytest.mark.parametrize("length", [1, SHORTEST - 1, LONGEST + 1, -3])
def test_a_length_no_page_offers_is_no_season(length: int) -> None:
    assert after((LEFT, 0, asked(length=length)), (RIGHT, 1, RhythmAgreed("a", DAY))).seasons == ()


def test_either_ends_it_and_it_is_over_that_day() -> None:
    for side in Side:
        some = with_seasons(begun(), [(side, 2, SeasonEnded("a", DAY + 3))])
        assert stand(some, DAY + 2) is Stand.SEASON
        assert stand(some, DAY + 3) is Stand.REST
        assert not may_begin(some, DAY + 3 + REST - 1)
        assert may_begin(some, DAY + 3 + REST)


def test_who_ended_it_is_not_kept_apart_from_the_entry() -> None:
    ended = [with_seasons(begun(), [(side, 2, SeasonEnded("a", DAY + 3))]) for side in Side]
    assert ended[0] == ended[1]


@pytest.mark.parametrize(("key", "day"), [("b", DAY + 3), ("a", DAY - 1), ("a", DAY + SHORTEST)])
def test_ending_what_does_not_run_changes_nothing(key: str, day: int) -> None:
    assert with_seasons(begun(), [(LEFT, 2, SeasonEnded(key, day))]) == begun()


def test_no_second_season_begins_during_one_or_in_its_rest_but_the_rhythm_holds() -> None:
    lines: list[Line] = [
        (LEFT, 3, asked("b", minutes=180)),
        (RIGHT, 4, RhythmAgreed("b", DAY + SHORTEST + REST - 1)),
    ]
    some = with_seasons(begun(), lines)
    assert [one.key for one in some.seasons] == ["a"]
    assert some.rhythm is not None
    assert some.rhythm.pace is Pace.FULL


def lived(*firsts: date, ended_at_once: date | None = None) -> Seasons:
    lines: list[Line] = []
    for at, first in enumerate(firsts):
        key, day = f"s{at}", day_number(first)
        lines += [(LEFT, at, asked(key)), (RIGHT, at, RhythmAgreed(key, day))]
        lines += [(LEFT, at, SeasonEnded(key, day))] if first == ended_at_once else []
    return after(*lines)


SPRING, EARLY_SUMMER, LATE_SUMMER = date(2026, 3, 4), date(2026, 5, 20), date(2026, 8, 10)


def test_no_fourth_season_begins_within_a_year() -> None:
    some = lived(SPRING, EARLY_SUMMER, LATE_SUMMER)
    again = day_number(date(2027, 3, 4))
    assert (next_begins(some), year_over(some)) == (again, again)
    assert not may_begin(some, again - 1)
    assert may_begin(some, again)


def test_two_seasons_leave_room_for_a_third_as_soon_as_they_have_rested() -> None:
    some = lived(SPRING, EARLY_SUMMER)
    assert year_over(some) == 0
    assert next_begins(some) == day_number(EARLY_SUMMER) + SHORTEST + REST


def test_a_season_ended_on_the_day_it_began_is_none_of_the_three() -> None:
    assert year_over(lived(SPRING, EARLY_SUMMER, LATE_SUMMER, ended_at_once=EARLY_SUMMER)) == 0


def test_a_year_from_a_leap_day_is_over_on_the_first_of_march() -> None:
    some = lived(date(2028, 2, 29), date(2028, 5, 1), date(2028, 8, 1))
    assert year_over(some) == day_number(date(2029, 3, 1))


def test_a_fourth_season_begun_before_there_was_a_limit_stays() -> None:
    assert len(lived(SPRING, EARLY_SUMMER, LATE_SUMMER, date(2026, 11, 1)).seasons) == 4


def test_days_of_no_week_are_left_out_and_a_purpose_is_cut_to_its_length() -> None:
    some = after((LEFT, 0, asked(days=(0, 7, -1), quiet=(6, 99), purpose="x" * 500, minutes=0)))
    one = some.asked[LEFT]
    assert one.rhythm.days == {0}
    assert one.rhythm.quiet == {6}
    assert (len(one.purpose), one.rhythm.minutes) == (MOST_PURPOSE, 1)


def test_the_pace_is_the_nearest_one() -> None:
    assert {pace: Pace.of(minutes) for pace, minutes in MINUTES.items()} == {pace: pace for pace in Pace}
    assert (Pace.of(1), Pace.of(1000)) == (Pace.LIGHT, Pace.FULL)


def test_quiet_days_are_those_of_the_rhythm() -> None:
    assert is_quiet(begun(), 4)
    assert not is_quiet(begun(), 1)
    assert not is_quiet(Seasons(), 4)


def test_a_look_back_is_the_newest_and_empty_takes_it_back() -> None:
    some = after((LEFT, 5, SeasonLookedBack("a", "Braver")), (LEFT, 9, SeasonLookedBack("a", "")))
    assert some.looked_back == {"a": (9, "")}


def test_forgetting_a_season_takes_what_is_ones_own_of_it_and_of_no_other() -> None:
    said = [SeasonLookedBack("a", "Braver"), FourAnswered("a", "begin", (1, 2)), FourAnswered("a", "end", ())]
    other = [SeasonLookedBack("b", "Calmer"), FourAnswered("b", "end", (3,))]
    some = after(*((LEFT, at, one) for at, one in enumerate((*said, *other, SeasonForgotten("a")))))
    assert some.looked_back == {"b": (3, "Calmer")}
    assert some.four == {("b", "end"): (4, (3,))}


def test_neither_a_purpose_nor_a_look_back_shows_in_a_repr() -> None:
    shown = repr([asked(), begun(), SeasonLookedBack("a", "Braver"), after((LEFT, 0, asked()))])
    assert "Tuesdays" not in shown
    assert "Braver" not in shown
