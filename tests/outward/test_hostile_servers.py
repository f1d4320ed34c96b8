"""Servers that mean harm: they send us on to where we must not go at the last moment, or never stop, or say two things.

Each ends in a refusal within its time, having been told no more than it was asked; what it says is taken whole or not at all.
"""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Thread

import pytest

from weft.outward import addresses
from weft.outward import fetch as fetching
from weft.outward.addresses import Permit, Place
from weft.outward.fetch import Answer, Limits, fetch
from weft.outward.line import Deadline
from weft.outward.refused import Refused, Why

V4, V6 = socket.AF_INET, socket.AF_INET6
OPEN = "93.184.215.14"
SECONDS = 0.4
Act = Callable[[socket.socket, Event], None]


@dataclass(slots=True)
class Host:
    """Does what it was told to whoever comes, for as long as it is let, and keeps what was asked."""

    ear: socket.socket
    act: Act = lambda line, _: line.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi")
    asked: list[bytes] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    @property
    def port(self) -> int:
        return int(self.ear.getsockname()[1])

    def run(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self.ear.accept()
                with line, suppress(OSError):
                    line.settimeout(3)
                    self.asked.append(line.recv(65536))
                    self.act(line, self.over)


@pytest.fixture
def host() -> Iterator[Host]:
    one = Host(socket.create_server(("127.0.0.1", 0)))
    running = Thread(target=one.run, daemon=True)
    running.start()
    yield one
    one.over.set()
    one.ear.shutdown(socket.SHUT_RDWR)
    one.ear.close()
    running.join(5)


def ask(host: Host, **limits: int) -> Answer:
    origin = f"http://127.0.0.1:{host.port}"
    return fetch(f"{origin}/", permit=Permit(frozenset({origin})), limits=Limits(seconds=SECONDS, **limits))


def why(host: Host, **limits: int) -> Why:
    """Why it was refused; and it took no longer than it may, on a busy machine."""
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        ask(host, **limits)
    assert time.monotonic() - began < SECONDS + 4
    return refused.value.why


# ---------------------------------------------------------------- sent on, and on


@pytest.fixture
def public(host: Host, monkeypatch: pytest.MonkeyPatch) -> list[Place]:
    """As if the host stood in the open under any name: gives the places that were connected to."""
    gone_to: list[Place] = []

    def connect(place: Place, port: int, deadline: Deadline) -> socket.socket:
        gone_to.append(place)
        assert place == (V4, OPEN), "nothing but the open internet is ever connected to"
        return socket.create_connection(("127.0.0.1", host.port), deadline.left())

    monkeypatch.setattr(fetching, "connect", connect)
    monkeypatch.setattr(fetching, "secured", lambda line, *_: line)
    return gone_to


def sends_on(host: Host, *onward: str) -> None:
    left = list(onward)

    def act(line: socket.socket, _: Event) -> None:
        place = left.pop(0).encode("utf-8", "surrogateescape")
        line.sendall(b"HTTP/1.1 302 Found\r\nlocation: " + place + b"\r\ncontent-length: 0\r\n\r\n")

    host.act = act


LAST = (
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[64:ff9b::a00:1]/",
    "https://[2002:a00:1::1]/",
    "https://[2001:0:4136:e378:8000:63bf:f5ff:fffe]/",
    "https://[fe80::1%25eth0]/",
    "https://[fe80::1%eth0]/",
    "https://localhost/",
    "https://inside.example/",
    "https://half.example/",
    "//10.0.0.1/",
    "/\\10.0.0.1/",
    "\\\\10.0.0.1\\",
    "https:/\\10.0.0.1/",
    "https://public.example@10.0.0.1/",
    "https://10.0.0.1#@public.example/",
    "https://10.0.0.1\\@public.example/",
    "https://public.example:8443/",
    "http://public.example/",
    "http://10.0.0.1/",
    "gopher://10.0.0.1/",
    "file:///etc/passwd",
    "https://public.example/" + "a" * 3000,
)


@pytest.mark.parametrize("onward", LAST)
def test_the_last_of_three_ways_on_is_looked_at_like_the_first(
    onward: str, host: Host, public: list[Place]
) -> None:
    sends_on(host, "https://second.example/", "/third", onward, "https://127.0.0.1/")
    with pytest.raises(Refused) as refused:
        fetch("https://first.example/", limits=Limits(seconds=5), permit=Permit(look_up=led))
    assert refused.value.why in (Why.ADDRESS, Why.PRIVATE, Why.NAMED, Why.AROUND, Why.UNKNOWN)
    assert len(public) == len(host.asked) == 3


@pytest.mark.parametrize("onward", ["///10.0.0.1/", "https:10.0.0.1/"])
def test_what_only_looks_like_another_place_is_a_path_of_the_same(
    onward: str, host: Host, public: list[Place]
) -> None:
    sends_on(host, onward, "https://127.0.0.1/")
    with pytest.raises(Refused) as refused:
        fetch("https://first.example/", limits=Limits(seconds=5), permit=Permit(look_up=led))
    assert refused.value.why is Why.PRIVATE
    assert host.asked[1].startswith(b"GET /10.0.0.1/ HTTP/1.1\r\nhost: first.example\r\n")


def led(name: str, port: int) -> list[Place]:
    private: list[Place] = [(V4, "10.0.0.1")]
    if name.replace(".", "").isdigit() or ":" in name or name == "localhost":
        return addresses.look_up(name, port)
    return {"inside.example": private, "half.example": [(V4, OPEN), *private]}.get(name, [(V4, OPEN)])


def test_a_name_that_was_public_a_moment_ago_is_looked_up_anew_when_sent_back_to_it(
    host: Host, public: list[Place]
) -> None:
    sends_on(host, "/again", "/and-again", "/once-more")
    answers: list[list[Place]] = [[(V4, OPEN)], [(V4, OPEN)], [(V4, "127.0.0.1")]]
    with pytest.raises(Refused) as refused:
        fetch(
            "https://turning.example/",
            limits=Limits(seconds=5),
            permit=Permit(look_up=lambda *_: answers.pop(0)),
        )
    assert refused.value.why is Why.PRIVATE
    assert len(host.asked) == 2


def test_a_place_that_says_where_to_go_twice_is_not_followed(host: Host, public: list[Place]) -> None:
    host.act = lambda line, _: line.sendall(
        b"HTTP/1.1 302 Found\r\nlocation: https://a.example/\r\nlocation: https://b.example/\r\ncontent-length: 0\r\n\r\n"
    )
    with pytest.raises(Refused) as refused:
        fetch("https://first.example/", limits=Limits(seconds=5), permit=Permit(look_up=led))
    assert refused.value.why is Why.ADDRESS
    assert len(host.asked) == 1


MIXED: dict[str, list[Place]] = {
    "one inside among many": [*[(V4, f"93.184.215.{at}") for at in range(1, 31)], (V4, "10.1.2.3")],
    "the inside first": [(V4, "192.168.1.1"), (V4, OPEN)],
    "outside in one kind, inside in the other": [(V4, OPEN), (V6, "fd00::1")],
    "outside in the other, inside in one": [(V6, "2606:4700::1111"), (V4, "172.16.0.1")],
    "an inside within an outside": [(V4, OPEN), (V6, "2002:c0a8:101::1")],
    "Teredo": [(V4, OPEN), (V6, "2001:0:4136:e378:8000:63bf:3fff:fdd2")],
    "a translator of the network's own": [(V6, "64:ff9b:1::c0a8:101")],
    "the old way to write four in six": [(V6, "::192.168.1.1")],
    "mapped to the open": [(V6, f"::ffff:{OPEN}")],
    "a number with a zone": [(V6, "2606:4700::1111%eth0")],
    "a site of old": [(V6, "fec0::1")],
    "everybody": [(V6, "ff02::1"), (V4, "224.0.0.251")],
    "nowhere": [(V4, "0.0.0.0")],
    "no number at all": [(V4, "public.example")],
    "an empty one": [(V4, "")],
}


@pytest.mark.parametrize("which", MIXED)
def test_a_name_that_leads_both_out_and_in_is_not_followed_at_all(which: str, public: list[Place]) -> None:
    with pytest.raises(Refused) as refused:
        fetch("https://mixed.example/", permit=Permit(look_up=lambda *_: MIXED[which]))
    assert refused.value.why is Why.PRIVATE
    assert not public


# ---------------------------------------------------------------- what never stops


def endless(first: bytes, then: bytes) -> Act:
    def act(line: socket.socket, over: Event) -> None:
        line.sendall(first)
        while not over.is_set():
            line.sendall(then)

    return act


def dripping(first: bytes, then: bytes) -> Act:
    def act(line: socket.socket, over: Event) -> None:
        line.sendall(first)
        while not over.wait(0.05):
            line.sendall(then)

    return act


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"transfer-encoding: chunked\r\n\r\n"
FLOODS: dict[str, Act] = {
    "headers without end": endless(OK, b"x-more: " + b"y" * 900 + b"\r\n"),
    "small headers without end": endless(OK, b"a: b\r\n" * 50),
    "one header without end": endless(OK + b"x-long: ", b"y" * 4096),
    "a first line without end": endless(b"HTTP/1.1 200 ", b"O" * 4096),
    "go on, and on": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 40),
    "a body without end": endless(OK + b"\r\n", b"x" * 4096),
    "pieces without end": endless(CHUNKED, b"1\r\nx\r\n" * 200),
    "a remark on a piece without end": endless(CHUNKED + b"1;", b"remark" * 700),
    "what follows the last piece, without end": endless(
        CHUNKED + b"1\r\nx\r\n0\r\n", b"trailer: y\r\n" * 100
    ),
    "less than no length": endless(CHUNKED + b"-5\r\n", b"x" * 4096),
}
DRIPS: dict[str, Act] = {
    "not a word": dripping(b"", b""),
    "a first line letter by letter": dripping(b"HTTP/1.1 200 ", b"O"),
    "headers letter by letter": dripping(OK + b"x-slow: ", b"y"),
    "a body letter by letter": dripping(OK + b"content-length: 100000\r\n\r\n", b"x"),
    "a body of no length letter by letter": dripping(OK + b"\r\n", b"x"),
    "pieces one by one": dripping(CHUNKED, b"1\r\nx\r\n"),
    "packed, letter by letter": dripping(
        OK + b"content-encoding: gzip\r\n\r\n", gzip.compress(bytes(200))[:3]
    ),
    "go on, now and then": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("which", FLOODS)
def test_what_never_stops_is_stopped(which: str, host: Host) -> None:
    host.act = FLOODS[which]
    assert why(host, body_bytes=200_000, header_bytes=8_000) in (Why.LARGE, Why.GARBLED, Why.SLOW)


@pytest.mark.parametrize("which", DRIPS)
def test_what_comes_too_slowly_is_not_waited_for(which: str, host: Host) -> None:
    host.act = DRIPS[which]
    assert why(host) is Why.SLOW


def test_a_server_that_takes_the_line_and_never_says_who_it_is_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as ear:
        origin = f"https://silent.example:{ear.getsockname()[1]}"
        permit = Permit(frozenset({origin}), lambda *_: [(V4, "127.0.0.1")] * 8)
        began = time.monotonic()
        with pytest.raises(Refused) as refused:
            fetch(origin, permit=permit, limits=Limits(seconds=SECONDS))
    assert refused.value.why in (Why.SLOW, Why.SILENT)
    assert time.monotonic() - began < SECONDS + 4


# ---------------------------------------------------------------- what says two things


def answers(head: bytes, body: bytes) -> Act:
    return lambda line, _: line.sendall(OK + head + b"\r\n\r\n" + body)


def packed(body: bytes) -> Act:
    return answers(b"content-encoding: gzip\r\ncontent-length: %d" % len(body), body)


HALF, WHOLE = b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(WHOLE) + gzip.compress(WHOLE),
        gzip.compress(WHOLE) + b"and more",
        gzip.compress(WHOLE)[:-1],
        gzip.compress(WHOLE)[:-8] + bytes(8),
        zlib.compress(WHOLE),
        WHOLE,
        gzip.compress(b"") * 20_000,
    ],
    ids=["two", "and more", "cut", "a wrong sum", "another way", "not at all", "twenty thousand empty ones"],
)
def test_what_was_packed_is_taken_whole_or_not_at_all(body: bytes, host: Host) -> None:
    host.act = packed(body)
    assert why(host) is Why.GARBLED


def test_what_was_packed_in_packed_to_swell_is_refused_by_its_name(host: Host) -> None:
    body = gzip.compress(gzip.compress(bytes(40_000_000)))
    host.act = answers(b"content-encoding: gzip\r\ncontent-encoding: gzip", body)
    assert why(host) is Why.GARBLED


def test_what_swells_a_thousandfold_is_never_unpacked_beyond_what_may_be(host: Host) -> None:
    host.act = packed(gzip.compress(bytes(100_000_000)))
    assert why(host, body_bytes=200_000) is Why.LARGE


TWO_THINGS: dict[str, tuple[bytes, bytes]] = {
    "a length more than there is": (b"content-length: 500", WHOLE),
    "pieces that end too soon": (b"transfer-encoding: chunked", b"21\r\n" + WHOLE[:10]),
    "a piece of no size": (b"transfer-encoding: chunked", b"zz\r\n" + WHOLE),
    "pieces within pieces": (b"transfer-encoding: gzip, chunked", b"5\r\nhello\r\n0\r\n\r\n"),
    "two lengths": (b"content-length: 5\r\ncontent-length: 33", WHOLE),
    "a length and pieces": (
        b"content-length: 3\r\ntransfer-encoding: chunked",
        b"21\r\n" + WHOLE + b"\r\n0\r\n\r\n",
    ),
    "a length that is none": (b"content-length: -33", WHOLE),
    "a length with a sign": (b"content-length: +5", WHOLE),
    "a length in letters": (b"content-length: five", WHOLE),
}


@pytest.mark.parametrize("which", TWO_THINGS)
def test_of_an_answer_that_says_two_things_no_half_is_believed(which: str, host: Host) -> None:
    host.act = answers(*TWO_THINGS[which])
    with suppress(Refused):
        assert ask(host).body == WHOLE
