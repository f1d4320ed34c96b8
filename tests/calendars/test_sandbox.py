"""What a calendar says of busy times, whoever wrote it; and what is no calendar, or wants too much."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]

from ics_files import VTIMEZONE, calendar, lives, many, together
from weft.calendars.sandbox import EXPAND, MOST_SENT, CalendarRefused, Why, busy_in, found_in

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


def test_two_who_mean_something_else_by_the_name_of_a_zone_are_each_taken_at_their_word() -> None:
    """An invitation brings its own zones along, and shall not move what stands around it."""
    lines = "DTSTART;TZID=House Time:20260324T180000\nDTEND;TZID=House Time:20260324T190000"
    far = VTIMEZONE.replace("+0100", "-0900").replace("+0200", "-0900")
    answers = [calendar(lines, zones=zones).decode() for zones in (far, VTIMEZONE, far)]
    assert reported(answers) == ["24 17:00 to 24 18:00", "25 03:00 to 25 04:00"]
    assert reported(answers[::-1]) == reported(answers)


def reported(answers: list[str]) -> list[str]:
    """The busy times by an answer of a CalDAV server with these calendars in it."""
    data = "".join(
        f"<d:response><d:propstat><d:prop><c:calendar-data>{one}</c:calendar-data></d:prop></d:propstat></d:response>"
        for one in answers
    )
    raw = f'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{data}</d:multistatus>'
    spans = asyncio.run(busy_in(raw.encode(), BETWEEN, BERLIN, report=True))
    return [" to ".join(f"{datetime.fromtimestamp(at * 60, UTC):%d %H:%M}" for at in span) for span in spans]


EVENT = "BEGIN:VEVENT\nUID:a\nDTSTART:20260324T080000Z\nDTEND:20260324T090000Z\nEND:VEVENT"
ONE_HOUR = ["24 08:00 to 24 09:00"]


def around(*blocks: str) -> bytes:
    """A calendar of these blocks as they are."""
    return "\n".join(["BEGIN:VCALENDAR", *blocks, "END:VCALENDAR", ""]).replace("\n", "\r\n").encode()


def _text() -> str:
    return around(EVENT).decode()


ODD: dict[str, bytes] = {
    "a mark of its bytes before it": b"\xef\xbb\xbf" + around(EVENT),
    "lines that end as on an old computer": _text().replace("\r\n", "\r").encode(),
    "lines that end as on another": _text().replace("\r\n", "\n").encode(),
    "lines that end now so, now so": _text()
    .replace("\r\nDTEND", "\nDTEND")
    .replace("\r\nEND:VE", "\rEND:VE")
    .encode(),
    "letters of another kind": around(EVENT.replace("UID:a", "SUMMARY:Caf\u00e9")).decode().encode("latin-1"),
    "a line of a million": around(EVENT.replace("UID:a", f"UID:a\nSUMMARY:{'x' * 1_000_000}")),
    "a line folded three hundred thousand times": around(
        EVENT.replace("UID:a", "UID:a\nSUMMARY:x" + "\n x" * 300_000)
    ),
    "nothing in its notes": around(EVENT.replace("UID:a", "UID:a\nDESCRIPTION:a\0b")),
    "a hidden line in a name": around(EVENT.replace("UID:a", "UID:a\u2028RRULE:FREQ=SECONDLY")),
    "all small letters": _text().replace("VEVENT", "vevent").replace("DT", "dt").encode(),
    "a colon between quotation marks": around(EVENT.replace("DTSTART:", 'DTSTART;X-A="a:19000101":')),
    "a rule named between them": around(
        EVENT.replace("UID:a", 'UID:a\nRRULE;X-A="UNTIL=20200101":FREQ=DAILY;COUNT=1')
    ),
    "an end before its beginning": around(EVENT.replace("090000Z", "070000Z")),
    "a thousand million times": around(
        EVENT.replace("UID:a", "UID:a\nRRULE:FREQ=WEEKLY;INTERVAL=9;COUNT=1000000000")
    ),
    "until the end of all years": around(
        EVENT.replace("UID:a", "UID:a\nRRULE:FREQ=WEEKLY;INTERVAL=9;UNTIL=99991231T235959Z")
    ),
    "one of the year one beside it": around(
        EVENT, EVENT.replace("UID:a", "UID:b").replace("20260324", "00010101")
    ),
    "one of the last year beside it": around(
        EVENT, EVENT.replace("UID:a", "UID:b").replace("20260324", "99991231")
    ),
    "busy in a way nobody knows": around(
        'BEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=FREEISH:20260324T080000Z/PT1H\nFREEBUSY;FBTYPE="FREE":20260325T080000Z/PT1H\nEND:VFREEBUSY'
    ),
}
"""What is odd and can be read all the same."""


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_and_can_be_read_is_read(name: str) -> None:
    said = ["24 07:00 to 24 08:00"] if name == "an end before its beginning" else ONE_HOUR
    assert busy(ODD[name]) == said


def test_what_is_said_twice_is_left_to_the_library() -> None:
    """The second rule has run out; by the first there is an hour every day."""
    twice = "DTSTART:20260101T080000Z\nDTEND:20260101T090000Z\nRRULE:FREQ=DAILY\nRRULE:FREQ=DAILY;UNTIL=20260102T000000Z"
    assert len(busy(calendar(twice))) == 14


def test_an_end_long_before_its_beginning_is_turned_round_as_the_library_does() -> None:
    assert busy(calendar("DTSTART:20260324T080000Z\nDTEND:20200324T070000Z")) == ["23 00:00 to 24 08:00"]


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
    "a calendar within a calendar": (around("BEGIN:VCALENDAR", EVENT, "END:VCALENDAR"), {Why.DAMAGED}),
    "an event within an event": (around(EVENT.replace("END:VEVENT", f"{EVENT}\nEND:VEVENT")), {Why.DAMAGED}),
    "an event within a box": (around("BEGIN:X-BOX", EVENT, "END:X-BOX"), {Why.DAMAGED}),
    "an event within a zone": (around("BEGIN:VTIMEZONE\nTZID:x", EVENT, "END:VTIMEZONE"), {Why.DAMAGED}),
    "an event behind its calendar": (around() + EVENT.encode(), {Why.DAMAGED}),
    "an event that is nearly called so": (around(EVENT.replace("VEVENT", "VEVENT\0")), {Why.DAMAGED}),
    "a hidden letter in a time": (around(EVENT.replace("080000Z", "080000Z\0")), {Why.DAMAGED}),
    "two bytes a letter": (_text().encode("utf-16"), {Why.KIND}),
    "four bytes a letter": (_text().encode("utf-32"), {Why.KIND}),
    "two beginnings": (around(EVENT.replace("UID:a", "DTSTART:20270101T000000Z")), {Why.DAMAGED}),
    "two beginnings the other way": (
        around(EVENT.replace("END:", "DTSTART:20270101T000000Z\nEND:")),
        {Why.DAMAGED},
    ),
    "no beginning": (calendar("DTEND:20260324T090000Z"), {Why.DAMAGED}),
    "a zone nobody knows": (
        calendar("DTSTART;TZID=Nowhere/Else:20260324T080000\nDTEND;TZID=Nowhere/Else:20260324T090000"),
        {Why.DAMAGED},
    ),
    "a zone in terms of itself": (
        around(
            VTIMEZONE.replace("DTSTART:", "DTSTART;TZID=House Time:"),
            EVENT.replace("DTSTART", "DTSTART;TZID=House Time").replace("080000Z", "080000"),
        ),
        {Why.DAMAGED},
    ),
    "a zone without a rule": (
        around(
            "BEGIN:VTIMEZONE\nTZID:E\nEND:VTIMEZONE",
            EVENT.replace("DTSTART", "DTSTART;TZID=E").replace("080000Z", "080000"),
        ),
        {Why.DAMAGED},
    ),
    "a zone a hundred hours away": (around(VTIMEZONE.replace("+0200", "+9999"), EVENT), {Why.DAMAGED}),
    "a zone that changes every second": (
        around(VTIMEZONE.replace("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=SECONDLY"), EVENT),
        {Why.OFTEN},
    ),
    "thousands of zones": (
        around(*[VTIMEZONE.replace("House Time", f"Z{at}") for at in range(3000)], EVENT),
        {Why.LARGE},
    ),
    "every second behind another rule": (
        calendar("DTSTART:20260324T080000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY\nRRULE:FREQ=DAILY;COUNT=2"),
        {Why.OFTEN},
    ),
    "every day, each after none": (
        calendar("DTSTART:20260324T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=0"),
        {Why.DAMAGED},
    ),
    "backwards": (
        calendar("DTSTART:20260324T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=-1"),
        {Why.DAMAGED},
    ),
    "a number of five thousand digits": (
        calendar(f"DTSTART:20260324T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT={'9' * 5000}"),
        {Why.DAMAGED},
    ),
    "longer than there are years": (
        calendar("DTSTART:20260324T080000Z\nDURATION:P99999999999D"),
        {Why.DAMAGED},
    ),
    "until the last year of all": (
        calendar("DTSTART:20200324T080000Z\nDTEND:99991231T235959Z"),
        {Why.DAMAGED},
    ),
    "half a million dates": (
        calendar(
            f"DTSTART:20260324T080000Z\nDURATION:PT1H\nRDATE:{','.join(['20260324T080000Z'] * 400_000)}"
        ),
        {Why.LARGE, Why.DAMAGED},
    ),
    "two hundred thousand exceptions": (
        calendar(
            "DTSTART:20260324T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY"
            + "\nEXDATE:20270324T080000Z" * 200_000
        ),
        {Why.LARGE},
    ),
    "busy times that end before they begin": (
        around("BEGIN:VFREEBUSY\nFREEBUSY:20260324T080000Z/20260324T070000Z\nEND:VFREEBUSY"),
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


def by_the_library(raw: bytes, start: datetime, end: datetime) -> set[int]:
    """The busy minutes which the library alone finds between two instants, for somebody in Berlin."""
    zone, minutes = ZoneInfo(BERLIN), set[int]()
    for one in recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(start, end):
        begins, ends = (
            at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)
            for at in (one.start, one.end)
        )
        spans = (
            int((at if at.tzinfo else at.replace(tzinfo=zone)).timestamp()) // 60 for at in (begins, ends)
        )
        words = [str(one.get(name, "")) for name in ("TRANSP", "STATUS", "X-MICROSOFT-CDO-BUSYSTATUS")]
        minutes |= set(range(*spans)) if words == ["", "", ""] else set()
    return minutes


def test_ten_thousand_events_agree_with_the_bare_library() -> None:
    """What is set aside before the library sees it never changes what comes out."""
    raw = many(10_000)
    ours = asyncio.run(busy_in(raw, BETWEEN, BERLIN))
    assert {at for span in ours for at in range(*span)} == {
        at for at in by_the_library(raw, START, END) if BETWEEN[0] <= at < BETWEEN[1]
    }


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "week",
    [
        datetime(2026, 3, 23, tzinfo=UTC),
        datetime(2026, 10, 19, tzinfo=UTC),
        datetime(2026, 12, 28, tzinfo=UTC),
    ],
)
def test_so_do_series_exceptions_zones_and_lengths_in_weeks_when_clocks_and_years_change(
    week: datetime, seed: int
) -> None:
    raw, end = together(lives(160, week.replace(tzinfo=None), 14, seed)), week + timedelta(days=14)
    between = int(week.timestamp()) // 60, int(end.timestamp()) // 60
    found = by_the_library(raw, week - timedelta(days=3), end + timedelta(days=3))
    ours = asyncio.run(busy_in(raw, between, BERLIN))
    assert {at for span in ours for at in range(*span)} == {
        at for at in found if between[0] <= at < between[1]
    }
    assert ours


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


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{}",
        b"[]",
        b"5",
        b"[" * 200_000,
        b'{"refused": "because"}',
        b'{"refused": []}',
        b'{"busy": 5}',
        b'{"busy": [[1e999, 5]]}',
        b'{"busy": [[29000000, 29000001]]}',
        b'{"busy": [[29573000, 29572000]]}',
        b'{"found": []}',
    ],
)
def test_what_the_process_says_is_not_believed_unseen(
    said: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    liar = tmp_path / "liar.py"
    liar.write_text(f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({said!r})")
    monkeypatch.setattr("weft.calendars.sandbox.EXPAND", replace(EXPAND, program=liar))
    assert refused(calendar()) is Why.DAMAGED
    with pytest.raises(CalendarRefused) as no:
        asyncio.run(found_in(b"<a/>"))
    assert no.value.why is Why.DAMAGED
