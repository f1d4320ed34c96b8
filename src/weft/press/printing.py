"""Has a cloth painted in a process of its own, and hands the file on as it comes.

So a server that shows pages never loads numpy, and a poster's memory is given back with the last byte. At most
PAINTERS paint at once; whoever comes then waits a little.
"""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

import msgspec

from weft.press.order import Order

PAINTERS = 2
PIECE = 1 << 16
MOST_WAITING = 120.0
"""Seconds in which a whole file has to be painted and fetched."""


class NotPainted(Exception):
    """The painter gave up before its first byte; nothing was sent and nothing has changed."""


def _command() -> list[str]:
    return [sys.executable, "-m", "weft.press.painting"]


def _surroundings() -> dict[str, str]:
    """All the painter is told of this machine: where the code lies, and that one core is enough."""
    here = str(Path(__file__).resolve().parents[2])
    return {"PYTHONPATH": here, "OPENBLAS_NUM_THREADS": "1", "PATH": os.defpath}


def at_once(order: Order) -> Iterator[bytes]:
    """The file in pieces, for the command line. Raises NotPainted."""
    with Popen(_command(), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_surroundings()) as painter:
        assert painter.stdin and painter.stdout
        painter.stdin.write(msgspec.json.encode(order))
        painter.stdin.close()
        while piece := painter.stdout.read(PIECE):
            yield piece
        if painter.wait():
            raise NotPainted


@cache
def _places_in(_loop: asyncio.AbstractEventLoop) -> asyncio.Semaphore:
    return asyncio.Semaphore(PAINTERS)


def _places() -> asyncio.Semaphore:
    return _places_in(asyncio.get_running_loop())


async def printed(order: Order) -> AsyncIterator[bytes]:
    """The file in pieces, for a page. Raises NotPainted: before the first piece, or when the rest did not come."""
    painter = await _painter()
    try:
        assert painter.stdin and painter.stdout
        painter.stdin.write(msgspec.json.encode(order))
        painter.stdin.write_eof()
        while piece := await painter.stdout.read(PIECE):
            yield piece
        if await painter.wait():
            raise NotPainted
    finally:
        _stop(painter)


async def _painter() -> Process:
    """A painter, once there is a place for one. The place is free again when it ends, whatever became of its reader."""
    await _places().acquire()
    try:
        painter = await asyncio.create_subprocess_exec(
            *_command(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_surroundings(),
        )
    except BaseException:
        _places().release()
        raise
    watch = asyncio.create_task(_watched(painter))
    _watches.add(watch)
    watch.add_done_callback(_watches.discard)
    return painter


_watches: set[asyncio.Task[None]] = set()
"""Held here, since nobody else holds them."""


async def _watched(painter: Process) -> None:
    try:
        async with asyncio.timeout(MOST_WAITING):
            await painter.wait()
    except TimeoutError:
        # A reader who stopped reading would keep the place for ever.
        _stop(painter)
    finally:
        _places().release()


def _stop(painter: Process) -> None:
    if painter.returncode is None:
        with suppress(ProcessLookupError):
            painter.kill()
