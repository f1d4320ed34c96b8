"""The cloth from further away, and the files of it that either may take along."""

from dataclasses import dataclass

from weft.web.models.room import Room


@dataclass(frozen=True, slots=True)
class Panel:
    """A stretch of the cloth as one picture, and where it is seen nearer."""

    label: str
    href: str
    picture: str


@dataclass(frozen=True, slots=True)
class FarPage:
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


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft for a loom with so many shafts, and what is not as in the cloth."""

    shafts: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakePage:
    """`/cloth/take`: the files of the cloth, or of a part of it. `which` is that part as it stands in an address."""

    room: Room
    part: str
    which: str
    href_back: str
    drafts: tuple[Draft, ...]
