"""A couple closed, and what each keeps of it, in SQL. What was shared loses its keys in the same commit."""

import time
from collections.abc import Iterable, Sequence

import apsw

from weft.core.people import LogId, PersonId
from weft.keeper.ports import (
    Appended,
    BoardDrop,
    BoardRow,
    Closing,
    CopyKeyRow,
    CopyRow,
    CoupleClosed,
    EntryRow,
    PictureRow,
    RevTaken,
    SeqTaken,
    Shred,
)
from weft.store import exchanges, log
from weft.store.files import File, named
from weft.store.writer import Pens

COPIES_OF = "SELECT person, couple, wrap, locked FROM copies WHERE person = ? ORDER BY couple"
COPY_KEYS = "SELECT person, log, seq, wrapped FROM copy_keys WHERE person = ? AND log = ? ORDER BY seq"

CLOSED_FOR = """
    SELECT c.couple, left_person, right_person, epoch, left_wrap, right_wrap, maker, signature, c.day, state
    FROM couples AS c JOIN closings USING (couple)
    WHERE state = 'closed' AND (left_person = ?1 AND left_wrap <> x'' OR right_person = ?1 AND right_wrap <> x'')
"""

READ_COPY = """
    SELECT e.log, e.seq, e.entry, e.author, e.tier, e.epoch, e.rev, e.day, e.bucket,
           coalesce(k.wrapped, x''), e.locked, e.signature, e.taken_out
    FROM main.entries AS e
    LEFT JOIN keys.copy_keys AS k ON k.log = e.log AND k.seq = e.seq AND k.person = ?2
    WHERE e.log = ?1 ORDER BY e.seq
"""
"""The columns of EntryRow, with the key this person keeps of each entry; empty where they keep none."""

WHOLE_LOG = "0" * 32
NOBODYS_WORD = bytes(64)

_IS_CLOSED = "SELECT 1 FROM couples WHERE couple = ? AND state = 'closed'"
_BLANK = (
    "UPDATE couples SET state = 'closed', "
    "left_wrap = iif(left_person IN (?2, ?3), x'', left_wrap), "
    "right_wrap = iif(right_person IN (?2, ?3), x'', right_wrap) WHERE couple = ?1"
)


def append(
    pens: Pens,
    rows: Sequence[EntryRow],
    boards: Sequence[BoardRow],
    drops: Iterable[BoardDrop],
    shreds: Sequence[Shred],
    pictures: Sequence[PictureRow] = (),
) -> Appended:
    """As in ``log``, but never to the log of two who have parted: raises CoupleClosed."""
    _refuse_closed(pens, {row.log for row in rows} | {row.log for row in boards})
    return log.append(pens, rows, boards, drops, shreds, pictures)


def put_board(pens: Pens, row: BoardRow) -> None:
    """As in ``log``; raises CoupleClosed."""
    _refuse_closed(pens, {row.log})
    log.put_board(pens, row)


def _refuse_closed(pens: Pens, logs: Iterable[LogId]) -> None:
    with named(File.KEYS):
        if any(pens.keys.execute(_IS_CLOSED, (one,)).get for one in logs):
            raise CoupleClosed


def close_couple(pens: Pens, closing: Closing) -> None:
    with named(File.KEYS):
        two = _still_to_close(pens.keys, closing.couple)
    if closing.copies:
        _refuse_what_moved(pens.content, closing)
    with named(File.KEYS):
        _close(pens.keys, closing, two)
        if closing.copies:
            _keep(pens.keys, closing.copies, closing.keys)
            pens.keys.execute("DELETE FROM deks WHERE log = ?", (closing.couple,))
    if closing.copies:
        pens.content.execute("DELETE FROM boards WHERE log = ?", (closing.couple,))
    pens.ledger.note([_parted(closing.couple)])


def _parted(couple: LogId) -> Shred:
    """A line of the ledger: no entry has this id, so it stands for the whole log."""
    return Shred(couple, WHOLE_LOG, NOBODYS_WORD)


def close_again(pens: Pens, ledger: Iterable[Shred]) -> None:
    """Close once more what an older copy brought back open, and finish what a kill left half done.

    Of a couple brought back the copies are gone, so both wraps stay until one of the two has come and made them anew.
    """
    for couple in [one.log for one in ledger if one.entry == WHOLE_LOG]:
        with named(File.KEYS):
            pens.keys.execute(
                "UPDATE couples SET state = 'closed' WHERE couple = ? AND state = 'open'", (couple,)
            )
            if pens.keys.changes():
                exchanges.part(pens.keys, couple)
                pens.keys.execute("INSERT OR IGNORE INTO closings VALUES (?, ?)", (couple, _today()))
            waiting = pens.keys.execute("SELECT 1 FROM closings WHERE couple = ?", (couple,)).get
        if not waiting:
            pens.content.execute("DELETE FROM boards WHERE log = ?", (couple,))


def _today() -> int:
    return int(time.time()) // 86_400


def _still_to_close(keys: apsw.Connection, couple: LogId) -> tuple[str, str]:
    """The two. Raises CoupleClosed if nothing is left to close."""
    found = list(
        keys.execute(
            "SELECT left_person, right_person FROM couples "
            "WHERE couple = ? AND (state = 'open' OR left_wrap <> x'' OR right_wrap <> x'')",
            (couple,),
        )
    )
    if not found:
        raise CoupleClosed
    [(left, right)] = found
    return str(left), str(right)


def _refuse_what_moved(content: apsw.Connection, closing: Closing) -> None:
    if content.execute(log.HEAD, (closing.couple,)).get != closing.seq:
        raise SeqTaken
    boards = content.execute("SELECT board, rev FROM boards WHERE log = ?", (closing.couple,))
    if dict(boards) != dict(closing.boards):
        raise RevTaken


def _close(keys: apsw.Connection, closing: Closing, two: tuple[str, str]) -> None:
    blanked = two if closing.copies else (closing.by, closing.by)
    keys.execute(_BLANK, (closing.couple, *blanked))
    exchanges.part(keys, closing.couple)
    keys.execute("DELETE FROM own WHERE person IN (?, ?) AND name IN ('met', 'wishes')", two)
    keys.execute("DELETE FROM feeds WHERE person IN (?, ?)", two)
    keys.execute("DELETE FROM invitations WHERE person IN (?, ?) AND state <> 'used'", two)
    _forget_the_other(keys, closing.by)
    if closing.copies:
        keys.execute("DELETE FROM closings WHERE couple = ?", (closing.couple,))
    else:
        keys.execute("INSERT OR IGNORE INTO closings VALUES (?, ?)", (closing.couple, closing.day))


def _forget_the_other(keys: apsw.Connection, person: PersonId) -> None:
    """Whom a person had pinned and how far they had read: the next couple begins without."""
    keys.execute("DELETE FROM own WHERE person = ? AND name IN ('pin', 'bookmark')", (person,))
    keys.execute("DELETE FROM invitations WHERE person = ? AND state = 'used'", (person,))


def _keep(keys: apsw.Connection, copies: Iterable[CopyRow], copy_keys: Iterable[CopyKeyRow]) -> None:
    keys.executemany(
        "INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?)",
        [(row.person, row.couple, row.wrap, row.locked) for row in copies],
    )
    keys.executemany("INSERT OR REPLACE INTO copy_keys VALUES (?, ?, ?, ?)", list(copy_keys))


def put_copy(pens: Pens, row: CopyRow, copy_keys: Iterable[CopyKeyRow]) -> None:
    _keep(pens.keys, [row], copy_keys)


def put_copies(pens: Pens, copies: Iterable[CopyRow], copy_keys: Iterable[CopyKeyRow]) -> None:
    _keep(pens.keys, copies, copy_keys)


def forget_the_other(pens: Pens, person: PersonId) -> None:
    if not pens.keys.execute(
        "SELECT 1 FROM couples WHERE state = 'open' AND ? IN (left_person, right_person)", (person,)
    ).get:
        _forget_the_other(pens.keys, person)


def sweep_closings(pens: Pens, before_day: int) -> None:
    with named(File.KEYS):
        old = [
            couple
            for (couple,) in pens.keys.execute("SELECT couple FROM closings WHERE day < ?", (before_day,))
        ]
        for couple in old:
            pens.keys.execute(
                "UPDATE couples SET left_wrap = x'', right_wrap = x'' WHERE couple = ?", (couple,)
            )
            pens.keys.execute("DELETE FROM deks WHERE log = ?", (couple,))
            pens.keys.execute("DELETE FROM closings WHERE couple = ?", (couple,))
    for couple in old:
        pens.content.execute("DELETE FROM boards WHERE log = ?", (couple,))
