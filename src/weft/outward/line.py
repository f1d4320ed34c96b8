"""One connection to one place that was looked at, which ends when its time or its bytes are used up."""

import io
import socket
import ssl
from collections.abc import Callable
from time import monotonic

from weft.outward.addresses import Place
from weft.outward.refused import Refused, Why


class Deadline:
    """When everything has to be over."""

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds left. Raises Refused when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise Refused(Why.SLOW)
        return left


def connect(place: Place, port: int, deadline: Deadline) -> socket.socket:
    """A connection to a place given in numbers, so that no name is looked up again. Raises OSError or Refused."""
    family, number = place
    line = socket.socket(family, socket.SOCK_STREAM)
    try:
        line.settimeout(deadline.left())
        line.connect((number, port))
    except BaseException:
        line.close()
        raise
    return line


def secured(line: socket.socket, name: str, context: ssl.SSLContext, deadline: Deadline) -> ssl.SSLSocket:
    """The line under TLS, for the name that was typed. Raises OSError or Refused; the line is closed then."""
    try:
        line.settimeout(deadline.left())
        return context.wrap_socket(line, server_hostname=name)
    except BaseException:
        line.close()
        raise


class Line:
    """What http.client takes for a socket: every read waits for what is left of the time, and counts its bytes."""

    def __init__(self, line: socket.socket, deadline: Deadline, most: int) -> None:
        self._line = line
        self._deadline = deadline
        self._left = most

    def sendall(self, words: bytes) -> None:
        self._line.settimeout(self._deadline.left())
        self._line.sendall(words)

    def makefile(self, mode: str, *_: object) -> io.BufferedReader:
        return io.BufferedReader(_Read(self))

    def read_into(self, room: memoryview) -> int:
        """Raises Refused when time or bytes are used up."""
        self._line.settimeout(self._deadline.left())
        try:
            came = self._line.recv_into(room)
        except TimeoutError:
            raise Refused(Why.SLOW) from None
        self._left -= came
        if self._left < 0:
            raise Refused(Why.LARGE)
        return came

    def close(self) -> None:
        """What http.client calls once it has the head of an answer: the rest of it is still to be read."""

    def hang_up(self) -> None:
        """End it."""
        self._line.close()


class _Read(io.RawIOBase):
    def __init__(self, line: Line) -> None:
        self._line = line

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        return self._line.read_into(room)
