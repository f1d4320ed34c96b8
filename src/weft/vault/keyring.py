"""The roots somebody had before, sealed under the one they have: what was sealed to an older key stays readable.

In use this runs in the browser (static/js/ways.js, own-key.js), and ROOT_E is in nothing else. This twin is for tests,
for the vectors, and for opening a keyring by hand. Format: docs/formats/renewal.md.
"""

from collections.abc import Sequence

from weft.vault.envelope import Purpose, lock, unlock
from weft.vault.errors import EnvelopeAltered
from weft.vault.hkdf import hkdf
from weft.vault.lp import id16, lp
from weft.vault.padding import pad, unpad
from weft.vault.roots import ROOT_BYTES, Root


def ring(root: Root, person: str, older: Sequence[Root]) -> bytes:
    """The roots before this one, sealed under it; ``older`` has the newest of them first."""
    return lock(_key(root), Purpose.OWN, _place(person), pad(b"".join(one.raw for one in older)))


def open_ring(root: Root, person: str, locked: bytes) -> list[Root]:
    """The roots before this one, the newest of them first. Raises EnvelopeAltered for any other root, person or byte."""
    raw = unpad(unlock(_key(root), Purpose.OWN, _place(person), locked))
    if len(raw) % ROOT_BYTES:
        raise EnvelopeAltered
    return [Root(raw[at : at + ROOT_BYTES]) for at in range(0, len(raw), ROOT_BYTES)]


def _key(root: Root) -> bytes:
    return hkdf(root.raw, b"", lp("root1", "keyring"))


def _place(person: str) -> bytes:
    return lp("keyring1", id16(person))
