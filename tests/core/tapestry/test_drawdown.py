"""What was lived becomes cloth, the same for the same log in any order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import (
    PHONE_ENDS,
    WIDE_ENDS,
    Cloth,
    Lean,
    Thread,
    draw,
    lot,
    newest,
    parted,
    picks_for,
    sley,
    strung_wide,
    weave,
)
from weft.core.tapestry.dye import Dye
from weft.core.tapestry.sample import SINCE, UNTIL, spring, two_months

MONDAY = date(2025, 6, 2)


def thread(
    day: date, practice: Practice = Practice.AFFECTION, key: str = "a", first: Side | None = None
) -> Thread:
    return Thread(key, day, practice, 5, first, f"One true line, {day}")


def woven(*threads: Thread, since: date = MONDAY, until: date = MONDAY) -> Cloth:
    return weave(threads, left=Dye.MADDER, right=Dye.KENDAL, seed=3, since=since, until=until)


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


@settings(max_examples=40, deadline=None)
@given(st.permutations(two_months()))
def test_the_same_log_in_any_order_gives_the_same_cloth(threads: list[Thread]) -> None:
    found = weave(threads, left=Dye.MADDER, right=Dye.KENDAL, seed=7, since=SINCE, until=UNTIL)
    assert found == spring()


def test_a_cloth_strung_wide_has_the_same_bands() -> None:
    assert strung_wide(spring(), WIDE_ENDS) == spring(WIDE_ENDS)
    assert strung_wide(spring(right=None), WIDE_ENDS) == spring(WIDE_ENDS, right=None)


def test_a_thread_that_comes_twice_is_woven_once() -> None:
    assert woven(thread(MONDAY), thread(MONDAY)) == woven(thread(MONDAY))


def test_the_newest_is_at_the_top() -> None:
    cloth = woven(thread(MONDAY, key="a"), thread(after(1), key="b"), until=after(1))
    assert [band.key for band in cloth.bands] == ["b", "a"]


def test_two_things_of_one_day_lie_in_the_order_they_were_lived() -> None:
    late, early = replace(thread(MONDAY, key="a"), at=900), replace(thread(MONDAY, key="b"), at=480)
    assert [band.key for band in woven(late, early).bands] == ["a", "b"]


def test_a_quiet_day_is_two_picks_of_linen() -> None:
    cloth = woven(thread(MONDAY, key="a"), thread(after(2), key="b"), until=after(2))
    quiet = cloth.bands[1]
    assert (quiet.key, quiet.practice, quiet.picks, quiet.days, quiet.day) == (None, None, 2, 1, after(1))


def test_neighbouring_quiet_days_are_one_band() -> None:
    cloth = woven(until=after(5))
    assert [(band.days, band.picks) for band in cloth.bands] == [(5, 10)]


def test_today_is_not_quiet_before_it_is_over() -> None:
    assert woven(thread(MONDAY), until=after(1)).bands[0].key == "a"


def test_a_cloth_just_strung_has_no_bands() -> None:
    assert woven().bands == ()


def test_every_day_since_the_stringing_is_in_the_cloth_once() -> None:
    cloth = spring()
    quiet = sum(band.days for band in cloth.bands if band.practice is None)
    lived = {band.day for band in cloth.bands if band.practice is not None}
    assert quiet + len(lived) == (UNTIL - SINCE).days


def test_a_thread_from_before_the_stringing_is_not_lost() -> None:
    assert woven(thread(after(-3))).bands[-1].key == "a"


def test_a_thread_from_a_clock_ahead_is_not_lost() -> None:
    assert woven(thread(after(3))).bands[0].key == "a"


def test_old_cloth_does_not_change_as_new_days_come() -> None:
    before = woven(thread(MONDAY), thread(after(3), key="b"), until=after(3))
    later = woven(thread(MONDAY), thread(after(3), key="b"), thread(after(9), key="c"), until=after(12))
    assert later.bands[-len(before.bands) :] == before.bands


def test_a_run_of_quiet_days_keeps_its_lot_while_it_grows() -> None:
    assert woven(until=after(2)).bands[0].lot == woven(until=after(9)).bands[0].lot


def test_quiet_days_are_named_and_never_counted() -> None:
    assert woven(until=after(1)).bands[0].caption == "Monday 2 June, quiet"
    assert woven(until=after(2)).bands[0].caption == "Monday 2 and Tuesday 3 June, quiet"
    assert woven(until=after(4)).bands[0].caption == "Monday 2 to Thursday 5 June, quiet"
    assert woven(since=after(-3), until=after(2)).bands[0].caption == "Friday 30 May to Tuesday 3 June, quiet"


@pytest.mark.parametrize(
    ("practice", "picks"),
    [
        (Practice.AFFECTION, 2),
        (Practice.TALK, 6),
        (Practice.PRESENCE, 6),
        (Practice.UNDERSTANDING, 6),
        (Practice.TIME, 6),
        (Practice.MOMENTS, 8),
        (Practice.SOFTER, 8),
    ],
)
def test_a_practice_weaves_its_picks_and_at_most_double(practice: Practice, picks: int) -> None:
    assert picks_for(practice, 0) == picks_for(practice, -5) == picks
    assert picks_for(practice, 100_000) == 2 * picks


@given(st.sampled_from(Practice), st.integers(0, 2000))
def test_longer_never_weaves_less(practice: Practice, minutes: int) -> None:
    assert picks_for(practice, minutes) <= picks_for(practice, minutes + 1)


@pytest.mark.parametrize(("first", "lean"), [(Side.LEFT, Lean.LEFT), (Side.RIGHT, Lean.RIGHT), (None, None)])
def test_a_twill_leans_to_whoever_spoke_first(first: Side | None, lean: Lean | None) -> None:
    assert woven(thread(MONDAY, Practice.TALK, first=first)).bands[0].lean is lean


def test_only_a_twill_leans() -> None:
    others = [practice for practice in Practice if practice is not Practice.TALK]
    assert all(woven(thread(MONDAY, practice, first=Side.LEFT)).bands[0].lean is None for practice in others)


@given(st.dates(), st.integers(0, 2**64))
def test_a_dye_lot_is_a_small_shade(day: date, seed: int) -> None:
    assert -0.08 <= lot(day, seed) <= 0.08


def test_one_day_has_one_dye_lot() -> None:
    cloth = woven(thread(MONDAY, key="a"), thread(MONDAY, Practice.TIME, key="b"))
    assert len({band.lot for band in cloth.bands}) == 1


def test_draw_gives_the_numbers_it_always_gave() -> None:
    assert [draw(), draw(7), draw(7, 91, 40)] == [0x9E3779B97F4A7C15, 0x3CF9049D639366A7, 0x93BC043C708763B3]


@pytest.mark.parametrize("ends", [16, PHONE_ENDS, WIDE_ENDS])
def test_the_outermost_ends_belong_to_whoever_has_that_edge(ends: int) -> None:
    for seed in range(40):
        warp = sley(ends, seed)
        assert set(warp[:3]) == {Side.LEFT}
        assert set(warp[-3:]) == {Side.RIGHT}


def test_each_has_about_half_of_the_warp() -> None:
    assert all(0.4 < sley(WIDE_ENDS, seed).count(Side.LEFT) / WIDE_ENDS < 0.6 for seed in range(40))


def test_the_colours_stray_across_the_middle() -> None:
    assert all(Side.RIGHT in sley(PHONE_ENDS, seed)[:45] for seed in range(10))


def test_another_couple_has_another_warp() -> None:
    assert len({sley(PHONE_ENDS, seed) for seed in range(50)}) == 50


def test_one_person_alone_strings_only_the_left_half() -> None:
    ends = spring(right=None).ends
    assert ends == (Side.LEFT,) * 46 + (Side.RIGHT,) * 45


@pytest.mark.parametrize("picks", [0, 1, 7, 40, 10_000])
def test_the_newest_picks_are_the_top_of_the_whole(picks: int) -> None:
    cloth = spring()
    top = newest(cloth, picks)
    assert top.picks == min(picks, cloth.picks)
    assert top.bands[:-1] == cloth.bands[: max(0, len(top.bands) - 1)]


def test_a_parted_cloth_is_whole_again_when_put_together() -> None:
    cloth = spring()
    above, band, below = parted(cloth, "lived-30")
    assert above.bands[-1] == band
    assert above.bands + below.bands == cloth.bands


def test_a_cloth_does_not_part_where_there_is_no_such_band() -> None:
    with pytest.raises(KeyError):
        parted(spring(), "nowhere")
