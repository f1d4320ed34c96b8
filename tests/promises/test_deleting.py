"""Words taken back are in no file at once, and no copy of the files brings them back to a page."""

import asyncio
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import apsw
import pytest

from couples import House
from visits import Evening, Visitor, evening, web
from weft.store.sqlite import SqliteStore

LINE = "The marmoset of Valparaiso"


@dataclass
class Disk:
    """A server on a disk, and what lies locked on it for each entry."""

    folder: Path
    house: House = field(init=False)

    def __post_init__(self) -> None:
        self.house = House(SqliteStore.open(self.folder, None))

    def locked(self) -> dict[str, tuple[bytes, bytes]]:
        """The locked bytes and the locked key of each entry that is there."""
        with apsw.Connection(str(self.folder / "content.db")) as eye:
            eye.execute("ATTACH ? AS keys", (str(self.folder / "keys.db"),))
            rows = list(
                eye.execute(
                    "SELECT e.entry, e.locked, d.wrapped FROM entries AS e "
                    "JOIN keys.deks AS d ON d.log = e.log AND d.seq = e.seq"
                )
            )
        eye.close()
        return {entry: (bytes(locked), bytes(wrapped)) for entry, locked, wrapped in rows}

    def holds(self, raw: bytes) -> Iterator[str]:
        """The files in which these bytes lie."""
        return (path.name for path in self.folder.iterdir() if raw in path.read_bytes())

    async def restart(self, one: Evening) -> None:
        await self.house.home.close()
        self.house.store = SqliteStore.open(self.folder, None)
        self.house.restart()
        one.app = one.noor.app = one.elis.app = web(self.house)


async def keys_of(visitor: Visitor, sitting: str) -> list[str]:
    """What this person can take back in an opened band."""
    page = (await visitor.get(f"/cloth/{sitting}")).text
    return list(dict.fromkeys(re.findall(r'name="words" value="([^"]+)"', page)))


async def take_all_back(visitor: Visitor, sitting: str) -> None:
    for key in await keys_of(visitor, sitting):
        await visitor.post(f"/cloth/{sitting}/take-back", words=key)


def test_what_was_taken_back_is_in_no_file_at_once(tmp_path: Path) -> None:
    async def run() -> None:
        disk = Disk(tmp_path)
        one = await evening(disk.house)
        sitting = await one.true_line_kept()
        before = disk.locked()
        await take_all_back(one.elis, sitting)
        after = disk.locked()
        gone = [before[entry] for entry in before.keys() - after.keys()]
        assert len(gone) == 3
        for raw in (raw for pair in gone for raw in pair):
            assert list(disk.holds(raw)) == []
        await disk.house.home.close()

    asyncio.run(run())


def test_it_is_on_no_page_and_the_rest_stays_also_after_a_restart(tmp_path: Path) -> None:
    async def run() -> None:
        disk = Disk(tmp_path)
        one = await evening(disk.house)
        sitting = await one.true_line_kept()
        await take_all_back(one.elis, sitting)
        for _ in range(2):
            for visitor in (one.noor, one.elis):
                for path in (f"/cloth/{sitting}", "/cloth/list"):
                    page = (await visitor.get(path)).text
                    assert "by Elis" not in page
                    assert "A kept line by Noor" in page
                    assert "isn’t as it should be" not in page
            await disk.restart(one)
        await disk.house.home.close()

    asyncio.run(run())


KILLED = {
    "after the ledger": {"shreds.ledger"},
    "after the keys": {"shreds.ledger", "keys.db"},
}
"""What had reached the disk when the power went, in the order in which it is written."""


@pytest.mark.parametrize("when", KILLED)
def test_a_kill_half_way_is_finished_at_the_next_start(tmp_path: Path, when: str) -> None:
    async def run() -> None:
        disk = Disk(tmp_path / "disk")
        one = await evening(disk.house)
        sitting = await one.true_line_kept()
        await disk.restart(one)  # All of it is in the files, and nothing beside them.
        await disk.house.home.close()
        shutil.copytree(disk.folder, tmp_path / "before")
        await disk.restart(one)
        before = disk.locked()
        await take_all_back(one.elis, sitting)
        gone = [before[entry] for entry in before.keys() - disk.locked().keys()]
        await disk.house.home.close()
        for path in (tmp_path / "before").iterdir():
            if path.name not in KILLED[when]:
                shutil.copy(path, disk.folder / path.name)
        await disk.restart(one)
        for raw in (raw for pair in gone for raw in pair):
            assert list(disk.holds(raw)) == []
        page = (await one.noor.get("/cloth/list")).text
        assert "A kept line by Elis" not in page
        assert "isn’t as it should be" not in page
        await disk.house.home.close()

    asyncio.run(run())


def test_words_taken_back_before_they_were_open_are_in_no_file_either(tmp_path: Path) -> None:
    async def run() -> None:
        disk = Disk(tmp_path)
        one = await evening(disk.house)
        sitting = await one.agreed("one-true-line", "own-pace")
        await one.elis.post(f"/sittings/{sitting}", act="write", words=LINE)
        before = disk.locked()
        await one.elis.post(f"/sittings/{sitting}", act="take-back")
        gone = [before[entry] for entry in before.keys() - disk.locked().keys()]
        assert len(gone) == 1
        for raw in gone[0]:
            assert list(disk.holds(raw)) == []
        await disk.house.home.close()

    asyncio.run(run())


def test_nobody_takes_back_the_others_words(tmp_path: Path) -> None:
    async def run() -> None:
        disk = Disk(tmp_path)
        one = await evening(disk.house)
        sitting = await one.true_line_kept()
        before = disk.locked()
        for key in [
            key for key in await keys_of(one.noor, sitting) if key not in await keys_of(one.elis, sitting)
        ]:
            await one.elis.post(f"/cloth/{sitting}/take-back", words=key)
        await one.elis.post(f"/cloth/{sitting}/take-back", words="no such words")
        assert disk.locked().keys() == before.keys()
        await disk.house.home.close()

    asyncio.run(run())


def test_an_entry_taken_out_without_its_authors_word_is_missing_and_said(tmp_path: Path) -> None:
    """The host can make a row look taken out; only its author can make it pass in silence."""

    async def run() -> None:
        disk = Disk(tmp_path)
        one = await evening(disk.house)
        await one.true_line_kept()
        await disk.house.home.close()
        pen = apsw.Connection(str(tmp_path / "content.db"))
        [(log, seq, locked)] = list(
            pen.execute("SELECT log, seq, locked FROM entries WHERE author = 1 ORDER BY seq DESC LIMIT 1")
        )
        gone = sha256(locked).digest() + bytes(64)
        pen.execute(
            "UPDATE entries SET locked = x'', taken_out = ? WHERE log = ? AND seq = ?", (gone, log, seq)
        )
        pen.close()
        await disk.restart(one)
        assert "isn’t as it should be" in (await one.noor.get("/cloth/list")).text
        await disk.house.home.close()

    asyncio.run(run())
