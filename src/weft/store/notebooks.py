"""Private notebooks in SQL. All of it lies in keys.db, and what is replaced or removed is overwritten there."""

from collections.abc import Iterable

from weft.core.people import PersonId
from weft.keeper.ports import NotebookTurn, RevTaken, StoreFull
from weft.store.writer import Pens

NOTEBOOK = "SELECT rev, manifest FROM keys.notebooks WHERE person = ?"
NOTES = "SELECT note, locked FROM keys.notes WHERE person = ? AND note > ? ORDER BY note"

_REV = "SELECT rev FROM notebooks WHERE person = ?"
_PUT_BOOK = "INSERT OR REPLACE INTO notebooks VALUES (?, ?, ?)"
_PUT = "INSERT OR REPLACE INTO notes VALUES (?, ?, ?)"
_REMOVE = "DELETE FROM notes WHERE person = ? AND note = ?"
_HELD = "SELECT count(*) FROM notes WHERE person = ?"


def turn(pens: Pens, person: PersonId, change: NotebookTurn, most: int) -> None:
    if change.rev != 1 + (pens.keys.execute(_REV, (person,)).get or 0):
        raise RevTaken
    pens.leavings = True
    pens.keys.executemany(_REMOVE, [(person, note) for note in change.remove])
    pens.keys.executemany(_PUT, [(person, note, locked) for note, locked in change.put])
    if pens.keys.execute(_HELD, (person,)).get > most:
        raise StoreFull
    pens.keys.execute(_PUT_BOOK, (person, change.rev, change.manifest))


def until(notes: Iterable[tuple[str, bytes]], most_bytes: int) -> list[tuple[str, bytes]]:
    """The first of these: at least one, and no more once they are so many bytes."""
    taken: list[tuple[str, bytes]] = []
    for note in notes:
        taken.append(note)
        most_bytes -= len(note[1])
        if most_bytes <= 0:
            break
    return taken
