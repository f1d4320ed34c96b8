"""The restore drill: live, back up while writing, live on, take words back, lose the disk, restore, sign in.

And what a restore refuses: it says why, and changes nothing.
"""

import asyncio
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import apsw
import pytest

from couples import SUPPER, Clock, House
from visits import Evening, Visitor, evening, plain_sign_in, web
from weft.backups import BackupRefused, PutBack, back_up, find_backup, restore
from weft.store.files import LEDGER
from weft.store.sqlite import SqliteStore
from weft.vault.backup import BackupSecret
from weft.vault.server_key import ServerKey

SECRET = BackupSecret.key_file(b"k" * 32)
SAID = "Something here isn’t as it should be"


@dataclass
class Lost:
    """A server whose disk is gone: what is left are its backups, oldest first, and the ledger."""

    base: Path
    key: ServerKey
    clock: Clock
    backups: list[Path]
    bands: list[str]
    gone: list[tuple[bytes, bytes]]
    """The locked bytes and the locked key of every entry taken out."""

    @property
    def ledger(self) -> Path:
        return self.base / "ledger-elsewhere"

    def put_back(self, which: int, name: str) -> tuple[Path, PutBack]:
        data = self.base / name
        shutil.rmtree(data, ignore_errors=True)
        return data, restore(self.backups[which], data, SECRET, [self.ledger])

    def start(self, data: Path) -> House:
        return House(SqliteStore.open(data, None), self.key, Clock(self.clock.now))


def rows_of(data: Path) -> dict[str, tuple[bytes, bytes]]:
    eye = apsw.Connection(str(data / "content.db"))
    eye.execute("ATTACH ? AS keys", (str(data / "keys.db"),))
    question = "SELECT e.entry, e.locked, d.wrapped FROM entries AS e JOIN keys.deks AS d ON d.log = e.log AND d.seq = e.seq"
    found = {entry: (bytes(locked), bytes(wrapped)) for entry, locked, wrapped in eye.execute(question)}
    eye.close()
    return found


async def _a_band(one: Evening, when: str) -> str:
    sitting = await one.agreed("one-true-line", "own-pace")
    for act in ("write", "respond", "keep"):
        await one.both(sitting, act, f"{act} {when}")
    return sitting


async def _take_back(visitor: Visitor, sitting: str, data: Path) -> list[tuple[bytes, bytes]]:
    """Take one's kept line back; gives what it was locked as."""
    before = rows_of(data)
    await visitor.post(f"/cloth/{sitting}/take-back", words=await _last_key(visitor, sitting))
    after = rows_of(data)
    return [before[entry] for entry in before.keys() - after.keys()]


async def _last_key(visitor: Visitor, sitting: str) -> str:
    page = (await visitor.get(f"/cloth/{sitting}")).text
    return page.rpartition('name="words" value="')[2].partition('"')[0]


async def _backed_up(
    one: Evening, data: Path, to: Path, when: str = "while it is copied"
) -> tuple[Path, str]:
    """A backup made in another thread while both write; it may hold what they write then, or not."""
    made = asyncio.create_task(asyncio.to_thread(back_up, data, to, SECRET, one.house.clock()))
    band = await _a_band(one, when)
    return (await made).path, band


async def _live(base: Path) -> Lost:
    data, to = base / "data", base / "backups"
    house = House(SqliteStore.open(data, None))
    one = await evening(house)
    bands = [await _a_band(one, "at first")]
    first, band = await _backed_up(one, data, to)
    house.clock.pass_by(hours=1)
    await one.noor.post_json("/sign-in", plain_sign_in("Noor", house))
    await one.elis.post_json("/sign-in", plain_sign_in("Elis", house))
    gone = await _take_back(one.elis, bands[0], data)
    bands += [band, await _a_band(one, "later")]
    second, band = await _backed_up(one, data, to, "while it is copied again")
    gone += await _take_back(one.noor, bands[1], data)
    bands.append(await _a_band(one, "last"))
    await house.home.close()
    lost = Lost(base, house.key, house.clock, [first, second], bands, gone)
    shutil.copy(data / LEDGER, lost.ledger)
    shutil.rmtree(data)
    return lost


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Lost:
    return asyncio.run(_live(tmp_path_factory.mktemp("drill")))


@pytest.mark.parametrize("which", [0, -1], ids=["oldest", "newest"])
def test_after_a_restore_both_sign_in_and_find_what_was_there(lost: Lost, which: int) -> None:
    data, done = lost.put_back(which, "again")
    assert done.said == ()

    async def run() -> None:
        house = lost.start(data)
        assert await house.store.check() == []
        for name in ("Noor", "Elis"):
            visitor = Visitor(web(house))
            assert (await visitor.get("/today")).status == 303
            assert (await visitor.post_json("/sign-in", plain_sign_in(name, house))).status == 200
            page = (await visitor.get("/cloth/list")).text
            assert "keep at first by Noor" in page
            assert "write at first by Elis" in page
            assert ("keep later by Elis" in page) == (which == -1)
        await house.home.close()

    asyncio.run(run())


@pytest.mark.parametrize("which", [0, -1], ids=["oldest", "newest"])
def test_what_was_taken_back_comes_back_from_no_backup(lost: Lost, which: int) -> None:
    data, _ = lost.put_back(which, "again")
    assert len(lost.gone) == 2
    for raw in (raw for pair in lost.gone for raw in pair):
        assert [path.name for path in data.iterdir() if raw in path.read_bytes()] == []

    async def run() -> None:
        house = lost.start(data)
        visitor = Visitor(web(house))
        await visitor.post_json("/sign-in", plain_sign_in("Noor", house))
        page = (await visitor.get("/cloth/list")).text
        assert "keep at first by Elis" not in page
        assert "keep while it is copied by Noor" not in page
        await house.home.close()

    asyncio.run(run())


def test_the_ledger_beside_the_backups_is_enough_for_what_was_taken_back_before_the_newest(
    lost: Lost,
) -> None:
    data = lost.base / "without"
    restore(lost.backups[0], data, SECRET)
    for raw in lost.gone[0]:
        assert all(raw not in path.read_bytes() for path in data.iterdir())


def test_both_are_told_once_and_can_go_on(lost: Lost) -> None:
    data, _ = lost.put_back(-1, "again")

    async def run() -> None:
        house = lost.start(data)
        for name in ("Noor", "Elis"):
            visitor = Visitor(web(house))
            await visitor.post_json("/sign-in", plain_sign_in(name, house))
            assert SAID in (await visitor.get("/today")).text
            assert "Restored from an earlier copy" in (await visitor.get("/damage")).text
            assert "missing, or what opens them" not in (await visitor.get("/damage")).text
            await visitor.post("/damage/go-on")
            assert SAID not in (await visitor.get("/today")).text
            await visitor.post_json("/sign-in", plain_sign_in(name, house))
            assert SAID not in (await visitor.get("/today")).text
        await house.home.close()

    asyncio.run(run())


def test_nobody_is_signed_in_and_no_server_key_is_in_it(lost: Lost) -> None:
    data, _ = lost.put_back(-1, "again")
    assert sorted(path.name for path in data.iterdir()) == ["content.db", "keys.db", LEDGER]


# ---------------------------------------------------------------- what is refused


Spoil = Callable[[bytes], bytes]
SPOILT: dict[str, tuple[Spoil, str]] = {
    "cut short in the middle": (lambda raw: raw[: len(raw) // 2], "The end of this backup is missing"),
    "cut short in its header": (lambda raw: raw[:20], "The end of this backup is missing"),
    "one byte changed": (lambda raw: raw[:900] + bytes([raw[900] ^ 1]) + raw[901:], "does not open"),
    "more at its end": (lambda raw: raw + b"more", "does not open"),
    "from a newer Weft": (lambda raw: raw[:8] + b"\x02" + raw[9:], "made by a newer Weft"),
    "no backup at all": (lambda _: b"PK\x03\x04 something else", "not a backup of Weft"),
    "empty": (lambda _: b"", "not a backup of Weft"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_backup_is_refused_with_the_reason(lost: Lost, tmp_path: Path, how: str) -> None:
    spoil, said = SPOILT[how]
    backup = tmp_path / "spoilt.backup"
    backup.write_bytes(spoil(lost.backups[-1].read_bytes()))
    with pytest.raises(BackupRefused, match=said):
        restore(backup, tmp_path / "data", SECRET)
    assert sorted(os.listdir(tmp_path)) == ["spoilt.backup"]


def test_another_key_is_refused(lost: Lost, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="does not open"):
        restore(lost.backups[-1], tmp_path / "data", BackupSecret.key_file(b"x" * 32))
    assert os.listdir(tmp_path) == []


def test_a_folder_with_something_in_it_is_left_alone(lost: Lost, tmp_path: Path) -> None:
    (tmp_path / "keys.db").write_bytes(b"somebody's")
    with pytest.raises(BackupRefused, match="is not empty"):
        restore(lost.backups[-1], tmp_path, SECRET)
    assert (tmp_path / "keys.db").read_bytes() == b"somebody's"


def test_backups_are_kept_for_fourteen_days(lost: Lost, tmp_path: Path) -> None:
    data, _ = lost.put_back(-1, "again")
    clock = Clock(SUPPER)
    for _ in range(4):
        made = back_up(data, tmp_path / "to", SECRET, clock())
        clock.pass_by(days=7, minutes=1)
    assert len(made.removed) == 1
    assert len(list((tmp_path / "to").glob("*.backup"))) == 2
    assert find_backup(tmp_path / "to") == made.path
