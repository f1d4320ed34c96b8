"""Half hours of two people, in two zones and over nights in which clocks change; and where they cross."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from weft.core.freetime import crossing, halves
from weft.core.freetime.crossing import Long, Part
from weft.core.freetime.entries import NotThen, TimeAsked, TimePutAway, TimeShown, TimesMarked, UsualSaid
from weft.core.freetime.halves import Horizon
from weft.core.freetime.picture import week_svg
from weft.core.freetime.told import EVERY_DAY, FreeTime, Line, with_free_time
from weft.core.people import Side

BERLIN, TOKYO, KATHMANDU = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo"), ZoneInfo("Asia/Kathmandu")
MONDAY = date(2026, 6, 8)
WEEK = halves.horizon_of(MONDAY, 7, BERLIN)


def usual(*not_then: NotThen, away: tuple[str, ...] = ()) -> UsualSaid:
    return UsualSaid(not_then, away)


def words(horizon: Horizon, bits: int, zone: ZoneInfo = BERLIN) -> list[str]:
    """The stretches of some bits as a clock on the wall says them."""
    said = []
    for first, count in halves.stretches(horizon, bits):
        start, end = (halves.instant_of(at).astimezone(zone) for at in (first, first + count))
        said.append(f"{start:%a %H:%M} to {end:%a %H:%M}")
    return said


def taken(said: UsualSaid, horizon: Horizon = WEEK, zone: ZoneInfo = BERLIN) -> list[str]:
    return words(horizon, halves.usually_taken(horizon, said, zone), zone)


def between(*spans: str) -> int:
    """Bits of the week from words like "8 18:00 3", the day of June, the time and the half hours."""
    stretches = []
    for one in spans:
        day, clock, count = one.split()
        hour, minute = map(int, clock.split(":"))
        start = datetime(2026, 6, int(day), hour, minute, tzinfo=BERLIN)
        stretches.append((halves.half_at(start), int(count)))
    return halves.within(WEEK, stretches)


@pytest.mark.parametrize(
    ("first", "zone", "count"),
    [
        (MONDAY, BERLIN, 336),
        (date(2026, 3, 29), BERLIN, 334),
        (date(2026, 10, 25), BERLIN, 338),
        (MONDAY, KATHMANDU, 337),
        (date(2026, 4, 5), ZoneInfo("Australia/Lord_Howe"), 337),
    ],
)
def test_a_week_has_its_half_hours_in_any_zone(first: date, zone: ZoneInfo, count: int) -> None:
    horizon = halves.horizon_of(first, 7, zone)
    assert horizon.count == count
    assert sum(inner.count for _, inner in halves.days_of(horizon, zone)) == count


def test_work_by_night_runs_into_the_morning() -> None:
    work = NotThen("work", "02", 44, 12)
    assert taken(usual(work)) == ["Mon 22:00 to Tue 06:00", "Wed 22:00 to Thu 06:00"]
    sunday = NotThen("work", "6", 44, 12)
    assert taken(usual(sunday)) == ["Mon 00:00 to Mon 06:00", "Sun 22:00 to Mon 00:00"]


def test_quiet_hours_keep_the_clock_when_it_changes() -> None:
    horizon = halves.horizon_of(date(2026, 3, 28), 2, BERLIN)
    quiet = usual(NotThen("quiet", EVERY_DAY, 46, 14))
    assert taken(quiet, horizon) == [
        "Sat 00:00 to Sat 07:00",
        "Sat 23:00 to Sun 07:00",
        "Sun 23:00 to Mon 00:00",
    ]
    assert (
        sum(count for _, count in halves.stretches(horizon, halves.usually_taken(horizon, quiet, BERLIN)))
        == 14 + 14 + 2
    )


def test_the_childrens_bedtime_is_every_evening_and_away_is_whole_days() -> None:
    assert len(taken(usual(NotThen("children", EVERY_DAY, 37, 40)))) == 7
    assert taken(usual(away=("2026-06-09 2026-06-10",))) == ["Tue 00:00 to Thu 00:00"]
    assert taken(usual(away=("nonsense",))) == []
    assert taken(usual(NotThen("work", EVERY_DAY, 20, 20))) == []


def test_any_minute_of_a_half_hour_takes_all_of_it() -> None:
    start = WEEK.minutes[0]
    assert words(WEEK, halves.taken_by(WEEK, [(start + 29, start + 31)])) == ["Mon 00:00 to Mon 01:00"]
    assert halves.taken_by(WEEK, [(start, start)]) == 0
    assert halves.taken_by(WEEK, [(0, 10**9)]) == WEEK.all


def test_what_moves_inside_of_busy_half_hours_is_the_same_to_the_bit() -> None:
    start = WEEK.minutes[0]
    assert halves.taken_by(WEEK, [(start + 5, start + 55)]) == halves.taken_by(
        WEEK, [(start, start + 10), (start + 40, start + 60)]
    )


def test_what_is_written_is_always_as_long_and_reads_back() -> None:
    bits = between("8 18:00 3", "14 23:30 1")
    assert halves.read(WEEK, halves.written(WEEK, bits)) == bits
    assert {len(halves.written(WEEK, one)) for one in (0, bits, WEEK.all)} == {84}
    assert halves.read(WEEK, "no digits") == 0


def test_two_people_in_two_zones_mean_the_same_half_hours() -> None:
    """Evening in Berlin is the night in Tokyo: they cross at breakfast there."""
    awake = UsualSaid((NotThen("quiet", EVERY_DAY, 46, 14),), ())
    free = [WEEK.all & ~halves.usually_taken(WEEK, awake, zone) for zone in (BERLIN, TOKYO)]
    monday = halves.days_of(WEEK, BERLIN)[0][1]
    both = halves.part_of(WEEK, free[0] & free[1], monday)
    assert words(monday, both) == ["Mon 07:00 to Mon 16:00"]


def test_twenty_minutes_fit_into_one_half_hour_and_an_hour_and_a_half_do_not() -> None:
    both = between("8 12:00 1", "9 18:00 3", "10 09:00 2")
    short = crossing.times(WEEK, both, Long.SHORT, BERLIN)
    assert [one.minutes for one in short] == [20, 20, 20]
    assert [(one.count, one.minutes) for one in crossing.times(WEEK, both, Long.EVENING, BERLIN)] == [(3, 90)]


def test_nine_hours_are_a_place_for_an_evening_and_away_takes_all_there_is() -> None:
    both = between("8 10:00 18", "9 10:00 18")
    [first, _] = crossing.times(WEEK, both, Long.EVENING, BERLIN)
    assert (words(WEEK, halves.within(WEEK, [(first.start, 1)])), first.count, first.minutes) == (
        ["Mon 10:00 to Mon 10:30"],
        18,
        90,
    )
    [away] = crossing.times(WEEK, both, Long.AWAY, BERLIN)
    assert away.minutes == away.count * halves.HALF_MINUTES == 33 * 60


def test_away_is_two_days_on_end_with_six_hours_in_each() -> None:
    both = between("8 10:00 12", "9 08:00 11", "12 10:00 12", "13 12:00 20", "14 10:00 14")
    found = crossing.times(WEEK, both, Long.AWAY, BERLIN)
    assert [words(WEEK, halves.within(WEEK, [(one.start, one.count)])) for one in found] == [
        ["Fri 10:00 to Sun 17:00"]
    ]


def test_a_cell_weaves_only_where_both_have_it_at_once() -> None:
    left, right = between("8 07:00 4", "9 18:00 4", "10 14:00 2"), between("8 09:00 4", "9 18:30 4")
    days = crossing.grid(WEEK, left, right, Long.EVENING, BERLIN)
    monday, tuesday, wednesday = (cells for _, cells in days[:3])
    assert (monday[Part.MORNING].left, monday[Part.MORNING].right, monday[Part.MORNING].both) == (
        True,
        True,
        False,
    )
    assert tuesday[Part.EVENING].both
    assert not wednesday[Part.AFTERNOON].left  # An hour is not an hour and a half.


def test_the_picture_holds_no_words_of_anybodys() -> None:
    days = crossing.grid(WEEK, between("9 18:00 4"), between("9 18:00 4"), Long.SHORT, BERLIN)
    drawn = week_svg(days, tuple(Part)[:4], "Both free on Tuesday evening.", ["Mo"] * 7)
    assert drawn.count('stroke-width="4"') == 2
    assert drawn.startswith('<svg class="cal"')
    assert "style" not in drawn


def test_the_hand_counts_only_where_it_differs() -> None:
    plain, among = 0b1100, 0b1111
    assert crossing.marked(0, 0, plain, ticked=0b0110, among=among) == (0b0010, 0b1000)
    assert crossing.marked(0b0010, 0b1000, plain, ticked=0b1100, among=among) == (0, 0)
    assert crossing.marked(0b0001, 0, plain, ticked=0, among=0b0100) == (0b0001, 0b0100)


def test_a_new_horizon_lets_go_of_what_was_shown_and_folding_in_pieces_is_folding_whole() -> None:
    lines: list[Line] = [
        (Side.LEFT, 1, TimeAsked("a", 10, 4)),
        (Side.RIGHT, 2, TimeShown("a", "f")),
        (Side.LEFT, 3, TimesMarked(((1, 2),), ())),
        (Side.RIGHT, 4, TimeAsked("b", 20, 4)),
        (Side.LEFT, 5, TimeShown("a", "1")),
        (Side.LEFT, 6, TimeShown("b", "3")),
        (Side.LEFT, 7, TimePutAway("a")),
    ]
    whole = with_free_time(FreeTime(), lines)
    assert whole.asked is not None
    assert (whole.asked.horizon, dict(whole.shown)) == ("b", {Side.LEFT: "3"})
    for at in range(len(lines)):
        assert with_free_time(with_free_time(FreeTime(), lines[:at]), lines[at:]) == whole
    assert with_free_time(whole, [(Side.RIGHT, 8, TimePutAway("b"))]).asked is None
