"""Who the two are, and which edge of the cloth is whose. Knows nothing of keys or browsers."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType
from unicodedata import category

from weft.core.tapestry.dye import Dye

PersonId = NewType("PersonId", str)
"""Thirty-two lowercase hexadecimal digits, drawn at random; the same for LogId and SittingId."""

LogId = NewType("LogId", str)
SittingId = NewType("SittingId", str)


class Side(StrEnum):
    """The edge a person's thread runs down, the same on both phones."""

    LEFT = "left"
    RIGHT = "right"

    __hash__ = str.__hash__  # Not that of Enum, which is called for each of the 340 ends of a wide cloth.

    @property
    def other(self) -> "Side":
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@dataclass(frozen=True, slots=True)
class Person:
    """A name and a dye, as the other person sees them."""

    name: str
    dye: Dye

    @classmethod
    def from_words(cls, name: str, dye: str) -> "Person":
        """A person from the words an entry keeps. Raises ValueError for a dye Weft never had."""
        return cls(name, Dye(dye))


NAME_MOST = 40
"""Letters in a name."""
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of all that follows: with it a name could be read as another's."""
NO_NAME = f"Please write a name of up to {NAME_MOST} letters."
UNSEEN = "There is a sign in this name that nobody can see. Please type it once more, letter by letter."


def wrong_with(name: str) -> str | None:
    """Why this cannot be what people call somebody, in words; None where it can.

    A name stands in sentences on the other's pages, so it has something to see, is one line, and turns nothing round.
    """
    if not 1 <= len(name.strip()) <= NAME_MOST:
        return NO_NAME
    kinds = {category(letter) for letter in name.strip()}
    seen = any(kind[0] in "LNSP" for kind in kinds)
    return None if seen and not kinds & {"Cc", "Cs", "Zl", "Zp"} and not TURNS.search(name) else UNSEEN
