"""Quiet hours, and the knock: kept so that the server can knock while nobody is signed in, and told to nobody.

A knock depends on its owner's choice and on the clock, never on what the other of the two does. Of each person lies one
note in keys.db, always of the same size, locked under a key of the server's: so a host can open it, and
docs/operator.md says so. That a knock went is written down before it goes, so a server that stops in between knocks once
less, and never twice.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import msgspec

from weft.core.knock import Knock, due, following, still_fits
from weft.core.people import PersonId
from weft.keeper import knock_note
from weft.keeper.courier import NO_ANSWER, Courier
from weft.keeper.home import Home
from weft.keeper.knock_note import UTC_NAME, Note, zone_name, zone_of
from weft.keeper.opened import Opened
from weft.keeper.ports import Own, RevTaken, StoreError
from weft.vault.knock import Doorbell, NoDoorbell, calling_card, knock, raw64, text64, word_for

TEXT = "The hour you chose"
"""What every knock says, and all it says; js/knock-worker.js has it too, and shows nothing else."""
MOST_ENDPOINT = 1000
"""Letters in the address of a push service; those there are have a hundred to five hundred."""
AT_ONCE = 8
"""Knocks carried at the same time."""
GONE = frozenset({404, 410})
"""What a push service says of a browser that wants no more of us, or is no more."""
LATER = timedelta(minutes=10)


class NoBrowser(Exception):
    """A knock was wished for, and no browser has agreed to one."""


class NotAgreed(Exception):
    """What was sent for a browser's agreement is nothing that can be knocked at."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a browser that agreed to be knocked at gave its script, as text: where, its public point and its secret."""

    endpoint: str = field(repr=False)
    point: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose, for their own page.

    ``lost``: the browser it came to takes no more knocks. ``stuck``: the last one did not get out of this server.
    """

    knock: Knock
    zone: str
    lost: bool
    stuck: bool


# ---------------------------------------------------------------- a person's choice


async def chosen(home: Home, opened: Opened) -> Chosen:
    """What this person chose; no quiet hours and no knock where they never did."""
    note = await knock_note.read(home, opened.person)
    return Chosen(knock_note.wish(note), note.zone, note.lost, note.stuck)


async def choose(home: Home, opened: Opened, knock: Knock, zone: str, agreed: Agreed | None = None) -> None:
    """Keep a choice. ``agreed`` is the browser to knock at from now on; None leaves it as it is.

    Raises NoBrowser where a knock is wished for and there is none to knock at, NotAgreed; nothing has changed.
    """
    now, bell = int(home.clock().timestamp()), _doorbell(agreed) if agreed else None

    def anew(note: Note) -> Note:
        place = (bell.endpoint, bell.point, bell.secret) if bell else (note.endpoint, note.point, note.secret)
        if knock.hour is None:
            place = ("", b"", b"")
        elif not place[0]:
            raise NoBrowser
        hour = -1 if knock.hour is None else knock.hour
        quiet = (knock.quiet.since, knock.quiet.until) if knock.quiet else None
        there = UTC_NAME if knock.hour is None else zone_name(zone)
        return Note(hour, quiet, there, now, note.last, *place)

    await knock_note.change(home, opened.person, anew)
    await _plan_one(home, opened.person)


async def move(home: Home, person: PersonId, zone: str) -> None:
    """Knock by the clock of another zone from now on, for whoever is knocked for at all: the others' is not kept here."""
    now = int(home.clock().timestamp())

    def moved(note: Note) -> Note | None:
        if note.hour < 0 or note.zone == zone_name(zone):
            return None
        return msgspec.structs.replace(note, zone=zone_name(zone), chosen=now)

    if await knock_note.change(home, person, moved):
        await _plan_one(home, person)


async def no_more(home: Home, person: PersonId) -> None:
    """Knock no more for somebody, wherever it came: their account is theirs anew."""
    if (await knock_note.read(home, person)).endpoint:
        await knock_note.change(home, person, lambda note: knock_note.off(note, lost=False))


def _doorbell(agreed: Agreed) -> Doorbell:
    try:
        parts = urlsplit(agreed.endpoint)
        if not parts.hostname or len(agreed.endpoint) > MOST_ENDPOINT:
            raise NotAgreed
        return Doorbell(agreed.endpoint, raw64(agreed.point), raw64(agreed.secret))
    except (NoDoorbell, ValueError):
        raise NotAgreed from None


def card(home: Home) -> str:
    """What a browser is told to take knocks from, as its script reads it."""
    return text64(calling_card(home.sign_ins.server_key))


# ---------------------------------------------------------------- the clock


def start(home: Home) -> None:
    """Begin as soon as the server does anything else: nobody waits for a push service to be let in."""
    _at(home, home.clock())


async def begin(home: Home) -> None:
    """Knock where it is due, then set the one timer for the next, if there is one."""
    if home.courier is None:
        return
    await tick(home, home.courier)
    rows = await home.store.own_of_all(Own.KNOCK)
    home.knocks.rest()
    for row in rows:
        _plan(home, knock_note.open(home, row))


async def tick(home: Home, courier: Courier) -> None:
    """Knock for everyone whose hour it is. Nobody need be signed in."""
    together = asyncio.Semaphore(AT_ONCE)

    async def one(person: PersonId) -> None:
        async with together:
            await _knock_for(home, courier, person)

    rows = await home.store.own_of_all(Own.KNOCK)
    await asyncio.gather(*(one(row.person) for row in rows if _due(home, knock_note.open(home, row))))


def _due(home: Home, note: Note) -> bool:
    return bool(note.endpoint) and due(
        knock_note.wish(note), zone_of(note.zone), knock_note.heard(note), home.clock()
    )


async def _knock_for(home: Home, courier: Courier, person: PersonId) -> None:
    """Note that it goes, then let it go. It is not tried again: a knock out of turn would be worse than none."""
    if await home.store.put_back_day(person) is not None:
        return  # An older copy was put back. It may not know that this was switched off since.

    def going(note: Note) -> Note | None:
        now = int(home.clock().timestamp())
        return msgspec.structs.replace(note, last=now) if _due(home, note) else None

    try:
        note = await knock_note.change(home, person, going)
    except RevTaken:
        return
    if note is None:
        return
    status = await _carry(home, courier, note)
    if status in GONE:
        await _forget(home, person, note.endpoint)
    elif (status == NO_ANSWER) is not note.stuck:
        await _note_whether_stuck(home, person, note.endpoint, status == NO_ANSWER)


async def _carry(home: Home, courier: Courier, note: Note) -> int:
    now, key = home.clock(), home.sign_ins.server_key
    parts = urlsplit(note.endpoint)
    try:
        bell = Doorbell(note.endpoint, note.point, note.secret)
    except NoDoorbell:
        return NO_ANSWER
    waits = still_fits(knock_note.wish(note), zone_of(note.zone), now)
    headers = {
        "authorization": word_for(
            key, f"{parts.scheme}://{parts.netloc}", courier.whose, int(now.timestamp())
        ),
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        "ttl": str(int(waits.total_seconds())),
        "urgency": "normal",
    }
    return await courier.post(note.endpoint, headers, knock(bell, TEXT.encode()))


async def _forget(home: Home, person: PersonId, endpoint: str) -> None:
    """The browser wants no more of us: where it was is forgotten, unless another was chosen meanwhile."""
    await knock_note.change(
        home, person, lambda note: knock_note.off(note, lost=True) if note.endpoint == endpoint else None
    )


async def _note_whether_stuck(home: Home, person: PersonId, endpoint: str, stuck: bool) -> None:
    """For their own page: a server whose host lets nothing out cannot knock, and nobody would know."""

    def anew(note: Note) -> Note | None:
        return msgspec.structs.replace(note, stuck=stuck) if note.endpoint == endpoint else None

    await knock_note.change(home, person, anew)


async def _plan_one(home: Home, person: PersonId) -> None:
    if home.courier is not None:
        _plan(home, await knock_note.read(home, person))


def _plan(home: Home, note: Note) -> None:
    now = home.clock()
    at = (
        following(knock_note.wish(note), zone_of(note.zone), knock_note.heard(note), now)
        if note.endpoint
        else None
    )
    if at is not None:
        _at(home, at)


def _at(home: Home, at: datetime) -> None:
    left = (at - home.clock()).total_seconds()
    home.knocks.sooner(int(at.timestamp()) // 60, left, lambda: _ring(home))


async def _ring(home: Home) -> None:
    """Begin again; and a while later, if the files could not be read or written just now."""
    try:
        await begin(home)
    except StoreError:
        _at(home, home.clock() + LATER)
