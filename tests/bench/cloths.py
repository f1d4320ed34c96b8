"""Line 14, besides the drawing on the page: files of a cloth of about 20,000 picks, and what they take.

That is ten years of two who live a little less here than the invented two do, of whom it is seven. The cloth is woven
before the clock starts: weaving ten years is measured on the page of the cloth.

``python -m bench.cloths ROUNDS`` measures in one process on one core and prints one line of JSON.
"""

import json
import resource
import sys
import zlib
from statistics import median
from time import perf_counter
from typing import Any

from bench.lines import Line, times
from bench.rounds import moved
from weft.core.tapestry.drawdown import Cloth
from weft.core.tapestry.sample import long_life
from weft.core.tapestry.svg import standalone
from weft.core.tapestry.wif import wif
from weft.press.order import Order, only_threads
from weft.press.painting import painted
from weft.press.png import LEVEL, filtered_rows
from weft.press.raster import Size, fitted, strips

YEARS = 7
"""Of the invented life, which is a full one: 19,624 picks."""
PIXELS = Size(2000, 12_000)
POSTER_CM = (100, 200)


def drawn(cloth: Cloth) -> float:
    begin = perf_counter()
    standalone(cloth)
    return perf_counter() - begin


def drafted(cloth: Cloth) -> float:
    begin = perf_counter()
    wif(cloth)
    return perf_counter() - begin


def painted_in(order: Order) -> float:
    """Seconds to paint it, its pieces dropped as they come."""
    begin = perf_counter()
    for _ in painted(order):
        pass
    return perf_counter() - begin


def encoded(rows: list[bytes]) -> float:
    """The bare encoder on the same pixels: what any program must do that writes a PNG of them with zlib."""
    begin = perf_counter()
    packer = zlib.compressobj(LEVEL)
    for one in rows:
        packer.compress(one)
    packer.flush()
    return perf_counter() - begin


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(rounds: int) -> dict[str, Any]:
    whole = long_life(YEARS)
    cloth = only_threads(whole)
    png = Order(kind="png", cloth=cloth, wide=PIXELS.wide, high=PIXELS.high)
    pdf = Order(kind="pdf", cloth=cloth, wide=POSTER_CM[0], high=POSTER_CM[1])
    found: dict[str, Any] = {"picks": cloth.picks}
    painted_in(png)
    found["png_mb"] = megabytes()  # The most so far: so the smaller of the two is painted first.
    found["pdf"], found["pdf_mb"] = painted_in(pdf), megabytes()
    strung, size = fitted(cloth, PIXELS)
    rows = list(filtered_rows(strips(strung, size), size))
    found |= {"svg": [], "wif": [], "png": [], "bare": []}
    for _ in range(rounds):
        found["svg"].append(drawn(whole))
        found["wif"].append(drafted(cloth))
        found["bare"].append(encoded(rows))
        found["png"].append(painted_in(png))
    return found


def lines(found: dict[str, Any]) -> list[Line]:
    """Rows of the table, from what `measure` found."""
    bare, shook = median(found["bare"]), moved(found["bare"])
    picks = f"{found['picks']:,} picks"
    return [
        Line("14", "a cloth of that length, woven, drawn as SVG", median(found["svg"]) * 1000, "ms", "<=", 100, picks),
        Line("14", "the same as WIF", median(found["wif"]) * 1000, "ms", note=picks),
        Line("14", "the same as PNG, 2000 x 12000", median(found["png"]), "s", "<=", 1.5, f"bare encoder {bare:.2f} s"),
        Line("14", "that, times the bare encoder on the same pixels", times(found["png"], found["bare"]), "x", moved=shook),
        Line("14", "memory of painting the PNG", found["png_mb"], "MB", note="the whole process"),
        Line("14", "a PDF of 100 x 200 cm at 150 dpi", found["pdf"], "s", note="once"),
        Line("14", "memory of painting it", found["pdf_mb"], "MB", "<=", 1024, "the whole process"),
    ]  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
