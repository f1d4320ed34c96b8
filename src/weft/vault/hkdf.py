"""One key becomes several, each for one thing only: HKDF with SHA-256.

Source: RFC 5869.
"""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SHA256 = SHA256()


def hkdf(key: bytes, salt: bytes, info: bytes, length: int = 32) -> bytes:
    """Derive ``length`` bytes. ``key`` must already be hard to guess; an empty salt is allowed by the RFC."""
    return HKDF(_SHA256, length, salt, info).derive(key)
