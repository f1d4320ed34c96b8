"""A past: one cloth and its words as one of the two took them along, and what a log keeps when it is brought again.

It can only be looked at. Nothing in it is signed by the other person, and nothing says when somebody wrote: a day and a
part of the day, as the cloth's own labels have it. Refuses to know of files and keys.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from weft.core.people import LogId, Person, Side, SittingId
from weft.core.possible import is_key
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Cloth, Thread, said_day, weave


@dataclass(frozen=True, slots=True)
class PastWords:
    """What one of them wrote in a sitting. ``own_eyes``: for the writer alone, who is the one with this copy."""

    by: Side
    key: str
    step: str
    text: str = field(repr=False)
    own_eyes: bool = False


@dataclass(frozen=True, slots=True)
class PastSitting:
    """Something lived, on a day where it was lived, with the words this person could see."""

    sitting: SittingId
    day: date
    part: str
    """The part of the day: morning, noon, afternoon, evening, night."""
    exercise: str
    title: str
    practice: Practice
    form: str
    minutes: int
    first: Side | None
    words: tuple[PastWords, ...]
    felt: str | None = None
    """Whether its owner felt understood, which nobody else ever saw."""


@dataclass(frozen=True, slots=True)
class LooseWords:
    """Its owner's own words from a sitting that came to no end."""

    day: date
    step: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PastWhy:
    """A line one of them left at a second of the title's own time."""

    by: Side
    second: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PastFelt:
    """What was felt along a title, as its owner may see it: both curves once both were open, else their own alone.

    A curve is ``core.moments.curve.packed``, empty where there is none; knots are seconds, in their order.
    """

    moment: str
    day: date
    title: str
    left: str = field(repr=False)
    right: str = field(repr=False)
    left_knots: tuple[int, ...] = ()
    right_knots: tuple[int, ...] = ()
    whys: tuple[PastWhy, ...] = ()


@dataclass(frozen=True, slots=True)
class PastEvening:
    """One evening of its owner's own, as they said it; None where nothing was said.

    ``near`` and ``met`` go from 0 to 100, ``stress`` from 0 to 3; ``hours`` the two had together, about.
    """

    day: date
    near: int | None = field(default=None, repr=False)
    met: int | None = field(default=None, repr=False)
    did: tuple[Practice, ...] = field(default=(), repr=False)
    stress: int | None = field(default=None, repr=False)
    hours: int | None = field(default=None, repr=False)
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class PastKept:
    """Something agreed, said or marked besides what was lived, in words: ``of`` is the shelf it stands on."""

    of: str
    day: date | None
    title: str = field(repr=False)
    text: str = field(default="", repr=False)


SHELVES = {
    "season": "Rhythm and seasons",
    "look-back": "Looking back, for your own eyes",
    "experiment": "What you two tried",
    "plan": "Plans",
    "forward": "Looked forward to",
    "idea": "Ideas of your own",
    "list": "Lists you two brought",
    "want": "What you would like",
    "leaning": "What you wished of Today",
    "usual": "When you are usually not free",
    "mark": "Times you marked by hand",
}
"""Every ``of``, in the order in which they are read, and what it is called."""


@dataclass(frozen=True, slots=True)
class Past:
    """One cloth from its first day to the day of the copy, in the order it was woven. ``mine`` is the owner's edge."""

    log: LogId
    mine: Side
    left: Person
    right: Person | None
    seed: int
    since: date
    until: date
    lived: tuple[PastSitting, ...] = ()
    loose: tuple[LooseWords, ...] = ()
    felt: tuple[PastFelt, ...] = ()
    evenings: tuple[PastEvening, ...] = ()
    kept: tuple[PastKept, ...] = ()


# ---------------------------------------------------------------- as a log keeps it


@dataclass(frozen=True, slots=True)
class PastBrought:
    """Own log only: a person brought a cloth from a copy. What was lived and written in it follows."""

    KIND: ClassVar[str] = "past-brought"
    VERSION: ClassVar[int] = 1
    past: Past


@dataclass(frozen=True, slots=True)
class PastLived:
    """Own log only: one sitting of a past that was brought."""

    KIND: ClassVar[str] = "past-lived"
    VERSION: ClassVar[int] = 1
    log: LogId
    lived: PastSitting


@dataclass(frozen=True, slots=True)
class PastLoose:
    """Own log only: words of one's own from a past that was brought."""

    KIND: ClassVar[str] = "past-loose"
    VERSION: ClassVar[int] = 1
    log: LogId
    words: LooseWords


@dataclass(frozen=True, slots=True)
class PastCurves:
    """Own log only: what was felt along one title, from a past that was brought."""

    KIND: ClassVar[str] = "past-curves"
    VERSION: ClassVar[int] = 1
    log: LogId
    felt: PastFelt


@dataclass(frozen=True, slots=True)
class PastBesides:
    """Own log only: evenings and what was agreed, said or marked, some of it, from a past that was brought."""

    KIND: ClassVar[str] = "past-besides"
    VERSION: ClassVar[int] = 1
    log: LogId
    evenings: tuple[PastEvening, ...] = ()
    kept: tuple[PastKept, ...] = ()


Brought = PastBrought | PastLived | PastLoose | PastCurves | PastBesides
AT_ONCE = 64
"""Evenings, or other things kept, in one entry."""


def as_entries(past: Past) -> list[Brought]:
    """A past as a log keeps it: its frame, then each sitting, each loose line, each title felt along, and the rest."""
    frame = replace(past, lived=(), loose=(), felt=(), evenings=(), kept=())
    lived = [PastLived(past.log, one) for one in past.lived]
    loose = [PastLoose(past.log, one) for one in past.loose]
    felt = [PastCurves(past.log, one) for one in past.felt]
    return [PastBrought(frame), *lived, *loose, *felt, *_besides(past)]


def _besides(past: Past) -> Iterator[PastBesides]:
    for at in range(0, len(past.evenings), AT_ONCE):
        yield PastBesides(past.log, evenings=past.evenings[at : at + AT_ONCE])
    for at in range(0, len(past.kept), AT_ONCE):
        yield PastBesides(past.log, kept=past.kept[at : at + AT_ONCE])


FIRST_YEAR, LAST_YEAR = 1900, 2199


def can_be(what: Brought) -> bool:
    """Whether an entry can have been lived: on days there are, under keys that lead somewhere. A copy is only a file."""
    match what:
        case PastBrought():
            return is_key(what.past.log) and _are_days(what.past.since, what.past.until)
        case PastLived():
            return is_key(what.lived.sitting) and _are_days(what.lived.day)
        case PastLoose():
            return _are_days(what.words.day)
        case PastCurves():
            return _are_days(what.felt.day)
        case PastBesides():
            return _are_days(*(one.day for one in what.evenings), *(one.day for one in what.kept))


def _are_days(*some: date | None) -> bool:
    return all(one is None or FIRST_YEAR <= one.year <= LAST_YEAR for one in some)


def with_brought(before: dict[LogId, Past], brought: Iterable[Brought]) -> dict[LogId, Past]:
    """The pasts after these entries; what cannot be is passed over, and so is what belongs to no past that was brought."""
    pasts = dict(before)
    lived: dict[LogId, list[PastSitting]] = {}
    loose: dict[LogId, list[LooseWords]] = {}
    felt: dict[LogId, list[PastFelt]] = {}
    for what in filter(can_be, brought):
        match what:
            case PastBrought():
                pasts.setdefault(what.past.log, what.past)
            case PastLived() if what.log in pasts:
                lived.setdefault(what.log, []).append(what.lived)
            case PastLoose() if what.log in pasts:
                loose.setdefault(what.log, []).append(what.words)
            case PastCurves() if what.log in pasts:
                felt.setdefault(what.log, []).append(what.felt)
            case PastBesides() if what.log in pasts:
                one = pasts[what.log]
                evenings, kept = (*one.evenings, *what.evenings), (*one.kept, *what.kept)
                pasts[what.log] = replace(one, evenings=evenings, kept=kept)
            case _:
                pass
    for log in lived.keys() | loose.keys() | felt.keys():
        one = pasts[log]
        pasts[log] = replace(
            one,
            lived=_once(one.lived, lived.get(log, ())),
            loose=(*one.loose, *loose.get(log, ())),
            felt=(*one.felt, *felt.get(log, ())),
        )
    return pasts


def _once(before: Sequence[PastSitting], fresh: Sequence[PastSitting]) -> tuple[PastSitting, ...]:
    by_sitting = {one.sitting: one for one in (*fresh, *before)}
    return tuple(by_sitting[sitting] for sitting in dict.fromkeys(one.sitting for one in (*before, *fresh)))


# ---------------------------------------------------------------- its cloth


def past_cloth(past: Past, ends: int) -> Cloth:
    """The cloth of a past, to the day it was copied: the same wherever and whenever it is drawn."""
    return weave(
        (_thread(one) for one in past.lived),
        left=past.left.dye,
        right=past.right.dye if past.right else None,
        seed=past.seed,
        since=past.since,
        until=past.until,
        ends=ends,
    )


def _thread(one: PastSitting) -> Thread:
    caption = f"{one.title}, {said_day(one.day)} {one.day.year}"
    return Thread(one.sitting, one.day, one.practice, one.minutes, one.first, caption)
