"""Which addresses may be asked at all, and where on the network they lead.

An address somebody typed can lead into the network of whoever runs the server: to a router, to another program on the
same machine, to a cloud's own pages. So an address is read strictly, its name is looked up once, every place it leads to
is looked at, and what is connected to is one of those places and never the name again.

Source: the special-purpose address registries of IANA (RFC 6890).
"""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread
from urllib.parse import SplitResult, urljoin, urlsplit

from weft.outward.refused import Refused, Why

LONGEST = 2000
"""Characters of an address. Browsers and servers disagree beyond that."""
HTTPS_PORT = 443
MOST_PLACES = 32
"""Places one name may lead to. More is a name nobody means."""

NOT_PUBLIC_4 = tuple(
    ip_network(one)
    for one in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
"""Ranges that are not the open internet, and 168.63.129.16: a cloud's own page behind an address that looks public."""
PUBLIC_6 = ip_network("2000::/3")
"""All that is given out of IPv6. Mapped, NAT64, private, link-local and multicast addresses lie outside of it."""
NOT_PUBLIC_6 = tuple(
    ip_network(one) for one in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
"""Teredo and its neighbours, 6to4 (which holds an IPv4 address), AS112, and two ranges for documents."""

Place = tuple[socket.AddressFamily, str]
"""A kind of network, and an address on it in numbers."""
LookUp = Callable[[str, int], list[Place]]

_NAME = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*"
)
_LOOKS_LIKE_A_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)\Z")
_NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\\u0080-\u00a0\u2028\u2029]")


def look_up(name: str, port: int) -> list[Place]:
    """The places a name leads to, as this machine sees it. Raises OSError."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return [(family, str(place[0])) for family, _, _, _, place in found]


@dataclass(frozen=True, slots=True)
class Permit:
    """The origins in the private network which the host has named, such as ``http://calendars.lan:5232``.

    Only at these may an address lead to a private place, do without TLS or use another port than 443.
    """

    origins: frozenset[str] = frozenset()
    look_up: LookUp = field(default=look_up, repr=False, compare=False)


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """An address taken apart. ``target`` is what the server there is asked for, with its query. Never shown: it is a secret."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port in the one way of writing them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return f"{self.scheme}://{host}" + ("" if self.port == usual else f":{self.port}")

    @property
    def host_line(self) -> str:
        """What the Host header says."""
        return self.origin.partition("://")[2]

    @property
    def text(self) -> str:
        """The whole of it, written the one way."""
        return self.origin + self.target


def read(text: str) -> Address:
    """An address as typed. Raises Refused when it cannot be read, or holds a name and a password."""
    if len(text) > LONGEST or _NOT_IN_AN_ADDRESS.search(text):
        raise Refused(Why.ADDRESS)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise Refused(Why.ADDRESS) from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not parts.netloc or port == 0:
        raise Refused(Why.ADDRESS)
    if "@" in parts.netloc:
        raise Refused(Why.NAMED)  # Whoever sees the address would see the password.
    return Address(scheme, _host(parts), port or (443 if scheme == "https" else 80), _target(parts))


def _host(parts: SplitResult) -> str:
    """The host in lower case and plain letters; numbers only in the usual ways of writing them. Raises Refused."""
    typed = parts.hostname or ""
    if parts.netloc.startswith("["):
        return _six(typed)
    try:
        host = typed.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise Refused(Why.ADDRESS) from None
    if not _NAME.fullmatch(host):
        raise Refused(Why.ADDRESS)
    if not _LOOKS_LIKE_A_NUMBER.match(host.rpartition(".")[2]):
        return host
    try:
        return str(
            IPv4Address(host)
        )  # Four numbers in tens. Octal, hex and one long number are nobody's calendar.
    except ValueError:
        raise Refused(Why.ADDRESS) from None


def _six(typed: str) -> str:
    try:
        six = IPv6Address(typed)
    except ValueError:
        raise Refused(Why.ADDRESS) from None
    if six.scope_id is not None:
        raise Refused(Why.ADDRESS)
    return str(six)


def _target(parts: SplitResult) -> str:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        target.encode("ascii")
    except UnicodeError:
        raise Refused(Why.ADDRESS) from None
    return target


def beside(address: Address, words: str) -> Address:
    """What a server at an address named, wholly or by its path alone. Raises Refused: a server may say anything."""
    try:
        return read(urljoin(address.text, words))
    except ValueError:
        raise Refused(Why.ADDRESS) from None


def places(address: Address, permit: Permit, seconds: float) -> list[Place]:
    """Where an address leads, every place looked at. Raises Refused unless each one may be asked.

    One place that may not be asked is enough to refuse them all: nobody's calendar lies half in a private network.
    """
    named = address.origin in permit.origins
    if not named and (address.scheme, address.port) != ("https", HTTPS_PORT):
        raise Refused(Why.ADDRESS)
    found = _looked_up(address, permit.look_up, seconds)
    if not 0 < len(found) <= MOST_PLACES:
        raise Refused(Why.UNKNOWN)
    if not all(may_be_asked(place, named) for _, place in found):
        raise Refused(Why.PRIVATE)
    return list(dict.fromkeys(found))


def _looked_up(address: Address, ask: LookUp, seconds: float) -> list[Place]:
    """What the look-up says within so many seconds; the machine's own can take far longer. Raises Refused."""
    said: list[list[Place]] = []

    def look() -> None:
        try:
            said.append(ask(address.host, address.port))
        except (OSError, UnicodeError):
            said.append([])

    looking = Thread(target=look, daemon=True)
    looking.start()
    looking.join(seconds)
    if not said:
        raise Refused(Why.SLOW)
    return said[0]


def may_be_asked(place: str, named: bool) -> bool:
    """Whether a place may be connected to. ``named`` is for one the host has named: then it may be private too."""
    try:
        number = ip_address(place)
    except ValueError:
        return False
    return is_private(number) or is_public(number) if named else is_public(number)


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether a place is on the open internet, and holds no other place inside of it."""
    if isinstance(number, IPv4Address):
        return number.is_global and not any(number in one for one in NOT_PUBLIC_4)
    bare = number.scope_id is None and number in PUBLIC_6
    return bare and number.is_global and not any(number in one for one in NOT_PUBLIC_6)


def is_private(number: IPv4Address | IPv6Address) -> bool:
    """Whether it is in a private network or on this machine: what a host may name. A cloud's own pages are neither."""
    if isinstance(number, IPv6Address) and (number.scope_id is not None or number.ipv4_mapped):
        return False
    wrong = number.is_multicast or number.is_link_local or number.is_unspecified
    return number.is_private and not wrong
