"""Pages of a few words: help, who runs this, what went wrong, and the blank one."""

from msgspec import Struct

from weft.web.models.room import Link, Room


class SayPage(Struct, frozen=True):
    """One kind page: a heading, a sentence or two, and where to go from here."""

    room: Room
    heading: str
    text: str
    acts: tuple[Link, ...] = ()


class HelpPage(Struct, frozen=True):
    """`/help`: the same for everyone, everywhere."""

    room: Room


class HostPage(Struct, frozen=True):
    """`/host`: who runs this server, and what they can and cannot see."""

    room: Room
    who: str
    partner_hosts: bool
    contact: str


class AwayPage(Struct, frozen=True):
    """`/away`: a blank page."""
