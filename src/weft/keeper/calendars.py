"""The calendars somebody connects: kept in their own log under their own key, and fetched only while they are signed in.

An address is a secret like a password. What comes back is read in a process of its own, and nothing of it is kept but
when this person is busy, in memory, until they sign out. Whether somebody has a calendar at all shows nowhere but on
their own pages. The few questions a CalDAV server is asked are written here; docs/decisions/0033 says why.
"""

import asyncio
import os
from base64 import b64encode
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from urllib.parse import urljoin

from weft.calendars.sandbox import MOST_SENT, CalendarRefused, Found, Span, busy_in, found_in
from weft.core.freetime import halves
from weft.core.freetime.entries import Calendar, CalendarsSaid
from weft.core.freetime.halves import Horizon
from weft.keeper.freetime import horizon_of, own, say_own
from weft.keeper.home import Home
from weft.keeper.lanes import Lane
from weft.keeper.opened import Opened
from weft.keeper.zone import zone_of
from weft.outward import addresses
from weft.outward.addresses import Permit
from weft.outward.fetch import Answer, Limits, fetch
from weft.outward.refused import Refused

MOST_CONNECTED = 6
MOST_CALLED = 60
MOST_NAME = 200
LIMITS = Limits(seconds=15.0, body_bytes=MOST_SENT)
"""Of one calendar: more than two million bytes and five seconds, because ten thousand events are more (decision 0033)."""
WRITING = Limits(seconds=6.0, body_bytes=64 * 1024)
"""Of one event put there or taken out."""


WHOLE_SECONDS = 60.0
"""Of all that one connected calendar may take: an account can name forty, and each could answer just in time."""

AROUND_HALVES = halves.A_DAY
"""A server takes whole days and times without a zone for its own, so more is asked for than the horizon, on both sides."""

PROPS = b"""<?xml version="1.0" encoding="utf-8"?>
<d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:resourcetype/>
<d:current-user-principal/><c:calendar-home-set/><c:supported-calendar-component-set/></d:prop></d:propfind>"""
REPORT = """<?xml version="1.0" encoding="utf-8"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-data/></d:prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="{}" end="{}"/>
</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"""


class Trouble(StrEnum):
    """Why a calendar could not be read: what ``outward`` and ``calendars`` refuse, and three of our own."""

    ADDRESS = "address"
    NAMED = "named"
    UNKNOWN = "unknown"
    PRIVATE = "private"
    SILENT = "silent"
    CERTIFICATE = "certificate"
    SLOW = "slow"
    LARGE = "large"
    AROUND = "around"
    GARBLED = "garbled"
    KIND = "kind"
    DAMAGED = "damaged"
    OFTEN = "often"
    EMPTY = "empty"
    PASSWORD = "password"
    """The server does not know this name with this password, or wants one."""
    MISSING = "missing"
    """There is nothing at this address."""
    NO_CALENDARS = "no calendars"
    """There is a server of calendars, and none lies there for this name."""
    NOT_WRITTEN = "not written"
    """The server keeps nothing for us there."""
    MANY = "many"
    """There are as many connected as there may be."""


class CalendarTrouble(Exception):
    """A calendar was not read, and nothing was changed. ``why`` says what to tell."""

    def __init__(self, why: Trouble) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class CalendarsRead:
    """When somebody is busy by their calendars, within a horizon, as it was read in this sign-in."""

    horizon: Horizon
    of: CalendarsSaid = field(repr=False)
    zone: str = field(repr=False)
    busy: tuple[Span, ...] = field(repr=False)
    troubles: tuple[tuple[str, Trouble], ...] = field(repr=False)
    """The keys of calendars that could not be read."""


def connected(opened: Opened) -> tuple[Calendar, ...]:
    return own(opened).calendars.calendars


def read_so_far(home: Home, opened: Opened) -> CalendarsRead | None:
    """What was read in this sign-in, if it still holds: the same calendars, the same zone, all of the horizon."""
    held, horizon = opened.calendars_read, horizon_of(home, opened)
    if not connected(opened):
        return CalendarsRead(horizon, own(opened).calendars, "", (), ())
    if not isinstance(held, CalendarsRead) or held.of != own(opened).calendars:
        return None
    same = held.zone == zone_of(opened).key
    return held if same and held.horizon.start <= horizon.start and held.horizon.end >= horizon.end else None


async def connect(home: Home, opened: Opened, one: Calendar, private_hosts: frozenset[str]) -> None:
    """Connect a calendar that can be read; ``one.key`` is given here. Raises CalendarTrouble.

    ``private_hosts`` are the origins in the private network which the host has named.
    """
    if len(connected(opened)) >= MOST_CONNECTED:
        raise CalendarTrouble(Trouble.MANY)
    line = Line(one, Permit(private_hosts), opened.lane)
    await _busy(line, horizon_of(home, opened), zone_of(opened).key)
    before = connected(opened)[
        : MOST_CONNECTED - 1
    ]  # As it is now: another may have come while this one was read.
    made = Calendar(os.urandom(16).hex(), one.kind, one.url, one.called, one.name, one.password)
    await say_own(home, opened, CalendarsSaid((*before, made)))


async def remove(home: Home, opened: Opened, key: str) -> None:
    """Connect a calendar no more: its address is gone from the log. One that isn't there is no error."""
    left = tuple(one for one in connected(opened) if one.key != key)
    if left != connected(opened):
        await say_own(home, opened, CalendarsSaid(left))


async def read(home: Home, opened: Opened, private_hosts: frozenset[str]) -> None:
    """Fetch this person's calendars for the horizon they are asked about, and remember when they are busy."""
    of, horizon, zone = own(opened).calendars, horizon_of(home, opened), zone_of(opened).key
    lines = [Line(one, Permit(private_hosts), opened.lane) for one in of.calendars]
    came = await asyncio.gather(*(_tried(one, horizon, zone) for one in lines))
    spans = sorted(span for one in came if not isinstance(one, Trouble) for span in one)
    troubles = tuple(
        (one.key, said) for one, said in zip(of.calendars, came, strict=True) if isinstance(said, Trouble)
    )
    opened.calendars_read = CalendarsRead(horizon, of, zone, tuple(spans), troubles)


async def _tried(ask: "Line", horizon: Horizon, zone: str) -> tuple[Span, ...] | Trouble:
    try:
        return await _busy(ask, horizon, zone)
    except CalendarTrouble as trouble:
        return trouble.why


async def _busy(ask: "Line", horizon: Horizon, zone: str) -> tuple[Span, ...]:
    """When this calendar says that its owner is busy. Raises CalendarTrouble."""
    one = ask.calendar
    try:
        async with asyncio.timeout(WHOLE_SECONDS):
            if one.kind == "account":
                return await _of_account(ask, horizon, zone)
            return await busy_in((await ask("GET", address_of(one.url))).body, horizon.minutes, zone)
    except (Refused, CalendarRefused) as no:
        raise CalendarTrouble(Trouble(no.why.value)) from None
    except TimeoutError:
        raise CalendarTrouble(Trouble.SLOW) from None


def address_of(typed: str) -> str:
    """An address as it was typed or copied: without a beginning it is https, and so is what calendars call webcal."""
    text = typed.strip()
    begun = text.partition("://")
    if not begun[1]:
        return f"https://{text}"
    return f"https://{begun[2]}" if begun[0].lower() in ("webcal", "webcals") else text


# ---------------------------------------------------------------- asking


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """How one calendar's server is asked, with its own name and password and nobody else's."""

    calendar: Calendar
    permit: Permit
    lane: Lane

    async def __call__(self, method: str, url: str, body: bytes = b"", depth: str = "") -> Answer:
        """What it answered. Raises Refused, CalendarTrouble."""
        answer = await self._asked(method, url, self._headers(depth), body, LIMITS)
        if answer.status in (401, 403):
            raise CalendarTrouble(Trouble.PASSWORD)
        if answer.status in (404, 405, 410):
            raise CalendarTrouble(Trouble.MISSING)
        if answer.status not in (200, 207):
            raise CalendarTrouble(Trouble.GARBLED)
        return answer

    async def write(self, method: str, url: str, body: bytes = b"") -> None:
        """Put an event there, or delete one; one that is gone already is no error. Raises Refused, CalendarTrouble."""
        headers = self._headers("") | ({"Content-Type": "text/calendar; charset=utf-8"} if body else {})
        answer = await self._asked(method, url, headers, body, WRITING)
        if answer.status in (401, 403):
            raise CalendarTrouble(Trouble.PASSWORD)
        if answer.status in (404, 410) and method == "DELETE":
            return
        if answer.status not in (200, 201, 204):
            raise CalendarTrouble(Trouble.NOT_WRITTEN)

    async def _asked(
        self, method: str, url: str, headers: dict[str, str], body: bytes, limits: Limits
    ) -> Answer:
        """Asked in a thread of calendars' own, while everything else goes on. Raises Refused."""
        asked = partial(
            fetch, url, method=method, headers=headers, body=body, limits=limits, permit=self.permit
        )
        return await self.lane.wait(asked)

    def _headers(self, depth: str) -> dict[str, str]:
        one, more = self.calendar, {"Accept": "text/calendar, application/xml;q=0.9, */*;q=0.1"}
        if one.name or one.password:
            pair = b64encode(f"{one.name}:{one.password}".encode()).decode()
            more["Authorization"] = f"Basic {pair}"
        if depth:
            more |= {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}
        return more


async def _of_account(ask: Line, horizon: Horizon, zone: str) -> tuple[Span, ...]:
    """When all calendars of an account together say that its owner is busy."""
    asked = horizon.start - AROUND_HALVES, horizon.end + AROUND_HALVES
    report = REPORT.format(*(f"{halves.instant_of(at):%Y%m%dT%H%M%SZ}" for at in asked)).encode()
    spans: list[Span] = []
    for url in await calendars_of(ask, address_of(ask.calendar.url)):
        answer = await ask("REPORT", url, report, "1")
        spans += await busy_in(answer.body, horizon.minutes, zone, report=True)
    return tuple(sorted(spans))


async def calendars_of(ask: Line, url: str) -> list[str]:
    """Where the calendars of an account lie, from whatever address of it was typed."""
    at, found = await _found(ask, url, "1")
    if not found.calendars and found.principal and not found.home:
        at, found = await _found(ask, _beside(at, found.principal), "1")
    if not found.calendars and found.home:
        at, found = await _found(ask, _beside(at, found.home), "1")
    if not found.calendars:
        raise CalendarTrouble(Trouble.NO_CALENDARS)
    return [_beside(at, one) for one in found.calendars]


async def _found(ask: Line, url: str, depth: str) -> tuple[str, Found]:
    """What lies there, and the address that answered. A bare server is asked where its calendars are."""
    try:
        answer = await ask("PROPFIND", url, PROPS, depth)
    except CalendarTrouble as trouble:
        if trouble.why is not Trouble.MISSING or addresses.read(url).target != "/":
            raise
        answer = await ask("PROPFIND", urljoin(url, "/.well-known/caldav"), PROPS, depth)
    return answer.at, await found_in(answer.body)


def _beside(at: str, href: str) -> str:
    """An address on the same server: what signs in there is shown nowhere else. Raises CalendarTrouble."""
    one = addresses.read(at)
    other = addresses.beside(one, href)
    if one.origin != other.origin:
        raise CalendarTrouble(Trouble.AROUND)
    return other.text
