"""Copies of the databases for a backup, taken while the server serves; and a folder made from such copies.

Both files are looked at in one instant: for a moment no one may write, two readers are set on what is there, and what
they see is copied while writing goes on. So no entry in a copy lacks its key, and no key its entry.
"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

import apsw

from weft.core.people import LogId
from weft.keeper.ports import CoupleRow, EntryRow, SlotType, StoreDamaged, StoreUnwritable
from weft.store.files import (
    FILE_MODE,
    WAIT_MS,
    File,
    Places,
    complaint_about_integrity,
    named,
    open_to_read,
    truncate_wal,
)
from weft.store.gone import noted
from weft.store.ledger import Line, add_lines, parse, with_lines
from weft.store.log import READ
from weft.store.pairs import couple
from weft.store.sqlite import SqliteStore

COPIED = (File.CONTENT, File.KEYS)
"""Never volatile.db, so that nobody is signed in after a restore."""


@dataclass(frozen=True, slots=True, repr=False)
class Copies:
    """Both databases as they were at one instant, to be read from their beginnings, and the shred ledger."""

    content: BinaryIO
    keys: BinaryIO
    ledger: bytes

    @property
    def lines(self) -> list[Line]:
        return parse(self.ledger)


@contextmanager
def taken_copies(folder: Path) -> Iterator[Copies]:
    """Copies of what is there now, while they are read; a server may go on serving.

    They lie in the same folder without a name, so whatever ends this program takes them away. Raises StoreDamaged or
    StoreUnwritable.
    """
    places = Places(folder, folder)
    for file in COPIED:
        if not places.of(file).is_file():
            raise StoreDamaged(file.filename)
    with _seen_at_one_instant(places) as (content, keys, ledger):
        whole = with_lines(ledger, noted(keys))
        copy = _copy(content, File.CONTENT, folder)
        try:
            other = _copy(keys, File.KEYS, folder)
        except BaseException:
            copy.close()
            raise
    with closing(copy), closing(other):
        yield Copies(copy, other, whole)


@contextmanager
def _seen_at_one_instant(places: Places) -> Iterator[tuple[apsw.Connection, apsw.Connection, bytes]]:
    pens, eyes = [_connect(places, file) for file in COPIED], [_connect(places, file) for file in COPIED]
    try:
        for pen, file in zip(pens, COPIED, strict=True):
            with named(file):
                pen.execute("BEGIN IMMEDIATE")
        for eye, file in zip(eyes, COPIED, strict=True):
            with named(file):
                eye.execute("BEGIN; SELECT count(*) FROM sqlite_schema").fetchall()
        ledger = places.ledger.read_bytes() if places.ledger.exists() else b""
        for pen in pens:
            pen.execute("ROLLBACK")
        yield eyes[0], eyes[1], ledger
    finally:
        for one in (*pens, *eyes):
            one.close()


def _connect(places: Places, file: File) -> apsw.Connection:
    with named(file):
        one = apsw.Connection(str(places.of(file)), flags=apsw.SQLITE_OPEN_READWRITE)
        one.set_busy_timeout(WAIT_MS)
        return one


def _copy(eye: apsw.Connection, file: File, folder: Path) -> BinaryIO:
    """The file as this reader sees it and finds it sound; page by page, and never held in memory as a whole."""
    raw, copy = _nameless(folder / f".{file.filename}.{token_hex(8)}", file)
    try:
        with named(file):
            if eye.execute("PRAGMA integrity_check(1)").get != "ok":
                raise StoreDamaged(file.filename)
            copy.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF").fetchall()
            with copy.backup("main", eye, "main") as work:
                work.step(-1)
    except BaseException:
        raw.close()
        raise
    finally:
        copy.close()
    return raw


def _nameless(path: Path, file: File) -> tuple[BinaryIO, apsw.Connection]:
    """A new empty file, to read and as a database, whose name is gone before anything is in it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE)
    except OSError as error:
        raise StoreUnwritable(file.filename) from error
    try:
        with named(file):
            copy = apsw.Connection(str(path))
    except BaseException:
        os.close(handle)
        raise
    finally:
        path.unlink()
    return os.fdopen(handle, "rb"), copy


# ---------------------------------------------------------------- when the last was made


def note_backup(folder: Path, minute: int) -> None:
    """Note that a backup was made, in whole minutes since 1970."""
    pen = _connect(Places(folder, folder), File.KEYS)
    try:
        with named(File.KEYS):
            pen.execute("INSERT OR REPLACE INTO backups VALUES (1, ?)", (minute,))
    finally:
        pen.close()


def last_backup(folder: Path) -> int | None:
    """The minute of the newest backup made here, since 1970; None if there never was one."""
    pen = _connect(Places(folder, folder), File.KEYS)
    try:
        with named(File.KEYS):
            minute: int | None = pen.execute("SELECT minute FROM backups").get
        return minute
    finally:
        pen.close()


# ---------------------------------------------------------------- from copies to a folder


def lay_down(folder: Path, ledger: bytes, lines: Sequence[Line]) -> list[str]:
    """Make both databases of a copy into a folder to serve from, without what was taken out since.

    Gives what is wrong with it, if anything. Raises StoreError; the folder is to be thrown away then.
    """
    places = Places(folder, folder)
    said = [complaint for file in COPIED if (complaint := complaint_about_integrity(places, file))]
    if said:
        return said
    add_lines(places.ledger, [*parse(ledger), *lines])
    _bring_up(folder)
    return []


def _bring_up(folder: Path) -> None:
    """Open once and close: brought up to date, and what the ledger names taken out. Raises StoreTooNew."""

    async def once() -> None:
        await SqliteStore.open(folder).close()

    asyncio.run(once())


def tell_everyone(folder: Path, day: int) -> None:
    """Note that each person is to be told of a copy made on this day, since 1970; and leave nothing beside the files."""
    pens = [_connect(Places(folder, folder), file) for file in COPIED]
    try:
        with named(File.KEYS):
            pens[1].execute("INSERT OR REPLACE INTO put_back SELECT person, ? FROM people", (day,))
            if pens[1].execute("SELECT 1 FROM sqlite_schema WHERE name = 'feeds'").get:
                pens[1].execute("DELETE FROM feeds")  # An address that was given up must not come back.
        for pen in pens:
            pen.execute(
                "SELECT count(*) FROM sqlite_schema"
            ).fetchall()  # Until it is read, nothing is moved.
            truncate_wal(pen)
    finally:
        for pen in pens:
            pen.close()


# ---------------------------------------------------------------- who is there, and how they come in

_WITHOUT = (
    "SELECT count(*) FROM people AS p WHERE NOT EXISTS (SELECT 1 FROM slots AS s WHERE s.person = p.person"
)
_SHUT = f"{_WITHOUT})"
_PAPER = f"{_WITHOUT} AND s.type <> {SlotType.RECOVERY:d})"


def has_people(folder: Path) -> bool:
    """Whether anybody has an account in this folder; False where there is no keys.db that says so."""
    path = Places(folder, folder).of(File.KEYS)
    if not path.is_file():
        return False
    with named(File.KEYS):
        eye = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        eye.set_busy_timeout(WAIT_MS)
        made = eye.execute("SELECT 1 FROM sqlite_schema WHERE name = 'people'").get
        anybody = made and eye.execute("SELECT 1 FROM people LIMIT 1").get
        eye.close()
    return bool(anybody)


def without_a_way(folder: Path) -> tuple[int, int]:
    """How many people have no way in at all, and how many have one by recovery code only."""
    eye = _connect(Places(folder, folder), File.KEYS)
    try:
        with named(File.KEYS):
            shut, paper = eye.execute(_SHUT).get, eye.execute(_PAPER).get
        return int(shut), int(paper) - int(shut)
    finally:
        eye.close()


def all_keys(folder: Path) -> tuple[dict[str, tuple[bytes, bytes]], list[CoupleRow]]:
    """By person their public halves and the signature on them; and every couple."""
    eye = _connect(Places(folder, folder), File.KEYS)
    try:
        with named(File.KEYS):
            people = eye.execute("SELECT person, publics, publics_signature FROM people")
            found = {person: (publics, signature) for person, publics, signature in people}
            return found, [couple(*row) for row in eye.execute(_ALL_COUPLES)]
    finally:
        eye.close()


_ALL_COUPLES = "SELECT couple, left_person, right_person, epoch, left_wrap, right_wrap, maker, signature, day, state FROM couples"


# ---------------------------------------------------------------- every log, for whoever verifies chains

_PEOPLE = "SELECT person, publics FROM keys.people"
_COUPLES = "SELECT couple, left_person, right_person FROM keys.couples"
_LOGS = "SELECT DISTINCT log FROM main.entries"


_RENEWED = "SELECT 1 FROM keys.sqlite_schema WHERE name = 'renewals'"
_EARLIER = "SELECT person, before FROM keys.renewals"


def all_logs(folder: Path) -> Iterator[tuple[LogId, list[EntryRow], dict[int, list[bytes]]]]:
    """Each log there is, its rows, and by author the public halves, also earlier ones, of those who may write in it."""
    eye = open_to_read(Places(folder, folder))
    try:
        publics = {person: [now] for person, now in eye.execute(_PEOPLE)}
        for person, before in list(eye.execute(_EARLIER)) if eye.execute(_RENEWED).get else ():
            publics.setdefault(person, []).append(before)
        two = {one: (left, right) for one, left, right in eye.execute(_COUPLES)}
        for (log,) in list(eye.execute(_LOGS)):
            rows = list(map(EntryRow._make, eye.execute(READ, (log, -1, -1))))
            writers = two.get(log, (log,))
            yield log, rows, {side: publics[one] for side, one in enumerate(writers) if one in publics}
    finally:
        eye.close()
