"""What a knock is locked in on its way through somebody else's push service, and how the server says who it is.

The push service carries bytes that only the browser opens which asked for them, always of one size. It can tell which
server sent them, and when. The key the server signs with grows from its one secret, so there is no other file to keep;
a server with another secret would have to be asked anew by each browser.

Source: RFC 8291 (message encryption), RFC 8188 (aes128gcm), RFC 8292 (VAPID). Directly, in some forty lines: the
library for the first has no release in years, and the one for all three brings an HTTP client of its own.
"""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from weft.vault.hkdf import hkdf
from weft.vault.server_key import ServerKey

PLAIN_BYTES = 128
"""Of every knock before it is locked, whatever it says; RFC 8291 allows for 3,993."""
LAST_RECORD = b"\x02"
RECORD_BYTES = 4096
SALT_BYTES = 16
POINT_BYTES = 65
SECRET_BYTES = 16
KNOCK_BYTES = SALT_BYTES + 4 + 1 + POINT_BYTES + PLAIN_BYTES + 16
"""What the push service carries, always: 230."""
TOKEN_SECONDS = 12 * 3600
"""How long a signed word of the server's is good; RFC 8292 allows for a day."""

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SCALAR_BYTES = 32
WIDE_BYTES = 48
"""Bytes to reduce by the order of the curve, so that no key is likelier than another (FIPS 186-5, A.2.1)."""

Private = ec.EllipticCurvePrivateKey


class NoDoorbell(Exception):
    """What a browser sent is nothing that can be knocked at."""

    def __init__(self) -> None:
        super().__init__("This is no subscription to push messages.")


@dataclass(frozen=True, slots=True)
class Doorbell:
    """Where one browser can be knocked at: an address of its push service, its public point (65 bytes), its secret (16)."""

    endpoint: str = field(repr=False)
    point: bytes = field(repr=False)
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != SECRET_BYTES or len(self.point) != POINT_BYTES:
            raise NoDoorbell
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(CURVE, self.point)
        except ValueError:
            raise NoDoorbell from None


def knock(bell: Doorbell, text: bytes) -> bytes:
    """A text locked for one browser; KNOCK_BYTES, however long the text is. Raises ValueError beyond PLAIN_BYTES."""
    return knock_with(bell, text, ec.generate_private_key(CURVE), os.urandom(SALT_BYTES), PLAIN_BYTES)


def knock_with(bell: Doorbell, text: bytes, private: Private, salt: bytes, size: int) -> bytes:
    """As knock, with key, salt and size given; for known-answer vectors only."""
    plain = (text + LAST_RECORD).ljust(size, b"\0")
    if len(plain) > size:
        raise ValueError("a knock is longer than it may be")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, bell.point)
    ours = point_of(private)
    shared = private.exchange(ec.ECDH(), theirs)
    ikm = hkdf(shared, bell.secret, b"WebPush: info\0" + bell.point + ours)
    key = hkdf(ikm, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = hkdf(ikm, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD_BYTES.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(key).encrypt(nonce, plain, None)


def calling_card(key: ServerKey) -> bytes:
    """The public point that browsers are told to take knocks from; 65 bytes, the same for everyone on a server."""
    return point_of(_signer(key))


def word_for(key: ServerKey, audience: str, whose: str, now: int) -> str:
    """The Authorization header for one push service: ``audience`` is its origin, ``whose`` an address of the host's.

    ``now`` is in seconds since 1970. Good for TOKEN_SECONDS, and for that service alone.
    """
    private = _signer(key)
    claims = {"aud": audience, "exp": now + TOKEN_SECONDS, "sub": whose}
    said = b".".join(
        text64(json.dumps(part, separators=(",", ":")).encode()).encode()
        for part in ({"typ": "JWT", "alg": "ES256"}, claims)
    )
    r, s = decode_dss_signature(private.sign(said, ec.ECDSA(SHA256())))
    signature = r.to_bytes(SCALAR_BYTES, "big") + s.to_bytes(SCALAR_BYTES, "big")
    return f"vapid t={said.decode()}.{text64(signature)}, k={text64(point_of(private))}"


def point_of(private: Private) -> bytes:
    """A key's public half, uncompressed; 65 bytes."""
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def text64(raw: bytes) -> str:
    """base64url without padding, as push services and browsers write it."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw64(text: str) -> bytes:
    """The bytes again. Raises NoDoorbell."""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise NoDoorbell from None


def _signer(key: ServerKey) -> Private:
    scalar = int.from_bytes(key.knock_seed(WIDE_BYTES), "big") % (ORDER - 1) + 1
    return ec.derive_private_key(scalar, CURVE)
