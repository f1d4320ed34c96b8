"""The reservoir, its day, and the page of the year book."""

from msgspec import Struct

from weft.web.models.room import Link, Room, Said


class PictureSeen(Struct, frozen=True):
    """A small picture in a list: where the whole one is, and what is to be seen."""

    href: str
    small: str
    words: str
    width: int
    height: int


class ThingShown(Struct, frozen=True):
    """One thing kept. ``side`` is who chose it: "left", "right", "both" or "none"."""

    key: str
    href: str
    title: str
    caption: str
    side: str
    words: tuple[Said, ...] = ()
    pictures: tuple[PictureSeen, ...] = ()
    landscape: str | None = None
    """Where its landscape is."""


class MonthShown(Struct, frozen=True):
    """A month of things kept."""

    label: str
    things: tuple[ThingShown, ...]


class ReservoirPage(Struct, frozen=True):
    """`/reservoir`: what was kept, of one year or with one word in it."""

    room: Room
    heading: str
    months: tuple[MonthShown, ...]
    years: tuple[Link, ...]
    whose: tuple[Link, ...]
    current: frozenset[str]
    """Of the links, those that are chosen."""
    this_day: tuple[ThingShown, ...] = ()
    word: str = ""
    with_letters: bool = False
    with_book: bool = False
    """Whether there is a year of which a book can be made."""


class DayLine(Struct, frozen=True):
    """A thing and whether it comes up on its day."""

    key: str
    title: str
    caption: str
    comes: bool


class DaysPage(Struct, frozen=True):
    """`/reservoir/days`: what comes up on its day for this viewer, of one year."""

    room: Room
    year: int
    years: tuple[Link, ...]
    things: tuple[DayLine, ...]


class MonthWord(Struct, frozen=True):
    """A month of the book, and the word they gave it; empty while it is chosen for them."""

    month: int
    name: str
    word: str


class BookPage(Struct, frozen=True):
    """`/reservoir/book`: the book of a year to take along, and its words."""

    room: Room
    year: int
    years: tuple[Link, ...]
    months: tuple[MonthWord, ...]
    wrong: str | None = None


class OwnInBook(Struct, frozen=True):
    """Something of the viewer's own in the book of a year; ``what`` says what it is, ``out`` that it is left out."""

    thing: str
    key: str
    title: str
    what: str
    text: str
    out: bool


class OwnLetterInBook(Struct, frozen=True):
    """A sealed letter of the viewer's own that is open to both; ``allowed`` if it may stand in the book."""

    key: str
    when: str
    allowed: bool


class OwnInBookPage(Struct, frozen=True):
    """`/reservoir/book/own`: what the viewer leaves out of a year's book."""

    room: Room
    year: int
    mine: tuple[OwnInBook, ...]
    letters: tuple[OwnLetterInBook, ...] = ()
