"""A backup of many pictures is made and put back without holding them all."""

import asyncio
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from weft.backups import BackupRefused, back_up, restore
from weft.store.sqlite import SqliteStore
from weft.vault.backup import BackupSecret

MEGABYTE = 1024 * 1024
PICTURES = 48
"""Of a megabyte each: a few hundred of those people put."""
MOST = 12 * MEGABYTE
SECRET = BackupSecret.key_file(b"k" * 32)
NOW = datetime(2026, 6, 4, 18, 30, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"

    async def made() -> None:
        await SqliteStore.open(folder, None).close()

    asyncio.run(made())
    pen = apsw.Connection(str(folder / "content.db"))
    for at in range(PICTURES):
        pen.execute(
            "INSERT INTO pictures (log, entry, size, locked) VALUES (?, ?, 0, randomblob(?))",
            ("5" * 32, f"{at:032x}", MEGABYTE),
        )
    pen.close()
    return folder


def most_held(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_neither_way_holds_more_than_a_few_pieces(data: Path, tmp_path: Path) -> None:
    assert most_held(lambda: back_up(data, tmp_path / "to", SECRET, NOW)) < MOST
    made = next((tmp_path / "to").glob("*.backup"))
    assert made.stat().st_size > PICTURES * MEGABYTE
    assert most_held(lambda: restore(made, tmp_path / "again", SECRET)) < MOST
    eye = apsw.Connection(str(tmp_path / "again" / "content.db"))
    assert eye.execute("SELECT count(*), sum(length(locked)) FROM pictures").get == (
        PICTURES,
        PICTURES * MEGABYTE,
    )
    eye.close()


def test_a_backup_leaves_nothing_beside_the_databases(data: Path, tmp_path: Path) -> None:
    before = {path.name for path in data.iterdir()}
    back_up(data, tmp_path / "to", SECRET, NOW)
    new = {path.name for path in data.iterdir()} - before
    assert {name for name in new if not name.endswith(("-wal", "-shm"))} == set()
    assert {path.suffix for path in (tmp_path / "to").iterdir()} == {".backup"}


@pytest.mark.parametrize("cut", [-1, -MEGABYTE // 2, -3 * MEGABYTE, 35, 60])
def test_a_backup_cut_short_leaves_no_folder(data: Path, tmp_path: Path, cut: int) -> None:
    made = back_up(data, tmp_path / "to", SECRET, NOW).path
    short = tmp_path / "short.backup"
    short.write_bytes(made.read_bytes()[:cut])
    with pytest.raises(BackupRefused, match="Nothing was changed"):
        restore(short, tmp_path / "again", SECRET)
    assert not (tmp_path / "again").exists()
    assert not list(tmp_path.glob("*.restoring"))
