"""``./weft serve``: serve Weft until told to stop."""

import argparse
import asyncio
import errno
import gc
import os
import signal
import socket
import sys
from collections.abc import Sequence
from types import FrameType

import uvicorn
import uvloop
from starlette.types import ASGIApp

from weft.assemble import courier, make_home, make_web, open_store, server_key
from weft.cli.anew import begin_anew, handed_on, is_handed_on, listen, stop_when_idle
from weft.cli.unseen import keep_memory_unseen
from weft.keeper import knocks, seal_hours
from weft.keeper.handing_on import take_up, to_hand_on
from weft.keeper.home import Home
from weft.keeper.ports import StoreError
from weft.live.listener import GivingProtocol
from weft.live.serve import LiveServer
from weft.settings import LOOPBACK, Settings, SettingWrong, read
from weft.vault.errors import ServerKeyUnsafe
from weft.web.door import Door

GC_THRESHOLDS = (5000, 20, 100)
"""Measured: a quarter less work per write than Python's own, once everything made at the start is set aside."""


def words() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./weft serve", description="Serve Weft to two people.")
    parser.add_argument("--host", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", help="port to listen on (7411)")
    parser.add_argument("--data", metavar="DIR", help="folder for everything that is kept (data)")
    return parser


def main(argv: Sequence[str]) -> int:
    """Serve. Gives 0 after a wished-for stop, 1 when it could not start."""
    chosen = {
        f"WEFT_{name.upper()}": value for name, value in vars(words().parse_args(argv)).items() if value
    }
    try:
        settings = read(os.environ, chosen)
        refuse_in_the_open(settings)
        refuse_what_is_taken(settings)
        keep_memory_unseen()
        again = uvloop.run(serve(settings, anew=True))
        if again is not None:
            begin_anew(*again)
    except (SettingWrong, StoreError, ServerKeyUnsafe, OSError) as no:
        print(f"Weft did not start. {no}", file=sys.stderr)
        return 1
    return 0


def refuse_in_the_open(settings: Settings) -> None:
    """Without TLS a passphrase page cannot make keys and a cookie can be read on the way: only loopback may."""
    if not settings.secure and settings.host not in LOOPBACK:
        raise SettingWrong(
            f"WEFT_HOST is {settings.host}, which other machines can reach, and WEFT_ORIGIN does not begin with https://. "
            "Put a proxy with TLS in front (docs/hosting.md) and set WEFT_ORIGIN, or listen on 127.0.0.1."
        )


def refuse_what_is_taken(settings: Settings) -> None:
    """Say at once when there is a file where the folder should be, or the port is not to be had. Raises SettingWrong."""
    if settings.data.exists() and not settings.data.is_dir():
        raise SettingWrong(
            f"WEFT_DATA is {settings.data}, and that is a file. Move it away, or choose another folder."
        )
    if is_handed_on():
        return
    there = f"{settings.host} port {settings.port}"
    try:
        kind = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind[0]) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(kind[4])
    except OSError as no:
        why = {
            errno.EADDRINUSE: f"Something listens on {there} already, perhaps another Weft. Stop it, or choose "
            f"another port: --port {settings.port % 65535 + 1}",
            errno.EACCES: f"This machine lets nobody but its keeper listen on {there}. Choose a port from 1024 on.",
        }
        raise SettingWrong(
            why.get(no.errno or 0, f"WEFT_HOST is {settings.host}, and this machine has no such address.")
        ) from None


async def serve(
    settings: Settings, more: tuple[Door, ...] = (), home: Home | None = None, *, anew: bool = False
) -> tuple[int, bytes] | None:
    """Serve until a signal asks to stop; with ``anew`` also until it may begin anew, with what it gives then."""
    before = handed_on()
    if home is None:
        kept_in = open_store(settings), server_key(settings)
        home = make_home(*kept_in, packs=settings.packs, courier=courier(settings))
    config = _config(settings, make_web(home, settings, more))
    for fault in home.library.left_out:
        print(f"Left out: {fault}", file=sys.stderr)
    await seal_hours.begin(home)
    knocks.start(home)
    _set_aside_what_is_made()
    if before:
        take_up(home, before)
    else:
        print(f"Weft is at {settings.public_origin}", file=sys.stderr, flush=True)
    for number in (signal.SIGINT, signal.SIGTERM):
        # Uvicorn raises the signal once more when it has stopped; by then the files must be closed first.
        signal.signal(number, _already_stopping)
    server, listening = LiveServer(config, home.rooms), listen(config)
    # The server closes its own; with this one nobody who knocks is turned away.
    kept = os.dup(listening.fileno())
    waiting = asyncio.create_task(stop_when_idle(home, server)) if anew else None
    try:
        await server.serve([listening])
    finally:
        if waiting:
            waiting.cancel()
        left = to_hand_on(home)
        await home.close()
    return (kept, left) if anew and not server.told_to_stop else None


def _config(settings: Settings, web: ASGIApp) -> uvicorn.Config:
    """No access log, and no header that says what serves: nobody reads here who came when, or with what."""
    return uvicorn.Config(
        web,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=GivingProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=settings.secure,
        timeout_keep_alive=75,
    )


def _set_aside_what_is_made() -> None:
    """What was made at the start stays for good, and the garbage collector never looks at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def _already_stopping(number: int, frame: FrameType | None) -> None:
    """The server has stopped by the time this is heard."""
