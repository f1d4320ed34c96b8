"""The one secret a server has of its own. It opens no entry; it keeps names out of the database and cookies in pairs.

It lives in a file beside the databases and never in their backups.
"""

import hmac
import os
import re
from pathlib import Path
from unicodedata import normalize

from weft.vault.errors import ServerKeyUnsafe
from weft.vault.hkdf import hkdf
from weft.vault.lp import lp

SERVER_KEY_BYTES = 32
SALT_BYTES = 16


class ServerKey:
    """The server's secret, and what is derived from it."""

    __slots__ = ("_handle_key", "_raw", "_salt_key")

    def __init__(self, raw: bytes) -> None:
        if len(raw) != SERVER_KEY_BYTES:
            raise ServerKeyUnsafe(
                "The server key is damaged: it should be 32 bytes. Put back your copy of it."
            )
        self._raw = raw
        self._handle_key = hkdf(raw, b"", lp("server1", "handle"))
        self._salt_key = hkdf(raw, b"", lp("server1", "salt"))

    @classmethod
    def load_or_make(cls, path: Path) -> "ServerKey":
        """The key in this file, made with mode 0600 if there is none.

        Raises ServerKeyUnsafe if others may read the file or it is damaged; it is never replaced by itself, because
        a new key would shut everyone out.
        """
        try:
            _make(path)
        except FileExistsError:
            if path.stat().st_mode & 0o077:
                raise ServerKeyUnsafe(f"Others can read the server key. Type: chmod 600 {path}") from None
        return cls(path.read_bytes())

    def handle(self, name: str) -> bytes:
        """What the database knows a sign-in name by; 32 bytes, the same however the name was typed."""
        return hmac.digest(self._handle_key, fold_name(name).encode(), "sha256")

    def salt(self, name: str) -> bytes:
        """The 16-byte salt for a name. It is the same whether or not anyone has that name, so it tells nothing."""
        return hmac.digest(self._salt_key, fold_name(name).encode(), "sha256")[:SALT_BYTES]

    def sign_in_key(self, secret: bytes) -> bytes:
        """The key of a sign-in row: half from the cookie, half from here. 32 bytes."""
        return hkdf(secret + self._raw, b"", lp("server1", "sign-in"))

    def ladder_key(self, couple: bytes) -> bytes:
        """What locks the notes of a couple that neither of the two may open. 32 bytes."""
        return hkdf(self._raw, b"", lp("server1", "ladder", couple))

    def wishes_key(self, couple: bytes) -> bytes:
        """What locks what each of a couple marked alone, so that neither of the two can open the other's. 32 bytes."""
        return hkdf(self._raw, b"", lp("server1", "wishes", couple))

    def release_key(self, exchange: bytes) -> bytes:
        """What keeps the second halves of one exchange until both open; ``exchange`` is 16 bytes. 32 bytes."""
        return hkdf(self._raw, b"", lp("server1", "release", exchange))

    @property
    def released_key(self) -> bytes:
        """What this server vouches with for what it opened. 32 bytes."""
        return hkdf(self._raw, b"", lp("server1", "released"))

    def job_key(self, exchange: bytes) -> bytes:
        """What locks the few things of an exchange that a job needs while nobody is here. 32 bytes."""
        return hkdf(self._raw, b"", lp("server1", "job", exchange))

    def knock_note_key(self, person: bytes) -> bytes:
        """What locks when and where somebody is knocked for, which a job needs while they are away. 32 bytes."""
        return hkdf(self._raw, b"", lp("server1", "knock note", person))

    def knock_seed(self, length: int) -> bytes:
        """What the key grows from that this server signs its knocks with."""
        return hkdf(self._raw, b"", lp("server1", "knock"), length)

    def __repr__(self) -> str:
        return "ServerKey(…)"


def fold_name(name: str) -> str:
    """A sign-in name however it was typed: NFKC, caseless, single spaces, none at the ends."""
    return normalize("NFKC", re.sub(r"\s+", " ", normalize("NFKC", name)).strip().casefold())


def _make(path: Path) -> None:
    # Written beside and then linked, so that a key cut short by a power failure is never found under its name.
    if path.exists():
        raise FileExistsError
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, os.urandom(SERVER_KEY_BYTES))
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(beside, path)
    finally:
        beside.unlink()
