"""Where somebody's clock is."""

from msgspec import Struct

from weft.web.models.room import Room


class ZonePage(Struct, frozen=True):
    """`/yours/zone`: the zone the viewer's hours are in; empty for the server's own, which is ``here``.

    ``regions`` are the zones there are, by the part of the world in their names.
    """

    room: Room
    zone: str
    here: str
    regions: tuple[tuple[str, tuple[str, ...]], ...]
    kept: bool = False
    say: str | None = None
