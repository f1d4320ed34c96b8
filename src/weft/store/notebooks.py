"""Private notebooks in SQL. All of it lies in keys.db, and what is replaced or removed is overwritten there."""

from collections.abc import Iterable

from weft.core.people import PersonId
from weft.keeper.ports import NotebookTurn, RevTaken, StoreFull
from weft.store.writer import Pens

NOTEBOOK = "SELECT rev, manifest FROM keys.notebooks WHERE person = ?"
LEAVES = "SELECT leaf, locked FROM keys.leaves WHERE person = ? AND leaf > ? ORDER BY leaf"

_REV = "SELECT rev FROM notebooks WHERE person = ?"
_PUT_BOOK = "INSERT OR REPLACE INTO notebooks VALUES (?, ?, ?)"
_PUT = "INSERT OR REPLACE INTO leaves VALUES (?, ?, ?)"
_REMOVE = "DELETE FROM leaves WHERE person = ? AND leaf = ?"
_HELD = "SELECT count(*) FROM leaves WHERE person = ?"


def turn(pens: Pens, person: PersonId, change: NotebookTurn, most: int) -> None:
    if change.rev != 1 + (pens.keys.execute(_REV, (person,)).get or 0):
        raise RevTaken
    pens.leavings = True
    pens.keys.executemany(_REMOVE, [(person, leaf) for leaf in change.remove])
    pens.keys.executemany(_PUT, [(person, leaf, locked) for leaf, locked in change.put])
    if pens.keys.execute(_HELD, (person,)).get > most:
        raise StoreFull
    pens.keys.execute(_PUT_BOOK, (person, change.rev, change.manifest))


def until(leaves: Iterable[tuple[str, bytes]], most_bytes: int) -> list[tuple[str, bytes]]:
    """The first of these: at least one, and no more once they are so many bytes."""
    taken: list[tuple[str, bytes]] = []
    for leaf in leaves:
        taken.append(leaf)
        most_bytes -= len(leaf[1])
        if most_bytes <= 0:
            break
    return taken
