"""A store that forgets when the program ends: for tests and rehearsals, with the same promises as on disk.

Nothing here waits for anything, so every method is one step that no other can come between.
"""

from weft.core.people import PersonId
from weft.store.memory.log import Logs
from weft.store.memory.notebooks import Notebooks
from weft.store.memory.partings import Partings
from weft.store.memory.people import People
from weft.store.memory.renewals import Renewals
from weft.store.memory.sign_ins import SignIns


class MemoryStore(Logs, People, Renewals, Notebooks, Partings, SignIns):
    """Keeps every row in a dictionary; see ``keeper.ports.Store`` for what each method promises."""

    async def put_back_day(self, person: PersonId) -> int | None:
        return None  # Nobody puts back what is kept nowhere.

    async def told_of_put_back(self, person: PersonId) -> None:
        return None

    async def check(self) -> list[str]:
        return []

    async def close(self) -> None:
        return None
