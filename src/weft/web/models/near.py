"""A touch across distance."""

from msgspec import Struct

from weft.web.models.room import Room


class RiteShown(Struct, frozen=True):
    """A short sequence of two: what its button says, what stands there when the other would like it, and its steps.

    ``end`` is what is left when the last step is over.
    """

    key: str
    label: str
    asked: str
    steps: tuple[str, ...]
    end: str


class NearPage(Struct, frozen=True):
    """The page of a touch across distance as it is before anybody has chosen to be here. The same for whoever looks."""

    room: Room
    rites: tuple[RiteShown, ...]
