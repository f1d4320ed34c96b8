"""Sealed letters in the book of a year: each of two lets their own in, and only where both did do they stand there.

Nobody here can read one. The book is made with a place for each, and a browser of the two fills it
(docs/decisions/0026-letters-in-the-book.md). Nothing said is no, and a no is no different from nothing said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from weft.core.people import Side
from weft.core.reservoir.entries import LetterAllowed
from weft.core.tapestry.drawdown import said_day
from weft.keeper import book
from weft.keeper.home import Home
from weft.keeper.opened import Opened, append
from weft.keeper.reservoir import NoSuchThing
from weft.keeper.seal_sights import Sight, opened_days
from weft.press import book as press


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """A letter of this person's own that is open to both; ``allowed`` if it may stand in the book."""

    key: str
    day: date
    allowed: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """Two letters that stand in the book: the name of their places in it, and the exchange they are."""

    key: str
    exchange: str
    day: date


async def mine(home: Home, opened: Opened, year: int) -> list[OwnLetter]:
    """Letters of this person's own that opened in a year and were not taken back, in their order."""
    let = opened.log.life.keeping.letters
    return [
        OwnLetter(one.exchange, day, (opened.side, one.exchange) in let)
        for day, one in await _opened_in(home, opened, year)
        if one.mine
    ]


async def allow(home: Home, opened: Opened, letter: str, allowed: bool) -> None:
    """Let a letter of one's own stand in the book, or no longer. The other is not told. Raises NoSuchThing."""
    found = next((one for one in await mine(home, opened, 0) if one.key == letter), None)
    if found is None:
        raise NoSuchThing
    if found.allowed is not allowed:
        await append(home.store, opened, opened.log, [LetterAllowed(letter, allowed)], home.clock())
        home.tell(opened.log.log, only=opened.person)


async def gather(home: Home, opened: Opened, year: int) -> tuple[press.Book, tuple[Placed, ...]]:
    """The book of a year with a place for each letter both let in, the same for either. Raises NoSuchYear."""
    made = await book.gather(home, opened, year)
    placed = tuple(_placed(opened, await _opened_in(home, opened, year)))
    leaves = tuple(press.Leaf(one.key, f"Letters for {said_day(one.day)}") for one in placed)
    return msgspec.structs.replace(made, letters=leaves), placed


def _placed(opened: Opened, inside: list[tuple[date, Sight]]) -> Iterator[Placed]:
    let = opened.log.life.keeping.letters
    both = [
        (day, one)
        for day, one in inside
        if one.mine and one.theirs and all((side, one.exchange) in let for side in Side)
    ]
    for number, (day, one) in enumerate(both, 1):
        yield Placed(f"l-{number}", one.exchange, day)


async def _opened_in(home: Home, opened: Opened, year: int) -> list[tuple[date, Sight]]:
    """What opened to both, by the day of its hour on this server; of every year if ``year`` is 0."""
    inside = [(day, one) for day, one in await opened_days(home, opened) if year in (0, day.year)]
    return sorted(inside, key=lambda each: (each[1].view.terms.earliest, each[1].exchange))
