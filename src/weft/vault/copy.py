"""A person's copy of what is theirs, locked under a phrase of its own, piece by piece so that it can be streamed.

Layout: a header (34 bytes: ``WEFTCOPY``, format 01, memory in KiB, passes, lanes, salt), then frames. Each frame is
its length (u32) and an envelope of one piece, bound to the header, to its place and to whether it is the last: a copy
that was cut short, put together from two, or whose pieces change places opens nowhere. Format: docs/formats/export.md.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from weft.vault import envelope
from weft.vault.derive import SALT_BYTES, STANDARD, Params, tidy
from weft.vault.envelope import Purpose
from weft.vault.errors import DerivationTooWeak, EnvelopeAltered
from weft.vault.hkdf import hkdf
from weft.vault.lp import lp, u8, u32, u64
from weft.vault.padding import LENGTH_BYTES, pad, unpad
from weft.vault.roots import Root, sign, verify

MAGIC = b"WEFTCOPY"
FORMAT = 1
HEADER_BYTES = len(MAGIC) + 1 + 4 + 4 + 1 + SALT_BYTES
PIECE_BYTES = 64 * 1024 - LENGTH_BYTES
"""Of the text in one frame; padded, that is 64 KiB to the byte."""
MOST_FRAME_BYTES = 64 * 1024 + envelope.OVERHEAD_BYTES


class CopyNewer(Exception):
    """A copy of a format that this version does not know."""


@dataclass(frozen=True, slots=True, repr=False)
class CopyLock:
    """The key of one copy, and the header that goes before its frames."""

    key: bytes
    header: bytes

    @classmethod
    def new(cls, phrase: str, params: Params = STANDARD) -> "CopyLock":
        """A lock for a new copy. Takes about a third of a second. Raises DerivationTooWeak below the floor."""
        hard = u32(params.memory_kib) + u32(params.passes) + u8(params.lanes)
        return cls._of(phrase, MAGIC + u8(FORMAT) + hard + os.urandom(SALT_BYTES))

    @classmethod
    def from_header(cls, phrase: str, header: bytes) -> "CopyLock":
        """The lock of a copy that exists. Raises CopyNewer, or EnvelopeAltered for what is no header of ours."""
        if len(header) != HEADER_BYTES or not header.startswith(MAGIC):
            raise EnvelopeAltered
        if header[8] != FORMAT:
            raise CopyNewer
        try:
            return cls._of(phrase, header)
        except DerivationTooWeak:
            raise EnvelopeAltered from None

    @classmethod
    def _of(cls, phrase: str, header: bytes) -> "CopyLock":
        params = Params(int.from_bytes(header[9:13], "big"), int.from_bytes(header[13:17], "big"), header[17])
        params.check()
        stretch = Argon2id(
            salt=header[18:],
            length=32,
            iterations=params.passes,
            lanes=params.lanes,
            memory_cost=params.memory_kib,
        )
        return cls(hkdf(stretch.derive(tidy(phrase).encode()), b"", lp("copy1")), header)

    def lock(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The header and the frames, as the text comes; its pieces may be of any size."""
        yield self.header
        waiting, at = bytearray(), 0
        for piece in pieces:
            waiting += piece
            while len(waiting) > PIECE_BYTES:
                yield self._frame(bytes(waiting[:PIECE_BYTES]), at, last=False)
                del waiting[:PIECE_BYTES]
                at += 1
        yield self._frame(bytes(waiting), at, last=True)

    def _frame(self, piece: bytes, at: int, *, last: bool) -> bytes:
        locked = envelope.lock(self.key, Purpose.EXPORT, self._aad(at, last), pad(piece))
        return u32(len(locked)) + locked

    def unlock(self, frames: bytes) -> bytes:
        """All that was locked, from what follows the header. Raises EnvelopeAltered; then nothing was opened."""
        opened, at, here = bytearray(), 0, 0
        while here < len(frames):
            size = int.from_bytes(frames[here : here + 4], "big")
            frame, here = frames[here + 4 : here + 4 + size], here + 4 + size
            if size > MOST_FRAME_BYTES or len(frame) != size:
                raise EnvelopeAltered
            aad = self._aad(at, last=here == len(frames))
            opened += unpad(envelope.unlock(self.key, Purpose.EXPORT, aad, frame))
            at += 1
        if not at:
            raise EnvelopeAltered
        return bytes(opened)

    def _aad(self, at: int, last: bool) -> bytes:
        return lp("copy1", self.header, u64(at), u8(last))

    def __repr__(self) -> str:
        return "CopyLock(…)"


def sign_manifest(root_s: Root, manifest: bytes) -> bytes:
    """Its owner's signature on the list of what is in a copy; 64 bytes."""
    return sign(root_s, lp("manifest1", manifest))


def verify_manifest(sig_s: bytes, manifest: bytes, signature: bytes) -> None:
    """Raises EnvelopeAltered unless the holder of this key signed exactly this list."""
    verify(sig_s, lp("manifest1", manifest), signature)
