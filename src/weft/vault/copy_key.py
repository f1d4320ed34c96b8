"""The key to somebody's own copy of what two shared, left for them by the one who closed the space.

Layout: version 01, suite 01, HPKE (80), Ed25519 signature of whoever made it (64): 146 bytes. It opens nothing for
anybody else, and the key the two shared opens nothing of the copy.
"""

import os

from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16, lp
from weft.vault.roots import Root, sign, verify
from weft.vault.wrap import WRAPPED_BYTES, unwrap, wrap

COPY_KEY_BYTES = 32
COPY_WRAP_BYTES = 2 + WRAPPED_BYTES + 64

_VERSION = b"\x01\x01"


def new_copy_key() -> bytes:
    """A key for one copy, 32 bytes."""
    return os.urandom(COPY_KEY_BYTES)


def leave_for(
    copy_key: bytes, couple: str, maker: str, maker_root: Root, person: str, kem_public: bytes
) -> bytes:
    """The copy's key for the one it is left for, signed by its maker; ids are 32 hexadecimal digits."""
    place = _place(couple, maker, person, kem_public)
    wrapped = _VERSION + wrap(kem_public, copy_key, place)
    return wrapped + sign(maker_root, lp("copy-wrap1", place, wrapped))


def take_up(
    wrapped: bytes, couple: str, maker: str, maker_sig_public: bytes, person: str, root: Root
) -> bytes:
    """The copy's key. Raises EnvelopeAltered unless this maker left it for this person, of this couple."""
    if len(wrapped) != COPY_WRAP_BYTES or wrapped[:2] != _VERSION:
        raise EnvelopeAltered
    body, signature = wrapped[:-64], wrapped[-64:]
    place = _place(couple, maker, person, root.kem_public)
    verify(maker_sig_public, lp("copy-wrap1", place, body), signature)
    return unwrap(root.kem, body[2:], place)


def _place(couple: str, maker: str, person: str, kem_public: bytes) -> bytes:
    return lp("copy1", id16(couple), id16(maker), id16(person), kem_public)
