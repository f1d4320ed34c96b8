"""Lines 7 and 9: pages that attend. When the partner's event comes, and what ten thousand of them hold."""

import asyncio
import random
from collections.abc import Sequence
from time import perf_counter
from typing import Any, cast

from bench.lines import Line, percentile
from bench.processes import Served
from bench.wire import Wire, get, post, wire

Couple = dict[str, Any]
WRITES_PER_SECOND = 200
ROUND = ((0, "resume", False), (1, "resume", True), (0, "pause", True))
"""Which side does what, over and over, in a sitting that lies paused, and whether the other is told of it: both must
be back before it goes on, and that one is back already is not shown."""
LOST_S = 2.0
"""Seconds after which an event that has not come counts as lost."""


class Ear(asyncio.Protocol):
    """A page that only listens."""

    def __init__(self, cookie: str) -> None:
        self.cookie = cookie
        self.open = asyncio.get_running_loop().create_future()
        self.heard: asyncio.Future[float] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's does not say that it is one
        self.transport.write(get("/live", self.cookie))

    def data_received(self, data: bytes) -> None:
        if not self.open.done() and b"event: clock" in data:
            self.open.set_result(None)
        if self.heard and not self.heard.done() and b"event: look" in data:
            self.heard.set_result(perf_counter())

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.open.done():
            self.open.set_exception(ConnectionError("a stream was refused"))


async def listen(port: int, cookies: Sequence[str]) -> list[Ear]:
    """Open a stream for each cookie."""
    ears = list[Ear]()
    for first in range(0, len(cookies), 50):
        some = await asyncio.gather(*(_ear(port, cookie) for cookie in cookies[first : first + 50]))
        ears += some
    return ears


async def _ear(port: int, cookie: str) -> Ear:
    _, ear = await asyncio.get_running_loop().create_connection(lambda: Ear(cookie), "127.0.0.1", port)
    await ear.open
    return ear


async def partner(server: Served, couples: list[Couple], seconds: float) -> list[Line]:
    """Line 7: one pauses or is back, and the other's phone is told."""
    lefts = await listen(server.port, [one["cookies"][0] for one in couples])
    rights = await listen(server.port, [one["cookies"][1] for one in couples])
    wires = [await wire(server.port) for _ in range(32)]
    after, whole, lost = list[float](), list[float](), 0
    turns = [0] * len(couples)
    begun = perf_counter()
    chosen = random.Random(7)
    order = [
        number
        for _ in range(1 + int(seconds * WRITES_PER_SECOND) // len(couples))
        for number in chosen.sample(range(len(couples)), len(couples))
    ]
    free: asyncio.Queue[Wire] = asyncio.Queue()
    for one in wires:
        free.put_nowait(one)

    async def write(number: int) -> None:
        nonlocal lost
        line, couple = await free.get(), couples[number]
        side, act, told = ROUND[turns[number] % len(ROUND)]
        turns[number] += 1
        ear = (rights, lefts)[side][number]
        ear.heard = asyncio.get_running_loop().create_future()
        await line.ask(post(f"/sittings/{couple['sitting']}", couple["cookies"][side], act=act))
        sent, answered = line.sent, line.answered
        free.put_nowait(line)
        if not told:
            return
        try:
            heard = await asyncio.wait_for(ear.heard, LOST_S)
        except TimeoutError:
            lost += 1
            return
        after.append(1000 * max(0.0, heard - answered))
        whole.append(1000 * (heard - sent))

    under_way = []
    for turn, number in enumerate(order[: int(seconds * WRITES_PER_SECOND)]):
        await asyncio.sleep(max(0.0, begun + turn / WRITES_PER_SECOND - perf_counter()))
        under_way.append(asyncio.create_task(write(number)))
    await asyncio.gather(*under_way)
    rate = len(under_way) / (perf_counter() - begun)
    for ear in (*lefts, *rights):
        ear.transport.close()
    note = f"{rate:.0f} writes/s, {2 * len(couples)} streams, {len(couples)} couples, {len(after)} told, {lost} lost"
    return [
        Line(
            "7", "partner's event after the writer's 303, p50", percentile(after, 0.5), "ms", "<=", 0.25, note
        ),
        Line("7", "the same, p99", percentile(after, 0.99), "ms", "<=", 2),
        Line("7", "write to partner's event, p50", percentile(whole, 0.5), "ms", "<=", 3),
        Line("7", "the same, p99", percentile(whole, 0.99), "ms", "<=", 10),
    ]


async def idle(server: Served, couples: list[Couple], most: int, seconds: float) -> list[Line]:
    """Line 9: what attending costs when nothing happens; long enough for one beat to be in it."""
    cookies = [cookie for one in couples for cookie in (*one["cookies"], *one["again"])]
    first = await wire(server.port)
    for cookie in cookies:  # everyone is opened first, so that what is weighed is the streams
        await first.ask(get("/", cookie))
    before = server.memory_kb()
    ears = await listen(server.port, (cookies * 3)[:most])
    held = server.memory_kb()
    used, began = server.cpu_us(), perf_counter()
    await asyncio.sleep(seconds)
    busy = (server.cpu_us() - used) / (perf_counter() - began) / 10_000
    for ear in ears:
        ear.transport.close()
    people = f"{len(cookies)} sign-ins open, {before / 1000:.0f} MB before"
    return [
        Line(
            "9",
            f"memory of one idle stream, {len(ears)} held",
            (held - before) / len(ears),
            "KB",
            "<=",
            12,
            people,
        ),
        Line("9", f"the whole process with {len(ears)} streams", held / 1000, "MB", "<=", 200),
        Line("9", f"idle CPU with {len(ears)} streams, beats included", busy, "%", "<=", 1),
    ]
