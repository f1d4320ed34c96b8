"""A knock comes at an hour of one's own, once a day at most, never in quiet hours, whatever the clocks do."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from weft.core.knock import LATE, Heard, Knock, Quiet, due, following, still_fits

LISBON, TOKYO, ANGELES = ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Tokyo"), ZoneInfo("America/Los_Angeles")
LONG_AGO = Heard(datetime(2026, 1, 1, tzinfo=UTC))
SEVEN = Knock(19 * 60)
MINUTE = timedelta(minutes=1)


def at(text: str, zone: tzinfo = LISBON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def played(knock: Knock, zone: tzinfo, start: datetime, days: float) -> list[str]:
    """When knocks go out, minute by minute, as the clock on the wall shows it."""
    heard, now, gone = LONG_AGO, start, list[str]()
    while now < start + timedelta(days=days):
        if due(knock, zone, heard, now):
            heard = Heard(heard.chosen, now)
            gone.append(now.astimezone(zone).strftime("%d. %H:%M"))
        now += MINUTE
    return gone


def test_nothing_comes_until_somebody_chose_it() -> None:
    assert not played(Knock(), LISBON, at("2026-06-04 00:00"), 2)
    assert following(Knock(), LISBON, LONG_AGO, at("2026-06-04 00:00")) is None


def test_it_comes_once_a_day_at_its_hour() -> None:
    assert played(SEVEN, LISBON, at("2026-06-04 00:00"), 3) == ["04. 19:00", "05. 19:00", "06. 19:00"]


def test_the_hour_stays_what_it_is_when_the_clocks_go_forward() -> None:
    assert played(SEVEN, LISBON, at("2026-03-28 00:00"), 3) == ["28. 19:00", "29. 19:00", "30. 19:00"]


def test_and_when_they_go_back() -> None:
    assert played(SEVEN, LISBON, at("2026-10-24 00:00"), 3) == ["24. 19:00", "25. 19:00", "26. 19:00"]


def test_an_hour_the_clocks_skip_is_the_one_they_skip_to() -> None:
    assert played(Knock(90), LISBON, at("2026-03-28 12:00"), 2) == ["29. 02:30", "30. 01:30"]


def test_an_hour_the_clocks_repeat_knocks_the_first_time_and_not_the_second() -> None:
    assert played(Knock(90), LISBON, at("2026-10-24 12:00"), 2) == ["25. 01:30", "26. 01:30"]


def test_an_hour_skipped_into_quiet_ones_knocks_not_at_all() -> None:
    hush = Knock(90, Quiet(120, 420))
    assert hush.agrees
    assert played(hush, LISBON, at("2026-03-28 12:00"), 2) == ["30. 01:30"]


def test_quiet_hours_may_lie_across_midnight() -> None:
    night = Quiet(22 * 60, 7 * 60)
    assert [night.holds(minute) for minute in (1319, 1320, 0, 419, 420)] == [False, True, True, True, False]
    assert not Knock(23 * 60, night).agrees
    assert Knock(7 * 60, night).agrees


def test_a_server_that_comes_back_a_little_late_still_knocks_and_a_lot_late_does_not() -> None:
    assert due(SEVEN, LISBON, LONG_AGO, at("2026-06-04 19:29"))
    assert not due(SEVEN, LISBON, LONG_AGO, at("2026-06-04 19:30"))
    assert due(Knock(1439), LISBON, LONG_AGO, at("2026-06-05 00:10"))


def test_late_never_means_into_the_quiet_hours() -> None:
    knock = Knock(19 * 60, Quiet(19 * 60 + 10, 8 * 60))
    assert due(knock, LISBON, LONG_AGO, at("2026-06-04 19:09"))
    assert not due(knock, LISBON, LONG_AGO, at("2026-06-04 19:10"))
    assert still_fits(knock, LISBON, at("2026-06-04 19:04")) == timedelta(minutes=6)
    assert still_fits(SEVEN, LISBON, at("2026-06-04 19:04")) == LATE


def test_choosing_an_hour_that_has_just_been_knocks_the_day_after() -> None:
    heard, now = Heard(at("2026-06-04 19:05")), at("2026-06-04 19:06")
    assert not due(SEVEN, LISBON, heard, now)
    assert following(SEVEN, LISBON, heard, now) == at("2026-06-05 19:00")


def test_moving_the_hour_brings_no_second_knock_that_day() -> None:
    heard = Heard(at("2026-06-04 19:10"), at("2026-06-04 19:00"))
    assert following(Knock(21 * 60), LISBON, heard, at("2026-06-04 19:11")) == at("2026-06-05 21:00")


def test_nor_does_travelling_in_either_direction() -> None:
    knocked = Heard(at("2026-06-04 19:10", ANGELES), at("2026-06-04 19:00", ANGELES))
    there = following(Knock(20 * 60), TOKYO, knocked, at("2026-06-04 19:11", ANGELES))
    assert there == at("2026-06-06 20:00", TOKYO)  # It was the fifth in Tokyo when it knocked.
    back = Heard(at("2026-06-04 19:10", TOKYO), at("2026-06-04 19:00", TOKYO))
    assert following(SEVEN, ANGELES, back, at("2026-06-04 19:11", TOKYO)) == at("2026-06-05 19:00", ANGELES)


def test_the_next_one_is_always_when_one_is_then_due() -> None:
    for zone in (LISBON, TOKYO, ANGELES):
        now = at("2026-03-01 00:00")
        for _ in range(300):
            following_one = following(SEVEN, zone, LONG_AGO, now)
            assert following_one is not None
            assert due(SEVEN, zone, LONG_AGO, following_one)
            assert not due(SEVEN, zone, LONG_AGO, following_one - MINUTE)
            now = following_one
