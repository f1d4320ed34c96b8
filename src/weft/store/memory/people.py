"""People, what opens their accounts, and what is kept of each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from weft.core.people import PersonId
from weft.keeper.ports import (
    FeedRow,
    Near,
    Own,
    OwnRow,
    PasskeyRow,
    PersonRow,
    PersonTaken,
    SlotGone,
    SlotRow,
    SlotType,
)
from weft.store.memory.tables import Tables


class People(Tables):
    async def add_person(
        self, person: PersonRow, slots: Sequence[SlotRow], own: Sequence[OwnRow] = ()
    ) -> None:
        if person.person in self._people:
            raise PersonTaken
        slots_after, own_after = with_slots(self._slots, slots), self._own_after(own)
        self._people[person.person] = person
        self._slots, self._own = slots_after, own_after

    async def person(self, person: PersonId) -> PersonRow | None:
        return self._people.get(person)

    async def slots_of(self, person: PersonId) -> list[SlotRow]:
        return _by_id(slot for slot in self._slots.values() if slot.person == person)

    async def slots_near_handle(self, handle: bytes) -> Near:
        near = min(
            (row.handle for row in self._people.values()), key=lambda one: (one < handle, one), default=b""
        )
        people = {row.person for row in self._people.values() if row.handle == near}
        slots = (slot for slot in self._slots.values() if slot.person in people)
        return Near(_by_id(slot for slot in slots if slot.type is SlotType.PHRASE), near == handle)

    async def slot_by_lookup(self, lookup: bytes) -> SlotRow | None:
        return next((slot for slot in self._slots.values() if slot.lookup == lookup), None)

    async def replace_slots(self, person: PersonId, remove: Sequence[str], add: Sequence[SlotRow]) -> None:
        held = {slot.slot for slot in self._slots.values() if slot.person == person}
        if not held.issuperset(remove):
            raise SlotGone
        kept = {id_: slot for id_, slot in self._slots.items() if id_ not in remove}
        self._slots = with_slots(kept, add)

    async def add_passkey(self, slot: SlotRow, row: PasskeyRow) -> None:
        self._slots = with_slots(self._slots, [slot])
        self._passkeys[row.slot] = row

    async def passkey(self, slot: str) -> PasskeyRow | None:
        return self._passkeys.get(slot) if slot in self._slots else None

    async def passkeys_of(self, person: PersonId) -> list[PasskeyRow]:
        slots = [slot.slot for slot in await self.slots_of(person)]
        return [self._passkeys[slot] for slot in slots if slot in self._passkeys]

    async def used_passkey(self, slot: str, uses: int) -> None:
        row = self._passkeys.get(slot)
        if row:
            self._passkeys[slot] = replace(row, uses=max(row.uses, uses))

    async def own(self, person: PersonId, name: Own) -> OwnRow | None:
        return self._own.get((person, name))

    async def feed_of(self, person: PersonId) -> FeedRow | None:
        return self._feeds.get(person)

    async def feed_by_mark(self, mark: bytes) -> FeedRow | None:
        return next((row for row in self._feeds.values() if row.mark == mark), None)

    async def put_feed(self, row: FeedRow) -> None:
        self._feeds[row.person] = row

    async def fill_feed(self, row: FeedRow) -> None:
        kept = self._feeds.setdefault(row.person, row)
        if kept.public == row.public:
            self._feeds[row.person] = kept._replace(plans=row.plans)

    async def put_own(self, row: OwnRow) -> None:
        self._own = self._own_after([row])

    async def own_of_all(self, name: Own) -> list[OwnRow]:
        return [row for (_, one), row in sorted(self._own.items()) if one is name]


def with_slots(held: dict[str, SlotRow], more: Iterable[SlotRow]) -> dict[str, SlotRow]:
    """Ids are drawn in browsers, so one that is in use is refused and never written over."""
    after, lookups = dict(held), {slot.lookup for slot in held.values()} - {None}
    for slot in more:
        if slot.slot in after or slot.lookup in lookups:
            raise PersonTaken
        after[slot.slot] = slot
    return after


def _by_id(slots: Iterable[SlotRow]) -> list[SlotRow]:
    return sorted(slots, key=lambda slot: slot.slot)
