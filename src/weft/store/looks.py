"""What was looked up lately and has not been written since, so that asking again costs nothing.

Each commit makes SQLite read its pages anew, so a page of one person would pay for what thirty others write. Only locked
rows lie here. Whatever is being written is not kept, from before it is handed to the writer until it is committed.
"""

from collections import Counter
from collections.abc import Callable, Collection
from typing import TypeVar

Look = tuple[str, str]
"""What is looked for, and of which log or person."""
Found = TypeVar("Found")

MOST = 256
"""Looks kept; the oldest goes."""


class Looks:
    """For one event loop. ``None`` for what is stirred stands for everything."""

    def __init__(self) -> None:
        self._found: dict[Look, object] = {}
        self._stirred: Counter[Look | None] = Counter()

    def at(self, look: Look, ask: Callable[[], Found]) -> Found:
        """What was found there, or what asking finds."""
        if look in self._found:
            known: Found = self._found[look]  # type: ignore[assignment]
            return known
        found = ask()
        self.keep(look, found)
        return found

    def kept(self, look: Look) -> object:
        """What is kept; None for nothing."""
        return self._found.get(look)

    def keep(self, look: Look, found: object) -> None:
        """Keep what is true now, unless somebody is writing it."""
        if look in self._stirred or None in self._stirred:
            return
        if len(self._found) >= MOST and look not in self._found:
            del self._found[next(iter(self._found))]
        self._found[look] = found

    def stir(self, looks: Collection[Look] | None) -> None:
        """These are about to be written."""
        if looks is None:
            self._found.clear()
            self._stirred[None] += 1
            return
        for one in looks:
            self._found.pop(one, None)
            self._stirred[one] += 1

    def rest(self, looks: Collection[Look] | None) -> None:
        """They have been written, or refused."""
        for one in (None,) if looks is None else looks:
            self._stirred[one] -= 1
            if not self._stirred[one]:
                del self._stirred[one]
