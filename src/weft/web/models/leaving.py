"""Leaving, the space that has closed, and the cloth of what was."""

from msgspec import Struct, field

from weft.web.models.cloth import Thing
from weft.web.models.moments import WhyShown
from weft.web.models.room import Link, Room


class LeavePage(Struct, frozen=True):
    """`/leave`: what each keeps, what comes first, and the one question. `withheld`: the shared log doesn't open."""

    room: Room
    withheld: bool = False


class ClosedPage(Struct, frozen=True):
    """`/closed`: the same for whoever closed it and for the other. `kept` leads to what this person keeps."""

    room: Room
    kept: tuple[Link, ...] = ()


class KeptDay(Struct, frozen=True):
    """A day of what was."""

    label: str
    things: tuple[Thing, ...]


class KeptScape(Struct, frozen=True):
    """A landscape of what was: its drawing, one sentence, and the lines left there."""

    picture: str
    together: str
    whys: tuple[WhyShown, ...]
    dyes: str = ""
    """Both dyes as classes: the page itself has only its viewer's."""


class KeptPage(Struct, frozen=True):
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
    besides: tuple[KeptDay, ...] = ()
    """What both could read and is in no band, by the shelf it stands on."""
    scapes: dict[str, KeptScape] = field(default_factory=dict)
    """By the key of the moment each belongs to, of those shown here."""
