"""What a person would like Today to offer."""

from msgspec import Struct

from weft.web.models.affection import Choice
from weft.web.models.room import Link, Room


class LikeGroup(Struct, frozen=True):
    """One question about today, by its name in the form, and its answers."""

    name: str
    label: str
    choices: tuple[Choice, ...]


class WishLine(Struct, frozen=True):
    """A practice: its key, its name, more or less or neither, and whether the other sees that it is more."""

    key: str
    name: str
    line: str
    wish: str
    said: bool


class LikePage(Struct, frozen=True):
    """`/today/like`: what today is like, what the viewer would like more of, what they put away, and what is left out for both."""

    room: Room
    groups: tuple[LikeGroup, ...]
    wishes: tuple[WishLine, ...]
    leans: tuple[LikeGroup, ...] = ()
    """How long, and how deep."""
    theirs: tuple[str, ...] = ()
    """The practices of which the other said they would like more."""
    offered: Link | None = None
    """What Today offers just now; the link's address is the exercise's id."""
    away: tuple[Link, ...] = ()
    left_out: tuple[Link, ...] = ()
    """What one of the two left out for both; either sees it, and either brings it back."""
    kept: bool = False
