"""The seven practices, one of them, and an exercise before it begins."""

from msgspec import Struct

from weft.web.models.room import Room, Said


class PracticeLine(Struct, frozen=True):
    """A practice in the list of seven."""

    key: str
    name: str
    line: str
    swatch: str


class PracticesPage(Struct, frozen=True):
    """`/practices`: the seven weaves."""

    room: Room
    practices: tuple[PracticeLine, ...]


class ExerciseLine(Struct, frozen=True):
    """An exercise in a practice's list; `minutes` 0 means it takes the time it takes, `closed` that it opens later."""

    id: str
    title: str
    minutes: int
    forms: tuple[str, ...]
    depth_words: str
    evidence: str = ""
    closed: bool = False


class Narrowing(Struct, frozen=True):
    """One way to narrow a list: its word, where it leads, and whether it is chosen."""

    label: str
    href: str
    chosen: bool


class Shelf(Struct, frozen=True):
    """Exercises of about the same length."""

    heading: str
    exercises: tuple[ExerciseLine, ...]


class PracticePage(Struct, frozen=True):
    """`/practices/{key}`: what the practice is for, what can be done in it, and what the two did last.

    `narrow` are rows of choices, each a list; `lived` the newest threads of this practice, never how many there are;
    `ideas` where the ideas are, if this is their practice.
    """

    room: Room
    key: str
    name: str
    purpose: str
    weave: str
    ribbon: str
    shelves: tuple[Shelf, ...]
    evidence: str = ""
    narrow: tuple[tuple[str, tuple[Narrowing, ...]], ...] = ()
    lived: tuple[Said, ...] = ()
    ideas: str | None = None


class FormChoice(Struct, frozen=True):
    """One way to do an exercise: "together", "apart", "own-pace" or "solo"."""

    value: str
    label: str
    note: str


class Consent(Struct, frozen=True):
    """Who has said yes to an offered exercise; `href` opens it once both have."""

    mine: bool
    theirs: bool
    form: str
    board: str
    href: str | None = None
    opens: str | None = None
    """The hour at which what both seal opens, if there is one."""


class HourChoice(Struct, frozen=True):
    """An hour for what two people seal to open: how many days from now, and when that is."""

    days: int
    label: str


class ExercisePage(Struct, frozen=True):
    """`/exercises/{id}`: what it is, why, when not to, and the tie between two yeses."""

    room: Room
    id: str
    title: str
    caption: str
    ribbon: str
    what: str
    why: str
    evidence: str
    not_when: str
    forms: tuple[FormChoice, ...]
    consent: Consent | None = None
    alone: bool = False
    ribbon_wide: str = ""
    hours: tuple[HourChoice, ...] = ()
