"""What can happen in an exchange of sealed words: what a person does, and what the clock does."""

from dataclasses import dataclass

from weft.core.people import Side


@dataclass(frozen=True, slots=True)
class Move:
    """Something one of the two did."""

    side: Side


@dataclass(frozen=True, slots=True)
class Accepted(Move):
    """Said yes to an exchange the other asked for."""


@dataclass(frozen=True, slots=True)
class Sealed(Move):
    """Sealed words, or sealed them again in other words."""


@dataclass(frozen=True, slots=True)
class Withdrew(Move):
    """Took one's sealed words back."""


@dataclass(frozen=True, slots=True)
class SteppedAside(Move):
    """Wants nothing of this to open for now. Nobody is told."""


@dataclass(frozen=True, slots=True)
class CameBack(Move):
    """Wants it to open after all."""


@dataclass(frozen=True, slots=True)
class HandedHalf(Move):
    """An author who kept the second half of the key handed it over."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """One of the agreed instants has come; in minutes since 1970, UTC."""

    minute: int


@dataclass(frozen=True, slots=True)
class Parted:
    """The two are a couple no longer."""


AnyMove = Move | Ticked | Parted
