"""The seven practices, one of them, and an exercise before it begins."""

from dataclasses import dataclass

from weft.web.models.room import Room, Said


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A practice in the list of seven."""

    key: str
    name: str
    line: str
    swatch: str


@dataclass(frozen=True, slots=True)
class PracticesPage:
    """`/practices`: the seven weaves."""

    room: Room
    practices: tuple[PracticeLine, ...]


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise in a practice's list; `minutes` 0 means it takes the time it takes, `closed` that it opens later."""

    id: str
    title: str
    minutes: int
    forms: tuple[str, ...]
    depth_words: str
    evidence: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One way to narrow a list: its word, where it leads, and whether it is chosen."""

    label: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """Exercises of about the same length."""

    heading: str
    exercises: tuple[ExerciseLine, ...]


@dataclass(frozen=True, slots=True)
class PracticePage:
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


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One way to do an exercise: "together", "apart", "own-pace" or "solo"."""

    value: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Consent:
    """Who has said yes to an offered exercise; `href` opens it once both have."""

    mine: bool
    theirs: bool
    form: str
    board: str
    href: str | None = None
    opens: str | None = None
    """The hour at which what both seal opens, if there is one."""


@dataclass(frozen=True, slots=True)
class HourChoice:
    """An hour for what two people seal to open: how many days from now, and when that is."""

    days: int
    label: str


@dataclass(frozen=True, slots=True)
class ExercisePage:
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
