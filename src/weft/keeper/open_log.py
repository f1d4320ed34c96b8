"""A log opened in memory: rows verified in their chain, unlocked one by one, folded into what is true now.

What is damaged is left out and named, and the rest stays usable. A bookmark sealed under the reader's own
root remembers how far the log was verified, so that each signature is checked once and a log that was
rolled back is noticed. A log lies open once, for all who may read it and as long as one of them is signed in.
"""

import asyncio
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import zip_longest
from typing import NamedTuple
from weakref import WeakValueDictionary

from weft.core.log.entries import Entry
from weft.core.log.fold import Life, fold
from weft.core.log.lift import UnknownEntry
from weft.core.people import LogId
from weft.keeper.ports import EntryRow, Store
from weft.keeper.writing import read
from weft.vault.dek import DekKey
from weft.vault.entry import entry_aad, unlock_entry
from weft.vault.errors import EnvelopeAltered
from weft.vault.record import FIRST_PREV, head, record, take_out_line, verify


class Damage(StrEnum):
    """What can be wrong with a row, as a person is told of it."""

    ALTERED = "altered"
    MISSING = "missing"
    CHAIN = "chain"
    """Something up to here isn't as it was seen before, and which row it is can't be told."""
    ROLLED_BACK = "rolled-back"
    """The log is whole, but it isn't the one this person has seen."""
    UNKNOWN = "unknown"


class Harm(NamedTuple):
    """What is wrong with a row, and the day it was written: whole days since 1970, UTC."""

    what: Damage
    day: int


class Mark(NamedTuple):
    """How far a person had seen a log, and the head it had there."""

    seq: int = -1
    head: bytes = FIRST_PREV


Signed = tuple[tuple[int, bytes], ...]
"""The keys somebody signed with before they had new ones, each with the last place it signed; oldest first."""

CANNOT_FOLD = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What a fold stumbles with over something nobody thought of: each subject passes over what it knows cannot be."""
HASH_BYTES = 32
HEAD_KEPT = 16
"""Bytes of each head that stay in memory."""


@dataclass(slots=True, weakref_slot=True, repr=False)
class OpenLog:
    """One log under one key, as far as it has been read. ``damage`` names rows that could not be shown.

    Signatures up to ``verified_seq`` were checked before by whoever opened it, if the head there is the same.
    ``heads`` is the beginning of the head after each row, by place: 5,000 rows are 80 KB.
    """

    log: LogId
    key: bytes
    epoch: int
    signers: dict[int, bytes]
    before: dict[int, Signed] = field(default_factory=dict)
    """By author, what they signed with earlier, and up to which place."""
    retired: bool = False
    """Whether the log has a new key by now: nothing is added under this one."""
    seq: int = -1
    head: bytes = FIRST_PREV
    life: Life = field(default_factory=Life)
    damage: dict[int, Harm] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    verified_seq: int = -1
    verified_head: bytes = FIRST_PREV
    heads: bytearray = field(default_factory=bytearray)
    news_read: int = 0
    letters_read: int = -1
    """How many openings of letters are in ``life``, as the home counts them; of no log but a couple's."""
    boards: dict[str, tuple[object, object]] = field(default_factory=dict)
    """What was read of sittings under way: by id, the row and what it held."""
    dek_key: DekKey = field(init=False)

    def __post_init__(self) -> None:
        self.dek_key = DekKey(self.key)

    def __repr__(self) -> str:
        return "OpenLog(…)"

    def kept_head(self, seq: int) -> bytes:
        """The beginning of the head after a row; empty when there is no such row."""
        return bytes(self.heads[HEAD_KEPT * seq : HEAD_KEPT * (seq + 1)])


def take_in(log: OpenLog, rows: Sequence[EntryRow], *, plain: Sequence[bytes] = ()) -> None:
    """Verify, unlock and fold rows which follow what the log already holds.

    Rows we signed and locked ourselves a moment ago come with their ``plain`` texts, and are neither checked nor
    unlocked: checking a signature alone takes twice as long as making it.
    """
    both = zip_longest(rows, plain)
    entries = [entry for row, text in both if (entry := _take_one(log, row, text)) is not None]
    if log.seq < log.verified_seq:
        _rolled_back(log, rows[-1].day if rows else 0)
    if entries:
        _fold(log, entries, rows)


def _fold(log: OpenLog, entries: Sequence[Entry], rows: Sequence[EntryRow]) -> None:
    """Fold them all; one that cannot be folded, whatever it says, is left out and named, and the rest stays usable."""
    try:
        log.life = fold(entries, log.life)
    except CANNOT_FOLD:
        half = len(entries) // 2
        if half:
            _fold(log, entries[:half], rows)
            _fold(log, entries[half:], rows)
            return
        row = next(one for one in rows if one.entry == entries[0].id)
        log.damage[row.seq] = Harm(Damage.UNKNOWN, row.day)


def _rolled_back(log: OpenLog, day: int) -> None:
    log.damage[log.seq + 1] = Harm(Damage.ROLLED_BACK, day)


def _take_one(log: OpenLog, row: EntryRow, plain: bytes | None) -> Entry | None:
    if row.seq > log.seq + 1:
        _pass_gap(log, row)
    line = _line(row, log.head)
    log.head, log.seq = head(line, row.signature), row.seq
    if row.seq == log.verified_seq and log.head != log.verified_head:
        log.damage[row.seq] = Harm(Damage.CHAIN, row.day)
        log.head = log.verified_head  # What follows was signed on top of the true head.
    log.heads += log.head[:HEAD_KEPT]
    if plain is None:
        if row.seq > log.verified_seq and not _signed(log, row, line):
            log.damage[row.seq] = Harm(Damage.ALTERED, row.day)
            return None
        if row.taken_out and _taken_out(log, row):
            return None  # As if it had never been written: no gap, no damage.
        if not row.wrapped_dek:
            log.damage[row.seq] = Harm(Damage.MISSING, row.day)
            return None
    try:
        return read(_unlocked(log, row) if plain is None else plain, row.entry, row.author)
    except (EnvelopeAltered, ValueError):
        log.damage[row.seq] = Harm(Damage.ALTERED, row.day)
    except UnknownEntry:
        log.damage[row.seq] = Harm(Damage.UNKNOWN, row.day)
    return None


def _unlocked(log: OpenLog, row: EntryRow) -> bytes:
    aad = entry_aad(row.log, row.entry, row.author, row.tier, row.epoch, row.rev)
    return unlock_entry(log.dek_key, aad, row.wrapped_dek, row.locked)


def _pass_gap(log: OpenLog, row: EntryRow) -> None:
    """Rows that are gone are named once; what was verified behind them still holds."""
    log.damage[log.seq + 1] = Harm(Damage.MISSING, row.day)
    log.heads += bytes(HEAD_KEPT * (row.seq - log.seq - 1))
    if log.seq < log.verified_seq < row.seq:
        log.head = log.verified_head


def _taken_out(log: OpenLog, row: EntryRow) -> bool:
    """Whether the author's own word stands for it; nobody else can have an entry taken out unnoticed."""
    line, word = take_out_line(row.log, row.entry), row.taken_out[HASH_BYTES:]
    later = [key for seq, key in log.before.get(row.author, ()) if row.seq <= seq]
    return any(_verified(key, line, word) for key in (*later, log.signers.get(row.author, b"")))


def _signed(log: OpenLog, row: EntryRow, line: bytes) -> bool:
    """Whether its author signed a row, with the key they had when it was written."""
    then = next((key for seq, key in log.before.get(row.author, ()) if row.seq <= seq), None)
    return _verified(then or log.signers.get(row.author, b""), line, row.signature)


def _verified(key: bytes, line: bytes, signature: bytes) -> bool:
    try:
        verify(key, line, signature)
    except EnvelopeAltered:
        return False
    return True


async def catch_up(store: Store, log: OpenLog) -> bool:
    """Read what others have appended since; False if nothing was. Call with ``log.lock`` held."""
    rows = await store.read(log.log, log.seq)
    take_in(log, rows)
    return bool(rows)


class OpenLogs:
    """Each log that somebody signed in may read, open once for all their sign-ins.

    Nothing is held here: a log lies in memory as long as a sign-in has it, and goes with the last, key and all.
    Only a log without damage is shared. Where a person's own bookmark says otherwise than what lies open,
    they get a reading of their own, and are told.
    """

    def __init__(self) -> None:
        self._open: WeakValueDictionary[LogId, OpenLog] = WeakValueDictionary()
        self._turns: WeakValueDictionary[LogId, asyncio.Lock] = WeakValueDictionary()

    async def open(self, store: Store, closed: OpenLog, mark: Mark) -> OpenLog:
        """The log that ``closed`` names, read to its end.

        ``closed`` holds the key which this person's own root opened; without the same key nobody gets a log that
        lies open for another.
        """
        turn = self._turns.setdefault(closed.log, asyncio.Lock())
        async with turn:
            lying = self._open.get(closed.log)
            if lying is not None and _same_right(lying, closed) and await _agrees(store, lying, mark):
                return lying
            read = await read_log(store, closed, mark)
            if (lying is None or lying.retired) and not read.damage:
                self._open[closed.log] = read
            return read


def _same_right(lying: OpenLog, closed: OpenLog) -> bool:
    same_key = hmac.compare_digest(lying.key, closed.key)
    signers = (lying.epoch, lying.signers, lying.before) == (closed.epoch, closed.signers, closed.before)
    return same_key and signers and not lying.retired


async def _agrees(store: Store, log: OpenLog, mark: Mark) -> bool:
    """Whether what lies open holds all this person has seen, and nothing that only the other's word stands for."""
    async with log.lock:
        await catch_up(store, log)
        if log.damage or log.kept_head(mark.seq) != (mark.head[:HEAD_KEPT] if mark.seq >= 0 else b""):
            return False
        return await _check_signatures(store, log, mark)


async def _check_signatures(store: Store, log: OpenLog, mark: Mark) -> bool:
    """Check those which whoever opened the log had checked before, and this person had not."""
    if log.verified_seq <= mark.seq:
        return True
    newest = mark.head
    for row in await store.read(log.log, mark.seq):
        if row.seq > log.verified_seq:
            break
        line = _line(row, newest)
        newest = head(line, row.signature)
        if not _signed(log, row, line) or newest[:HEAD_KEPT] != log.kept_head(row.seq):
            return False
    log.verified_seq, log.verified_head = mark
    return True


def _line(row: EntryRow, prev: bytes) -> bytes:
    locked = row.taken_out[:HASH_BYTES] or sha256(row.locked).digest()
    return record(row.log, row.seq, prev, row.entry, row.author, row.epoch, locked)


async def read_log(store: Store, closed: OpenLog, mark: Mark) -> OpenLog:
    """Read a log from its beginning, trusting signatures up to a person's bookmark if the log leads there.

    If it doesn't, every signature is checked: a log that is whole without the bookmark is an older copy put
    back, perhaps lived on since; one that is not has been changed in its middle.
    """
    rows = await store.read(closed.log)
    known = _read_from(closed, mark, rows)
    if not any(harm.what in {Damage.CHAIN, Damage.ROLLED_BACK} for harm in known.damage.values()):
        return known
    unknown = _read_from(closed, Mark(), rows)
    if unknown.damage and known.seq >= mark.seq:
        return known
    _rolled_back(unknown, rows[-1].day if rows else 0)
    return unknown


def _read_from(closed: OpenLog, mark: Mark, rows: Sequence[EntryRow]) -> OpenLog:
    log = OpenLog(closed.log, closed.key, closed.epoch, closed.signers, closed.before)
    log.verified_seq, log.verified_head = mark
    take_in(log, rows)
    return log
