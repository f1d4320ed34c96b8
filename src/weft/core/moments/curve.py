"""A feeling along a title: one value a second, 0 far off to 100 close, or nothing where nothing was felt for.

While it is felt it is held finer, four values a second; ``by_second`` makes the one of the other.
"""

import base64
import binascii
import zlib

SLOTS = 4
"""Values a second while it is being felt."""
MOST_SECONDS = 6 * 3600
MOST_SLOTS = MOST_SECONDS * SLOTS
NOTHING = 255
"""Nothing was felt for here: not begun, paused, asleep."""
MOST = 100
MOST_KNOTS = 600


class NotACurve(Exception):
    """These bytes are no curve of ours."""


def merged(held: bytes, start: int, values: bytes) -> bytes:
    """What is held, with these values from a slot on. The same values twice are the same as once.

    A value of NOTHING writes over nothing, so that a gap never takes away what was felt.
    """
    end = start + len(values)
    whole = bytearray(held.ljust(end, bytes([NOTHING])))
    for at, value in enumerate(values, start):
        if value != NOTHING:
            whole[at] = value
    return bytes(whole)


def by_second(slots: bytes) -> bytes:
    """One value for each second: the mean of what was felt in it, rounded; NOTHING where nothing was."""
    return bytes(_mean(slots[at : at + SLOTS]) for at in range(0, len(slots), SLOTS))


def _mean(some: bytes) -> int:
    felt = [value for value in some if value != NOTHING]
    return round(sum(felt) / len(felt)) if felt else NOTHING


def packed(values: bytes) -> str:
    """As an entry keeps it: zlib, then base64. The same values give the same text."""
    return base64.b64encode(zlib.compress(values, 9)).decode("ascii")


def unpacked(text: str) -> bytes:
    """The values again. Raises NotACurve; never makes more of it than six hours."""
    try:
        opened = zlib.decompressobj()
        values = opened.decompress(base64.b64decode(text, validate=True), MOST_SECONDS + 1)
    except (zlib.error, binascii.Error, ValueError):
        raise NotACurve from None
    if len(values) > MOST_SECONDS or not opened.eof or not set(values) <= _ALLOWED:
        raise NotACurve
    return values


_ALLOWED = frozenset([*range(MOST + 1), NOTHING])
