"""A log opened in memory: rows verified in their chain, unlocked one by one, folded into what is true now.

What is damaged is left out and named, and the rest stays usable. A bookmark sealed under the reader's own
root remembers how far the log was verified, so that each signature is checked once and a log that was
rolled back is noticed.
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from weft.core.log.entries import Entry, What
from weft.core.log.fold import Life, fold
from weft.core.log.lift import UnknownEntry
from weft.core.people import LogId, PersonId, Side
from weft.keeper.ports import Appended, BoardDrop, BoardRow, CoupleRow, EntryRow, SeqTaken, Store
from weft.keeper.writing import BYTE_OF, read, write
from weft.vault.dek import DekKey
from weft.vault.entry import Tier, entry_aad, lock_entry, unlock_entry
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.record import FIRST_PREV, head, record, sign, verify
from weft.vault.roots import Publics, Root


class Damage(StrEnum):
    """What can be wrong with a row, as a person is told of it."""

    ALTERED = "altered"
    CHAIN = "chain"
    ROLLED_BACK = "rolled-back"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class OpenLog:
    """One log under one key, as far as it has been read. ``damage`` names rows that could not be shown."""

    log: LogId
    key: bytes
    epoch: int
    signers: dict[int, bytes]
    seq: int = -1
    head: bytes = FIRST_PREV
    life: Life = field(default_factory=Life)
    damage: dict[int, Damage] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    verified_seq: int = -1
    verified_head: bytes = FIRST_PREV
    dek_key: DekKey = field(init=False)

    def __post_init__(self) -> None:
        self.dek_key = DekKey(self.key)


@dataclass(slots=True)
class Couple:
    """The shared side of an opened person: the row, the log, and which edge is theirs."""

    row: CoupleRow
    log: OpenLog
    side: Side
    partner: PersonId
    partner_publics: Publics


@dataclass(slots=True)
class Opened:
    """A signed-in person with their roots and logs open, for as long as the sign-in lives."""

    person: PersonId
    root: Root
    publics: Publics
    own: OpenLog
    sid_hash: bytes
    couple: Couple | None = None
    compared: bool = False
    passed_over: int = 0
    painted: dict[str, object] = field(default_factory=dict)
    """What a driver keeps with it: pages drawn before, which go when it goes."""
    busy_until: datetime | None = None
    """While a timed turn runs, nobody touches the phone; the lock waits for its end."""

    @property
    def side(self) -> Side:
        return self.couple.side if self.couple else Side.LEFT

    @property
    def log(self) -> OpenLog:
        """Where what this person does is woven: the couple's log, or their own until there is one."""
        return self.couple.log if self.couple else self.own


class Clock(Protocol):
    """The instant, in UTC."""

    def __call__(self) -> datetime: ...


def entry_id(log: OpenLog, author: int, tap: str, what: What) -> str:
    """The id of an entry: the same tap with the same words is the same entry, sent once or twice."""
    fresh = os.urandom(16) if not tap else b""
    plain = write(what, 0)
    return sha256(lp("tap", log.key, bytes([author]), tap.encode(), plain, fresh)).digest()[:16].hex()


def lock_row(
    log: OpenLog, seq: int, prev: bytes, author: Side, root: Root, entry: Entry
) -> tuple[EntryRow, bytes]:
    """A row ready to append, and the head the log will have with it."""
    byte, day = BYTE_OF[author], entry.at // 86400
    aad = entry_aad(log.log, entry.id, byte, Tier.SHARED, log.epoch, 0)
    kept = lock_entry(log.dek_key, aad, write(entry.what, entry.at))
    line = record(log.log, seq, prev, entry.id, byte, log.epoch, sha256(kept.locked).digest())
    signature = sign(root, line)
    row = EntryRow(
        log.log,
        seq,
        entry.id,
        byte,
        Tier.SHARED,
        log.epoch,
        0,
        day,
        kept.bucket,
        kept.wrapped_dek,
        kept.locked,
        signature,
    )
    return row, head(line, signature)


def take_in(log: OpenLog, rows: Sequence[EntryRow]) -> None:
    """Verify, unlock and fold rows which follow what the log already holds."""
    entries = [entry for row in rows if (entry := _take_one(log, row)) is not None]
    if log.seq < log.verified_seq:
        log.damage[log.seq + 1] = Damage.ROLLED_BACK
    if entries:
        log.life = fold(entries, log.life)


def _take_one(log: OpenLog, row: EntryRow) -> Entry | None:
    line = record(row.log, row.seq, log.head, row.entry, row.author, row.epoch, sha256(row.locked).digest())
    log.head, log.seq = head(line, row.signature), row.seq
    if row.seq == log.verified_seq and log.head != log.verified_head:
        log.damage[row.seq] = Damage.CHAIN
        log.head = log.verified_head  # What follows was signed on top of the true head.
    if row.seq > log.verified_seq and not _signed(log, row, line):
        log.damage[row.seq] = Damage.ALTERED
        return None
    try:
        aad = entry_aad(row.log, row.entry, row.author, row.tier, row.epoch, row.rev)
        return read(unlock_entry(log.dek_key, aad, row.wrapped_dek, row.locked), row.entry, row.author)
    except (EnvelopeAltered, ValueError):
        log.damage[row.seq] = Damage.ALTERED
    except UnknownEntry:
        log.damage[row.seq] = Damage.UNKNOWN
    return None


def _signed(log: OpenLog, row: EntryRow, line: bytes) -> bool:
    try:
        verify(log.signers[row.author], line, row.signature)
    except (KeyError, EnvelopeAltered):
        return False
    return True


async def catch_up(store: Store, log: OpenLog) -> None:
    """Read what others have appended since. Call with ``log.lock`` held."""
    take_in(log, await store.read(log.log, log.seq))


async def append(
    store: Store,
    opened: Opened,
    log: OpenLog,
    whats: Sequence[What],
    at: datetime,
    *,
    tap: str = "",
    boards: Callable[[], Sequence[BoardRow]] = tuple,
    drops: Callable[[], Sequence[BoardDrop]] = tuple,
) -> Appended:
    """Append what happened, signed by this person, at the end of a log; durable when it returns.

    If the partner appended first, what they wrote is read and this is signed again on top of it, unseen.
    Raises RevTaken when a board has moved on; nothing was written then.
    """
    author = opened.side if log is not opened.own else Side.LEFT
    while True:
        async with log.lock:
            rows = list[EntryRow]()
            newest, seq = log.head, log.seq
            for what in whats:
                seq += 1
                entry = Entry(entry_id(log, BYTE_OF[author], tap, what), author, int(at.timestamp()), what)
                row, newest = lock_row(log, seq, newest, author, opened.root, entry)
                rows.append(row)
            try:
                done = await store.append(rows, boards(), drops())
            except SeqTaken:
                await catch_up(store, log)
                continue
            if done is Appended.NOW:
                take_in(log, rows)
            return done
