"""The shred ledger: which entries were taken out for good, kept apart from the databases and from their backups.

A file of lines, ``entry LOG ENTRY WORD``, in hexadecimal digits: random ids, and the author's signed word for it. It
is written and flushed before a key goes, and gone through at every start, so that what a kill left half done is
finished, and what an older copy brought back is taken out again. A line of another kind is kept and passed over.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from weft.keeper.ports import Shred, StoreUnwritable

MODE = 0o600

_LINE = re.compile(rb"entry ([0-9a-f]{32}) ([0-9a-f]{32}) ([0-9a-f]{128})")


class Ledger:
    """The ledger of one folder, and what is to be written to it before the next commit."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._noted: list[Shred] = []

    def note(self, shreds: Iterable[Shred]) -> None:
        """Remember what this commit takes out; nothing is written yet."""
        self._noted += shreds

    def forget(self) -> None:
        self._noted.clear()

    def write(self) -> bool:
        """Write what was noted, flushed to the disk; whether there was anything. Raises StoreUnwritable."""
        if not self._noted:
            return False
        add_lines(self.path, self._noted)
        self._noted.clear()
        return True


def add_lines(path: Path, shreds: Iterable[Shred]) -> None:
    """Add to a ledger, made if there is none. A line torn by a kill is closed off first. Raises StoreUnwritable."""
    known = set(read_lines(path))
    fresh = [one for one in dict.fromkeys(shreds) if one not in known]
    if not fresh:
        return
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, MODE)
        try:
            _write_all(handle, b"\n" + b"".join(map(_line, fresh)))
            os.fsync(handle)
        finally:
            os.close(handle)
        _flush_folder(path.parent)
    except OSError as error:
        raise StoreUnwritable(path.name) from error


def _write_all(handle: int, raw: bytes) -> None:
    while raw:
        raw = raw[os.write(handle, raw) :]


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_lines(path: Path) -> list[Shred]:
    """What a ledger holds, each once; empty if there is none. Raises StoreUnwritable where it can't be read."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreUnwritable(path.name) from error
    return parse(raw)


def parse(raw: bytes) -> list[Shred]:
    """The lines of a ledger that are whole."""
    found = (_LINE.fullmatch(line.strip()) for line in raw.split(b"\n"))
    lines = (
        Shred.of(one[1].decode(), one[2].decode(), bytes.fromhex(one[3].decode())) for one in found if one
    )
    return list(dict.fromkeys(lines))


def _line(one: Shred) -> bytes:
    return f"entry {one.log} {one.entry} {one.word.hex()}\n".encode()
