"""The reservoir, its day, and the page of the year book."""

from dataclasses import dataclass

from weft.web.models.room import Link, Room, Said


@dataclass(frozen=True, slots=True)
class PictureSeen:
    """A small picture in a list: where the whole one is, and what is to be seen."""

    href: str
    small: str
    words: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ThingShown:
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


@dataclass(frozen=True, slots=True)
class MonthShown:
    """A month of things kept."""

    label: str
    things: tuple[ThingShown, ...]


@dataclass(frozen=True, slots=True)
class ReservoirPage:
    """`/reservoir`: what was kept, of one year or with one word in it."""

    room: Room
    heading: str
    months: tuple[MonthShown, ...]
    years: tuple[Link, ...]
    whose: tuple[Link, ...]
    here: str
    """The address of this year, to go on from."""
    current: frozenset[str]
    """Of the links, those that are chosen."""
    this_day: tuple[ThingShown, ...] = ()
    word: str = ""
    with_letters: bool = False


@dataclass(frozen=True, slots=True)
class DayLine:
    """A thing and whether it comes up on its day."""

    key: str
    title: str
    caption: str
    comes: bool


@dataclass(frozen=True, slots=True)
class DaysPage:
    """`/reservoir/days`: what comes up on its day for this viewer, of one year."""

    room: Room
    year: int
    years: tuple[Link, ...]
    things: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True)
class MonthWord:
    """A month of the book, and the word they gave it; empty while it is chosen for them."""

    month: int
    name: str
    word: str


@dataclass(frozen=True, slots=True)
class BookPage:
    """`/reservoir/book`: the book of a year to take along, and its words."""

    room: Room
    year: int
    years: tuple[Link, ...]
    months: tuple[MonthWord, ...]
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class OwnInBook:
    """Something of the viewer's own in the book of a year; ``what`` says what it is, ``out`` that it is left out."""

    thing: str
    key: str
    title: str
    what: str
    text: str
    out: bool


@dataclass(frozen=True, slots=True)
class OwnLetterInBook:
    """A sealed letter of the viewer's own that is open to both; ``allowed`` if it may stand in the book."""

    key: str
    when: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class OwnInBookPage:
    """`/reservoir/book/own`: what the viewer leaves out of a year's book."""

    room: Room
    year: int
    mine: tuple[OwnInBook, ...]
    letters: tuple[OwnLetterInBook, ...] = ()
