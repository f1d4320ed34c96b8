"""The server stops although a page is listening."""

import asyncio
import signal
import socket
import time

import uvicorn

from weft.live.rooms import Rooms
from weft.live.serve import LiveServer
from weft.live.stream import Admitted, Scope, stream


async def admit(scope: Scope) -> Admitted | None:
    return Admitted(("their log",), b"noor's phone")


def test_a_server_with_an_open_stream_stops_within_a_second() -> None:
    async def play() -> None:
        rooms = Rooms()
        listening = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(stream(rooms, admit), log_level="error", lifespan="off", loop="asyncio")
        server = LiveServer(config, rooms)
        serving = asyncio.ensure_future(server._serve([listening]))
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        writer.write(b"GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await reader.readuntil(b"event: clock")
        asked = time.monotonic()
        server.handle_exit(signal.SIGTERM, None)
        await serving
        assert time.monotonic() - asked < 1
        writer.close()

    async def in_time() -> None:
        async with asyncio.timeout(8):
            await play()

    asyncio.run(in_time())
