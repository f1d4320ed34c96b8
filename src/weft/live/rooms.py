"""Rooms where open pages attend, so that a change on one phone is seen on the other at once.

A room carries no words, no names and no history: only "look again". Whoever looks is served by the page itself,
with that page's own checks. Everything here lives in this process's memory and on one event loop; call it from
that loop only.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Collection, Iterable
from enum import Enum
from typing import Final, TypeVar

MOST_STREAMS: Final = 3
"""Streams one sign-in may hold; a further one ends the oldest."""

BEAT_S: Final = 15.0
"""Seconds between two beats of one page. Its sign-in is asked about at each; hearing nothing for 20 s, a page looks."""

TURNS: Final = 15
"""Pages take turns with the beat. Ten thousand told in one go would keep everybody else waiting for their page."""

StillSignedIn = Callable[[Collection[bytes]], Awaitable[Collection[bytes]]]
"""Given the sign-ins that attend, those among them which still stand. Must not count as their owner being here."""


class Signal(Enum):
    """What an attending page may be told; there is nothing else to tell."""

    LOOK = "look"  # something it may see has changed
    BEAT = "beat"  # nothing has; the line is alive
    END = "end"  # its sign-in is gone, or holds too many streams: do not come back by itself
    STOP = "stop"  # the server goes down: come back later


class Attending:
    """One open page in its rooms, and the one signal that waits for it: many calls between two looks are one look.

    Whoever speaks to the page either awaits ``next``, or leaves in ``ring`` what to call whenever a signal has come,
    and then asks ``take``.
    """

    __slots__ = ("_due", "ring", "rooms", "sign_in", "turn")

    def __init__(self, rooms: tuple[str, ...], sign_in: bytes) -> None:
        self.rooms = rooms
        self.sign_in = sign_in
        self.turn: set[Attending] = set()
        self.ring: Callable[[], None] | None = None
        self._due: Signal | None = None

    @property
    def over(self) -> bool:
        """Whether the last word waits, or was taken."""
        return self._due is not None and _is_last(self._due)

    def take(self) -> Signal | None:
        """The signal that waits, if any. After END or STOP every further call gives the same."""
        due = self._due
        if not self.over:
            self._due = None
        return due

    async def next(self) -> Signal:
        """Wait for the next signal."""
        while (due := self.take()) is None:
            rung = asyncio.Event()
            self.ring = rung.set
            try:
                await rung.wait()
            finally:
                self.ring = None
        return due

    def wake(self, signal: Signal) -> None:
        """Leave a signal for the page: a last word stands, a look outweighs a beat."""
        if self._due is None or (not self.over and signal is not Signal.BEAT):
            self._due = signal
        if self.ring is not None:
            self.ring()


class Rooms:
    """Every page attending on this server, by room and by sign-in.

    One timer beats for all of them, and only while somebody attends: with nobody here nothing is scheduled.
    """

    def __init__(self, still_signed_in: StillSignedIn | None = None, beat_s: float = BEAT_S) -> None:
        self._still_signed_in = still_signed_in
        self._beat_s = beat_s
        # Tuples, because most rooms hold one page or two, and a set for each would weigh more than the pages.
        self._by_room: dict[str, tuple[Attending, ...]] = {}
        self._by_sign_in: dict[bytes, tuple[Attending, ...]] = {}  # oldest first
        turns: tuple[set[Attending], ...] = tuple(set() for _ in range(TURNS))
        self._joining, self._beating = itertools.cycle(turns), itertools.cycle(turns)
        self._timer: asyncio.TimerHandle | None = None
        self._asking: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped = False

    def join(self, room: str, sign_in: bytes, *more: str) -> Attending:
        """Let a page attend ``room`` (and ``more``, such as its owner's own room) until ``leave``.

        Call inside the running loop. After ``stop`` the page is told STOP at once.
        """
        self._loop = asyncio.get_running_loop()
        attending = Attending((room, *more), sign_in)
        for each in attending.rooms:
            _add(self._by_room, each, attending)
        _add(self._by_sign_in, sign_in, attending)
        attending.turn = next(self._joining)
        attending.turn.add(attending)
        self._end_the_oldest(sign_in)
        if self._stopped:
            attending.wake(Signal.STOP)
        elif self._timer is None:
            self._timer = self._loop.call_later(self._beat_s / TURNS, self._beat)
        return attending

    def _end_the_oldest(self, sign_in: bytes) -> None:
        open_pages = self._by_sign_in[sign_in]
        for excess in open_pages[:-MOST_STREAMS]:  # each leaves by itself once it has been told
            excess.wake(Signal.END)

    def leave(self, attending: Attending) -> None:
        """Let a page go. Safe to call twice."""
        for room in attending.rooms:
            _remove(self._by_room, room, attending)
        _remove(self._by_sign_in, attending.sign_in, attending)
        attending.turn.discard(attending)
        if not self._by_sign_in and self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def tell(self, room: str) -> None:
        """Ask every page in the room to look again. Nobody there: nothing happens."""
        _wake(self._by_room.get(room, ()), Signal.LOOK)

    def end(self, sign_in: bytes) -> None:
        """End every stream of a sign-in that is gone; the pages are told at once."""
        _wake(self._by_sign_in.get(sign_in, ()), Signal.END)

    def end_room(self, room: str) -> None:
        """End every stream in a room that is no more; the pages are told at once, and their sign-ins stay."""
        _wake(self._by_room.get(room, ()), Signal.END)

    def attending(self, room: str) -> frozenset[bytes]:
        """The sign-ins with a page open in the room. For the keeper's own use; never shown to a partner."""
        return frozenset(each.sign_in for each in self._by_room.get(room, ()))

    def streams(self) -> int:
        """How many pages attend, over all rooms."""
        return sum(map(len, self._by_sign_in.values()))

    def stop(self) -> None:
        """End all streams because the server goes down; later ones end as they come."""
        self._stopped = True
        _wake(itertools.chain.from_iterable(self._by_sign_in.values()), Signal.STOP)

    def stop_soon(self) -> None:
        """``stop``, from a signal handler or another thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.stop)

    def _beat(self) -> None:
        """Beat for the pages whose turn it is, and ask about their sign-ins."""
        assert self._loop is not None
        self._timer = self._loop.call_later(self._beat_s / TURNS, self._beat)
        here = tuple(next(self._beating))
        _wake(here, Signal.BEAT)
        if here and self._still_signed_in is not None and (self._asking is None or self._asking.done()):
            asked = frozenset(each.sign_in for each in here)
            self._asking = self._loop.create_task(self._end_the_gone(self._still_signed_in, asked))

    async def _end_the_gone(self, still_signed_in: StillSignedIn, asked: frozenset[bytes]) -> None:
        for gone in asked.difference(await still_signed_in(asked)):
            self.end(gone)


K = TypeVar("K")


def _add(pages: dict[K, tuple[Attending, ...]], key: K, attending: Attending) -> None:
    pages[key] = (*pages.get(key, ()), attending)


def _remove(pages: dict[K, tuple[Attending, ...]], key: K, attending: Attending) -> None:
    left = tuple(each for each in pages.get(key, ()) if each is not attending)
    if left:
        pages[key] = left
    else:
        pages.pop(key, None)


def _wake(pages: Iterable[Attending], signal: Signal) -> None:
    for attending in pages:
        attending.wake(signal)


def _is_last(signal: Signal) -> bool:
    return signal is Signal.END or signal is Signal.STOP
