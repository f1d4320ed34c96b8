"""The one way anything is locked: a fresh key for each envelope, committed to, bound to its purpose and place.

Layout: format 01, suite 01, salt (32), commitment (32), ciphertext and tag (plain + 16): 82 bytes of overhead.
Suite 01 is HKDF-SHA-256 and AES-256-GCM. A fresh salt makes the key single use, so the nonce can be constant and no
counter has to survive a restore; the commitment keeps one envelope from opening to two texts under two keys.

Source: RFC 5869; NIST SP 800-38D; Albertini et al., "How to Abuse and Fix Authenticated Encryption Without Key
Commitment", USENIX Security 2022.
"""

import hmac
import os
from enum import StrEnum
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from weft.vault.errors import EnvelopeAltered
from weft.vault.hkdf import hkdf
from weft.vault.lp import lp, u32

FORMAT = 1
SUITE = 1
SALT_BYTES = 32
COMMIT_BYTES = 32
TAG_BYTES = 16
HEADER_BYTES = 2 + SALT_BYTES
BODY_AT = HEADER_BYTES + COMMIT_BYTES
OVERHEAD_BYTES = BODY_AT + TAG_BYTES
KEY_BYTES = 32

_VERSION = bytes((FORMAT, SUITE))
_NONCE = bytes(12)


class Purpose(StrEnum):
    """What a key is used for; a key derived for one purpose opens nothing of another."""

    ENTRY = "entry"
    OWN = "own"
    BOARD = "board"
    SEAL = "seal"
    RELEASE = "release"
    SIGN_IN = "sess"
    TRACE = "seclog"
    EXPORT = "export"
    JOB = "job"
    INVITATION = "invitation"
    ANSWER = "answer"
    MET = "met"
    BACKUP = "backup"
    PICTURE = "picture"
    WISH = "wish"
    NEED = "need"
    FEED = "feed"
    KNOCK = "knock"


# What precedes the hash in the key derivation's info: lp("env1", purpose) and the length of a SHA-256.
_INFO = {purpose: lp("env1", purpose) + u32(32) for purpose in Purpose}


def lock(key: bytes, purpose: Purpose, aad: bytes, plain: bytes) -> bytes:
    """Lock a text under a 32-byte key, to be opened only for this purpose and with this aad."""
    return lock_with_salt(key, purpose, aad, plain, os.urandom(SALT_BYTES))


def lock_with_salt(key: bytes, purpose: Purpose, aad: bytes, plain: bytes, salt: bytes) -> bytes:
    """As lock, with the salt given; for known-answer vectors only. A salt used twice gives the text away."""
    header = _VERSION + salt
    bound = header + aad
    okm = _keys(key, purpose, salt, bound)
    return header + okm[32:] + AESGCM(okm[:32]).encrypt(_NONCE, plain, bound)


def unlock(key: bytes, purpose: Purpose, aad: bytes, envelope: bytes) -> bytes:
    """The text that was locked. Raises EnvelopeAltered for any other byte, key, purpose, place or version."""
    if len(envelope) < OVERHEAD_BYTES or envelope[:2] != _VERSION:
        raise EnvelopeAltered
    bound = envelope[:HEADER_BYTES] + aad
    okm = _keys(key, purpose, envelope[2:HEADER_BYTES], bound)
    if not hmac.compare_digest(okm[32:], envelope[HEADER_BYTES:BODY_AT]):
        raise EnvelopeAltered
    try:
        return AESGCM(okm[:32]).decrypt(_NONCE, envelope[BODY_AT:], bound)
    except InvalidTag:
        raise EnvelopeAltered from None


def _keys(key: bytes, purpose: Purpose, salt: bytes, bound: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise EnvelopeAltered
    return hkdf(key, salt, _INFO[purpose] + sha256(bound).digest(), 64)
