"""What a browser keeps of the logs it has seen, so that a server put back to an earlier day is noticed.

A keepsake is made under the person's own root and says nothing to anybody without it: not how long a log is,
nor whether there is a couple. It has a salt of its own, so that two of them never tell whether something was
written in between. Bytes: version 01, salt 16, two pairs (which log 16, which place in it 16), tag 16; in letters
of base64url. A pair that speaks of no log is random.
"""

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from weft.vault.errors import CookieUnreadable
from weft.vault.lp import lp

VERSION = 1
PART = 16
"""Bytes of each part."""
PAIRS = 2
LETTERS = 130

_VERSION = bytes((VERSION,))
# What every line begins with: one is made on the answer to every form.
_WHICH, _WHERE, _TAG = (lp("keepsake1", what) for what in (b"which", b"where", b"tag"))


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """A place in a log, and the beginning of the head there; at least as many bytes as ``PART``."""

    log: str
    seq: int
    head: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Keepsake:
    """One that was made under this key."""

    key: bytes
    salt: bytes
    pairs: tuple[tuple[bytes, bytes], ...]

    def speaks_of(self, log: str) -> bytes | None:
        """What it says of a log, for ``is_at``; None if it says nothing of it."""
        which = _which(self.key, self.salt, log)
        return next((where for one, where in self.pairs if hmac.compare_digest(one, which)), None)

    def is_at(self, where: bytes, place: Place) -> bool:
        """Whether this is the place it was made at."""
        return hmac.compare_digest(where, _where(self.key, self.salt, place))


def make_keepsake(key: bytes, places: Sequence[Place]) -> str:
    """A keepsake of at most two places; 130 letters."""
    salt = os.urandom(PART)
    pairs = [_which(key, salt, one.log) + _where(key, salt, one) for one in places]
    body = b"".join((_VERSION, salt, *pairs, os.urandom(2 * PART * (PAIRS - len(pairs)))))
    return urlsafe_b64encode(body + _mac(key, _TAG + lp(body))).decode().rstrip("=")


def read_keepsake(key: bytes, text: str) -> Keepsake:
    """Raises CookieUnreadable for anything that wasn't made under this key, another person's keepsake too."""
    try:
        raw = urlsafe_b64decode(text + "==") if len(text) == LETTERS else b""
    except ValueError:
        raise CookieUnreadable from None
    body, tag = raw[:-PART], raw[-PART:]
    if not raw or raw[0] != VERSION or not hmac.compare_digest(tag, _mac(key, _TAG + lp(body))):
        raise CookieUnreadable
    salt, *parts = (body[at : at + PART] for at in range(1, len(body), PART))
    return Keepsake(key, salt, tuple(zip(parts[::2], parts[1::2], strict=True)))


def _which(key: bytes, salt: bytes, log: str) -> bytes:
    return _mac(key, _WHICH + lp(salt, bytes.fromhex(log)))


def _where(key: bytes, salt: bytes, place: Place) -> bytes:
    return _mac(key, _WHERE + lp(salt, bytes.fromhex(place.log), str(place.seq), place.head[:PART]))


def _mac(key: bytes, line: bytes) -> bytes:
    return hmac.digest(key, line, "sha256")[:PART]
