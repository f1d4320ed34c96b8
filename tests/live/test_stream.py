"""The stream: what is said on it, to whom it is refused, and how it ends."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from weft.live.rooms import Rooms
from weft.live.stream import Admitted, Application, Message, Scope, clock_page, stream

NOW = 1_800_000_000_123


class Line:
    """One browser's end of a connection: keeps what it was sent, and can hang up."""

    def __init__(self, application: Application, headers: list[tuple[bytes, bytes]] | None = None) -> None:
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.closed = False
        self._parts: asyncio.Queue[bytes] = asyncio.Queue()
        self._hung_up = asyncio.Event()
        scope: Scope = {"type": "http", "method": "GET", "path": "/live", "headers": headers or []}
        self.answering = asyncio.ensure_future(application(scope, self._receive, self._send))

    async def _receive(self) -> Message:
        await self._hung_up.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
            return
        self.closed = not message["more_body"]
        if message["body"] or self.closed:
            self._parts.put_nowait(message["body"])

    async def hears(self) -> bytes:
        return await self._parts.get()

    def hang_up(self) -> None:
        self._hung_up.set()


def scene(play: Callable[[], Awaitable[None]]) -> None:
    async def played() -> None:
        async with asyncio.timeout(5):
            await play()

    asyncio.run(played())


async def admit_noor(scope: Scope) -> Admitted | None:
    return Admitted(("their log", "noor's log"), b"noor's phone")


async def admit_nobody(scope: Scope) -> Admitted | None:
    return None


def test_the_clock_comes_first_then_looks_that_carry_nothing_but_a_count() -> None:
    async def play() -> None:
        rooms = Rooms()
        line = Line(stream(rooms, admit_noor, lambda: NOW))
        assert await line.hears() == b"retry: 1500\nevent: clock\ndata: 1800000000123\n\n"
        rooms.tell("their log")
        assert await line.hears() == b"event: look\ndata: 1\n\n"
        rooms.tell("noor's log")
        assert await line.hears() == b"event: look\ndata: 2\n\n"
        line.hang_up()
        await line.answering

    scene(play)


def test_no_proxy_is_invited_to_keep_or_hold_back_the_stream() -> None:
    async def play() -> None:
        line = Line(stream(Rooms(), admit_noor))
        await line.hears()
        assert line.status == 200
        assert line.headers == {
            b"content-type": b"text/event-stream; charset=utf-8",
            b"cache-control": b"no-store, no-transform",
            b"x-accel-buffering": b"no",
        }
        line.hang_up()
        await line.answering

    scene(play)


def test_a_page_that_hangs_up_leaves_its_rooms() -> None:
    async def play() -> None:
        rooms = Rooms()
        line = Line(stream(rooms, admit_noor))
        await line.hears()
        assert rooms.streams() == 1
        line.hang_up()
        await line.answering
        assert rooms.streams() == 0

    scene(play)


def test_a_killed_sign_in_is_told_and_its_stream_closed() -> None:
    async def play() -> None:
        rooms = Rooms()
        line = Line(stream(rooms, admit_noor))
        await line.hears()
        rooms.end(b"noor's phone")
        assert await line.hears() == b"event: end\ndata: 1\n\n"
        await line.answering
        assert line.closed
        assert rooms.streams() == 0

    scene(play)


def test_a_server_going_down_closes_without_a_word_so_that_browsers_come_back() -> None:
    async def play() -> None:
        rooms = Rooms()
        line = Line(stream(rooms, admit_noor))
        await line.hears()
        rooms.stop()
        assert await line.hears() == b""
        await line.answering
        assert line.closed

    scene(play)


def test_nobody_signed_in_is_refused() -> None:
    async def play() -> None:
        line = Line(stream(Rooms(), admit_nobody))
        await line.answering
        assert (line.status, line.closed) == (401, True)

    scene(play)


def test_another_site_is_refused_before_anyone_is_looked_up() -> None:
    async def never(scope: Scope) -> Admitted | None:
        raise AssertionError("asked who it was")

    async def play() -> None:
        for site in (b"cross-site", b"same-site", b"none"):
            line = Line(stream(Rooms(), never), [(b"sec-fetch-site", site)])
            await line.answering
            assert line.status == 403

    scene(play)


def test_the_clock_page_is_the_servers_time_and_is_kept_nowhere() -> None:
    async def play() -> None:
        line = Line(clock_page(lambda: NOW))
        assert await line.hears() == b"1800000000123"
        await line.answering
        assert line.headers[b"cache-control"] == b"no-store"

    scene(play)


def test_two_streams_say_the_same_when_the_partner_does_something_unseen() -> None:
    """What one writes for oneself tells one's own pages only: not a byte more on the partner's stream."""

    async def transcript(elis_writes_alone: bool) -> list[Any]:
        rooms = Rooms()
        line = Line(stream(rooms, admit_noor, lambda: NOW))
        heard = [await line.hears()]
        if elis_writes_alone:
            rooms.tell("elis's log")
        rooms.tell("their log")
        heard.append(await line.hears())
        line.hang_up()
        await line.answering
        return heard

    async def play() -> None:
        assert await transcript(True) == await transcript(False)

    scene(play)
