"""A client light enough to leave the server alone: one connection, one request at a time, no parsing it can spare."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from time import perf_counter
from typing import cast
from urllib.parse import urlencode

from bench.processes import Served

LENGTH = re.compile(rb"(?i)content-length: (\d+)")
MARK = re.compile(rb'(?i)etag: ("[^"]+")')

Lane = Callable[[], Awaitable[None]]
"""One request after another on one connection; each call is one of them."""


def get(path: str, cookie: str = "", mark: str = "") -> bytes:
    """A GET as a browser sends it, compressed answers welcome."""
    more = f"if-none-match: {mark}\r\n" if mark else ""
    return _request("GET", path, cookie, more, b"")


def post(path: str, cookie: str, **fields: str) -> bytes:
    """A form of ours, sent from one of our own pages."""
    body = urlencode(fields).encode()
    return _request("POST", path, cookie, "content-type: application/x-www-form-urlencoded\r\n", body)


def post_json(path: str, body: bytes) -> bytes:
    return _request("POST", path, "", "content-type: application/json\r\n", body)


def _request(method: str, path: str, cookie: str, more: str, body: bytes) -> bytes:
    signed_in = f"cookie: k={cookie}\r\n" if cookie else ""
    length = f"content-length: {len(body)}\r\n" if method == "POST" else ""
    head = f"{method} {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\nsec-fetch-site: same-origin\r\n"
    return f"{head}{signed_in}{more}{length}\r\n".encode() + body


class Wire(asyncio.Protocol):
    """One keep-alive connection."""

    def __init__(self) -> None:
        self.come = b""
        self.waiting: asyncio.Future[bytes] | None = None
        self.sent = 0.0
        self.answered = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's does not say that it is one

    def data_received(self, data: bytes) -> None:
        self.come += data
        end = self.come.find(b"\r\n\r\n")
        if end < 0 or self.waiting is None:
            return
        length = LENGTH.search(self.come, 0, end)
        if len(self.come) >= end + 4 + (int(length[1]) if length else 0):
            self.answered = perf_counter()
            self.waiting.set_result(self.come)
            self.come, self.waiting = b"", None

    def connection_lost(self, exc: Exception | None) -> None:
        if self.waiting:
            self.waiting.set_exception(ConnectionError("the server hung up"))

    def ask(self, request: bytes) -> asyncio.Future[bytes]:
        """Send a request; the answer whole, head and body."""
        self.waiting = asyncio.get_running_loop().create_future()
        self.sent = perf_counter()
        self.transport.write(request)
        return self.waiting


async def wire(port: int) -> Wire:
    _, made = await asyncio.get_running_loop().create_connection(Wire, "127.0.0.1", port)
    return made


async def asking(port: int, requests: Sequence[bytes], expect: int) -> Lane:
    """A lane that goes round a few requests. Raises RuntimeError as soon as an answer has another status."""
    line, turn = await wire(port), 0
    wanted = f"HTTP/1.1 {expect}".encode()

    async def one() -> None:
        nonlocal turn
        answer = await line.ask(requests[turn % len(requests)])
        turn += 1
        if not answer.startswith(wanted):
            raise RuntimeError(f"Expected {expect}, was answered {answer[:200]!r}")

    return one


async def cpu_each(server: Served, lanes: Sequence[Lane], seconds: float) -> float:
    """Microseconds of the server's CPU for one call of a lane, all lanes going at once.

    Each lane is called once before counting, so that what another window changed is not paid for in this one.
    """
    await asyncio.gather(*(lane() for lane in lanes))
    until, before = perf_counter() + seconds, server.cpu_us()

    async def go(lane: Lane) -> int:
        done = 0
        while perf_counter() < until:
            await lane()
            done += 1
        return done

    counts = await asyncio.gather(*map(go, lanes))
    return (server.cpu_us() - before) / sum(counts)


async def wall_each(lane: Lane, seconds: float) -> float:
    """Median milliseconds one call of a lane takes, alone."""
    until, took = perf_counter() + seconds, list[float]()
    while perf_counter() < until:
        began = perf_counter()
        await lane()
        took.append(perf_counter() - began)
    return 1000 * sorted(took)[len(took) // 2]
