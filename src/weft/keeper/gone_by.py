"""What somebody wrote and now replaces or forgets: found in a log, with their signed word that it goes."""

from collections.abc import Callable, Collection, Iterable, Iterator

from weft.core.log.entries import Entry, What
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
    mine = [row for row in rows if row.author == BYTE_OF[side] and row.day in days]
    return [word_for(opened, row) for row, one in written(log, mine) if goes(one.what)]


async def going_everywhere(home: Home, opened: Opened, goes: Callable[[What], bool]) -> list[Shred]:
    """All of this person's own log that ``goes`` says is to go, whenever it was written."""
    rows = await home.store.read(opened.own.log)
    return [word_for(opened, row) for row, one in written(opened.own, rows) if goes(one.what)]


async def going_from_copy(home: Home, past: Opened, goes: Callable[[What], bool]) -> list[Shred]:
    """Of a space that has closed, all that this person wrote and ``goes`` says is to go, from their own copy of it."""
    rows = await home.store.read_copy(past.person, past.log.log)
    mine = [row for row in rows if row.author == BYTE_OF[past.side]]
    return [word_for(past, row) for row, one in written(past.log, mine) if goes(one.what)]


def word_for(opened: Opened, row: EntryRow) -> Shred:
    """This person's signed word that an entry of theirs goes."""
    return Shred(row.log, row.entry, sign(opened.root, take_out_line(row.log, row.entry)))


def written(log: OpenLog, rows: Iterable[EntryRow]) -> Iterator[tuple[EntryRow, Entry]]:
    """The entries these rows hold, as far as their keys are here and they can be read."""
    for row in rows:
        one = _entry(log, row) if row.wrapped_dek and not row.taken_out else None
        if one is not None:
            yield row, one


def _entry(log: OpenLog, row: EntryRow) -> Entry | None:
    aad = entry_aad(row.log, row.entry, row.author, row.tier, row.epoch, row.rev)
    try:
        return read(unlock_entry(log.dek_key, aad, row.wrapped_dek, row.locked), row.entry, row.author)
    except CANNOT_READ:
        return None
