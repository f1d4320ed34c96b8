"""Killed at any moment, Weft loses nothing it has acknowledged and leaves nothing half done.

A child process appends to several logs at once and says each append it was told is safe. It is killed without
warning, by SIGKILL, at a random moment; the next one begins on the same files. In the end every acknowledged
entry is there, whole, each log is without gaps, and every board says what its log says.
"""

import os
import random
import select
import signal
import subprocess
import sys
from asyncio import run
from hashlib import sha256
from pathlib import Path

import pytest

from weft.core.people import LogId
from weft.keeper.ports import EntryRow
from weft.store.sqlite import SqliteStore

LOGS = [sha256(f"log {number}".encode()).hexdigest()[:32] for number in range(6)]

CHILD = """
import asyncio, os, sys
from hashlib import sha256
from pathlib import Path
from weft.keeper.ports import BoardRow, EntryRow
from weft.store.sqlite import SqliteStore

def entry(log, seq, name):
    locked = sha256(name.encode()).digest() * 12
    return EntryRow(log, seq, name, 0, 1, 0, 0, 20000, 256, locked[:60], locked, locked[:64])

async def go_on(store, log):
    boards = {row.board: row for row in await store.boards(log)}
    rev = boards[log].rev + 1 if boards else 0
    seq = await store.head_seq(log) + 1
    while True:
        names = [os.urandom(16).hex() for _ in range(2)]
        rows = [entry(log, seq + place, name) for place, name in enumerate(names)]
        await store.append(rows, [BoardRow(log, log, rev, names[1].encode())])
        os.write(1, f"{log} {names[0]} {names[1]} {seq}\\n".encode())
        seq, rev = seq + 2, rev + 1

async def main():
    store = SqliteStore.open(Path(sys.argv[1]))
    os.write(1, b"open\\n")
    await asyncio.gather(*(go_on(store, log) for log in sys.argv[2:]))

asyncio.run(main())
"""


def whole(row: EntryRow) -> bool:
    locked = sha256(row.entry.encode()).digest() * 12
    return (row.wrapped_dek, row.locked, row.signature) == (locked[:60], locked, locked[:64])


def appended_until_killed(folder: Path, chance: random.Random) -> list[tuple[str, str, str, int]]:
    """Let a child append until a random moment; gives what it said was safe."""
    command = [sys.executable, "-c", CHILD, str(folder), *LOGS]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ) as child:
        assert child.stdout is not None
        said = child.stdout.readline() if chance.random() < 0.9 else b""
        # Most are killed among the appends; some while opening, when keys left behind are swept.
        select.select([], [], [], chance.uniform(0, 0.06 if said else 0.15))
        child.send_signal(signal.SIGKILL)
        lines = child.stdout.read().decode().splitlines()
    acknowledged = (line.split() for line in lines if line != "open")
    return [(log, first, second, int(seq)) for log, first, second, seq in acknowledged]


async def what_is_there(folder: Path) -> tuple[dict[LogId, list[EntryRow]], dict[LogId, bytes], list[str]]:
    store = SqliteStore.open(folder)
    logs = {LogId(log): await store.read(LogId(log)) for log in LOGS}
    boards = {LogId(log): row.locked for log in LOGS for row in await store.boards(LogId(log))}
    complaints = await store.check()
    await store.close()
    return logs, boards, complaints


def play(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    safe = [append for _ in range(kills) for append in appended_until_killed(folder, chance)]
    logs, boards, complaints = run(what_is_there(folder))
    assert complaints == []
    assert len(safe) > kills, "the appends were hardly begun"
    for log, first, second, seq in safe:
        there = logs[LogId(log)]
        assert [row.entry for row in there[seq : seq + 2]] == [first, second]
    for log, rows in logs.items():
        assert [row.seq for row in rows] == list(range(len(rows)))
        assert len(rows) % 2 == 0, "half of one append is there"
        assert all(whole(row) for row in rows)
        assert boards[log] == rows[-1].entry.encode()


def test_two_hundred_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    play(tmp_path / "kept", kills=200, seed=7)


@pytest.mark.long
def test_a_thousand_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    play(tmp_path / "kept", kills=1_000, seed=8)
