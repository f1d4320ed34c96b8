"""Words taken back are in no file at once, and no copy of the files brings them back to a page."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import apsw

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
