"""A passphrase becomes three secrets: one to be recognised by, one for the server, one that stays in the browser.

In use this runs in the browser (derive-worker.js); this twin is for tests, the demo and recovery by hand.

Source: RFC 9106; floor and default from the OWASP password storage cheat sheet.
"""

import re
from dataclasses import dataclass
from unicodedata import normalize

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from weft.vault.errors import DerivationTooWeak
from weft.vault.hkdf import hkdf
from weft.vault.lp import lp

SALT_BYTES = 16
MOST_MEMORY_KIB = 1024 * 1024
MOST_PASSES = 16


@dataclass(frozen=True, slots=True)
class Params:
    """How hard a passphrase is to try: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def check(self) -> None:
        """Raises DerivationTooWeak below the floor (46 MiB once, or 19 MiB twice) or beyond any phone."""
        strong = (self.memory_kib >= 46 * 1024 and self.passes >= 1) or (
            self.memory_kib >= 19 * 1024 and self.passes >= 2
        )
        bearable = self.memory_kib <= MOST_MEMORY_KIB and self.passes <= MOST_PASSES
        if not (strong and bearable and self.lanes == 1):
            raise DerivationTooWeak


STANDARD = Params(memory_kib=64 * 1024, passes=3, lanes=1)
FLOOR = Params(memory_kib=19 * 1024, passes=2, lanes=1)


@dataclass(frozen=True, slots=True, repr=False)
class Derived:
    """Three secrets of 32 bytes: ``auth`` recognises, ``s`` opens ROOT_S, ``e`` opens ROOT_E and never travels."""

    auth: bytes
    s: bytes
    e: bytes


def derive(passphrase: str, salt: bytes, params: Params = STANDARD) -> Derived:
    """The three secrets behind a passphrase; ``salt`` is 16 bytes. Raises DerivationTooWeak below the floor."""
    params.check()
    stretch = Argon2id(
        salt=salt, length=32, iterations=params.passes, lanes=params.lanes, memory_cost=params.memory_kib
    )
    return split(stretch.derive(tidy(passphrase).encode()))


def split(stretched: bytes) -> Derived:
    """Three secrets from one that is already hard to guess."""
    auth, s, e = (hkdf(stretched, b"", lp("derive1", part)) for part in ("auth", "S", "E"))
    return Derived(auth, s, e)


def tidy(passphrase: str) -> str:
    """The same phrase however it was typed: NFKC, single spaces, none at the ends. Case counts."""
    return re.sub("[ \t\r\n]+", " ", normalize("NFKC", passphrase)).strip(" ")
