"""Where backups lie, what they are called, and how long they are kept; and the key of the server beside them."""

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from weft.backups.refused import BackupRefused

KEPT = timedelta(days=14)
"""How long a backup may hold the key of something taken out: older ones are removed."""
NAME = re.compile(r"weft-(\d{4}-\d{2}-\d{2}-\d{6})\.backup")
AS_NAMED = "%Y-%m-%d-%H%M%S"


def find_backup(there: Path) -> Path:
    """The backup meant: a file, or the newest in a folder. Raises BackupRefused."""
    if there.is_file():
        return there
    found = backups_in(there) if there.is_dir() else []
    if not found:
        raise BackupRefused(f"There is no backup at {there}.")
    return found[-1][0]


def remove_old(folder: Path, now: datetime) -> Iterable[Path]:
    for path, made in backups_in(folder):
        if now - made > KEPT:
            path.unlink()
            yield path


def backups_in(folder: Path) -> list[tuple[Path, datetime]]:
    """Oldest first."""
    found = ((path, NAME.fullmatch(path.name)) for path in folder.iterdir())
    dated = [(path, _instant(one[1])) for path, one in found if one]
    return sorted(((path, at) for path, at in dated if at), key=lambda one: one[1])


def _instant(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, AS_NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None


def keep_server_key(key: Path, at: Path, apart_from: Path) -> None:
    """Copy the server key to a file of its own, never among the backups. Raises BackupRefused."""
    if at.resolve().is_relative_to(apart_from.resolve()):
        raise BackupRefused("Keep server.key apart from the backups: whoever finds both can try guesses.")
    try:
        copy_key(key, at)
    except OSError as no:
        raise BackupRefused(f"The server key was not copied to {at}: {no.strerror}.") from no


def copy_key(key: Path, at: Path) -> None:
    raw = key.read_bytes()
    if at.exists() and at.read_bytes() == raw:
        return
    write_new(at, raw)


def write_new(path: Path, raw: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(raw)
        out.flush()
        os.fsync(handle)
