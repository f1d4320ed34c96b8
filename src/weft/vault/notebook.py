"""The private notebook, tier E: what a note is locked with, and how a notebook knows that it is whole.

In use all of this runs in the browser (static/js/notes.js); the server never has NK, the key that grows from ROOT_E by
the label "archive". This twin is for tests, for the vectors, and for opening a notebook by hand.

A note, 29 bytes longer than its padded text: format 01, nonce (12), AES-256-GCM under HKDF(NK, "note1"). The manifest is
an envelope under NK that says how often the notebook changed and what stands in it, so that a note that was left out,
put back or moved is noticed. See docs/formats/notebook.md and docs/decisions/0010-a-notebook-only-browsers-open.md.
"""

import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from weft.vault.envelope import OVERHEAD_BYTES, TAG_BYTES, Purpose, lock_with_salt, unlock
from weft.vault.errors import EnvelopeAltered
from weft.vault.hkdf import hkdf
from weft.vault.lp import id16, lp, u8, u64
from weft.vault.padding import LEAST_BYTES, pad, unpad

FORMAT = 1
NONCE_BYTES = 12
NOTE_OVERHEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES
MOST_NOTE_BYTES = 32 * 1024
"""The largest padded text of a note. Two thirds of what one form may bring."""
NOTE_SIZES = frozenset(NOTE_OVERHEAD_BYTES + (LEAST_BYTES << step) for step in range(8))
"""The only sizes a locked note has, in bytes."""
MANIFEST_BYTES = OVERHEAD_BYTES + LEAST_BYTES


@dataclass(frozen=True, slots=True, repr=False)
class NotebookKey:
    """NK of one person, made ready once; ``person`` is their id of 32 hexadecimal digits."""

    nk: bytes
    person: str

    def lock(self, note: str, plain: bytes, nonce: bytes | None = None) -> bytes:
        """One note, locked in its place. A nonce is given for known-answer vectors only."""
        padded = pad(plain)
        if len(padded) > MOST_NOTE_BYTES:
            raise ValueError("a note this long has no size of its own")
        nonce = nonce or os.urandom(NONCE_BYTES)
        return u8(FORMAT) + nonce + self._gcm().encrypt(nonce, padded, self._place(note))

    def unlock(self, note: str, locked: bytes) -> bytes:
        """The text of a note. Raises EnvelopeAltered for any other byte, place, person or key."""
        if len(locked) not in NOTE_SIZES or locked[0] != FORMAT:
            raise EnvelopeAltered
        nonce, sealed = locked[1 : 1 + NONCE_BYTES], locked[1 + NONCE_BYTES :]
        try:
            return unpad(self._gcm().decrypt(nonce, sealed, self._place(note)))
        except InvalidTag:
            raise EnvelopeAltered from None

    def lock_manifest(self, counter: int, notes: Mapping[str, bytes], salt: bytes | None = None) -> bytes:
        """What stands in the notebook after ``counter`` changes; ``notes`` are the locked ones by their ids."""
        plain = pad(u64(counter) + digest(notes))
        return lock_with_salt(self.nk, Purpose.OWN, self._book(), plain, salt or os.urandom(32))

    def check(self, counter: int, notes: Mapping[str, bytes], manifest: bytes) -> None:
        """Raises EnvelopeAltered unless exactly these notes stand in the notebook after so many changes."""
        said = unpad(unlock(self.nk, Purpose.OWN, self._book(), manifest))
        if not hmac.compare_digest(said, u64(counter) + digest(notes)):
            raise EnvelopeAltered

    def _gcm(self) -> AESGCM:
        return AESGCM(hkdf(self.nk, b"", lp("note1")))

    def _place(self, note: str) -> bytes:
        return lp("note", id16(self.person), id16(note))

    def _book(self) -> bytes:
        return lp("notebook", id16(self.person))


def mark(locked: bytes) -> bytes:
    """What stands for one locked note in the manifest: its nonce and its tag, 28 bytes."""
    return locked[1 : 1 + NONCE_BYTES] + locked[-TAG_BYTES:]


def digest(notes: Mapping[str, bytes]) -> bytes:
    """What stands for all of them, 32 bytes: SHA-256 over id and mark of each, in the order of their ids."""
    parts = (id16(note) + mark(notes[note]) for note in sorted(notes))
    return sha256(lp("notebook1") + b"".join(parts)).digest()
