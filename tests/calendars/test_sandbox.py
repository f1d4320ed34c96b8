"""What a calendar says of busy times, whoever wrote it; and what is no calendar, or wants too much."""

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]

from ics_files import VTIMEZONE, calendar, many
from weft.calendars.sandbox import MOST_SENT, CalendarRefused, Why, busy_in, found_in

BERLIN = "Europe/Berlin"
START, END = datetime(2026, 3, 23, tzinfo=UTC), datetime(2026, 4, 6, tzinfo=UTC)
"""Two weeks around the night in which clocks go forward in Europe."""


BETWEEN = (int(START.timestamp()) // 60, int(END.timestamp()) // 60)


def busy(raw: bytes, zone: str = BERLIN) -> list[str]:
    """The busy times in UTC, as words to compare."""
    spans = asyncio.run(busy_in(raw, BETWEEN, zone))
    return [" to ".join(f"{datetime.fromtimestamp(at * 60, UTC):%d %H:%M}" for at in span) for span in spans]


def refused(raw: bytes) -> Why:
    with pytest.raises(CalendarRefused) as no:
        asyncio.run(busy_in(raw, BETWEEN, BERLIN))
    return no.value.why


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("DTSTART:20260324T080000Z\nDTEND:20260324T091500Z", ["24 08:00 to 24 09:15"]),
        ("DTSTART:20260324T080000Z\nDURATION:PT45M", ["24 08:00 to 24 08:45"]),
        ("DTSTART:20260324T080000\nDTEND:20260324T090000", ["24 07:00 to 24 08:00"]),
        (
            "DTSTART;TZID=America/New_York:20260324T080000\nDTEND;TZID=America/New_York:20260324T090000",
            ["24 12:00 to 24 13:00"],
        ),
        ("DTSTART;VALUE=DATE:20260324", ["23 23:00 to 24 23:00"]),
        ("DTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260330", ["27 23:00 to 29 22:00"]),
        ("DTSTART:20260324T080000Z\nDTEND:20260324T090000Z\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20260324T080000Z\nDTEND:20260324T090000Z\nSTATUS:CANCELLED", []),
        ("DTSTART:20260324T080000Z\nDTEND:20260324T090000Z\nX-MICROSOFT-CDO-BUSYSTATUS:FREE", []),
        ("DTSTART:20260324T080000Z\nDTEND:20260324T090000Z\nSTATUS:TENTATIVE", ["24 08:00 to 24 09:00"]),
        ("DTSTART:20260324T080000Z", []),
        ("DTSTART:20200324T080000Z\nDTEND:20300324T090000Z", ["23 00:00 to 06 00:00"]),
        (
            "DTSTART:20260101T080000Z\nDTEND:20260101T090000Z\nRRULE:FREQ=MONTHLY;BYMONTHDAY=24",
            ["24 08:00 to 24 09:00"],
        ),
        (
            "DTSTART:20200324T080000Z\nDTEND:20200324T090000Z\nRRULE:FREQ=DAILY;UNTIL=20260324T235959Z",
            ["23 08:00 to 23 09:00", "24 08:00 to 24 09:00"],
        ),
        (
            "DTSTART:20260324T080000Z\nDTEND:20260324T090000Z\nRDATE:20260402T080000Z",
            ["24 08:00 to 24 09:00", "02 08:00 to 02 09:00"],
        ),
        ("DTSTART:20260322T233000Z\nDTEND:20260323T013000Z", ["23 00:00 to 23 01:30"]),
        (
            "DTSTART:20260324T080000Z\nDTEND:20260324T090000Z\nSUMMARY:A line that is\n  folded in\n\t the middle",
            ["24 08:00 to 24 09:00"],
        ),
        (
            "DTSTART:20260324T080000Z\nDTEND:20260324T090000Z\nBEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nEND:VALARM",
            ["24 08:00 to 24 09:00"],
        ),
    ],
)
def test_one_event(lines: str, said: list[str]) -> None:
    assert busy(calendar(lines)) == said


def test_a_week_keeps_its_hour_when_the_clocks_change() -> None:
    lines = (
        "DTSTART;TZID=House Time:20260302T180000\nDTEND;TZID=House Time:20260302T190000\nRRULE:FREQ=WEEKLY"
    )
    assert busy(calendar(lines, zones=VTIMEZONE)) == ["23 17:00 to 23 18:00", "30 16:00 to 30 17:00"]


def test_exceptions_are_taken_out_and_moved_ones_count_where_they_are() -> None:
    series = (
        "DTSTART:20260323T080000Z\nDTEND:20260323T090000Z\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20260324T080000Z"
    )
    moved = "RECURRENCE-ID:20260325T080000Z\nDTSTART:20260401T140000Z\nDTEND:20260401T150000Z"
    gone = (
        "RECURRENCE-ID:20260326T080000Z\nDTSTART:20260326T080000Z\nDTEND:20260326T090000Z\nSTATUS:CANCELLED"
    )
    raw = calendar(series, moved, gone).replace(b"UID:1@", b"UID:0@").replace(b"UID:2@", b"UID:0@")
    assert busy(raw) == ["23 08:00 to 23 09:00", "01 14:00 to 01 15:00"]


def test_one_moved_out_of_the_time_asked_about_is_busy_there_and_not_here() -> None:
    series = "DTSTART:20260323T080000Z\nDTEND:20260323T090000Z\nRRULE:FREQ=DAILY;COUNT=2"
    moved = "RECURRENCE-ID:20260324T080000Z\nDTSTART:20270101T140000Z\nDTEND:20270101T150000Z"
    assert busy(calendar(series, moved).replace(b"UID:1@", b"UID:0@")) == ["23 08:00 to 23 09:00"]


def test_times_that_touch_or_overlap_are_one() -> None:
    lines = (
        "DTSTART:20260324T080000Z\nDTEND:20260324T090000Z",
        "DTSTART:20260324T083000Z\nDTEND:20260324T100000Z",
    )
    assert busy(calendar(*lines, "DTSTART:20260324T100000Z\nDTEND:20260324T103000Z")) == [
        "24 08:00 to 24 10:30"
    ]


def test_a_calendar_of_busy_times_alone_counts() -> None:
    raw = b"BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nFREEBUSY:20260324T080000Z/PT1H,20260325T080000Z/20260325T090000Z\r\nFREEBUSY;FBTYPE=FREE:20260326T080000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n"
    assert busy(raw) == ["24 08:00 to 24 09:00", "25 08:00 to 25 09:00"]


def test_where_somebody_is_decides_when_a_whole_day_is() -> None:
    day = calendar("DTSTART;VALUE=DATE:20260324")
    assert busy(day, "Asia/Tokyo") == ["23 15:00 to 24 15:00"]
    assert busy(day, "America/Los_Angeles") == ["24 07:00 to 25 07:00"]


def test_an_empty_calendar_is_a_free_one() -> None:
    assert busy(calendar()) == []


MALFORMED: dict[str, tuple[bytes, set[Why]]] = {
    "nothing": (b"", {Why.EMPTY}),
    "blanks": (b" \r\n\r\n ", {Why.EMPTY}),
    "a page for people": (b"<!doctype html><title>Sign in</title>", {Why.KIND}),
    "some bytes": (bytes(range(256)) * 40, {Why.KIND}),
    "an event without a calendar": (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", {Why.KIND}),
    "cut off": (calendar("DTSTART:20260324T080000Z\nDTEND:20260324T090000Z")[:-40], {Why.DAMAGED}),
    "ends crossed": (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n", {Why.DAMAGED}),
    "ends without a beginning": (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", {Why.DAMAGED}),
    "no day": (calendar("DTSTART:yesterday\nDTEND:20260324T090000Z"), {Why.DAMAGED}),
    "the thirtieth of February": (
        calendar("DTSTART:20260230T080000Z\nDTEND:20260330T090000Z"),
        {Why.DAMAGED},
    ),
    "a rule that is none": (calendar("DTSTART:20260324T080000Z\nRRULE:EVERY=DAY"), {Why.DAMAGED}),
    "a rule for the ninth weekday": (
        calendar("DTSTART:20260324T080000Z\nRRULE:FREQ=WEEKLY;BYDAY=XX"),
        {Why.DAMAGED},
    ),
    "every second": (calendar("DTSTART:20260324T080000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY"), {Why.OFTEN}),
    "every minute": (calendar("DTSTART:20260324T080000Z\nDURATION:PT1M\nRRULE:FREQ=MINUTELY"), {Why.OFTEN}),
    "every day by the second": (
        calendar(
            f"DTSTART:20260324T080000Z\nDURATION:PT1S\nRRULE:FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE={','.join(map(str, range(60)))};BYSECOND={','.join(map(str, range(60)))}"
        ),
        {Why.LARGE, Why.DAMAGED},
    ),
    "since the year one": (
        calendar(*["DTSTART:00010101T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2"] * 40),
        {Why.LARGE, Why.DAMAGED},
    ),
    "a hundred thousand events": (
        calendar(*["DTSTART:20260324T080000Z\nDURATION:PT1H"] * 100_000),
        {Why.LARGE},
    ),
    "busy times that are none": (
        b"BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nFREEBUSY:soon/later\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n",
        {Why.DAMAGED},
    ),
    "very deep": (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 20_000, {Why.DAMAGED}),
    "a very long line": (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:" + b"2" * 4_000_000, {Why.DAMAGED}),
    "more bytes than are read": (b"BEGIN:VCALENDAR\r\n" + b"x" * MOST_SENT, {Why.LARGE}),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_cannot_be_read_is_refused_for_a_reason(name: str) -> None:
    raw, whys = MALFORMED[name]
    assert refused(raw) in whys


def test_ten_thousand_events_agree_with_the_bare_library() -> None:
    """What is set aside before the library sees it never changes what comes out."""
    raw, zone = many(10_000), ZoneInfo(BERLIN)
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(START, END)
    minutes = set[int]()
    for one in found:
        begins, ends = (
            int((at if at.tzinfo else at.replace(tzinfo=zone)).timestamp()) // 60
            for at in (one.start, one.end)
        )
        minutes |= set(range(begins, ends)) if one.get("TRANSP") != "TRANSPARENT" else set()
    ours = asyncio.run(busy_in(raw, BETWEEN, BERLIN))
    assert {at for span in ours for at in range(*span)} == {
        at for at in minutes if BETWEEN[0] <= at < BETWEEN[1]
    }


def test_what_a_server_says_of_where_calendars_lie() -> None:
    raw = b"""<?xml version="1.0"?><multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><response><href>/noor/</href>
    <propstat><prop><resourcetype><collection/></resourcetype><current-user-principal><href>/p/</href></current-user-principal>
    <C:calendar-home-set><href>/home/</href></C:calendar-home-set></prop></propstat></response><response><href>/noor/a/</href><propstat><prop>
    <resourcetype><collection/><C:calendar/></resourcetype></prop></propstat></response><response><href>/noor/tasks/</href><propstat><prop>
    <resourcetype><C:calendar/></resourcetype><C:supported-calendar-component-set><C:comp name="VTODO"/></C:supported-calendar-component-set>
    </prop></propstat></response></multistatus>"""
    found = asyncio.run(found_in(raw))
    assert (found.principal, found.home, found.calendars) == ("/p/", "/home/", ("/noor/a/",))


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><multistatus xmlns="DAV:">&c;</multistatus>'


WIDE = LAUGHS.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")


@pytest.mark.parametrize("raw", [LAUGHS, WIDE, b"<a/>", b"<html><p>", b"not at all"])
def test_an_answer_that_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(CalendarRefused) as no:
        asyncio.run(found_in(raw))
    assert no.value.why in (Why.KIND, Why.DAMAGED)
