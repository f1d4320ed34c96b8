"""People, what opens their accounts, and what is kept of each of them, on disk."""

from collections.abc import Sequence

from weft.core.people import PersonId
from weft.keeper.ports import FeedRow, Near, Own, OwnRow, PasskeyRow, PersonRow, SlotRow
from weft.store import feeds, passkeys, people
from weft.store.files import File
from weft.store.sqlite.connections import Connections
from weft.store.writer import Group


class People(Connections):
    """See ``keeper.ports.People``; the notebooks are in a class of their own."""

    async def add_person(
        self, person: PersonRow, slots: Sequence[SlotRow], own: Sequence[OwnRow] = ()
    ) -> None:
        await self._do(Group.PEOPLE, lambda pens: people.add_person(pens, person, slots, own))

    async def person(self, person: PersonId) -> PersonRow | None:
        return self._one(PersonRow, File.KEYS, people.PERSON, person)

    async def slots_of(self, person: PersonId) -> list[SlotRow]:
        return self._all(people.slot, File.KEYS, people.SLOTS_OF, person)

    async def slots_near_handle(self, handle: bytes) -> Near:
        return people.near(self._look(File.KEYS, people.SLOTS_NEAR_HANDLE, handle))

    async def slot_by_lookup(self, lookup: bytes) -> SlotRow | None:
        return self._one(people.slot, File.KEYS, people.SLOT_BY_LOOKUP, lookup)

    async def replace_slots(self, person: PersonId, remove: Sequence[str], add: Sequence[SlotRow]) -> None:
        await self._do(Group.PEOPLE, lambda pens: people.replace_slots(pens, person, remove, add))

    async def add_passkey(self, slot: SlotRow, row: PasskeyRow) -> None:
        await self._do(Group.PEOPLE, lambda pens: passkeys.add(pens, slot, row))

    async def passkey(self, slot: str) -> PasskeyRow | None:
        return self._one(PasskeyRow, File.KEYS, passkeys.PASSKEY, slot)

    async def passkeys_of(self, person: PersonId) -> list[PasskeyRow]:
        return self._all(PasskeyRow, File.KEYS, passkeys.PASSKEYS_OF, person)

    async def used_passkey(self, slot: str, uses: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: passkeys.used(pens, slot, uses))

    async def own(self, person: PersonId, name: Own) -> OwnRow | None:
        def ask() -> OwnRow | None:
            return self._one(people.own, File.KEYS, people.OWN, person, name)

        return self._looks.at((name.value, person), ask)

    async def put_own(self, row: OwnRow) -> None:
        await self._do(Group.PEOPLE, lambda pens: people.put_own(pens, row), [(row.name.value, row.person)])

    async def feed_of(self, person: PersonId) -> FeedRow | None:
        return self._one(FeedRow, File.KEYS, feeds.FEED, person)

    async def feed_by_mark(self, mark: bytes) -> FeedRow | None:
        return self._one(FeedRow, File.KEYS, feeds.FEED_BY_MARK, mark)

    async def put_feed(self, row: FeedRow) -> None:
        await self._do(Group.PEOPLE, lambda pens: feeds.put(pens, row))

    async def fill_feed(self, row: FeedRow) -> None:
        await self._do(Group.PEOPLE, lambda pens: feeds.fill(pens, row))

    async def own_of_all(self, name: Own) -> list[OwnRow]:
        return self._all(people.own, File.KEYS, people.OWN_OF_ALL, name)
