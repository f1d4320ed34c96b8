"""How long a text was, hidden. Knows no keys.

Layout: length (u32), the text, zeros up to the next power of two, at least 256 bytes; above 64 KiB the steps are
finer, so that at most 12 % is added.

Source: Padmé, in Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", PoPETs 2019.
"""

from weft.vault.errors import EnvelopeAltered

LENGTH_BYTES = 4
LEAST_BYTES = 256
LEAST_SEALED_BYTES = 4096
POWERS_UP_TO_BYTES = 64 * 1024


def pad(plain: bytes, least: int = LEAST_BYTES) -> bytes:
    """The text in a size that tells little. ``least`` is in bytes; sealed answers use LEAST_SEALED_BYTES."""
    framed = len(plain).to_bytes(LENGTH_BYTES, "big") + plain
    return framed.ljust(size(len(framed), least), b"\0")


def unpad(padded: bytes) -> bytes:
    """The text again. Raises EnvelopeAltered if the frame does not fit or the zeros are not zeros."""
    end = LENGTH_BYTES + int.from_bytes(padded[:LENGTH_BYTES], "big")
    if len(padded) < LENGTH_BYTES or end > len(padded) or padded.count(0, end) != len(padded) - end:
        raise EnvelopeAltered
    return padded[LENGTH_BYTES:end]


def size(framed: int, least: int = LEAST_BYTES) -> int:
    """The padded size in bytes for a framed text of this many bytes."""
    if framed <= POWERS_UP_TO_BYTES:
        return max(least, 1 << (framed - 1).bit_length())
    exponent = framed.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-framed // step) * step
