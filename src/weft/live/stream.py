"""The stream itself: a plain ASGI answer that says "look again" and never what there is to see.

Written without a framework's streaming response, which costs nearly three times the memory for each open page
(source: stack.md 4). Where the server can give connections away, a ``Listener`` goes on with it; elsewhere a task does.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any, Final

from weft.live.listener import GIVE_AWAY, GiveAway, Listener, Says, said
from weft.live.rooms import Attending, Rooms, Signal

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Clock = Callable[[], int]
"""The server's time, in whole milliseconds since 1970."""

RETRY_MS: Final = 1500
"""How long a browser waits before it opens a lost stream again."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """Whose stream this is: the rooms it hears (at least one), the sign-in it ends with, and what a signal says on it."""

    rooms: tuple[str, ...]
    sign_in: bytes
    says: Says = said


Admit = Callable[[Scope], Awaitable[Admitted | None]]
"""Who may attend, read from the request's scope; None when nobody is signed in."""

_STREAM_HEADERS: Final = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
)


def server_clock() -> int:
    """The machine's clock in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def stream(rooms: Rooms, admit: Admit, clock: Clock = server_clock) -> Application:
    """Make the application that answers ``GET /live`` with an event stream.

    First comes ``clock`` (milliseconds since 1970), then ``look`` or ``beat`` with a number of this stream's own
    counting, and ``end`` when the sign-in is gone. 401 without a sign-in, 403 when another site asks.
    """

    async def attend(scope: Scope, receive: Receive, send: Send) -> None:
        if _from_elsewhere(scope):
            return await _refuse(send, 403)
        admitted = await admit(scope)
        if admitted is None:
            return await _refuse(send, 401)
        await send({"type": "http.response.start", "status": 200, "headers": list(_STREAM_HEADERS)})
        await send(_part(b"retry: %d\nevent: clock\ndata: %d\n\n" % (RETRY_MS, clock())))
        attending = rooms.join(admitted.rooms[0], admitted.sign_in, *admitted.rooms[1:])
        if (give_away := _giving(scope)) is not None:
            return give_away(lambda transport: Listener(transport, rooms, attending, admitted.says))
        try:
            await _speak(attending, admitted.says, receive, send)
        finally:
            rooms.leave(attending)

    return attend


def clock_page(clock: Clock = server_clock) -> Application:
    """Make the application that answers ``GET /clock`` with the server's time: digits, nothing else."""

    async def tell_time(scope: Scope, receive: Receive, send: Send) -> None:
        headers = ((b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"))
        await _answer(send, 200, headers, b"%d" % clock())

    return tell_time


def _giving(scope: Scope) -> GiveAway | None:
    given: GiveAway | None = scope.get("extensions", {}).get(GIVE_AWAY)
    return given if scope.get("method") == "GET" else None


async def _speak(attending: Attending, says: Says, receive: Receive, send: Send) -> None:
    gone = asyncio.ensure_future(_until_gone(receive))
    gone.add_done_callback(lambda _: attending.wake(Signal.STOP))
    try:
        count = 0
        while not gone.done() and (signal := await attending.next()) is not Signal.STOP:
            count += 1
            await send(_part(says(signal, count)))
            if signal is Signal.END:
                break
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _from_elsewhere(scope: Scope) -> bool:
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return any(name == b"sec-fetch-site" and site != b"same-origin" for name, site in headers)


async def _refuse(send: Send, status: int) -> None:
    await _answer(send, status, ((b"cache-control", b"no-store"),), b"")


async def _answer(send: Send, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _part(body: bytes) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": True}
