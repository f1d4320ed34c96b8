"""A browser's sign-in: a cookie only the browser has, and a row only that cookie and this server can open.

Cookie: base64url(version 01, id 16, secret 32), 66 letters. The row is found by SHA-256 of the id.
"""

import os
from binascii import a2b_base64, b2a_base64
from dataclasses import dataclass
from hashlib import sha256

from weft.vault.envelope import Purpose, lock, unlock
from weft.vault.errors import CookieUnreadable
from weft.vault.lp import lp
from weft.vault.server_key import ServerKey

VERSION = 1
ID_BYTES = 16
SECRET_BYTES = 32
COOKIE_LETTERS = 66
_OURS, _PLAIN = bytes.maketrans(b"+/", b"-_"), bytes.maketrans(b"-_", b"+/")
"""From the letters of base64 to those of base64url, and back."""


@dataclass(frozen=True, slots=True, repr=False)
class Cookie:
    """A sign-in's id and secret."""

    id: bytes
    secret: bytes

    @property
    def text(self) -> str:
        """What the browser holds; 66 letters."""
        return _letters(bytes((VERSION,)) + self.id + self.secret).decode()

    @property
    def id_hash(self) -> bytes:
        """What the row is found by; 32 bytes."""
        return sha256(self.id).digest()


def new_cookie() -> Cookie:
    """A sign-in nobody has had before."""
    return Cookie(os.urandom(ID_BYTES), os.urandom(SECRET_BYTES))


def read_cookie(text: str) -> Cookie:
    """The cookie again. Raises CookieUnreadable for anything that is not exactly one of ours."""
    try:
        sent = text.encode()
        raw = a2b_base64(sent.translate(_PLAIN) + b"==") if len(sent) == COOKIE_LETTERS else b""
    except ValueError:
        raise CookieUnreadable from None
    # Reading is lenient about stray letters; only what we would have written ourselves is ours.
    if not raw or raw[0] != VERSION or _letters(raw) != sent:
        raise CookieUnreadable
    return Cookie(raw[1 : 1 + ID_BYTES], raw[1 + ID_BYTES :])


def _letters(raw: bytes) -> bytes:
    return b2a_base64(raw, newline=False).translate(_OURS).rstrip(b"=")


def lock_row(server_key: ServerKey, cookie: Cookie, payload: bytes) -> bytes:
    """Lock what a sign-in holds (ROOT_S, when it began) so that only cookie and server together open it."""
    return lock(server_key.sign_in_key(cookie.secret), Purpose.SIGN_IN, _aad(cookie), payload)


def unlock_row(server_key: ServerKey, cookie: Cookie, locked: bytes) -> bytes:
    """What the sign-in holds. Raises EnvelopeAltered for another cookie, server or byte."""
    return unlock(server_key.sign_in_key(cookie.secret), Purpose.SIGN_IN, _aad(cookie), locked)


def _aad(cookie: Cookie) -> bytes:
    return lp("sign-in1", cookie.id)
