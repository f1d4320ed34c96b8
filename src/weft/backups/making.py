"""A backup made while the server serves, and read back before it has its name."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from weft.backups.packing import pack
from weft.backups.places import AS_NAMED, remove_old
from weft.backups.refused import BackupRefused
from weft.keeper.ports import StoreError
from weft.store.backup import last_backup, note_backup, taken_copies
from weft.store.files import LEDGER
from weft.store.ledger import add_lines
from weft.vault.backup import BackupSecret, lock_backup, unlock_backup
from weft.vault.errors import BackupCutShort, EnvelopeAltered


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written and read back. ``removed`` are those that had become too old."""

    path: Path
    removed: tuple[Path, ...]


def back_up(data: Path, to: Path, secret: BackupSecret, now: datetime) -> Made:
    """Write a backup of ``data`` into the folder ``to``, read it back, and remove those over fourteen days old.

    The shred ledger is written beside it too, in the open: it holds random ids, and the newest one serves every older
    backup. Raises BackupRefused.
    """
    try:
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = to / f"weft-{now.astimezone(UTC).strftime(AS_NAMED)}.backup"
        with taken_copies(data) as copies:
            _write_checked(path, secret, pack(copies, now))
            add_lines(to / LEDGER, copies.lines)
        note_backup(data, int(now.timestamp()) // 60)
    except (StoreError, OSError) as no:
        raise BackupRefused(f"No backup was made. {no}.") from no
    return Made(path, tuple(remove_old(to, now)))


def days_since_backup(data: Path, now: float) -> int | None:
    """Whole days since the newest backup was made here; None if there never was one. Raises StoreError."""
    minute = last_backup(data)
    return None if minute is None else max(0, int(now) // 60 - minute) // 1440


def _write_checked(path: Path, secret: BackupSecret, plain: Iterator[bytes]) -> None:
    """Write beside, read back, and only then give it its name. Raises OSError."""
    beside, digest = path.with_suffix(".part"), sha256()

    def counted() -> Iterator[bytes]:
        for some in plain:
            digest.update(some)
            yield some

    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "r+b") as out:
            for piece in lock_backup(secret, counted()):
                out.write(piece)
            out.flush()
            os.fsync(handle)
            out.seek(0)
            _read_back(secret, out, digest.digest())
        os.link(beside, path)
    except (EnvelopeAltered, BackupCutShort) as no:
        raise BackupRefused(UNLIKE) from no
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


UNLIKE = "The disk gave back something other than was written. No backup was made."


def _read_back(secret: BackupSecret, file: BinaryIO, written: bytes) -> None:
    """Raises BackupRefused, EnvelopeAltered or BackupCutShort."""
    found = sha256()
    for some in unlock_backup(secret, file):
        found.update(some)
    if found.digest() != written:
        raise BackupRefused(UNLIKE)
