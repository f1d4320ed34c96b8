"""A picture locked under a key of its own, bound to its log, its id, its author and which of the two sizes it is.

The key is drawn for one picture and kept inside the picture's entry (docs/decisions/0023-pictures.md); every envelope
draws a salt besides, so the large and the small one share no key stream. Sizes are padded as entries are: above
64 KiB by at most 12 %.
"""

from enum import IntEnum

from weft.vault.dek import new_dek
from weft.vault.envelope import Purpose, lock, unlock
from weft.vault.lp import lp
from weft.vault.padding import pad, unpad

LEAST_PICTURE_BYTES = 4096

__all__ = ["Size", "lock_picture", "new_dek", "unlock_picture"]


class Size(IntEnum):
    """Which of the two: the picture itself, or the small one."""

    LARGE = 0
    SMALL = 1


def _aad(log: str, picture: str, author: int, size: Size) -> bytes:
    return lp("picture", bytes.fromhex(log), bytes.fromhex(picture), bytes([author]), bytes([size]))


def lock_picture(key: bytes, log: str, picture: str, author: int, size: Size, plain: bytes) -> bytes:
    """Lock one of the two sizes; ids are 32 hexadecimal digits, author 0 left or 1 right."""
    return lock(key, Purpose.PICTURE, _aad(log, picture, author, size), pad(plain, LEAST_PICTURE_BYTES))


def unlock_picture(key: bytes, log: str, picture: str, author: int, size: Size, locked: bytes) -> bytes:
    """The picture's bytes. Raises EnvelopeAltered for any other byte, key, place or size."""
    return unpad(unlock(key, Purpose.PICTURE, _aad(log, picture, author, size), locked))
