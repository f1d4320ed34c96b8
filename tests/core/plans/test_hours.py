"""Hours in zones, days that come again, windows as they are typed, and what a calendar is given."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from weft.core.moments.fields import Wrong
from weft.core.people import Side
from weft.core.plans import fields, hours
from weft.core.plans.entries import PlanOffered, Window
from weft.core.plans.fields import Typed
from weft.core.plans.plan import Agreed, Plan
from weft.core.plans.times import MOST_PLANS, MOST_TIMES, going, times

BERLIN, APIA = "Europe/Berlin", "Pacific/Apia"
NOW = datetime(2026, 6, 4, 18, 30, tzinfo=UTC)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return hours.minute(datetime(year, month, day, hour, minute), BERLIN)


def shown(window: Window, zone: str = BERLIN) -> str:
    return f"{hours.there(window.first, zone):%Y-%m-%d %H:%M}"


def test_a_weekly_evening_stays_at_its_hour_when_the_clocks_change() -> None:
    evening = Window(at(2026, 10, 21, 19), 120)
    assert [shown(hours.again(evening, "weekly", BERLIN, n)) for n in (0, 1)] == [
        "2026-10-21 19:00",
        "2026-10-28 19:00",
    ]
    assert hours.again(evening, "weekly", BERLIN, 1).first - evening.first == 7 * hours.DAY + 60


def test_a_month_too_short_has_it_on_its_last_day_and_february_29th_comes_on_the_28th() -> None:
    last = Window(at(2027, 1, 31, 9), 60)
    assert [shown(hours.again(last, "monthly", BERLIN, n))[:10] for n in (1, 2, 3)] == [
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
    ]
    leap = Window(at(2028, 2, 29, 9), 60)
    assert shown(hours.again(leap, "yearly", BERLIN, 1))[:10] == "2029-02-28"
    assert shown(hours.again(leap, "yearly", BERLIN, 4))[:10] == "2032-02-29"


def test_an_hour_the_clocks_leave_out_is_the_one_after_it() -> None:
    assert shown(Window(at(2027, 3, 28, 2, 30), 60)) == "2027-03-28 03:30"


def test_whole_days_end_at_midnight_there_also_over_a_change_of_clocks() -> None:
    away = Window(at(2026, 10, 24), 2 * hours.DAY, 2)
    assert hours.ends(away, BERLIN) == at(2026, 10, 26)
    assert hours.ends(away, BERLIN) - away.first == 2 * hours.DAY + 60


def test_a_name_that_is_no_zone_is_the_servers_own() -> None:
    assert hours.zone_of("Nowhere/Atall") is None
    assert hours.zone_of("../etc/passwd") is None
    assert BERLIN in hours.zones()


def read(*typed: Typed) -> tuple[Window, ...]:
    return fields.windows(typed, BERLIN, NOW)


def test_an_evening_may_end_after_midnight_and_days_need_no_hours() -> None:
    assert read(Typed("2026-06-06", "21:00", "01:00")) == (Window(at(2026, 6, 6, 21), 240),)
    assert read(Typed("2026-06-06")) == (Window(at(2026, 6, 6), hours.DAY, 1),)
    assert read(Typed("2026-06-12", "", "", "2026-06-14")) == (Window(at(2026, 6, 12), 3 * hours.DAY, 3),)
    assert read(Typed("2026-06-12", "17:00", "20:00", "2026-06-14")) == (
        Window(at(2026, 6, 12, 17), 51 * 60),
    )


def test_windows_come_in_their_order_and_empty_rows_are_passed_over() -> None:
    found = read(Typed("2026-06-07"), Typed(), Typed("2026-06-06"))
    assert [shown(one)[:10] for one in found] == ["2026-06-06", "2026-06-07"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (Typed(), "day-0"),
        (Typed("saturday"), "day-0"),
        (Typed("2026-06-03"), "day-0"),
        (Typed("2029-06-03"), "day-0"),
        (Typed("0001-01-01"), "day-0"),
        (Typed("2026-06-06", "ten", "11:00"), "from-0"),
        (Typed("2026-06-06", "10:00", ""), "till-0"),
        (Typed("2026-06-06", "10:00", "09:00", "2026-06-06"), "till-0"),
        (Typed("2026-06-06", "", "", "2026-06-05"), "last-0"),
        (Typed("2026-06-06", "", "", "2027-06-05"), "last-0"),
    ],
)
def test_what_is_no_time_to_come_is_said_kindly_and_where(typed: Typed, field: str) -> None:
    with pytest.raises(Wrong) as no:
        read(typed)
    assert no.value.field == field
    assert no.value.why.endswith(".")


@pytest.mark.parametrize("repeats", ["daily", "x"])
def test_it_comes_as_often_as_is_offered(repeats: str) -> None:
    with pytest.raises(Wrong):
        fields.facts({"title": "Pie"}, [Typed("2026-06-06")], BERLIN, repeats, NOW)


def planned(repeats: str, window: Window, let_be: frozenset[int] = frozenset()) -> Plan:
    offered = PlanOffered("p", 0, "Pie", "", "river", (window,), BERLIN, repeats, "", "")
    return Plan(
        "p", Side.LEFT, 0, 0, None, Side.LEFT, agreed=Agreed(offered, Side.LEFT, window), let_be=let_be
    )


def test_a_calendar_has_each_time_of_a_tradition_for_about_a_year_without_those_left_out() -> None:
    evening = Window(at(2019, 1, 3, 19), 120)
    now = int(NOW.timestamp()) // 60
    today = hours.day_of(Window(now, 0), BERLIN)
    found = times(going([planned("weekly", evening, frozenset({today}))], now), now)
    days = [hours.day_of(Window(one.first, 0), BERLIN) for one in found]
    assert today not in days
    assert [after - before for before, after in pairwise(days) if after - before != 7] == [14]
    assert days[0] <= today - 21
    assert days[-1] > today + 380


@pytest.mark.parametrize("repeats", ["monthly", "yearly", ""])
def test_the_next_time_is_there_however_long_ago_the_first_was(repeats: str) -> None:
    first = Window(at(2016, 2, 29, 9), 60)
    now = at(2026, 2, 27)
    found = times(going([planned(repeats, first)], now), now)
    comes = [shown(Window(one.first, 0))[:10] for one in found]
    assert (comes[:1] == ["2026-02-28"] or "2026-02-28" in comes) is bool(repeats)


def test_days_are_days_and_no_calendar_is_given_thousands() -> None:
    away = Window(at(2026, 6, 12), 3 * hours.DAY, 3)
    now = int(NOW.timestamp()) // 60
    [one] = times(going([planned("", away)], now), now)
    assert (one.first_day, one.days) == (date(2026, 6, 12), 3)
    many = [planned("weekly", Window(at(2026, 6, 4, 1, n), 30)) for n in range(40)]
    assert len(times(going(many, now), now)) == MOST_TIMES


def test_a_tradition_of_years_goes_out_before_anything_that_comes_once_and_what_is_long_over_does_not() -> (
    None
):
    now = at(2026, 6, 4)
    old = planned("weekly", Window(at(2016, 1, 7, 19), 60))
    over = planned("", Window(at(2026, 4, 1, 19), 60))
    many = [planned("", Window(now + n, 60)) for n in range(MOST_PLANS)]
    found = going([*many, over, old], now)
    assert len(found) == MOST_PLANS
    assert found[0].repeats == "weekly"
    assert all(one.window.first >= now for one in found[1:])
