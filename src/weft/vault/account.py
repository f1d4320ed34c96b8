"""A whole account, made as the browser makes one: for the demo and for tests, where no browser is."""

import os
from dataclasses import dataclass

from weft.vault.derive import STANDARD, Derived, Params, derive
from weft.vault.recovery import Recovery, derive_code, new_code
from weft.vault.roots import Publics, Root
from weft.vault.slot import NO_SALT, NO_STRETCH, SlotType, make_slot


@dataclass(frozen=True, slots=True, repr=False)
class NewAccount:
    """Everything made on the first day. Of this the server may see publics, slots, auth and secrets.s, no more."""

    person: str
    root_s: Root
    root_e: Root
    publics: Publics
    secrets: Derived
    phrase_slot_id: str
    phrase_slot: bytes
    recovery_code: str
    recovery: Recovery
    recovery_slot_id: str
    recovery_slot: bytes


def new_account(passphrase: str, salt: bytes, day: int, params: Params = STANDARD) -> NewAccount:
    """Make roots and both slots for a new person; ``day`` in days since 1970-01-01."""
    person, phrase_id, recovery_id = (os.urandom(16).hex() for _ in range(3))
    root_s, root_e = Root.new(), Root.new()
    secrets, code = derive(passphrase, salt, params), new_code()
    recovery = derive_code(code)
    phrase_slot = make_slot(
        SlotType.PHRASE,
        secrets.s,
        secrets.e,
        params,
        salt,
        root_s.raw,
        root_e.raw,
        person,
        phrase_id,
        day,
    )
    recovery_slot = make_slot(
        SlotType.RECOVERY,
        recovery.secrets.s,
        recovery.secrets.e,
        NO_STRETCH,
        NO_SALT,
        root_s.raw,
        root_e.raw,
        person,
        recovery_id,
        day,
    )
    return NewAccount(
        person=person,
        root_s=root_s,
        root_e=root_e,
        publics=Publics.of(root_s, root_e),
        secrets=secrets,
        phrase_slot_id=phrase_id,
        phrase_slot=phrase_slot,
        recovery_code=code,
        recovery=recovery,
        recovery_slot_id=recovery_id,
        recovery_slot=recovery_slot,
    )
