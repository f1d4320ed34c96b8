"""A touch across distance."""

from dataclasses import dataclass

from weft.web.models.room import Room


@dataclass(frozen=True, slots=True)
class RiteShown:
    """A short sequence of two: what its button says, what stands there when the other would like it, and its steps.

    ``end`` is what is left when the last step is over.
    """

    key: str
    label: str
    asked: str
    steps: tuple[str, ...]
    end: str


@dataclass(frozen=True, slots=True)
class NearPage:
    """The page of a touch across distance as it is before anybody has chosen to be here. The same for whoever looks."""

    room: Room
    rites: tuple[RiteShown, ...]
