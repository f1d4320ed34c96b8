"""Entries to bytes and back: JSON inside the envelope, lifted to today's version on the way out."""

from functools import reduce
from operator import or_
from typing import Any

import msgspec

from weft.core.log.entries import KINDS, Entry, What
from weft.core.log.lift import lift
from weft.core.people import Side
from weft.core.possible import is_instant

AUTHORS = {0: Side.LEFT, 1: Side.RIGHT}
BYTE_OF = {side: byte for byte, side in AUTHORS.items()}


class Written(msgspec.Struct, gc=False):
    """An entry as it lies in its envelope. ``at`` is whole seconds since 1970, UTC."""

    kind: str
    version: int
    at: int
    body: msgspec.Raw


def write(what: What, at: int) -> bytes:
    """The plain text of an entry. Its kind and its time are in it, so nobody outside can see either."""
    body = msgspec.Raw(msgspec.json.encode(what))
    return msgspec.json.encode(Written(what.KIND, what.VERSION, at, body))


def _as_today(kind: str, what: type[What]) -> type[msgspec.Struct]:
    """Written, with the body of this one kind."""
    fields = [("version", int), ("at", int), ("body", what)]
    return msgspec.defstruct(what.__name__, fields, tag_field="kind", tag=kind, gc=False)


# Nearly all entries are of a kind and version of today, and are read in one go.
_today: msgspec.json.Decoder[Any] = msgspec.json.Decoder(
    reduce(or_, (_as_today(kind, what) for kind, what in KINDS.items()))
)
_any = msgspec.json.Decoder(Written)


def read(plain: bytes, entry: str, author: int) -> Entry:
    """The entry again. Raises UnknownEntry for one this release does not know, ValueError for a mangled one."""
    try:
        written = _today.decode(plain)
    except msgspec.ValidationError:
        return _lifted(plain, entry, author)
    what = written.body
    if written.version != what.VERSION:
        return _lifted(plain, entry, author)
    return Entry(entry, AUTHORS[author], _instant(written.at), what)


def _lifted(plain: bytes, entry: str, author: int) -> Entry:
    """An entry of another version, one step after another."""
    written = _any.decode(plain)
    body = lift(written.kind, written.version, msgspec.json.decode(written.body))
    return Entry(entry, AUTHORS[author], _instant(written.at), msgspec.convert(body, KINDS[written.kind]))


def _instant(at: int) -> int:
    """When it was written. Raises ValueError for a time no clock of ours has shown: the fold goes by it."""
    if not is_instant(at):
        raise ValueError("an entry from beyond all calendars")
    return at
