"""What the host can verify of every log without any person's keys: the chain of heads, and who signed each."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from weft.core.people import LogId
from weft.keeper.ports import CoupleRow, EntryRow
from weft.vault.couple_key import verify_wrap
from weft.vault.errors import EnvelopeAltered
from weft.vault.record import FIRST_PREV, head, record, take_out_line, verify
from weft.vault.roots import Publics, verify_publics

HASH_BYTES = 32

Signers = Mapping[int, Sequence[bytes]]
"""By author, the public halves of whoever may write in a log, 128 bytes each: those of today and any before."""


def first_wrong(log: LogId, rows: Sequence[EntryRow], signers: Signers) -> int | None:
    """The place of the first row that is not as it was signed, or missing; None when all are whole."""
    keys = {author: [Publics.from_bytes(one).sig_s for one in every] for author, every in signers.items()}
    newest = FIRST_PREV
    for place, row in enumerate(rows):
        gone = row.taken_out
        digest = gone[:HASH_BYTES] or sha256(row.locked).digest()
        line = record(log, row.seq, newest, row.entry, row.author, row.epoch, digest)
        theirs = keys.get(row.author, [])
        whole = row.seq == place and _signed(theirs, line, row.signature)
        if not whole or (gone and not _signed(theirs, take_out_line(log, row.entry), gone[HASH_BYTES:])):
            return place
        newest = head(line, row.signature)
    return None


def keys_wrong(people: Mapping[str, tuple[bytes, bytes]], couples: Sequence[CoupleRow]) -> bool:
    """Whether somebody's public halves are not signed by themselves, or a couple's key not by one of the two.

    ``people`` gives public halves (128 bytes) and the signature on them. What a person compared lies under their own
    root, so that only they can tell whether the halves are still the same: that is looked at when they sign in.
    """
    try:
        for person, (publics, signature) in people.items():
            verify_publics(person, Publics.from_bytes(publics), signature)
        for row in couples:
            _verify_wraps(row, people)
    except (EnvelopeAltered, KeyError):
        return True
    return False


def _verify_wraps(row: CoupleRow, people: Mapping[str, tuple[bytes, bytes]]) -> None:
    """A wrap that is empty belongs to two who have parted."""
    maker = Publics.from_bytes(people[row.maker][0])
    for person, wrapped in ((row.left, row.left_wrap), (row.right, row.right_wrap)):
        theirs = Publics.from_bytes(people[person][0])
        if wrapped:
            verify_wrap(wrapped, row.couple, row.epoch, row.maker, maker.sig_s, person, theirs.kem_s)


def _signed(keys: Sequence[bytes], line: bytes, signature: bytes) -> bool:
    return any(_fits(key, line, signature) for key in keys)


def _fits(key: bytes, line: bytes, signature: bytes) -> bool:
    try:
        verify(key, line, signature)
    except EnvelopeAltered:
        return False
    return True
