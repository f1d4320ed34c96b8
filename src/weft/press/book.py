"""The book of a year: what stands in it, as both of the two may read it. The same for either, to the byte.

It holds no instant, no id that means anything elsewhere, and nothing that is for one pair of eyes alone. What somebody
left out of it isn't here at all: nothing says that it ever was.
"""

from datetime import date

import msgspec

from weft.core.tapestry.drawdown import MONTHS, Cloth, said_day
from weft.core.tapestry.dye import Dye


class Picture(msgspec.Struct, frozen=True):
    """A picture of a thing: what is to be seen, its size in px, and its bytes, a JPEG."""

    words: str
    width: int
    height: int
    jpeg: bytes


class Voice(msgspec.Struct, frozen=True):
    """What one of the two said; ``side`` is "left" or "right". ``felt`` and ``remember`` may be empty."""

    side: str
    text: str
    felt: str = ""
    remember: str = ""


class Scape(msgspec.Struct, frozen=True):
    """A landscape: its drawing as ``core.moments.picture`` makes it, what it shows in a sentence, and lines left there."""

    svg: str
    label: str
    whys: tuple[Voice, ...] = ()


class Thing(msgspec.Struct, frozen=True):
    """A moment, or a sitting of which lines were kept. ``key`` is its place in this book."""

    key: str
    is_moment: bool
    title: str
    caption: str
    voices: tuple[Voice, ...] = ()
    pictures: tuple[Picture, ...] = ()
    scape: Scape | None = None


class Month(msgspec.Struct, frozen=True):
    """A month in which something was kept, 1 to 12; ``word`` may be empty."""

    month: int
    word: str
    things: tuple[Thing, ...]

    @property
    def name(self) -> str:
        return MONTHS[self.month - 1]


class Leaf(msgspec.Struct, frozen=True):
    """Two letters that opened together, where a browser sets them: ``key`` names their places, ``title`` says when."""

    key: str
    title: str


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """One year. ``until`` is its last day, or the day to which it has come.

    ``letters`` is left empty by whoever cannot have them set: only a browser of the two opens what they sealed.
    """

    year: int
    until: date
    left: str
    right: str | None
    left_dye: Dye
    right_dye: Dye | None
    months: tuple[Month, ...]
    cloth: Cloth
    letters: tuple[Leaf, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.left, self.right) if self.right is not None else (self.left,)

    def called(self, side: str) -> str:
        return (self.right or "") if side == "right" else self.left

    def signed(self, one: Voice) -> str:
        """Under somebody's words, who it was, and what was felt."""
        return ": ".join(part for part in (self.called(one.side), one.felt) if part)

    @property
    def span(self) -> str:
        """The year, or how far into it the book goes."""
        if (self.until.month, self.until.day) == (12, 31):
            return str(self.year)
        return f"{self.year}, to {' '.join(said_day(self.until).split()[1:])}"


QUARTERS = ("January to March", "April to June", "July to September", "October to December")
LETTERS = (
    "What you sealed for each other opens in your own browsers and nowhere else, so it could not be set here. "
    "This leaf is left for it. Under Letters, a browser of yours can make this book with those you have both let in, "
    "to read and to print. Or leave it bare."
)
SET = "Sealed for each other and opened together. Both of you let these stand here."


def letter_place(key: str, side: str) -> str:
    """Where a browser sets one letter; no text of anybody's can look like it."""
    return f"<!--letter {key} {side}-->"


COLOPHON = (
    "Set in Brygada 1918 for what was written, and in Proza Libre for the rest. Each of you lets into this book what "
    "you like. It asks nothing of any network, and opens without Weft."
)
