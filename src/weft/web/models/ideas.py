"""A few ideas for time together, and the ways to ask for others."""

from msgspec import Struct

from weft.web.models.affection import Choice
from weft.web.models.practices import Narrowing
from weft.web.models.room import Link, Room


class IdeaShown(Struct, frozen=True):
    """One idea: its title, what to do, and what it takes."""

    title: str
    text: str
    takes: str
    plan: str | None = None
    """Where to plan it, for two."""
    href: str = ""
    """Where the viewer may mark it for themself; empty for somebody alone."""


class IdeaForm(Struct, frozen=True):
    """What was typed of an idea of their own."""

    title: str = ""
    text: str = ""
    minutes: str = "30"
    place: str = "either"
    cost: str = "nothing"
    energy: str = "low"
    mood: str = "calm"
    children: bool = False
    apart: bool = False


class OneIdeaPage(Struct, frozen=True):
    """`/ideas/{id}`: one idea, and what the viewer marks of it, which only the viewer sees."""

    room: Room
    id: str
    idea: IdeaShown
    wanted: bool
    worth: bool
    turn: str
    own: bool = False
    kept: bool = False
    say: str | None = None


class LikesPage(Struct, frozen=True):
    """`/ideas/likes`: what the viewer likes, and the ideas they marked; only the viewer sees it."""

    room: Room
    tastes: tuple[Choice, ...]
    wanted: tuple[Link, ...]
    worth: tuple[Link, ...]
    turn: str
    kept: bool = False
    say: str | None = None


class OwnIdeasPage(Struct, frozen=True):
    """`/ideas/ours`: ideas the two added, and a form for one more. ``choices`` are by name of the field."""

    room: Room
    ideas: tuple[IdeaShown, ...]
    form: IdeaForm
    choices: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    tap: str
    say: str | None = None
    field: str | None = None


class IdeasPage(Struct, frozen=True):
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
    likes: str = ""
    """What both like, in words, by which ideas come earlier; empty where there is nothing yet."""
    wanted: tuple[Link, ...] = ()
    worth: tuple[Link, ...] = ()
    """What both would like, and what was worth it to both."""
    two: bool = False
