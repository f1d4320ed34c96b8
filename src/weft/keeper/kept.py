"""What was worked out for a sign-in, kept as long as what it was drawn from is the same.

It lies with the sign-in and goes with it; nobody else's page is ever drawn from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import is_
from typing import Generic, TypeVar

from weft.keeper.opened import Opened

Drawn = TypeVar("Drawn")

MOST_KEPT = 32
"""Pages, and pieces of pages, kept per sign-in."""


@dataclass(frozen=True, slots=True)
class Piece(Generic[Drawn]):
    """A part of a page as it was last drawn: the very object it was drawn from, what else, and the drawing."""

    source: object
    more: object
    drawn: Drawn


def piece(opened: Opened, name: str, source: object, more: object, draw: Callable[[], Drawn]) -> Drawn:
    """A drawing that need not be made again while ``source`` is the same object and ``more`` is equal.

    ``source`` is a part of a folded log, or several in a tuple: a fold that does not touch one hands the same one on.
    """
    held = opened.painted.get(name)
    if not isinstance(held, Piece) or held.more != more or not _same(held.source, source):
        held = Piece(source, more, draw())
        keep(opened, name, held)
    drawn: Drawn = held.drawn
    return drawn


def _same(before: object, now: object) -> bool:
    if isinstance(before, tuple) and isinstance(now, tuple):
        return len(before) == len(now) and all(map(is_, before, now))
    return before is now


def keep(opened: Opened, name: str, one: object) -> None:
    """Keep one under a name, in place of what was kept longest where there are many."""
    while len(opened.painted) >= MOST_KEPT and name not in opened.painted:
        del opened.painted[next(iter(opened.painted))]
    opened.painted[name] = one
