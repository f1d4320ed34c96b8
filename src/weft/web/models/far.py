"""The cloth from further away, and the files of it that either may take along."""

from msgspec import Struct

from weft.web.models.room import Room


class Panel(Struct, frozen=True):
    """A stretch of the cloth as one picture, and where it is seen nearer."""

    label: str
    href: str
    picture: str


class FarPage(Struct, frozen=True):
    """`/cloth/far`: every year; `/cloth/far/{year}`: its quarters; `/cloth/far/{year}/{quarter}`: every thread.

    `near` is the cloth of one quarter with its bands as links; the other two distances have panels instead.
    """

    room: Room
    title: str
    panels: tuple[Panel, ...]
    href_back: str
    back: str
    href_take: str
    near: str = ""
    at_once: bool = False
    """Whether its panels hang as one cloth, each named beside it."""


class Draft(Struct, frozen=True):
    """A draft for a loom with so many shafts, and what is not as in the cloth."""

    shafts: int
    words: tuple[str, ...]


class TakePage(Struct, frozen=True):
    """`/cloth/take`: the files of the cloth, or of a part of it. `which` is that part as it stands in an address."""

    room: Room
    part: str
    which: str
    href_back: str
    drafts: tuple[Draft, ...]
