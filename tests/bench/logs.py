"""Lines 6, 10, 11 and 14: writing together, opening ten years, holding them, weaving them.

``python -m bench.logs FOLDER ENTRIES ROUNDS`` measures on the server's core and prints one line of JSON.
"""

import asyncio
import ctypes
import gc
import json
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

import uvloop

from bench.disk import commits, plain
from bench.life import lived
from bench.rounds import alternate
from couples import House
from weft.assemble import now, open_store, server_key
from weft.cli.serve import GC_THRESHOLDS
from weft.core.log.entries import Entry
from weft.core.log.fold import fold
from weft.core.people import LogId, Side
from weft.core.tapestry.svg import svg
from weft.keeper.loom import cloth
from weft.keeper.open_log import OpenLog, catch_up
from weft.keeper.opened import Opened, append
from weft.keeper.ports import EntryRow, Store
from weft.keeper.writing import read, write
from weft.settings import Settings
from weft.store.sqlite import SqliteStore
from weft.vault.entry import entry_aad, unlock_entry
from weft.vault.errors import EnvelopeAltered
from weft.vault.record import FIRST_PREV, head, record, verify

YEARS = 10
WRITERS = 32
HELD = 40
"""Couples of ten years held open at once, to weigh one of them and to see a collection pause."""


async def ten_years(house: House, entries: int) -> Opened:
    left, _ = await house.two()
    assert left.couple is not None
    for at, whats in lived(entries, YEARS, now()):
        await append(house.home.store, left, left.couple.log, whats, at)
    return left


async def together(store: SqliteStore, folder: Path, rounds: int) -> dict[str, list[float]]:
    """Line 6: entries a second, 32 writers at once, beside one commit after another."""
    numbers, limit = count(), plain(folder)

    async def writer(number: int, until: float) -> int:
        log, seq = LogId(os.urandom(16).hex()), 0
        while perf_counter() < until:
            row = EntryRow(
                log,
                seq,
                f"{next(numbers):032x}",
                0,
                1,
                1,
                0,
                20_000,
                256,
                bytes(60),
                os.urandom(300),
                bytes(64),
            )
            await store.append([row])
            seq += 1
        return seq

    async def many(seconds: float) -> float:
        until = perf_counter() + seconds
        return sum(await asyncio.gather(*(writer(n, until) for n in range(WRITERS)))) / seconds

    async def single(seconds: float) -> float:
        return len(commits(limit, seconds)) / seconds

    return await alternate({"together": many, "single": single}, rounds, 0.8)


def fresh(of: OpenLog, *, bookmarked: bool) -> OpenLog:
    """The same log, closed; with or without the memory of how far it was verified."""
    made = OpenLog(of.log, of.key, of.epoch, of.signers)
    if bookmarked:
        made.verified_seq, made.verified_head = of.seq, of.head
    return made


async def alone(store: Store, log: OpenLog) -> None:
    """The limit of opening: read, decrypt and decode each entry, and look at nothing."""
    for row in await store.read(log.log):
        _unlocked(log, row)


def _unlocked(log: OpenLog, row: EntryRow) -> Entry:
    aad = entry_aad(row.log, row.entry, row.author, row.tier, row.epoch, row.rev)
    return read(unlock_entry(log.dek_key, aad, row.wrapped_dek, row.locked), row.entry, row.author)


async def opening(store: Store, log: OpenLog, rounds: int) -> dict[str, list[float]]:
    """Line 10: milliseconds to open from the bookmark or with every signature, and the limits of both."""

    def verified(row: EntryRow) -> None:
        verify(
            log.signers[row.author], row.locked, row.signature
        )  # The wrong text costs the same as the right.

    async def signatures() -> None:
        for row in await store.read(log.log):
            with suppress(EnvelopeAltered):
                verified(row)

    async def ms(work: Callable[[], Awaitable[object]]) -> float:
        began = perf_counter()
        await work()
        return 1000 * (perf_counter() - began)

    return await alternate(
        {
            "alone": lambda _: ms(lambda: alone(store, fresh(log, bookmarked=True))),
            "bookmark": lambda _: ms(lambda: catch_up(store, fresh(log, bookmarked=True))),
            "signatures": lambda _: ms(signatures),
            "cold": lambda _: ms(lambda: catch_up(store, fresh(log, bookmarked=False))),
        },
        rounds,
        0,
    )


async def parts(store: Store, log: OpenLog) -> dict[str, float]:
    """Line 10: where the milliseconds of opening go, the best of five."""
    rows = await store.read(log.log)
    entries = [_unlocked(log, row) for row in rows]
    plain = [write(entry.what, entry.at) for entry in entries]

    async def reading() -> float:
        began = perf_counter()
        await store.read(log.log)
        return 1000 * (perf_counter() - began)

    def chain() -> None:
        for row in rows:
            cipher = sha256(row.locked).digest()
            head(
                record(row.log, row.seq, FIRST_PREV, row.entry, row.author, row.epoch, cipher), row.signature
            )

    def decoding() -> None:
        for text, row in zip(plain, rows, strict=True):
            read(text, row.entry, row.author)

    def best(work: Callable[[], object]) -> float:
        return min(timed(work) for _ in range(5))

    decode = best(decoding)
    return {
        "read": min([await reading() for _ in range(5)]),
        "chain": best(chain),
        "decrypt": best(lambda: [_unlocked(log, row) for row in rows]) - decode,
        "decode": decode,
        "fold": best(lambda: fold(entries)),
    }


def resident_kb() -> int:
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


async def held(store: Store, log: OpenLog) -> dict[str, float]:
    """Line 11: memory of one such couple, and the longest a full collection stops everything."""
    kept = [fresh(log, bookmarked=True)]
    await catch_up(store, kept[0])
    before = resident_kb()
    for _ in range(HELD):
        kept.append(fresh(log, bookmarked=True))
        await catch_up(store, kept[-1])
    grown = resident_kb() - before
    return {"mb": grown / HELD / 1000, "pause": median(timed(gc.collect) for _ in range(5))}


def timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return 1000 * (perf_counter() - began)


def weaving(log: OpenLog, rounds: int) -> tuple[float, int]:
    """Line 14: milliseconds from the log to the whole cloth of ten years as one SVG, and its size in bytes."""
    took, size = [], 0
    for _ in range(rounds):
        began = perf_counter()
        drawn = svg(
            cloth(log.life, Side.LEFT, now().date(), 91), href=lambda key: f"/cloth/{key}", label="Your cloth"
        )
        took.append(1000 * (perf_counter() - began))
        size = len(drawn)
    return median(took), size


async def main(folder: Path, entries: int, rounds: int) -> None:
    settings = Settings(data=folder)
    folder.mkdir(parents=True, exist_ok=True)
    store = open_store(settings)
    house = House(store, server_key(settings), now)  # type: ignore[arg-type]
    left = await ten_years(house, entries)
    assert left.couple is not None
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
    log = left.couple.log
    found: dict[str, object] = {"together": await together(store, folder, rounds)}
    found["opening"], found["parts"] = await opening(store, log, rounds), await parts(store, log)
    found["weaving"], found["cloth_bytes"] = weaving(log, max(3, rounds // 2))
    found["held"] = await held(store, log)
    await house.home.close()
    print(json.dumps(found))


if __name__ == "__main__":
    uvloop.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
