"""What can come in: what a person did, or that time went by. Never holds what anybody wrote."""

from dataclasses import dataclass

from weft.core.people import Side


@dataclass(frozen=True, slots=True)
class Agreed:
    """Said yes to beginning."""

    by: Side


@dataclass(frozen=True, slots=True)
class TookBack:
    """Took back a yes, or words the other has not seen yet."""

    by: Side


@dataclass(frozen=True, slots=True)
class Ready:
    by: Side


@dataclass(frozen=True, slots=True)
class Yielded:
    """Let the other go first."""

    by: Side


@dataclass(frozen=True, slots=True)
class HandedOver:
    by: Side


@dataclass(frozen=True, slots=True)
class GotMe:
    by: Side


@dataclass(frozen=True, slots=True)
class NotQuite:
    by: Side


@dataclass(frozen=True, slots=True)
class Wrote:
    """Wrote something, kept elsewhere under ``words_key``; ``held`` if it opens only with what its author brings."""

    by: Side
    words_key: str
    held: bool = False


@dataclass(frozen=True, slots=True)
class Chose:
    """Picked one of the ways a step offers; ``way`` counts from 0."""

    by: Side
    way: int


@dataclass(frozen=True, slots=True)
class Skipped:
    by: Side


@dataclass(frozen=True, slots=True)
class EndedEarly:
    by: Side


@dataclass(frozen=True, slots=True)
class Paused:
    by: Side


@dataclass(frozen=True, slots=True)
class Resumed:
    by: Side


@dataclass(frozen=True, slots=True)
class Left:
    by: Side


@dataclass(frozen=True, slots=True)
class Returned:
    """Came back after leaving."""

    by: Side


@dataclass(frozen=True, slots=True)
class Waited:
    """Time went by, in whole seconds, at least 0."""

    seconds: int


Act = (
    Agreed
    | TookBack
    | Ready
    | Yielded
    | HandedOver
    | GotMe
    | NotQuite
    | Wrote
    | Chose
    | Skipped
    | EndedEarly
    | Paused
    | Resumed
    | Left
    | Returned
)
"""What a person did."""

Move = Act | Waited
