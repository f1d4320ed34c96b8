"""A release vouches for its files with one Ed25519 signature, made by whoever publishes it, checked by anyone."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from weft.vault.lp import lp

KEY_BYTES = 32


def new_key() -> bytes:
    """A key to sign releases with, 32 bytes. It belongs nowhere near the code it signs."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_half(key: bytes) -> bytes:
    """What others check signatures of ``key`` with; 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def vouch(key: bytes, said: bytes) -> bytes:
    """The signature under the bytes of a list of files; 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(key).sign(lp("release1", said))


def vouched(public: bytes, said: bytes, signature: bytes) -> bool:
    """Whether whoever has the other half of ``public`` signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, lp("release1", said))
    except (InvalidSignature, ValueError):
        return False
    return True
