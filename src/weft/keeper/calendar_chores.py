"""Calendars tried, connected and read beside the pages: nobody's page waits for a server of somebody else's.

What was typed stays with the sign-in, in memory, until it could be connected or something else is tried, so that a
server which says no costs nobody their typing. All of it ends with the sign-in. The other of two is told nothing.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from enum import StrEnum

from weft.core.freetime.entries import Calendar
from weft.keeper import calendars
from weft.keeper.calendars import CalendarTrouble, Trouble, address_of
from weft.keeper.home import Home
from weft.keeper.opened import Chore, Opened
from weft.keeper.ports import StoreError
from weft.outward import addresses
from weft.outward.refused import Refused

CONNECT, READ = "connect a calendar", "read calendars"


class Stage(StrEnum):
    """How far a calendar that was typed has come."""

    TRIED = "tried"
    """Its server is being asked."""
    CONNECTED = "connected"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Typed:
    """The calendar that was typed last in this sign-in, how far it has come, and why it came no further."""

    calendar: Calendar = field(repr=False)
    stage: Stage
    why: Trouble | None = None


def typed(opened: Opened) -> Typed | None:
    """What was typed last, and what came of it; None before anything was."""
    held = opened.calendar_typed
    return held if isinstance(held, Typed) else None


def forget_typed(opened: Opened) -> None:
    """What was typed goes, and with it whatever is being tried."""
    chore = opened.chores.get(CONNECT)
    if chore:
        chore.task.cancel()
    opened.calendar_typed = None


def connect(home: Home, opened: Opened, one: Calendar, private_hosts: frozenset[str]) -> None:
    """Begin to try a calendar, in place of one that is being tried; it is connected once it could be read.

    Without a password, the one typed before is used again for the same name at the same server.
    Raises CalendarTrouble for what can be said without asking anybody; nothing has begun then.
    """
    one = _with_its_password(opened, one)
    if len(calendars.connected(opened)) >= calendars.MOST_CONNECTED:
        raise CalendarTrouble(Trouble.MANY)
    try:
        addresses.read(address_of(one.url))
    except Refused as no:
        raise CalendarTrouble(Trouble(no.why.value)) from None
    opened.calendar_typed = Typed(one, Stage.TRIED)
    _begin(opened, CONNECT, _connected(home, opened, one, private_hosts))


def read(home: Home, opened: Opened, private_hosts: frozenset[str]) -> None:
    """Begin to read this person's calendars for the days they are asked about, unless that is going on."""
    if calendars.connected(opened) and not is_reading(opened):
        _begin(opened, READ, _read(home, opened, private_hosts))


def is_reading(opened: Opened) -> bool:
    """Whether calendars are being read at this moment."""
    chore = opened.chores.get(READ)
    return chore is not None and not chore.task.done()


def _begin(opened: Opened, name: str, work: Coroutine[None, None, None]) -> None:
    before = opened.chores.get(name)
    if before:
        before.task.cancel()
    opened.chores[name] = Chore(asyncio.get_running_loop().create_task(work))


async def _connected(home: Home, opened: Opened, one: Calendar, private_hosts: frozenset[str]) -> None:
    came = Typed(replace(one, url="", name="", password=""), Stage.CONNECTED)
    try:
        await calendars.connect(home, opened, one, private_hosts)
    except CalendarTrouble as trouble:
        came = Typed(one, Stage.REFUSED, trouble.why)
    except StoreError:
        came = Typed(one, Stage.REFUSED, Trouble.SILENT)
    opened.calendar_typed = came
    home.tell(opened.log.log, only=opened.person)


async def _read(home: Home, opened: Opened, private_hosts: frozenset[str]) -> None:
    await calendars.read(home, opened, private_hosts)
    home.tell(opened.log.log, only=opened.person)


def keeps_password(opened: Opened) -> bool:
    """Whether a password that was typed waits to be used again."""
    before = typed(opened)
    return bool(before and before.stage is Stage.REFUSED and before.calendar.password)


def _with_its_password(opened: Opened, one: Calendar) -> Calendar:
    """With the password typed before, if none was typed now: never for another server, or another name there."""
    before = typed(opened)
    if one.password or before is None or not keeps_password(opened):
        return one
    same = (one.kind, one.name) == (before.calendar.kind, before.calendar.name)
    return replace(one, password=before.calendar.password) if same and _one_server(one, before) else one


def _one_server(one: Calendar, before: Typed) -> bool:
    try:
        places = [addresses.read(address_of(each.url)).origin for each in (one, before.calendar)]
    except Refused:
        return False
    return places[0] == places[1]
