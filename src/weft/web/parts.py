"""Parts of a page that are painted, and packed, only when what they show has changed.

A template marks one with ``{% call part("name", what, it, shows) %}``. A page drawn anew takes over from the page before
whatever shows the same, so a change costs the part it touches and not the page. Parts belong to the sign-in for which
the page was painted, and go with it.

While a page is laid out, a large part leaves only its place in the text, so that nothing is made of its bytes twice.
"""

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_hex

from markupsafe import Markup

QUICKLY = 1
"""How hard to pack: a page is packed while somebody waits."""
NEAR, FAR = (13, 7), (14, 8)
"""How far back packing looks, 8 or 16 KB, and its memory. To make room for more takes longer than to pack a page."""
FAR_FROM = 16_384
"""Bytes from which looking further back pays."""
WORTH_PACKING_ALONE = 1500
"""Characters from which a part is packed by itself, so that it need not be packed again."""
BEGIN = bytes.fromhex("1f8b08000000000004ff")
"""The first ten bytes of a packed answer: deflated, no name, no time, quickly, no system (RFC 1952, section 2.3)."""

_EDGE = f"\x00{token_hex(16)}:"
"""Before the name of a part in its place. Nobody knows it, so no words of anybody's can pass for a place."""
_PLACES = re.compile(f"{_EDGE}([^\x00]+)\x00")


@dataclass(slots=True)
class Part:
    """One part as it was last painted, and what it showed."""

    shows: tuple[object, ...]
    painted: Markup
    plain: bytes = b""
    packed: bytes = b""
    mark: bytes = b""

    @property
    def is_large(self) -> bool:
        return len(self.painted) >= WORTH_PACKING_ALONE

    def settle(self) -> None:
        """Its bytes, packed by themselves, and their mark: made once."""
        if not self.plain:
            self.plain = self.painted.encode()
            self.packed, self.mark = _whole(self.plain), sha256(self.plain).digest()


Sheet = tuple[bytes | Part, ...]
"""A page in pieces, one after another: the text between, and the large parts."""


@dataclass(slots=True)
class Parts:
    """The parts of one page in the order in which they stand on it."""

    before: "dict[str, Part]" = field(default_factory=dict)
    now: "dict[str, Part]" = field(default_factory=dict)
    laying: bool = False
    """Whether large parts leave only their place; ``lay`` puts the page together."""
    _within: int = 0

    def paint(self, name: str, shows: tuple[object, ...], draw: Callable[[], str]) -> Markup:
        """The part as it was, if it shows the same, or as ``draw`` paints it; or the place where it stands."""
        one = self.before.get(name)
        if one is None or one.shows != shows:
            self._within += 1
            one = Part(shows, Markup(draw()))
            self._within -= 1
        self.now[name] = one
        leaves_place = self.laying and not self._within and one.is_large
        return Markup(f"{_EDGE}{name}\x00") if leaves_place else one.painted

    def lay(self, painted: str) -> Sheet:
        """The pieces of a page that was painted with ``laying``."""
        pieces = _PLACES.split(painted)
        return tuple(self.now[one] if at % 2 else one.encode() for at, one in enumerate(pieces))


def plain(sheet: Sheet) -> bytes:
    """The page as it is without packing."""
    return b"".join(one if isinstance(one, bytes) else _settled(one).plain for one in sheet)


def mark(sheet: Sheet) -> str:
    """Says of a page, in quotes, which it is: another for any other bytes."""
    found = sha256()
    for one in sheet:
        found.update(one if isinstance(one, bytes) else b"\x00" + _settled(one).mark)
    return f'"{found.hexdigest()[:24]}"'


def _settled(one: Part) -> Part:
    one.settle()
    return one


def pack(sheet: Sequence[bytes | Part]) -> bytes:
    """A page packed for sending; the same bytes each time. Large parts are packed once and laid between the rest."""
    rest = _packing(sum(len(one) for one in sheet if isinstance(one, bytes)))
    laid, check, size = [BEGIN], 0, 0
    for one in sheet:
        if isinstance(one, bytes):
            laid.append(rest.compress(one))
        else:
            laid += [rest.flush(zlib.Z_FULL_FLUSH), _settled(one).packed]
            one = one.plain
        check, size = zlib.crc32(one, check), size + len(one)
    laid += [rest.flush(), check.to_bytes(4, "little"), (size & 0xFFFFFFFF).to_bytes(4, "little")]
    return b"".join(laid)


def _whole(plain: bytes) -> bytes:
    """Deflated so that it ends on a byte and refers to nothing before it."""
    packing = _packing(len(plain))
    return packing.compress(plain) + packing.flush(zlib.Z_FULL_FLUSH)


def _packing(size: int) -> "zlib._Compress":
    bits, memory = FAR if size >= FAR_FROM else NEAR
    return zlib.compressobj(QUICKLY, zlib.DEFLATED, -bits, memory)
