"""Somebody's own security log: what happened around their account, sealed to them alone.

The host sees how many lines there are. A line says a day and a part of it, never a minute, an address or a browser.
That somebody tried to come in says the day alone, once a day, however often they tried.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import msgspec

from weft.core.days import day_number
from weft.core.people import PersonId
from weft.keeper.opened import Opened
from weft.keeper.ports import Store, StoreError
from weft.vault.errors import EnvelopeAltered
from weft.vault.roots import Publics
from weft.vault.trace import open_line, seal_line

MOST = 200
"""Lines kept; the oldest go first."""
MOST_TRIES = 14
"""Days of tries kept, apart from the other lines: whoever tries pushes nothing else out."""
PARTS = ((5, "night"), (12, "morning"), (18, "afternoon"), (24, "evening"))
WAIT_SECONDS = 60
"""Tries are written down this much later: a disk that writes only for a name somebody has would tell that they do."""
MOST_WAITING = 4_096
"""Names that wait to be looked up; if more come, all are looked up at once."""


class Happened(StrEnum):
    SIGNED_IN = "signed-in"
    NEW_DEVICE = "new-device"
    PASSPHRASE = "passphrase"
    CODE = "code"
    RECOVERED = "recovered"
    MINE = "mine"
    PASSKEY = "passkey"
    PASSKEY_REMOVED = "passkey-removed"
    SIGNED_OUT_THERE = "signed-out-there"
    TRIED = "tried"


class Line(msgspec.Struct, frozen=True):
    """What happened, the day (since 1970) and the part of it, empty for a try."""

    what: Happened
    day: int
    part: str


async def note(store: Store, person: PersonId, publics: Publics, what: Happened, at: datetime) -> None:
    """Add a line; whoever it is about need not be here. On a full disk it is left out, and nothing waits for it."""
    part = next(name for until, name in PARTS if at.astimezone().hour < until)
    with suppress(StoreError):
        await store.add_trace(person, _sealed(person, publics, Line(what, _day(at), part)), MOST)


async def told(store: Store, opened: Opened) -> list[Line]:
    """The lines this person can open, the newest first; those under keys they no longer have are passed over."""
    traces = [_line(opened, sealed) for sealed in reversed(await store.traces_of(opened.person))]
    tries = [_line(opened, sealed) for sealed in reversed(await store.tries_of(opened.person))]
    return sorted((line for line in (*traces, *tries) if line), key=lambda line: -line.day)


def _sealed(person: PersonId, publics: Publics, line: Line) -> bytes:
    return seal_line(publics.kem_s, person, msgspec.json.encode(line))


def _line(opened: Opened, sealed: bytes) -> Line | None:
    try:
        return msgspec.json.decode(open_line(opened.root, opened.person, sealed), type=Line)
    except (EnvelopeAltered, msgspec.DecodeError):
        return None


def _day(at: datetime) -> int:
    return day_number(at.astimezone().date())


@dataclass(slots=True)
class Tries:
    """Wrong tries since they were last written down: by the name they were for, whether or not anyone has it.

    A name that nobody has costs the same as one that somebody has, in the instant of the try. What is written is one
    line a day for each person of that name.
    """

    store: Store
    clock: Callable[[], datetime]
    names: set[bytes] = field(default_factory=set)
    people: set[PersonId] = field(default_factory=set)
    written: dict[PersonId, int] = field(default_factory=dict)
    """Who has a line already, and of which day."""
    _later: asyncio.TimerHandle | None = None
    _writing: asyncio.Task[None] | None = None

    def at_name(self, handle: bytes) -> None:
        """Somebody tried to come in under a name."""
        self.names.add(handle)
        self._write_later()

    def at(self, person: PersonId) -> None:
        """Somebody who is signed in as this person did not know the passphrase."""
        self.people.add(person)
        self._write_later()

    def _write_later(self) -> None:
        if len(self.names) >= MOST_WAITING:
            self._write()
        elif self._later is None:
            self._later = asyncio.get_running_loop().call_later(WAIT_SECONDS, self._write)

    def _write(self) -> None:
        self._writing = asyncio.ensure_future(self.write_down())

    async def write_down(self) -> None:
        """Write down what waits. On a full disk it is left out."""
        if self._later:
            self._later.cancel()
            self._later = None
        names, people = self.names, self.people
        self.names, self.people = set(), set()
        with suppress(StoreError):
            for handle in names:
                people |= {slot.person for slot in (await self.store.slots_near_handle(handle)).found}
            for person in people:
                await self._write_for(person, _day(self.clock()))

    async def _write_for(self, person: PersonId, day: int) -> None:
        row = await self.store.person(person)
        if row is None or self.written.get(person) == day:
            return
        line = Line(Happened.TRIED, day, "")
        sealed = _sealed(person, Publics.from_bytes(row.publics), line)
        await self.store.add_try(person, day, sealed, MOST_TRIES)
        self.written[person] = day

    def rest(self) -> None:
        """Nothing more is written by itself: the server stops."""
        if self._later:
            self._later.cancel()
            self._later = None
