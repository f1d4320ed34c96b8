"""A host's backup, locked under a phrase or a key file of their own, so that it may lie anywhere.

Layout: a header (35 bytes: ``WEFTBACK``, format 01, how 01 phrase or 02 key file, memory in KiB u32, passes u32, lanes,
salt 16), then frames. A frame is its length (u32) and an envelope of up to 1 MiB, bound to the header, to its place and
to whether it is the last: a backup that was cut short, or put together from two, opens nowhere.
Format: docs/formats/backup.md.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import BinaryIO

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from weft.vault import envelope
from weft.vault.derive import SALT_BYTES, STANDARD, Params, tidy
from weft.vault.envelope import Purpose
from weft.vault.errors import BackupCutShort, BackupForeign, BackupNewer, DerivationTooWeak, EnvelopeAltered
from weft.vault.hkdf import hkdf
from weft.vault.lp import lp, u8, u32, u64

MAGIC = b"WEFTBACK"
FORMAT = 1
HEADER_BYTES = len(MAGIC) + 2 + 4 + 4 + 1 + SALT_BYTES
PIECE_BYTES = 1024 * 1024
KEY_FILE_BYTES = 32


class How(IntEnum):
    """What opens a backup."""

    PHRASE = 1
    KEY_FILE = 2


@dataclass(frozen=True, slots=True, repr=False)
class BackupSecret:
    """A phrase as typed, or the 32 bytes of a key file, and how hard a phrase is to try."""

    how: How
    raw: bytes
    params: Params = STANDARD

    @classmethod
    def phrase(cls, text: str, params: Params = STANDARD) -> "BackupSecret":
        return cls(How.PHRASE, tidy(text).encode(), params)

    @classmethod
    def key_file(cls, raw: bytes) -> "BackupSecret":
        """Raises EnvelopeAltered unless it is 32 bytes."""
        if len(raw) != KEY_FILE_BYTES:
            raise EnvelopeAltered
        return cls(How.KEY_FILE, raw)

    def key(self, header: bytes) -> bytes:
        """The key of the backup with this header; a phrase takes about a third of a second."""
        memory, passes = int.from_bytes(header[10:14], "big"), int.from_bytes(header[14:18], "big")
        raw, salt = self.raw, header[19:]
        if self.how is How.PHRASE:
            Params(memory, passes, header[18]).check()
            stretch = Argon2id(salt=salt, length=32, iterations=passes, lanes=header[18], memory_cost=memory)
            raw = stretch.derive(raw)
        return hkdf(raw, salt, lp("backup1", u8(self.how)))


def lock_backup(secret: BackupSecret, plain: Iterable[bytes]) -> Iterator[bytes]:
    """The header and the frames, made as the pieces of the plain text come; a piece of 1 MiB at most is held."""
    hard = (
        (secret.params.memory_kib, secret.params.passes, secret.params.lanes)
        if secret.how is How.PHRASE
        else (0, 0, 0)
    )
    header = MAGIC + u8(FORMAT) + u8(secret.how) + u32(hard[0]) + u32(hard[1]) + u8(hard[2])
    header += os.urandom(SALT_BYTES)
    key = secret.key(header)
    yield header
    for at, (piece, last) in enumerate(_in_pieces(plain)):
        locked = envelope.lock(key, Purpose.BACKUP, _aad(header, at, last=last), piece)
        yield u32(len(locked)) + locked


def _in_pieces(plain: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The same bytes, 1 MiB at a time, and whether each is the last; one empty piece where there are none."""
    held = bytearray()
    for some in plain:
        held += some
        while len(held) > PIECE_BYTES:
            yield bytes(held[:PIECE_BYTES]), False
            del held[:PIECE_BYTES]
    yield bytes(held), True


def how_locked(raw: bytes) -> How:
    """What a backup asks for. Raises BackupForeign, BackupNewer or BackupCutShort."""
    if not raw.startswith(MAGIC):
        raise BackupForeign
    if len(raw) < HEADER_BYTES:
        raise BackupCutShort
    if raw[8] != FORMAT:
        raise BackupNewer
    if raw[9] not in set(How):
        raise BackupForeign
    return How(raw[9])


def unlock_backup(secret: BackupSecret, file: BinaryIO) -> Iterator[bytes]:
    """What was locked, piece by piece as the file is read; only with the last one is it known to be whole.

    Raises what ``how_locked`` raises, or EnvelopeAltered: then whatever came before is to be thrown away.
    """
    header = file.read(HEADER_BYTES)
    if how_locked(header) is not secret.how:
        raise EnvelopeAltered
    try:
        key = secret.key(header)
    except DerivationTooWeak:
        raise EnvelopeAltered from None
    at, last = 0, False
    while not last:
        piece, last = _open(key, header, at, _frame(file))
        yield piece
        at += 1
    if file.read(1):
        raise EnvelopeAltered


def _frame(file: BinaryIO) -> bytes:
    length = file.read(4)
    size = int.from_bytes(length, "big")
    if len(length) == 4 and size > PIECE_BYTES + envelope.OVERHEAD_BYTES:
        raise EnvelopeAltered
    frame = file.read(size)
    if len(length) < 4 or len(frame) != size:
        raise BackupCutShort
    return frame


def _open(key: bytes, header: bytes, at: int, frame: bytes) -> tuple[bytes, bool]:
    """A piece, and whether it is the last."""
    try:
        return envelope.unlock(key, Purpose.BACKUP, _aad(header, at, last=False), frame), False
    except EnvelopeAltered:
        return envelope.unlock(key, Purpose.BACKUP, _aad(header, at, last=True), frame), True


def _aad(header: bytes, at: int, *, last: bool) -> bytes:
    return lp("backup1", header, u64(at), u8(last))
