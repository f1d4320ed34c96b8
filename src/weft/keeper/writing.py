"""Entries to bytes and back: JSON inside the envelope, lifted to today's version on the way out."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from weft.core.log.entries import KINDS, Entry, What
from weft.core.log.lift import lift
from weft.core.people import Side

AUTHORS = {0: Side.LEFT, 1: Side.RIGHT}
BYTE_OF = {side: byte for byte, side in AUTHORS.items()}


class Written(msgspec.Struct, gc=False):
    """An entry as it lies in its envelope. ``at`` is whole seconds since 1970, UTC."""

    kind: str
    version: int
    at: int
    body: msgspec.Raw


def write(what: What, at: datetime) -> bytes:
    """The plain text of an entry. Its kind and its time are in it, so nobody outside can see either."""
    body = msgspec.Raw(msgspec.json.encode(what))
    return msgspec.json.encode(Written(what.KIND, what.VERSION, int(at.timestamp()), body))


_written = msgspec.json.Decoder(Written)
_newest = {kind: msgspec.json.Decoder(what) for kind, what in KINDS.items()}


def read(plain: bytes, entry: str, author: int) -> Entry:
    """The entry again. Raises UnknownEntry for one this release does not know, ValueError for a mangled one."""
    written = _written.decode(plain)
    what: Any
    newest = KINDS.get(written.kind)
    if newest is not None and written.version == newest.VERSION:
        what = _newest[written.kind].decode(written.body)
    else:
        body = lift(written.kind, written.version, msgspec.json.decode(written.body))
        what = msgspec.convert(body, KINDS[written.kind])
    return Entry(entry, AUTHORS[author], datetime.fromtimestamp(written.at, UTC), what)
