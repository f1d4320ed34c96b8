"""What is left where two have parted, and for how long."""

from collections.abc import Sequence
from dataclasses import replace

from weft.core.people import LogId, PersonId
from weft.keeper.ports import (
    Closing,
    CopyKeyRow,
    CopyRow,
    CoupleClosed,
    CoupleRow,
    CoupleState,
    EntryRow,
    InvitationState,
    Own,
    RevTaken,
    SeqTaken,
)
from weft.store.memory.exchanges import Exchanges
from weft.store.memory.pairs import Pairs


class Partings(Pairs, Exchanges):
    async def close_couple(self, closing: Closing) -> None:
        row = self._couples.get(closing.couple)
        if row is None or not (row.state is CoupleState.OPEN or row.left_wrap or row.right_wrap):
            raise CoupleClosed
        if closing.copies:
            self._refuse_what_moved(closing)
            self._part(closing)
        else:
            self._closings.setdefault(closing.couple, closing.day)
        blanked = (row.left, row.right) if closing.copies else (closing.by,)
        self._couples[closing.couple] = replace(
            row,
            state=CoupleState.CLOSED,
            left_wrap=b"" if row.left in blanked else row.left_wrap,
            right_wrap=b"" if row.right in blanked else row.right_wrap,
        )
        for person in (row.left, row.right):
            self._feeds.pop(person, None)
            self._own.pop((person, Own.MET), None)
            self._own.pop((person, Own.WISHES), None)
            for made in await self.invitations_of(person):
                if made.state is not InvitationState.USED:
                    del self._invitations[made.invitation]
        self._part_exchanges(closing.couple)
        self._forget_the_other(closing.by)

    def _refuse_what_moved(self, closing: Closing) -> None:
        if len(self._logs.get(closing.couple, ())) - 1 != closing.seq:
            raise SeqTaken
        boards = {row.board: row.rev for row in self._boards.values() if row.log == closing.couple}
        if boards != dict(closing.boards):
            raise RevTaken

    def _part(self, closing: Closing) -> None:
        self._boards = {key: row for key, row in self._boards.items() if row.log != closing.couple}
        self._lose_keys(closing.couple)
        self._closings.pop(closing.couple, None)
        for row in closing.copies:
            self._copies[row.person, row.couple] = row
        for key in closing.keys:
            self._copy_keys[key[:3]] = key

    def _lose_keys(self, log: LogId) -> None:
        self._logs[log] = [row._replace(wrapped_dek=b"") for row in self._logs.get(log, ())]

    def _forget_the_other(self, person: PersonId) -> None:
        for name in (Own.PIN, Own.BOOKMARK):
            self._own.pop((person, name), None)
        for row in list(self._invitations.values()):
            if row.person == person and row.state is InvitationState.USED:
                del self._invitations[row.invitation]

    async def closed_for(self, person: PersonId) -> CoupleRow | None:
        closed = (self._couples[one] for one in self._closings)
        mine = (row for row in closed if {row.left: row.left_wrap, row.right: row.right_wrap}.get(person))
        return next(mine, None)

    async def copies_of(self, person: PersonId) -> list[CopyRow]:
        return sorted(
            (row for row in self._copies.values() if row.person == person), key=lambda row: row.couple
        )

    async def copy_keys(self, person: PersonId, log: LogId) -> list[CopyKeyRow]:
        return sorted(key for key in self._copy_keys.values() if key[:2] == (person, log))

    async def read_copy(self, person: PersonId, log: LogId) -> list[EntryRow]:
        keys = {key.seq: key.wrapped for key in await self.copy_keys(person, log)}
        return [row._replace(wrapped_dek=keys.get(row.seq, b"")) for row in self._logs.get(log, ())]

    async def put_copy(self, row: CopyRow, keys: Sequence[CopyKeyRow] = ()) -> None:
        self._copies[row.person, row.couple] = row
        for key in keys:
            self._copy_keys[key[:3]] = key

    async def forget_the_other(self, person: PersonId) -> None:
        if await self.couple_of(person) is None:
            self._forget_the_other(person)

    async def sweep_closings(self, before_day: int) -> None:
        for couple in [one for one, day in self._closings.items() if day < before_day]:
            self._couples[couple] = replace(self._couples[couple], left_wrap=b"", right_wrap=b"")
            self._boards = {key: row for key, row in self._boards.items() if row.log != couple}
            self._lose_keys(couple)
            del self._closings[couple]
