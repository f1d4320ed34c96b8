"""Two people who act in the same instant both succeed; the same tap sent twice is one thing done."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from couples import House
from visits import Evening, evening
from weft.core.log.entries import WordsWritten
from weft.core.people import SittingId
from weft.keeper.opened import append
from weft.keeper.ports import Appended
from weft.store.memory import MemoryStore
from weft.store.sqlite import SqliteStore

STORES = ["memory", "disk"]


@asynccontextmanager
async def begun(where: str, folder: Path) -> AsyncIterator[Evening]:
    store = MemoryStore() if where == "memory" else SqliteStore.open(folder / "kept", None)
    one = await evening(House(store))
    yield one
    await store.close()


async def entries(one: Evening) -> int:
    opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert opened is not None
    return await one.house.store.head_seq(opened.log.log)


@pytest.mark.parametrize("where", STORES)
def test_both_write_at_once(where: str, tmp_path: Path) -> None:
    async def run() -> None:
        async with begun(where, tmp_path) as one:
            sitting = await one.agreed("one-true-line", "own-pace")
            for act in ("write", "respond", "keep"):
                answers = await asyncio.gather(
                    one.noor.post(f"/sittings/{sitting}", act=act, words=f"{act} by Noor"),
                    one.elis.post(f"/sittings/{sitting}", act=act, words=f"{act} by Elis"),
                )
                assert [answer.status for answer in answers] == [303, 303]
            seen = [(await who.get(f"/cloth/{sitting}")).text for who in (one.noor, one.elis)]
            for page in seen:
                assert all(
                    f"{act} by {who}" in page
                    for act in ("write", "respond", "keep")
                    for who in ("Noor", "Elis")
                )

    asyncio.run(run())


@pytest.mark.parametrize("where", STORES)
def test_both_ask_at_once_and_it_begins(where: str, tmp_path: Path) -> None:
    async def run() -> None:
        async with begun(where, tmp_path) as one:
            answers = await asyncio.gather(
                *(
                    who.post("/sittings", exercise="slow-turns", form="together")
                    for who in (one.noor, one.elis)
                )
            )
            assert [answer.status for answer in answers] == [303, 303]
            sitting = await one.lying("slow-turns")
            for who in (one.noor, one.elis):
                assert (await who.get("/today")).text.count(f"/sittings/{sitting}") == 1

    asyncio.run(run())


@pytest.mark.parametrize("where", STORES)
def test_both_change_their_name_at_once(where: str, tmp_path: Path) -> None:
    async def run() -> None:
        async with begun(where, tmp_path) as one:
            await asyncio.gather(
                one.noor.post("/yours/name", name="Nour"),
                one.elis.post("/yours/name", name="Elias"),
            )
            for who in (one.noor, one.elis):
                page = (await who.get("/today")).text
                assert "Nour" in page
                assert "Elias" in page

    asyncio.run(run())


@pytest.mark.parametrize("where", STORES)
def test_the_same_words_sent_twice_are_there_once(where: str, tmp_path: Path) -> None:
    async def run() -> None:
        async with begun(where, tmp_path) as one:
            sitting = await one.agreed("one-true-line", "own-pace")
            before = await entries(one)
            for _ in range(2):
                await one.noor.post(f"/sittings/{sitting}", act="write", words="Once.")
            assert await entries(one) == before + 1

    asyncio.run(run())


@pytest.mark.parametrize("where", STORES)
def test_the_same_yes_sent_twice_is_one_yes(where: str, tmp_path: Path) -> None:
    async def run() -> None:
        async with begun(where, tmp_path) as one:
            twice = [
                await one.noor.post("/sittings", exercise="slow-turns", form="together") for _ in range(2)
            ]
            assert [answer.header("location") for answer in twice] == ["/exercises/slow-turns"] * 2
            assert "hasn’t answered" in (await one.noor.get("/exercises/slow-turns")).text

    asyncio.run(run())


def test_a_tap_carried_by_two_phones_of_one_person_is_one_turn() -> None:
    async def run() -> None:
        one = await evening()
        sitting = await one.agreed("slow-turns", "together")
        await one.both(sitting, "ready")
        page = (await one.noor.get(f"/sittings/{sitting}")).text
        mark = page.partition('name="tap" value="')[2].partition('"')[0]
        for _ in range(2):
            await one.noor.post(f"/sittings/{sitting}", act="hand-over", tap=mark)
        assert (await one.noor.get(f"/sittings/{sitting}")).text != page
        again = await one.noor.get(f"/sittings/{sitting}")
        assert "role-answering" in again.text

    asyncio.run(run())


@pytest.mark.parametrize("where", STORES)
def test_one_entry_appended_twice_under_one_tap_is_one_entry(where: str, tmp_path: Path) -> None:
    async def run() -> None:
        async with begun(where, tmp_path) as one:
            opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
            assert opened is not None
            said = WordsWritten(SittingId("7" * 32), "0-0-0-left", "write", "Once.")
            done = [
                await append(one.house.store, opened, opened.log, [said], one.house.clock(), tap="a tap")
                for _ in range(2)
            ]
            assert done == [Appended.NOW, Appended.ALREADY]

    asyncio.run(run())


@pytest.mark.parametrize("where", STORES)
def test_asking_again_after_both_have_left_begins_anew(where: str, tmp_path: Path) -> None:
    async def run() -> None:
        async with begun(where, tmp_path) as one:
            first = await one.agreed("slow-turns", "together")
            await one.both(first, "stop")
            second = await one.agreed("slow-turns", "together")
            assert second not in {first, "", "slow-turns"}

    asyncio.run(run())
