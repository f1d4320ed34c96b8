"""What passkeys are known by, in SQL, beside their slots in keys.db. They go with their slots, by a trigger."""

import apsw

from weft.keeper.ports import PasskeyRow, PersonTaken, SlotRow
from weft.store import people
from weft.store.writer import Pens

_PASSKEYS = "SELECT p.slot, p.credential, p.public_key, p.uses, p.label FROM keys.passkeys AS p"
PASSKEY = f"{_PASSKEYS} WHERE p.slot = ?"
PASSKEYS_OF = f"{_PASSKEYS} JOIN keys.slots AS s USING (slot) WHERE s.person = ? ORDER BY p.slot"


def add(pens: Pens, slot: SlotRow, row: PasskeyRow) -> None:
    people.add_slots(pens.keys, [slot])
    try:
        pens.keys.execute(
            "INSERT INTO passkeys VALUES (?, ?, ?, ?, ?)",
            (row.slot, row.credential, row.public_key, row.uses, row.label),
        )
    except apsw.ConstraintError as error:
        raise PersonTaken from error


def used(pens: Pens, slot: str, uses: int) -> None:
    pens.keys.execute("UPDATE passkeys SET uses = max(uses, ?) WHERE slot = ?", (uses, slot))
