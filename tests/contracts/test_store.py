"""Every promise of the store's contract, kept by the store in memory and by the one on disk alike."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.store import STORE_PROMISES, Promise
from weft.keeper.ports import Store
from weft.store.memory import MemoryStore
from weft.store.sqlite import SqliteStore

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda folder: MemoryStore(),
    "sqlite": lambda folder: SqliteStore.open(folder / "kept"),
}


@pytest.mark.parametrize("promise", STORE_PROMISES, ids=lambda promise: promise.__name__)
@pytest.mark.parametrize("kind", STORES)
def test_contract(kind: str, promise: Promise, tmp_path: Path) -> None:
    async def play() -> None:
        store = STORES[kind](tmp_path)
        try:
            await promise(store)
        finally:
            await store.close()

    asyncio.run(play())
