"""Asking for the passphrase once more before some acts: whoever holds a phone that lies open isn't always its owner.

What is compared is what the browser makes of the passphrase; the passphrase itself never comes here. For five minutes
after that, this one sign-in may take a copy, or change what opens the account. Leaving, pausing and taking back never
ask: they must not wait for anything.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

import msgspec

from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.keeper.ports import SlotRow, SlotType
from weft.keeper.sign_ins import Refused, Sent
from weft.vault.lp import lp
from weft.vault.slot import read_slot

FRESH = timedelta(minutes=5)
NOT_YOURS = "That isn’t the passphrase of this account. Capitals and spaces count."


class FreshSent(msgspec.Struct):
    """What the browser made of the passphrase."""

    auth: Sent


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a browser needs to make of a passphrase what the server can compare: salt, KiB, passes, lanes."""

    salt: bytes
    memory_kib: int
    passes: int
    lanes: int


def is_fresh(home: Home, opened: Opened) -> bool:
    """Whether this person typed their passphrase in this sign-in within the last five minutes."""
    return opened.fresh_until is not None and home.clock() < opened.fresh_until


async def stretch(home: Home, opened: Opened) -> Stretch | None:
    """How this person's passphrase is worked out; None if no passphrase opens the account."""
    slots = await _phrases(home, opened)
    if not slots:
        return None
    read = read_slot(slots[-1].locked)
    return Stretch(read.salt, read.params.memory_kib, read.params.passes, read.params.lanes)


async def prove(home: Home, opened: Opened, sent: FreshSent) -> None:
    """Take what the browser made of the passphrase; five minutes begin. Raises Refused."""
    patience, name = home.sign_ins.patience, lp("fresh", opened.person)
    wait = patience.wait(home.clock().timestamp(), name)
    if wait:
        raise Refused(f"Too many tries just now. Please wait {int(wait) + 1} seconds.", wait=wait)
    tried = sha256(sent.auth.raw).digest()
    found = [hmac.compare_digest(one.auth_hash, tried) for one in await _phrases(home, opened)]
    if not any(found):
        home.sign_ins.tries.at(opened.person)
        raise Refused(NOT_YOURS, "passphrase")
    patience.forgive(name)
    opened.fresh_until = home.clock() + FRESH


async def _phrases(home: Home, opened: Opened) -> list[SlotRow]:
    return [one for one in await home.store.slots_of(opened.person) if one.type is SlotType.PHRASE]
