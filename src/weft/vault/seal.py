"""Words that open to the other only together with theirs: locked in a browser, the key cut in two halves.

The first half goes to the reader, wrapped for a key only the reader's browser has. The second is kept from the reader
until both open: by the server, under its own key, or by the author. In use this runs in browsers (seal.js); this
twin is for tests, and for reading by hand. Only ``keep_half`` and ``give_half`` are the server's.

Layouts: docs/formats/seal.md.
"""

import hmac
import os
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.hkdf import hkdf
from weft.vault.lp import id16, lp, u8, u32, u64
from weft.vault.padding import LEAST_SEALED_BYTES, pad, unpad
from weft.vault.roots import SIGNATURE_BYTES, Root, sign, verify
from weft.vault.server_key import ServerKey
from weft.vault.wrap import WRAPPED_BYTES, unwrap, wrap

HALF_BYTES = 32
HASH_BYTES = 32
OWN_BYTES = envelope.OVERHEAD_BYTES + 2 * HALF_BYTES
LEAST_LOCKED_BYTES = envelope.OVERHEAD_BYTES + LEAST_SEALED_BYTES
MOST_LOCKED_BYTES = envelope.OVERHEAD_BYTES + 32 * 1024


class Holder(IntEnum):
    """Who keeps the second half until both open; the number is part of the signed statement."""

    SERVER = 1
    AUTHOR = 2


@dataclass(frozen=True, slots=True)
class Place:
    """What a seal is bound to: exchange and author (32 hexadecimal digits each), and which writing of it, from 0.

    ``earliest`` is the first minute since 1970 at which it may open. It is signed, so that no server can talk the
    author's browser into handing over the second half before.
    """

    exchange: str
    author: str
    rev: int
    holder: Holder
    earliest: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an author stands by before anything opens; says nothing of the words. All 32 bytes, signature 64."""

    locked_hash: bytes
    wrapped_hash: bytes
    half_hash: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Seal:
    """What is sent: the locked words, the reader's half, the author's own copy, and what the author stands by."""

    locked: bytes
    wrapped: bytes
    own: bytes
    half_hash: bytes
    signature: bytes

    @property
    def commitment(self) -> Commitment:
        """The part a partner's browser may see before anything opens."""
        return Commitment(_sha(self.locked), _sha(self.wrapped), self.half_hash, self.signature)


def step_exchange(sitting: str, place: str) -> str:
    """The exchange of what two people write at one place of a sitting, such as "2-0-0": 32 hexadecimal digits."""
    return sha256(lp("seal/step", id16(sitting), place)).digest()[:16].hex()


def seal(place: Place, author: Root, reader_kem: bytes, plain: bytes) -> tuple[Seal, bytes]:
    """Seal words for a reader; gives what is sent, and the second half (32 bytes), which only one holder keeps."""
    first, second = os.urandom(HALF_BYTES), os.urandom(HALF_BYTES)
    return seal_with(place, author, reader_kem, plain, first, second)


def seal_with(
    place: Place, author: Root, reader_kem: bytes, plain: bytes, first: bytes, second: bytes
) -> tuple[Seal, bytes]:
    """As seal, with both halves given; for vectors only."""
    dek = _dek(place, first, second)
    locked = envelope.lock(dek, Purpose.SEAL, _aad(place), pad(plain, LEAST_SEALED_BYTES))
    wrapped = wrap(reader_kem, first, _wrap_info(place, _sha(locked)))
    own = envelope.lock(author.archive_key, Purpose.OWN, _own_aad(place, _sha(locked)), dek + second)
    half_hash = _half_hash(place, second)
    signature = sign(author, statement(place, _sha(locked), _sha(wrapped), half_hash))
    return Seal(locked, wrapped, own, half_hash, signature), second


def check(place: Place, author_sig: bytes, given: Commitment) -> None:
    """Raises EnvelopeAltered unless this author stands by exactly this, here."""
    verify(
        author_sig,
        statement(place, given.locked_hash, given.wrapped_hash, given.half_hash),
        given.signature,
    )


def open_seal(place: Place, reader: Root, author_sig: bytes, given: Seal, second: bytes) -> bytes:
    """The other's words, once the second half is there. Raises EnvelopeAltered for any other byte, key or place."""
    check(place, author_sig, given.commitment)
    if not hmac.compare_digest(_half_hash(place, second), given.half_hash):
        raise EnvelopeAltered
    first = unwrap(reader.kem, given.wrapped, _wrap_info(place, _sha(given.locked)))
    return _words(place, _dek(place, first, second), given.locked)


def open_own(place: Place, author: Root, locked: bytes, own: bytes) -> tuple[bytes, bytes]:
    """An author's own words again, and the second half of their key. Raises EnvelopeAltered."""
    kept = envelope.unlock(author.archive_key, Purpose.OWN, _own_aad(place, _sha(locked)), own)
    if len(kept) != 2 * HALF_BYTES:
        raise EnvelopeAltered
    return _words(place, kept[:HALF_BYTES], locked), kept[HALF_BYTES:]


def statement(place: Place, locked_hash: bytes, wrapped_hash: bytes, half_hash: bytes) -> bytes:
    """What an author signs."""
    terms = u8(place.holder), u64(place.earliest)
    return lp("seal", *_ids(place), *terms, locked_hash, wrapped_hash, half_hash)


# ---------------------------------------------------------------- the server's part


def fits(seal: Seal) -> bool:
    """Whether these have the lengths of a seal, which is all a server can tell without being told more."""
    return (
        LEAST_LOCKED_BYTES <= len(seal.locked) <= MOST_LOCKED_BYTES
        and len(seal.wrapped) == WRAPPED_BYTES
        and len(seal.own) == OWN_BYTES
        and len(seal.half_hash) == HASH_BYTES
        and len(seal.signature) == SIGNATURE_BYTES
    )


def keep_half(server: ServerKey, place: Place, given: Seal, second: bytes) -> bytes:
    """The second half, kept under the server's key. Raises EnvelopeAltered unless it is the one the author signed."""
    if len(second) != HALF_BYTES or not hmac.compare_digest(_half_hash(place, second), given.half_hash):
        raise EnvelopeAltered
    aad = _release_aad(place, _sha(given.locked))
    return envelope.lock(server.release_key(id16(place.exchange)), Purpose.RELEASE, aad, second)


def give_half(server: ServerKey, place: Place, locked: bytes, kept: bytes) -> bytes:
    """The second half again, 32 bytes. Raises EnvelopeAltered."""
    aad = _release_aad(place, _sha(locked))
    return envelope.unlock(server.release_key(id16(place.exchange)), Purpose.RELEASE, aad, kept)


def released(server: ServerKey, exchange: str, minute: int, left: Commitment, right: Commitment) -> bytes:
    """The server's word on what opened together, and in which minute: 32 bytes, for its own later checking."""
    both = lp(*(part for one in (left, right) for part in (one.locked_hash, one.wrapped_hash, one.half_hash)))
    return hmac.digest(server.released_key, lp("seal/released", id16(exchange), u64(minute), both), "sha256")


# ---------------------------------------------------------------- what everything is bound to


def _dek(place: Place, first: bytes, second: bytes) -> bytes:
    return hkdf(first + second, id16(place.exchange), lp("seal/dek", id16(place.author)))


def _words(place: Place, dek: bytes, locked: bytes) -> bytes:
    return unpad(envelope.unlock(dek, Purpose.SEAL, _aad(place), locked))


def _ids(place: Place) -> tuple[bytes, bytes, bytes]:
    return id16(place.exchange), id16(place.author), u32(place.rev)


def _aad(place: Place) -> bytes:
    return lp("seal", *_ids(place))


def _wrap_info(place: Place, locked_hash: bytes) -> bytes:
    return lp("seal/s1", id16(place.exchange), id16(place.author), locked_hash)


def _own_aad(place: Place, locked_hash: bytes) -> bytes:
    return lp("seal/own", *_ids(place), locked_hash)


def _release_aad(place: Place, locked_hash: bytes) -> bytes:
    return lp("seal/release", *_ids(place), locked_hash)


def _half_hash(place: Place, second: bytes) -> bytes:
    return _sha(lp("seal/s2", *_ids(place), second))


def _sha(raw: bytes) -> bytes:
    return sha256(raw).digest()
