"""What a server may answer with, and what it may not make us do. A small real one stands on this machine, named by the host."""

import gzip
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread

import pytest

from weft.outward.addresses import Permit, Place
from weft.outward.fetch import Answer, Limits, fetch
from weft.outward.refused import Refused, Why

Speak = Callable[[bytes], bytes]


@dataclass(slots=True)
class Server:
    """Says what it was told to say, to each who comes, and keeps what was asked."""

    ear: socket.socket
    says: Speak = lambda asked: b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"
    asked: list[bytes] = field(default_factory=list)
    drip: Event = field(default_factory=Event)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.ear.getsockname()[1]}"

    def run(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self.ear.accept()
                with line, suppress(OSError):
                    self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        asked = line.recv(65536)
        while not _whole(asked):
            more = line.recv(65536)
            if not more:
                return
            asked += more
        self.asked.append(asked)
        line.sendall(self.says(asked))
        if self.drip.is_set():
            line.settimeout(0.02)
            with suppress(TimeoutError):
                while True:
                    line.sendall(b"x")
                    with suppress(TimeoutError):
                        if not line.recv(1):
                            return


def _whole(asked: bytes) -> bool:
    head, end, body = asked.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head)
    return bool(end) and len(body) >= (int(length[1]) if length else 0)


@pytest.fixture
def server() -> Iterator[Server]:
    yield from served()


@pytest.fixture
def other() -> Iterator[Server]:
    yield from served()


def served() -> Iterator[Server]:
    server = Server(socket.create_server(("127.0.0.1", 0)))
    running = Thread(target=server.run, daemon=True)
    running.start()
    yield server
    server.ear.shutdown(socket.SHUT_RDWR)
    server.ear.close()
    running.join(2)


def ask(server: Server, *more: Server, path: str = "/", **how: object) -> Answer:
    permit = Permit(frozenset(one.origin for one in (server, *more)))
    return fetch(server.origin + path, permit=permit, **how)  # type: ignore[arg-type]


def said(head: str, body: bytes = b"") -> Speak:
    return lambda _: f"HTTP/1.1 {head}\r\n\r\n".encode() + body


def why(server: Server, *more: Server, **how: object) -> Why:
    with pytest.raises(Refused) as refused:
        ask(server, *more, **how)  # type: ignore[arg-type]
    return refused.value.why


def test_what_is_asked_is_asked_with_its_own_name_and_nothing_of_ours(server: Server) -> None:
    answer = ask(server, path="/a?b=c", headers={"Authorization": "Basic abc"})
    assert (answer.status, answer.body, answer.at) == (200, b"hi", f"{server.origin}/a?b=c")
    lines = server.asked[0].decode().split("\r\n")
    assert lines[0] == "GET /a?b=c HTTP/1.1"
    assert f"host: {server.origin.removeprefix('http://')}" in lines
    assert sorted(line.partition(":")[0] for line in lines[1:] if line) == [
        "accept-encoding",
        "authorization",
        "connection",
        "host",
    ]


def test_a_body_is_sent_along_and_counted(server: Server) -> None:
    ask(server, method="POST", body=b"\x00\xff")
    assert server.asked[0].endswith(b"content-length: 2\r\n\r\n\x00\xff")


def test_what_is_packed_is_unpacked(server: Server) -> None:
    packed = gzip.compress(b"calendar" * 100)
    server.says = said(f"200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {len(packed)}", packed)
    assert ask(server).body == b"calendar" * 100


def test_what_is_packed_to_swell_is_refused(server: Server) -> None:
    packed = gzip.compress(bytes(4_000_000))
    server.says = said(f"200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {len(packed)}", packed)
    assert why(server, limits=Limits(body_bytes=100_000)) is Why.LARGE


@pytest.mark.parametrize("packed", ["br", "zstd", "gzip, gzip", "compress"])
def test_what_is_packed_in_a_way_nobody_asked_for_is_refused(server: Server, packed: str) -> None:
    server.says = said(f"200 OK\r\ncontent-encoding: {packed}\r\ncontent-length: 4", b"abcd")
    assert why(server) is Why.GARBLED


def test_an_answer_that_comes_in_many_pieces_is_whole(server: Server) -> None:
    long = bytes(range(256)) * 4000
    server.says = said(f"200 OK\r\nconnection: close\r\ncontent-length: {len(long)}", long)
    assert ask(server).body == long


def test_too_much_is_refused_whether_its_length_was_said_or_not(server: Server) -> None:
    server.says = said("200 OK\r\ncontent-length: 5000", b"x" * 5000)
    assert why(server, limits=Limits(body_bytes=1000)) is Why.LARGE
    server.says = said("200 OK", b"x" * 500_000)
    assert why(server, limits=Limits(body_bytes=1000)) is Why.LARGE


def test_headers_without_end_are_refused(server: Server) -> None:
    server.says = said("200 OK\r\n" + "\r\n".join(f"x-{n}: {'y' * 900}" for n in range(90)), b"hi")
    assert why(server, limits=Limits(header_bytes=4096)) is Why.LARGE


def test_less_than_was_said_is_not_taken_for_all(server: Server) -> None:
    server.says = said("200 OK\r\ncontent-length: 50", b"half")
    assert why(server) is Why.GARBLED
    server.says = said("200 OK\r\ntransfer-encoding: chunked", b"5\r\nhello\r\n5\r\nhe")
    assert why(server) is Why.GARBLED


@pytest.mark.parametrize("words", [b"", b"hello", b"HTTP/9 xx\r\n\r\n", b"\x00" * 300])
def test_what_is_no_answer_is_refused(server: Server, words: bytes) -> None:
    server.says = lambda _: words
    assert why(server) in (Why.GARBLED, Why.SLOW)


def test_one_byte_after_another_ends_when_the_time_is_up(server: Server) -> None:
    server.says = said("200 OK\r\ncontent-length: 1000")
    server.drip.set()
    assert why(server, limits=Limits(seconds=0.15)) is Why.SLOW


def test_nobody_there_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as ear:
        origin = f"http://127.0.0.1:{ear.getsockname()[1]}"
    with pytest.raises(Refused) as refused:
        fetch(origin, permit=Permit(frozenset({origin})))
    assert refused.value.why is Why.SILENT


def test_what_was_meant_for_one_origin_is_sent_on_within_it(server: Server) -> None:
    server.says = lambda asked: (
        b"HTTP/1.1 302 Found\r\nlocation: /there\r\ncontent-length: 0\r\n\r\n"
        if b"GET / " in asked
        else b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"
    )
    answer = ask(server, headers={"Authorization": "Basic abc"})
    assert answer.at.endswith("/there")
    assert b"authorization: Basic abc" in server.asked[1]


def test_a_named_private_place_is_never_reached_by_being_sent_there(server: Server, other: Server) -> None:
    server.says = said(f"302 Found\r\nlocation: {other.origin}/\r\ncontent-length: 0")
    assert why(server, other) in (Why.ADDRESS, Why.PRIVATE)
    assert not other.asked


def test_a_name_and_password_never_go_to_another_origin(
    server: Server, other: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if both were public: what is sent on to is allowed here, so that what goes along can be seen."""
    server.says = said(f"302 Found\r\nlocation: {other.origin}/\r\ncontent-length: 0")

    def anywhere(address: object, permit: Permit, seconds: float) -> list[Place]:
        return [(socket.AF_INET, "127.0.0.1")]

    monkeypatch.setattr("weft.outward.fetch.places", anywhere)
    headers = {"Authorization": "Basic abc", "Cookie": "a=b", "X-Key": "k", "Accept": "text/calendar"}
    assert ask(server, headers=headers).body == b"hi"
    heard = other.asked[0].lower()
    assert b"accept: text/calendar" in heard
    for word in (b"authorization", b"cookie", b"x-key"):
        assert word not in heard


def test_being_sent_round_and_round_ends_after_three_times(server: Server) -> None:
    server.says = said("302 Found\r\nlocation: /\r\ncontent-length: 0")
    assert why(server) is Why.AROUND
    assert len(server.asked) == 4


def test_what_changes_something_is_not_sent_on(server: Server) -> None:
    server.says = said("307 Go\r\nlocation: /there\r\ncontent-length: 0")
    assert ask(server, method="POST", body=b"knock").status == 307
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "onward", ["http://127.0.0.1/", "https://10.0.0.1/", "file:///etc/passwd", "https://[::1]/"]
)
def test_being_sent_somewhere_private_is_refused(server: Server, onward: str) -> None:
    server.says = said(f"302 Found\r\nlocation: {onward}\r\ncontent-length: 0")
    assert why(server) in (Why.ADDRESS, Why.PRIVATE)


@pytest.mark.parametrize("words", ["a\r\nx: y", "a\nb"])
def test_no_header_can_be_smuggled_in(server: Server, words: str) -> None:
    assert why(server, headers={"X": words}) is Why.GARBLED


@pytest.mark.parametrize(
    "onward", ["http://[", "//[::1", "https://a\u2100b/", "https://a:99999/", "\\\\x", "https://"]
)
def test_being_sent_on_to_what_is_no_address_is_refused_and_breaks_nothing(
    server: Server, onward: str
) -> None:
    server.says = lambda _: f"HTTP/1.1 302 Found\r\nlocation: {onward}\r\ncontent-length: 0\r\n\r\n".encode()
    assert why(server) is Why.ADDRESS
