"""Plans that a calendar reads by a secret in an address, and that can be sealed while whoever has the address is away.

The address holds 32 random bytes. From them grow what its row is found by, and a private key; the server keeps what is
found by and the public half, so it can seal for the holder of the address and open nothing. A part is an HPKE wrap of a
fresh key (80 bytes) and an envelope under that key with purpose "feed", bound to whose it is and which part.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from weft.vault.envelope import Purpose, lock, unlock
from weft.vault.errors import EnvelopeAltered
from weft.vault.hkdf import hkdf
from weft.vault.lp import id16, lp
from weft.vault.padding import pad, unpad
from weft.vault.wrap import WRAPPED_BYTES, unwrap, wrap

SECRET_BYTES = 32
LEAST_PLANS_BYTES = 32 * 1024
"""So much lies there for everybody, whether there is nothing planned or a hundred evenings."""


def new_secret() -> bytes:
    """What only one address has, 32 bytes."""
    return os.urandom(SECRET_BYTES)


def written(secret: bytes) -> str:
    """A secret as it stands in an address: 43 letters of base64url."""
    return urlsafe_b64encode(secret).decode().rstrip("=")


def read(text: str) -> bytes:
    """The secret again. Raises EnvelopeAltered for anything that is not written exactly so."""
    try:
        secret = urlsafe_b64decode(f"{text}=".encode())
    except (Error, ValueError):
        raise EnvelopeAltered from None
    if len(secret) != SECRET_BYTES or written(secret) != text:
        raise EnvelopeAltered
    return secret


def mark_of(secret: bytes) -> bytes:
    """What the row is found by, 32 bytes; it says nothing of the secret."""
    return hkdf(secret, b"", lp("feed1", "mark"))


def public_of(secret: bytes) -> bytes:
    """The raw X25519 public half, 32 bytes."""
    return _private(secret).public_key().public_bytes_raw()


def _private(secret: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(hkdf(secret, b"", lp("feed1", "open")))


def seal_part(public: bytes, person: str, part: str, plain: bytes, least: int) -> bytes:
    """A part, padded to at least so many bytes, for whoever has the address."""
    key, place = os.urandom(32), _place(person, part)
    return wrap(public, key, place) + lock(key, Purpose.FEED, place, pad(plain, least))


def open_part(secret: bytes, person: str, part: str, sealed: bytes) -> bytes:
    """The part again. Raises EnvelopeAltered for any other secret, person, part or byte."""
    if len(sealed) <= WRAPPED_BYTES:
        raise EnvelopeAltered
    place = _place(person, part)
    key = unwrap(_private(secret), sealed[:WRAPPED_BYTES], place)
    return unpad(unlock(key, Purpose.FEED, place, sealed[WRAPPED_BYTES:]))


def _place(person: str, part: str) -> bytes:
    return lp("feed1", id16(person), part)
