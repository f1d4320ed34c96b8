"""Asks one address for something, in the thread of whoever calls: nothing here waits for a loop.

There are no cookies, no proxies, no kept connections and no names looked up twice. What is sent along to sign in stays
with the origin it was meant for. Whoever calls gives the limits; beyond them nothing is handed out at all.
"""

import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any

from weft.outward.addresses import Address, Permit, Place, beside, places, read
from weft.outward.line import Deadline, Line, connect, secured
from weft.outward.refused import Refused, Why

SENT_ON = (301, 302, 303, 307, 308)
ASKS_ONLY = frozenset({"GET", "HEAD", "PROPFIND", "REPORT", "OPTIONS"})
"""Asking again elsewhere changes nothing. What changes something is not sent on: the caller gets the answer as it is."""
CARRIED = frozenset({"accept", "accept-language", "user-agent"})
"""Headers that go along to another origin. Never a name, a password or anything a caller added."""
PACKED = {"gzip": 31, "x-gzip": 31}
"""What may be packed how, and what zlib calls it. Only gzip is asked for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may cost. Seconds are for everything together, from the first look-up to the last byte."""

    seconds: float = 5.0
    body_bytes: int = 2 * 1024 * 1024
    header_bytes: int = 16 * 1024
    times_sent_on: int = 3


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What came back. Names of headers in lower case; one that came twice with commas between. ``at`` is where from."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    at: str


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    limits: Limits | None = None,
    permit: Permit | None = None,
) -> Answer:
    """The answer of the server at an address, unpacked. Raises Refused with nothing else having happened.

    https on port 443 at public places only, unless ``permit`` names the origin. At most three times sent on, each
    looked at anew; a named private place is reached only by its own origin, never by being sent there.
    """
    most, allowed = limits or Limits(), permit or Permit()
    deadline = Deadline(most.seconds)
    address, sent = read(url), {name.lower(): value for name, value in (headers or {}).items()}
    for _ in range(most.times_sent_on + 1):
        answer = _ask(address, method, sent, body, most, allowed, deadline)
        onward = answer.headers.get("location", "")
        if answer.status not in SENT_ON or not onward or method not in ASKS_ONLY:
            return answer
        following = _following(address, onward)
        if following.origin != address.origin:
            if method not in ("GET", "HEAD"):
                raise Refused(Why.AROUND)
            sent = {name: value for name, value in sent.items() if name in CARRIED}
            allowed = Permit(look_up=allowed.look_up)
        address = following
    raise Refused(Why.AROUND)


def _following(address: Address, onward: str) -> Address:
    """Where we are sent on to. Raises Refused."""
    following = beside(address, onward)
    if address.scheme == "https" and following.scheme != "https":
        raise Refused(Why.AROUND)
    return following


def _ask(
    address: Address,
    method: str,
    headers: Mapping[str, str],
    body: bytes,
    most: Limits,
    permit: Permit,
    deadline: Deadline,
) -> Answer:
    found = places(address, permit, deadline.left())
    line = _line(address, found, deadline, most)
    try:
        return _spoken(line, address, method, headers, body, most)
    except TimeoutError:
        raise Refused(Why.SLOW) from None
    except (OSError, HTTPException, ValueError, zlib.error):
        raise Refused(Why.GARBLED) from None
    finally:
        line.hang_up()


def _line(address: Address, found: list[Place], deadline: Deadline, most: Limits) -> Line:
    """A line to the first of these places that answers. Raises Refused."""
    for place in found:
        try:
            plain = connect(place, address.port, deadline)
        except OSError:
            continue
        try:
            safe = plain if address.scheme == "http" else secured(plain, address.host, trust(), deadline)
        except ssl.SSLError:
            raise Refused(Why.CERTIFICATE) from None
        except OSError:
            continue
        return Line(safe, deadline, most.header_bytes + most.body_bytes)
    deadline.left()
    raise Refused(Why.SILENT)


@cache
def trust() -> ssl.SSLContext:
    """Whom the machine trusts, and whom the host names by ``SSL_CERT_FILE``. A certificate has to be for the name that was typed,
    and say so where names belong: not in what its owner is called, which nobody who signs it looks at closely."""
    context = ssl.create_default_context()
    context.hostname_checks_common_name = False
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _spoken(
    line: Line, address: Address, method: str, headers: Mapping[str, str], body: bytes, most: Limits
) -> Answer:
    talk = HTTPConnection(address.host, address.port)
    held: Any = line  # http.client takes anything that sends and reads for a socket.
    talk.sock = held
    talk.putrequest(method, address.target, skip_host=True, skip_accept_encoding=True)
    own = {"host": address.host_line, "accept-encoding": "gzip", "connection": "close"}
    length = {"content-length": str(len(body))} if body or method not in ("GET", "HEAD") else {}
    for name, value in {**headers, **own, **length}.items():
        talk.putheader(name, value)
    talk.endheaders(body or None)
    came = talk.getresponse()
    told = _told(came, most)
    return Answer(came.status, told, _body(came, told, most), address.text)


def _told(came: HTTPResponse, most: Limits) -> Mapping[str, str]:
    told: dict[str, str] = {}
    for name, value in came.getheaders():
        told[name.lower()] = f"{told[name.lower()]}, {value}" if name.lower() in told else value
    if sum(len(name) + len(value) for name, value in told.items()) > most.header_bytes:
        raise Refused(Why.LARGE)
    _one_end(told)
    return told


def _one_end(told: Mapping[str, str]) -> None:
    """Whether an answer says once, and plainly, where it ends: one that says two things may be cut. Raises Refused."""
    length, pieces = told.get("content-length"), told.get("transfer-encoding")
    plain = length is None or (length.isascii() and length.isdigit() and pieces is None)
    if not plain or (pieces is not None and pieces.strip().lower() != "chunked"):
        raise Refused(Why.GARBLED)


def _body(came: HTTPResponse, told: Mapping[str, str], most: Limits) -> bytes:
    """All of what came, unpacked. Raises Refused when it is more than may be, packed or not."""
    raw = came.read(most.body_bytes + 1)
    packed = told.get("content-encoding", "identity").strip().lower()
    whole = raw if packed in ("", "identity") or not raw else _unpacked(raw, packed, most.body_bytes)
    if len(whole) > most.body_bytes:
        raise Refused(Why.LARGE)
    if came.length:
        raise Refused(Why.GARBLED)  # Less came than was said: half a calendar would look like free time.
    return whole


def _unpacked(raw: bytes, packed: str, most: int) -> bytes:
    if packed not in PACKED:
        raise Refused(Why.GARBLED)
    unpack = zlib.decompressobj(PACKED[packed])
    whole = unpack.decompress(raw, most + 1)
    if len(whole) <= most and (not unpack.eof or unpack.unused_data):
        raise Refused(
            Why.GARBLED
        )  # Something is missing, or more follows: half a calendar would look like free time.
    return whole
