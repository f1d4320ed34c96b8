"""No address that somebody types, and no name that leads elsewhere later, reaches a listener in a private network.

A real listener stands on this machine, on both kinds of network, and counts who comes. It never has a visitor.
"""

import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address

import pytest

from weft.outward import addresses
from weft.outward import fetch as fetching
from weft.outward.addresses import Permit, Place, is_private, is_public, may_be_asked, read
from weft.outward.fetch import Limits, fetch
from weft.outward.refused import Refused, Why

V4, V6 = socket.AF_INET, socket.AF_INET6
OPEN = "93.184.215.14"


@dataclass(frozen=True, slots=True)
class Listener:
    """Listens on a port of this machine, on IPv4 and where there is one on IPv6."""

    port: int
    ears: tuple[socket.socket, ...]

    def visits(self) -> int:
        """How many came since it began to listen; a visit waits in the queue until it is counted."""
        came = 0
        for ear in self.ears:
            with suppress(BlockingIOError):
                while True:
                    ear.accept()[0].close()
                    came += 1
        return came


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    four = socket.create_server(("127.0.0.1", 0), family=V4)
    port = four.getsockname()[1]
    ears = [four]
    with suppress(OSError):
        ears.append(socket.create_server(("::1", port), family=V6))
    for ear in ears:
        ear.setblocking(False)
    # The listener's port stands for 443, so that nothing is refused for its port alone.
    monkeypatch.setattr(addresses, "HTTPS_PORT", port)
    yield Listener(port, tuple(ears))
    for ear in ears:
        ear.close()


_WORDS = """
127.0.0.1 127.0.0.2 127.1 127.0.1 127.255.255.254 0.0.0.0 0 0.1 2130706433 0x7f000001 0x7f.0.0.1 0x7f.1 0177.0.0.1
017700000001 127.0.0.01 0127.0.0.1 127.0.0.1. 00000000127.0.0.1 127.0.0.0x1 localhost LOCALHOST localhost. foo.localhost
127。0。0。1 ①②⑦.⓪.⓪.① １２７.0.0.1 [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1]
[0:0:0:0:0:ffff:127.0.0.1] [::127.0.0.1] [::ffff:0:127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1]
[2002:7f00:1::] [2002:7f00:0001::1] [2001:0:7f00:1::1] [fe80::1] [fe80::1%25lo] [fe80::1%lo] [::1%lo] [::1%25lo] [fc00::1] [fd00::1]
[ff02::1] [ff01::1] [fec0::1] [2001:db8::1] [100::1] 10.0.0.1 172.16.0.1 172.31.255.255 192.168.0.1 192.168.1.1 169.254.169.254
169.254.170.2 100.64.0.1 100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255 [fd00:ec2::254] 2852039166 0xA9FEA9FE 0251.0376.0251.0376 [::ffff:169.254.169.254]
[::ffff:a9fe:a9fe] [::ffff:10.0.0.1] [64:ff9b::169.254.169.254] [64:ff9b::10.0.0.1] 192.88.99.1 [3fff::1] [5f00::1]
public.example@127.0.0.1 127.0.0.1@127.0.0.1 user:word@localhost 127.0.0.1%23.public.example 127.0.0.1\\@public.example
public.example\\127.0.0.1 127.0.0.1%00.public.example 127.0.0.1\tx .127.0.0.1 127..0.0.1 -1.0.0.1 1.1.1.1.1 256.256.256.256
[::1]x [127.0.0.1] [v1.127.0.0.1] [::1 ::1
"""
TYPED = _WORDS.split()
"""What hides this machine or a private network in the place of a host, as people have found one after another."""

WHOLE = (
    "http://127.0.0.1:{port}/",
    "http:127.0.0.1:{port}",
    "https:///127.0.0.1:{port}/",
    "https:/127.0.0.1:{port}/",
    "https:127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "file:///etc/passwd",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_",
    "webcal://127.0.0.1:{port}/",
    "unix:///run/weft",
    "data:text/calendar,BEGIN:VCALENDAR",
    "javascript:alert(1)",
    "https://localhost:{port}\r\nHost: public.example/",
    "https://127.0.0.1:{port} /",
    " https://127.0.0.1:{port}/",
    "https://127.0.0.1:0/",
    "https://127.0.0.1:99999/",
    "https://127.0.0.1:{port}:443/",
    "",
)

LED_TO: dict[str, list[Place]] = {
    "ring.public.example": [(V4, "127.0.0.1")],
    "six.public.example": [(V6, "::1")],
    "mapped.public.example": [(V6, "::ffff:127.0.0.1")],
    "nat.public.example": [(V6, "64:ff9b::7f00:1")],
    "six-to-four.public.example": [(V6, "2002:7f00:1::1")],
    "half.public.example": [(V4, OPEN), (V4, "127.0.0.1")],
    "other-half.public.example": [(V6, "2606:4700::1111"), (V6, "::1")],
    "cloud.public.example": [(V4, "169.254.169.254")],
    "router.public.example": [(V4, "192.168.1.1")],
    "zone.public.example": [(V6, "fe80::1%lo")],
    "odd.public.example": [(V4, "0x7f.1")],
    "nothing.public.example": [],
    "many.public.example": [(V4, OPEN)] * 40,
}


def test_there_are_well_over_sixty_of_them() -> None:
    assert len(TYPED) + len(WHOLE) + len(LED_TO) >= 120


@pytest.mark.parametrize("host", TYPED)
def test_no_way_of_writing_a_host_reaches_this_machine_or_a_private_network(
    host: str, listener: Listener
) -> None:
    with pytest.raises(Refused) as refused:
        fetch(f"https://{host}:{listener.port}/latest", limits=Limits(seconds=2))
    assert refused.value.why in (Why.ADDRESS, Why.NAMED, Why.PRIVATE, Why.UNKNOWN)
    assert not listener.visits()


@pytest.mark.parametrize("url", WHOLE)
def test_no_other_shape_of_address_reaches_it_either(url: str, listener: Listener) -> None:
    with pytest.raises(Refused) as refused:
        fetch(url.format(port=listener.port), limits=Limits(seconds=2))
    assert refused.value.why in (Why.ADDRESS, Why.PRIVATE)
    assert not listener.visits()


@pytest.mark.parametrize("name", LED_TO)
def test_no_name_that_leads_there_is_followed(name: str, listener: Listener) -> None:
    with pytest.raises(Refused) as refused:
        fetch(f"https://{name}:{listener.port}/", permit=Permit(look_up=lambda *_: LED_TO[name]))
    assert refused.value.why in (Why.PRIVATE, Why.UNKNOWN)
    assert not listener.visits()


def test_a_name_that_changes_its_mind_is_asked_once_and_its_first_place_is_connected_to(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[Place]] = [[(V4, OPEN)], [(V4, "127.0.0.1")]]
    gone_to: list[Place] = []

    def connect(place: Place, port: int, deadline: object) -> socket.socket:
        gone_to.append(place)
        raise OSError

    monkeypatch.setattr(fetching, "connect", connect)
    with pytest.raises(Refused) as refused:
        fetch(f"https://rebinding.example:{listener.port}/", permit=Permit(look_up=lambda *_: said.pop(0)))
    assert refused.value.why is Why.SILENT
    assert gone_to == [(V4, OPEN)]
    assert len(said) == 1
    assert not listener.visits()


def test_the_usual_port_and_https_are_the_only_ones_for_a_public_place() -> None:
    for url in ("http://public.example/", "https://public.example:8443/", "https://public.example:22/"):
        with pytest.raises(Refused) as refused:
            fetch(url, permit=Permit(look_up=lambda *_: [(V4, OPEN)]))
        assert refused.value.why is Why.ADDRESS


def test_a_named_origin_may_be_private_but_never_a_clouds_own_page_or_a_multicast() -> None:
    assert may_be_asked("127.0.0.1", named=True)
    assert may_be_asked("192.168.1.20", named=True)
    assert may_be_asked("fd00::20", named=True)
    assert may_be_asked(OPEN, named=True)
    for place in ("169.254.169.254", "224.0.0.1", "0.0.0.0", "::", "fe80::1", "::ffff:127.0.0.1", "nonsense"):
        assert not may_be_asked(place, named=True)


def test_what_is_public_and_what_is_private() -> None:
    for place in (OPEN, "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1"):
        number = ip_address(place)
        assert is_public(number)
        assert not is_private(number)


def test_an_address_is_written_one_way() -> None:
    assert read("HTTPS://Calendars.Example:443/a?b=c#d").text == "https://calendars.example/a?b=c"
    assert read("https://bücher.example/").host == "xn--bcher-kva.example"
    assert read("https://[2606:4700:0::1111]/").origin == "https://[2606:4700::1111]"
    assert read("https://calendars.example.").origin == "https://calendars.example"


def test_a_slow_look_up_is_not_waited_for() -> None:
    def slow(name: str, port: int) -> list[Place]:
        waiting.recv(1)
        return []

    waiting, ending = socket.socketpair()
    with pytest.raises(Refused) as refused:
        fetch("https://slow.example/", limits=Limits(seconds=0.05), permit=Permit(look_up=slow))
    ending.close()
    assert refused.value.why is Why.SLOW


def test_no_refusal_holds_the_address() -> None:
    with pytest.raises(Refused) as refused:
        fetch("https://user:secret-word@public.example/")
    assert "secret" not in repr(refused.value) + str(refused.value)
    assert "secret" not in repr(read("https://public.example/secret"))
