"""A slot: one way in (a passphrase, a recovery code), holding both roots, each wrapped for its own secret.

Layout, 256 bytes: version, type, kdf, memory KiB (u32), passes (u32), lanes, salt (16), slot public S (32),
slot public E (32), created day (u32, days since 1970-01-01), wrapped ROOT_S (80), wrapped ROOT_E (80).
Everything before the wraps, and whose slot it is, is bound into both wraps; and from version 2 on a proof that only the
secret gives, so that whoever knows the public halves alone (the server does) cannot put another root in. What 0.1.0
made is version 1, and is read until it is replaced. The two have different public halves: from a slot of version 2 nobody
learns what they would need to make one of version 1 for the same secret.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from weft.vault.derive import Params
from weft.vault.errors import EnvelopeAltered
from weft.vault.hkdf import hkdf
from weft.vault.lp import id16, lp, u8
from weft.vault.wrap import WRAPPED_BYTES, unwrap, wrap

FIRST, VERSION = 1, 2
SLOT_BYTES = 256
KDF_ARGON2ID = 1
KDF_HKDF = 2

_HEADER = struct.Struct(">BBBIIB16s32s32sI")


class SlotType(IntEnum):
    """What opens it. PASSKEY is reserved."""

    PHRASE = 1
    PASSKEY = 2
    RECOVERY = 3


NO_STRETCH = Params(0, 0, 0)
NO_SALT = bytes(16)


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot, read apart. Publics and wraps are in the order S, E; nothing has been checked but the layout."""

    type: SlotType
    params: Params
    salt: bytes
    public_s: bytes
    public_e: bytes
    day: int
    header: bytes
    wrapped_s: bytes
    wrapped_e: bytes


def make_slot(
    type: SlotType,
    secret_s: bytes,
    secret_e: bytes,
    params: Params,
    salt: bytes,
    root_s: bytes,
    root_e: bytes,
    person: str,
    slot_id: str,
    day: int,
) -> bytes:
    """A slot of 256 bytes for this person; a recovery slot takes NO_STRETCH and NO_SALT."""
    public_s, public_e = _public(secret_s, "S"), _public(secret_e, "E")
    header = _HEADER.pack(
        VERSION,
        type,
        _kdf(type),
        params.memory_kib,
        params.passes,
        params.lanes,
        salt,
        public_s,
        public_e,
        day,
    )
    return (
        header
        + wrap(public_s, root_s, _info(header, person, slot_id, secret_s, "S"))
        + wrap(public_e, root_e, _info(header, person, slot_id, secret_e, "E"))
    )


def read_slot(slot: bytes) -> Slot:
    """A slot read apart. Raises EnvelopeAltered for an unknown version, type or length."""
    if len(slot) != SLOT_BYTES or slot[0] not in (FIRST, VERSION) or slot[1] not in tuple(SlotType):
        raise EnvelopeAltered
    header = slot[: _HEADER.size]
    _, type, kdf, memory, passes, lanes, salt, public_s, public_e, day = _HEADER.unpack(header)
    if kdf != _kdf(SlotType(type)):
        raise EnvelopeAltered
    wraps = slot[_HEADER.size :]
    params = Params(memory, passes, lanes)
    return Slot(
        SlotType(type),
        params,
        salt,
        public_s,
        public_e,
        day,
        header,
        wraps[:WRAPPED_BYTES],
        wraps[WRAPPED_BYTES:],
    )


def open_slot_s(slot: bytes, secret_s: bytes, person: str, slot_id: str) -> bytes:
    """ROOT_S, 32 bytes. Raises EnvelopeAltered unless this secret made this slot for this person."""
    read = read_slot(slot)
    return _open(read.header, read.wrapped_s, person, slot_id, secret_s, "S")


def open_slot_e(slot: bytes, secret_e: bytes, person: str, slot_id: str) -> bytes:
    """ROOT_E, 32 bytes. In use only the browser does this."""
    read = read_slot(slot)
    return _open(read.header, read.wrapped_e, person, slot_id, secret_e, "E")


def auth_hash(auth: bytes) -> bytes:
    """What the server keeps of ``auth``; compare with hmac.compare_digest. 32 bytes."""
    return sha256(auth).digest()


def _kdf(type: SlotType) -> int:
    return KDF_HKDF if type is SlotType.RECOVERY or type is SlotType.PASSKEY else KDF_ARGON2ID


def _open(header: bytes, wrapped: bytes, person: str, slot_id: str, secret: bytes, tier: str) -> bytes:
    return unwrap(_private(header[0], secret, tier), wrapped, _info(header, person, slot_id, secret, tier))


def _public(secret: bytes, tier: str) -> bytes:
    return _private(VERSION, secret, tier).public_key().public_bytes_raw()


def _private(version: int, secret: bytes, tier: str) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(hkdf(secret, b"", lp(f"slot{version}", tier)))


def _info(header: bytes, person: str, slot_id: str, secret: bytes, tier: str) -> bytes:
    proof = () if header[0] == FIRST else (hkdf(secret, b"", lp("slot2", "proof", tier)),)
    return lp("slot", id16(person), id16(slot_id), tier, u8(header[0]), sha256(header).digest(), *proof)
