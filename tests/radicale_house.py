"""A real Radicale server on this machine, for as long as a test needs it: two people, a calendar each."""

import os
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from select import select
from threading import Thread

CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/people
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/calendars
[logging]
level = info
"""
PASSWORD = "a-word-for-calendars"


@dataclass(frozen=True, slots=True)
class Radicale:
    """A server that answers."""

    port: int
    folder: Path

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes = b"", name: str = "noor", seconds: float = 10) -> int:
        """The status of what it answered to somebody who signs in with the right word."""
        pair = b64encode(f"{name}:{PASSWORD}".encode()).decode()
        line = HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        kind = "application/xml" if body.startswith(b"<") else "text/calendar"
        line.request(method, path, body, {"Authorization": f"Basic {pair}", "Content-Type": kind})
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status

    def calendar(self, called: str, events: bytes, name: str = "noor") -> None:
        """A calendar of somebody's with these events, made anew."""
        self.ask("DELETE", f"/{name}/{called}/", name=name)
        assert self.ask("PUT", f"/{name}/{called}/", events, name) in (200, 201)

    def kept(self, called: str, entries: list[bytes], name: str = "noor") -> None:
        """A calendar of somebody's as its server keeps it, a file an entry: sent to it, each takes it a long while."""
        folder = self.folder / "calendars" / "collection-root" / name / called
        folder.mkdir(parents=True)
        (folder / ".Radicale.props").write_text('{"tag": "VCALENDAR"}')
        for at, entry in enumerate(entries):
            (folder / f"{at}.ics").write_bytes(entry)
        assert (
            self.ask("GET", f"/{name}/{called}/", name=name, seconds=600) == 200
        )  # It reads each of them once.


@contextmanager
def radicale(folder: Path) -> Iterator[Radicale]:
    """Start one, and end it."""
    with socket.create_server(("127.0.0.1", 0)) as ear:
        port = ear.getsockname()[1]
    (folder / "people").write_text(f"noor:{PASSWORD}\nelis:{PASSWORD}\n")
    (folder / "config").write_text(CONFIG.format(port=port, folder=folder))
    running = subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", str(folder / "config")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={"PATH": os.environ["PATH"], "TZ": "UTC"},
    )
    try:
        _until_it_listens(running)
        Thread(target=_read_on, args=(running,), daemon=True).start()
        yield Radicale(port, folder)
    finally:
        running.kill()
        running.wait(10)


def _until_it_listens(running: "subprocess.Popen[bytes]") -> None:
    assert running.stdout is not None
    said = b""
    while b"ready" not in said.lower():
        ready, _, _ = select([running.stdout], [], [], 20)
        more = os.read(running.stdout.fileno(), 4096) if ready else b""
        assert more, said.decode()
        said += more


def _read_on(running: "subprocess.Popen[bytes]") -> None:
    """What it says from then on is read and let go, so that it never waits to say it."""
    assert running.stdout is not None
    with running.stdout as said:
        for _ in said:
            pass
