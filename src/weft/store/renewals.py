"""Somebody's new keys in the place of old ones, in SQL: all of it in one step, or nothing."""

from weft.keeper.ports import Renewal, RenewedLog, RevTaken, SeqTaken
from weft.store import log, partings, people
from weft.store.files import File, named
from weft.store.writer import Pens

WRAPPED_BYTES = 60
"""What comes first in a leaf: its own key, wrapped."""

RENEWALS_OF = """
    SELECT person, number, before, after, own_seq, couple, couple_seq, signatures
    FROM keys.renewals WHERE person = ? ORDER BY number
"""
_NEW_PUBLICS = "UPDATE people SET publics = ?, publics_signature = ? WHERE person = ? AND publics = ?"
_NEW_COUPLE_KEY = """
    UPDATE couples SET epoch = ?, left_wrap = ?, right_wrap = ?, maker = ?, signature = ?
    WHERE couple = ? AND epoch = ? AND state = 'open'
"""


def renew(pens: Pens, renewal: Renewal) -> None:
    for one in renewal.logs:
        _refuse_what_moved(pens, one)
    with named(File.KEYS):
        _people(pens, renewal)
        _couple(pens, renewal)
        _notebook(pens, renewal)
        for one in renewal.logs:
            pens.keys.executemany(
                "UPDATE deks SET wrapped = ? WHERE log = ? AND seq = ?",
                [(wrapped, one.log, seq) for seq, wrapped in one.deks],
            )
        partings.put_copies(pens, renewal.copies, renewal.copy_keys)
        pens.keys.execute("INSERT INTO renewals VALUES (?, ?, ?, ?, ?, ?, ?, ?)", tuple(renewal.said))
    for board in (board for one in renewal.logs for board in one.boards):
        log.put_board(pens, board)
    pens.leavings = True


def _refuse_what_moved(pens: Pens, one: RenewedLog) -> None:
    if pens.content.execute(log.HEAD, (one.log,)).get != one.seq:
        raise SeqTaken
    standing = pens.content.execute("SELECT board, rev + 1 FROM boards WHERE log = ?", (one.log,))
    if not {(row.board, row.rev) for row in one.boards} <= set(standing):
        raise RevTaken


def _people(pens: Pens, renewal: Renewal) -> None:
    row, person = renewal.person, renewal.person.person
    pens.keys.execute(_NEW_PUBLICS, (row.publics, row.publics_signature, person, renewal.said.before))
    if not pens.keys.changes():
        raise RevTaken
    pens.keys.execute("DELETE FROM slots WHERE person = ?", (person,))
    people.add_slots(pens.keys, renewal.slots)
    for own in renewal.own:
        people.put_own(pens, own)
    pens.keys.execute("DELETE FROM invitations WHERE person = ?", (person,))
    pens.keys.execute("DELETE FROM feeds WHERE person = ?", (person,))


def _couple(pens: Pens, renewal: Renewal) -> None:
    row = renewal.couple
    if row is None:
        return
    wraps = (row.epoch, row.left_wrap, row.right_wrap, row.maker, row.signature)
    pens.keys.execute(_NEW_COUPLE_KEY, (*wraps, row.couple, row.epoch - 1))
    if not pens.keys.changes():
        raise RevTaken


def _notebook(pens: Pens, renewal: Renewal) -> None:
    """Every leaf there is gets what its key is wrapped in now; raises RevTaken if the notebook is another by now."""
    book, person = renewal.notebook, renewal.person.person
    rev = pens.keys.execute("SELECT rev FROM notebooks WHERE person = ?", (person,)).get or 0
    held = {leaf for (leaf,) in pens.keys.execute("SELECT leaf FROM leaves WHERE person = ?", (person,))}
    if rev != max(book.rev - 1, 0) or held != {leaf for leaf, _ in book.leaves}:
        raise RevTaken
    pens.keys.executemany(
        f"UPDATE leaves SET locked = CAST(? || substr(locked, {WRAPPED_BYTES + 1}) AS BLOB) WHERE person = ? AND leaf = ?",
        [(wrapped, person, leaf) for leaf, wrapped in book.leaves],
    )
    if book.rev:
        pens.keys.execute(
            "UPDATE notebooks SET rev = ?, manifest = ? WHERE person = ?", (book.rev, book.manifest, person)
        )
