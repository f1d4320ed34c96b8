"""An entry locked in its place: its own key, its padding, its binding to log, author and revision."""

import struct
from dataclasses import dataclass
from enum import IntEnum

from weft.vault.dek import DekKey, new_dek
from weft.vault.envelope import OVERHEAD_BYTES, Purpose, lock, unlock
from weft.vault.padding import LEAST_BYTES, pad, unpad

# lp("entry", log 16, entry 16, author u8, tier u8, epoch u32, rev u32), packed in one go because a log has thousands.
_AAD = struct.Struct(">I5sI16sI16sIBIBIIII")


class Tier(IntEnum):
    """Who can open it: SHARED in the server's memory while its person is signed in, OWN_BROWSER only in a browser."""

    SHARED = 1
    OWN_BROWSER = 2


@dataclass(frozen=True, slots=True)
class LockedEntry:
    """What the store keeps of an entry. ``bucket`` is the padded size in bytes, the only size there is."""

    wrapped_dek: bytes
    locked: bytes
    bucket: int


def entry_aad(log: str, entry: str, author: int, tier: int, epoch: int, rev: int) -> bytes:
    """What an entry is bound to; ids are 32 hexadecimal digits, author 0 left or 1 right."""
    return _AAD.pack(
        5, b"entry", 16, bytes.fromhex(log), 16, bytes.fromhex(entry), 1, author, 1, tier, 4, epoch, 4, rev
    )


def lock_entry(key: DekKey, aad: bytes, plain: bytes, least: int = LEAST_BYTES) -> LockedEntry:
    """Lock one entry under a fresh key of its own, wrapped by the log's."""
    dek = new_dek()
    locked = lock(dek, Purpose.ENTRY, aad, pad(plain, least))
    return LockedEntry(key.lock(aad, dek), locked, len(locked) - OVERHEAD_BYTES)


def unlock_entry(key: DekKey, aad: bytes, wrapped_dek: bytes, locked: bytes) -> bytes:
    """The entry's text. Raises EnvelopeAltered for any other byte or any other place."""
    return unpad(unlock(key.unlock(aad, wrapped_dek), Purpose.ENTRY, aad, locked))
