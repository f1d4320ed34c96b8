"""Each one's own copy of what two shared, from the day on which the shared space closed.

A copy is the keys of the entries its owner may read, wrapped under a key that is theirs alone, and a sealed note of
what it is a copy of. It can be looked at, and nothing is ever added to it.
"""

import os
from dataclasses import replace

import msgspec

from weft.core.people import PersonId
from weft.keeper.couples import pinned_partner
from weft.keeper.open_log import Damage, Mark, OpenLog, take_in
from weft.keeper.opened import Couple, Opened
from weft.keeper.own_note import OwnCopy, lock_note, unlock_note
from weft.keeper.ports import CopyKeyRow, CopyRow, CoupleRow, CoupleState, EntryRow, Store
from weft.keeper.writing import BYTE_OF
from weft.vault.copy_key import take_up
from weft.vault.dek import WRAPPED_BYTES, DekKey
from weft.vault.entry import entry_aad
from weft.vault.errors import EnvelopeAltered


def aad_of(row: EntryRow) -> bytes:
    return entry_aad(row.log, row.entry, row.author, row.tier, row.epoch, row.rev)


def lock_or_fill(locker: DekKey, row: EntryRow, dek: bytes, held: bool) -> bytes:
    """The key of an entry, wrapped; or, of one its owner doesn't hold, bytes that open nothing and look no different.

    So nobody can tell from the files which words were never opened; only the sealed note says which are held.
    """
    return locker.lock(aad_of(row), dek) if held else os.urandom(WRAPPED_BYTES)


# ---------------------------------------------------------------- knowing and taking up


async def know(store: Store, opened: Opened) -> None:
    """Find out what this person keeps of those they parted from; what was left for them is taken up now.

    A copy whose key was altered, or left by somebody else, stays where it is and is not shown.
    """
    rows = await store.copies_of(opened.person)
    copies = [await _known(store, opened, row) for row in rows]
    opened.copies = tuple(one for one in copies if one is not None)
    unmade = await store.closed_for(opened.person)
    opened.untold = unmade is not None or any(one is None or not one.note.told for one in copies)


async def _known(store: Store, opened: Opened, row: CopyRow) -> OwnCopy | None:
    try:
        if row.wrap:
            return await _take_up(store, opened, row)
        return OwnCopy(row.couple, unlock_note(opened.root.pin_key, row))
    except (EnvelopeAltered, msgspec.DecodeError):
        return None


async def _take_up(store: Store, opened: Opened, row: CopyRow) -> OwnCopy:
    """Put the copy that was left for this person under a key of their own. Raises EnvelopeAltered."""
    maker, signature = await _who_left_it(store, opened, row)
    key = take_up(row.wrap, row.couple, maker, signature, opened.person, opened.root)
    note = unlock_note(key, row)
    before, after = DekKey(key), DekKey(opened.root.archive_key)
    wrapped = {one.seq: one.wrapped for one in await store.copy_keys(opened.person, row.couple)}
    keys = []
    for entry in await store.read_copy(opened.person, row.couple):
        if entry.seq in wrapped:
            held = note.holds(entry.seq)
            dek = before.unlock(aad_of(entry), wrapped[entry.seq]) if held else b""
            locked = lock_or_fill(after, entry, dek, held)
            keys.append(CopyKeyRow(opened.person, row.couple, entry.seq, locked))
    locked = lock_note(opened.root.pin_key, opened.person, row.couple, note)
    await store.put_copy(replace(row, wrap=b"", locked=locked), keys)
    return OwnCopy(row.couple, note)


async def _who_left_it(store: Store, opened: Opened, row: CopyRow) -> tuple[PersonId, bytes]:
    """The other of the two and their public signature, if it is the pinned one. Raises EnvelopeAltered."""
    couple = await store.couple(row.couple)
    if couple is None:
        raise EnvelopeAltered
    partner = couple.right if couple.left == opened.person else couple.left
    publics = await pinned_partner(store, opened, partner)
    if publics is None:
        raise EnvelopeAltered
    return partner, publics.sig_s


async def told(store: Store, opened: Opened) -> None:
    """This person has been told that the space closed, and goes on from here."""
    rows = {row.couple: row for row in await store.copies_of(opened.person)}
    for one in opened.copies:
        if not one.note.told:
            note = msgspec.structs.replace(one.note, told=True)
            locked = lock_note(opened.root.pin_key, opened.person, one.couple, note)
            await store.put_copy(replace(rows[one.couple], locked=locked))
    await store.forget_the_other(opened.person)
    await know(store, opened)
    opened.untold = False


# ---------------------------------------------------------------- looking


async def looking_at(store: Store, opened: Opened, couple: str) -> Opened | None:
    """This person as they look at a copy of theirs: its cloth is in ``log``, and nothing can be added to it."""
    one = next((each for each in opened.copies if each.couple == couple), None)
    if one is None:
        return None
    log = await _read(store, opened, one)
    partner = PersonId(one.note.partner)
    nobody = CoupleRow(
        one.couple,
        opened.person,
        partner,
        one.note.epoch,
        b"",
        b"",
        partner,
        b"",
        one.note.day,
        CoupleState.CLOSED,
    )
    shared = Couple(nobody, log, one.side, partner, opened.publics)
    return replace(opened, couple=shared, withheld=None, painted={}, shut=frozenset())


async def looking_back(store: Store, opened: Opened) -> list[Opened]:
    """This person as they look at each copy of theirs, one after the other; empty for who has parted from nobody."""
    looked = [await looking_at(store, opened, one.couple) for one in opened.copies]
    return [one for one in looked if one is not None]


async def _read(store: Store, opened: Opened, one: OwnCopy) -> OpenLog:
    note = one.note
    log = OpenLog(one.couple, opened.root.archive_key, note.epoch, dict(enumerate(note.signers)))
    # Who has other keys by now says with those that something of theirs goes.
    log.before = {BYTE_OF[one.side]: ((note.seq, opened.publics.sig_s),)}
    log.verified_seq, log.verified_head = Mark(note.seq, note.head)
    rows = await store.read_copy(opened.person, one.couple)
    take_in(log, [row if note.holds(row.seq) else row._replace(wrapped_dek=b"") for row in rows])
    for seq, harm in list(log.damage.items()):
        if harm.what is Damage.MISSING and not note.holds(seq) and seq <= log.seq:
            del log.damage[seq]  # Not lost: the other's own, which was never opened.
    return log
