"""The private notebook, tier E: how its leaves are locked, and how it is known to be whole.

In use all of this runs in the browser (static/js/notes.js); the server never has NK, the key that grows from ROOT_E by
the label "archive". This twin is for tests, for the vectors, and for opening a notebook by hand.

A leaf is locked like an entry that only a browser may open, in the log that has its person's id: a key of its own,
wrapped by NK (60 bytes), then the envelope. The manifest, an envelope under NK, says how often the notebook changed and
which leaves it has. See docs/formats/notebook.md.
"""

import hmac
import os
from collections.abc import Mapping
from hashlib import sha256

from weft.vault.dek import WRAPPED_BYTES, DekKey
from weft.vault.entry import Tier, entry_aad, lock_entry, unlock_entry
from weft.vault.envelope import OVERHEAD_BYTES, Purpose, lock_with_salt, unlock
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16, lp, u64
from weft.vault.padding import LEAST_BYTES, pad, unpad

MOST_LEAF_BYTES = 32 * 1024
"""The largest padded text of a leaf; as base64 it is two thirds of what one form may bring."""
LEAF_OVERHEAD_BYTES = WRAPPED_BYTES + OVERHEAD_BYTES
LEAF_SIZES = frozenset(LEAF_OVERHEAD_BYTES + (LEAST_BYTES << step) for step in range(8))
"""The only sizes a locked leaf has, in bytes."""
MANIFEST_BYTES = OVERHEAD_BYTES + LEAST_BYTES


class NotebookKey:
    """NK of one person, made ready once; ``person`` is their id of 32 hexadecimal digits."""

    __slots__ = ("_dek_key", "_nk", "_person")

    def __init__(self, nk: bytes, person: str) -> None:
        self._nk, self._person, self._dek_key = nk, person, DekKey(nk)

    def lock(self, leaf: str, plain: bytes) -> bytes:
        """One leaf, locked in its place. Raises ValueError if it is longer than a leaf can be."""
        kept = lock_entry(self._dek_key, self._place(leaf), plain)
        if kept.bucket > MOST_LEAF_BYTES:
            raise ValueError("longer than a leaf can be")
        return kept.wrapped_dek + kept.locked

    def unlock(self, leaf: str, locked: bytes) -> bytes:
        """What stands on a leaf. Raises EnvelopeAltered for any other byte, place, person or key."""
        wrapped, sealed = locked[:WRAPPED_BYTES], locked[WRAPPED_BYTES:]
        return unlock_entry(self._dek_key, self._place(leaf), wrapped, sealed)

    def lock_manifest(self, counter: int, leaves: Mapping[str, bytes], salt: bytes | None = None) -> bytes:
        """What is in the notebook after ``counter`` changes; ``leaves`` are the locked ones by their ids.

        A salt is given for known-answer vectors only.
        """
        plain = pad(u64(counter) + digest(leaves))
        return lock_with_salt(self._nk, Purpose.OWN, self._book(), plain, salt or os.urandom(32))

    def check(self, counter: int, leaves: Mapping[str, bytes], manifest: bytes) -> None:
        """Raises EnvelopeAltered unless the notebook has exactly these leaves after so many changes."""
        said = unpad(unlock(self._nk, Purpose.OWN, self._book(), manifest))
        if not hmac.compare_digest(said, u64(counter) + digest(leaves)):
            raise EnvelopeAltered

    def _place(self, leaf: str) -> bytes:
        return entry_aad(self._person, leaf, 0, Tier.OWN_BROWSER, 0, 0)

    def _book(self) -> bytes:
        return lp("notebook1", id16(self._person))

    def __repr__(self) -> str:
        return "NotebookKey(…)"


def digest(leaves: Mapping[str, bytes]) -> bytes:
    """SHA-256 over each id and the SHA-256 of its locked bytes, in the order of the ids; 32 bytes."""
    parts = (id16(leaf) + sha256(leaves[leaf]).digest() for leaf in sorted(leaves))
    return sha256(b"".join(parts)).digest()
