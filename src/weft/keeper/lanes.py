"""Waiting for servers of others, in threads of its own: one that hangs keeps nobody from anything but calendars.

Each sign-in has a lane, so that the servers of one person cannot take all of these threads either. A lane is free again
when a thread is, also where nobody waits for its answer any more.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

Answer = TypeVar("Answer")

AT_ONCE = 8
"""Servers that are waited for at a time, of everybody together."""
OF_ONE = 2
"""Of them, those of one sign-in."""

_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="weft-calendars")


class Lane:
    """How many servers one sign-in waits for at a time."""

    __slots__ = ("_free",)

    def __init__(self, at_once: int = OF_ONE) -> None:
        self._free = asyncio.Semaphore(at_once)

    async def wait(self, ask: Callable[[], Answer]) -> Answer:
        """What ``ask`` comes back with, from a thread of calendars; whatever it raises is raised here."""
        await self._free.acquire()
        loop = asyncio.get_running_loop()

        def let_go(_: Future[Answer]) -> None:
            with suppress(RuntimeError):  # The server stopped meanwhile.
                loop.call_soon_threadsafe(self._free.release)

        begun = _threads.submit(ask)
        begun.add_done_callback(let_go)
        return await asyncio.wrap_future(begun)
