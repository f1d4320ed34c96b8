"""The shred ledger: what was taken out for good, kept apart from the databases and from their backups.

A file of lines in hexadecimal digits. ``entry LOG ENTRY WORD``: random ids, and the author's signed word for it. It
is written and flushed before a key goes, and gone through at every start, so that what a kill left half done is
finished, and what an older copy brought back is taken out again. ``slot MARK`` and ``seal MARK``: a way in that was
replaced or removed, sealed words that were taken back. Those are written only once they are gone, since a line too many
would shut somebody out; keys.db remembers them until then. A line of another kind is kept and passed over.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from weft.keeper.ports import Gone, Shred, StoreUnwritable

Line = Shred | Gone

MODE = 0o600

_LINE = re.compile(
    rb"entry ([0-9a-f]{32}) ([0-9a-f]{32}) ([0-9a-f]{128})|(?:(slot) ([0-9a-f]{32})|(seal) ([0-9a-f]{64}))"
)


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


def add_lines(path: Path, lines: Iterable[Line]) -> None:
    """Add to a ledger, made if there is none. A line torn by a kill is closed off first. Raises StoreUnwritable."""
    known = set(read_lines(path))
    fresh = [one for one in dict.fromkeys(lines) if one not in known]
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


def read_lines(path: Path) -> list[Line]:
    """What a ledger holds, each once; empty if there is none. Raises StoreUnwritable where it can't be read."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreUnwritable(path.name) from error
    return parse(raw)


def parse(raw: bytes) -> list[Line]:
    """The lines of a ledger that are whole, each once."""
    found = (_LINE.fullmatch(line.strip()) for line in raw.split(b"\n"))
    return list(dict.fromkeys(_read(*(part.decode() for part in one.groups(b""))) for one in found if one))


def entries_in(lines: Iterable[Line]) -> list[Shred]:
    return [one for one in lines if isinstance(one, Shred)]


def marks_in(lines: Iterable[Line]) -> list[Gone]:
    return [one for one in lines if isinstance(one, Gone)]


def with_lines(raw: bytes, lines: Iterable[Line]) -> bytes:
    """A ledger's bytes, and these lines where it has them not."""
    known = set(parse(raw))
    return raw + b"".join(_line(one) for one in lines if one not in known)


def _read(log: str, entry: str, word: str, slot: str, way: str, seal: str, words: str) -> Line:
    return Shred.of(log, entry, bytes.fromhex(word)) if log else Gone(slot or seal, way or words)


def _line(one: Line) -> bytes:
    if isinstance(one, Gone):
        return f"{one.kind} {one.mark}\n".encode()
    return f"entry {one.log} {one.entry} {one.word.hex()}\n".encode()
