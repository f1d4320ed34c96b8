"""A page that only listens: what it is told once its connection is no longer the web server's."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, cast

import uvicorn

from weft.live.listener import GivingProtocol, Listener
from weft.live.rooms import Rooms
from weft.live.serve import LiveServer
from weft.live.stream import Admitted, Scope, stream

NOOR = b"noor's phone"


class Phone(asyncio.Transport):
    """A connection that keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.came = b""
        self.closed = False
        self.cut = False

    def write(self, data: Any) -> None:
        self.came += data

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.cut = True


def listening(play: Callable[[Rooms, Phone, Listener], None]) -> None:
    async def played() -> None:
        rooms, phone = Rooms(), Phone()
        listener = Listener(phone, rooms, rooms.join("their log", NOOR))
        play(rooms, phone, listener)
        listener.connection_lost(None)

    asyncio.run(played())


def test_each_look_is_one_chunk_that_carries_nothing_but_a_count() -> None:
    def play(rooms: Rooms, phone: Phone, listener: Listener) -> None:
        rooms.tell("their log")
        rooms.tell("their log")
        assert phone.came == b"15\r\nevent: look\ndata: 1\n\n\r\n15\r\nevent: look\ndata: 2\n\n\r\n"

    listening(play)


def test_what_was_told_before_it_listened_is_heard() -> None:
    async def play() -> None:
        rooms, phone = Rooms(), Phone()
        attending = rooms.join("their log", NOOR)
        rooms.tell("their log")
        Listener(phone, rooms, attending)
        assert b"event: look" in phone.came
        rooms.leave(attending)

    asyncio.run(play())


def test_a_phone_that_takes_nothing_is_told_once_when_it_does_again() -> None:
    def play(rooms: Rooms, phone: Phone, listener: Listener) -> None:
        listener.pause_writing()
        for _ in range(100):
            rooms.tell("their log")
        assert phone.came == b""
        listener.resume_writing()
        assert phone.came == b"15\r\nevent: look\ndata: 1\n\n\r\n"

    listening(play)


def test_a_killed_sign_in_is_told_and_nothing_after_it() -> None:
    def play(rooms: Rooms, phone: Phone, listener: Listener) -> None:
        rooms.end(NOOR)
        rooms.tell("their log")
        assert phone.came == b"14\r\nevent: end\ndata: 1\n\n\r\n0\r\n\r\n"
        assert phone.closed

    listening(play)


def test_a_phone_that_takes_nothing_is_cut_off_when_its_sign_in_is_killed() -> None:
    def play(rooms: Rooms, phone: Phone, listener: Listener) -> None:
        listener.pause_writing()
        rooms.end(NOOR)
        assert phone.cut

    listening(play)


def test_a_phone_that_takes_nothing_by_the_time_it_listens_is_cut_off_too() -> None:
    def play(rooms: Rooms, phone: Phone, listener: Listener) -> None:
        rooms.tell("their log")
        listener.pause_writing()
        rooms.tell("their log")
        rooms.stop()
        assert phone.cut

    listening(play)


def test_a_server_going_down_closes_without_a_word() -> None:
    def play(rooms: Rooms, phone: Phone, listener: Listener) -> None:
        rooms.stop()
        assert (phone.came, phone.closed) == (b"0\r\n\r\n", True)

    listening(play)


def test_a_phone_that_hangs_up_leaves_its_rooms_and_is_written_to_no_more() -> None:
    def play(rooms: Rooms, phone: Phone, listener: Listener) -> None:
        listener.connection_lost(None)
        rooms.tell("their log")
        assert (rooms.streams(), phone.came) == (0, b"")

    listening(play)


async def admit(scope: Scope) -> Admitted | None:
    return Admitted(("their log",), NOOR)


@asynccontextmanager
async def served(
    rooms: Rooms,
) -> AsyncIterator[tuple[LiveServer, asyncio.StreamReader, asyncio.StreamWriter]]:
    """A server with one page that has asked to listen and heard the clock."""
    config = uvicorn.Config(
        stream(rooms, admit), http=GivingProtocol, ws="none", log_level="error", lifespan="off", port=0
    )
    server = LiveServer(config, rooms)
    serving = asyncio.ensure_future(server._serve())
    while not server.started:
        await asyncio.sleep(0)
    place = server.servers[0].sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*place)
    writer.write(b"GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n")
    await reader.readuntil(b"event: clock")
    await reader.readuntil(b"\r\n")
    yield server, reader, writer
    server.should_exit = True
    rooms.stop()
    await serving
    writer.close()


def in_time(play: Callable[[], Awaitable[None]]) -> None:
    async def played() -> None:
        async with asyncio.timeout(5):
            await play()

    asyncio.run(played())


def test_the_web_server_keeps_nothing_of_a_listening_page() -> None:
    async def play() -> None:
        rooms = Rooms()
        async with served(rooms) as (server, reader, _):
            rooms.tell("their log")
            assert await reader.readuntil(b"\n\n\r\n") == b"15\r\nevent: look\ndata: 1\n\n\r\n"
            assert not server.server_state.connections
            assert not server.server_state.tasks

    in_time(play)


def test_a_listening_page_that_hangs_up_leaves_its_rooms() -> None:
    async def play() -> None:
        rooms = Rooms()
        async with served(rooms) as (_, _, writer):
            assert rooms.streams() == 1
            writer.close()
            while rooms.streams():
                await asyncio.sleep(0)

    in_time(play)


def test_an_ended_stream_is_whole_and_its_connection_closed() -> None:
    async def play() -> None:
        rooms = Rooms()
        async with served(rooms) as (_, reader, _):
            rooms.end(NOOR)
            assert await reader.read() == b"14\r\nevent: end\ndata: 1\n\n\r\n0\r\n\r\n"

    in_time(play)


def test_one_who_hung_up_while_being_let_in_is_let_go() -> None:
    async def play() -> None:
        rooms, phone = Rooms(), Phone()
        asks = GivingProtocol(uvicorn.Config(stream(rooms, admit)), cast(Any, _server_state()), {})
        asks.transport = _hung_up(phone)
        asks.cycle = cast(Any, SimpleNamespace(disconnected=False))
        asks._give_away(lambda transport: Listener(transport, rooms, rooms.join("their log", NOOR)))
        assert rooms.streams() == 0

    in_time(play)


def _server_state() -> SimpleNamespace:
    return SimpleNamespace(connections=set(), tasks=set(), total_requests=0, default_headers=[])


def _hung_up(phone: Phone) -> asyncio.Transport:
    phone.is_closing = lambda: True  # type: ignore[method-assign]
    phone.set_protocol = lambda protocol: None  # type: ignore[method-assign]
    return phone
