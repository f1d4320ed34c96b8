"""A notebook in a store: changed in one step or not at all, in memory and on disk alike."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from contracts.store import ELIS, NOOR, an_id, some_bytes
from contracts.test_store import STORES
from weft.keeper.ports import NotebookRow, NotebookTurn, RevTaken, Store, StoreFull

ONE, TWO = an_id("leaf one"), an_id("leaf two")
FIRST = NotebookTurn(1, b"manifest 1", ((ONE, b"one"), (TWO, b"two")))


@pytest.fixture(params=STORES)
def play(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[Callable[[Store], Awaitable[None]]], None]:
    def played(scene: Callable[[Store], Awaitable[None]]) -> None:
        async def run() -> None:
            store = STORES[request.param](tmp_path)
            try:
                await scene(store)
            finally:
                await store.close()

        asyncio.run(run())

    return played


Play = Callable[[Callable[[Store], Awaitable[None]]], None]


def test_it_is_read_as_it_was_written_in_the_order_of_ids(play: Play) -> None:
    async def scene(store: Store) -> None:
        assert await store.notebook(NOOR) is None
        await store.turn_notebook(NOOR, FIRST, 9)
        assert await store.notebook(NOOR) == NotebookRow(1, b"manifest 1")
        assert await store.leaves(NOOR) == sorted(FIRST.put)
        assert await store.leaves(NOOR, min(ONE, TWO)) == sorted(FIRST.put)[1:]
        assert await store.leaves(ELIS) == []

    play(scene)


def test_a_change_puts_and_removes_in_one_step(play: Play) -> None:
    async def scene(store: Store) -> None:
        await store.turn_notebook(NOOR, FIRST, 9)
        await store.turn_notebook(NOOR, NotebookTurn(2, b"manifest 2", ((ONE, b"anew"),), (TWO,)), 9)
        assert await store.leaves(NOOR) == [(ONE, b"anew")]

    play(scene)


@pytest.mark.parametrize("rev", [0, 1, 3])
def test_who_comes_second_changes_nothing(play: Play, rev: int) -> None:
    async def scene(store: Store) -> None:
        await store.turn_notebook(NOOR, FIRST, 9)
        with pytest.raises(RevTaken):
            await store.turn_notebook(NOOR, NotebookTurn(rev, b"late", (), (ONE, TWO)), 9)
        assert await store.leaves(NOOR) == sorted(FIRST.put)
        assert await store.notebook(NOOR) == NotebookRow(1, b"manifest 1")

    play(scene)


def test_more_than_it_may_hold_changes_nothing(play: Play) -> None:
    async def scene(store: Store) -> None:
        await store.turn_notebook(NOOR, FIRST, 2)
        with pytest.raises(StoreFull):
            await store.turn_notebook(NOOR, NotebookTurn(2, b"full", ((an_id("three"), b"three"),)), 2)
        assert await store.notebook(NOOR) == NotebookRow(1, b"manifest 1")
        assert await store.leaves(NOOR) == sorted(FIRST.put)

    play(scene)


def test_an_answer_holds_at_least_one_leaf_and_no_more_than_it_must(play: Play) -> None:
    async def scene(store: Store) -> None:
        many = tuple((an_id(str(at)), some_bytes(str(at), 500)) for at in range(10))
        await store.turn_notebook(NOOR, NotebookTurn(1, b"manifest", many), 99)
        assert len(await store.leaves(NOOR, most_bytes=1)) == 1
        assert len(await store.leaves(NOOR, most_bytes=1200)) == 3
        assert len(await store.leaves(NOOR)) == 10

    play(scene)
