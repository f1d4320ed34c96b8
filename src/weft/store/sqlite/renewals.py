"""New keys, and each one’s own security log, on disk."""

from weft.core.people import PersonId
from weft.keeper.ports import Renewal, RenewalRow
from weft.store import renewals, traces
from weft.store.files import File
from weft.store.sqlite.connections import Connections
from weft.store.writer import Group


class Renewals(Connections):
    """See ``keeper.ports.Renewals`` for what each method promises."""

    async def renew(self, renewal: Renewal) -> None:
        await self._do(Group.LOG, lambda pens: renewals.renew(pens, renewal))

    async def renewals_of(self, person: PersonId) -> list[RenewalRow]:
        return self._all(RenewalRow, File.KEYS, renewals.RENEWALS_OF, person)

    async def add_trace(self, person: PersonId, sealed: bytes, most: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: traces.add(pens, person, sealed, most))

    async def traces_of(self, person: PersonId) -> list[bytes]:
        return [bytes(sealed) for (sealed,) in self._look(File.KEYS, traces.TRACES_OF, person)]

    async def add_try(self, person: PersonId, day: int, sealed: bytes, most: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: traces.add_try(pens, person, day, sealed, most))

    async def tries_of(self, person: PersonId) -> list[bytes]:
        return [bytes(sealed) for (sealed,) in self._look(File.KEYS, traces.TRIES_OF, person)]
