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
