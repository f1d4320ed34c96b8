"""The recovery code: shown once, and enough on its own to come back. The same form on paper as any other code.

Its 130 bits need no stretching. Besides the three secrets it gives a lookup, by which the server finds the slot
without learning the code.
"""

from dataclasses import dataclass

from weft.vault.code import new_code, read_code
from weft.vault.derive import Derived, split
from weft.vault.hkdf import hkdf
from weft.vault.lp import lp

LOOKUP_BYTES = 16

__all__ = ["LOOKUP_BYTES", "Recovery", "derive_code", "new_code", "read_code"]


@dataclass(frozen=True, slots=True, repr=False)
class Recovery:
    """The secrets behind a recovery code, and the 16 bytes its slot is found by."""

    secrets: Derived
    lookup: bytes


def derive_code(code: str | bytes) -> Recovery:
    """The secrets behind a code, as typed or as its 17 bytes. Raises CodeMistyped for a slip."""
    raw = read_code(code) if isinstance(code, str) else code
    stretched = hkdf(raw, b"", lp("recovery1"))
    return Recovery(split(stretched), hkdf(stretched, b"", lp("recovery1", "lookup"), LOOKUP_BYTES))
