"""Somebody's own security log: what happened around their account, sealed to them alone.

The host sees how many lines there are. A line says a day and a part of it, never a minute, an address or a browser.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from weft.core.people import PersonId
from weft.keeper.opened import Opened
from weft.keeper.ports import Store, StoreError
from weft.vault.errors import EnvelopeAltered
from weft.vault.roots import Publics
from weft.vault.trace import open_line, seal_line

MOST = 200
"""Lines kept; the oldest go first."""
PARTS = ((5, "night"), (12, "morning"), (18, "afternoon"), (24, "evening"))


class Happened(StrEnum):
    SIGNED_IN = "signed-in"
    NEW_DEVICE = "new-device"
    PASSPHRASE = "passphrase"
    CODE = "code"
    RECOVERED = "recovered"
    MINE = "mine"


class Line(msgspec.Struct, frozen=True):
    """What happened, the day (since 1970) and the part of it."""

    what: Happened
    day: int
    part: str


async def note(store: Store, person: PersonId, publics: Publics, what: Happened, at: datetime) -> None:
    """Add a line; whoever it is about need not be here. On a full disk it is left out, and nothing waits for it."""
    local = at.astimezone()
    part = next(name for until, name in PARTS if local.hour < until)
    line = Line(what, local.date().toordinal() - datetime(1970, 1, 1).toordinal(), part)
    sealed = seal_line(publics.kem_s, person, msgspec.json.encode(line))
    try:
        await store.add_trace(person, sealed, MOST)
    except StoreError:
        return


async def told(store: Store, opened: Opened) -> list[Line]:
    """The lines this person can open, the newest first; those under keys they no longer have are passed over."""
    found = list[Line]()
    for sealed in reversed(await store.traces_of(opened.person)):
        try:
            found.append(msgspec.json.decode(open_line(opened.root, opened.person, sealed), type=Line))
        except (EnvelopeAltered, msgspec.DecodeError):
            continue
    return found
