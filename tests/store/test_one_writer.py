"""One Weft at a time in a folder, and nothing is said to be kept in files that were moved away."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from weft.core.people import LogId
from weft.keeper.ports import BoardRow, StoreInUse, StoreUnwritable
from weft.store.sqlite import SqliteStore

LOG = LogId("a" * 32)
A_BOARD = BoardRow(LOG, "b" * 32, 0, b"locked", b"script")

ELSEWHERE = """
import asyncio, sys
from pathlib import Path
from weft.keeper.ports import StoreInUse
from weft.store.sqlite import SqliteStore
try:
    asyncio.run(SqliteStore.open(Path(sys.argv[1]), Path(sys.argv[2])).close())
except StoreInUse as no:
    sys.exit(str(no))
"""

KILLED = """
import os, sys
from pathlib import Path
from weft.store.sqlite import SqliteStore
store = SqliteStore.open(Path(sys.argv[1]), Path(sys.argv[2]))
os.kill(os.getpid(), 9)
"""


def on_a_store(folder: Path, scene: Callable[[SqliteStore], Awaitable[None]]) -> None:
    async def play() -> None:
        store = SqliteStore.open(folder, folder.parent / "memory")
        try:
            await scene(store)
        finally:
            await store.close()

    asyncio.run(play())


def in_another_process(folder: Path, volatile: Path) -> str:
    """What a second Weft says there; empty if it was let in."""
    called = [sys.executable, "-c", ELSEWHERE, str(folder), str(volatile)]
    return subprocess.run(called, capture_output=True, text=True, check=False).stderr.strip()


def test_a_second_weft_is_refused_and_told_to_stop_the_first(tmp_path: Path) -> None:
    data = tmp_path / "data"

    async def scene(store: SqliteStore) -> None:
        before = sorted(path.name for path in data.iterdir())
        said = in_another_process(data, tmp_path / "memory")
        assert said.startswith(f"Another Weft is at work in {data}.")
        assert "Stop that one first" in said
        assert sorted(path.name for path in data.iterdir()) == before

    on_a_store(data, scene)
    assert in_another_process(data, tmp_path / "memory") == ""


def test_so_is_one_that_would_share_only_the_sign_ins(tmp_path: Path) -> None:
    async def scene(store: SqliteStore) -> None:
        with pytest.raises(StoreInUse):
            SqliteStore.open(tmp_path / "others", tmp_path / "memory")
        await SqliteStore.open(tmp_path / "others").close()  # Refused, it held nothing.

    on_a_store(tmp_path / "data", scene)


def test_once_killed_it_holds_nothing(tmp_path: Path) -> None:
    called = [sys.executable, "-c", KILLED, str(tmp_path / "data"), str(tmp_path / "memory")]
    assert subprocess.run(called, check=False).returncode == -9
    on_a_store(tmp_path / "data", lambda store: store.put_board(A_BOARD))


def test_the_files_can_be_looked_over_beside_it(tmp_path: Path) -> None:
    async def scene(store: SqliteStore) -> None:
        await store.put_board(A_BOARD)
        assert SqliteStore.look_over(tmp_path / "data", tmp_path / "memory") == []

    on_a_store(tmp_path / "data", scene)


@pytest.mark.parametrize("what", ["the folder", "one file", "an earlier copy"])
def test_nothing_is_said_to_be_kept_once_the_files_were_moved_away(tmp_path: Path, what: str) -> None:
    data = tmp_path / "data"

    async def scene(store: SqliteStore) -> None:
        await store.put_board(A_BOARD)
        if what == "the folder":
            data.rename(tmp_path / "aside")
        elif what == "one file":
            (data / "keys.db").rename(tmp_path / "keys.db")
        else:
            earlier = (data / "content.db").read_bytes()
            (data / "content.db").unlink()
            (data / "content.db").write_bytes(earlier)
        with pytest.raises(StoreUnwritable):
            await store.put_board(replace(A_BOARD, rev=1))

    on_a_store(data, scene)
