"""Who has yet to be told that the host put an older copy back, on disk."""

from weft.core.people import PersonId
from weft.store import people
from weft.store.files import File
from weft.store.sqlite.connections import Connections
from weft.store.writer import Group


class PutBack(Connections):
    """See ``keeper.ports.Store`` for what each method promises."""

    async def put_back_day(self, person: PersonId) -> int | None:
        return self._one(int, File.KEYS, people.PUT_BACK, person)

    async def told_of_put_back(self, person: PersonId) -> None:
        await self._do(Group.PEOPLE, lambda pens: people.told_of_put_back(pens, person))
