"""Whatever of one entry is put in the place of the same of another is noticed; and so is every earlier day put back.

A log of two hundred entries by two people: each pair of them, each field they have. And fifty copies of the server, one
after each of fifty things lived, put back whole or in part beneath people who have seen more.
"""

import asyncio
import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import combinations
from typing import Any

import pytest

from couples import Clock, House
from visits import Evening, Visitor, evening, web
from weft.core.log.entries import WordsWritten
from weft.core.people import SittingId
from weft.keeper.library import read_library
from weft.keeper.open_log import OpenLog, take_in
from weft.keeper.opened import append
from weft.keeper.ports import EntryRow
from weft.store.memory import MemoryStore
from weft.vault.record import head, record

ROWS, SNAPSHOTS = 200, 50
FAST_PAIRS, FAST_SNAPSHOTS = 120, 6
BOUND = ("entry", "author", "tier", "epoch", "rev", "wrapped_dek", "locked", "signature")
"""Everything a row is made of but its log and place, and two that nothing is read from: see the last test."""
SAID = "Something here isn’t as it should be"


@dataclass
class Log:
    """A log's rows as they were written, its keys, and how it stood before each row."""

    opened: OpenLog
    rows: list[EntryRow]
    heads: list[bytes]

    def before(self, place: int) -> OpenLog:
        """The log read up to a row. Nothing is trusted because it was seen before."""
        whole = self.opened
        log = OpenLog(whole.log, whole.key, whole.epoch, whole.signers, whole.before)
        log.seq, log.head = place - 1, self.heads[place]
        log.heads = bytearray(16 * place)
        return log

    def notices(self, row: EntryRow) -> bool:
        log = self.before(row.seq)
        take_in(log, [row])
        return bool(log.damage)


async def _written() -> Log:
    house = House()
    two = await house.two()
    for number in range(ROWS):
        who = two[number // 3 % 2]
        words = WordsWritten(SittingId("5" * 32), f"say:{number}", "write", f"Line {number}")
        await append(house.store, who, who.log, [words], house.clock())
        await house.home.freshen(two[0])
        await house.home.freshen(two[1])
    rows = await house.store.read(two[0].log.log)
    heads = [bytes(32)]
    for row in rows:
        line = record(
            row.log, row.seq, heads[-1], row.entry, row.author, row.epoch, sha256(row.locked).digest()
        )
        heads.append(head(line, row.signature))
    return Log(two[0].log, rows, heads)


@pytest.fixture(scope="module")
def log() -> Log:
    return asyncio.run(_written())


def swaps(
    log: Log, pairs: Iterator[tuple[int, int]] | list[tuple[int, int]]
) -> Iterator[tuple[str, EntryRow]]:
    """The earlier row of each pair with one thing of the later, where that changes anything; and with all of it."""
    for one, other in pairs:
        row, theirs = log.rows[one], log.rows[other]
        for name in BOUND:
            if getattr(row, name) != getattr(theirs, name):
                yield name, row._replace(**{name: getattr(theirs, name)})
        yield "all of it", theirs._replace(seq=row.seq)
        yield "key and bytes", row._replace(wrapped_dek=theirs.wrapped_dek, locked=theirs.locked)


def missed(log: Log, pairs: Any) -> tuple[list[tuple[str, int]], int]:
    tried = [(name, row.seq, log.notices(row)) for name, row in swaps(log, pairs)]
    return [(name, seq) for name, seq, noticed in tried if not noticed], len(tried)


def test_what_is_put_in_anothers_place_is_noticed(log: Log) -> None:
    every = list(combinations(range(len(log.rows)), 2))
    found, tried = missed(log, random.Random("swaps").sample(every, FAST_PAIRS))
    assert found == []
    assert tried > 5 * FAST_PAIRS


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_every_swap_of_two_hundred_rows_is_noticed(log: Log, part: int) -> None:
    every = list(combinations(range(ROWS), 2))
    found, tried = missed(log, every[part::4])
    assert found == []
    assert tried > len(every) / 4 * 5


def test_without_a_change_nothing_is_noticed(log: Log) -> None:
    """So that noticing means something."""
    assert len(log.rows) >= ROWS
    assert not any(log.notices(row) for row in log.rows)


def test_a_swap_where_all_was_seen_before_is_noticed_too(log: Log) -> None:
    """Signatures up to a bookmark are not checked once more; the chain of heads, and the locks, hold all the same."""
    pairs = random.Random("seen").sample(list(combinations(range(ROWS), 2)), 12)
    for _, row in swaps(log, pairs):
        whole = log.before(0)
        whole.verified_seq, whole.verified_head = len(log.rows) - 1, log.heads[-1]
        take_in(whole, [row if one.seq == row.seq else one for one in log.rows])
        assert whole.damage


# ---------------------------------------------------------------- an earlier day


@dataclass
class Days:
    """A server after each thing lived on it, and the browsers that saw the last."""

    one: Evening
    earlier: list[MemoryStore]
    first: dict[str, dict[str, str]]


async def _lived(count: int) -> Days:
    one = await evening()
    earlier, first = list[MemoryStore](), {"Noor": dict(one.noor.cookies), "Elis": dict(one.elis.cookies)}
    sitting = ""
    for number in range(count):
        store = one.house.store
        assert isinstance(store, MemoryStore)
        earlier.append(copy.deepcopy(store))
        act = ("write", "respond", "keep")[number % 3]
        sitting = sitting if number % 3 else await one.agreed("one-true-line", "own-pace")
        await one.both(sitting, act, f"{act} {number}")
    for who in (one.noor, one.elis):
        await who.get("/today")
    return Days(one, earlier, first)


def put_back(days: Days, store: MemoryStore) -> House:
    return House(store, days.one.house.key, Clock(days.one.house.clock.now))


async def told(house: House, cookies: dict[str, str]) -> bool:
    return SAID in (await Visitor(web(house), dict(cookies)).get("/today")).text


async def _unnoticed(count: int) -> list[str]:
    """Each earlier day, put back whole, and then the log alone: who was not told."""
    days, found = await _lived(count), list[str]()
    now = days.one.house.store
    assert isinstance(now, MemoryStore)
    for number, store in enumerate(days.earlier):
        part = copy.deepcopy(now)
        part._logs = copy.deepcopy(store._logs)
        part._entries = set(store._entries)
        for how, there in (("whole", copy.deepcopy(store)), ("the log alone", part)):
            for name, who in (("Noor", days.one.noor), ("Elis", days.one.elis)):
                if not await told(put_back(days, there), who.cookies):
                    found.append(f"{name}: day {number}, {how}")
    assert not await told(put_back(days, copy.deepcopy(now)), days.one.noor.cookies)
    return found


@pytest.fixture(autouse=True)
def _one_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exercises are the same for every server here; reading them anew for each would be most of the time."""
    monkeypatch.setattr("weft.assemble.read_library", cache(read_library))


def test_an_earlier_day_put_back_is_noticed() -> None:
    assert asyncio.run(_unnoticed(FAST_SNAPSHOTS)) == []


@pytest.mark.long
def test_each_of_fifty_earlier_days_put_back_is_noticed() -> None:
    assert asyncio.run(_unnoticed(SNAPSHOTS)) == []


def test_the_two_fields_that_are_not_bound_are_read_by_no_page(log: Log) -> None:
    """The day only says when something is damaged, the padded size is for the host's own reckoning."""
    unbound = set(EntryRow._fields) - set(BOUND) - {"log", "seq", "taken_out"}
    assert unbound == {"day", "bucket"}
    changed = [row._replace(day=1, bucket=1) for row in log.rows]
    plain, other = log.before(0), log.before(0)
    take_in(plain, log.rows)
    take_in(other, changed)
    assert (plain.life, plain.damage) == (other.life, other.damage)
