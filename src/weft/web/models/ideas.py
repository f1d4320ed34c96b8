"""A few ideas for time together, and the ways to ask for others."""

from dataclasses import dataclass

from weft.web.models.practices import Narrowing
from weft.web.models.room import Room


@dataclass(frozen=True, slots=True)
class IdeaShown:
    """One idea: its title, what to do, and what it takes."""

    title: str
    text: str
    takes: str
    plan: str | None = None
    """Where to plan it, for two."""


@dataclass(frozen=True, slots=True)
class IdeasPage:
    """`/ideas`: a few that fit what was asked for. `others` leads to the next few, None when these are all.

    `under` is the line under the title. `asked` says in words what the ideas were chosen by, or nothing; `narrow` are
    rows of choices as on a practice's page.
    """

    room: Room
    under: str
    ideas: tuple[IdeaShown, ...]
    others: str | None
    asked: str
    narrow: tuple[tuple[str, tuple[Narrowing, ...]], ...]
