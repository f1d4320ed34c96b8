"""Line 16. How long the landscape of a three-hour film takes to draw, from two packed curves to the picture, in pure Python.

Prints JSON: milliseconds for one, the middle of the rounds; the floor is reading the two curves alone.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from math import exp

from bench.lines import Line
from weft.core.moments.curve import packed, unpacked
from weft.core.moments.landscape import Curve, landscape
from weft.core.moments.picture import picture

SECONDS = 3 * 3600
GATE_MS = 20.0


def curve(chance: random.Random) -> str:
    """Three hours of a restless thumb, as an entry keeps them."""
    peaks = [(chance.randrange(SECONDS), chance.uniform(20, 85), chance.uniform(30, 300)) for _ in range(30)]
    heights = [0.0] * SECONDS
    for top, high, wide in peaks:
        for at in range(max(0, int(top - 4 * wide)), min(SECONDS, int(top + 4 * wide))):
            heights[at] = max(heights[at], high * exp(-(((at - top) / wide) ** 2)))
    return packed(bytes(min(100, max(0, round(one + chance.gauss(6, 3)))) for one in heights))


def milliseconds(once: Callable[[], object], rounds: int) -> float:
    """The middle of so many rounds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        once()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def measure(rounds: int = 25) -> dict[str, float]:
    """What one landscape takes, and what the reading of its curves alone does."""
    chance = random.Random(8)
    left, right = curve(chance), curve(chance)

    def draw() -> str:
        return picture(landscape(Curve(unpacked(left)), Curve(unpacked(right))), "Two curves.", {})

    return {
        "ms": round(milliseconds(draw, rounds), 2),
        "floor_ms": round(milliseconds(lambda: (unpacked(left), unpacked(right)), rounds), 2),
        "curve_bytes": len(left),
    }


def lines(found: dict[str, float]) -> list[Line]:
    """Its row of the table."""
    return [
        Line("16", "landscape of a three-hour film, drawn", found["ms"], "ms", "<=", GATE_MS, f"reading the curves alone {found['floor_ms']:.1f} ms"),
    ]  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if sys.argv[1:] else 25)))
