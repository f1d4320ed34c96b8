"""Plans as iCalendar (RFC 5545), for programs that show calendars. Knows no names but the plans' own, and often not those."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from weft.core.plans.times import Time

NEUTRAL = "Kept free"
"""What every plan is called unless its owner chose otherwise."""


def calendar(times: Iterable[Time], written: int, *, titles: bool) -> bytes:
    """A whole calendar. ``written`` is the minute since 1970 the plans were last written down.

    Hours are in UTC, which every program turns into its own; whole days are days everywhere. Nothing in it says which
    program made it.
    """
    made = _begun()
    made.add("method", "PUBLISH")
    for one in times:
        made.add_component(_event(one, written, titles))
    return bytes(made.to_ical())


def one_event(time: Time, written: int, *, titles: bool) -> bytes:
    """One event as a CalDAV server keeps it, which wants no word of what to do with it (RFC 4791, 4.1)."""
    made = _begun()
    made.add_component(_event(time, written, titles))
    return bytes(made.to_ical())


def _begun() -> Calendar:
    made = Calendar()
    made.add("prodid", "-//calendar//EN")
    made.add("version", "2.0")
    return made


def _event(one: Time, written: int, titles: bool) -> Event:
    event = Event()
    event.add("uid", one.mark)
    event.add("dtstamp", _instant(written))
    if one.first_day:
        event.add("dtstart", one.first_day)
        event.add("dtend", one.first_day + timedelta(days=one.days))
    else:
        event.add("dtstart", _instant(one.first))
        event.add("dtend", _instant(one.end))
    event.add("summary", one.title if titles else NEUTRAL)
    if titles and one.where:
        event.add("location", one.where)
    event.add("class", "PRIVATE")
    return event


def _instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
