"""Whom a person's own browser knows: the other's keys of tier E, under ROOT_E. What stands in it is JSON.

In use this runs in the browser (static/js/pin.js). This twin is for tests, for the vectors, and for opening one by
hand. Format: docs/formats/seal.md.
"""

from weft.vault.envelope import Purpose, lock, unlock
from weft.vault.lp import id16, lp
from weft.vault.padding import pad, unpad
from weft.vault.roots import Root

LEAST_PIN_BYTES = 1024
"""The least it is padded to: so many people fit that its size says nothing of one."""


def lock_pin(root_e: Root, person: str, plain: bytes) -> bytes:
    """Whom this person knows, under their own root."""
    return lock(root_e.pin_key, Purpose.OWN, _place(person), pad(plain, LEAST_PIN_BYTES))


def open_pin(root_e: Root, person: str, locked: bytes) -> bytes:
    """The same again. Raises EnvelopeAltered for any other root, person or byte."""
    return unpad(unlock(root_e.pin_key, Purpose.OWN, _place(person), locked))


def _place(person: str) -> bytes:
    return lp("own", id16(person), "browser-pin")
