"""What somebody said before and says anew: found in a log by the day it was said, to be taken out, key and bytes."""

from collections.abc import Callable

from weft.core.log.entries import What
from weft.core.log.lift import UnknownEntry
from weft.core.people import Side
from weft.keeper.open_log import OpenLog
from weft.keeper.ports import EntryRow, Shred, Store
from weft.keeper.writing import BYTE_OF, read
from weft.vault.entry import entry_aad, unlock_entry
from weft.vault.errors import EnvelopeAltered
from weft.vault.record import sign, take_out_line
from weft.vault.roots import Root

CANNOT_READ = (EnvelopeAltered, ValueError, UnknownEntry)


async def earlier(
    store: Store, root: Root, log: OpenLog, side: Side, said_at: int | None, same: Callable[[What], bool]
) -> list[Shred]:
    """What the one at ``side`` said at that second and that is the ``same``, with their signed word that it goes."""
    if said_at is None:
        return []
    rows = [row for row in await store.read(log.log) if row.author == BYTE_OF[side]]
    return [
        Shred(log.log, row.entry, sign(root, take_out_line(log.log, row.entry)))
        for row in rows
        if row.day == said_at // 86_400 and row.wrapped_dek and not row.taken_out
        if (what := _what(log, row)) is not None and same(what)
    ]


def _what(log: OpenLog, row: EntryRow) -> What | None:
    aad = entry_aad(row.log, row.entry, row.author, row.tier, row.epoch, row.rev)
    try:
        return read(unlock_entry(log.dek_key, aad, row.wrapped_dek, row.locked), row.entry, row.author).what
    except CANNOT_READ:
        return None
