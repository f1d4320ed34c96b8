"""Calendars for tests: a few events given by their lines, or years of somebody's."""

import random
from datetime import datetime, timedelta

VTIMEZONE = """BEGIN:VTIMEZONE
TZID:House Time
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""


def calendar(*events: str, zones: str = "") -> bytes:
    """A calendar of events, each given by its lines."""
    blocks = [f"BEGIN:VEVENT\nUID:{at}@test\n{one}\nEND:VEVENT" for at, one in enumerate(events)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test", zones, *blocks, "END:VCALENDAR", ""]
    return "\n".join(line for line in lines if line).replace("\n", "\r\n").encode()


def many(events: int, seed: int = 4) -> bytes:
    """Years of somebody's calendar, with what repeats, exceptions, whole days and free ones."""
    dice, lines = random.Random(seed), list[str]()
    for at in range(events):
        begins = datetime(2021, 1, 1) + timedelta(
            days=dice.randrange(365 * 7), minutes=15 * dice.randrange(28, 88)
        )
        ends = begins + timedelta(minutes=dice.choice((15, 30, 60, 90)))
        one = f"DTSTART;TZID=Europe/Berlin:{begins:%Y%m%dT%H%M%S}\nDTEND;TZID=Europe/Berlin:{ends:%Y%m%dT%H%M%S}\nSUMMARY:Event {at}"
        if at % 31 == 0:
            one += dice.choice(
                (
                    "\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE",
                    "\nRRULE:FREQ=DAILY;COUNT=60",
                    "\nRRULE:FREQ=MONTHLY;BYDAY=2TU",
                )
            )
        if at % 7 == 0:
            one += "\nTRANSP:TRANSPARENT"
        lines.append(one)
    return calendar(*lines)


NEW_YORK = (
    VTIMEZONE.replace("House Time", "America/New_York")
    .replace(
        "BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100",
        "BYMONTH=11;BYDAY=1SU\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500",
    )
    .replace(
        "BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200",
        "BYMONTH=3;BYDAY=2SU\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400",
    )
)
ZONES = {
    "House Time": VTIMEZONE,
    "Europe/Berlin": VTIMEZONE.replace("House Time", "Europe/Berlin"),
    "America/New_York": NEW_YORK,
}
"""A zone of somebody's own, and two that all the world has."""


def lives(events: int, first: datetime, days: int, seed: int = 7) -> list[str]:
    """Entries with everything a calendar can say of when, around some days; what was moved lies with its series."""
    dice = random.Random(seed)
    kinds = (_plain, _lasting, _floating, _whole_days, _repeating, _with_exceptions, _moved, _not_counting)
    begins = (
        first + timedelta(days=dice.randrange(-500, days + 200), minutes=15 * dice.randrange(28, 88))
        for _ in range(events)
    )
    return ["\n".join(kinds[at % len(kinds)](dice, at, one)) for at, one in enumerate(begins)]


def together(entries: list[str]) -> bytes:
    """One calendar of these entries, with the zones they name."""
    zones = [one for name, one in ZONES.items() if any(f"TZID={name}" in entry for entry in entries)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test", *zones, *entries, "END:VCALENDAR", ""]
    return "\n".join(lines).replace("\n", "\r\n").encode()


def _event(at: int, lines: str) -> str:
    return f"BEGIN:VEVENT\nUID:{at}@lives\nDTSTAMP:20260101T000000Z\nSUMMARY:Event {at}\n{lines}\nEND:VEVENT"


def _zone(dice: random.Random) -> str:
    return f"TZID={dice.choice(list(ZONES))}"


def _span(begins: datetime, minutes: int, zone: str) -> str:
    ends = begins + timedelta(minutes=minutes)
    return f"DTSTART;{zone}:{begins:%Y%m%dT%H%M%S}\nDTEND;{zone}:{ends:%Y%m%dT%H%M%S}"


def _plain(dice: random.Random, at: int, begins: datetime) -> list[str]:
    return [_event(at, _span(begins, dice.choice((15, 50, 90)), _zone(dice)))]


def _lasting(dice: random.Random, at: int, begins: datetime) -> list[str]:
    lasts = dice.choice(("PT20M", "PT1H30M", "P1DT2H", "PT40M"))
    return [_event(at, f"DTSTART;{_zone(dice)}:{begins:%Y%m%dT%H%M%S}\nDURATION:{lasts}")]


def _floating(dice: random.Random, at: int, begins: datetime) -> list[str]:
    ends = begins + timedelta(minutes=30)
    return [_event(at, f"DTSTART:{begins:%Y%m%dT%H%M%S}\nDTEND:{ends:%Y%m%dT%H%M%S}")]


def _whole_days(dice: random.Random, at: int, begins: datetime) -> list[str]:
    if at % 40:  # Else no day of anybody's would be free.
        return _floating(dice, at, begins)
    ends = begins + timedelta(days=dice.choice((1, 2)))
    return [_event(at, f"DTSTART;VALUE=DATE:{begins:%Y%m%d}\nDTEND;VALUE=DATE:{ends:%Y%m%d}")]


def _repeating(dice: random.Random, at: int, begins: datetime) -> list[str]:
    """Its first time is one the rule names; what programs make of another is left to them."""
    rule = dice.choice(
        ("FREQ=WEEKLY;COUNT=30", "FREQ=DAILY;COUNT=9", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY")
    )
    while "2TU" in rule and (begins.weekday() != 1 or not 8 <= begins.day <= 14):
        begins += timedelta(days=1)
    return [_event(at, f"{_span(begins, 45, _zone(dice))}\nRRULE:{rule}")]


def _with_exceptions(dice: random.Random, at: int, begins: datetime) -> list[str]:
    zone, gone = _zone(dice), [begins + timedelta(weeks=week) for week in dice.sample(range(1, 20), 6)]
    out = "\n".join(f"EXDATE;{zone}:{one:%Y%m%dT%H%M%S}" for one in gone)
    return [_event(at, f"{_span(begins, 30, zone)}\nRRULE:FREQ=WEEKLY;COUNT=25\n{out}")]


def _moved(dice: random.Random, at: int, begins: datetime) -> list[str]:
    zone, was = _zone(dice), begins + timedelta(weeks=3)
    now = was + timedelta(days=dice.choice((-2, 1)), hours=dice.choice((-1, 2)))
    series = _event(at, f"{_span(begins, 60, zone)}\nRRULE:FREQ=WEEKLY;COUNT=12")
    return [series, _event(at, f"RECURRENCE-ID;{zone}:{was:%Y%m%dT%H%M%S}\n{_span(now, 60, zone)}")]


def _not_counting(dice: random.Random, at: int, begins: datetime) -> list[str]:
    words = dice.choice(("TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"))
    return [_event(at, f"{_span(begins, 600, _zone(dice))}\n{words}")]
