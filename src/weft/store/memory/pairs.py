"""Two who share a cloth, and how they came to."""

from collections.abc import Sequence
from dataclasses import replace

from weft.core.people import LogId, PersonId
from weft.keeper.ports import (
    AlreadyPaired,
    CoupleRow,
    CoupleState,
    InvitationRow,
    InvitationSpent,
    InvitationState,
    OwnRow,
)
from weft.store.memory.tables import Tables


class Pairs(Tables):
    async def add_invitation(self, row: InvitationRow) -> None:
        if await self.couple_of(row.person):
            raise AlreadyPaired
        if row.invitation in self._invitations:
            raise InvitationSpent
        self._invitations[row.invitation] = row

    async def invitation(self, invitation: str) -> InvitationRow | None:
        return self._invitations.get(invitation)

    async def invitations_of(self, person: PersonId) -> list[InvitationRow]:
        made = [row for row in self._invitations.values() if row.person == person]
        return sorted(made, key=lambda row: (-row.expires, row.invitation))

    async def withdraw_invitation(self, invitation: str) -> None:
        row = self._invitations.get(invitation)
        if row is None or row.state is not InvitationState.OPEN:
            raise InvitationSpent
        self._invitations[invitation] = _withdrawn(row)

    async def drop_invitation(self, invitation: str) -> None:
        self._invitations.pop(invitation, None)

    async def sweep_invitations(self, before_minute: int) -> None:
        for row in list(self._invitations.values()):
            if row.expires < before_minute and row.state is not InvitationState.USED:
                del self._invitations[row.invitation]

    async def couple_of(self, person: PersonId) -> CoupleRow | None:
        opened = (row for row in self._couples.values() if row.state is CoupleState.OPEN)
        return next((row for row in opened if person in (row.left, row.right)), None)

    async def couple(self, couple: LogId) -> CoupleRow | None:
        return self._couples.get(couple)

    async def add_couple(
        self, row: CoupleRow, *, invitation: str, answer: bytes, minute: int, own: Sequence[OwnRow] = ()
    ) -> None:
        two = (row.left, row.right)
        if any([await self.couple_of(person) for person in two]):
            raise AlreadyPaired
        invited = self._invitations.get(invitation)
        if invited is None or not _open_at(invited, minute) or invited.person not in two:
            raise InvitationSpent
        self._own = self._own_after(own)
        self._couples[row.couple] = row
        for person in two:
            for other in await self.invitations_of(person):
                if other.state is InvitationState.OPEN:
                    self._invitations[other.invitation] = _withdrawn(other)
        used = replace(invited, state=InvitationState.USED, locked=b"", answer=answer)
        self._invitations[invitation] = used


def _open_at(row: InvitationRow, minute: int) -> bool:
    return row.state is InvitationState.OPEN and minute < row.expires


def _withdrawn(row: InvitationRow) -> InvitationRow:
    return replace(row, state=InvitationState.WITHDRAWN, locked=b"", own=b"", answer=None)
