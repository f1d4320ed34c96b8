"""The sealed note of an own copy: whose cloth it is of, and which of its entries its owner holds the keys to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from weft.core.people import LogId, PersonId, Side
from weft.keeper.ports import CopyRow
from weft.keeper.writing import BYTE_OF
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.lp import lp
from weft.vault.padding import pad, unpad

LEAST_BYTES = 2048
"""What the note of a copy is padded to at least."""


class Note(msgspec.Struct, frozen=True):
    """What a copy is a copy of. ``held`` has one bit for each place in the log, the lowest first; ``at`` is seconds."""

    partner: str
    side: str
    names: tuple[str, str]
    epoch: int
    signers: tuple[bytes, bytes]
    seq: int
    head: bytes
    held: bytes
    at: int
    day: int
    told: bool = False

    def holds(self, seq: int) -> bool:
        """Whether this copy holds the key of the entry at a place."""
        byte, bit = divmod(seq, 8)
        return byte < len(self.held) and bool(self.held[byte] >> bit & 1)


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """One copy of this person's, known but not read."""

    couple: LogId
    note: Note

    @property
    def side(self) -> Side:
        return Side(self.note.side)

    @property
    def partner_name(self) -> str:
        return self.note.names[BYTE_OF[self.side.other]]

    @property
    def until(self) -> datetime:
        """When the shared space closed."""
        return datetime.fromtimestamp(self.note.at, UTC)


def bits(places: Sequence[int], seq: int) -> bytes:
    """One bit for each place up to ``seq``, set for these."""
    held = bytearray(seq // 8 + 1)
    for one in places:
        held[one // 8] |= 1 << one % 8
    return bytes(held)


def lock_note(key: bytes, person: PersonId, couple: LogId, note: Note) -> bytes:
    return envelope.lock(key, Purpose.OWN, _aad(person, couple), pad(msgspec.json.encode(note), LEAST_BYTES))


def unlock_note(key: bytes, row: CopyRow) -> Note:
    plain = envelope.unlock(key, Purpose.OWN, _aad(row.person, row.couple), row.locked)
    return msgspec.json.decode(unpad(plain), type=Note)


def _aad(person: PersonId, couple: LogId) -> bytes:
    return lp("own-copy", bytes.fromhex(person), bytes.fromhex(couple))
