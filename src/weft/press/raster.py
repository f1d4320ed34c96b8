"""The cloth as pixels, thread by thread with light and shadow, in rows from the newest pick down.

A cloth is many picks and few kinds of pick, so each kind of pixel row is painted once and then laid where it
belongs. All sums are of whole numbers: the same cloth gives the same pixels on every machine. Numpy is loaded
with this module, so whatever serves pages never loads this module: see `press.printing`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weft.core.tapestry.drawdown import Cloth, strung_wide
from weft.core.tapestry.picks import Pick, marks_across, picks, warp_colours

Pixels = NDArray[np.uint8]
Wide = NDArray[np.int32]

ROUND = 256
"""Light is in 256ths: this much leaves a colour as it is."""
FINE = 8
"""A thread is lit at this many places across, and a pixel is the mean of those it covers."""
STRIP_ROWS = 256
"""Pixel rows painted at a time, so that a poster needs no more memory than a page."""

_ACROSS = (160, 206, 242, 266, 276, 268, 242, 198)
"""Light over a round thread, from its upper or left edge to the other, at FINE places."""
_DIPS = (206, 234, 250, 256, 256, 250, 234, 206)
"""Light along a float where it dives under a neighbour at either end, over one thread."""


@dataclass(frozen=True, slots=True)
class Size:
    """Of a picture in pixels. One thread, warp or weft, is `wide` / ends across and `high` / picks down."""

    wide: int
    high: int


LEAST_ENDS = 91
LEAST_END_PX = 4
"""However long the cloth, its warp can be told thread from thread."""


def fitted(cloth: Cloth, within: Size) -> tuple[Cloth, Size]:
    """The whole cloth in a picture of at most that size, strung so wide that its threads are square.

    A short cloth is not strung narrower than a phone's, and its picture is lower than asked for. In the picture of
    a long one the picks lie closer than the ends, as in cloth beaten hard.
    """
    picks_here = max(cloth.picks, 1)
    ends = min(round(within.wide * picks_here / within.high), within.wide // LEAST_END_PX)
    ends = max(ends, LEAST_ENDS)
    strung = strung_wide(cloth, ends)
    high = min(within.high, max(within.wide * picks_here // len(warp_colours(strung)), 1))
    return strung, Size(within.wide, high)


class _Kind(NamedTuple):
    """What makes two picks look the same: their own crossings and colour, and the crossings above and below."""

    above: tuple[int, ...]
    marks: tuple[int, ...]
    below: tuple[int, ...]
    colour: str


def square(cloth: Cloth, thread_px: int) -> Size:
    """The size at which every thread is so many pixels."""
    return Size(len(warp_colours(cloth)) * thread_px, cloth.picks * thread_px)


def strips(cloth: Cloth, size: Size) -> Iterator[Pixels]:
    """The picture from the top, in strips of height x width x 3, each at most STRIP_ROWS high."""
    woven = tuple(picks(cloth))
    if not woven or size.wide < 1 or size.high < 1:
        return
    painter = _Painter(warp_colours(cloth), size.wide)
    if size.high >= 2 * len(woven):
        yield from _near(painter, woven, size.high)
    else:
        yield from _far(painter, woven, size.high)


def _kinds(woven: tuple[Pick, ...]) -> list[_Kind]:
    """Each pick with its neighbours; the first and the last are their own."""
    marks = [one.marks for one in woven]
    return [
        _Kind(marks[max(at - 1, 0)], one.marks, marks[min(at + 1, len(woven) - 1)], one.colour)
        for at, one in enumerate(woven)
    ]


def _near(painter: "_Painter", woven: tuple[Pick, ...], high: int) -> Iterator[Pixels]:
    """Threads of two pixels and more: each pixel row is one place on one pick."""
    kinds = _kinds(woven)
    table: dict[tuple[_Kind, int], int] = {}
    rows: list[Pixels] = []
    for top in range(0, high, STRIP_ROWS):
        order: list[int] = []
        for y in range(top, min(top + STRIP_ROWS, high)):
            place = (2 * y + 1) * len(woven) * FINE // (2 * high)
            look = kinds[place // FINE], place % FINE
            if look not in table:
                if len(rows) >= _KEPT:
                    yield from _laid(rows, order)
                    table, rows, order = {}, [], []
                table[look] = len(rows)
                rows.append(painter.row(*look))
            order.append(table[look])
        yield from _laid(rows, order)


_KEPT = 1024
"""Painted rows kept at once."""


def _laid(rows: list[Pixels], order: list[int]) -> Iterator[Pixels]:
    if order:
        yield np.stack([rows[row] for row in order])


def _far(painter: "_Painter", woven: tuple[Pick, ...], high: int) -> Iterator[Pixels]:
    """Threads finer than two pixels: each pixel row is the mean of the picks it covers, as an eye mixes them."""
    mixed, which = _looks(painter, woven)
    reach = -(-len(woven) // high) + 1
    for top in range(0, high, STRIP_ROWS):
        y = np.arange(top, min(top + STRIP_ROWS, high), dtype=np.int64)
        begin, end = y * len(woven), (y + 1) * len(woven)
        total = np.zeros((len(y), painter.wide * 3), np.uint16)
        for step in range(reach):
            pick = np.minimum(begin // high + step, len(woven) - 1)
            covered = np.minimum(end, (begin // high + step + 1) * high) - np.maximum(begin, pick * high)
            share = (np.maximum(covered, 0) * ROUND // len(woven)).astype(np.uint16)
            total += mixed[which[pick]] * share[:, None]
        yield (total >> 8).astype(np.uint8).reshape(len(y), -1, 3)


def _looks(painter: "_Painter", woven: tuple[Pick, ...]) -> tuple[NDArray[np.uint16], NDArray[np.intp]]:
    """Each look a pick of this cloth has from afar, and which of them each pick has."""
    looks: dict[tuple[tuple[int, ...], str], int] = {}
    which = [looks.setdefault((one.marks, one.colour), len(looks)) for one in woven]
    bare = {marks: painter.from_afar(marks) for marks in {one.marks for one in woven}}
    rows = np.empty((len(looks), painter.wide * 3), np.uint16)
    for (marks, colour), at in looks.items():
        warp, weft = bare[marks]
        mixed = warp + weft[:, None] * np.array(_rgb(colour), np.int32) // ROUND
        rows[at] = np.minimum(mixed, 255).reshape(-1)
    return rows, np.array(which)


class _Painter:
    """Paints single rows of one warp at one width."""

    def __init__(self, warp: tuple[str, ...], wide: int) -> None:
        """Lights each pixel column at the places it covers, at least one and at most FINE of each end."""
        self.ends = len(warp)
        self.wide = wide
        self.samples = max(1, -(-self.ends * 4 // wide)) if wide < 4 * self.ends else 1
        place = (2 * np.arange(wide * self.samples, dtype=np.int64) + 1) * self.ends * FINE
        place //= 2 * wide * self.samples
        self.end, self.across = place // FINE, place % FINE
        light = np.array(_ACROSS, np.int32)
        self.warp = np.array([_rgb(colour) for colour in warp], np.int32)[self.end]
        self.warp = self.warp * light[self.across][:, None] // ROUND
        self.dip = np.array(_DIPS, np.int32)[self.across]

    def row(self, kind: _Kind, down: int) -> Pixels:
        """One pixel row, `down` FINEths of the way down a pick."""
        return self._gathered(self._lit(kind, down))

    def from_afar(self, marks: tuple[int, ...]) -> tuple[Wide, Wide]:
        """A whole pick as one row of pixels: the colour its warp gives, and how much of its weft is seen."""
        up = self._up(marks)
        light = np.where(self._meets(marks), self.dip, ROUND) * (sum(_ACROSS) // FINE) // ROUND
        warp = np.where(up[:, None], self.warp, 0)
        return self._summed(warp, 3), self._summed(np.where(up, 0, light), 1)[:, 0]

    def _gathered(self, lit: Wide) -> Pixels:
        return np.minimum(self._summed(lit, 3), 255).astype(np.uint8)

    def _summed(self, lit: NDArray[np.signedinteger], parts: int) -> Wide:
        """The mean of the places a pixel covers."""
        total: Wide = lit.reshape(self.wide, self.samples, parts).sum(axis=1, dtype=np.int32)
        return total // self.samples

    def _lit(self, kind: _Kind, down: int) -> Wide:
        up = self._up(kind.marks)
        weft = np.array(_rgb(kind.colour), np.int32) * _ACROSS[down]
        weft_light = np.where(self._meets(kind.marks), self.dip, ROUND)
        warp_light = np.where(self._dives(kind, down), _DIPS[down], ROUND)
        laid = weft[None, :] * weft_light[:, None] // (ROUND * ROUND)
        strung = self.warp * warp_light[:, None] // ROUND
        return np.where(up[:, None], strung, laid).astype(np.int32)

    def _up(self, marks: tuple[int, ...]) -> NDArray[np.bool_]:
        return np.array(marks_across(marks, self.ends), bool)[self.end]

    def _meets(self, marks: tuple[int, ...]) -> NDArray[np.bool_]:
        """Where the weft dives under the end on the nearer side."""
        across = np.array(marks_across(marks, self.ends), bool)
        left = np.concatenate([across[:1], across[:-1]])[self.end]
        right = np.concatenate([across[1:], across[-1:]])[self.end]
        return np.where(self.across < FINE // 2, left, right)

    def _dives(self, kind: _Kind, down: int) -> NDArray[np.bool_]:
        """Where the warp dives under the pick on the nearer side."""
        return ~self._up(kind.above if down < FINE // 2 else kind.below)


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
