"""The server begins anew once nobody is signed in any more, so that what was in its memory is in no memory.

Freed memory is not wiped, neither by Python nor by the libraries below it. What does wipe it is the system, when a process
puts another program in its place. So the server does that, with itself: when somebody had their keys here, the last of them
has gone, and nothing was asked for a while. The listening socket stays open through it; whoever knocks meanwhile waits.
docs/decisions/0025 says what it costs.
"""

import asyncio
import os
import secrets
import socket
import sys
from time import monotonic

import uvicorn

from weft.keeper.home import Home
from weft.live.serve import LiveServer

LISTENING, HANDED = "LISTENING_OF_WEFT", "HANDED_ON_BY_WEFT"
"""Names under which the next process finds the socket, and what is handed on; they are no settings, and so not named like one."""
RESTS_S = (12.0, 25.0)
"""Seconds without a request before it begins anew, drawn each time, so that the pause says little of when somebody went."""
UNASKED_S = (600.0, 3600.0)
"""It also begins anew when nobody was here, so that doing so doesn't say that somebody was."""
LOOKS_EVERY_S = 1.0


def listen(config: uvicorn.Config) -> socket.socket:
    """The socket to serve on: the one this process was given, or a new one."""
    given = os.environ.pop(LISTENING, "")
    return socket.socket(fileno=int(given)) if given else config.bind_socket()


def is_handed_on() -> bool:
    """Whether this process was given a socket by the one before it."""
    return LISTENING in os.environ


def handed_on() -> bytes:
    """What the process before this one left; empty for the first."""
    given = os.environ.pop(HANDED, "")
    if not given:
        return b""
    with os.fdopen(int(given), "rb") as left:
        return left.read()


def _between(least: float, most: float) -> float:
    return least + (most - least) * secrets.randbelow(1_000_001) / 1_000_000


class Idle:
    """Whether the server may begin anew: its memory has been somebody's, and nobody needs it now."""

    def __init__(self, home: Home, server: LiveServer) -> None:
        self._home, self._server = home, server
        self._requests, self._since = -1, 0.0
        self._rest = _between(*RESTS_S)
        self._unasked = monotonic() + _between(*UNASKED_S)

    def look(self, now: float) -> bool:
        """Ask now and then; ``now`` is a steady count of seconds."""
        state = self._server.server_state
        busy = state.tasks or self._home.sign_ins.opened or self._home.rooms.streams()
        if busy or state.total_requests != self._requests:
            self._requests, self._since = state.total_requests, now
            return False
        return now - self._since >= self._rest and (self._home.sign_ins.was_open or now >= self._unasked)


async def stop_when_idle(home: Home, server: LiveServer) -> None:
    """Stop the server once it may begin anew; cancelled when it stops before."""
    idle = Idle(home, server)
    while not idle.look(monotonic()):
        await asyncio.sleep(LOOKS_EVERY_S)
    server.should_exit = True


def begin_anew(listening: int, left: bytes) -> None:
    """Put this program in its own place, with everything closed but the socket. Doesn't come back."""
    handed = os.memfd_create("weft", 0)
    os.write(handed, left)
    os.lseek(handed, 0, os.SEEK_SET)
    os.set_inheritable(listening, True)
    now = os.environ | {LISTENING: str(listening), HANDED: str(handed)}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], now)
