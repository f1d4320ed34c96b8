"""Leaving: one person, at once. The shared space closes for both, and each keeps a copy of their own.

Both copies are made in the same step by whoever leaves: theirs under their archive key, the other's under a key only
the other can take up. From then on the key the two shared opens nothing on this server (decision 12).
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from weft.core.log.entries import Entry
from weft.core.log.lift import UnknownEntry
from weft.core.parting import Opened as OpenedWords
from weft.core.parting import kept_by
from weft.core.people import PersonId, Side, SittingId
from weft.keeper.boards import lying
from weft.keeper.couples import couple_behind
from weft.keeper.home import Home
from weft.keeper.open_log import catch_up
from weft.keeper.opened import Couple, Opened
from weft.keeper.own_copies import aad_of, know, lock_or_fill
from weft.keeper.own_note import Note, bits, lock_note
from weft.keeper.ports import (
    Closing,
    CopyKeyRow,
    CopyRow,
    CoupleClosed,
    CoupleRow,
    EntryRow,
    RevTaken,
    SeqTaken,
)
from weft.keeper.writing import BYTE_OF, read
from weft.vault.copy_key import leave_for, new_copy_key
from weft.vault.dek import DekKey
from weft.vault.envelope import Purpose, unlock
from weft.vault.errors import EnvelopeAltered
from weft.vault.padding import unpad

TRIES = 50
"""Times the copies are made anew because the other wrote in the same instant."""


async def leave(home: Home, opened: Opened) -> None:
    """Close the space this person shares. When it returns, nothing of it opens for either but by their own copy.

    Where the shared log doesn't open for this person, it closes all the same: the other's copy is made when they come,
    and this person keeps what is in their own log. Closed already, by the other in the same instant: nothing happens.
    """
    row = await home.store.couple_of(opened.person)
    if row is None:
        return
    with suppress(CoupleClosed):
        if opened.couple is None:
            await home.store.close_couple(Closing(row.couple, opened.person, _today(home)))
        else:
            await _close_with_copies(home, opened, opened.couple)
    await _go_apart(home, row)


async def make_up(home: Home, opened: Opened) -> None:
    """Make the copies that whoever left could not make, where this person's key of the closed space opens it."""
    row = await home.store.closed_for(opened.person)
    couple = await couple_behind(home.store, opened, row) if row else None
    if row is None or couple is None:
        return
    with suppress(CoupleClosed):
        await _close_with_copies(home, replace(opened, couple=couple), couple)
    await know(home.store, opened)


async def _close_with_copies(home: Home, opened: Opened, couple: Couple) -> None:
    for _ in range(TRIES):
        async with couple.log.lock:
            closing = await _closing(home, opened, couple)
            try:
                return await home.store.close_couple(closing)
            except (SeqTaken, RevTaken):
                continue
    raise SeqTaken


async def _go_apart(home: Home, row: CoupleRow) -> None:
    """Take what was shared from every sign-in of the two, and end the streams of their room."""
    home.parted.add(row.couple)
    home.needs.forget(row.couple)
    home.near.forget(row.couple)
    for sid_hash, (held, began, seen) in list(home.sign_ins.opened.items()):
        if held.person in (row.left, row.right):
            alone = apart(held)
            await know(home.store, alone)
            alone.untold = True
            if sid_hash in home.sign_ins.opened:
                home.sign_ins.opened[sid_hash] = (alone, began, seen)
    home.rooms.end_room(row.couple)


def apart(opened: Opened) -> Opened:
    """The same person on their own. A page being drawn for them just now still has what it began with."""
    couple = opened.couple.log.log if opened.couple else None
    return replace(
        opened,
        couple=None,
        withheld=None,
        compared=False,
        behind=opened.behind - {couple} if couple else opened.behind,
        shut=frozenset(),
        painted={},
    )


# ---------------------------------------------------------------- making both copies


@dataclass(frozen=True, slots=True)
class _Line:
    """One entry with its key, opened once to see what it is; ``entry`` is None for one from a newer Weft."""

    row: EntryRow
    dek: bytes
    entry: Entry | None


async def _closing(home: Home, opened: Opened, couple: Couple) -> Closing:
    """Call with the log's lock held."""
    log = couple.log
    await catch_up(home.store, log)
    boards = await home.store.boards(log.log)
    under_way = await _under_way(home, opened, couple)
    lines = [one for row in await home.store.read(log.log) if (one := _line(couple, row))]
    made = [_copy(home, opened, couple, side, lines, under_way) for side in _who_can_keep(couple)]
    return Closing(
        log.log,
        opened.person,
        _today(home),
        log.seq,
        tuple((one.board, one.rev) for one in boards),
        tuple(copy for copy, _ in made),
        tuple(key for _, keys in made for key in keys),
    )


async def _under_way(home: Home, opened: Opened, couple: Couple) -> OpenedWords:
    """What is open to both of each sitting under way; nothing of one whose board doesn't open."""
    under_way = await lying(home, opened)
    found = {one.id: frozenset(one.state.opened) for one in under_way if one.log is couple.log}
    return {SittingId(one): frozenset() for one in opened.shut} | found


def _line(couple: Couple, row: EntryRow) -> _Line | None:
    """None for what is damaged or taken out: it can't be kept."""
    if row.seq in couple.log.damage or not row.wrapped_dek:
        return None
    try:
        dek = couple.log.dek_key.unlock(aad_of(row), row.wrapped_dek)
        plain = unpad(unlock(dek, Purpose.ENTRY, aad_of(row), row.locked))
        return _Line(row, dek, read(plain, row.entry, row.author))
    except UnknownEntry:
        return _Line(row, dek, None)
    except (EnvelopeAltered, ValueError):
        return None


def _who_can_keep(couple: Couple) -> tuple[Side, ...]:
    """Both; but not one who left before with the log shut, who could never tell who left the copy for them."""
    theirs = couple.row.right_wrap if couple.side is Side.LEFT else couple.row.left_wrap
    return (couple.side, couple.side.other) if theirs else (couple.side,)


def _copy(
    home: Home, opened: Opened, couple: Couple, side: Side, lines: Sequence[_Line], under_way: OpenedWords
) -> tuple[CopyRow, list[CopyKeyRow]]:
    person = opened.person if side is couple.side else couple.partner
    entries = [one.entry for one in lines if one.entry]
    kept = kept_by(side, entries, couple.log.life.woven, under_way, int(home.clock().timestamp()))
    held = [one for one in lines if one.row.entry in kept or _unknown_but_own(one, side)]
    key, note_key, wrap = _keys_of_copy(opened, couple, side)
    locker, log = DekKey(key), couple.log.log
    places = {one.row.seq for one in held}
    keys = [
        CopyKeyRow(person, log, one.row.seq, lock_or_fill(locker, one.row, one.dek, one.row.seq in places))
        for one in lines
    ]
    note = _note(home, couple, opened, side, sorted(places))
    return CopyRow(person, log, wrap, lock_note(note_key, person, log, note)), keys


def _unknown_but_own(one: _Line, side: Side) -> bool:
    return one.entry is None and BYTE_OF[side] == one.row.author


def _keys_of_copy(opened: Opened, couple: Couple, side: Side) -> tuple[bytes, bytes, bytes]:
    """What wraps the entries' keys, what locks the note, and what opens both to the one it is for."""
    if side is couple.side:
        return opened.root.archive_key, opened.root.pin_key, b""
    key, theirs = new_copy_key(), couple.partner_publics.kem_s
    wrap = leave_for(key, couple.log.log, opened.person, opened.root, couple.partner, theirs)
    return key, key, wrap


def _note(home: Home, couple: Couple, opened: Opened, side: Side, held: Sequence[int]) -> Note:
    people, log = couple.log.life.people, couple.log
    left, right = (people[each].name if each in people else "" for each in Side)
    partner: PersonId = couple.partner if side is couple.side else opened.person
    return Note(
        partner=partner,
        side=side.value,
        names=(left, right),
        epoch=log.epoch,
        signers=(log.signers[0], log.signers[1]),
        seq=log.seq,
        head=log.head,
        held=bits(held, log.seq),
        at=int(home.clock().timestamp()),
        day=couple.row.day,
    )


def _today(home: Home) -> int:
    return int(home.clock().timestamp()) // 86_400
