"""Line 17. Free times of two, each with a calendar of 10,000 events, over eight weeks, from bytes to the crossing.

Prints JSON: seconds for both, one after the other; the floor is the library alone on the same two calendars, read whole.
"""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]

from bench.lines import Line
from ics_files import many
from weft.calendars.sandbox import busy_in
from weft.core.freetime import crossing, halves
from weft.core.freetime.crossing import Long
from weft.core.freetime.told import USUAL

EVENTS = 10_000
FIRST = date(2026, 6, 1)
HORIZON = halves.horizon_of(FIRST, halves.MOST_DAYS, UTC)
GATE = 1.0
"""Of the bare library's time, together with a process for each and the crossing."""


def ours(calendars: list[bytes]) -> int:
    """How many times the two have, from their calendars on."""

    async def busy() -> list[tuple[tuple[int, int], ...]]:
        return [await busy_in(one, HORIZON.minutes, "Europe/Berlin") for one in calendars]

    usual = HORIZON.all & ~halves.usually_taken(HORIZON, USUAL, UTC)
    left, right = (usual & ~halves.taken_by(HORIZON, spans) for spans in asyncio.run(busy()))
    crossing.grid(HORIZON, left, right, Long.EVENING, UTC)
    return len(crossing.times(HORIZON, left & right, Long.EVENING, UTC))


def bare(calendars: list[bytes]) -> int:
    """How many events the library finds in the same weeks, and nothing else."""
    start, end = (halves.instant_of(at) for at in (HORIZON.start, HORIZON.end))
    return sum(len(_between(one, start, end)) for one in calendars)


def _between(raw: bytes, start: datetime, end: datetime) -> list[object]:
    return list(recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(start, end))


def seconds(once: Callable[[list[bytes]], int], calendars: list[bytes]) -> float:
    begun = time.perf_counter()
    assert once(calendars)
    return time.perf_counter() - begun


def measure(rounds: int = 3) -> dict[str, float]:
    """Both ways in turn, the middle of the rounds."""
    calendars = [many(EVENTS, seed) for seed in (4, 5)]
    taken = [(seconds(ours, calendars), seconds(bare, calendars)) for _ in range(min(rounds, 5))]
    mine, floor = (statistics.median(each) for each in zip(*taken, strict=True))
    return {"s": round(mine, 2), "floor_s": round(floor, 2), "ratio": round(mine / floor, 2)}


def lines(found: dict[str, float]) -> list[Line]:
    """Its row of the table."""
    return [
        Line("17", "free times of two 10,000-event calendars, eight weeks", found["ratio"], "x", "<=", GATE, f"{found['s']:.2f} s; the library alone {found['floor_s']:.2f} s"),
    ]  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if sys.argv[1:] else 3)))
