"""Pixels as a PDF of one page at print size, written as it is painted, with nothing in it but the cloth.

PDF 1.7 (ISO 32000-1): one image with PNG's own filter and compression, so that it is never held whole. No date,
no title and no program is written: the same cloth gives the same page.
"""

from collections.abc import Iterable, Iterator

from weft.press.png import packed
from weft.press.raster import Pixels, Size

POINTS_PER_CM = 72 / 2.54
DPI = 150
"""Enough for a cloth on a wall, which is read from an arm's length and further."""
MARGIN = 0.03
"""Of the page's width, on every side."""


def within_cm(wide: float, high: float) -> Size:
    """How many pixels a page of so many centimetres has for the cloth, its margins left out."""
    margin = 2 * MARGIN * wide
    return Size(round((wide - margin) * DPI / 2.54), round((high - margin) * DPI / 2.54))


def pdf(rows: Iterable[Pixels], size: Size, wide_cm: float, high_cm: float) -> Iterator[bytes]:
    """The file in pieces; the cloth hangs from the top margin of a page of so many centimetres."""
    file = _File()
    yield file.begun()
    yield file.written(3, _image_head(size))
    for piece in packed(rows, size):
        yield file.more(piece)
    yield file.more(b"\nendstream\nendobj\n")
    yield file.written(6, b"%d\nendobj\n" % file.streamed)
    drawn = _drawing(size, wide_cm, high_cm)
    yield file.written(4, b"<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (len(drawn), drawn))
    box = _numbers(wide_cm * POINTS_PER_CM, high_cm * POINTS_PER_CM)
    yield file.written(1, b"<</Type/Catalog/Pages 2 0 R>>\nendobj\n")
    yield file.written(2, b"<</Type/Pages/Kids[5 0 R]/Count 1>>\nendobj\n")
    yield file.written(
        5,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %b]/Contents 4 0 R"
        b"/Resources<</XObject<</Cloth 3 0 R>>>>>>\nendobj\n" % box,
    )
    yield file.ended()


def _image_head(size: Size) -> bytes:
    wide = b"%d" % size.wide
    return (
        b"<</Type/XObject/Subtype/Image/Width %b/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns %b>>/Length 6 0 R>>\nstream\n"
        % (wide, size.high, wide)
    )


def _drawing(size: Size, wide_cm: float, high_cm: float) -> bytes:
    margin = MARGIN * wide_cm * POINTS_PER_CM
    wide = wide_cm * POINTS_PER_CM - 2 * margin
    high = wide * size.high / size.wide
    top = high_cm * POINTS_PER_CM - margin
    return b"q %b 0 0 %b cm /Cloth Do Q" % (_numbers(wide), _numbers(high, margin, top - high))


def _numbers(*values: float) -> bytes:
    return " ".join(f"{value:.2f}" for value in values).encode()


class _File:
    """Knows where each object begins and how long the image grew."""

    def __init__(self) -> None:
        self.at = 0
        self.starts: dict[int, int] = {}
        self.image_from = 0
        self.streamed = 0

    def begun(self) -> bytes:
        return self._passed(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def written(self, number: int, body: bytes) -> bytes:
        self.starts[number] = self.at
        return self._passed(b"%d 0 obj\n%b" % (number, body))

    def more(self, piece: bytes) -> bytes:
        if piece.startswith(b"\nendstream"):
            self.streamed = self.at - self.image_from
        elif not self.image_from:
            self.image_from = self.at
        return self._passed(piece)

    def ended(self) -> bytes:
        lines = b"".join(b"%010d 00000 n \n" % self.starts[number] for number in sorted(self.starts))
        count = len(self.starts) + 1
        return (
            b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            % (
                count,
                lines,
                count,
                self.at,
            )
        )

    def _passed(self, piece: bytes) -> bytes:
        self.at += len(piece)
        return piece
