"""A letter both had opened can be taken back by whoever wrote it: gone from the files, from any backup, without a word."""

import asyncio
from pathlib import Path
from typing import Any

import letters
from couples import House
from promises.test_nothing_old_comes_back import SECRET
from visits import Evening, Visitor, evening, plain_sign_in, web
from weft.backups import back_up, restore
from weft.store.files import LEDGER
from weft.store.sqlite import SqliteStore

WORDS = {"Noor": "I was afraid you would laugh.", "Elis": "I have wanted to ask for a year."}


async def opened(house: House | None = None) -> Evening:
    """A letter each, open to both."""
    one = await evening(house)
    await letters.ask(one)
    for name, words in WORDS.items():
        await letters.seal(one, name, words)
    await letters.let_pass(one, minutes=2)
    return one


async def there(one: Evening, name: str) -> tuple[bool, bool]:
    """Whether this person's page has their own words, and the other's."""
    lying = await letters.lying(one, name)
    assert lying["phase"] == "released"
    return lying["sealed"] is not None, lying["theirs"] is not None


def play(scene: Any) -> Any:
    return asyncio.run(scene())


def test_it_goes_from_both_pages_and_the_others_words_stay() -> None:
    async def scene() -> list[tuple[bool, bool]]:
        one = await opened()
        before = [await there(one, name) for name in WORDS]
        await letters.act(one, "Noor", "take-back")
        return before + [await there(one, name) for name in WORDS]

    assert play(scene) == [(True, True), (True, True), (False, True), (True, False)]


def test_the_other_is_not_told_to_look() -> None:
    async def scene() -> bool:
        one = await opened()
        elis = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert elis is not None
        assert elis.couple is not None
        before = one.house.home.version(elis)
        await letters.act(one, "Noor", "take-back")
        return one.house.home.version(elis) == before

    assert play(scene)


def test_only_ones_own_and_only_once_it_is_open() -> None:
    async def scene() -> list[int]:
        one = await evening()
        await letters.ask(one)
        await letters.seal(one, "Noor", WORDS["Noor"])
        sent = {"act": "take-back", "id": letters.X}
        early = (await one.noor.post_json("/letters", sent)).status
        await letters.seal(one, "Elis", WORDS["Elis"])
        await letters.let_pass(one, minutes=2)
        twice = [(await one.noor.post_json("/letters", sent)).status for _ in range(2)]
        assert await there(one, "Noor") == (False, True)
        return [early, *twice]

    assert play(scene) == [409, 200, 409]


def test_nothing_of_it_stays_in_the_store_not_even_what_the_server_vouched_for() -> None:
    async def scene() -> tuple[list[int], bytes]:
        one = await opened()
        assert (await one.house.store.exchange(letters.X)).record  # type: ignore[union-attr]
        for name in WORDS:
            await letters.act(one, name, "take-back")
        row = await one.house.store.exchange(letters.X)
        assert row is not None
        return [seal.side for seal in await one.house.store.seals_of(letters.X)], row.record

    assert play(scene) == ([], b"")


def test_no_backup_brings_it_back_to_either(tmp_path: Path) -> None:
    async def scene() -> list[tuple[bool, bool]]:
        house = House(SqliteStore.open(tmp_path / "data", None))
        one = await opened(house)
        made = back_up(tmp_path / "data", tmp_path / "backups", SECRET, house.clock())
        words = [seal.locked for seal in await house.store.seals_of(letters.X) if seal.side == 0]
        await letters.act(one, "Noor", "take-back")
        await house.home.close()
        lying = b"".join(file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())
        assert words
        assert words[0] not in lying
        ledgers = [tmp_path / "data" / LEDGER]
        await asyncio.to_thread(restore, made.path, tmp_path / "again", SECRET, ledgers)
        again = House(SqliteStore.open(tmp_path / "again", None), house.key, house.clock)
        from_then = await evening_again(again)
        found = [await there(from_then, name) for name in WORDS]
        await again.home.close()
        return found

    assert play(scene) == [(False, True), (True, False)]


async def evening_again(house: House) -> Evening:
    """The same two, signed in at a server that was put back."""
    app = web(house)
    noor, elis = Visitor(app), Visitor(app)
    for name, who in (("Noor", noor), ("Elis", elis)):
        assert (await who.post_json("/sign-in", plain_sign_in(name, house))).status == 200
    return Evening(house, app, noor, elis)
