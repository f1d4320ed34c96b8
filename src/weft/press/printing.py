"""Has a cloth painted in a process of its own, and hands the file on as it comes.

So a server that shows pages never loads numpy, and a poster's memory is given back with the last byte. At most two
paint at once; whoever comes then waits a little.
"""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from pathlib import Path

import msgspec

from weft.errands.errand import Errand, NoAnswer
from weft.press.order import Order

PAINTING = Errand(
    Path(__file__).with_name("painting.py"),
    memory_bytes=1 << 30,
    cpu_seconds=120,
    wait_seconds=120.0,
    most_said=1 << 30,
    knows_ours=True,
    surroundings=(("OPENBLAS_NUM_THREADS", "1"),),
)
"""A whole file has to be painted and fetched in its seconds: a reader who stopped reading would keep the place for ever."""


class NotPainted(Exception):
    """The painter gave up before its first byte; nothing was sent and nothing has changed."""


def at_once(order: Order) -> Iterator[bytes]:
    """The file in pieces, for the command line. Raises NotPainted."""
    try:
        yield from PAINTING.pieces_here(msgspec.json.encode(order))
    except NoAnswer:
        raise NotPainted from None


async def printed(order: Order) -> AsyncGenerator[bytes, None]:
    """The file in pieces, for a page. Raises NotPainted: before the first piece, or when the rest did not come."""
    try:
        async with aclosing(PAINTING.pieces(msgspec.json.encode(order))) as pieces:
            async for piece in pieces:
                yield piece
    except NoAnswer:
        raise NotPainted from None
