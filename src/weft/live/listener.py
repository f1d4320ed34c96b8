"""A page that only listens, kept as lightly as it can be: no parser, no task and no request beside it.

Thousands of pages lie open and are told nothing for hours. Once its stream has begun, a page's connection is taken
out of the web server's hands and given to a ``Listener``, which is less than half of what an idle connection is there.
Nothing a browser sends is read any more: on this connection there is nothing left to ask.
"""

import asyncio
from collections.abc import Callable, MutableMapping
from typing import Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from weft.live.rooms import Attending, Rooms, Signal

GIVE_AWAY: Final = "weft.give_away"
"""Among a scope's extensions: a function that takes what the connection is given to. Other servers have none."""

Taker = Callable[[asyncio.Transport], asyncio.Protocol]
GiveAway = Callable[[Taker], None]


Says = Callable[[Signal, int], bytes]
"""What a page is told by a signal, and which of its stream's signals it is; empty for nothing."""


def said(signal: Signal, count: int) -> bytes:
    """What a page is told, as an event of its own counting. The server going down is said by silence."""
    return b"" if signal is Signal.STOP else b"event: %s\ndata: %d\n\n" % (signal.value.encode(), count)


class Listener(asyncio.Protocol):
    """The rest of a stream whose head has been sent, in chunks as HTTP/1.1 has them, until a last word or a hang-up."""

    __slots__ = ("_attending", "_count", "_full", "_rooms", "_says", "_transport")

    def __init__(
        self, transport: asyncio.Transport, rooms: Rooms, attending: Attending, says: Says = said
    ) -> None:
        self._transport = transport
        self._rooms = rooms
        self._attending = attending
        self._says = says
        self._count = 0
        self._full = False
        attending.ring = self._speak
        self._speak()

    def _speak(self) -> None:
        if self._full:
            return self._cut_off()
        if (signal := self._attending.take()) is None:
            return
        self._count += 1
        if event := self._says(signal, self._count):
            self._transport.write(b"%x\r\n%b\r\n" % (len(event), event))
        if signal is Signal.END or signal is Signal.STOP:
            self._attending.ring = None
            self._transport.write(b"0\r\n\r\n")
            self._transport.close()

    def _cut_off(self) -> None:
        """A phone that takes nothing cannot be told that this is the end; the line goes all the same."""
        if self._attending.over:
            self._attending.ring = None
            self._transport.abort()

    def pause_writing(self) -> None:
        """The phone takes nothing for now; its signals wait, and become one."""
        self._full = True

    def resume_writing(self) -> None:
        self._full = False
        self._speak()

    def connection_lost(self, exc: Exception | None) -> None:
        self._attending.ring = None
        self._rooms.leave(self._attending)


class GivingProtocol(HttpToolsProtocol):
    """Uvicorn's protocol, which can give the connection of a request to somebody else for good."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        scope = cast(MutableMapping[str, Any], self.scope)
        scope["extensions"] = {GIVE_AWAY: self._give_away}

    def _give_away(self, taker: Taker) -> None:
        """Call with the head and the first part sent. To uvicorn it is as if the browser had hung up."""
        transport = self.transport
        self.cycle.disconnected = True
        self.connections.discard(self)
        self._unset_keepalive_if_required()
        given = taker(transport)
        transport.set_protocol(given)
        if transport.is_closing():  # It hung up meanwhile, and nobody else would tell the new one.
            given.connection_lost(None)
        self.parser = self.cycle = self.scope = None  # type: ignore[assignment]
