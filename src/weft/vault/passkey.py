"""What a passkey is to the vault: where it belongs, what of it is kept, and what the secret it keeps is turned into.

A passkey answers twice. To the server it signs what it was asked, so that an answer overheard is worth nothing again;
``vault/passkey_device.py`` asks and reads that. To the page alone it gives the result of a pseudo-random function
(WebAuthn's ``prf``), 32 bytes that are always the same for this passkey and this address. Of these come auth, S and E,
as from a passphrase; see ``docs/formats/slot.md``.
"""

from dataclasses import dataclass
from hashlib import sha256

from weft.vault.derive import Derived, split
from weft.vault.hkdf import hkdf
from weft.vault.lp import lp


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys belong: the name of the machine in the address, and the whole origin."""

    id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Made:
    """A passkey that was made: its id, its public half (COSE), and how often it says it was used."""

    credential: bytes
    public_key: bytes
    uses: int


def lookup_of(credential: bytes) -> bytes:
    """What a passkey's slot is found by, 16 bytes."""
    return sha256(lp("passkey1", "lookup", credential)).digest()[:16]


def derive_passkey(prf: bytes) -> Derived:
    """The three secrets behind what a passkey gives (32 bytes). In use only the browser does this."""
    return split(hkdf(prf, b"", lp("passkey1")))
