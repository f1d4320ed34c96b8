"""Killed at any moment, Weft never leaves sealed words half open: both have their half of the key, or neither.

A child process seals and opens exchanges, several at once, and says each step it was told is safe. It is killed
without warning, by SIGKILL, at a random moment; the next one goes on on the same files.
"""

import os
import random
import select
import signal
import subprocess
import sys
from asyncio import run
from pathlib import Path

import pytest

from contracts.store import ELIS, NOOR, couple, join
from weft.keeper.ports import SealRow
from weft.store.sqlite import SqliteStore

COUPLE = couple(NOOR, ELIS).couple

CHILD = """
import asyncio, os, sys
from pathlib import Path
from weft.keeper.ports import ExchangeRow, SealRow
from weft.store.sqlite import SqliteStore

def seal(side, kept, half=b""):
    part = bytes([side]) * 4178
    return SealRow(side, 1, part, part[:80], part[:146], part[:32], part[:32], part[:32], part[:64], kept, half)

def row(x, couple, rev, phase):
    return ExchangeRow(x, couple, rev, phase, 20000, 20014, b"terms" * 60, b"r" * 32 if phase == "released" else b"")

async def go_on(store, couple):
    while True:
        x, half = os.urandom(16).hex(), os.urandom(32)
        await store.put_exchange(row(x, couple, 0, "open"))
        await store.put_exchange(row(x, couple, 1, "open"), seals=[seal(0, half)])
        await store.put_exchange(row(x, couple, 2, "open"), seals=[seal(1, half)])
        os.write(1, f"{x} sealed\\n".encode())
        await store.put_exchange(row(x, couple, 3, "released"), seals=[seal(0, b"", half), seal(1, b"", half)])
        os.write(1, f"{x} released\\n".encode())

async def main():
    store = SqliteStore.open(Path(sys.argv[1]))
    os.write(1, b"open\\n")
    await asyncio.gather(*(go_on(store, sys.argv[2]) for _ in range(4)))

asyncio.run(main())
"""


def opened_until_killed(folder: Path, chance: random.Random) -> dict[str, str]:
    """Let a child seal and open until a random moment; gives the last that it said of each exchange."""
    command = [sys.executable, "-c", CHILD, str(folder), COUPLE]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        lines = [child.stdout.readline().decode().strip() for _ in range(chance.randrange(3, 24))]
        select.select([], [], [], chance.uniform(0, 0.01))
        child.send_signal(signal.SIGKILL)
        lines += child.stdout.read().decode().splitlines()
    return dict(line.split() for line in lines)  # type: ignore[misc]


async def begin(folder: Path) -> None:
    store = SqliteStore.open(folder)
    await join(store)
    await store.close()


async def what_is_there(folder: Path) -> dict[str, tuple[str, list[SealRow]]]:
    store = SqliteStore.open(folder)
    there = {
        row.exchange: (row.phase, await store.seals_of(row.exchange))
        for row in await store.exchanges_of(COUPLE)
    }
    await store.close()
    return there


def play(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    run(begin(folder))
    said: dict[str, str] = {}
    for _ in range(kills):
        said |= opened_until_killed(folder, chance)
    there = run(what_is_there(folder))
    assert sum(word == "released" for word in said.values()) > kills, "hardly any was opened"
    for phase, seals in there.values():
        halves = [bool(seal.half) for seal in seals]
        assert halves == ([True, True] if phase == "released" else [False] * len(seals)), "half open"
        assert all(bool(seal.kept) is not bool(seal.half) for seal in seals)
    for exchange, word in said.items():
        phase, seals = there[exchange]
        assert len(seals) == 2
        assert phase == "released" or word == "sealed"


def test_a_dozen_kills_leave_nothing_half_open(tmp_path: Path) -> None:
    play(tmp_path / "kept", kills=12, seed=11)


@pytest.mark.long
def test_a_thousand_kills_leave_nothing_half_open(tmp_path: Path) -> None:
    play(tmp_path / "kept", kills=1_000, seed=12)
