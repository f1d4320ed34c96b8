"""Line 17: a picture of twelve megapixels made anew, beside decoding and encoding it with nothing around them.

``python -m bench.pictures ROUNDS`` prints one line of JSON. Ours starts a process with its limits, reads, turns, makes a
large one and a small one and hands both back; the floor is the same decoder and encoder in a process that is warm.
"""

import asyncio
import json
import random
import sys
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from PIL import Image

from bench.lines import Line, times
from bench.rounds import moved
from weft.pictures.redraw import LONGEST, QUALITY
from weft.pictures.sandbox import redraw

SIZE = (4000, 3000)


def photograph() -> bytes:
    """Twelve megapixels with shapes and grain, as a phone sends them: some four megabytes."""
    grain = Image.frombytes("L", (500, 375), random.Random(12).randbytes(500 * 375))
    channels = [grain.rotate(turn).resize(SIZE, Image.Resampling.BICUBIC) for turn in (0, 90, 180)]
    out = BytesIO()
    Image.merge("RGB", channels).save(out, "JPEG", quality=92)
    return out.getvalue()


def bare(raw: bytes) -> float:
    """Seconds to decode it whole, make it as small as it is kept, and encode that."""
    begin = perf_counter()
    whole = Image.open(BytesIO(raw))
    whole.load()
    whole.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    whole.save(BytesIO(), "JPEG", quality=QUALITY, optimize=True)
    return perf_counter() - begin


def ours(raw: bytes) -> float:
    begin = perf_counter()
    asyncio.run(redraw(raw))
    return perf_counter() - begin


def measure(rounds: int) -> dict[str, Any]:
    raw = photograph()
    found: dict[str, Any] = {"bytes": len(raw), "bare": [], "ours": []}
    for _ in range(rounds):
        found["bare"].append(bare(raw))
        found["ours"].append(ours(raw))
    return found


def lines(found: dict[str, Any]) -> list[Line]:
    """Rows of the table, from what `measure` found."""
    shook = moved(found["bare"])
    sent = f"{found['bytes'] / 1e6:.1f} MB sent; bare decode and encode {median(found['bare']) * 1000:.0f} ms"
    return [
        Line("17", "a 12-megapixel picture made anew, in its own process", median(found["ours"]) * 1000, "ms", note=sent),
        Line("17", "that, times the bare decode and encode", times(found["ours"], found["bare"]), "x", moved=shook),
    ]  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
