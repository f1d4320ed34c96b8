"""Pages of a few words: help, who runs this, what went wrong, and the blank one."""

from dataclasses import dataclass

from weft.web.models.room import Link, Room


@dataclass(frozen=True, slots=True)
class SayPage:
    """One kind page: a heading, a sentence or two, and where to go from here."""

    room: Room
    heading: str
    text: str
    acts: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """`/help`: the same for everyone, everywhere."""

    room: Room


@dataclass(frozen=True, slots=True)
class HostPage:
    """`/host`: who runs this server, and what they can and cannot see."""

    room: Room
    who: str
    partner_hosts: bool
    contact: str


@dataclass(frozen=True, slots=True)
class AwayPage:
    """`/away`: a blank page."""
