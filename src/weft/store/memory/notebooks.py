"""Private notebooks."""

from weft.core.people import PersonId
from weft.keeper.ports import NotebookRow, NotebookTurn, RevTaken, StoreFull
from weft.store import notebooks
from weft.store.memory.tables import Tables


class Notebooks(Tables):
    async def notebook(self, person: PersonId) -> NotebookRow | None:
        return self._notebooks.get(person)

    async def leaves(
        self, person: PersonId, after: str = "", most_bytes: int = 1 << 20
    ) -> list[tuple[str, bytes]]:
        held = sorted((leaf, locked) for leaf, locked in self._leaves.get(person, {}).items() if leaf > after)
        return notebooks.until(held, most_bytes)

    async def turn_notebook(self, person: PersonId, change: NotebookTurn, most: int) -> None:
        stored = self._notebooks.get(person)
        if change.rev != 1 + (stored.rev if stored else 0):
            raise RevTaken
        gone = set(change.remove)
        kept = {leaf: locked for leaf, locked in self._leaves.get(person, {}).items() if leaf not in gone}
        kept |= dict(change.put)
        if len(kept) > most:
            raise StoreFull
        self._leaves[person] = kept
        self._notebooks[person] = NotebookRow(change.rev, change.manifest)
