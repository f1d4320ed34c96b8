"""Parts of a page that are painted, and packed, only when what they show has changed.

A template marks one with ``{% call part("name", what, it, shows) %}``. A page drawn anew takes over from the page before
whatever shows the same, so a change costs the part it touches and not the page. Parts belong to the sign-in for which
the page was painted, and go with it.
"""

import gzip
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

QUICKLY = 1
"""How hard to pack: a page is packed while somebody waits."""
WORTH_PACKING_ALONE = 1500
"""Characters from which a part is packed by itself, so that it need not be packed again."""
BEGIN = bytes.fromhex("1f8b08000000000004ff")
"""The first ten bytes of a packed answer: deflated, no name, no time, quickly, no system (RFC 1952, section 2.3)."""


@dataclass(slots=True)
class Part:
    """One part as it was last painted, and what it showed."""

    shows: tuple[object, ...]
    painted: Markup
    plain: bytes = b""
    packed: bytes = b""


@dataclass(slots=True)
class Parts:
    """The parts of one page in the order in which they stand on it."""

    before: "dict[str, Part]" = field(default_factory=dict)
    now: "dict[str, Part]" = field(default_factory=dict)

    def paint(self, name: str, shows: tuple[object, ...], draw: Callable[[], str]) -> Markup:
        """The part as it was, if it shows the same, or as ``draw`` paints it."""
        one = self.before.get(name)
        if one is None or one.shows != shows:
            one = Part(shows, Markup(draw()))
        self.now[name] = one
        return one.painted


def pack(plain: bytes, parts: Iterable[Part] = ()) -> bytes:
    """A page packed for sending; the same bytes each time. Large parts are packed once and laid between the rest."""
    large = [part for part in parts if len(part.painted) >= WORTH_PACKING_ALONE]
    if not large:
        return gzip.compress(plain, QUICKLY, mtime=0)
    rest, laid, at = zlib.compressobj(QUICKLY, zlib.DEFLATED, -zlib.MAX_WBITS), [BEGIN], 0
    for part in large:
        part.plain = part.plain or part.painted.encode()
        start = plain.find(part.plain, at)
        if start < 0:
            continue  # It stands inside another, which was laid already.
        part.packed = part.packed or _whole(part.plain)
        laid += [rest.compress(plain[at:start]), rest.flush(zlib.Z_FULL_FLUSH), part.packed]
        at = start + len(part.plain)
    laid += [rest.compress(plain[at:]), rest.flush()]
    ends = zlib.crc32(plain).to_bytes(4, "little") + (len(plain) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join((*laid, ends))


def _whole(plain: bytes) -> bytes:
    """Deflated so that it ends on a byte and refers to nothing before it."""
    packing = zlib.compressobj(QUICKLY, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packing.compress(plain) + packing.flush(zlib.Z_FULL_FLUSH)
