"""Invitations, couples, and what becomes of a couple that parts, on disk."""

from collections.abc import Sequence

from weft.core.people import LogId, PersonId
from weft.keeper.ports import Closing, CopyKeyRow, CopyRow, CoupleRow, EntryRow, InvitationRow, OwnRow
from weft.store import pairs, partings
from weft.store.files import File
from weft.store.sqlite.connections import Connections
from weft.store.writer import Group


class Two(Connections):
    """See ``keeper.ports.Two`` for what each method promises."""

    async def add_invitation(self, row: InvitationRow) -> None:
        await self._do(Group.PEOPLE, lambda pens: pairs.add_invitation(pens, row))

    async def invitation(self, invitation: str) -> InvitationRow | None:
        return self._one(pairs.invitation, File.KEYS, pairs.INVITATION, invitation)

    async def invitations_of(self, person: PersonId) -> list[InvitationRow]:
        return self._all(pairs.invitation, File.KEYS, pairs.INVITATIONS_OF, person)

    async def withdraw_invitation(self, invitation: str) -> None:
        await self._do(Group.PEOPLE, lambda pens: pairs.withdraw_invitation(pens, invitation))

    async def drop_invitation(self, invitation: str) -> None:
        await self._do(Group.PEOPLE, lambda pens: pairs.drop_invitation(pens, invitation))

    async def sweep_invitations(self, before_minute: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: pairs.sweep_invitations(pens, before_minute))

    async def couple_of(self, person: PersonId) -> CoupleRow | None:
        return self._one(pairs.couple, File.KEYS, pairs.COUPLE_OF, person)

    async def couple(self, couple: LogId) -> CoupleRow | None:
        return self._one(pairs.couple, File.KEYS, pairs.COUPLE, couple)

    async def add_couple(
        self, row: CoupleRow, *, invitation: str, answer: bytes, minute: int, own: Sequence[OwnRow] = ()
    ) -> None:
        await self._do(
            Group.PEOPLE, lambda pens: pairs.add_couple(pens, row, invitation, answer, minute, own)
        )

    async def close_couple(self, closing: Closing) -> None:
        await self._do(Group.LOG, lambda pens: partings.close_couple(pens, closing))

    async def closed_for(self, person: PersonId) -> CoupleRow | None:
        return self._one(pairs.couple, File.KEYS, partings.CLOSED_FOR, person)

    async def copies_of(self, person: PersonId) -> list[CopyRow]:
        return self._all(CopyRow, File.KEYS, partings.COPIES_OF, person)

    async def copy_keys(self, person: PersonId, log: LogId) -> list[CopyKeyRow]:
        return self._all(CopyKeyRow, File.KEYS, partings.COPY_KEYS, person, log)

    async def read_copy(self, person: PersonId, log: LogId) -> list[EntryRow]:
        return self._all(EntryRow, File.CONTENT, partings.READ_COPY, log, person)

    async def put_copy(self, row: CopyRow, keys: Sequence[CopyKeyRow] = ()) -> None:
        await self._do(Group.PEOPLE, lambda pens: partings.put_copy(pens, row, keys))

    async def forget_the_other(self, person: PersonId) -> None:
        await self._do(Group.PEOPLE, lambda pens: partings.forget_the_other(pens, person))

    async def sweep_closings(self, before_day: int) -> None:
        await self._do(Group.LOG, lambda pens: partings.sweep_closings(pens, before_day))
