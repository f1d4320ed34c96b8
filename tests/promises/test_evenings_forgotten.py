"""Evenings of a season, forgotten: in no file, in no backup that is put back, and no trace of them at the other's."""

import asyncio
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from couples import Clock, House
from promises.test_deleting import Disk
from visits import Answer, Evening, Visitor, evening, plain_sign_in, settle, web
from weft.backups import back_up, restore
from weft.store.files import LEDGER
from weft.store.sqlite import SqliteStore
from weft.vault.backup import BackupSecret
from weft.vault.server_key import ServerKey

SECRET = BackupSecret.key_file(b"k" * 32)
DAYS = 9
"""From a Thursday on: past a Monday, from which on what is shared counts for the other."""
PAGES = (
    "/today",
    "/season",
    "/evening",
    "/evening/mine",
    "/insight",
    "/insight/both",
    "/plans",
    "/cloth/list",
)
SAID = {"met": "81", "did": "softer", "stress": "3", "hours": "8"}


@dataclass
class Lived:
    """One playing: where it lies, its backups, what of Elis's went, and what Noor saw and heard of it."""

    base: Path
    key: ServerKey
    clock: Clock
    backups: list[Path] = field(default_factory=list)
    gone: list[bytes] = field(default_factory=list)
    seen: dict[str, Answer] = field(default_factory=dict)
    heard: bytes = b""

    def put_back(self, which: int) -> Path:
        data = self.base / "again"
        shutil.rmtree(data, ignore_errors=True)
        restore(self.backups[which], data, SECRET, [self.base / "data" / LEDGER])
        return data


def a_house(lived: Lived, data: Path) -> House:
    return House(SqliteStore.open(data, None), lived.key, lived.clock)


def on_the_disk(lived: Lived, house: House) -> Disk:
    """Eyes for the files of a server that is running."""
    disk = Disk.__new__(Disk)
    disk.folder, disk.house = lived.base / "data", house
    return disk


async def begun(data: Path) -> tuple[ServerKey, Clock, str]:
    """Noor and Elis at the beginning of a season; nobody has written an evening yet."""
    house = House(SqliteStore.open(data, None))
    one = await evening(house)
    chosen = {"pace": "light", "days": "1", "quiet": "4", "length": "28", "own": "An hour on Tuesdays"}
    assert (await one.noor.post("/season/choose", **chosen)).status == 303
    key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get("/season")).text)[0]
    assert (await one.elis.post("/season", act="agree", key=key)).status == 303
    await house.home.close()
    return house.key, house.clock, key


async def both_at_home(house: House) -> Evening:
    app = web(house)
    one = Evening(house, app, Visitor(app), Visitor(app, address="192.0.2.2"))
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, house))).status == 200
    return one


async def live(lived: Lived, season: str, *, elis_keeps: bool) -> None:
    """The same days from there on, with Elis's evenings in them or without; at the end they are forgotten."""
    house = a_house(lived, lived.base / "data")
    disk = on_the_disk(lived, house)
    before = set(disk.locked())
    one = await both_at_home(house)
    for day in range(DAYS):
        assert (await one.noor.post("/evening", near=str(50 + day * 7 % 30), did="talk")).status == 303
        if elis_keeps:
            await _written(one, day)
        if day in (4, DAYS - 1):
            await one.elis.post(
                f"/season/{season}/back", text="Tuesdays were a good idea" if elis_keeps else ""
            )
            made = await asyncio.to_thread(
                back_up, disk.folder, lived.base / "backups", SECRET, house.clock()
            )
            lived.backups.append(made.path)
        house.clock.pass_by(days=1)
        one = await both_at_home(house)
    ear = await one.noor.listen()
    await _forgotten(lived, disk, one, season, before)
    await settle()
    lived.heard = ear.after_the_clock()
    await ear.close()
    lived.seen = {path: await one.noor.get(path) for path in PAGES}
    await house.home.close()


async def _written(one: Evening, day: int) -> None:
    """Elis answers, lets it count, and thinks better of a part of it."""
    for share in ("near", "did"):
        sent = await one.elis.post("/evening", near=str(20 + day), **SAID, share=share)
        assert sent.status == 303


async def _forgotten(lived: Lived, disk: Disk, one: Evening, season: str, before: set[str]) -> None:
    then = disk.locked()
    assert (await one.elis.post("/evening/mine", season=season)).status == 303
    now = disk.locked()
    lived.gone = [raw for entry in then.keys() - now.keys() - before for raw in then[entry]]


async def _once_more(lived: Lived) -> dict[str, Answer]:
    """What Noor sees when the newest backup was put back, and both were told so."""
    house = a_house(lived, await asyncio.to_thread(lived.put_back, -1))
    one = await both_at_home(house)
    await one.noor.post("/damage/go-on")
    seen = {path: await one.noor.get(path) for path in PAGES}
    mine = (await one.elis.get("/evening/mine")).text
    assert 'name="first"' not in mine
    await house.home.close()
    return seen


def playing(base: Path, key: ServerKey, clock: Clock, begun_at: Path) -> Lived:
    shutil.copytree(begun_at, base / "data")
    return Lived(base, key, Clock(clock.now))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lived, Lived]:
    """The same season played twice: Elis keeps evenings and forgets them; Elis never kept any."""
    base = tmp_path_factory.mktemp("evenings")

    async def run() -> tuple[Lived, Lived]:
        key, clock, season = await begun(base / "begun")
        kept = playing(base / "kept", key, clock, base / "begun")
        never = playing(base / "never", key, clock, base / "begun")
        await live(kept, season, elis_keeps=True)
        await live(never, season, elis_keeps=False)
        return kept, never

    return asyncio.run(run())


def test_nothing_of_a_forgotten_evening_or_look_back_is_in_any_file(both: tuple[Lived, Lived]) -> None:
    kept, _ = both
    assert len(kept.gone) == 2 * (2 * DAYS + 1)
    files = [path for path in (kept.base / "data").iterdir() if path.is_file()]
    assert files
    for path in files:
        lying = path.read_bytes()
        assert not any(raw in lying for raw in kept.gone), path.name


@pytest.mark.parametrize("which", [0, -1], ids=["oldest", "newest"])
def test_nor_does_any_backup_bring_it_back(both: tuple[Lived, Lived], which: int) -> None:
    kept, _ = both
    data = kept.put_back(which)
    for path in data.iterdir():
        lying = path.read_bytes()
        assert not any(raw in lying for raw in kept.gone), path.name


def test_to_the_other_it_is_as_if_none_had_been_written(both: tuple[Lived, Lived]) -> None:
    kept, never = both
    assert kept.heard == never.heard
    for path in PAGES:
        assert kept.seen[path].body == never.seen[path].body, path
        assert len(kept.seen[path].headers) == len(never.seen[path].headers)


def test_nor_after_a_backup_that_held_them_was_put_back(both: tuple[Lived, Lived]) -> None:
    kept, never = both

    async def run() -> None:
        seen, unseen = await _once_more(kept), await _once_more(never)
        for path in PAGES:
            assert seen[path].body == unseen[path].body, path

    asyncio.run(run())
