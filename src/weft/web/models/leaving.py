"""Leaving, the space that has closed, and the cloth of what was."""

from dataclasses import dataclass, field

from weft.web.models.cloth import Thing
from weft.web.models.moments import WhyShown
from weft.web.models.room import Link, Room


@dataclass(frozen=True, slots=True)
class LeavePage:
    """`/leave`: what each keeps, what comes first, and the one question. `withheld`: the shared log doesn't open."""

    room: Room
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """`/closed`: the same for whoever closed it and for the other. `kept` leads to what this person keeps."""

    room: Room
    kept: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptDay:
    """A day of what was."""

    label: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class KeptScape:
    """A landscape of what was: its drawing, one sentence, and the lines left there."""

    picture: str
    together: str
    whys: tuple[WhyShown, ...]
    dyes: str = ""
    """Both dyes as classes: the page itself has only its viewer's."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """`/kept/{key}`: the cloth of what was, and under it the same in words, newest first; to look at only."""

    room: Room
    them: str
    until: str
    cloth: str
    days: tuple[KeptDay, ...]
    letters: str
    """Where the letters are that had opened to both; only a browser opens them, so it is there whether or not any are."""
    begun: tuple[Thing, ...] = ()
    """Words of the viewer's own in what was begun and never came to its end."""
    older: str | None = None
    harmed: bool = False
    pictures: str | None = None
    scapes: dict[str, KeptScape] = field(default_factory=dict)
    """By the key of the moment each belongs to, of those shown here."""
