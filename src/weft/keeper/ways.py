"""The ways into an account, changed by its owner: a new passphrase or recovery code for the old, a passkey removed.

What opens the account stays with the browser, as always: it opens both roots with the passphrase of now, and seals
them to the new way. A way that was replaced opens nothing any more, and every other sign-in ends with it.
"""

from dataclasses import dataclass, replace

import msgspec

from weft.keeper.fresh import NOT_YOURS
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.keeper.ports import Near, PersonTaken, SlotGone, SlotRow, SlotType
from weft.keeper.sign_ins import NOT_WHOLE, Refused, Sent, SlotSent, is_id
from weft.vault.lp import lp
from weft.vault.slot import auth_hash

AGAIN = "The ways in were changed elsewhere a moment ago. Sign in once more, and look."


class WaySent(msgspec.Struct):
    """What the passphrase of now comes to, the new way in, and what opens its half for the server."""

    auth: Sent
    secret_s: Sent
    slots: list[SlotSent]


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: what it is, since which day (days since 1970), and its slot."""

    id: str
    type: SlotType
    day: int
    slot: bytes


async def ways(home: Home, opened: Opened) -> list[Way]:
    """Every way into this account, passphrases first."""
    rows = await home.store.slots_of(opened.person)
    return [Way(one.slot, one.type, one.day, one.locked) for one in sorted(rows, key=lambda row: row.type)]


async def proven(home: Home, opened: Opened, auth: bytes) -> None:
    """Raises Refused unless this is what the passphrase of now comes to; tries are slowed like any other."""
    patience, name = home.sign_ins.patience, lp("fresh", opened.person)
    home.sign_ins.ask_patience(name)
    phrases = await _of(home, opened, SlotType.PHRASE)
    if home.sign_ins.match(Near(phrases, True), auth_hash(auth)) is None:
        home.sign_ins.tries.at(opened.person)
        raise Refused(NOT_YOURS, "now")
    patience.forgive(name)


async def replace_way(home: Home, opened: Opened, kind: SlotType, sent: WaySent) -> None:
    """Put a new passphrase or a new code in place of the one there was; every other sign-in ends.

    The same sent again, because the answer was lost, is as good as the first time. Raises Refused, and nothing changed.
    """
    if [one.type for one in sent.slots] != [kind] or not _sound(sent.slots[0]):
        raise Refused(NOT_WHOLE)
    row = home.sign_ins.slot_row(opened.person, sent.slots[0])
    before = await _of(home, opened, kind)
    if row not in [replace(one, day=row.day) for one in before]:
        await proven(home, opened, sent.auth.raw)
        if home.sign_ins.root_of(row, sent.secret_s.raw).raw != opened.root.raw:
            raise Refused(NOT_WHOLE)
        try:
            await home.store.replace_slots(opened.person, [one.slot for one in before], [row])
        except (SlotGone, PersonTaken):
            raise Refused(AGAIN) from None
    await home.sign_ins.end_all(opened.person, opened.sid_hash)


async def remove_passkey(home: Home, opened: Opened, way: str) -> bool:
    """Take a passkey away, for good; every other sign-in ends. False if it is not there, or is no passkey.

    Passphrase and recovery code are only ever replaced, so a way in is always left.
    """
    if way not in {one.slot for one in await _of(home, opened, SlotType.PASSKEY)}:
        return False
    try:
        await home.store.replace_slots(opened.person, [way], [])
    except SlotGone:
        return False
    await home.sign_ins.end_all(opened.person, opened.sid_hash)
    return True


async def _of(home: Home, opened: Opened, kind: SlotType) -> list[SlotRow]:
    return [one for one in await home.store.slots_of(opened.person) if one.type is kind]


def _sound(sent: SlotSent) -> bool:
    lookup = len(sent.lookup.raw) if sent.lookup else 0
    return is_id(sent.slot_id) and lookup == (16 if sent.type == SlotType.RECOVERY else 0)
