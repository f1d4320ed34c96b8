"""What was looked up is told again only while nobody has written it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from contracts.store import LOG, entry
from weft.core.people import LogId
from weft.keeper.ports import BoardRow
from weft.store.looks import MOST, Looks
from weft.store.sqlite import SqliteStore

HERE, THERE = ("boards", "a"), ("boards", "b")


def test_what_was_found_is_found_again_without_asking() -> None:
    looks, answers = Looks(), iter(["rows"])
    for _ in range(3):
        assert looks.at(HERE, lambda: next(answers)) == "rows"


@pytest.mark.parametrize("stirs", [[HERE], None])
def test_what_is_being_written_is_asked_for_each_time_and_kept_again_afterwards(
    stirs: list[tuple[str, str]] | None,
) -> None:
    looks = Looks()
    looks.keep(HERE, "old")
    looks.stir(stirs)
    looks.stir(stirs)
    assert looks.at(HERE, lambda: "between") == "between"
    looks.rest(stirs)
    assert looks.at(HERE, lambda: "still between") == "still between"
    looks.rest(stirs)
    assert looks.at(HERE, lambda: "new") == "new"
    assert looks.kept(HERE) == "new"


def test_what_nobody_writes_stays() -> None:
    looks = Looks()
    looks.keep(THERE, "there")
    looks.stir([HERE])
    assert looks.kept(THERE) == "there"


def test_no_more_is_kept_than_there_is_room_for() -> None:
    looks = Looks()
    for number in range(MOST + 5):
        looks.keep(("boards", str(number)), number)
    assert looks.kept(("boards", "4")) is None
    assert looks.kept(("boards", "5")) == 5


def on_a_store(folder: Path, scene: Callable[[SqliteStore], Awaitable[None]]) -> None:
    async def play() -> None:
        store = SqliteStore.open(folder)
        try:
            await scene(store)
        finally:
            await store.close()

    asyncio.run(play())


def test_a_board_that_was_put_is_seen_at_once_also_by_whoever_did_not_wait_for_it(tmp_path: Path) -> None:
    log = LogId("a" * 32)

    async def scene(store: SqliteStore) -> None:
        assert await store.boards(log) == []
        putting = asyncio.ensure_future(store.put_board(BoardRow(log, "b" * 32, 0, b"locked", b"script")))
        await asyncio.sleep(0)
        putting.cancel()
        await asyncio.gather(putting, return_exceptions=True)
        await store.put_board(BoardRow(log, "d" * 32, 0, b"locked", b"script"))
        assert [row.board for row in await store.boards(log)] == ["b" * 32, "d" * 32]
        await store.drop_board(log, "b" * 32)
        assert [row.board for row in await store.boards(log)] == ["d" * 32]

    on_a_store(tmp_path, scene)


def test_an_entry_whose_writer_has_gone_is_read_also_after_one_who_waited(tmp_path: Path) -> None:
    """Two entries in one commit; who sent the second has closed their page meanwhile."""

    async def scene(store: SqliteStore) -> None:
        await store.append([entry(0)])
        waited = asyncio.ensure_future(store.append([entry(1)]))
        gone = asyncio.ensure_future(store.append([entry(2)]))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(waited, gone, return_exceptions=True)
        assert [row.seq for row in await store.read(LOG, 1)] == [2]

    on_a_store(tmp_path, scene)
