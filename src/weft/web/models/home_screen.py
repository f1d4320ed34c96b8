"""What a phone shows of Weft among its apps."""

from msgspec import Struct

from weft.web.models.room import Room


class HomeScreenPage(Struct, frozen=True):
    """`/yours/home-screen`: under which name and picture a phone adds Weft from this very page; nothing is kept.

    ``plain`` says that it is the neutral ones.
    """

    room: Room
    plain: bool
