"""Whatever write the disk refuses, an append is there whole or not at all, and what was said of it is true.

The files lie on a file system of our own making, which refuses the n-th write, write torn in the middle, or flush: once, or
from then on, as a disk that is full. For every n that there is, in an append of two entries with a board and with words
taken back. Afterwards the store is asked again while it still runs, and once more after it was opened anew.

What is taken back goes in an order of its own, ledger, key, words, so that it never comes back: where the disk refuses in
between, its key may be gone already, and trying again or the next start finishes it. Nothing new is ever there in part.
"""

import shutil
import sqlite3
from asyncio import run
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import apsw
import pytest

from weft.core.people import LogId
from weft.keeper.ports import BoardRow, EntryRow, RevTaken, Shred, StoreError
from weft.store.files import File
from weft.store.sqlite import SqliteStore

LOG = LogId(sha256(b"log").hexdigest()[:32])
WORD = b"\7" * 64


class Disk(apsw.VFS):
    """A file system that writes as it should until it is told to refuse."""

    def __init__(self) -> None:
        self.done, self.refuses, self.until, self.torn = 0, 0, 0, False
        self.loose = set[str]()
        """Files of which something was written and not flushed since: a machine that loses power now has lost it."""
        super().__init__("weft-faulty", "", makedefault=True)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return Paper(self, name, flags)

    def refuse(self, first: int, last: int, *, torn: bool = False) -> None:
        """From now on refuse these, counted from 1; with ``torn`` half of a write is there all the same."""
        self.done, self.refuses, self.until, self.torn = 0, first, last, torn

    @property
    def refusing(self) -> bool:
        self.done += 1
        return self.refuses <= self.done <= self.until


class Paper(apsw.VFSFile):
    """One of its files."""

    def __init__(self, disk: Disk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self._disk = disk
        self._called = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "").name
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        if self._disk.refusing:
            if self._disk.torn:
                super().xWrite(data[: len(data) // 2], offset)
            raise apsw.FullError("the disk is full")
        super().xWrite(data, offset)
        if not self._called.startswith(File.VOLATILE):  # Sign-ins lie in memory, and are lost with it.
            self._disk.loose.add(self._called)

    def xSync(self, flags: int) -> None:
        if self._disk.refusing:
            raise apsw.IOError("the disk did not answer")
        super().xSync(flags)
        self._disk.loose.discard(self._called)


@contextmanager
def faulty() -> Iterator[Disk]:
    before = apsw.vfs_names()[0]
    disk = Disk()
    try:
        yield disk
    finally:
        disk.unregister()
        apsw.set_default_vfs(before)


def entry(seq: int, name: str) -> EntryRow:
    locked = sha256(name.encode()).digest() * 12
    called = sha256(name.encode()).hexdigest()[:32]
    return EntryRow(LOG, seq, called, 0, 1, 0, 0, 20_000, 256, locked[:60], locked, locked[:64])


BEFORE = [entry(0, "first"), entry(1, "to be taken back")]
NEW = [entry(2, "one"), entry(3, "two")]
GONE = Shred(LOG, BEFORE[1].entry, WORD)


async def begun(folder: Path) -> None:
    store = SqliteStore.open(folder)
    await store.append(BEFORE, [BoardRow(LOG, LOG, 0, b"before")])
    await store.close()


async def append(store: SqliteStore) -> None:
    await store.append(NEW, [BoardRow(LOG, LOG, 1, b"after")], (), [GONE])


async def as_it_is(store: SqliteStore) -> tuple[bool, bool]:
    """Whether the append is there, with board and taking back; and whether it is there in whole or not at all."""
    rows = await store.read(LOG)
    board = (await store.boards(LOG))[0].locked
    old = [row.entry for row in rows[:2]] == [row.entry for row in BEFORE] and rows[0] == BEFORE[0]
    kept = rows[1].locked == BEFORE[1].locked and rows[1].wrapped_dek == BEFORE[1].wrapped_dek
    taken = rows[1].locked == b"" and rows[1].wrapped_dek == b""
    going = rows[1].wrapped_dek == b""
    there = rows[2:] == NEW and board == b"after" and taken
    absent = rows[2:] == [] and board == b"before" and (kept or going)
    return there, old and (there or absent)


async def refused_at(disk: Disk, folder: Path, first: int, last: int, torn: bool) -> tuple[bool, list[str]]:
    """Append while the disk refuses these; gives whether it refused any, and every promise that broke."""
    broken, acknowledged = list[str](), False
    store = SqliteStore.open(folder)
    disk.refuse(first, last, torn=torn)
    with suppress(StoreError):
        await append(store)
        acknowledged = True
    hit = disk.done >= first
    disk.refuse(0, 0)
    there, whole = await as_it_is(store)
    if not whole or (acknowledged and not there):
        broken.append("half, or said to be there and is not, while it ran")
    if not there:
        with suppress(RevTaken):
            await append(store)  # Tried again, as a person would, on the same server.
        if not (await as_it_is(store))[0]:
            broken.append("not to be had when tried again")
    await store.close()
    store = SqliteStore.open(folder)
    if await as_it_is(store) != (True, True):
        broken.append("half, or gone, once opened anew")
    if complaints := await store.check():
        broken.extend(complaints)
    await store.close()
    return hit, broken


async def crashed_at(disk: Disk, folder: Path, first: int) -> list[str]:
    """The same with a disk that takes nothing more, and a server that is gone before it comes back."""
    broken, acknowledged = list[str](), False
    store = SqliteStore.open(folder)
    disk.refuse(first, 1 << 30)
    with suppress(StoreError):
        await append(store)
        acknowledged = True
    copy = folder.with_name("left")
    shutil.copytree(folder, copy)
    disk.refuse(0, 0)
    await store.close()
    store = SqliteStore.open(copy)
    there, whole = await as_it_is(store)
    if not whole or (acknowledged and not there):
        broken.append("half, or said to be there and is not")
    broken.extend(await store.check())
    await store.close()
    return broken


def every(tmp_path: Path, *, torn: bool, onwards: bool) -> dict[int, list[str]]:
    run(begun(tmp_path / "start"))
    found, number, hit = dict[int, list[str]](), 0, True
    with faulty() as disk:
        while hit:
            number += 1
            folder = tmp_path / str(number)
            shutil.copytree(tmp_path / "start", folder)
            last = 1 << 30 if onwards else number
            hit, found[number] = run(refused_at(disk, folder, number, last, torn))
            shutil.rmtree(folder)
    assert number > 5, "hardly anything was written"
    return {number: broken for number, broken in found.items() if broken}


@pytest.mark.parametrize("torn", [False, True], ids=["refused", "torn"])
@pytest.mark.parametrize("onwards", [False, True], ids=["once", "from then on"])
def test_whatever_write_is_refused_nothing_is_half_and_nothing_is_a_lie(
    tmp_path: Path, torn: bool, onwards: bool
) -> None:
    assert every(tmp_path, torn=torn, onwards=onwards) == {}


def test_nor_where_the_server_is_gone_before_the_disk_comes_back(tmp_path: Path) -> None:
    run(begun(tmp_path / "start"))
    broken = dict[int, list[str]]()
    with faulty() as disk:
        for number in range(1, 24):
            folder = tmp_path / str(number) / "kept"
            shutil.copytree(tmp_path / "start", folder)
            if said := run(crashed_at(disk, folder, number)):
                broken[number] = said
    assert broken == {}


def test_the_file_system_does_refuse(tmp_path: Path) -> None:
    with faulty() as disk:
        pen = apsw.Connection(str(tmp_path / "one.db"))
        pen.execute("CREATE TABLE one (what)")
        disk.refuse(1, 1)
        with pytest.raises((apsw.FullError, apsw.IOError)):
            pen.execute("INSERT INTO one VALUES (zeroblob(9000))")
        pen.close()
    assert sqlite3.connect(tmp_path / "one.db").execute("SELECT count(*) FROM one").fetchone() == (0,)


@pytest.mark.parametrize("gone", [[], [GONE]], ids=["kept", "kept and taken back"])
def test_what_is_acknowledged_was_flushed_to_the_disk_before(tmp_path: Path, gone: list[Shred]) -> None:
    """A killed program loses nothing that the system has; a machine without power loses all that was not flushed."""

    async def scene(disk: Disk) -> set[str]:
        store = SqliteStore.open(tmp_path / "kept")
        await store.append(BEFORE, [BoardRow(LOG, LOG, 0, b"before")])
        await store.append(NEW, [BoardRow(LOG, LOG, 1, b"after")], (), gone)
        loose = set(disk.loose)
        await store.close()
        return loose

    with faulty() as disk:
        assert run(scene(disk)) == set()


def test_and_a_disk_that_was_not_asked_to_would_be_noticed(tmp_path: Path) -> None:
    async def scene(disk: Disk) -> set[str]:
        store = SqliteStore.open(tmp_path / "kept")
        for file in (File.CONTENT, File.KEYS):
            store._writer._pens.of(file).execute("PRAGMA synchronous = OFF")
        await store.append(BEFORE)
        loose = set(disk.loose)
        await store.close()
        return loose

    with faulty() as disk:
        assert run(scene(disk)) == {"content.db-wal", "keys.db-wal"}
