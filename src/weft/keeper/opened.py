"""A person with their root and logs open, for as long as a sign-in lives, and how they append to one."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from weft.core.log.entries import Entry, What
from weft.core.people import LogId, PersonId, Side
from weft.keeper.lanes import Lane
from weft.keeper.open_log import Mark, OpenLog, OpenLogs, catch_up, take_in
from weft.keeper.own_note import OwnCopy
from weft.keeper.ports import (
    Appended,
    BoardDrop,
    BoardRow,
    CoupleRow,
    EntryRow,
    PictureRow,
    SeqTaken,
    Shred,
    Store,
)
from weft.keeper.writing import BYTE_OF, write
from weft.vault.entry import Tier, entry_aad, lock_entry
from weft.vault.lp import lp
from weft.vault.record import head, record, sign
from weft.vault.roots import Publics, Root


class Withheld(StrEnum):
    """Why the shared log of one of two stays closed to them."""

    PARTNER_KEYS = "partner-keys"
    """The partner's keys aren't the ones this person pinned."""
    PIN = "pin"
    """What this person noted of the partner's keys can't be read, so there is nothing to hold them against."""
    RENEWED = "renewed"
    """The partner has new keys, and both the old and the new say so; the words are to be compared once more."""
    COUPLE_KEY = "couple-key"
    """The key of the shared log opens no more, or whoever made it didn't sign it."""


@dataclass(slots=True)
class Couple:
    """The shared side of an opened person: the row, the log, and which edge is theirs."""

    row: CoupleRow
    log: OpenLog
    side: Side
    partner: PersonId
    partner_publics: Publics


@dataclass(slots=True)
class Chore:
    """Something that is done for a person beside their pages; ``ends`` tells it to begin nothing more."""

    task: asyncio.Task[None]
    ends: bool = False


@dataclass(slots=True)
class Opened:
    """A signed-in person with their roots and logs open, for as long as the sign-in lives."""

    person: PersonId
    root: Root
    publics: Publics
    own: OpenLog
    sid_hash: bytes
    logs: OpenLogs
    couple: Couple | None = None
    withheld: Withheld | None = None
    """Why ``couple`` is None although this person is one of two."""
    compared: bool = False
    marks: dict[LogId, Mark] = field(default_factory=dict)
    """This person's own bookmarks, as they were last read or written."""
    behind: set[LogId] = field(default_factory=set)
    """Logs of which this browser has seen more than the server holds."""
    put_back: int | None = None
    """The day a copy was made which the host put back, since 1970, until this person has been told and goes on."""
    shut: frozenset[str] = frozenset()
    """Sittings under way whose boards didn't open when last looked at."""
    copies: tuple[OwnCopy, ...] = ()
    """What this person keeps of those they parted from."""
    untold: bool = False
    """Whether a shared space of theirs has closed and they have not been told on a page."""
    passed_over: int = 0
    painted: dict[str, object] = field(default_factory=dict)
    """What a driver keeps with it: pages drawn before, which go when it goes."""
    calendars_read: object | None = None
    """When this person is busy, as their calendars were last read in this sign-in (``calendars.py``)."""
    calendar_typed: object | None = None
    """The calendar this person typed last in this sign-in, and what came of it (``calendar_chores.py``)."""
    plans_put: object | None = None
    """What went wrong when this person's plans were last written into their calendar, and when (``plans_out.py``)."""
    lane: Lane = field(default_factory=Lane)
    """How many servers of calendars are waited for at a time."""
    chores: dict[str, Chore] = field(default_factory=dict)
    """What is done for this person beside their pages, by its name; with the sign-in it ends."""
    busy_until: datetime | None = None
    """While a timed turn runs, nobody touches the phone; the lock waits for its end."""
    fresh_until: datetime | None = None
    """Until when the passphrase counts as typed a moment ago (``fresh.py``)."""

    def drop_chores(self) -> None:
        """Whatever is done beside the pages ends where it is."""
        for one in self.chores.values():
            one.task.cancel()

    @property
    def side(self) -> Side:
        return self.couple.side if self.couple else Side.LEFT

    @property
    def log(self) -> OpenLog:
        """Where what this person does is woven: the couple's log, or their own until there is one."""
        return self.couple.log if self.couple else self.own

    @property
    def all_logs(self) -> tuple[OpenLog, ...]:
        """Their own log, and the couple's if there is one."""
        return (self.own, self.couple.log) if self.couple else (self.own,)


class Clock(Protocol):
    """The instant, in UTC."""

    def __call__(self) -> datetime: ...


def entry_id(log: OpenLog, author: int, tap: str, what: What) -> str:
    """The id of an entry: the same tap with the same words is the same entry, sent once or twice; without one, any."""
    if not tap:
        return os.urandom(16).hex()
    plain = write(what, 0)
    return sha256(lp("tap", log.key, bytes([author]), tap.encode(), plain, b"")).digest()[:16].hex()


def lock_row(
    log: OpenLog, seq: int, prev: bytes, author: Side, root: Root, entry: Entry
) -> tuple[EntryRow, bytes, bytes]:
    """A row ready to append, the head the log will have with it, and the text that is locked in it."""
    byte, day = BYTE_OF[author], entry.at // 86400
    aad = entry_aad(log.log, entry.id, byte, Tier.SHARED, log.epoch, 0)
    plain = write(entry.what, entry.at)
    kept = lock_entry(log.dek_key, aad, plain)
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
    return row, head(line, signature), plain


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
    shreds: Sequence[Shred] | Callable[[], Sequence[Shred]] = (),
    pictures: Callable[[LogId, Sequence[EntryRow]], Sequence[PictureRow]] | None = None,
) -> Appended:
    """Append what happened, signed by this person, at the end of a log; durable when it returns.

    If the partner appended first, what they wrote is read and this is signed again on top of it, unseen; what goes
    with it is asked for anew then, where it may depend on that.
    Raises RevTaken when a board has moved on, SeqTaken when an older copy of the log was put back meanwhile;
    nothing was written then.
    """
    author = opened.side if log is not opened.own else Side.LEFT
    while True:
        async with log.lock:
            if log.retired:
                raise SeqTaken  # It has a new key; the next look opens it with that.
            rows, plain = list[EntryRow](), list[bytes]()
            newest, seq = log.head, log.seq
            for what in whats:
                seq += 1
                entry = Entry(entry_id(log, BYTE_OF[author], tap, what), author, int(at.timestamp()), what)
                row, newest, text = lock_row(log, seq, newest, author, opened.root, entry)
                rows.append(row)
                plain.append(text)
            try:
                with_them = pictures(log.log, rows) if pictures else ()
                gone = shreds() if callable(shreds) else shreds
                done = await store.append(rows, boards(), drops(), gone, with_them)
            except SeqTaken:
                if not await catch_up(store, log):
                    raise
                continue
            if done is Appended.NOW:
                take_in(log, rows, plain=plain)
            return done
