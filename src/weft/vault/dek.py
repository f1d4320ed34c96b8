"""Each entry has a key of its own, and this is how that key is wrapped: light, because a log has thousands.

Layout: nonce (12), ciphertext (32), tag (16): 60 bytes. AES-256-GCM under HKDF(key, "dek"). The wrap is not
committing; the envelope which its key opens is, so a second reading is still impossible. See
docs/decisions/0003-a-light-wrap-for-entry-keys.md.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from weft.vault.errors import EnvelopeAltered
from weft.vault.hkdf import hkdf
from weft.vault.lp import lp

DEK_BYTES = 32
NONCE_BYTES = 12
WRAPPED_BYTES = NONCE_BYTES + DEK_BYTES + 16


def new_dek() -> bytes:
    """A key for one entry, 32 bytes."""
    return os.urandom(DEK_BYTES)


class DekKey:
    """The wrapping key under a couple key or an own key, made ready once for a whole log."""

    __slots__ = ("_gcm",)

    def __init__(self, key: bytes) -> None:
        self._gcm = AESGCM(hkdf(key, b"", lp("dek")))

    def lock(self, aad: bytes, dek: bytes) -> bytes:
        """Wrap an entry's key, bound to the entry's place; 60 bytes."""
        return self.lock_with_nonce(aad, dek, os.urandom(NONCE_BYTES))

    def lock_with_nonce(self, aad: bytes, dek: bytes, nonce: bytes) -> bytes:
        """As lock, with the nonce given; for known-answer vectors only."""
        return nonce + self._gcm.encrypt(nonce, dek, aad)

    def unlock(self, aad: bytes, wrapped: bytes) -> bytes:
        """The entry's key. Raises EnvelopeAltered for any other byte, place or key."""
        if len(wrapped) != WRAPPED_BYTES:
            raise EnvelopeAltered
        try:
            return self._gcm.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], aad)
        except InvalidTag:
            raise EnvelopeAltered from None

    def __repr__(self) -> str:
        return "DekKey(…)"
