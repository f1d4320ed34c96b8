"""Timers, and only while something is due. They know nothing of what."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable

LONGEST_SECONDS = 600
"""A machine that slept does not count the time, so it looks at the clock at least so often."""


class Alarm:
    """Rings once at the earliest minute that anybody asked for; then whoever rings it asks again."""

    def __init__(self) -> None:
        self.at: int | None = None
        """The minute since 1970 at which it rings; None while nothing is due."""
        self._timer: asyncio.TimerHandle | None = None
        self._ringing: set[asyncio.Task[None]] = set()

    def sooner(self, minute: int, seconds: float, ring: Callable[[], Awaitable[None]]) -> None:
        """Ring in so many seconds, which is at this minute, unless it rings before."""
        if self.at is not None and self.at <= minute:
            return
        self.rest()
        self.at = minute
        delay = max(0.0, min(seconds, LONGEST_SECONDS))
        self._timer = asyncio.get_running_loop().call_later(delay, self._rings, ring)

    def rest(self) -> None:
        """Ring no more."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self.at = None, None

    def _rings(self, ring: Callable[[], Awaitable[None]]) -> None:
        self._timer, self.at = None, None
        task = asyncio.ensure_future(_run(ring))
        self._ringing.add(task)
        task.add_done_callback(self._ringing.discard)


async def _run(ring: Callable[[], Awaitable[None]]) -> None:
    await ring()


class Alarms:
    """Rings for several things, each at its own instant; asked for again, a thing has the instant asked for last."""

    def __init__(self) -> None:
        self._timers: dict[Hashable, asyncio.TimerHandle] = {}

    def at(self, what: Hashable, left: Callable[[], float], ring: Callable[[], None]) -> None:
        """Ring once no seconds are left. ``left`` is asked again at times, for a machine that slept."""
        self._stop(what)
        delay = max(0.0, min(left(), LONGEST_SECONDS))
        self._timers[what] = asyncio.get_running_loop().call_later(delay, self.look, what, left, ring)

    def look(self, what: Hashable, left: Callable[[], float], ring: Callable[[], None]) -> None:
        """Ring now if it is time."""
        if left() > 0:
            self.at(what, left, ring)
            return
        self._stop(what)
        ring()

    def _stop(self, what: Hashable) -> None:
        timer = self._timers.pop(what, None)
        if timer is not None:
            timer.cancel()

    def rest(self) -> None:
        """Ring no more."""
        for what in tuple(self._timers):
            self._stop(what)
