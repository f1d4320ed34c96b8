"""New keys, and each one's own security log."""

from weft.core.people import PersonId
from weft.keeper.ports import NotebookRow, Renewal, RenewalRow, RevTaken, SeqTaken
from weft.store.memory.pairs import Pairs
from weft.store.memory.people import with_slots


class Renewals(Pairs):
    async def renew(self, renewal: Renewal) -> None:
        person, row = renewal.person.person, renewal.couple
        for one in renewal.logs:
            if len(self._logs.get(one.log, ())) - 1 != one.seq:
                raise SeqTaken
        if self._people[person].publics != renewal.said.before:
            raise RevTaken
        if row and (self._couples[row.couple].epoch != row.epoch - 1 or self._is_closed(row.couple)):
            raise RevTaken
        book, held = self._notebooks.get(person), self._leaves.get(person, {})
        new = renewal.notebook
        if (book.rev if book else 0) != max(new.rev - 1, 0) or set(held) != {leaf for leaf, _ in new.leaves}:
            raise RevTaken
        others = {key: slot for key, slot in self._slots.items() if slot.person != person}
        slots, own = with_slots(others, renewal.slots), self._own_after(renewal.own)
        boards = self._boards_after([board for one in renewal.logs for board in one.boards], ())
        self._slots, self._own, self._boards = slots, own, boards
        self._people[person] = renewal.person
        self._feeds.pop(person, None)
        self._leaves[person] = {leaf: wrapped + held[leaf][len(wrapped) :] for leaf, wrapped in new.leaves}
        if new.rev:
            self._notebooks[person] = NotebookRow(new.rev, new.manifest)
        if row:
            self._couples[row.couple] = row
        for one in renewal.logs:
            deks = dict(one.deks)
            renewed = [
                each._replace(wrapped_dek=deks.get(each.seq, b"")) for each in self._logs.get(one.log, ())
            ]
            self._logs[one.log] = renewed
        self._copies |= {(copy.person, copy.couple): copy for copy in renewal.copies}
        self._copy_keys |= {key[:3]: key for key in renewal.copy_keys}
        for made in await self.invitations_of(person):
            del self._invitations[made.invitation]
        self._renewals.setdefault(person, []).append(renewal.said)

    async def renewals_of(self, person: PersonId) -> list[RenewalRow]:
        return list(self._renewals.get(person, ()))

    async def add_trace(self, person: PersonId, sealed: bytes, most: int) -> None:
        self._traces[person] = [*self._traces.get(person, ()), sealed][-most:]

    async def traces_of(self, person: PersonId) -> list[bytes]:
        return list(self._traces.get(person, ()))

    async def add_try(self, person: PersonId, day: int, sealed: bytes, most: int) -> None:
        days = {day: sealed} | self._tries.get(person, {})
        self._tries[person] = {each: days[each] for each in sorted(days)[-most:]}

    async def tries_of(self, person: PersonId) -> list[bytes]:
        return list(self._tries.get(person, {}).values())
