"""Has a program run in a process of its own, bounded, and hears no more of it than it may say.

Words go in through one pipe and come back through another; nothing is written anywhere. The process is told nothing of
this machine: no surroundings but what the errand names, no key, no name, a folder nobody keeps anything in. One that
takes too long, says too much, outgrows its bounds or falls over has not answered. It ends with whoever asked.
"""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from io import BufferedReader
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import BoundedSemaphore, Timer
from typing import Any
from weakref import WeakKeyDictionary

BOUNDED = Path(__file__).with_name("bounded.py")
HOUSE = Path(__file__).resolve().parents[2]
PIECE = 1 << 16


class Why(StrEnum):
    """Why there is no answer."""

    MUCH = "much"
    """It took too long, said too much or outgrew its bounds."""
    FAILED = "failed"
    """It gave up, or fell over."""


class NoAnswer(Exception):
    """The process gave no answer; nothing has changed. ``why`` holds nothing of what was asked."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Errand:
    """A program, and what it may have.

    ``memory_bytes`` and ``cpu_seconds`` are held by the system, of the processor alone; ``wait_seconds`` is by the clock
    on the wall, from its beginning to its last byte, for a machine with much else to do. ``most_said`` is in bytes.
    At most ``at_once`` run at the same time, whoever asks; more wait. ``knows_ours`` is for a program that may import
    from Weft. ``surroundings`` are all it is told of this machine.
    """

    program: Path
    memory_bytes: int
    cpu_seconds: int
    wait_seconds: float
    most_said: int
    at_once: int = 2
    files: int = 16
    knows_ours: bool = False
    surroundings: tuple[tuple[str, str], ...] = field(default=())

    async def answer(self, words: bytes) -> bytes:
        """All that it says to these words. Raises NoAnswer."""
        async with aclosing(self.pieces(words)) as pieces:
            return b"".join([piece async for piece in pieces])

    async def pieces(self, words: bytes) -> AsyncGenerator[bytes, None]:
        """The same as it comes. Raises NoAnswer, before the first piece or when the rest did not come."""
        process = await _begun(self)
        saying = asyncio.create_task(_say(process, words))
        try:
            left = self.most_said
            async for piece in _heard(process):
                left -= len(piece)
                if left < 0:
                    raise NoAnswer(Why.MUCH)
                yield piece
            _judge(await process.wait())
        finally:
            saying.cancel()
            _end(process)
            await _gone(process)

    def answer_here(self, words: bytes) -> bytes:
        """All that it says, for a thread or a command that can wait. Raises NoAnswer."""
        return b"".join(self.pieces_here(words))

    def pieces_here(self, words: bytes) -> Iterator[bytes]:
        """The same as it comes. Raises NoAnswer."""
        with (
            _benches(self),
            Popen(self.command, stdin=PIPE, stdout=PIPE, **self._kept_from_it) as process,
            _ended_after(process, self.wait_seconds),
        ):
            yield from _told_and_heard(process, words, self.most_said)
            _judge(process.wait())

    @property
    def command(self) -> list[str]:
        """How it is begun: without the settings, the folders and the leftovers of whoever runs the server."""
        bounds = [str(self.memory_bytes), str(self.cpu_seconds), str(self.files)]
        house = str(HOUSE) if self.knows_ours else ""
        return [sys.executable, "-I", "-B", str(BOUNDED), *bounds, house, str(self.program)]

    @property
    def _kept_from_it(self) -> Mapping[str, Any]:
        return {
            "stderr": DEVNULL,
            "env": dict(self.surroundings),
            "cwd": "/",
            "start_new_session": True,
        }


def _judge(ended: int) -> None:
    """Raises NoAnswer unless it ended well; below nothing, something outside of it ended it."""
    if ended:
        raise NoAnswer(Why.MUCH if ended < 0 else Why.FAILED)


def _end(process: "Process | Popen[bytes]") -> None:
    """End it, with whatever it may have begun."""
    if process.returncode is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


# ---------------------------------------------------------------- for a server, which waits for many at once


_places: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[Errand, asyncio.Semaphore]] = WeakKeyDictionary()


def _places_of(errand: Errand) -> asyncio.Semaphore:
    here = _places.setdefault(asyncio.get_running_loop(), {})
    return here.setdefault(errand, asyncio.Semaphore(errand.at_once))


async def _begun(errand: Errand) -> Process:
    """A process, once there is a place. The place is free again when it ends, whatever became of who asked."""
    places = _places_of(errand)
    await places.acquire()
    try:
        process = await asyncio.create_subprocess_exec(
            *errand.command, stdin=PIPE, stdout=PIPE, **errand._kept_from_it
        )
    except BaseException:
        places.release()
        raise
    watch = asyncio.create_task(_watched(process, errand.wait_seconds, places))
    _watches.add(watch)
    watch.add_done_callback(_watches.discard)
    return process


_watches: set[asyncio.Task[None]] = set()
"""Held here, since nobody else holds them."""


async def _watched(process: Process, seconds: float, places: asyncio.Semaphore) -> None:
    """Wait for its end, or make one: a reader who stopped reading would keep the place for ever."""
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await process.wait()
    finally:
        _end(process)
        places.release()


async def _say(process: Process, words: bytes) -> None:
    """Tell it everything. One that ended before it heard all of it is known by how it ended."""
    assert process.stdin
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(words)
        await process.stdin.drain()
    process.stdin.close()


async def _gone(process: Process) -> None:
    """Wait until it is gone; what it still had to say is let go."""
    async for _ in _heard(process):
        pass
    await process.wait()


async def _heard(process: Process) -> AsyncIterator[bytes]:
    assert process.stdout
    while piece := await process.stdout.read(PIECE):
        yield piece


# ---------------------------------------------------------------- for a thread or a command, which waits for one


@cache
def _benches(errand: Errand) -> BoundedSemaphore:
    return BoundedSemaphore(errand.at_once)


@contextmanager
def _ended_after(process: "Popen[bytes]", seconds: float) -> Iterator[None]:
    """A process that is ended when its time is up, and when nobody listens any more."""
    timer = Timer(seconds, _end, (process,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        _end(process)


def _told_and_heard(process: "Popen[bytes]", words: bytes, most: int) -> Iterator[bytes]:
    """Every program hears all before it says a word, so neither waits for the other."""
    assert process.stdin and isinstance(process.stdout, BufferedReader)
    with suppress(BrokenPipeError):
        process.stdin.write(words)
    with suppress(BrokenPipeError):
        process.stdin.close()
    while piece := process.stdout.read1(PIECE):
        most -= len(piece)
        if most < 0:
            raise NoAnswer(Why.MUCH)
        yield piece
