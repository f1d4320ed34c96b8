"""The three database files: where they lie, how they are opened, brought up to date and looked over.

Knows nothing of what the rows mean. No error of the database library leaves the store: ``named`` turns each
into one of ours, with the file it happened in.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path

import apsw

from weft.keeper.ports import StoreDamaged, StoreError, StoreTooNew, StoreUnwritable
from weft.store.one_writer import Held

LEDGER = "shreds.ledger"
"""What was taken out for good: a file of its own, beside the databases."""

WAIT_MS = 5_000
"""How long a write waits for another program, such as a command of ours, to let go of a file."""

CACHE_KIB = 8_192
"""What a reading connection may hold of content.db: two logs of ten years, and no more of the host's memory."""

FOLDER_MODE = 0o700
FILE_MODE = 0o600

DAMAGE = (apsw.CorruptError, apsw.NotADBError, apsw.FormatError, apsw.SQLError)
"""A missing table is damage too: we ask only for tables which our own schema made."""


class File(StrEnum):
    CONTENT = "content"
    KEYS = "keys"
    VOLATILE = "volatile"

    @property
    def filename(self) -> str:
        return f"{self}.db"


@dataclass(frozen=True, slots=True)
class Places:
    """The folder with content.db and keys.db, and the one with volatile.db (memory-backed, if the host can)."""

    folder: Path
    volatile: Path

    def of(self, file: File) -> Path:
        return (self.volatile if file is File.VOLATILE else self.folder) / file.filename

    @property
    def ledger(self) -> Path:
        return self.folder / LEDGER


class named:
    """Turn whatever the database library says inside into StoreDamaged or StoreUnwritable."""

    __slots__ = ("file",)

    def __init__(self, file: File) -> None:
        self.file = file

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is None:
            return
        if isinstance(error, DAMAGE):
            raise StoreDamaged(self.file.filename) from error
        # A broken constraint is a broken promise of our own code, and no fault of the file.
        if isinstance(error, apsw.Error) and not isinstance(error, apsw.ConstraintError):
            raise StoreUnwritable(self.file.filename) from error


def hold(places: Places) -> Held:
    """Hold both folders, made where they are missing. Raises StoreInUse, StoreUnwritable."""
    try:
        for folder in (places.folder, places.volatile):
            folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        return Held(places.folder, places.volatile)
    except OSError as error:
        raise StoreUnwritable(places.folder.name) from error


def open_to_write(places: Places, file: File) -> apsw.Connection:
    """A connection that may write, on a file made if it was missing and brought up to date."""
    with named(file):
        _make(places.of(file), file)
        pen = apsw.Connection(str(places.of(file)))
        pen.set_busy_timeout(WAIT_MS)
        pen.execute("PRAGMA journal_mode = WAL")
        pen.execute(f"PRAGMA synchronous = {'OFF' if file is File.VOLATILE else 'FULL'}")
        pen.execute("PRAGMA secure_delete = ON")
        return pen


def open_to_read(places: Places) -> apsw.Connection:
    """A connection that sees all three files and can change none: content is ``main``, then keys, volatile."""
    with named(File.CONTENT):
        eye = apsw.Connection(str(places.of(File.CONTENT)), flags=apsw.SQLITE_OPEN_READONLY)
        eye.set_busy_timeout(WAIT_MS)
    for file in (File.KEYS, File.VOLATILE):
        with named(file):
            eye.execute(f"ATTACH ? AS {file}", (str(places.of(file)),))
    eye.execute(f"PRAGMA main.cache_size = -{CACHE_KIB}")
    return eye


def truncate_wal(pen: apsw.Connection) -> bool:
    """Move everything into the file itself and empty what lies beside it; False while a reader is in the way."""
    try:
        pen.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    except apsw.Error:
        return False
    return True


def _make(path: Path, file: File) -> None:
    """Make folder and file readable by nobody else, before there is anything in them to read."""
    try:
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE))
    except OSError as error:
        raise StoreUnwritable(file.filename) from error


def discard(path: Path) -> None:
    """Remove a database file and what lies beside it."""
    for tail in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + tail).unlink()


# ---------------------------------------------------------------- bringing up to date


def schema_steps(file: File) -> list[tuple[int, str]]:
    """The numbered steps that build a file, oldest first, from ``schema/NNNN-<file>.sql``."""
    folder = resources.files("weft.store") / "schema"
    found = [step for step in folder.iterdir() if step.name.endswith(f"-{file}.sql")]
    return sorted((int(step.name.split("-")[0]), step.read_text("utf-8")) for step in found)


def version(pen: apsw.Connection) -> int:
    return int(pen.pragma("user_version"))


def bring_up_to_date(pen: apsw.Connection, file: File) -> None:
    """Take every step the file has not taken yet, each whole or not at all. Raises StoreTooNew."""
    steps = schema_steps(file)
    with named(file):
        if version(pen) > steps[-1][0]:
            raise StoreTooNew(file.filename)
        for number, statements in steps:
            if number > version(pen):
                pen.execute(f"BEGIN IMMEDIATE; {statements}; PRAGMA user_version = {number}; COMMIT")


# ---------------------------------------------------------------- looking over


def complaints_about_access(places: Places) -> list[str]:
    """Who else on the machine could read the files, and what to type against it."""
    said = []
    for folder in dict.fromkeys((places.folder, places.volatile)):
        if folder.stat().st_mode & 0o077:
            said.append(f"Others on this machine can look into {folder}. Mend it with: chmod 700 {folder}")
    for file in File:
        path = places.of(file)
        if path.exists() and path.stat().st_mode & 0o077:
            said.append(f"Others on this machine can read {path}. Mend it with: chmod 600 {path}")
    return said


def complaint_about_integrity(places: Places, file: File) -> str | None:
    """Read a whole file through, which takes a while: every page, every index."""
    try:
        with named(file):
            eye = apsw.Connection(str(places.of(file)), flags=apsw.SQLITE_OPEN_READONLY)
            eye.set_busy_timeout(WAIT_MS)
            sound = eye.execute("PRAGMA integrity_check(1)").get == "ok"
            eye.close()
    except StoreError:
        sound = False
    if sound:
        return None
    return f"{file.filename} is damaged. Stop Weft, put back the newest backup of it, and start again."
