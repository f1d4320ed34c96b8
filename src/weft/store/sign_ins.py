"""Sign-ins in SQL. All of it lies in volatile.db, which is written without waiting for the disk."""

from collections.abc import Sequence

from weft.core.people import PersonId
from weft.keeper.ports import SignInRow
from weft.store.writer import Pens

_SIGN_INS = "SELECT sid_hash, person, locked, label, began_minute, seen_minute FROM volatile.sign_ins"
SIGN_IN = f"{_SIGN_INS} WHERE sid_hash = ?"
SIGN_INS_OF = f"{_SIGN_INS} WHERE person = ? ORDER BY seen_minute DESC, sid_hash"


def add(pens: Pens, row: SignInRow) -> None:
    pens.volatile.execute(
        "INSERT OR REPLACE INTO sign_ins VALUES (?, ?, ?, ?, ?, ?)",
        (row.sid_hash, row.person, row.locked, row.label, row.began_minute, row.seen_minute),
    )


def touch(pens: Pens, sid_hash: bytes, minute: int) -> None:
    pens.volatile.execute("UPDATE sign_ins SET seen_minute = ? WHERE sid_hash = ?", (minute, sid_hash))


def drop(pens: Pens, sid_hash: bytes) -> None:
    pens.volatile.execute("DELETE FROM sign_ins WHERE sid_hash = ?", (sid_hash,))


def drop_of(pens: Pens, person: PersonId, but: bytes | None) -> list[bytes]:
    return _end(pens, "person = ? AND sid_hash IS NOT ?", (person, but))


def sweep(pens: Pens, seen_before: int, began_before: int) -> list[bytes]:
    return _end(pens, "seen_minute < ? OR began_minute < ?", (seen_before, began_before))


def _end(pens: Pens, which: str, values: Sequence[str | bytes | int | None]) -> list[bytes]:
    ended = pens.volatile.execute(f"DELETE FROM sign_ins WHERE {which} RETURNING sid_hash", values)
    return sorted(sid_hash for (sid_hash,) in ended)
