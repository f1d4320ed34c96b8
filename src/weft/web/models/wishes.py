"""What both want, and a list to mark alone."""

from msgspec import Struct

from weft.web.models.room import Link, Room


class WishesPage(Struct, frozen=True):
    """`/wishes`: what both want, the lists, and a place to bring one. ``name`` and ``titles`` are what was typed."""

    room: Room
    both: tuple[str, ...]
    turn: str
    lists: tuple[Link, ...]
    name: str = ""
    titles: str = ""
    say: str | None = None


class WishListPage(Struct, frozen=True):
    """`/wishes/{key}`: one list, marked by the viewer alone: (key, title, whether it is wanted)."""

    room: Room
    key: str
    name: str
    about: str
    titles: tuple[tuple[str, str, bool], ...]
    turn: str
    brought: bool = False
    say: str | None = None
    kept: bool = False
