"""What is one's own after a parting and is forgotten then, is in no file, and the other's pages stay as they were."""

import asyncio
import re
from pathlib import Path

import apsw
import pytest

from promises.test_deleting import Disk
from visits import Evening, Visitor, evening

PAGES = ("/today", "/yours", "/yours/still", "/evening/mine", "/cloth", "/yours/own-eyes")


def lying(disk: Disk) -> dict[str, bytes]:
    """The locked bytes of each entry that is there, of whichever log."""
    eye = apsw.Connection(str(disk.folder / "content.db"))
    rows = list(eye.execute("SELECT entry, locked FROM entries WHERE locked <> x''"))
    eye.close()
    return {str(entry): bytes(locked) for entry, locked in rows}


async def lived(one: Evening) -> str:
    """A season, an evening of each that counts, words that never open, a map and what is usual. Gives the season."""
    await one.noor.post("/season/choose", pace="light", days="1", quiet="4", length="28", own="Ours")
    key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get("/season")).text)[0]
    await one.elis.post("/season", act="agree", key=key)
    season = str(re.findall(r"/season/([0-9a-f]{32})", (await one.noor.get("/season")).text)[0])
    for who in (one.noor, one.elis):
        await who.post("/evening", near="40", share="near")
        await who.post(f"/season/{season}/back", text="The Sundays.")
    notes = await one.agreed("three-notes", "own-pace")
    await one.elis.post(f"/sittings/{notes}", act="write", words="The marmoset of Valparaiso")
    await one.elis.post("/affection/map", when="tired", **{"a-hug": "like", "s-hug": "yes"})
    await one.elis.post("/time/usual", **{"work-0": "on", "work-from": "09:00", "work-till": "17:00"})
    return season


async def forget_everything(who: Visitor, season: str) -> int:
    """All there is to forget; gives how many shelves had something on them."""
    assert (await who.post("/evening/mine", season=season)).status == 303
    form = r'name="of" value="(\w*)">(?:(?!</form>).)*?name="shelf" value="(\w+)"'
    shelves = re.findall(form, (await who.get("/yours/still")).text, re.S)
    for of, shelf in shelves:
        assert (await who.post("/yours/still", shelf=shelf, of=of)).status == 303
    return len(shelves)


@pytest.mark.parametrize("leaver", ["noor", "elis"])
def test_what_is_forgotten_after_a_parting_is_in_no_file_and_the_other_sees_the_same(
    leaver: str, tmp_path: Path
) -> None:
    async def run() -> None:
        disk = Disk(tmp_path)
        one = await evening(disk.house)
        season = await lived(one)
        await getattr(one, leaver).post("/leave", leave="now")
        for who in (one.noor, one.elis):
            await who.post("/closed")
        kept = re.findall(r'href="(/kept/[0-9a-f]+)"', (await one.noor.get("/yours")).text)[0]
        pages = (*PAGES, kept)
        theirs = [(await one.noor.get(path)).body for path in pages]
        before = lying(disk)
        assert await forget_everything(one.elis, season) == 4
        gone = before.keys() - lying(disk).keys()
        # The evening, what counted of it, the look back, the words, the map, what was shown of it, and what is usual.
        assert len(gone) == 7
        assert [name for entry in gone for name in disk.holds(before[entry])] == []
        assert [(await one.noor.get(path)).body for path in pages] == theirs
        await disk.restart(one)
        for path in (*PAGES, kept):
            page = (await one.elis.get(path)).text
            assert "marmoset" not in page
            assert "can’t be read" not in page
            assert "isn’t as it should be" not in page
        assert [(await one.noor.get(path)).body for path in pages] == theirs
        await disk.house.home.close()

    asyncio.run(run())
