"""Two become a couple: an invitation made, answered, confirmed, and the two fingerprints compared.

Neither is the owner. Whoever invites stands at the left edge, whoever joins at the right; nothing else differs.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from weft.core.log.entries import CoupleJoined
from weft.core.people import LogId, Person, PersonId, Side
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Couple, Opened, Withheld, append
from weft.keeper.pins import Pin, pin_row, read_bookmark, read_pin, write_bookmark, write_pin
from weft.keeper.ports import (
    AlreadyPaired,
    CoupleRow,
    InvitationRow,
    InvitationSpent,
    InvitationState,
    Own,
    Store,
)
from weft.keeper.renewals import signed_before, was_known_as
from weft.vault import envelope, invitation
from weft.vault.couple_key import new_couple_key, open_for, wrap_for
from weft.vault.envelope import Purpose
from weft.vault.errors import CodeMistyped, EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.roots import Publics, fingerprint, six_words, swatch_seed

FIRST_EPOCH = 1


class InvitationProblem(Exception):
    """Why an invitation can't be used. ``why`` names the kind page to show."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Greeting(msgspec.Struct):
    """What an invitation says to whoever holds its code, or what the joiner answers."""

    person: str
    name: str
    dye: str
    publics: bytes


class MadeInvitation(msgspec.Struct):
    """What the maker keeps of an invitation, under their own root."""

    code: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open invitation, as its maker sees it."""

    code: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both screens show: the same six words and the same swatch, if nobody stands between them."""

    words: tuple[str, ...]
    seed: int
    compared: bool


def me(opened: Opened) -> Person:
    """The name and dye this person goes by."""
    return opened.log.life.people[opened.side]


def _greeting(opened: Opened) -> bytes:
    person = opened.own.life.people[Side.LEFT]
    return msgspec.json.encode(Greeting(opened.person, person.name, person.dye, opened.publics.to_bytes()))


def _own_aad(opened: Opened, invitation_id: str) -> bytes:
    return lp("invitation", bytes.fromhex(opened.person), bytes.fromhex(invitation_id))


async def invite(store: Store, opened: Opened, now: datetime, lasts: timedelta) -> Invitation:
    """Make an invitation, single use; an earlier one that still lies open is withdrawn.

    Raises InvitationProblem when this person belongs to a couple already.
    """
    await withdraw(store, opened)
    code = invitation.new_code()
    made = invitation.invitation_id(code)
    own = envelope.lock(
        opened.root.pin_key, Purpose.OWN, _own_aad(opened, made), msgspec.json.encode(MadeInvitation(code))
    )
    expires = int((now + lasts).timestamp()) // 60
    row = InvitationRow(
        made, opened.person, expires, invitation.lock_invitation(code, _greeting(opened)), own
    )
    try:
        await store.add_invitation(row)
    except AlreadyPaired:
        raise InvitationProblem("paired") from None
    return Invitation(code, datetime.fromtimestamp(expires * 60, now.tzinfo))


async def open_invitation(store: Store, opened: Opened, now: datetime) -> Invitation | None:
    """The invitation this person has lying open, if any."""
    for row in await store.invitations_of(opened.person):
        if row.state is InvitationState.OPEN and now.timestamp() < row.expires * 60:
            with suppress(EnvelopeAltered):  # Altered, it is as good as none: the next one made withdraws it.
                made = _made(opened, row)
                return Invitation(made.code, datetime.fromtimestamp(row.expires * 60, now.tzinfo))
    return None


def _made(opened: Opened, row: InvitationRow) -> MadeInvitation:
    plain = envelope.unlock(opened.root.pin_key, Purpose.OWN, _own_aad(opened, row.invitation), row.own)
    return msgspec.json.decode(plain, type=MadeInvitation)


async def withdraw(store: Store, opened: Opened) -> None:
    """Take back whatever invitation lies open."""
    for row in await store.invitations_of(opened.person):
        if row.state is InvitationState.OPEN:
            await store.withdraw_invitation(row.invitation)


async def read_invitation(
    store: Store, opened: Opened, code: str, now: datetime
) -> tuple[InvitationRow, Greeting]:
    """What an invitation says. Raises InvitationProblem: mistyped, forged, withdrawn, used, expired, own, paired."""
    if opened.couple is not None:
        raise InvitationProblem("paired")
    try:
        row = await store.invitation(invitation.invitation_id(code))
    except CodeMistyped:
        raise InvitationProblem("mistyped") from None
    if row is None:
        raise InvitationProblem("forged")
    if row.state is not InvitationState.OPEN:
        raise InvitationProblem(row.state.value)
    if now.timestamp() >= row.expires * 60:
        raise InvitationProblem("expired")
    if row.person == opened.person:
        raise InvitationProblem("own")
    try:
        greeting = msgspec.json.decode(invitation.unlock_invitation(code, row.locked), type=Greeting)
    except (EnvelopeAltered, msgspec.DecodeError):
        raise InvitationProblem("forged") from None
    return row, greeting


async def join(store: Store, opened: Opened, code: str, now: datetime) -> None:
    """Become a couple with whoever made the invitation. Raises InvitationProblem, and nothing has changed."""
    row, greeting = await read_invitation(store, opened, code, now)
    theirs = Publics.from_bytes(greeting.publics)
    couple, key = LogId(os.urandom(16).hex()), new_couple_key()
    pair = CoupleRow(
        couple,
        row.person,
        opened.person,
        FIRST_EPOCH,
        wrap_for(key, couple, FIRST_EPOCH, opened.person, opened.root, row.person, theirs.kem_s),
        wrap_for(key, couple, FIRST_EPOCH, opened.person, opened.root, opened.person, opened.publics.kem_s),
        opened.person,
        b"",
        int(now.timestamp()) // 86400,
    )
    answer, minute = invitation.lock_answer(code, _greeting(opened)), int(now.timestamp()) // 60
    pin = await pin_row(store, opened, Pin(fingerprint(theirs), compared=False))
    try:
        await store.add_couple(pair, invitation=row.invitation, answer=answer, minute=minute, own=[pin])
    except AlreadyPaired:
        raise InvitationProblem("paired") from None
    except InvitationSpent:
        raise InvitationProblem("used") from None
    await open_couple(store, opened)
    if opened.couple is None:
        return  # The inviter's keys on this server aren't those in the invitation; ``withheld`` says so.
    own = opened.own.life.people[Side.LEFT]
    seed = int.from_bytes(os.urandom(4), "big")
    joined = CoupleJoined(greeting.name, greeting.dye, own.name, own.dye, seed)
    await append(store, opened, opened.couple.log, [joined], now)


async def open_couple(store: Store, opened: Opened) -> None:
    """Open the shared log, if this person is one of two; reading the joiner's answer the first time.

    It stays closed, and ``opened.withheld`` says why, when the partner's keys are not those this person pinned,
    and when the couple's wrapped key was altered.
    """
    row = await store.couple_of(opened.person)
    if row is None:
        opened.withheld = None
        return
    try:
        opened.couple = await _couple(store, opened, row)
        opened.withheld = None
    except _Closed as closed:
        opened.withheld = closed.why


async def couple_behind(store: Store, opened: Opened, row: CoupleRow) -> Couple | None:
    """The shared side of this person in a couple, though it may be closed; None when its log doesn't open for them."""
    try:
        return await _couple(store, opened, row)
    except _Closed:
        return None


async def pinned_partner(store: Store, opened: Opened, partner: PersonId) -> Publics | None:
    """The public halves of the one this person pinned; None if they are others by now, or were never pinned."""
    try:
        return await _pinned(store, opened, partner)
    except _Closed:
        return None


class _Closed(Exception):
    """The shared log can't be opened by this person."""

    def __init__(self, why: Withheld) -> None:
        super().__init__(why)
        self.why = why


async def _couple(store: Store, opened: Opened, row: CoupleRow) -> Couple:
    side = Side.LEFT if row.left == opened.person else Side.RIGHT
    partner = row.right if side is Side.LEFT else row.left
    theirs = await _pinned(store, opened, partner)
    key = _couple_key(opened, row, side, theirs)
    mine, other = (0, 1) if side is Side.LEFT else (1, 0)
    before = {
        mine: await signed_before(store, opened.person, opened.publics, row.couple),
        other: await signed_before(store, partner, theirs, row.couple),
    }
    signers = {mine: opened.publics.sig_s, other: theirs.sig_s}
    closed = OpenLog(row.couple, key, row.epoch, signers, before)
    mark = await read_bookmark(store, opened, Own.BOOKMARK, row.couple)
    log = await opened.logs.open(store, closed, mark)
    await write_bookmark(store, opened, Own.BOOKMARK, log)
    return Couple(row, log, side, partner, theirs)


def _couple_key(opened: Opened, row: CoupleRow, side: Side, theirs: Publics) -> bytes:
    maker_sig = opened.publics.sig_s if row.maker == opened.person else theirs.sig_s
    wrapped = row.left_wrap if side is Side.LEFT else row.right_wrap
    try:
        return open_for(wrapped, row.couple, row.epoch, row.maker, maker_sig, opened.person, opened.root)
    except EnvelopeAltered:
        raise _Closed(Withheld.COUPLE_KEY) from None


async def _pinned(store: Store, opened: Opened, partner: PersonId) -> Publics:
    """The partner's public halves, if they are the pinned ones. Raises _Closed."""
    pin = await read_pin(store, opened) or await _pin_from_answer(store, opened, partner)
    if pin is None:
        raise _Closed(Withheld.PIN)
    person = await store.person(partner)
    try:
        publics = Publics.from_bytes(person.publics if person else b"")
    except EnvelopeAltered:
        raise _Closed(Withheld.PARTNER_KEYS) from None
    opened.compared = pin.compared
    if fingerprint(publics) != pin.fingerprint:
        renewed = await was_known_as(store, partner, publics, pin.fingerprint)
        raise _Closed(Withheld.RENEWED if renewed else Withheld.PARTNER_KEYS)
    return publics


async def _pin_from_answer(store: Store, opened: Opened, partner: PersonId) -> Pin | None:
    """The joiner's fingerprint, from the answer that only a holder of the code could have locked."""
    for row in await store.invitations_of(opened.person):
        if row.state is not InvitationState.USED or row.answer is None:
            continue
        try:
            plain = invitation.unlock_answer(_made(opened, row).code, row.answer)
        except EnvelopeAltered:
            continue
        answer = msgspec.json.decode(plain, type=Greeting)
        if answer.person == partner:
            pin = Pin(fingerprint(Publics.from_bytes(answer.publics)), compared=False)
            await write_pin(store, opened, pin)
            await store.drop_invitation(row.invitation)
            return pin
    return None


def comparison(opened: Opened) -> Comparison:
    """The words and the swatch of this couple."""
    assert opened.couple is not None, "only two can compare"
    pair = fingerprint(opened.publics), fingerprint(opened.couple.partner_publics)
    return Comparison(six_words(*pair), swatch_seed(*pair), opened.compared)


async def renewed_comparison(store: Store, opened: Opened) -> tuple[Comparison, Publics] | None:
    """The words and the swatch with a partner whose keys are new, and those keys; None if they are not."""
    row = await store.couple_of(opened.person)
    if row is None or opened.withheld is not Withheld.RENEWED:
        return None
    partner = await store.person(row.right if row.left == opened.person else row.left)
    assert partner is not None, "one of two has a row"
    theirs = Publics.from_bytes(partner.publics)
    pair = fingerprint(opened.publics), fingerprint(theirs)
    return Comparison(six_words(*pair), swatch_seed(*pair), compared=False), theirs


async def trust_renewed(store: Store, opened: Opened, theirs: Publics) -> None:
    """Both screens showed the same words with the new keys: they are the partner's from now on."""
    await write_pin(store, opened, Pin(fingerprint(theirs), compared=True))
    await open_couple(store, opened)


async def confirm_compared(store: Store, opened: Opened) -> None:
    """Both screens showed the same: remember the other's fingerprint as seen with one's own eyes."""
    assert opened.couple is not None, "only two can compare"
    await write_pin(store, opened, Pin(fingerprint(opened.couple.partner_publics), compared=True))
    opened.compared = True
