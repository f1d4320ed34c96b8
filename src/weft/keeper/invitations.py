"""What joins a couple: an invitation made, withdrawn, read by whoever holds its code, and answered."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from weft.core.people import PersonId, Side
from weft.keeper.opened import Opened
from weft.keeper.ports import AlreadyPaired, InvitationRow, InvitationState, Store
from weft.vault import envelope, invitation
from weft.vault.envelope import Purpose
from weft.vault.errors import CodeMistyped, EnvelopeAltered
from weft.vault.lp import lp


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


class _Made(msgspec.Struct):
    """What the maker keeps of an invitation, under their own root."""

    code: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open invitation, as its maker sees it."""

    code: str
    expires: datetime


def greeting(opened: Opened) -> bytes:
    """What this person says of themself in an invitation, or in the answer to one."""
    person = opened.own.life.people[Side.LEFT]
    return msgspec.json.encode(Greeting(opened.person, person.name, person.dye, opened.publics.to_bytes()))


async def invite(store: Store, opened: Opened, now: datetime, lasts: timedelta) -> Invitation:
    """Make an invitation, single use; an earlier one that still lies open is withdrawn.

    Raises InvitationProblem when this person belongs to a couple already.
    """
    await withdraw(store, opened)
    code = invitation.new_code()
    made = invitation.invitation_id(code)
    own = envelope.lock(
        opened.root.pin_key, Purpose.OWN, _own_aad(opened, made), msgspec.json.encode(_Made(code))
    )
    expires = int((now + lasts).timestamp()) // 60
    row = InvitationRow(made, opened.person, expires, invitation.lock_invitation(code, greeting(opened)), own)
    try:
        await store.add_invitation(row)
    except AlreadyPaired:
        raise InvitationProblem("paired") from None
    return Invitation(code, datetime.fromtimestamp(expires * 60, now.tzinfo))


def _own_aad(opened: Opened, invitation_id: str) -> bytes:
    return lp("invitation", bytes.fromhex(opened.person), bytes.fromhex(invitation_id))


async def open_invitation(store: Store, opened: Opened, now: datetime) -> Invitation | None:
    """The invitation this person has lying open, if any."""
    for row in await store.invitations_of(opened.person):
        if row.state is InvitationState.OPEN and now.timestamp() < row.expires * 60:
            with suppress(EnvelopeAltered):  # Altered, it is as good as none: the next one made withdraws it.
                made = _made(opened, row)
                return Invitation(made.code, datetime.fromtimestamp(row.expires * 60, now.tzinfo))
    return None


def _made(opened: Opened, row: InvitationRow) -> _Made:
    plain = envelope.unlock(opened.root.pin_key, Purpose.OWN, _own_aad(opened, row.invitation), row.own)
    return msgspec.json.decode(plain, type=_Made)


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


async def answer_of(store: Store, opened: Opened, partner: PersonId) -> tuple[InvitationRow, Greeting] | None:
    """What the joiner answered, and to which invitation; only a holder of its code could have locked that."""
    for row in await store.invitations_of(opened.person):
        if row.state is not InvitationState.USED or row.answer is None:
            continue
        try:
            plain = invitation.unlock_answer(_made(opened, row).code, row.answer)
        except EnvelopeAltered:
            continue
        answer = msgspec.json.decode(plain, type=Greeting)
        if answer.person == partner:
            return row, answer
    return None
