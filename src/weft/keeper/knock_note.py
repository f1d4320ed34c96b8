"""The note that lies of each person for whom the server may knock: always of one size, and locked under its own key.

So a host can open it, and docs/operator.md says so. One that does not open is as none.
"""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import msgspec

from weft.core.knock import Heard, Knock, Quiet
from weft.core.people import PersonId
from weft.keeper.home import Home
from weft.keeper.own_rows import own_aad, put_anew
from weft.keeper.ports import Own, OwnRow
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.padding import pad, unpad

NOTE_BYTES = 2048
"""Of every note, whatever was chosen."""
UTC_NAME = "UTC"


class Note(msgspec.Struct, frozen=True):
    """``hour`` and ``quiet`` are minutes of the day, an ``hour`` below 0 is none; ``chosen`` and ``last`` seconds since 1970.

    ``endpoint``, ``point`` and ``secret`` are the browser that is knocked at, empty for none; ``lost`` and ``stuck`` are as
    in ``knocks.Chosen``.
    """

    hour: int = -1
    quiet: tuple[int, int] | None = None
    zone: str = UTC_NAME
    chosen: int = 0
    last: int = 0
    endpoint: str = ""
    point: bytes = b""
    secret: bytes = b""
    lost: bool = False
    stuck: bool = False


def wish(note: Note) -> Knock:
    """When to knock, and when never."""
    return Knock(note.hour if note.hour >= 0 else None, Quiet(*note.quiet) if note.quiet else None)


def heard(note: Note) -> Heard:
    """When it was chosen, and when a knock last went."""
    last = datetime.fromtimestamp(note.last, UTC) if note.last else None
    return Heard(datetime.fromtimestamp(note.chosen, UTC), last)


def off(note: Note, *, lost: bool) -> Note:
    """The same without a knock and without a browser; the quiet hours stay."""
    return Note(-1, note.quiet, note.zone, note.chosen, note.last, lost=lost)


async def read(home: Home, person: PersonId) -> Note:
    """Somebody's note; an empty one where there is none, or it does not open."""
    row = await home.store.own(person, Own.KNOCK)
    return open(home, row) if row else Note()


def open(home: Home, row: OwnRow) -> Note:
    """The note of a row; an empty one where it does not open."""
    key = home.sign_ins.server_key.knock_note_key(bytes.fromhex(row.person))
    try:
        plain = envelope.unlock(key, Purpose.KNOCK, own_aad(row.person, Own.KNOCK), row.locked)
        return msgspec.json.decode(unpad(plain), type=Note)
    except (EnvelopeAltered, msgspec.DecodeError):
        return Note()


async def change(home: Home, person: PersonId, anew: Callable[[Note], Note | None]) -> Note | None:
    """Put a note in the place of the one before; nothing where ``anew`` gives None. Raises RevTaken after many tries."""
    after: Note | None = None

    def locked(row: OwnRow | None) -> bytes | None:
        nonlocal after
        after = anew(open(home, row) if row else Note())
        return None if after is None else _locked(home, person, after)

    await put_anew(home.store, person, Own.KNOCK, locked)
    return after


def _locked(home: Home, person: PersonId, note: Note) -> bytes:
    key = home.sign_ins.server_key.knock_note_key(bytes.fromhex(person))
    return envelope.lock(
        key, Purpose.KNOCK, own_aad(person, Own.KNOCK), pad(msgspec.json.encode(note), NOTE_BYTES)
    )


def zone_name(asked: str) -> str:
    """A time zone this server knows, by the name browsers have for it; UTC for any other."""
    try:
        return ZoneInfo(asked).key
    except (KeyError, ValueError, OSError):
        return UTC_NAME


def zone_of(name: str) -> tzinfo:
    name = zone_name(name)
    return UTC if name == UTC_NAME else ZoneInfo(name)
