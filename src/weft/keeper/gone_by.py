"""What somebody wrote and now replaces or forgets: found in a log, with their signed word that it goes."""

from collections.abc import Callable, Collection

from weft.core.log.entries import What
from weft.core.log.lift import UnknownEntry
from weft.core.people import Side
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened
from weft.keeper.ports import EntryRow, Shred
from weft.keeper.writing import BYTE_OF, read
from weft.vault.entry import entry_aad, unlock_entry
from weft.vault.errors import EnvelopeAltered
from weft.vault.record import sign, take_out_line

CANNOT_READ = (EnvelopeAltered, ValueError, UnknownEntry)
DAY_S = 86_400


async def going(
    home: Home, opened: Opened, log: OpenLog, instants: Collection[int], goes: Callable[[What], bool]
) -> list[Shred]:
    """Entries of this person which were written at one of these instants and which ``goes`` says are to go.

    Only rows of those days are unlocked. ``instants`` in seconds since 1970.
    """
    if not instants:
        return []
    days, side = {at // DAY_S for at in instants}, opened.side if log is not opened.own else Side.LEFT
    rows = await home.store.read(log.log)
    return [
        Shred(log.log, row.entry, sign(opened.root, take_out_line(log.log, row.entry)))
        for row in rows
        if row.author == BYTE_OF[side] and row.day in days and row.wrapped_dek and not row.taken_out
        if (what := _what(log, row)) is not None and goes(what)
    ]


def _what(log: OpenLog, row: EntryRow) -> What | None:
    aad = entry_aad(row.log, row.entry, row.author, row.tier, row.epoch, row.rev)
    try:
        return read(unlock_entry(log.dek_key, aad, row.wrapped_dek, row.locked), row.entry, row.author).what
    except CANNOT_READ:
        return None
