"""A minute after the last of two has signed out, the memory of the server holds none of their words: it began anew.

A real server in a process of its own, without a browser: what both may read is written, looked at, and searched for. While
it begins anew it is knocked at all the time, and nobody is turned away.
"""

import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from browser.house import Served
from browser.test_server_memory import found_in, memory_of
from couples import House
from promises.test_nothing_readable_at_rest import forms
from visits import plain_account, plain_sign_in
from weft.vault.server_key import ServerKey

pytestmark = pytest.mark.browser

WORDS = "The marmoset kept the door of Valparaiso open."
GATE_S = 60
ONE_SECOND = (
    "import sys, weft.cli.anew as anew; anew.RESTS_S = (1.0, 1.0); anew.LOOKS_EVERY_S = 0.2; "
    "from weft.cli.main import main; sys.exit(main(sys.argv[1:]))"
)


class Phone:
    """Somebody's browser, of a few lines: a cookie and a connection of its own for every request."""

    def __init__(self, server: Served) -> None:
        self.server, self.cookies = server, dict[str, str]()

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"sec-fetch-site": "same-origin", "cookie": cookies, "connection": "close"}
        line.request(method, path, body or None, headers | ({"content-type": kind} if kind else {}))
        answer = line.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0].strip('"')
        text = answer.read().decode("utf-8", "replace")
        line.close()
        return answer.status, text

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        return self.ask("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def post_json(self, path: str, what: object) -> tuple[int, str]:
        return self.ask("POST", path, json.dumps(what).encode(), "application/json")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path / "data", program=("-c", ONE_SECOND)).start()
    yield one
    one.stop()


def began(server: Served) -> bytes:
    """What the system gave the program when it began: other addresses each time. Skips where nobody may look."""
    assert server.process
    try:
        return Path(f"/proc/{server.process.pid}/auxv").read_bytes()
    except PermissionError:
        pytest.skip("only root may look into a server, as it should be")


def lives(server: Served) -> Phone:
    """Noor writes alone, and looks at it on three pages."""
    noor = Phone(server)
    key = ServerKey.load_or_make(server.data / "server.key")
    assert noor.post_json("/begin", plain_account("Noor", "madder", House(key=key)))[0] == 200
    noor.post("/sittings", exercise="one-true-line", form="solo")
    sitting = noor.ask("GET", "/today")[1].partition("/sittings/")[2][:32]
    noor.post(f"/sittings/{sitting}", act="write", words=WORDS)
    for path in (f"/sittings/{sitting}", "/today", "/cloth", "/yours"):
        noor.ask("GET", path)
    return noor


def knocking(server: Served, stop: threading.Event, told: list[str]) -> None:
    """One connection after another, each asking one thing after a moment, as people come."""
    while not stop.is_set():
        try:
            with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
                line.sendall(b"GET /away HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
                told.append(line.recv(12).decode())
        except OSError as no:
            told.append(repr(no))
        stop.wait(1.6)


def test_a_minute_after_the_last_has_gone_the_memory_holds_none_of_their_words(server: Served) -> None:
    sought = {"words": list(forms(WORDS))}
    noor, before = lives(server), began(server)
    assert found_in(memory_of(server), sought) == {"words"}
    stop, told = threading.Event(), list[str]()
    knocks = threading.Thread(target=knocking, args=(server, stop, told))
    knocks.start()
    assert noor.post("/sign-out")[0] == 303
    until = time.monotonic() + GATE_S
    while began(server) == before and time.monotonic() < until:
        stop.wait(0.1)  # Another process is put in its place; there is nothing to wait on but that.
    assert began(server) != before
    assert Phone(server).ask("GET", "/away")[0] == 200
    stop.set()
    knocks.join()
    assert found_in(memory_of(server), sought) == set()
    assert set(told) == {"HTTP/1.1 200"}


def test_while_somebody_is_signed_in_it_goes_on_as_it_is(server: Served) -> None:
    noor, before = lives(server), began(server)
    threading.Event().wait(3)
    assert began(server) == before
    assert "/yours" in noor.ask("GET", "/yours")[1]


def test_it_does_so_again_and_again_and_still_stops_when_told_to(server: Served) -> None:
    noor, assert_pid = lives(server), server.process and server.process.pid
    key = ServerKey.load_or_make(server.data / "server.key")
    for _ in range(2):
        before = began(server)
        noor.post("/sign-out")
        until = time.monotonic() + GATE_S
        while began(server) == before and time.monotonic() < until:
            threading.Event().wait(0.1)
        noor = Phone(server)
        assert noor.post_json("/sign-in", plain_sign_in("Noor", House(key=key)))[0] == 200
    assert server.process and server.process.pid == assert_pid
    os.kill(server.process.pid, 15)
    assert server.process.wait(10) == 0
    server.start()
