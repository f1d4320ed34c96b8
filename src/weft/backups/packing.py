"""What is in a backup: what it says of itself, then the files one after another. Format: docs/formats/backup.md."""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from weft import __version__
from weft.keeper.ports import StoreUnwritable
from weft.store.backup import Copies
from weft.store.files import LEDGER
from weft.vault.errors import BackupNewer, EnvelopeAltered

FORMAT = 1
PIECE_BYTES = 1024 * 1024
MOST_SAID = 64 * 1024
"""Bytes of what a backup says of itself."""


def pack(copies: Copies, now: datetime) -> Iterator[bytes]:
    """What a backup holds, a piece at a time: what it says of itself, then the files one after another."""
    ledger = copies.ledger
    files = [
        [name, *_measured(file)] for name, file in (("content.db", copies.content), ("keys.db", copies.keys))
    ]
    said = {
        "format": FORMAT,
        "weft": __version__,
        "at": int(now.timestamp()),
        "files": [*files, [LEDGER, len(ledger), sha256(ledger).hexdigest()]],
    }
    first = json.dumps(said).encode()
    yield len(first).to_bytes(4, "big") + first
    yield from _pieces(copies.content)
    yield from _pieces(copies.keys)
    yield ledger


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The whole of it from its beginning."""
    file.seek(0)
    while some := file.read(PIECE_BYTES):
        yield some


def _measured(file: BinaryIO) -> tuple[int, str]:
    """Its length in bytes and its SHA-256 in hexadecimal."""
    length, digest = 0, sha256()
    for some in _pieces(file):
        length += len(some)
        digest.update(some)
    return length, digest.hexdigest()


class Reader:
    """So many bytes at a time from pieces of any length."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""

    def some(self, most: int) -> bytes:
        """At least one byte and at most so many. Raises EnvelopeAltered where there are none left."""
        while not self._held:
            try:
                self._held = next(self._pieces)
            except StopIteration:
                raise EnvelopeAltered from None
        found, self._held = self._held[:most], self._held[most:]
        return found

    def exactly(self, length: int) -> bytes:
        found = bytearray()
        while len(found) < length:
            found += self.some(length - len(found))
        return bytes(found)

    def ended(self) -> bool:
        """Whether there is nothing more; reads to the end, so that the last frame is known to be the last."""
        return not self._held and not any(self._pieces)


def unpack(pieces: Iterator[bytes], folder: Path) -> tuple[bytes, datetime]:
    """Lay the databases into a new folder; gives the ledger, and when the backup was made.

    Raises EnvelopeAltered for what ``pack`` did not make, BackupNewer for what a later one made; StoreUnwritable.
    """
    reader = Reader(pieces)
    try:
        said = json.loads(reader.exactly(min(MOST_SAID, int.from_bytes(reader.exactly(4), "big"))))
        if said["format"] > FORMAT:
            raise BackupNewer
        made = datetime.fromtimestamp(said["at"], UTC)
        content, keys, ledger = said["files"]
        if [content[0], keys[0], ledger[0]] != ["content.db", "keys.db", LEDGER]:
            raise EnvelopeAltered
        _lay_files(reader, folder, (content, keys))
        lines = reader.exactly(ledger[1])
    except (ValueError, KeyError, TypeError, IndexError, UnicodeDecodeError):
        raise EnvelopeAltered from None
    if sha256(lines).hexdigest() != ledger[2] or not reader.ended():
        raise EnvelopeAltered
    return lines, made


def _lay_files(reader: Reader, folder: Path, files: Iterable[list[object]]) -> None:
    try:
        folder.mkdir(mode=0o700)
        for name, length, digest in files:
            found = _lay(reader, folder / str(name), int(str(length)))
            if found != digest:
                raise EnvelopeAltered
    except OSError as error:
        raise StoreUnwritable(folder.name) from error


def _lay(reader: Reader, path: Path, left: int) -> str:
    """Write so many bytes to a new file; gives their SHA-256 in hexadecimal."""
    handle, digest = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), sha256()
    with os.fdopen(handle, "wb") as out:
        while left:
            some = reader.some(min(left, PIECE_BYTES))
            out.write(some)
            digest.update(some)
            left -= len(some)
        out.flush()
        os.fsync(handle)
    return digest.hexdigest()
