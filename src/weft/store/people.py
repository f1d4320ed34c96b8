"""People, their slots and what each keeps sealed, in SQL. All of it lies in keys.db."""

from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from weft.core.people import PersonId
from weft.keeper.ports import Near, Own, OwnRow, PersonRow, PersonTaken, RevTaken, SlotGone, SlotRow, SlotType
from weft.store.writer import Pens

PERSON = "SELECT person, handle, publics, publics_signature, day FROM keys.people WHERE person = ?"
OWN = "SELECT person, name, rev, locked FROM keys.own WHERE person = ? AND name = ?"
OWN_OF_ALL = "SELECT person, name, rev, locked FROM keys.own WHERE name = ? ORDER BY person"

PUT_BACK = "SELECT day FROM keys.put_back WHERE person = ?"

_SLOTS = "SELECT s.person, s.slot, s.type, s.locked, s.auth_hash, s.lookup, s.day FROM keys.slots AS s"
SLOTS_OF = f"{_SLOTS} WHERE s.person = ? ORDER BY s.slot"
SLOTS_NEAR_HANDLE = f"""
    SELECT s.person, s.slot, s.type, s.locked, s.auth_hash, s.lookup, s.day, p.handle = ?1
    FROM keys.slots AS s JOIN keys.people AS p USING (person)
    WHERE s.type = {SlotType.PHRASE:d} AND p.handle = (
        SELECT handle FROM (
            SELECT * FROM (SELECT 0 AS turn, handle FROM keys.people WHERE handle >= ?1 ORDER BY handle LIMIT 1)
            UNION ALL SELECT 1, min(handle) FROM keys.people
        ) ORDER BY turn LIMIT 1
    ) ORDER BY s.slot
"""
"""Both questions are always asked, the first one's answer is taken: looking for nobody costs what looking for somebody does."""
SLOT_BY_LOOKUP = f"{_SLOTS} WHERE s.lookup = ?"


def slot(*columns: Any) -> SlotRow:
    person, name, type_, locked, auth_hash, lookup, day = columns
    return SlotRow(person, name, SlotType(type_), locked, auth_hash, lookup, day)


def near(rows: Iterable[tuple[Any, ...]]) -> Near:
    """The rows of ``SLOTS_NEAR_HANDLE``."""
    slots, theirs = [], False
    for *row, are_theirs in rows:
        slots.append(slot(*row))
        theirs = bool(are_theirs)
    return Near(slots, theirs)


def own(*columns: Any) -> OwnRow:
    person, name, rev, locked = columns
    return OwnRow(person, Own(name), rev, locked)


def add_person(pens: Pens, person: PersonRow, slots: Iterable[SlotRow], own: Iterable[OwnRow]) -> None:
    try:
        pens.keys.execute(
            "INSERT INTO people VALUES (?, ?, ?, ?, ?)",
            (person.person, person.handle, person.publics, person.publics_signature, person.day),
        )
    except apsw.ConstraintError as error:
        raise PersonTaken from error
    add_slots(pens.keys, slots)
    for row in own:
        put_own(pens, row)


def replace_slots(pens: Pens, person: PersonId, remove: Sequence[str], add: Iterable[SlotRow]) -> None:
    for slot_id in remove:
        pens.keys.execute("DELETE FROM slots WHERE slot = ? AND person = ?", (slot_id, person))
        if not pens.keys.changes():
            raise SlotGone
        pens.leavings = True
    add_slots(pens.keys, add)


def add_slots(keys: apsw.Connection, slots: Iterable[SlotRow]) -> None:
    """Ids are drawn in browsers, so one that is in use is refused and never written over."""
    try:
        keys.executemany(
            "INSERT INTO slots VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((s.slot, s.person, s.type, s.locked, s.auth_hash, s.lookup, s.day) for s in slots),
        )
    except apsw.ConstraintError as error:
        raise PersonTaken from error


def put_own(pens: Pens, row: OwnRow) -> None:
    rev = pens.keys.execute("SELECT rev FROM own WHERE person = ? AND name = ?", (row.person, row.name)).get
    if row.rev != (0 if rev is None else rev + 1):
        raise RevTaken
    pens.keys.execute(
        "INSERT OR REPLACE INTO own VALUES (?, ?, ?, ?)", (row.person, row.name, row.rev, row.locked)
    )


def told_of_put_back(pens: Pens, person: PersonId) -> None:
    pens.keys.execute("DELETE FROM put_back WHERE person = ?", (person,))
