"""The key two people share: made by one, wrapped for each, signed by its maker.

Layout of a wrap: version 01, suite 01, HPKE (80), Ed25519 signature of the maker (64): 146 bytes.
"""

import os

from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16, lp, u32
from weft.vault.roots import Root, sign, verify
from weft.vault.wrap import WRAPPED_BYTES, unwrap, wrap

COUPLE_KEY_BYTES = 32
COUPLE_WRAP_BYTES = 2 + WRAPPED_BYTES + 64

_VERSION = b"\x01\x01"


def new_couple_key() -> bytes:
    """A key for one epoch of one couple, 32 bytes."""
    return os.urandom(COUPLE_KEY_BYTES)


def wrap_for(
    couple_key: bytes, couple: str, epoch: int, maker: str, maker_root: Root, person: str, kem_public: bytes
) -> bytes:
    """The couple's key for one of the two, signed by its maker; ids are 32 hexadecimal digits."""
    place = _place(couple, epoch, maker, person, kem_public)
    wrapped = _VERSION + wrap(kem_public, couple_key, place)
    return wrapped + sign(maker_root, lp("couple-wrap1", place, wrapped))


def open_for(
    wrapped: bytes, couple: str, epoch: int, maker: str, maker_sig_public: bytes, person: str, root: Root
) -> bytes:
    """The couple's key. Raises EnvelopeAltered unless this maker wrapped it for this person in this couple."""
    if len(wrapped) != COUPLE_WRAP_BYTES or wrapped[:2] != _VERSION:
        raise EnvelopeAltered
    body, signature = wrapped[:-64], wrapped[-64:]
    place = _place(couple, epoch, maker, person, root.kem_public)
    verify(maker_sig_public, lp("couple-wrap1", place, body), signature)
    return unwrap(root.kem, body[2:], place)


def verify_wrap(
    wrapped: bytes,
    couple: str,
    epoch: int,
    maker: str,
    maker_sig_public: bytes,
    person: str,
    kem_public: bytes,
) -> None:
    """Without anybody's keys. Raises EnvelopeAltered unless this maker signed this wrap for these public halves."""
    place = _place(couple, epoch, maker, person, kem_public)
    verify(maker_sig_public, lp("couple-wrap1", place, wrapped[:-64]), wrapped[-64:])


def _place(couple: str, epoch: int, maker: str, person: str, kem_public: bytes) -> bytes:
    return lp("couple1", id16(couple), u32(epoch), id16(maker), id16(person), kem_public)
