"""Where an entry stands in its log, signed by its author, and the chain of heads which that makes.

A record is lp("rec1", log, seq u64, prev 32, entry, author u8, epoch u32, SHA-256 of the locked entry). A head is
SHA-256 of record and signature; the first record's prev is 32 zeros.
"""

import hmac
import struct
from dataclasses import dataclass
from hashlib import sha256

from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16, lp, u64
from weft.vault.roots import Root, sign, verify

FIRST_PREV = bytes(32)
PIN_BYTES = 1 + 8 + 32 + 32

# lp("rec1", log 16, seq u64, prev 32, entry 16, author u8, epoch u32, ct 32), packed in one go.
_RECORD = struct.Struct(">I4sI16sIQI32sI16sIBIII32s")

__all__ = [
    "FIRST_PREV",
    "PIN_BYTES",
    "Pin",
    "head",
    "pin",
    "read_pin",
    "record",
    "sign",
    "take_out_line",
    "verify",
]


def record(
    log_id: str, seq: int, prev: bytes, entry_id: str, author: int, epoch: int, ct_hash: bytes
) -> bytes:
    """The statement an author signs; ``seq`` counts from 0, ``prev`` and ``ct_hash`` are 32 bytes."""
    return _RECORD.pack(
        4,
        b"rec1",
        16,
        bytes.fromhex(log_id),
        8,
        seq,
        32,
        prev,
        16,
        bytes.fromhex(entry_id),
        1,
        author,
        4,
        epoch,
        32,
        ct_hash,
    )


def take_out_line(log_id: str, entry_id: str) -> bytes:
    """What an author signs to have an entry of theirs taken out for good: lp("out1", log, entry)."""
    return lp("out1", id16(log_id), id16(entry_id))


def head(record: bytes, signature: bytes) -> bytes:
    """What the next record points back to; 32 bytes."""
    return sha256(record + signature).digest()


@dataclass(frozen=True, slots=True)
class Pin:
    """How far a person has seen a log: the last seq, and its head."""

    seq: int
    head: bytes


def pin(root: Root, log_id: str, seen: Pin) -> bytes:
    """A pin only its person could have made: 73 bytes, kept in their browser or among their own rows."""
    body = b"\x01" + u64(seen.seq) + seen.head
    return body + _vouch(root, log_id, body)


def read_pin(root: Root, log_id: str, pinned: bytes) -> Pin:
    """The pin again. Raises EnvelopeAltered unless this root made it for this log."""
    body, mac = pinned[:-32], pinned[-32:]
    if len(pinned) != PIN_BYTES or body[0] != 1 or not hmac.compare_digest(mac, _vouch(root, log_id, body)):
        raise EnvelopeAltered
    return Pin(int.from_bytes(body[1:9], "big"), body[9:])


def _vouch(root: Root, log_id: str, body: bytes) -> bytes:
    return hmac.digest(root.pin_key, lp("pin1", id16(log_id), body), "sha256")
