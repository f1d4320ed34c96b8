"""The process that reads a stranger's calendar: bytes come in, busy times go out, and it ends.

Run as a script, one calendar a process, bounded by ``errands/bounded.py`` before it begins: so much memory and time, no
writing, no further processes. It imports nothing of ours, and is given no key and no name. All of it is in this one file,
so that whoever wonders what a stranger's bytes meet has it before them. Titles, places, guests and notes are dropped line
by line before anything is understood: what goes out is minutes and nothing else.

In: a line of JSON, ``{"kind", "start", "end", "zone"}``, and the bytes to the end. Kinds: ``ics``, a calendar as a file;
``report``, what a CalDAV server answers to a question about times; ``found``, what it answers about where calendars lie.
Out: a line of JSON: ``{"busy": [[start, end], ...]}`` in minutes since 1970, in order, none touching the next;
``{"found": {...}}``; or ``{"refused": why}``. Recurrence is the library's: recurring-ical-events on icalendar.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]

MOST_ENTRIES = 25_000
"""Events of one calendar, before those far from the time asked about are set aside."""
MOST_OCCURRENCES = 20_000
"""Of all events together, within the time asked about."""
MARGIN = timedelta(days=2)
"""Beyond that time on both sides, so that no zone and no long night is missed."""

TIMES = {
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "EXRULE",
    "RECURRENCE-ID",
    "SEQUENCE",
    "STATUS",
    "TRANSP",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "FREEBUSY",
}
"""What says when, and whether it counts. No other line of an event is looked at."""
MANY_TIMES = {"EXDATE", "RDATE"}
"""What an event may say on more than one line."""
MOST_MEANINGS = 50
"""Of names of zones within one account."""
LASTS = re.compile(
    "\\+?P(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?(?:T(?:([0-9]{1,5})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,7})S)?)?"
)
"""A duration, in weeks, days, hours, minutes and seconds."""
SHORT = re.compile("[0-9]{1,3}")
"""A COUNT or an INTERVAL that is reckoned with here; a longer one is the library's."""
OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
"""What no calendar of people's says, and a hostile one would keep us busy with."""
DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"

Lines = list[str]
"""An event, a zone or a busy list, from its BEGIN to its END."""
Span = tuple[int, int]
"""Minutes since 1970: from, and up to but not including."""


class Refused(Exception):
    """Why nothing is known: ``kind``, ``damaged``, ``often`` or ``large``."""


# ---------------------------------------------------------------- only what says when


def parts(raw: bytes) -> Iterator[Lines]:
    """Every event, zone and busy list of a calendar as its lines, nothing in it but times. Raises Refused."""
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = re.sub(r"\n[ \t]", "", text).split("\n")
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines[:50]):
        raise Refused("kind")
    inside: Lines = []
    block: Lines = []
    for line in lines:
        name = re.split("[:;]", line, maxsplit=1)[0].strip().upper()
        word = line.partition(":")[2].strip().upper()
        if name == "BEGIN":
            _fits(inside, word)
            inside.append(word)
            if len(inside) == 2:
                block = []
        if len(inside) >= 2 and _says_when(inside, name):
            block.append(line)
        if name == "END":
            if not inside or inside.pop() != word:
                raise Refused("damaged")
            if len(inside) == 1 and block:
                yield block
    if inside:
        raise Refused("damaged")  # It was cut off. Half a calendar would look like free time.


def _fits(inside: Lines, word: str) -> None:
    """Whether something may begin here. Raises Refused for an event that nobody would look at, and for no name at all."""
    wrong = word == "VCALENDAR" and bool(inside)
    wrong |= word in ("VEVENT", "VFREEBUSY") and inside != ["VCALENDAR"]
    if wrong or not re.fullmatch("[A-Z0-9-]+", word):
        raise Refused("damaged")


def _says_when(inside: Lines, name: str) -> bool:
    if inside[1] == "VTIMEZONE":
        return True
    plain = inside[1] in ("VEVENT", "VFREEBUSY") and len(inside) == 2
    return plain and (name in TIMES or name in ("BEGIN", "END"))


def near(blocks: Iterable[Lines], start: datetime, end: datetime) -> Iterator[Lines]:
    """Those that may matter between two instants. Raises Refused when there are too many or one repeats too often."""
    first, last = start - MARGIN, end + MARGIN
    for number, block in enumerate(blocks):
        if number >= MOST_ENTRIES:
            raise Refused("large")
        said = [(_name(line), _value(line)) for line in block]
        if _moves_all_that_follow(said, block):
            yield block
            continue
        for name, value in said:
            if name == "RRULE":
                _bearable(value)
        if said[0] != ("BEGIN", "VEVENT") or _matters(said, first, last):
            yield block


def _moves_all_that_follow(said: list[tuple[str, str]], block: Lines) -> bool:
    return any(name == "RECURRENCE-ID" and "RANGE" in block[at].upper() for at, (name, _) in enumerate(said))


def _bearable(rule: str) -> None:
    """Whether a rule can be followed at all, an event's or a zone's. Raises Refused."""
    if any(f"FREQ={often}" in rule for often in OFTEN):
        raise Refused("often")
    if re.search("INTERVAL=0*(;|$)", rule):
        raise Refused("damaged")


def _matters(lines: list[tuple[str, str]], first: datetime, last: datetime) -> bool:
    """Whether an event has to be understood. Only what lies surely elsewhere, or surely does not count, is left."""
    said = dict(lines)
    if len(said) < len([name for name, _ in lines if name not in MANY_TIMES]) + len(MANY_TIMES & said.keys()):
        return True  # Something is said twice, and only the library knows which of the two it means.
    if "RDATE" in said or "EXRULE" in said or not _elsewhere(said.get("RECURRENCE-ID"), first, last):
        return True
    begins, lasts = _day(said.get("DTSTART")), _days_it_lasts(said)
    if begins is None or lasts is None:
        return True
    if begins > last.date():
        return False
    final = _last_beginning(begins, said["RRULE"]) if "RRULE" in said else begins
    over = final is not None and final + timedelta(days=lasts) < first.date()
    over |= _other_season(said.get("RRULE", ""), begins, first.date() - timedelta(days=lasts), last.date())
    return not over and ("RRULE" in said or not _does_not_count(said))


def _elsewhere(instead_of: str | None, first: datetime, last: datetime) -> bool:
    """Whether the time that was moved lies surely far away, if one was; where it was moved to is looked at besides."""
    if instead_of is None:
        return True
    was = _day(instead_of)
    return was is not None and not first.date() <= was <= last.date()


def _days_it_lasts(said: dict[str, str]) -> int | None:
    """How many days on the day of its end may be, at most; None for the library to say."""
    begins, ends = _day(said.get("DTSTART")), _day(said.get("DTEND"))
    if "DURATION" in said:
        return None if ends else _days_of(said["DURATION"])
    if begins is None or ("DTEND" in said and (ends is None or ends < begins)):
        return None
    return (ends - begins).days if ends else 1


def _days_of(duration: str) -> int | None:
    """The days a duration may reach into, at most; None for one that isn't plain."""
    found = LASTS.fullmatch(duration)
    if not found:
        return None
    weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return weeks * 7 + days + (hours * 60 + minutes) // 1440 + seconds // 86400 + 2


def _other_season(rule: str, begins: date, first: date, last: date) -> bool:
    """Whether it comes back each year, or each so many, on a day that lies surely outside of two, such as a birthday."""
    plain = "FREQ=YEARLY" in rule and "BY" not in rule and (begins.month, begins.day) != (2, 29)
    years = range(first.year, last.year + 1)
    return plain and not any(first <= begins.replace(year=year) <= last for year in years)


def _last_beginning(begins: date, rule: str) -> date | None:
    """The day after which a rule surely names no more; None where that isn't plain."""
    parts = dict(one.partition("=")[::2] for one in rule.split(";"))
    if "UNTIL" in parts:
        return _day(parts["UNTIL"])
    period = {"DAILY": 1, "WEEKLY": 7}.get(parts.get("FREQ", ""), 0)
    plain = not [one for one in parts if one.startswith("BY") and (one, period) != ("BYDAY", 7)]
    count, interval = (parts.get(name, "1") for name in ("COUNT", "INTERVAL"))
    if not (period and plain and "COUNT" in parts and SHORT.fullmatch(count) and SHORT.fullmatch(interval)):
        return None
    return begins + timedelta(days=int(count) * int(interval) * period + 7)


def _name(line: str) -> str:
    return re.split("[:;]", line, maxsplit=1)[0].strip().upper()


def _value(line: str) -> str:
    """What a line says, in capitals, without what it says about that: there may be colons between quotation marks."""
    bare = re.sub('"[^"]*"', "", line) if '"' in line else line
    return bare.partition(":")[2].strip().upper()


def _day(said: str | None) -> date | None:
    """The day a time is on, in whatever zone it is."""
    found = re.match(r"([0-9]{4})([0-9]{2})([0-9]{2})", said or "")
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _does_not_count(said: dict[str, str]) -> bool:
    return (
        said.get("STATUS") == "CANCELLED"
        or said.get("TRANSP") == "TRANSPARENT"
        or said.get("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
    )


# ---------------------------------------------------------------- when somebody is busy


def busy(calendars: Iterable[bytes], start: datetime, end: datetime, zone: ZoneInfo) -> list[Span]:
    """Minutes since 1970 in which somebody is busy between two instants, joined. Raises Refused."""
    spans: list[tuple[datetime, datetime]] = []
    for blocks in _of_one_mind(calendars, start, end):
        spans += [*_occurrences(blocks, start, end, zone), *_said_busy(blocks)]
    return joined(_minutes(spans, start, end))


def _of_one_mind(calendars: Iterable[bytes], start: datetime, end: datetime) -> Iterator[list[Lines]]:
    """What matters of all calendars, together where they mean the same by the names of their zones. Raises Refused.

    A zone told with each of a thousand events is read once. But whoever sends an invitation says in it what its zones
    mean, and may mean something else by a name than the events around it.
    """
    together: list[tuple[dict[str, Lines], list[Lines]]] = []
    for raw in calendars:
        blocks = list(near(parts(raw), start, end))
        events = [block for block in blocks if not _zone_name(block)]
        if not events:
            continue
        zones = {name: block for block in blocks if (name := _zone_name(block))}
        like = next((one for one in together if _agree(one[0], zones)), None)
        if like is None:
            together.append(like := ({}, []))
        like[0].update(zones)
        like[1].extend(events)
        if len(together) > MOST_MEANINGS or sum(len(one) for _, one in together) > MOST_ENTRIES:
            raise Refused("large")
    return ([*zones.values(), *events] for zones, events in together)


def _agree(some: dict[str, Lines], others: dict[str, Lines]) -> bool:
    return all(some.get(name, block) == block for name, block in others.items())


def _zone_name(block: Lines) -> str:
    """The name of a zone as its calendar says it; empty for what is none."""
    if block[0].strip().upper() != "BEGIN:VTIMEZONE":
        return ""
    return next((line for line in block if line.upper().startswith("TZID")), "TZID:")


def _occurrences(
    blocks: list[Lines], start: datetime, end: datetime, zone: ZoneInfo
) -> list[tuple[datetime, datetime]]:
    text = "\r\n".join(
        ["BEGIN:VCALENDAR", *(line for block in blocks for line in block), "END:VCALENDAR", ""]
    )
    # It remembers zones by their names, and these may be others of the same name.
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]
    calendar = icalendar.Calendar.from_ical(text)
    if any(_lost_its_zone(one) for one in calendar.walk("VEVENT")):
        raise Refused("damaged")
    found = recurring_ical_events.of(calendar, components=["VEVENT"])
    spans = []
    for number, one in enumerate(found.between(start - MARGIN, end + MARGIN)):
        if number >= MOST_OCCURRENCES:
            raise Refused("large")
        if not _free(one):
            spans.append((_instant(one.start, zone), _instant(one.end, zone)))
    if any(one.errors for one in calendar.walk("VEVENT")):
        raise Refused("damaged")
    return spans


def _lost_its_zone(event: Any) -> bool:
    """Whether it names a zone nobody knows: its time would be taken for one where its owner is."""
    named = [one for name in ("DTSTART", "DTEND") if "TZID" in getattr(one := event.get(name), "params", ())]
    return any(isinstance(one.dt, datetime) and one.dt.tzinfo is None for one in named)


def _free(one: Any) -> bool:
    return _does_not_count(
        {name: str(one.get(name, "")).upper() for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")}
    )


def _instant(when: date, zone: ZoneInfo) -> datetime:
    """An instant. A whole day begins at midnight where the person is, and a time without a zone is meant there."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time(), zone).astimezone(UTC)
    return (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC)


def _said_busy(blocks: Iterable[Lines]) -> Iterator[tuple[datetime, datetime]]:
    """What a calendar says as busy times alone, without events."""
    for block in blocks:
        for line in block:
            name, _, words = line.partition(":")
            if name.upper().startswith("FREEBUSY") and not re.search('FBTYPE="?FREE"?(;|$)', name.upper()):
                for one in words.split(","):
                    begins, _, ends = one.strip().partition("/")
                    yield _period(begins, ends)


def _period(begins: str, ends: str) -> tuple[datetime, datetime]:
    try:
        start = datetime.strptime(begins, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if ends.startswith("P"):
            return start, start + icalendar.vDuration.from_ical(ends)  # type: ignore[no-untyped-call]
        return start, datetime.strptime(ends, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise Refused("damaged") from None


def _minutes(spans: Iterable[tuple[datetime, datetime]], start: datetime, end: datetime) -> list[Span]:
    """Whole minutes, never fewer than there were, within the time asked about."""
    first, last = int(start.timestamp()) // 60, -(-int(end.timestamp()) // 60)
    some = ((int(one.timestamp() // 60), int(-(-other.timestamp() // 60))) for one, other in spans)
    return [
        (max(one, first), min(other, last))
        for one, other in some
        if one < last and other > first and one < other
    ]


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same times in order, those that touch as one."""
    out: list[Span] = []
    for one, other in sorted(spans):
        if out and one <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], other))
        else:
            out.append((one, other))
    return out


# ---------------------------------------------------------------- what a CalDAV server says


def tree(raw: bytes) -> ElementTree.Element:
    """An answer of a CalDAV server. Raises Refused for what is none, or defines words of its own."""
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or b"\0" in raw:  # Two bytes a letter would hide either.
        raise Refused("damaged")
    try:
        root = ElementTree.fromstring(raw)
    except ElementTree.ParseError:
        raise Refused("kind") from None
    if root.tag != f"{DAV}multistatus":
        raise Refused("kind")
    return root


def calendars_in(raw: bytes) -> Iterator[bytes]:
    """The calendars within an answer about times."""
    for data in tree(raw).iter(f"{CALDAV}calendar-data"):
        if data.text and data.text.strip():
            yield data.text.strip().encode()


def found(raw: bytes) -> dict[str, Any]:
    """Where an answer says that a person's calendars lie, and which of what it lists are calendars of events.

    Of what lies beneath, only the calendars count: the first is what was asked for, and says where to look further.
    """
    root = tree(raw)
    first = next(root.iter(f"{DAV}response"), root)
    calendars = []
    for one in root.iter(f"{DAV}response"):
        href = (one.findtext(f"{DAV}href") or "").strip()
        kinds = {kind.get("name", "").upper() for kind in one.iter(f"{CALDAV}comp")}
        if one.find(f".//{DAV}resourcetype/{CALDAV}calendar") is not None and (
            not kinds or "VEVENT" in kinds
        ):
            calendars.append(href)
    return {
        "principal": _href(first, f"{DAV}current-user-principal"),
        "home": _href(first, f"{CALDAV}calendar-home-set"),
        "calendars": calendars,
    }


def _href(one: ElementTree.Element, name: str) -> str:
    return (one.findtext(f".//{name}/{DAV}href") or "").strip()


# ---------------------------------------------------------------- the process


def answer(asked: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """What goes out for these bytes, whatever they are."""
    try:
        if asked["kind"] == "found":
            return {"found": found(raw)}
        start, end = (datetime.fromtimestamp(asked[name] * 60, UTC) for name in ("start", "end"))
        calendars = [raw] if asked["kind"] == "ics" else calendars_in(raw)
        return {"busy": busy(calendars, start, end, ZoneInfo(asked["zone"]))}
    except Refused as no:
        return {"refused": str(no)}
    except (MemoryError, RecursionError):
        return {"refused": "large"}
    except Exception:  # It may fail in any way, and each means the same to whoever sent the bytes.
        return {"refused": "damaged"}


def main() -> None:
    asked = json.loads(sys.stdin.buffer.readline())
    sys.stdout.write(json.dumps(answer(asked, sys.stdin.buffer.read())) + "\n")


if __name__ == "__main__":
    main()
