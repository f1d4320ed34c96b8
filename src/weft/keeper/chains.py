"""What the host can verify of every log without any person's keys: the chain of heads, and who signed each."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from weft.core.people import LogId
from weft.keeper.ports import EntryRow
from weft.vault.errors import EnvelopeAltered
from weft.vault.record import FIRST_PREV, head, record, take_out_line, verify
from weft.vault.roots import Publics

HASH_BYTES = 32

Signers = Mapping[int, bytes]
"""The public halves of whoever may write in a log, 128 bytes, by author."""


def first_wrong(log: LogId, rows: Sequence[EntryRow], signers: Signers) -> int | None:
    """The place of the first row that is not as it was signed, or missing; None when all are whole."""
    keys = {author: Publics.from_bytes(publics).sig_s for author, publics in signers.items()}
    newest = FIRST_PREV
    for place, row in enumerate(rows):
        gone = row.taken_out
        digest = gone[:HASH_BYTES] or sha256(row.locked).digest()
        line = record(log, row.seq, newest, row.entry, row.author, row.epoch, digest)
        try:
            verify(keys[row.author], line, row.signature)
            if gone:
                verify(keys[row.author], take_out_line(log, row.entry), gone[HASH_BYTES:])
        except (KeyError, EnvelopeAltered):
            return place
        if row.seq != place:
            return place
        newest = head(line, row.signature)
    return None
