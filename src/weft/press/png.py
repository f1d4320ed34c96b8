"""Pixels as a PNG file, a strip at a time, with nothing in it but the pixels (PNG, third edition, W3C 2025)."""

import struct
import zlib
from collections.abc import Iterable, Iterator

import numpy as np

from weft.press.raster import Pixels, Size

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BIT_RGB = (8, 2, 0, 0, 0)
_SAME_AS_ABOVE = 2
"""The filter that keeps only what differs from the row above, which in cloth is often nothing."""
LEVEL = 1
"""Of zlib: cloth repeats itself, so trying harder takes ten times as long and gains little."""


def png(rows: Iterable[Pixels], size: Size, dots_per_metre: int = 0) -> Iterator[bytes]:
    """The file in pieces. `rows` are strips of height x width x 3 that together are `size`."""
    yield _SIGNATURE + _chunk(b"IHDR", struct.pack(">II5B", size.wide, size.high, *_EIGHT_BIT_RGB))
    if dots_per_metre:
        yield _chunk(b"pHYs", struct.pack(">IIB", dots_per_metre, dots_per_metre, 1))
    for piece in packed(rows, size):
        yield _chunk(b"IDAT", piece)
    yield _chunk(b"IEND", b"")


def packed(rows: Iterable[Pixels], size: Size) -> Iterator[bytes]:
    """The pixels, filtered and compressed, as a PNG holds them and a PDF may."""
    packer = zlib.compressobj(LEVEL)
    for filtered in filtered_rows(rows, size):
        piece = packer.compress(filtered)
        if piece:
            yield piece
    yield packer.flush()


def filtered_rows(rows: Iterable[Pixels], size: Size) -> Iterator[bytes]:
    """The strips as the compressor is given them."""
    above = np.zeros(size.wide * 3, np.uint8)
    for strip in rows:
        filtered, above = _filtered(strip, above)
        yield filtered


def _filtered(strip: Pixels, above: Pixels) -> tuple[bytes, Pixels]:
    """The strip with its filter bytes, and the row the next strip stands under."""
    flat = np.ascontiguousarray(strip).reshape(len(strip), -1)
    out = np.empty((flat.shape[0], flat.shape[1] + 1), np.uint8)
    out[:, 0] = _SAME_AS_ABOVE
    np.subtract(flat[:1], above, out=out[:1, 1:])
    np.subtract(flat[1:], flat[:-1], out=out[1:, 1:])
    return out.tobytes(), flat[-1]


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(content, zlib.crc32(kind))
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
