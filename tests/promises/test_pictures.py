"""Pictures on the disk, taken out, in backups and after a parting: nothing readable, nothing left, nothing of the other's."""

import asyncio
import re
import zipfile
from io import BytesIO
from pathlib import Path

import apsw
import pytest

from couples import House, account
from hostile.pictures import CAMERA, PLACE, REMARK, a_jpeg, telling
from promises.test_nothing_readable_at_rest import forms, hits
from visits import Evening, Visitor, b64, evening, plain_sign_in, web
from weft.backups import back_up, restore
from weft.keeper import copies
from weft.store.memory import MemoryStore
from weft.store.sqlite import SqliteStore
from weft.vault.backup import BackupSecret

WORDS = "The marmoset of Valparaiso at the jetty"
FILENAME = "marmoset-holiday-zephyrine"
STORES = ["memory", "disk"]


def house_of(where: str, folder: Path) -> House:
    return House(MemoryStore() if where == "memory" else SqliteStore.open(folder / "kept", None))


async def put(who: Visitor, moment: str, raw: bytes, **more: str) -> str:
    sent = await who.post_file(f"/pictures/of/{moment}", raw, words=WORDS, **more)
    assert sent.status == 303, sent.text
    page = (await who.get(f"/pictures/of/{moment}")).text
    found: list[str] = re.findall(r'href="/pictures/([0-9a-f]{32})"', page)
    return found[-1]


def locked(folder: Path) -> list[bytes]:
    """What lies locked in the pictures' table."""
    eye = apsw.Connection(str(folder / "content.db"))
    found = [bytes(raw) for (raw,) in eye.execute("SELECT locked FROM pictures")]
    eye.close()
    return found


def holds(folder: Path, raw: bytes) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file() and raw in path.read_bytes()]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_a_picture_can_be_read_on_the_disk(kind: str, tmp_path: Path) -> None:
    """Not its words, its place, its camera, what it was called, nor a piece of the picture itself."""

    async def run() -> list[bytes]:
        house = House(SqliteStore.open(tmp_path, None))
        one = await evening(house)
        moment = await one.true_line_kept()
        picture = await put(one.noor, moment, telling(kind))
        shown = [
            (await one.elis.get(path)).body for path in (f"/pictures/{picture}", f"/pictures/{picture}/small")
        ]
        await house.store.close()
        return shown

    shown = asyncio.run(run())
    assert len(locked(tmp_path)) == 2
    assert hits(tmp_path, [WORDS, PLACE, CAMERA, REMARK, FILENAME, "copy.zip", "picture-kept"]) == []
    for raw in shown:
        for start in range(0, len(raw) - 64, max(1, len(raw) // 20)):
            assert holds(tmp_path, raw[start : start + 64]) == []
    assert holds(tmp_path, b"\xff\xd8\xff\xe0\x00\x10JFIF") == []
    assert list(forms(WORDS))


def test_a_picture_taken_back_is_in_no_file_at_once(tmp_path: Path) -> None:
    async def run() -> None:
        house = House(SqliteStore.open(tmp_path, None))
        one = await evening(house)
        moment = await one.true_line_kept()
        picture = await put(one.noor, moment, a_jpeg())
        before = locked(tmp_path)
        assert len(before) == 2
        await one.noor.post(f"/pictures/{picture}/take-back")
        assert locked(tmp_path) == []
        for raw in before:
            for start in range(0, len(raw) - 64, 1500):
                assert holds(tmp_path, raw[start : start + 64]) == []
        await house.home.close()

    asyncio.run(run())


def test_a_backup_holds_pictures_and_brings_back_none_that_was_taken_back(tmp_path: Path) -> None:
    data, copies, back = tmp_path / "data", tmp_path / "copies", tmp_path / "back"

    async def begin() -> tuple[House, Evening, list[str]]:
        house = House(SqliteStore.open(data, None))
        one = await evening(house)
        moment = await one.true_line_kept()
        return house, one, [await put(one.noor, moment, a_jpeg(seed=seed)) for seed in (1, 2)]

    async def run() -> None:
        house, one, (gone, kept) = await begin()
        secret = BackupSecret.key_file(b"k" * 32)
        made = await asyncio.to_thread(back_up, data, copies, secret, house.clock())
        await one.noor.post(f"/pictures/{gone}/take-back")
        whole = (await one.elis.get(f"/pictures/{kept}")).body
        await house.home.close()
        await asyncio.to_thread(restore, made.path, back, secret, (data / "shreds.ledger",))
        assert len(locked(back)) == 2
        again = House(SqliteStore.open(back, None), house.key, house.clock)
        app = web(again)
        elis = Visitor(app)
        assert (await elis.post_json("/sign-in", plain_sign_in("Elis", again))).status == 200
        assert (await elis.get(f"/pictures/{kept}")).body == whole
        assert (await elis.get(f"/pictures/{gone}")).status == 404
        await again.home.close()

    asyncio.run(run())


@pytest.mark.parametrize("where", STORES)
@pytest.mark.parametrize("leaver", ["Noor", "Elis"])
def test_after_a_parting_each_keeps_their_own_pictures_and_those_left_to_both(
    where: str, leaver: str, tmp_path: Path
) -> None:
    async def run() -> None:
        house = house_of(where, tmp_path)
        one = await evening(house)
        moment = await one.true_line_kept()
        who = {"Noor": one.noor, "Elis": one.elis}
        put_by = {
            (name, keep): await put(who[name], moment, a_jpeg(seed=seed), keep=keep)
            for seed, (name, keep) in enumerate((n, k) for n in who for k in ("yes", "no"))
        }
        opened = await house.home.sign_ins.open(one.noor.cookies["k"])
        assert opened
        assert opened.couple
        couple = opened.couple.log.log
        await who[leaver].post("/leave", leave="now")
        for name, visitor in who.items():
            for (by, keep), picture in put_by.items():
                may = by == name or keep == "yes"
                for path in (
                    f"/kept/{couple}/pictures/{picture}",
                    f"/kept/{couple}/pictures/{picture}/small",
                ):
                    assert (await visitor.get(path)).status == (200 if may else 404), (name, by, keep)
                assert (picture in (await visitor.get(f"/kept/{couple}/pictures")).text) is may
        await house.store.close()

    asyncio.run(run())


@pytest.mark.parametrize("where", STORES)
def test_what_was_left_to_both_can_still_be_taken_out_by_whoever_put_it(where: str, tmp_path: Path) -> None:
    async def run() -> None:
        house = house_of(where, tmp_path)
        one = await evening(house)
        moment = await one.true_line_kept()
        picture = await put(one.noor, moment, a_jpeg(), keep="yes")
        opened = await house.home.sign_ins.open(one.noor.cookies["k"])
        assert opened
        assert opened.couple
        at = f"/kept/{opened.couple.log.log}/pictures"
        await one.elis.post("/leave", leave="now")
        await one.elis.post(f"{at}/{picture}/take-out")
        assert (await one.noor.get(f"{at}/{picture}")).status == 200
        await one.noor.post(f"{at}/{picture}/take-out")
        for visitor in (one.noor, one.elis):
            assert (await visitor.get(f"{at}/{picture}")).status == 404
            kept = (await visitor.get(at.removesuffix("/pictures"))).text
            assert "can’t be read" not in kept
        assert house.store.picture(opened.couple.log.log, picture, 0) is None
        await house.store.close()

    asyncio.run(run())


def test_a_picture_swapped_or_altered_on_the_disk_is_not_shown(tmp_path: Path) -> None:
    async def run() -> None:
        house = House(SqliteStore.open(tmp_path, None))
        one = await evening(house)
        moment = await one.true_line_kept()
        pictures = [await put(one.noor, moment, a_jpeg(seed=seed)) for seed in (1, 2)]
        with apsw.Connection(str(tmp_path / "content.db")) as pen:
            entries = [entry for (entry,) in pen.execute("SELECT DISTINCT entry FROM pictures")]
            first, second = (
                pen.execute("SELECT locked FROM pictures WHERE entry = ? AND size = 0", (entry,)).get
                for entry in entries
            )
            for entry, raw in zip(entries, (second, first), strict=True):
                pen.execute("UPDATE pictures SET locked = ? WHERE entry = ? AND size = 0", (raw, entry))
        for picture in pictures:
            assert (await one.elis.get(f"/pictures/{picture}")).status == 404
            assert (await one.elis.get(f"/pictures/{picture}/small")).status == 200
        await house.home.close()

    asyncio.run(run())


def test_a_copy_takes_along_the_pictures_one_may_see_unlocked_or_locked() -> None:
    async def run() -> None:
        one = await evening()
        moment = await one.true_line_kept()
        picture = await put(one.noor, moment, a_jpeg())
        whole = (await one.elis.get(f"/pictures/{picture}")).body
        assert (await one.elis.post("/yours/copy", way="pictures")).header("location") == "/fresh?for=copy"
        auth = b64(account("Elis", one.house.key).secrets.auth)
        assert (await one.elis.post_json("/fresh", {"auth": auth})).status == 200
        taken = await one.elis.post("/yours/copy", way="pictures")
        with zipfile.ZipFile(BytesIO(taken.body)) as folder:
            names = folder.namelist()
            assert [folder.read(name) for name in names if name.endswith(".jpg")] == [whole]
            assert WORDS in folder.read("pictures.html").decode()
        bare = await one.elis.post("/yours/copy", way="locked-pictures", phrase="no phrase")
        assert bare.header("location") == "/yours/copy"
        shut = await one.elis.post("/yours/copy", way="locked-pictures", phrase=copies.new_phrase())
        assert shut.body.startswith(b"PK")
        assert whole[2000:2064] not in shut.body

    asyncio.run(run())
