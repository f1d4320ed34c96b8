"""A cloth is painted in a process of its own, of nothing but threads."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from weft.core.tapestry.drawdown import newest
from weft.core.tapestry.sample import spring
from weft.press.order import Order, only_threads
from weft.press.painting import painted
from weft.press.printing import NotPainted, at_once, printed

ORDER = Order(kind="png", cloth=only_threads(newest(spring(), 12)), thread_px=2)
NOTHING = Order(kind="png", cloth=only_threads(newest(spring(), 0)), thread_px=2)
SOURCE = Path(__file__).parents[2] / "src"


async def fetched(order: Order) -> bytes:
    return b"".join([piece async for piece in printed(order)])


def test_what_the_painter_paints_is_what_is_painted_here() -> None:
    here = b"".join(painted(ORDER))
    assert here == b"".join(at_once(ORDER)) == asyncio.run(fetched(ORDER))


def test_more_can_be_ordered_than_are_painted_at_once() -> None:
    async def crowd() -> list[bytes]:
        return await asyncio.gather(*(fetched(ORDER) for _ in range(4)))

    assert len(set(asyncio.run(crowd()))) == 1


def test_what_cannot_be_painted_is_said_before_the_first_byte() -> None:
    with pytest.raises(NotPainted):
        asyncio.run(fetched(NOTHING))
    with pytest.raises(NotPainted):
        list(at_once(NOTHING))


def test_who_stops_fetching_gives_the_place_back() -> None:
    async def scene() -> bytes:
        for _ in range(3):
            pieces = printed(ORDER)
            await anext(pieces)
            await pieces.aclose()  # type: ignore[attr-defined]
        return await fetched(ORDER)

    assert asyncio.run(scene())


def test_two_cloths_that_differ_in_words_and_days_are_one_order() -> None:
    cloth = spring()
    other = replace(
        cloth,
        bands=tuple(replace(one, caption="Something else", key=one.key and "ab" * 16) for one in cloth.bands),
    )
    orders = [msgspec.json.encode(Order(kind="pdf", cloth=only_threads(one))) for one in (cloth, other)]
    assert orders[0] == orders[1]
    assert b"Slow turns" not in orders[0] and b"lived-" not in orders[0] and b"2025" not in orders[0]


def test_a_server_loads_no_numpy() -> None:
    ask = "import sys, weft.web.app, weft.assemble; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], env={"PYTHONPATH": str(SOURCE)}).returncode == 0
