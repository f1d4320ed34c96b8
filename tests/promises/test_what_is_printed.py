"""A whole evening on a real server, with every slip people and strangers make; then everything it printed is read."""

import asyncio
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.applications import Starlette

from browser.house import SOURCE, a_port
from couples import House, account
from visits import Answer, Visitor, plain_account, plain_sign_in
from weft.vault.server_key import ServerKey

NAMES = ("Quenby", "Oswin")
AGENT, AWAY = "Marmoset/7.3 (Valparaiso)", "203.0.113.77"
WORDS = "The heron in the pantry was mine."


@dataclass
class Caller(Visitor):
    """A visitor over a real line, who brings an address, a browser and a page it came from."""

    port: int = 0

    async def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        more = {"user-agent": AGENT, "x-forwarded-for": AWAY, "referer": f"http://{AWAY}/"}
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line.request(method, path, body, {**headers, **more, **({"cookie": cookie} if cookie else {})})
        came = line.getresponse()
        raw = tuple((name.lower(), value) for name, value in came.getheaders())
        answer = Answer(came.status, raw, came.read())
        line.close()
        self.cookies.update(answer.cookies)
        return answer


async def lived(port: int, house: House) -> list[str]:
    """Two accounts, a couple, an evening, and every kind of slip. Gives what must not be printed."""
    one, other = (Caller(cast(Starlette, None), port=port) for _ in NAMES)
    for person, name in ((one, NAMES[0]), (other, NAMES[1])):
        assert (await person.post_json("/begin", plain_account(name, "madder", house))).status == 200
    await one.post("/invite")
    code = re.search(r"/join#([^\s\"<]+)", (await one.get("/invite")).text)
    assert code
    assert (await other.post("/join", code=code[1], stage="confirm")).header("location") == "/compare"
    asked = {"exercise": "one-true-line", "form": "own-pace"}
    await one.post("/sittings", **asked)
    at = (await other.post("/sittings", **asked)).header("location") or ""
    for act in ("write", "respond", "keep"):
        for person in (one, other):
            assert (await person.post(at, act=act, words=WORDS)).status == 303
    await _slips(one, at)
    await one.post("/sign-out")
    ids = [account(name, house.key).person for name in NAMES]
    keys = [*one.cookies.values(), *other.cookies.values(), code[1]]
    return [
        *NAMES,
        *ids,
        *keys,
        AGENT,
        AWAY,
        WORDS,
        "heron",
        "one-true-line",
        at.rpartition("/")[2],
        "/sittings",
    ]


async def _slips(one: Caller, at: str) -> None:
    stranger = Caller(cast(Starlette, None), port=one.port)
    wrong = plain_sign_in(NAMES[0], House(key=ServerKey(os.urandom(32))), wrong=True)
    for _ in range(8):
        await stranger.post_json("/sign-in", wrong)
    await stranger.get(f"/no/{WORDS.replace(' ', '-')}?{NAMES[0]}")
    await stranger.get("/live")
    await one.ask("POST", at, WORDS.encode(), {"sec-fetch-site": "cross-site"})
    await one.ask(
        "POST", at, b"\xff\x00" + WORDS.encode(), {"sec-fetch-site": "same-origin", "content-type": "x"}
    )
    torn = {"sec-fetch-site": "same-origin", "content-type": "multipart/form-data; boundary=x"}
    await one.ask("POST", at, b"--y" + WORDS.encode(), torn)
    await one.post(at, act=WORDS, words=WORDS, tap=WORDS)
    await one.post("/yours/name", name=WORDS * 4)
    await one.post("/yours/name", name=WORDS * 4_000)
    await one.post_file("/yours/bring", WORDS.encode(), phrase=WORDS)
    for raw in (b"GET / HTTP/1.1\r\nbad header\r\n\r\n", WORDS.encode() + b"\r\n\r\n"):
        _raw(one.port, raw)


def _raw(port: int, said: bytes) -> None:
    """Bytes that are no request."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(said)
        line.recv(4096)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    data, port = tmp_path_factory.mktemp("served"), a_port()
    said = data.parent / f"{data.name}.said"
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "WEFT_CONF": ""}
    environment.pop("WEFT_CONF")
    with said.open("wb") as out:
        words = [sys.executable, "-m", "weft", "serve", "--port", str(port), "--data", str(data)]
        process = subprocess.Popen(words, env=environment, stdout=out, stderr=out)
        _wait(said)
        house = House(key=ServerKey.load_or_make(data / "server.key"))
        hidden = asyncio.run(lived(port, house))
        limits = Path(f"/proc/{process.pid}/limits").read_text() if Path("/proc").exists() else ""
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    return SimpleNamespace(said=said.read_text("utf-8", "replace"), hidden=hidden, port=port, limits=limits)


def _wait(said: Path) -> None:
    for _ in range(400):
        if "Weft is at" in said.read_text():
            return
        time.sleep(0.05)  # Another process is starting.
    raise TimeoutError(said.read_text())


def test_nothing_of_anybody_is_printed(printed: Any) -> None:
    assert [word for word in printed.hidden if word and word in printed.said] == []


def test_no_id_no_address_of_a_caller_and_no_path_is_printed(printed: Any) -> None:
    rest = printed.said.replace(f"http://127.0.0.1:{printed.port}", "")
    assert re.findall(r"[0-9a-f]{16,}|[A-Za-z0-9_-]{40,}", rest) == []
    assert re.findall(r"\d+\.\d+\.\d+\.\d+|GET|POST|Mozilla|/today", rest) == []


def test_all_it_printed_is_where_it_is(printed: Any) -> None:
    lines = printed.said.strip().splitlines()
    assert lines[0] == f"Weft is at http://127.0.0.1:{printed.port}"
    assert all("Invalid HTTP request received." in line for line in lines[1:])


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="needs Linux")
def test_a_server_that_falls_over_leaves_no_core(printed: Any) -> None:
    found = re.search(r"Max core file size\s+(\S+)\s+(\S+)", printed.limits)
    assert found and found.groups() == ("0", "0")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")
def test_no_other_program_may_look_into_its_memory() -> None:
    ask = (
        "import ctypes; from weft.cli.unseen import keep_memory_unseen as keep; keep();"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    said = subprocess.run(
        [sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "0"
