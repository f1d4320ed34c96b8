"""Accounts: making one, and coming back to it with a recovery code. Neither sees a passphrase or anything of tier E."""

import hmac
from dataclasses import replace

import msgspec

from weft.core.log.entries import PersonNamed
from weft.core.people import PersonId, wrong_with
from weft.core.tapestry.dye import Dye
from weft.keeper.opened import append
from weft.keeper.ports import PersonRow, PersonTaken, SlotGone, SlotRow, SlotType
from weft.keeper.sign_ins import (
    NOT_WHOLE,
    Refused,
    Sent,
    SignIns,
    SlotSent,
    both_ways_in,
    is_id,
    publics_of,
)
from weft.vault.account import NewAccount
from weft.vault.lp import lp
from weft.vault.roots import Root, sign_publics
from weft.vault.slot import auth_hash

SPENT = "This code opens nothing here. Codes are used up when they have worked once."
TAKEN = (
    "This name and passphrase already open an account here. If it is yours, sign in with them; "
    "if not, please choose other words."
)

ADULTS = "Weft is for people of eighteen and older. If you are, please tick the box."


class AccountSent(msgspec.Struct):
    """All the server ever learns when someone begins."""

    person: str
    name: str
    dye: str
    secret_s: Sent
    kem_s: Sent
    sig_s: Sent
    kem_e: Sent
    sig_e: Sent
    slots: list[SlotSent]
    label: str = "computer"
    adult: bool = False


def as_sent(made: NewAccount, name: str, dye: str, label: str = "computer") -> AccountSent:
    """What a browser would post of an account: for one that is made on this machine, as an invented person's is."""
    publics, by_phrase, by_code = made.publics, made.secrets, made.recovery
    slots = [
        SlotSent(SlotType.PHRASE, made.phrase_slot_id, Sent(made.phrase_slot), Sent(by_phrase.auth)),
        SlotSent(
            SlotType.RECOVERY,
            made.recovery_slot_id,
            Sent(made.recovery_slot),
            Sent(by_code.secrets.auth),
            Sent(by_code.lookup),
        ),
    ]
    return AccountSent(
        made.person,
        name,
        dye,
        Sent(by_phrase.s),
        Sent(publics.kem_s),
        Sent(publics.sig_s),
        Sent(publics.kem_e),
        Sent(publics.sig_e),
        slots,
        label,
        adult=True,
    )


class RecoverSent(msgspec.Struct):
    """A recovery code's public half; on the second visit also the new ways in, and what opens them."""

    lookup: Sent
    auth: Sent
    secret_s: Sent
    name: str = ""
    person: str = ""
    new_secret_s: Sent | None = None
    slots: list[SlotSent] = msgspec.field(default_factory=list)
    label: str = "computer"


async def begin(sign_ins: SignIns, sent: AccountSent, network: bytes = b"") -> str:
    """Make an account and sign its owner in; gives the cookie. Raises Refused, and nothing was made.

    The same account sent again, because the answer was lost, is that account and no second one.
    """
    person = _read_account(sent)
    handle = sign_ins.server_key.handle(sent.name)
    sign_ins.ask_patience(*_making(handle, network))
    publics = publics_of(sent)
    slots = [sign_ins.slot_row(person, one) for one in sent.slots]
    root = sign_ins.root_of(_phrase_of(slots), sent.secret_s.raw)
    if not publics.belong_to(root):
        raise Refused(NOT_WHOLE)
    row = PersonRow(person, handle, publics.to_bytes(), sign_publics(root, person, publics), sign_ins.day())
    await _keep_once(sign_ins, row, slots)
    opened, cookie = await sign_ins.sign_in_new(person, root, publics, sent.label)
    named = PersonNamed(sent.name.strip(), sent.dye)
    await append(sign_ins.store, opened, opened.own, [named], sign_ins.clock(), tap="begin")
    return cookie


async def _keep_once(sign_ins: SignIns, row: PersonRow, slots: list[SlotRow]) -> None:
    phrase = _phrase_of(slots)
    if await _is_there(sign_ins, row.handle, phrase):
        await sign_ins.end_all(row.person)  # Nobody has the sign-in whose cookie was lost with the answer.
        return
    try:
        await sign_ins.store.add_person(row, slots)
    except PersonTaken:
        if not await _is_there(sign_ins, row.handle, phrase):  # The first try may have been on its way still.
            raise Refused("This account was made a moment ago. Sign in with it.") from None


async def _is_there(sign_ins: SignIns, handle: bytes, phrase: SlotRow) -> bool:
    """Whether this very way in was kept before. Raises Refused if its name and passphrase open somebody else's."""
    found = sign_ins.match(await sign_ins.store.slots_near_handle(handle), phrase.auth_hash)
    if found and found.person != phrase.person:
        raise Refused(TAKEN, "passphrase")
    return found is not None and replace(found, day=phrase.day) == phrase


def _read_account(sent: AccountSent) -> PersonId:
    if not sent.adult:
        raise Refused(ADULTS, "adult")
    wrong = wrong_with(sent.name)
    if wrong:
        raise Refused(wrong, "name")
    if sent.dye not in set(Dye):
        raise Refused("Please choose one of the twelve dyes.", "dye")
    if not both_ways_in(sent.slots) or not is_id(sent.person):
        raise Refused(NOT_WHOLE)
    return PersonId(sent.person)


# ---------------------------------------------------------------- coming back with a code


async def recovery_slot(sign_ins: SignIns, sent: RecoverSent, network: bytes) -> SlotRow:
    """The slot a recovery code opens, if the name is its owner's. Raises Refused."""
    sign_ins.ask_patience(lp("network", network))
    return await _used(sign_ins, sent)


async def _used(sign_ins: SignIns, sent: RecoverSent) -> SlotRow:
    found = await sign_ins.store.slot_by_lookup(sent.lookup.raw) if len(sent.lookup.raw) == 16 else None
    is_code = found is not None and found.type is SlotType.RECOVERY
    if found is None or not is_code or not hmac.compare_digest(found.auth_hash, auth_hash(sent.auth.raw)):
        sign_ins.tries.at_name(sign_ins.server_key.handle(sent.name))
        raise Refused(SPENT, "code")
    owner = await sign_ins.row_of(found.person)
    if not hmac.compare_digest(sign_ins.server_key.handle(sent.name), owner.handle):
        raise Refused("That isn’t the name this account signs in with.", "name")
    return found


async def recover(sign_ins: SignIns, sent: RecoverSent, network: bytes) -> str:
    """Replace all ways in by new ones, with a recovery code; every other sign-in ends. Gives the cookie.

    The same new ways in sent again, because the answer was lost, are as good as the first time, though the code
    is used up by then. Raises Refused, and the old ways in are as they were.
    """
    if not both_ways_in(sent.slots) or not is_id(sent.person) or sent.new_secret_s is None:
        raise Refused(NOT_WHOLE)
    handle = sign_ins.server_key.handle(sent.name)
    sign_ins.ask_patience(*_making(handle, network))
    slots = [sign_ins.slot_row(PersonId(sent.person), one) for one in sent.slots]
    phrase = _phrase_of(slots)
    root = sign_ins.root_of(phrase, sent.new_secret_s.raw)
    if not await _is_there(sign_ins, handle, phrase):
        await _replace(sign_ins, await _used(sign_ins, sent), sent, root, slots)
    await sign_ins.end_all(phrase.person)
    return await sign_ins.sign_in_with(phrase.person, root, sent.label)


async def _replace(
    sign_ins: SignIns, used: SlotRow, sent: RecoverSent, root: Root, slots: list[SlotRow]
) -> None:
    """Raises Refused unless the code opens what the new ways in open."""
    if used.person != slots[0].person or sign_ins.root_of(used, sent.secret_s.raw).raw != root.raw:
        raise Refused(NOT_WHOLE)
    before = [one.slot for one in await sign_ins.store.slots_of(used.person)]
    try:
        await sign_ins.store.replace_slots(used.person, before, slots)
    except (SlotGone, PersonTaken):
        if not await _is_there(sign_ins, sign_ins.server_key.handle(sent.name), _phrase_of(slots)):
            raise Refused(SPENT, "code") from None


def _making(handle: bytes, network: bytes) -> tuple[bytes, bytes]:
    """Buckets for new ways in: being told that a passphrase is taken is a guess, and guesses are slowed.

    They are not those of the sign-in, where a bucket just used would tell that somebody of that name is new here.
    """
    return lp("making", "name", handle), lp("making", "network", network)


def _phrase_of(slots: list[SlotRow]) -> SlotRow:
    return next(one for one in slots if one.type is SlotType.PHRASE)
