"""What of a log is not as it was written, and what to do."""

from msgspec import Struct

from weft.web.models.room import Room


class Harm(Struct, frozen=True):
    """What is wrong in one log (`what` as the keeper names it), and the days it concerns."""

    own: bool
    what: str
    days: tuple[str, ...] = ()


class DamagePage(Struct, frozen=True):
    """`/damage`: what isn't as it should be.

    `withheld` is why the shared log stays closed, or None; `shut` whether a sitting under way can't be read;
    `older` whether an older copy was put back, from which the viewer may go on.
    """

    room: Room
    withheld: str | None = None
    compared: bool = False
    harms: tuple[Harm, ...] = ()
    shut: bool = False
    older: bool = False
    put_back: str | None = None
    """The day a copy was made which the host put back, as the viewer was not told yet."""
