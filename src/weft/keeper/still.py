"""What is still somebody's own when two have parted: read on its shelf, and forgotten a shelf at a time.

Some of it lies in their own log, the rest in their own copy of what was shared. What the other keeps too is on no shelf
here: it belongs to both. Nobody is told of anything on these shelves, nor that something was forgotten.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from weft.core.affection.entries import (
    GestureKept,
    GestureLanded,
    GestureWritten,
    HintsShown,
    HourChosen,
    MapSaid,
    MapShown,
)
from weft.core.days import the_date
from weft.core.freetime.entries import (
    CalendarsSaid,
    PlansPut,
    TimeAsked,
    TimeShown,
    TimesMarked,
    UsualSaid,
)
from weft.core.freetime.told import USUAL
from weft.core.journey.entries import EveningShared
from weft.core.journey.leanings import MoreSaid
from weft.core.log.entries import Entry, What, WordsSealed, WordsWritten
from weft.core.moments.entries import CurveKept, VoiceWritten, WhyWritten
from weft.core.parting import kept_by
from weft.core.people import SittingId
from weft.core.plans.entries import ForwardWritten
from weft.core.reservoir.entries import LeftOut, LetterAllowed
from weft.core.sitting.marks import in_words, mark
from weft.keeper import own_things
from weft.keeper.gone_by import going_everywhere, word_for, written
from weft.keeper.home import Home
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened, append
from weft.keeper.own_copies import looking_at, looking_back
from weft.keeper.own_note import OwnCopy
from weft.keeper.ports import EntryRow

MARKS = frozenset({"rate", "guess"})
"""Steps whose words are a place on a line."""


class Shelf(StrEnum):
    """Where a thing of one's own stands; the first five are of the own log, the others of a copy."""

    MAP = "map"
    NOTED = "noted"
    USUAL = "usual"
    MARKED = "marked"
    CALENDARS = "calendars"
    EVENINGS = "evenings"
    SHOWN = "shown"
    FORWARD = "forward"
    GIVEN = "given"
    WORDS = "words"
    TOLD = "told"


OWN: Mapping[Shelf, tuple[type, ...]] = {
    Shelf.MAP: (MapSaid,),
    Shelf.NOTED: (GestureKept, GestureLanded, HourChosen),
    Shelf.USUAL: (UsualSaid,),
    Shelf.MARKED: (TimesMarked,),
    Shelf.CALENDARS: (CalendarsSaid, PlansPut),
}
OF_COPY: Mapping[Shelf, tuple[type, ...]] = {
    Shelf.EVENINGS: (EveningShared,),
    Shelf.SHOWN: (MapShown, HintsShown, TimeShown, TimeAsked, MoreSaid, LeftOut, LetterAllowed),
    Shelf.FORWARD: (ForwardWritten,),
    Shelf.GIVEN: (GestureWritten,),
    Shelf.WORDS: (WordsWritten, WordsSealed),
    Shelf.TOLD: (VoiceWritten, WhyWritten, CurveKept),
}
SHOWED: Mapping[type, str] = {
    MapShown: "What of your map you let be seen.",
    HintsShown: "Which ways you let be known to land with you.",
    TimeShown: "When you showed that you were free.",
    TimeAsked: "The days in which you looked for time.",
    MoreSaid: "What you said you would like more of.",
    LeftOut: "What of yours you left out of the book.",
    LetterAllowed: "Which of your letters you let into the book.",
}
SEALED = "Sealed words. Only your browser opened them."
CURVE = "What you felt along, as a curve."


@dataclass(frozen=True, slots=True)
class Held:
    """A shelf with something on it, in words."""

    shelf: Shelf
    lines: tuple[str, ...] = field(repr=False)


# ---------------------------------------------------------------- in one's own log


async def own(home: Home, opened: Opened) -> tuple[Held, ...]:
    """What lies in this person's own log and has no page of its own now: while two share a cloth, most has."""
    pasts = await looking_back(home.store, opened)
    alone = opened.couple is None
    some = {
        Shelf.MAP: [one.text for one in own_things.wanted(home, opened.own)] if alone else [],
        Shelf.NOTED: list(_noted(opened, pasts)),
        Shelf.USUAL: _kept(opened, "usual") if alone else [],
        Shelf.MARKED: _kept(opened, "mark") if alone else [],
        Shelf.CALENDARS: [one.called for one in opened.own.life.free_time.calendars.calendars]
        if alone
        else [],
    }
    return tuple(Held(shelf, tuple(lines)) for shelf, lines in some.items() if lines)


def _noted(opened: Opened, pasts: Iterable[Opened]) -> Iterator[str]:
    """What this person noted of gestures they can come to no more, each with its words as far as they keep them."""
    said = {key: one for past in pasts for key, one in past.log.life.affection.gestures.items()}
    own = opened.own.life.affection
    for key in sorted(_gone(opened)):
        words = f"“{said[key].text}”" if key in said else "A gesture that is here no more."
        kept = "kept" if key in own.kept else ""
        landed = {"yes": "landed", "no": "did not land"}.get(
            own.landed[key].landed if key in own.landed else "", ""
        )
        noted = ", ".join(filter(None, (kept, landed)))
        yield f"{words} {noted[0].upper()}{noted[1:]}."


def _gone(opened: Opened) -> frozenset[str]:
    """Gestures this person noted something of, which are not among those of the two there are now."""
    own = opened.own.life.affection
    here = opened.couple.log.life.affection.gestures if opened.couple else {}
    return (own.kept | {key for key, one in own.landed.items() if one.landed}) - here.keys()


def _kept(opened: Opened, of: str) -> list[str]:
    every = own_things.of_ones_own(opened.own.life, None)
    return [f"{one.title}. {one.text}" for one in every if one.of == of]


async def forget_own(home: Home, opened: Opened, shelf: Shelf) -> None:
    """Take what stands on a shelf of the own log out for good. One that is empty, or none of these, is no error."""
    if all(one.shelf is not shelf for one in await own(home, opened)):
        return
    gone, kinds = _gone(opened), OWN[shelf]

    def goes(what: What) -> bool:
        if isinstance(what, GestureKept | GestureLanded):
            return shelf is Shelf.NOTED and what.gesture in gone
        return isinstance(what, kinds) and (opened.couple is None or shelf is not Shelf.NOTED)

    shreds = await going_everywhere(home, opened, goes)
    blank = list(_blank(opened, shelf, gone))
    await append(home.store, opened, opened.own, blank, home.clock(), shreds=shreds)
    if shelf is Shelf.CALENDARS:
        opened.calendars_read = opened.plans_put = opened.calendar_typed = None
    opened.painted.clear()


def _blank(opened: Opened, shelf: Shelf, gone: Iterable[str]) -> Iterator[What]:
    """What stands in the place of what was, so that it is gone in every browser of theirs at once."""
    own = opened.own.life.affection
    match shelf:
        case Shelf.MAP:
            yield MapSaid({}, ())
        case Shelf.NOTED:
            for key in sorted(gone):
                if key in own.kept:
                    yield GestureKept(key, False)
                if key in own.landed:
                    yield GestureLanded(key, own.landed[key].way, "")
        case Shelf.USUAL:
            yield USUAL
        case Shelf.MARKED:
            yield TimesMarked((), ())
        case _:
            yield CalendarsSaid(())
            yield PlansPut("", "", ())


# ---------------------------------------------------------------- in a copy of what was shared


async def of_copy(home: Home, opened: Opened, one: OwnCopy) -> tuple[Held, ...]:
    """What of a space that has closed is this person's alone: the other never had it, or keeps it in no case."""
    mine = [entry for _, entry in await _only_mine(home, opened, one)]
    shelves = (
        (shelf, [each for each in mine if isinstance(each.what, kinds)]) for shelf, kinds in OF_COPY.items()
    )
    return tuple(Held(shelf, tuple(_lines(some))) for shelf, some in shelves if some)


async def forget_of_copy(home: Home, opened: Opened, one: OwnCopy, shelf: Shelf) -> None:
    """Take what stands on a shelf of a copy out for good. An empty one, or none of these, is no error."""
    kinds = OF_COPY.get(shelf, ())
    mine = await _only_mine(home, opened, one)
    shreds = [word_for(opened, row) for row, entry in mine if isinstance(entry.what, kinds)]
    await home.store.append([], shreds=shreds)


async def _only_mine(home: Home, opened: Opened, one: OwnCopy) -> list[tuple[EntryRow, Entry]]:
    past = await looking_at(home.store, opened, one.couple)
    if past is None:
        return []
    rows = await home.store.read_copy(opened.person, one.couple)
    lines = list(written(past.log, rows))
    entries = [entry for _, entry in lines]
    lived = past.log.life.woven
    theirs = kept_by(past.side.other, entries, lived, _perhaps_open(past, entries), one.note.at)
    return [(row, entry) for row, entry in lines if entry.author is past.side and entry.id not in theirs]


def _perhaps_open(past: Opened, entries: Iterable[Entry]) -> dict[SittingId, frozenset[str]]:
    """Words in what never came to its end that may be the other's too.

    Which words were open then is not known any more. Where the other's are here, so may this person's be with them.
    """
    words = [one for one in entries if isinstance(one.what, WordsWritten | WordsSealed)]
    open_to_both = {_sitting(one) for one in words if one.author is past.side.other}
    left = {_sitting(one) for one in words} - past.log.life.woven.keys()
    return {
        sitting: frozenset(_key(one) for one in words if sitting in open_to_both and _sitting(one) == sitting)
        for sitting in left
    }


def _sitting(one: Entry) -> SittingId:
    assert isinstance(one.what, WordsWritten | WordsSealed)
    return one.what.sitting


def _key(one: Entry) -> str:
    assert isinstance(one.what, WordsWritten | WordsSealed)
    return one.what.key


def _lines(some: Iterable[Entry]) -> list[str]:
    """Each in words, and what reads alike once."""
    return list(dict.fromkeys(_line(one.what) for one in some))


def _line(what: What) -> str:
    match what:
        case EveningShared():
            return f"What of {day_words(the_date(what.day))} you let count for both."
        case ForwardWritten() | GestureWritten() | WhyWritten():
            return what.text
        case VoiceWritten():
            return " ".join(filter(None, (what.text, what.remember)))
        case WordsWritten():
            return _marked(what) if what.step in MARKS else what.text
        case WordsSealed():
            return SEALED
        case CurveKept():
            return CURVE
        case _:
            return SHOWED.get(type(what), "")


def _marked(what: WordsWritten) -> str:
    said = in_words(mark(what.text))
    return f"{said[0].upper()}{said[1:]}"
