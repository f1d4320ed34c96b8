"""Two become a couple: an invitation answered, the shared log opened, and the two fingerprints compared.

Neither is the owner. Whoever invites stands at the left edge, whoever joins at the right; nothing else differs.
"""

import os
from dataclasses import dataclass
from datetime import datetime

from weft.core.log.entries import CoupleJoined
from weft.core.people import LogId, PersonId, Side
from weft.keeper.invitations import InvitationProblem, answer_of, greeting, read_invitation
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Couple, Opened, Withheld, append
from weft.keeper.pins import Pin, pin_row, read_bookmark, read_pin, write_bookmark, write_pin
from weft.keeper.ports import (
    AlreadyPaired,
    CoupleRow,
    InvitationSpent,
    Own,
    Store,
)
from weft.keeper.renewals import signed_before, was_known_as
from weft.vault.couple_key import new_couple_key, open_for, wrap_for
from weft.vault.errors import EnvelopeAltered
from weft.vault.invitation import lock_answer
from weft.vault.roots import Publics, fingerprint, six_words, swatch_seed

FIRST_EPOCH = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both screens show: the same six words and the same swatch, if nobody stands between them."""

    words: tuple[str, ...]
    seed: int
    compared: bool


async def join(store: Store, opened: Opened, code: str, now: datetime) -> None:
    """Become a couple with whoever made the invitation. Raises InvitationProblem, and nothing has changed."""
    row, said = await read_invitation(store, opened, code, now)
    theirs = Publics.from_bytes(said.publics)
    couple, key = LogId(os.urandom(16).hex()), new_couple_key()
    pair = CoupleRow(
        couple=couple,
        left=row.person,
        right=opened.person,
        epoch=FIRST_EPOCH,
        left_wrap=wrap_for(key, couple, FIRST_EPOCH, opened.person, opened.root, row.person, theirs.kem_s),
        right_wrap=wrap_for(
            key, couple, FIRST_EPOCH, opened.person, opened.root, opened.person, opened.publics.kem_s
        ),
        maker=opened.person,
        signature=b"",
        day=int(now.timestamp()) // 86400,
    )
    answer, minute = lock_answer(code, greeting(opened)), int(now.timestamp()) // 60
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
    joined = CoupleJoined(said.name, said.dye, own.name, own.dye, seed)
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
    """The joiner's fingerprint, from their answer, which is not needed any more then."""
    found = await answer_of(store, opened, partner)
    if found is None:
        return None
    row, answer = found
    pin = Pin(fingerprint(Publics.from_bytes(answer.publics)), compared=False)
    await write_pin(store, opened, pin)
    await store.drop_invitation(row.invitation)
    return pin


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
