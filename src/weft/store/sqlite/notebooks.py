"""Private notebooks, on disk."""

from weft.core.people import PersonId
from weft.keeper.ports import NotebookRow, NotebookTurn
from weft.store import notebooks
from weft.store.files import File, named
from weft.store.sqlite.connections import Connections
from weft.store.writer import Group


class Notebooks(Connections):
    """See ``keeper.ports.People`` for what each method promises."""

    async def notebook(self, person: PersonId) -> NotebookRow | None:
        return self._one(NotebookRow, File.KEYS, notebooks.NOTEBOOK, person)

    async def leaves(
        self, person: PersonId, after: str = "", most_bytes: int = 1 << 20
    ) -> list[tuple[str, bytes]]:
        return await self._apart(lambda: self._leaves(person, after, most_bytes))

    def _leaves(self, person: PersonId, after: str, most_bytes: int) -> list[tuple[str, bytes]]:
        with named(File.KEYS):
            rows = self._far.execute(notebooks.LEAVES, (person, after))
            taken = notebooks.until(rows, most_bytes)
            rows.close()
        return taken

    async def turn_notebook(self, person: PersonId, change: NotebookTurn, most: int) -> None:
        await self._do(Group.PEOPLE, lambda pens: notebooks.turn(pens, person, change, most))
