"""How parts are laid side by side so that no two lists of parts give the same bytes. Knows no secrets."""

import struct

_LENGTH = struct.Struct(">I").pack
_SHORT = tuple(_LENGTH(length) for length in range(256))


def lp(*parts: bytes | str) -> bytes:
    """Each part as its length (4 bytes, big-endian) and its bytes, in order; a str is taken as UTF-8."""
    out = b""
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        length = len(raw)
        out += (_SHORT[length] if length < 256 else _LENGTH(length)) + raw
    return out


def u8(number: int) -> bytes:
    """One byte, 0 to 255."""
    return number.to_bytes(1, "big")


def u32(number: int) -> bytes:
    """Four bytes, big-endian."""
    return number.to_bytes(4, "big")


def u64(number: int) -> bytes:
    """Eight bytes, big-endian."""
    return number.to_bytes(8, "big")


def id16(number: str) -> bytes:
    """The sixteen bytes behind an id of 32 hexadecimal digits."""
    raw = bytes.fromhex(number)
    if len(raw) != 16:
        raise ValueError("an id is 32 hexadecimal digits")
    return raw
