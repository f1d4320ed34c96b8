"""A line of somebody's own security log: sealed to their public half, so that the server can add one while they are away.

Layout: HPKE wrap of a fresh key for kem_S (80), an envelope under that key with purpose "seclog". Only who has ROOT_S
opens it; the server that sealed it forgets the key.
"""

import os

from weft.vault.envelope import Purpose, lock, unlock
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16, lp
from weft.vault.padding import pad, unpad
from weft.vault.roots import Root
from weft.vault.wrap import WRAPPED_BYTES, unwrap, wrap


def seal_line(kem_public: bytes, person: str, plain: bytes) -> bytes:
    """One line, padded, for the holder of this public half."""
    key, place = os.urandom(32), _place(person)
    return wrap(kem_public, key, place) + lock(key, Purpose.TRACE, place, pad(plain))


def open_line(root: Root, person: str, sealed: bytes) -> bytes:
    """The line again. Raises EnvelopeAltered for any other root, person or byte."""
    if len(sealed) <= WRAPPED_BYTES:
        raise EnvelopeAltered
    place = _place(person)
    key = unwrap(root.kem, sealed[:WRAPPED_BYTES], place)
    return unpad(unlock(key, Purpose.TRACE, place, sealed[WRAPPED_BYTES:]))


def _place(person: str) -> bytes:
    return lp("trace1", id16(person))
