"""Who the two are, and which edge of the cloth is whose. Knows nothing of keys or browsers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

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
