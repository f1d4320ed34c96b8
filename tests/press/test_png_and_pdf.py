"""The files of the cloth: read by others as we painted them, with nothing else in them, and always the same."""

import io
import re
import zlib

import numpy as np
import pytest
from numpy.typing import NDArray

from weft.core.tapestry.drawdown import Cloth, newest
from weft.core.tapestry.sample import long_life, spring
from weft.press.order import Order, only_threads
from weft.press.painting import painted
from weft.press.pdf import POINTS_PER_CM, within_cm
from weft.press.raster import Size, fitted, square, strips

image = pytest.importorskip("PIL.Image")


def file(cloth: Cloth, **how: object) -> bytes:
    return b"".join(painted(Order(cloth=only_threads(cloth), **how)))  # type: ignore[arg-type]


def pixels(cloth: Cloth, size: Size) -> NDArray[np.uint8]:
    return np.concatenate(list(strips(cloth, size)))


def test_a_png_reader_sees_our_pixels() -> None:
    read = image.open(io.BytesIO(file(spring(), kind="png", thread_px=5)))
    assert (np.asarray(read) == pixels(spring(), square(spring(), 5))).all()


def test_a_png_holds_pixels_and_their_density_and_no_more() -> None:
    found = re.findall(
        rb"(IHDR|PLTE|tEXt|iTXt|zTXt|tIME|eXIf|pHYs|gAMA|IEND)", file(spring(), kind="png", thread_px=2)
    )
    assert found == [b"IHDR", b"pHYs", b"IEND"]


def test_a_pdf_page_is_as_large_as_asked_for_and_holds_our_pixels() -> None:
    whole = file(long_life(1), kind="pdf", wide=20, high=40)
    assert whole.startswith(b"%PDF-1.7\n") and whole.endswith(b"%%EOF\n")
    wide, high = 20 * POINTS_PER_CM, 40 * POINTS_PER_CM
    assert f"/MediaBox[0 0 {wide:.2f} {high:.2f}]".encode() in whole
    cloth, size = fitted(only_threads(long_life(1)), within_cm(20, 40))
    assert (_image(whole, size) == pixels(cloth, size)).all()


def _image(whole: bytes, size: Size) -> NDArray[np.uint8]:
    """The image of a page, found through its table of places and its length, as a reader finds it."""
    start = _places(whole)[3]
    begin = whole.index(b"stream\n", start) + 7
    length = int(whole[_places(whole)[6] :].split(b"\n")[1])
    assert whole[begin + length :].startswith(b"\nendstream")
    rows = np.frombuffer(zlib.decompress(whole[begin : begin + length]), np.uint8).reshape(size.high, -1)
    assert (rows[:, 0] == 2).all()
    flat: NDArray[np.uint8] = np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8)
    return flat.reshape(size.high, size.wide, 3)


def _places(whole: bytes) -> dict[int, int]:
    table = int(whole.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    lines = whole[table:].split(b"\n")[3:]
    places = {at: int(line[:10]) for at, line in enumerate(lines[:6], 1)}
    assert all(whole[place:].startswith(b"%d 0 obj" % at) for at, place in places.items())
    return places


def test_a_pdf_says_nothing_of_whom_or_when_or_with_what() -> None:
    whole = file(spring(), kind="pdf", wide=5, high=10)
    assert not re.search(rb"/(Info|CreationDate|ModDate|Title|Author|Producer|Creator|Metadata|ID)\b", whole)


@pytest.mark.parametrize("how", [{"kind": "png", "thread_px": 3}, {"kind": "pdf", "wide": 5, "high": 10}])
def test_the_same_cloth_gives_the_same_file_to_the_byte(how: dict[str, object]) -> None:
    assert file(spring(), **how) == file(spring(), **how)


def test_a_bare_warp_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing is woven"):
        file(newest(spring(), 0), kind="png", thread_px=3)
