"""My account, mine: new roots and new keys, and everything else that opened the account removed.

Whoever has an old passphrase, paper, passkey or cookie, or the old roots themselves, opens nothing of what lies here
from then on. The browser makes the new roots and both ways in; what the server can open while its owner is signed in is
locked anew here, all in one step. What somebody copied out before stays readable to them: the page says so.
"""

from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

import msgspec

from weft.keeper import knocks, plans_out
from weft.keeper.boards import board_aad
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog, catch_up
from weft.keeper.opened import Couple, Opened
from weft.keeper.own_copies import aad_of, know, lock_or_fill
from weft.keeper.own_note import lock_note
from weft.keeper.parting import apart
from weft.keeper.pins import sealed_anew
from weft.keeper.ports import (
    BoardRow,
    CopyKeyRow,
    CopyRow,
    CoupleRow,
    Own,
    OwnRow,
    PersonTaken,
    Renewal,
    RenewalRow,
    RenewedLog,
    RenewedNotebook,
    RevTaken,
    SeqTaken,
    SlotRow,
)
from weft.keeper.renewals import statement
from weft.keeper.sign_ins import NOT_WHOLE, Refused, Sent, SlotSent, both_ways_in, publics_of
from weft.keeper.ways import AGAIN, proven
from weft.vault import envelope
from weft.vault.couple_key import new_couple_key, wrap_for
from weft.vault.dek import WRAPPED_BYTES, DekKey
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.notebook import MANIFEST_BYTES
from weft.vault.renewal import sign_renewal
from weft.vault.roots import Publics, Root, sign_publics

KEYRING_SIZES = frozenset(82 + (256 << step) for step in range(5))
"""The only sizes a sealed keyring has, in bytes: up to some hundred renewals."""
AMISS = "Something here isn’t as it should be, and new keys would hide it. Look at that first."

TRIES = 20
"""Times it is all made anew because somebody wrote in the same instant."""


class WrapSent(msgspec.Struct):
    """A leaf of the notebook, and what its own key is wrapped in now: 60 bytes."""

    id: str
    wrapped: Sent


class BookSent(msgspec.Struct):
    """The notebook under its new key; ``rev`` is what it will have then, 0 for one never used."""

    rev: int
    leaves: list[WrapSent]
    manifest: Sent


class MineSent(msgspec.Struct):
    """What the browser made: new public halves, both new ways in, the sealed keyring; and the passphrase of now proven."""

    auth: Sent
    secret_s: Sent
    kem_s: Sent
    sig_s: Sent
    kem_e: Sent
    sig_e: Sent
    slots: list[SlotSent]
    keyring: Sent
    notebook: BookSent
    label: str = "computer"


@dataclass(frozen=True, slots=True)
class _New:
    """What the account has from then on."""

    root: Root
    publics: Publics
    slots: tuple[SlotRow, ...]
    keyring: bytes
    notebook: RenewedNotebook


async def make_mine(home: Home, opened: Opened, sent: MineSent) -> str:
    """Put new keys in the place of the old; gives the cookie of the one sign-in there is then.

    Raises Refused, and nothing has changed. The other of the two is asked to compare words once more.
    """
    if opened.withheld or opened.behind or any(log.damage for log in opened.all_logs):
        raise Refused(AMISS)
    await proven(home, opened, sent.auth.raw)
    new = _read(home, opened, sent)
    await know(home.store, opened)
    await plans_out.forget(home, opened)
    await _renew(home, opened, new)
    await home.sign_ins.end_all(opened.person)
    await knocks.no_more(home, opened.person)
    _close_to_the_other(home, opened)
    return await home.sign_ins.sign_in_with(opened.person, new.root, sent.label)


def _read(home: Home, opened: Opened, sent: MineSent) -> _New:
    """Raises Refused unless all of it fits together and none of it is the old."""
    if not both_ways_in(sent.slots) or len(sent.keyring.raw) not in KEYRING_SIZES:
        raise Refused(NOT_WHOLE)
    slots = sorted(
        (home.sign_ins.slot_row(opened.person, one) for one in sent.slots), key=lambda row: row.type
    )
    root, publics = home.sign_ins.root_of(slots[0], sent.secret_s.raw), publics_of(sent)
    new, old = publics.to_bytes(), opened.publics.to_bytes()
    halves = [new[at : at + 32] in old for at in range(0, len(new), 32)]
    if any(halves) or not publics.belong_to(root):
        raise Refused(NOT_WHOLE)
    return _New(root, publics, tuple(slots), sent.keyring.raw, _book(sent.notebook))


def _book(sent: BookSent) -> RenewedNotebook:
    """Raises Refused for what no browser of ours sends."""
    sizes = {len(one.wrapped.raw) for one in sent.leaves}
    whole = len(sent.manifest.raw) == (MANIFEST_BYTES if sent.rev else 0)
    if not whole or not sizes <= {WRAPPED_BYTES} or not 0 <= sent.rev < 1 << 53:
        raise Refused(NOT_WHOLE)
    return RenewedNotebook(
        sent.rev, sent.manifest.raw, tuple((one.id, one.wrapped.raw) for one in sent.leaves)
    )


async def _renew(home: Home, opened: Opened, new: _New) -> None:
    """Raises Refused if the ways in were changed meanwhile, SeqTaken if somebody never stopped writing."""
    for _ in range(TRIES):
        async with AsyncExitStack() as held:
            for log in opened.all_logs:
                await held.enter_async_context(log.lock)
                await catch_up(home.store, log)
            try:
                await home.store.renew(await _all_of_it(home, opened, new))
            except SeqTaken:
                continue
            except (RevTaken, PersonTaken):
                raise Refused(AGAIN) from None
            for log in opened.all_logs:
                log.retired = True
            return
    raise SeqTaken


async def _all_of_it(home: Home, opened: Opened, new: _New) -> Renewal:
    person = await home.store.person(opened.person)
    assert person is not None, "somebody signed in has a row"
    couple_key = new_couple_key()
    logs = [await _log(home, opened.own, new.root.archive_key)]
    if opened.couple:
        logs.append(await _log(home, opened.couple.log, couple_key))
    copies, keys = await _copies(home, opened, new.root)
    signature = sign_publics(new.root, opened.person, new.publics)
    return Renewal(
        said=await _said(home, opened, new),
        person=replace(person, publics=new.publics.to_bytes(), publics_signature=signature),
        slots=new.slots,
        own=await _own(home, opened, new),
        logs=tuple(logs),
        couple=_couple(opened.couple, opened, new, couple_key) if opened.couple else None,
        copies=copies,
        copy_keys=keys,
        notebook=new.notebook,
    )


async def _said(home: Home, opened: Opened, new: _New) -> RenewalRow:
    number = len(await home.store.renewals_of(opened.person))
    couple, seq = (opened.couple.log.log, opened.couple.log.seq) if opened.couple else ("", -1)
    halves = opened.publics.to_bytes(), new.publics.to_bytes()
    unsigned = RenewalRow(opened.person, number, *halves, opened.own.seq, couple, seq, b"")
    return unsigned._replace(signatures=sign_renewal(opened.root, new.root, statement(unsigned)))


async def _log(home: Home, log: OpenLog, key: bytes) -> RenewedLog:
    """Every entry's key and every board of a log, under another key. What does not open stays as it is."""
    before, after, deks = log.dek_key, DekKey(key), []
    for row in await home.store.read(log.log):
        if row.wrapped_dek:
            aad = aad_of(row)
            deks.append((row.seq, after.lock(aad, before.unlock(aad, row.wrapped_dek))))
    boards = [_board(log, row, key) for row in await home.store.boards(log.log)]
    return RenewedLog(log.log, log.seq, tuple(deks), tuple(row for row in boards if row))


def _board(log: OpenLog, row: BoardRow, key: bytes) -> BoardRow | None:
    def again(part: str, locked: bytes) -> bytes:
        aad = board_aad(log, row.board, part)
        return envelope.lock(key, Purpose.BOARD, aad, envelope.unlock(log.key, Purpose.BOARD, aad, locked))

    try:
        script = again("script", row.script) if row.script else None
        return replace(row, rev=row.rev + 1, locked=again("standing", row.locked), script=script)
    except EnvelopeAltered:
        return None


async def _own(home: Home, opened: Opened, new: _New) -> tuple[OwnRow, ...]:
    """What this person remembers, under the new root. Whom they compared with is to be compared once more."""
    names = (Own.SETTINGS, Own.BOOKMARK, Own.OWN_BOOKMARK, Own.PIN, Own.FEELING)
    rows = [await sealed_anew(home.store, opened, new.root, name) for name in names]
    ring = await home.store.own(opened.person, Own.KEYRING)
    keyring = OwnRow(opened.person, Own.KEYRING, ring.rev + 1 if ring else 0, new.keyring)
    return (*(row for row in rows if row), keyring)


def _couple(couple: Couple, opened: Opened, new: _New, key: bytes) -> CoupleRow:
    row, epoch = couple.row, couple.row.epoch + 1
    kems = {opened.person: new.publics.kem_s, couple.partner: couple.partner_publics.kem_s}
    left, right = (
        wrap_for(key, row.couple, epoch, opened.person, new.root, each, kems[each])
        for each in (row.left, row.right)
    )
    return replace(row, epoch=epoch, left_wrap=left, right_wrap=right, maker=opened.person)


async def _copies(
    home: Home, opened: Opened, root: Root
) -> tuple[tuple[CopyRow, ...], tuple[CopyKeyRow, ...]]:
    """What this person keeps of those they parted from, under the new root."""
    before, after = DekKey(opened.root.archive_key), DekKey(root.archive_key)
    rows = {row.couple: row for row in await home.store.copies_of(opened.person)}
    copies, keys = list[CopyRow](), list[CopyKeyRow]()
    for one in opened.copies:
        locked = lock_note(root.pin_key, opened.person, one.couple, one.note)
        copies.append(replace(rows[one.couple], locked=locked))
        for row in await home.store.read_copy(opened.person, one.couple):
            if row.wrapped_dek:
                held = one.note.holds(row.seq)
                dek = before.unlock(aad_of(row), row.wrapped_dek) if held else b""
                wrapped = lock_or_fill(after, row, dek, held)
                keys.append(CopyKeyRow(opened.person, one.couple, row.seq, wrapped))
    return tuple(copies), tuple(keys)


def _close_to_the_other(home: Home, opened: Opened) -> None:
    """The other's pages close, and their log, until they have compared the words with these keys."""
    if opened.couple is None:
        return
    for sid_hash, (held, began, seen) in list(home.sign_ins.opened.items()):
        if held.person == opened.couple.partner:
            home.sign_ins.opened[sid_hash] = (apart(held), began, seen)
    home.rooms.end_room(opened.couple.log.log)
