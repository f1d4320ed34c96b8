"""Evenings, rhythm and seasons, what evenings can say, and experiments."""

from msgspec import Struct

from weft.web.models.affection import Choice
from weft.web.models.room import Link, Room


class EveningPage(Struct, frozen=True):
    """`/evening`: the half minute, or that it is kept, or that it is off. ``near`` and ``met`` are 0 to 100 or None.

    ``option`` is what an experiment has for today.
    """

    room: Room
    state: str
    near: int | None = None
    met: int | None = None
    did: tuple[Choice, ...] = ()
    stress: tuple[Choice, ...] = ()
    hours: tuple[Choice, ...] = ()
    shares: tuple[Choice, ...] = ()
    option: str | None = None
    skipped: bool = False
    wanted: bool = False
    in_season: bool = False
    say: str | None = None

    @property
    def shared_words(self) -> str:
        """What is ticked to count for both, as a list of words."""
        return ", ".join(one.label[0].lower() + one.label[1:] for one in self.shares if one.chosen)


class EveningLine(Struct, frozen=True):
    """One of the viewer's own evenings: its day, how near (0 to 100), what happened, and what of it counts for both."""

    day: int
    label: str
    near: int | None
    did: str
    shares: str
    skipped: bool


class Stretch(Struct, frozen=True):
    """Days of which the viewer's evenings can be forgotten together: a season, or what lies outside any.

    Of a season its ``key`` is there, and ``words`` say what else of it is the viewer's own.
    """

    label: str
    first: int
    last: int
    lines: tuple[EveningLine, ...]
    season: str = ""
    words: str = ""
    look_back: str = ""
    """Where what was written looking back is read."""


class EveningsPage(Struct, frozen=True):
    """`/evening/mine`: one's own evenings, and forgetting them."""

    room: Room
    stretches: tuple[Stretch, ...]
    wanted: bool = False


class RhythmShown(Struct, frozen=True):
    """A rhythm in words: how much, on which days, which are left alone; and the season with it, if there is one.

    ``when`` says how long it would be, or from when to when it is.
    """

    pace: str
    days: str
    quiet: str
    purpose: str = ""
    when: str = ""


class SeasonPage(Struct, frozen=True):
    """`/season`: where the two stand. ``state`` is "none", "season" or "rest".

    ``asked`` is what the other proposed, with its ``key``; ``waiting`` what the viewer proposed. ``past`` are the
    seasons there were. ``year_over`` is the day another may begin, where three within a year hold it back.
    """

    room: Room
    state: str
    rhythm: RhythmShown | None = None
    asked: RhythmShown | None = None
    key: str = ""
    waiting: RhythmShown | None = None
    season: str = ""
    rest_ends: str = ""
    year_over: str = ""
    looked_back: bool = False
    four: str = ""
    """Whether the host's four questions are asked now: "ask", "done", or not at all."""
    past: tuple[Link, ...] = ()
    say: str | None = None


class ChoosePage(Struct, frozen=True):
    """`/season/choose`: a rhythm to propose, and a season with it or none. What was typed stays."""

    room: Room
    paces: tuple[Choice, ...]
    days: tuple[Choice, ...]
    quiet: tuple[Choice, ...]
    lengths: tuple[Choice, ...]
    offers: tuple[Choice, ...]
    purpose: str = ""
    may_begin: bool = True
    next_begins: str = ""
    three: bool = False
    """Whether it waits because three have begun within a year."""
    say: str | None = None


class SeasonClothPage(Struct, frozen=True):
    """`/season/{key}`: what was woven in a season, and what it was for."""

    room: Room
    purpose: str
    when: str
    cloth: str
    key: str
    over: bool = True


class LookBackPage(Struct, frozen=True):
    """`/season/{key}/back`: what the viewer writes for themself about a season."""

    room: Room
    key: str
    purpose: str
    text: str
    kept: bool = False
    say: str | None = None


class FourQuestion(Struct, frozen=True):
    """One question of the host's, and its answers; ``name`` is that of its field."""

    name: str
    text: str
    choices: tuple[Choice, ...]


class FourPage(Struct, frozen=True):
    """`/season/{key}/four`: the host's four questions; ``right`` says from where the host has them."""

    room: Room
    key: str
    questions: tuple[FourQuestion, ...]
    right: str
    done: bool = False
    say: str | None = None


class LinkShown(Struct, frozen=True):
    """Something that can be said: its sentence, the fringe, the sentence that says the same as the fringe, and
    whether it goes the other way round as much."""

    says: str
    fringe: str
    same: str
    backwards: str = ""


class InsightPage(Struct, frozen=True):
    """`/insight`: what the viewer's evenings can say, or, with ``both``, what what both share can say.

    ``standing`` is one of those of ``insight/told.py``, or "trouble"; ``line`` the viewer's own line, if there is one.
    """

    room: Room
    standing: str
    lead: str
    line: str = ""
    line_says: str = ""
    links: tuple[LinkShown, ...] = ()
    both: bool = False


class ExperimentPage(Struct, frozen=True):
    """`/insight/experiment`: ``state`` is "none", "asked", "waiting", "soon", "under-way", "over" or "trouble"."""

    room: Room
    state: str
    key: str = ""
    one: str = ""
    other: str = ""
    span: str = "day"
    today: str = ""
    until: str = ""
    result: LinkShown | None = None
    lead: str = ""
    past: tuple[Link, ...] = ()
    say: str | None = None
