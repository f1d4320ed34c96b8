"""The weaves: seven structures, the second lean of the twill, and tabby for quiet days.

A structure is its drawdown, one repeat of it: rows are picks from the newest down, columns are ends from
the left, 1 where the warp lies on top and 0 where the weft does.
"""

from typing import NamedTuple

from weft.core.practice import Practice

Drawdown = tuple[tuple[int, ...], ...]


class Float(NamedTuple):
    """Weft lying over neighbouring ends in one pick; it may run on past the right edge of the repeat."""

    start: int
    ends: int


def _threaded(rows: tuple[int, ...], columns: tuple[int, ...]) -> Drawdown:
    """A 2/2 twill, trodden in the order of rows and threaded in the order of columns."""
    return tuple(tuple(1 if (column - row) % 4 < 2 else 0 for column in columns) for row in rows)


def _drawn(*rows: str) -> Drawdown:
    return tuple(tuple(int(mark) for mark in row) for row in rows)


def _satin(ends: int, step: int) -> Drawdown:
    """Each end comes up once in a repeat, never beside the one before."""
    return tuple(tuple(int(end == row * step % ends) for end in range(ends)) for row in range(ends))


def basket(threads: int) -> Drawdown:
    """Squares of so many threads, warp and weft in turn."""
    repeat = range(2 * threads)
    return tuple(tuple(1 - (row // threads + end // threads) % 2 for end in repeat) for row in repeat)


def _pointed(ends: int) -> tuple[int, ...]:
    return (*range(ends // 2), *range(ends // 2, 0, -1))


def point_twill(ends: int) -> Drawdown:
    """A 2/2 twill that turns about in the middle of an even number of ends."""
    return _threaded((0, 1, 2, 3), _pointed(ends))


def birds_eye(ends: int) -> Drawdown:
    """The same threading, trodden to and fro as well."""
    return _threaded((0, 1, 2, 3, 2, 1, 0, 3), _pointed(ends))


TABBY: Drawdown = ((1, 0), (0, 1))
TWILL_LEFT: Drawdown = _threaded((0, 1, 2, 3), (0, 1, 2, 3))
TWILL_RIGHT: Drawdown = tuple(row[::-1] for row in TWILL_LEFT)
POINT_TWILL: Drawdown = point_twill(14)
BIRDS_EYE: Drawdown = birds_eye(14)
SATIN: Drawdown = _satin(8, 3)
BASKET: Drawdown = basket(3)
HONEYCOMB: Drawdown = _drawn(
    "00010000",
    "00111000",
    "01010100",
    "11101110",
    "01010100",
    "00111000",
    "00010000",
    "10101011",
)
"""Long floats ring a small plain-woven cell."""

STRUCTURE: dict[Practice, Drawdown] = {
    Practice.TALK: TWILL_LEFT,
    Practice.MOMENTS: BIRDS_EYE,
    Practice.PRESENCE: SATIN,
    Practice.UNDERSTANDING: POINT_TWILL,
    Practice.SOFTER: HONEYCOMB,
    Practice.TIME: BASKET,
    Practice.AFFECTION: TABBY,
}
"""Talk leans left here; the loom uses TWILL_RIGHT when the right-hand person spoke first."""


def floats(pick: tuple[int, ...]) -> tuple[Float, ...]:
    """The weft floats of one pick, around the end of the repeat to its beginning."""
    width = len(pick)
    if not any(pick):
        return (Float(0, width),)
    return tuple(
        Float(end, _length(pick, end)) for end in range(width) if pick[end] == 0 and pick[end - 1] == 1
    )


def _length(pick: tuple[int, ...], start: int) -> int:
    length = 1
    while pick[(start + length) % len(pick)] == 0:
        length += 1
    return length


_CENTRED = 3
"""The end at which a pointed threading turns in the middle of a nine-square icon."""


def _draft(practice: Practice) -> Drawdown:
    drawdown = STRUCTURE[practice]
    skip = _CENTRED if practice in (Practice.MOMENTS, Practice.UNDERSTANDING) else 0
    return tuple(
        tuple(drawdown[pick % len(drawdown)][(end + skip) % len(drawdown[0])] for end in range(9))
        for pick in range(9)
    )


DRAFT: dict[Practice, Drawdown] = {practice: _draft(practice) for practice in Practice}
"""Nine by nine squares of point paper, the only icons there are."""
