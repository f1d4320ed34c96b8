"""A 32-byte key handed to the holder of a private key, who need not be here.

HPKE base mode, X25519, HKDF-SHA-256, AES-256-GCM: 32 bytes of encapsulated key, 32 of ciphertext, 16 of tag.

Source: RFC 9180; suite ids 0x0020, 0x0001, 0x0002.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from weft.vault.errors import EnvelopeAltered

SECRET_BYTES = 32
WRAPPED_BYTES = 80

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def wrap(public: bytes, secret: bytes, info: bytes) -> bytes:
    """Wrap 32 bytes for a raw X25519 public key; 80 bytes. Raises EnvelopeAltered for a key no one can hold."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a wrapped secret is 32 bytes")
    try:
        return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(public), info)
    except ValueError:
        raise EnvelopeAltered from None


def unwrap(private: X25519PrivateKey, wrapped: bytes, info: bytes) -> bytes:
    """The 32 bytes. Raises EnvelopeAltered for any other byte, key or info."""
    if len(wrapped) != WRAPPED_BYTES:
        raise EnvelopeAltered
    try:
        return _SUITE.decrypt(wrapped, private, info)
    except (InvalidTag, ValueError):
        raise EnvelopeAltered from None
