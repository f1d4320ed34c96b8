"""Entries and boards in SQL. An entry's locked bytes go to content.db, the key to them to keys.db."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

import apsw

from weft.core.people import LogId
from weft.keeper.ports import Appended, BoardDrop, BoardRow, EntryRow, PictureRow, RevTaken, SeqTaken, Shred
from weft.store import pictures
from weft.store.files import File, named
from weft.store.writer import Pens

READ = """
    SELECT e.log, e.seq, e.entry, e.author, e.tier, e.epoch, e.rev, e.day, e.bucket,
           coalesce(d.wrapped, x''), e.locked, e.signature, e.taken_out
    FROM main.entries AS e LEFT JOIN keys.deks AS d ON d.log = e.log AND d.seq = e.seq
    WHERE e.log = ? AND e.seq > ? ORDER BY e.seq LIMIT ?
"""
"""The columns of EntryRow, of no more than so many entries, or of all with -1. SQLite begins reading ``main`` first, so no key is older than its entry.

A key of another entry at this place opens nothing, since it is bound to the id it was made for.
"""

HEAD = "SELECT coalesce(max(seq), -1) FROM main.entries WHERE log = ?"
BOARDS = "SELECT log, board, rev, locked, script FROM main.boards WHERE log = ? ORDER BY board"
BOARD = "SELECT log, board, rev, locked, script FROM main.boards WHERE log = ? AND board = ?"

_HAS_ENTRY = "SELECT 1 FROM entries WHERE log = ? AND entry = ?"
_ADD_ENTRY = """
    INSERT INTO entries (log, seq, entry, author, tier, epoch, rev, day, bucket, locked, signature)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_DEK = "INSERT OR REPLACE INTO deks (log, seq, entry, wrapped, batch) VALUES (?, ?, ?, ?, ?)"
"""A key already at a place that has no entry was left there by a kill, and opens nothing."""

_PUT_BOARD = """
    INSERT INTO boards VALUES (?, ?, ?, ?, ?) ON CONFLICT (log, board)
    DO UPDATE SET rev = excluded.rev, locked = excluded.locked, script = coalesce(excluded.script, script)
"""


def append(
    pens: Pens,
    rows: Sequence[EntryRow],
    boards: Iterable[BoardRow],
    drops: Iterable[BoardDrop],
    shreds: Sequence[Shred],
    with_them: Sequence[PictureRow] = (),
) -> Appended:
    if any(pens.content.execute(_HAS_ENTRY, (row.log, row.entry)).get for row in rows):
        return Appended.ALREADY
    for row in rows:
        if row.seq != pens.content.execute(HEAD, (row.log,)).get + 1:
            raise SeqTaken
        _add(pens, row)
    pictures.add(pens, with_them)
    for board in boards:
        put_board(pens, board)
    for drop in drops:
        drop_board(pens, drop.log, drop.board, drop.rev)
    if shreds:
        pens.ledger.note(shreds)
        shred(pens, shreds)
    return Appended.NOW


def _add(pens: Pens, row: EntryRow) -> None:
    pens.content.execute(_ADD_ENTRY, (*row[:9], row.locked, row.signature))
    with named(File.KEYS):
        pens.keys.execute(_ADD_DEK, (row.log, row.seq, row.entry, row.wrapped_dek, pens.batch()))


_LOCKED = "SELECT locked FROM entries WHERE log = ? AND entry = ? AND taken_out = x''"
_PLACE = "SELECT seq FROM entries WHERE log = ? AND entry = ?"
_LOSE_COPIES = "DELETE FROM copy_keys WHERE log = ? AND seq = ?"
_TAKE_OUT = """
    UPDATE entries SET bucket = 0, locked = x'', taken_out = ? WHERE log = ? AND entry = ? AND taken_out = x''
"""


def shred(pens: Pens, shreds: Iterable[Shred]) -> int:
    """Take entries out, key and bytes; what is out already or not there is passed over. Gives how many files changed."""
    changed = 0
    shreds = list(shreds)
    pictures.shred(pens, shreds)
    for one in shreds:
        locked = pens.content.execute(_LOCKED, (one.log, one.entry)).get
        if locked is not None:
            gone = sha256(locked).digest() + one.word
            pens.content.execute(_TAKE_OUT, (gone, one.log, one.entry))
            changed += 1
        seq = pens.content.execute(_PLACE, (one.log, one.entry)).get
        with named(File.KEYS):
            pens.keys.execute("DELETE FROM deks WHERE log = ? AND entry = ?", (one.log, one.entry))
            changed += pens.keys.changes()
            pens.keys.execute(_LOSE_COPIES, (one.log, seq))
            changed += pens.keys.changes()
    return changed


def put_board(pens: Pens, row: BoardRow) -> None:
    rev = _board_rev(pens.content, row.log, row.board)
    if row.rev != (0 if rev is None else rev + 1):
        raise RevTaken
    pens.content.execute(_PUT_BOARD, (row.log, row.board, row.rev, row.locked, row.script))


def drop_board(pens: Pens, log: LogId, board: str, rev: int | None) -> None:
    stored = _board_rev(pens.content, log, board)
    if None not in (stored, rev) and stored != rev:
        raise RevTaken
    pens.content.execute("DELETE FROM boards WHERE log = ? AND board = ?", (log, board))


def _board_rev(content: apsw.Connection, log: LogId, board: str) -> int | None:
    rev: int | None = content.execute("SELECT rev FROM boards WHERE log = ? AND board = ?", (log, board)).get
    return rev


# ---------------------------------------------------------------- keys and entries that lost each other

_KEYS_ALONE = """
    SELECT d.log, d.seq FROM keys.deks AS d LEFT JOIN main.entries AS e ON e.log = d.log AND e.seq = d.seq
    WHERE e.entry IS NOT d.entry
"""
_ENTRIES_ALONE = """
    SELECT count(*) FROM main.entries AS e LEFT JOIN keys.deks AS d ON d.log = e.log AND d.seq = e.seq
    WHERE d.entry IS NOT e.entry AND e.taken_out = x''
    AND e.log NOT IN (SELECT couple FROM keys.couples WHERE state = 'closed')
"""
_LOGS_WITH_GAPS = "SELECT count(*) FROM (SELECT 1 FROM main.entries GROUP BY log HAVING max(seq) >= count(*))"


def sweep_keys_alone(pens: Pens, eye: apsw.Connection) -> int:
    """Remove the keys of the last commit whose entries never came; gives how many.

    Only of the last commit: a kill can leave no others. Any others mean that content.db was put back from
    an older copy, and then those keys are all that could still open a newer one.
    """
    newest = f"{_KEYS_ALONE} AND d.batch = (SELECT last FROM keys.batches)"
    alone = list(eye.execute(newest))
    pens.keys.executemany("DELETE FROM deks WHERE log = ? AND seq = ?", alone)
    return len(alone)


def complaints(eye: apsw.Connection) -> list[str]:
    """What does not fit between the two files and within the logs, in plain sentences."""
    said = []
    if keys := len(list(eye.execute(_KEYS_ALONE))):
        said.append(
            f"keys.db holds {keys} keys whose entries are missing: content.db seems to be an older copy. "
            "Nothing has been removed. If there is a newer content.db, put it back."
        )
    if entries := eye.execute(_ENTRIES_ALONE).get:
        said.append(
            f"content.db holds {entries} entries whose keys are missing: keys.db seems to be an older copy. "
            "They cannot be read. If there is a newer keys.db, put it back."
        )
    if logs := eye.execute(_LOGS_WITH_GAPS).get:
        said.append(
            f"Entries are missing from the middle of {logs} logs in content.db. "
            "Put back the newest backup of content.db."
        )
    return said
