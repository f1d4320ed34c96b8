"""A push service on this machine that decrypts what it gets, and browsers that agreed to be knocked at."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from weft.keeper.courier import Courier
from weft.keeper.knocks import Agreed
from weft.outward.addresses import Permit
from weft.vault.knock import CURVE, point_of, text64

HOST = "https://weft.example"


@dataclass(frozen=True, slots=True)
class Came:
    """One knock as the push service got it: for which browser, with which headers, locked and opened."""

    path: str
    headers: dict[str, str]
    locked: bytes
    text: str

    @property
    def seen(self) -> tuple[str, tuple[str, ...], int]:
        """What a push service can tell of it, besides when: where, which headers, how much."""
        return self.path, tuple(sorted(self.headers)), len(self.locked)


@dataclass(slots=True)
class PushService:
    """Takes knocks for the browsers it knows. ``status`` is what it answers."""

    ear: socket.socket
    browsers: dict[str, tuple[ec.EllipticCurvePrivateKey, bytes]] = field(default_factory=dict)
    came: list[Came] = field(default_factory=list)
    status: int = 201

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.ear.getsockname()[1]}"

    @property
    def courier(self) -> Courier:
        return Courier(HOST, Permit(frozenset({self.origin})))

    def browser(self, name: str) -> Agreed:
        """A browser that agrees to be knocked at."""
        private, secret = ec.generate_private_key(CURVE), name.encode().ljust(16, b".")
        self.browsers[f"/{name}"] = (private, secret)
        return Agreed(f"{self.origin}/{name}", text64(point_of(private)), text64(secret))

    def run(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self.ear.accept()
                with line, suppress(OSError):
                    self._take(line)

    def _take(self, line: socket.socket) -> None:
        asked = b""
        while not _whole(asked):
            more = line.recv(65536)
            if not more:
                return
            asked += more
        head, _, locked = asked.partition(b"\r\n\r\n")
        first, *rest = head.decode().split("\r\n")
        method, path, _ = first.split(" ")
        assert method == "POST"
        headers = dict(one.split(": ", 1) for one in rest)
        private, secret = self.browsers[path]
        text = http_ece.decrypt(locked, private_key=private, auth_secret=secret).decode()
        self.came.append(Came(path, headers, locked, text))
        line.sendall(f"HTTP/1.1 {self.status} So\r\ncontent-length: 0\r\n\r\n".encode())


def _whole(asked: bytes) -> bool:
    head, end, body = asked.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head)
    return bool(end) and len(body) >= (int(length[1]) if length else 0)


@contextmanager
def push_service() -> Iterator[PushService]:
    service = PushService(socket.create_server(("127.0.0.1", 0)))
    Thread(target=service.run, daemon=True).start()
    try:
        yield service
    finally:
        with suppress(OSError):
            service.ear.shutdown(socket.SHUT_RDWR)
        service.ear.close()
