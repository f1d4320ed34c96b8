"""Invitations and couples, in SQL. All of it lies in keys.db."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import apsw

from weft.core.people import PersonId
from weft.keeper.ports import (
    AlreadyPaired,
    CoupleRow,
    CoupleState,
    InvitationRow,
    InvitationSpent,
    InvitationState,
    OwnRow,
)
from weft.store.people import put_own
from weft.store.writer import Pens

COUPLE_OF = """
    SELECT couple, left_person, right_person, epoch, left_wrap, right_wrap, maker, signature, day, state
    FROM couples WHERE left_person = ?1 AND state = 'open'
    UNION ALL
    SELECT couple, left_person, right_person, epoch, left_wrap, right_wrap, maker, signature, day, state
    FROM couples WHERE right_person = ?1 AND state = 'open'
"""
COUPLE = """
    SELECT couple, left_person, right_person, epoch, left_wrap, right_wrap, maker, signature, day, state
    FROM couples WHERE couple = ?
"""
_INVITATIONS = "SELECT invitation, person, expires, locked, own, answer, state FROM invitations"
INVITATION = f"{_INVITATIONS} WHERE invitation = ?"
INVITATIONS_OF = f"{_INVITATIONS} WHERE person = ? ORDER BY expires DESC, invitation"

_SHRED = (
    "UPDATE invitations SET state = 'withdrawn', locked = x'', own = x'', answer = NULL WHERE state = 'open'"
)


def couple(*columns: Any) -> CoupleRow:
    return replace(CoupleRow(*columns), state=CoupleState(columns[-1]))


def invitation(*columns: Any) -> InvitationRow:
    return replace(InvitationRow(*columns), state=InvitationState(columns[-1]))


def add_invitation(pens: Pens, row: InvitationRow) -> None:
    if _paired(pens.keys, row.person):
        raise AlreadyPaired
    try:
        pens.keys.execute(
            "INSERT INTO invitations VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.invitation, row.person, row.expires, row.locked, row.own, row.answer, row.state),
        )
    except apsw.ConstraintError as error:
        raise InvitationSpent from error


def withdraw_invitation(pens: Pens, invitation: str) -> None:
    pens.keys.execute(f"{_SHRED} AND invitation = ?", (invitation,))
    if not pens.keys.changes():
        raise InvitationSpent


def drop_invitation(pens: Pens, invitation: str) -> None:
    pens.keys.execute("DELETE FROM invitations WHERE invitation = ?", (invitation,))


def sweep_invitations(pens: Pens, before_minute: int) -> None:
    pens.keys.execute("DELETE FROM invitations WHERE expires < ? AND state <> 'used'", (before_minute,))


def add_couple(
    pens: Pens, row: CoupleRow, invitation: str, answer: bytes, minute: int, own: Iterable[OwnRow]
) -> None:
    if _paired(pens.keys, row.left) or _paired(pens.keys, row.right):
        raise AlreadyPaired
    _use(pens.keys, row, invitation, answer, minute)
    pens.keys.execute(f"{_SHRED} AND person IN (?, ?)", (row.left, row.right))
    pens.keys.execute(
        "INSERT INTO couples VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.couple,
            row.left,
            row.right,
            row.epoch,
            row.left_wrap,
            row.right_wrap,
            row.maker,
            row.signature,
            row.day,
            row.state,
        ),
    )
    for kept in own:
        put_own(pens, kept)


def _use(keys: apsw.Connection, row: CoupleRow, invitation: str, answer: bytes, minute: int) -> None:
    keys.execute(
        "UPDATE invitations SET state = 'used', locked = x'', answer = ? "
        "WHERE invitation = ? AND state = 'open' AND expires > ? AND person IN (?, ?)",
        (answer, invitation, minute, row.left, row.right),
    )
    if not keys.changes():
        raise InvitationSpent


def _paired(keys: apsw.Connection, person: PersonId) -> bool:
    return keys.execute(COUPLE_OF, (person,)).get is not None
