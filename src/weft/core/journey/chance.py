"""Chance that comes from the log: the same log, day and name give the same draw, on any machine."""

from hashlib import blake2b

_MIDDLE, _SPREAD = 2 * 0xFFFF, 0xFFFF / 3**0.5
"""Of the sum of four even draws of 16 bits, which is near enough to a normal one: it never leaves 3.5 spreads."""


def drawn(seed: int, day: int, name: str) -> float:
    """A number around 0 with a spread of 1, between -3.5 and 3.5."""
    lot = int.from_bytes(blake2b(f"{seed} {day} {name}".encode(), digest_size=8).digest())
    four = (lot & 0xFFFF) + (lot >> 16 & 0xFFFF) + (lot >> 32 & 0xFFFF) + (lot >> 48)
    return (four - _MIDDLE) / _SPREAD
