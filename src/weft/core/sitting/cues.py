"""What comes out: what the world should do next, in the order it must be done."""

from dataclasses import dataclass

from weft.core.people import Side


@dataclass(frozen=True, slots=True)
class GiveFloor:
    """The floor passed to this person."""

    to: Side


@dataclass(frozen=True, slots=True)
class Chime:
    """The time is up, on both phones; ``knocks`` on wood, 0 for a shuttle's tap."""

    knocks: int


@dataclass(frozen=True, slots=True)
class Open:
    """Both may see these words from now on."""

    words_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unkeep:
    """Words were taken back before the other saw them; they are to be forgotten."""

    words_key: str


@dataclass(frozen=True, slots=True)
class Close:
    """The sitting is over."""


Cue = GiveFloor | Chime | Open | Unkeep | Close
