"""Codes a person writes on paper and types again: 130 random bits and 10 to catch a slip.

Twenty-eight letters of Crockford's base 32, shown as seven groups of four. Reading forgives lower case, spaces and
dashes, and takes O for 0 and I or L for 1.

Source: Douglas Crockford, "Base 32".
"""

import secrets
from hashlib import sha256

from weft.vault.errors import CodeMistyped
from weft.vault.lp import lp

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BITS = 130
CODE_BYTES = 17
CHECK_BITS = 10
LETTERS = 28
GROUP = 4

_MEANT = str.maketrans("OIL", "011")
_BETWEEN = str.maketrans("", "", " \t\r\n-–—.\u00a0")


def new_code() -> str:
    """A fresh code, in groups."""
    return show(secrets.randbits(CODE_BITS).to_bytes(CODE_BYTES, "big"))


def show(raw: bytes) -> str:
    """The code for these 17 bytes, of which the first six bits are zero."""
    number = int.from_bytes(raw, "big") << CHECK_BITS | _check(raw)
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LETTERS - 1), -1, -5))
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def read_code(text: str) -> bytes:
    """The 17 bytes behind a typed code. Raises CodeMistyped for a slip."""
    letters = text.translate(_BETWEEN).upper().translate(_MEANT)
    if len(letters) != LETTERS or any(letter not in ALPHABET for letter in letters):
        raise CodeMistyped
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    raw = (number >> CHECK_BITS).to_bytes(CODE_BYTES, "big")
    if number & ((1 << CHECK_BITS) - 1) != _check(raw):
        raise CodeMistyped
    return raw


def _check(raw: bytes) -> int:
    return int.from_bytes(sha256(lp("code1", raw)).digest()[:2], "big") >> (16 - CHECK_BITS)
