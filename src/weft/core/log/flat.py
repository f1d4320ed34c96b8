"""What was lived, lying flat in memory, and made into objects where a page asks for it.

Ten years of a couple are five thousand entries, and a server holds many couples. A plain tuple of words and numbers is
as small as an object with slots; unlike one, it is set aside by Python's garbage collector for good, so that a full
collection passes over all that is kept here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from weft.core.log.entries import SittingWoven, WordsSealed, WordsWritten
from weft.core.people import Side, SittingId


class Words(NamedTuple):
    """Something one person wrote, where in the sitting, and when.

    ``sealed`` says who holds the second half of its key, 1 the server and 2 its author, if only browsers can open it:
    then ``text`` is empty. 0 for all else.
    """

    author: Side
    at: datetime
    key: str
    step: str
    text: str
    sealed: int = 0

    def __repr__(self) -> str:
        return "Words(…)"


class Woven(NamedTuple):
    """A sitting that came to its end."""

    at: datetime
    what: SittingWoven


Place = tuple[bool, str, str]
"""Whether the left person wrote it, key and step. A Side itself would be followed by the collector."""

Lived = tuple[str, str, str, str, int, bool | None, str]
"""A SittingWoven but for the sitting, its ``first`` again as whether that was the left person."""

FlatWords = tuple[Any, ...]
"""Instant, Place and text of each, one after another. The text as UTF-8: one curly apostrophe doubles a str.

Of what is sealed only who holds the half; the rest stays on the disk until somebody opens it.
"""

FlatWoven = tuple[int, Lived]
"""Instant, and what was lived."""

Lying = TypeVar("Lying")
Made = TypeVar("Made", covariant=True)


@dataclass(frozen=True, slots=True)
class Flat(Mapping[SittingId, Made], Generic[Lying, Made]):
    """Sittings, in the order of ``rows``, and what is kept of each. Each look makes it anew."""

    rows: dict[SittingId, Lying]
    make: Callable[[SittingId, Lying], Made]

    def __getitem__(self, sitting: SittingId) -> Made:
        return self.make(sitting, self.rows[sitting])

    def __contains__(self, sitting: object) -> bool:
        return sitting in self.rows

    def __iter__(self) -> Iterator[SittingId]:
        return iter(self.rows)

    def __reversed__(self) -> Iterator[SittingId]:
        return reversed(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return "Flat(…)"


def instant(at: int) -> datetime:
    """Whole seconds since 1970 as an instant, UTC."""
    return datetime.fromtimestamp(at, UTC)


def place(author: Side, what: WordsWritten | WordsSealed) -> Place:
    """Whose words, and where in the script."""
    return author is Side.LEFT, what.key, what.step


def each(lying: FlatWords) -> Iterator[tuple[int, Place, bytes | int]]:
    """One by one what lies one after another."""
    return zip(lying[0::3], lying[1::3], lying[2::3], strict=True)


def words(_: SittingId, lying: FlatWords) -> tuple[Words, ...]:
    """The words of one sitting, in the order they were written."""
    return tuple(
        Words(_side(left), instant(at), key, step, *_text(text))
        for at, (left, key, step), text in each(lying)
    )


def _text(lying: bytes | int) -> tuple[str, int]:
    return (lying.decode(), 0) if isinstance(lying, bytes) else ("", lying)


def without(lying: FlatWords, author: Side, key: str) -> FlatWords:
    """The words of one sitting but for those taken back."""
    left = author is Side.LEFT
    return tuple(part for one in each(lying) if one[1][:2] != (left, key) for part in one)


def lived(what: SittingWoven) -> Lived:
    """What was lived, to lie flat."""
    left = None if what.first is None else what.first is Side.LEFT
    return what.exercise, what.title, what.practice, what.form, what.minutes, left, what.script


def woven(sitting: SittingId, lying: FlatWoven) -> Woven:
    """One sitting that came to its end."""
    at, (exercise, title, practice, form, minutes, left, script) = lying
    first = None if left is None else _side(left)
    what = SittingWoven(sitting, exercise, title, practice, form, minutes, first, script)
    return Woven(instant(at), what)


def _side(left: bool) -> Side:
    return Side.LEFT if left else Side.RIGHT
