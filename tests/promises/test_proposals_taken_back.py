"""What was proposed and taken back, or proposed anew, is in no file at once; what was agreed to stays."""

import asyncio
import re
from contextlib import suppress
from pathlib import Path

import pytest

from promises.test_deleting import Disk
from visits import Evening, evening
from weft.keeper.ports import StoreUnwritable

TRIAL, SEASON = "/insight/experiment", "/season"
PURPOSE = {"pace": "light", "days": "1", "length": "28", "own": "For the herons"}
WAYS = {"act": "ask", "one": "A heron", "other": "A marmoset", "span": "day"}
ASKED = {
    "a season": ("/season/choose", PURPOSE, SEASON),
    "an experiment": (TRIAL, WAYS, TRIAL),
}


async def _asked(one: Evening, what: str) -> None:
    where, fields, page = ASKED[what]
    assert (await one.noor.post(where, **fields)).status == 303
    assert "heron" in (await one.elis.get(page)).text


async def _again(one: Evening, what: str) -> None:
    where, fields, _ = ASKED[what]
    anew = {name: value.replace("heron", "stork") for name, value in fields.items()}
    assert (await one.noor.post(where, **anew)).status == 303


async def _back(one: Evening, what: str) -> None:
    assert (await one.noor.post(ASKED[what][2], act="take-back")).status == 303


@pytest.mark.parametrize("goes", [_back, _again], ids=["taken back", "proposed anew"])
@pytest.mark.parametrize("what", ASKED)
def test_a_proposal_that_no_longer_stands_is_in_no_file(what: str, goes: object, tmp_path: Path) -> None:
    async def run() -> None:
        disk = Disk(tmp_path)
        one = await evening(disk.house)
        before = disk.locked()
        await _asked(one, what)
        lying = {entry: raw for entry, raw in disk.locked().items() if entry not in before}
        assert len(lying) == 1
        await goes(one, what)  # type: ignore[operator]
        assert not lying.keys() & disk.locked().keys()
        assert [name for pair in lying.values() for raw in pair for name in disk.holds(raw)] == []
        await disk.restart(one)
        for who in (one.noor, one.elis):
            page = (await who.get(ASKED[what][2])).text
            assert "heron" not in page
            assert "isn’t as it should be" not in (await who.get("/today")).text
        await disk.house.home.close()

    asyncio.run(run())


@pytest.mark.parametrize("what", ASKED)
def test_a_yes_in_the_same_instant_holds_and_nothing_of_it_is_taken_out(what: str, tmp_path: Path) -> None:
    async def run() -> None:
        disk = Disk(tmp_path)
        one = await evening(disk.house)
        await _asked(one, what)
        page = ASKED[what][2]
        key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get(page)).text)[0]
        await asyncio.gather(one.elis.post(page, act="agree", key=key), one.noor.post(page, act="take-back"))
        seen = ["heron" in (await who.get(page)).text for who in (one.noor, one.elis)]
        await disk.restart(one)
        assert ["heron" in (await who.get(page)).text for who in (one.noor, one.elis)] == seen
        assert seen[0] == seen[1]
        await disk.house.home.close()

    asyncio.run(run())


@pytest.mark.parametrize("goes", [_back, _again], ids=["taken back", "proposed anew"])
@pytest.mark.parametrize("what", ASKED)
def test_a_kill_after_the_first_commit_leaves_none_of_its_words(
    what: str, goes: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said and taken out in one: there is no second commit for a kill to come before."""

    async def run() -> None:
        disk = Disk(tmp_path)
        one = await evening(disk.house)
        before = disk.locked()
        await _asked(one, what)
        lying = {entry: raw for entry, raw in disk.locked().items() if entry not in before}
        store, commits = disk.house.store, list[int]()
        append = store.append

        async def once(*given: object, **named: object) -> object:
            if commits:
                raise StoreUnwritable("content.db")
            commits.append(1)
            return await append(*given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(store, "append", once)
        with suppress(Exception):
            await goes(one, what)  # type: ignore[operator]
        assert commits
        assert [name for pair in lying.values() for raw in pair for name in disk.holds(raw)] == []
        await disk.house.home.close()

    asyncio.run(run())


@pytest.mark.parametrize("what", ASKED)
def test_what_one_proposed_goes_when_one_says_yes_to_the_other(what: str, tmp_path: Path) -> None:
    async def run() -> None:
        disk = Disk(tmp_path)
        one = await evening(disk.house)
        before = disk.locked()
        await _asked(one, what)
        mine = {entry: raw for entry, raw in disk.locked().items() if entry not in before}
        where, fields, page = ASKED[what]
        theirs = {name: value.replace("heron", "stork") for name, value in fields.items()}
        assert (await one.elis.post(where, **theirs)).status == 303
        assert mine.keys() <= disk.locked().keys()
        keys = re.findall(r'name="key" value="(\w+)"', (await one.noor.get(page)).text)
        for key in dict.fromkeys(keys):
            await one.noor.post(page, act="agree", key=key)
        assert not mine.keys() & disk.locked().keys()
        assert [name for pair in mine.values() for raw in pair for name in disk.holds(raw)] == []
        for who in (one.noor, one.elis):
            page_of = (await who.get(page)).text
            assert "stork" in page_of
            assert "heron" not in page_of
        await disk.house.home.close()

    asyncio.run(run())
