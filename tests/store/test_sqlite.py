"""What only the store on disk promises: private files, damage said plainly, lost keys and entries noticed."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import apsw
import pytest

from contracts.store import LOG, NOOR, OTHER, an_id, entry, feed, person, sign_in, some_bytes
from weft.core.people import LogId
from weft.keeper.ports import Appended, EntryRow, SeqTaken, StoreDamaged, StoreTooNew, StoreUnwritable
from weft.store.backup import tell_everyone
from weft.store.sqlite import SqliteStore

T = TypeVar("T")
LONG = [entry(seq) for seq in range(300)]


def scene(folder: Path, play: Callable[[SqliteStore], Awaitable[T]]) -> T:
    """Open the store, play, close it."""

    async def within() -> T:
        store = SqliteStore.open(folder)
        try:
            return await play(store)
        finally:
            await store.close()

    return asyncio.run(within())


def write_long(folder: Path) -> None:
    scene(folder, lambda store: store.append(LONG))


def test_an_address_of_a_calendar_does_not_come_back_with_a_backup(tmp_path: Path) -> None:
    async def put(store: SqliteStore) -> None:
        await store.put_feed(feed(NOOR, "given up since"))

    scene(tmp_path, put)
    tell_everyone(tmp_path, 20_000)
    assert scene(tmp_path, lambda store: store.feed_of(NOOR)) is None


def tamper(folder: Path, file: str, statement: str) -> None:
    pen = apsw.Connection(str(folder / file))
    pen.execute(statement)
    pen.close()


def scribble(path: Path, start: int, size: int = 4096) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * size)


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    async def begin(store: SqliteStore) -> None:
        await store.append(LONG)
        await store.add_person(person(NOOR), [])
        await store.add_sign_in(sign_in(NOOR, "phone"))

    async def look(store: SqliteStore) -> tuple[list[EntryRow], object, object]:
        return await store.read(LOG), await store.person(NOOR), await store.sign_in(some_bytes("phone"))

    scene(tmp_path / "kept", begin)
    assert scene(tmp_path / "kept", look) == (LONG, person(NOOR), sign_in(NOOR, "phone"))


def test_nobody_else_on_the_machine_can_read_the_files(tmp_path: Path) -> None:
    async def modes(store: SqliteStore) -> set[int]:
        await store.append(LONG)
        return {path.stat().st_mode & 0o777 for path in (tmp_path / "kept").iterdir()}

    assert scene(tmp_path / "kept", modes) == {0o600}
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700


def test_open_permissions_are_complained_of_with_the_cure(tmp_path: Path) -> None:
    write_long(tmp_path)
    tmp_path.chmod(0o755)
    (tmp_path / "keys.db").chmod(0o644)
    said = " ".join(scene(tmp_path, lambda store: store.check()))
    assert f"chmod 700 {tmp_path}" in said
    assert f"chmod 600 {tmp_path}/keys.db" in said


def test_sign_ins_can_live_in_a_folder_of_their_own(tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "kept", tmp_path / "memory")
    asyncio.run(store.close())
    assert (tmp_path / "memory" / "volatile.db").exists()
    assert not (tmp_path / "kept" / "volatile.db").exists()


@pytest.mark.parametrize("file", ["content.db", "keys.db"])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, file: str) -> None:
    write_long(tmp_path)
    scribble(tmp_path / file, 0)
    with pytest.raises(StoreDamaged) as refused:
        SqliteStore.open(tmp_path)
    assert refused.value.file == file


@pytest.mark.parametrize("file", ["content.db", "keys.db"])
def test_an_emptied_or_missing_file_is_not_taken_for_a_new_one(tmp_path: Path, file: str) -> None:
    write_long(tmp_path)
    (tmp_path / file).unlink()
    with pytest.raises(StoreDamaged) as refused:
        SqliteStore.open(tmp_path)
    assert refused.value.file == file


def test_a_damaged_page_is_said_and_other_logs_stay_readable(tmp_path: Path) -> None:
    async def both(store: SqliteStore) -> None:
        await store.append(LONG)
        await store.append([entry(0, "elsewhere", OTHER)])

    scene(tmp_path, both)
    scribble(tmp_path / "content.db", (tmp_path / "content.db").stat().st_size // 2, 40_000)

    async def look(store: SqliteStore) -> tuple[list[EntryRow], list[str]]:
        with pytest.raises(StoreDamaged) as refused:
            await store.read(LOG)
        assert refused.value.file == "content.db"
        return await store.read(OTHER), await store.check()

    rows, said = scene(tmp_path, look)
    assert rows == [entry(0, "elsewhere", OTHER)]
    assert any("content.db is damaged" in complaint for complaint in said)


def test_damaged_sign_ins_are_thrown_away_and_nothing_else_is(tmp_path: Path) -> None:
    write_long(tmp_path)
    scribble(tmp_path / "volatile.db", 0)
    assert scene(tmp_path, lambda store: store.read(LOG)) == LONG


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    write_long(tmp_path)
    tamper(tmp_path, "keys.db", "PRAGMA user_version = 99")
    with pytest.raises(StoreTooNew):
        SqliteStore.open(tmp_path)


def test_keys_of_a_commit_cut_short_are_swept_at_the_next_start(tmp_path: Path) -> None:
    write_long(tmp_path)
    tamper(tmp_path, "keys.db", "UPDATE batches SET last = 2")
    tamper(tmp_path, "keys.db", f"INSERT INTO deks VALUES ('{LOG}', 300, 'never came', x'00', 2)")
    assert scene(tmp_path, lambda store: store.check()) == []


def test_an_older_copy_of_content_is_noticed_and_no_key_is_removed(tmp_path: Path) -> None:
    write_long(tmp_path)
    older = (tmp_path / "content.db").read_bytes()
    scene(tmp_path, lambda store: store.append([entry(300)]))
    scene(tmp_path, lambda store: store.append([entry(301)]))
    newer = (tmp_path / "content.db").read_bytes()
    (tmp_path / "content.db").write_bytes(older)
    [complaint] = scene(tmp_path, lambda store: store.check())
    assert "content.db seems to be an older copy" in complaint
    (tmp_path / "content.db").write_bytes(newer)
    assert scene(tmp_path, lambda store: store.read(LOG))[300].wrapped_dek == entry(300).wrapped_dek


def test_an_entry_without_its_key_is_complained_of_and_the_rest_stays_readable(tmp_path: Path) -> None:
    write_long(tmp_path)
    tamper(tmp_path, "keys.db", "DELETE FROM deks WHERE seq = 5")
    [complaint] = scene(tmp_path, lambda store: store.check())
    assert "1 entries whose keys are missing" in complaint
    rows = scene(tmp_path, lambda store: store.read(LOG))
    assert rows[5] == entry(5)._replace(wrapped_dek=b"")
    assert rows[6] == LONG[6]


def test_a_gap_in_a_log_is_complained_of(tmp_path: Path) -> None:
    write_long(tmp_path)
    for file, table in (("content.db", "entries"), ("keys.db", "deks")):
        tamper(tmp_path, file, f"DELETE FROM {table} WHERE seq = 7")
    [complaint] = scene(tmp_path, lambda store: store.check())
    assert "missing from the middle of 1 logs" in complaint


def test_a_closed_store_takes_nothing_more(tmp_path: Path) -> None:
    async def play() -> None:
        store = SqliteStore.open(tmp_path)
        await store.close()
        with pytest.raises(StoreUnwritable):
            await store.append([entry(0)])

    asyncio.run(play())


def test_a_write_stands_when_whoever_asked_for_it_has_gone(tmp_path: Path) -> None:
    async def play(store: SqliteStore) -> None:
        asking = asyncio.ensure_future(store.append([entry(0)]))
        await asyncio.sleep(0)
        asking.cancel()
        await store.append([entry(0, "next door", OTHER)])

    scene(tmp_path, play)
    assert scene(tmp_path, lambda store: store.head_seq(LOG)) == 0


def test_refusals_among_many_written_together_cost_the_others_nothing(tmp_path: Path) -> None:
    logs = [LogId(an_id(f"log {number}")) for number in range(20)]
    refused = {3, 4, 19}

    async def play(store: SqliteStore) -> list[object]:
        wrong = [entry(int(number in refused), log=log) for number, log in enumerate(logs)]
        said = await asyncio.gather(*(store.append([row]) for row in wrong), return_exceptions=True)
        assert await store.check() == []
        return [type(one) if number in refused else one for number, one in enumerate(said)]

    said = scene(tmp_path, play)
    assert said == [SeqTaken if number in refused else Appended.NOW for number in range(20)]

    async def heads(store: SqliteStore) -> list[int]:
        return [await store.head_seq(log) for log in logs]

    assert scene(tmp_path, heads) == [-1 if number in refused else 0 for number in range(20)]


def test_whoever_reads_while_others_write_never_sees_an_entry_before_its_key(tmp_path: Path) -> None:
    async def play(store: SqliteStore) -> None:
        async def write() -> None:
            for row in LONG[:150]:
                await store.append([row])

        writing = asyncio.ensure_future(write())
        while not writing.done():
            assert all(row.wrapped_dek for row in await store.read(LOG))
            await asyncio.sleep(0)
        await writing

    scene(tmp_path, play)
