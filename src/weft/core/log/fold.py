"""From entries to what is true now. The couple's log and a person's own log fold the same way."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, get_args

from weft.core.affection.entries import GestureWoven, NearWoven
from weft.core.affection.gestures import GESTURE_MINUTES, NEAR_TITLE, TITLES, Way
from weft.core.affection.possible import can_be as can_be_given
from weft.core.log import flat, parts
from weft.core.log.entries import (
    CoupleJoined,
    Entry,
    LifeStageSaid,
    LockChosen,
    PersonNamed,
    PromptsDrawn,
    SittingWoven,
    SuggestionSetAside,
    UnderstandingFelt,
    Understood,
    WordsSealed,
    WordsTakenBack,
    WordsWritten,
    joined_people,
)
from weft.core.log.flat import Flat, FlatWords, FlatWoven, Words, Woven
from weft.core.log.life import LOCK_MINUTES, AllWoven, Life
from weft.core.log.possible import can_be
from weft.core.moments.entries import MomentWhat
from weft.core.moments.told import newly_woven
from weft.core.people import Person, Side, SittingId
from weft.core.plans.entries import PlanWhat
from weft.core.plans.made import Line, lived, with_plans

__all__ = ["LETTERS", "LOCK_MINUTES", "Life", "Words", "Woven", "at_minute", "fold", "with_letters"]

NEAR_THREAD: flat.Lived = ("gesture", NEAR_TITLE, "affection", "gesture", GESTURE_MINUTES, None, "")
"""Two who were near, as the loom takes it: one length for all, and nobody was first."""

LETTERS = "letters"
"""Two letters that opened, where a sitting names its exercise."""
LETTERS_MINUTES = 40
"""As long as two letters count in the cloth: twice the softer thing, eight picks for each."""
LETTERS_THREAD: flat.Lived = (LETTERS, "Letters", "softer", LETTERS, LETTERS_MINUTES, None, "")
"""Two letters that opened, as the loom takes them: always both, and nobody was first."""

DAY_S = 86_400

MOMENT_MINUTES = 90
"""As long as a moment counts in the cloth, however long it was."""

Key = TypeVar("Key")
Told = TypeVar("Told")


def fold(entries: Iterable[Entry], life: Life | None = None) -> Life:
    """What is true after these entries, in their order, on top of what was true before.

    Folding in pieces is folding whole. ``life`` is left as it was. What cannot be is passed over. What a subject brings whole is in core/log/parts.py.
    """
    new = _New(life or Life())
    for entry in entries:
        new.since = new.since or flat.instant(entry.at)
        if can_be(entry.what):
            TAKE.get(type(entry.what), _New.other)(new, entry, entry.what)
    return new.life()


class _New:
    """What some entries bring, gathered kind by kind before any of it is laid over what was true before."""

    def __init__(self, start: Life) -> None:
        self.start = start
        self.people: dict[Side, Person] = {}
        self.felt: dict[SittingId, Understood] = {}
        self.aside: dict[str, int] = {}
        self.drawn: dict[str, int] = {}
        self.seed, self.since = start.seed, start.since
        self.lock_minutes, self.stages = start.lock_minutes, start.stages
        self.words: dict[SittingId, FlatWords] = {}
        self.woven: dict[SittingId, FlatWoven] = {}
        self.told: list[Line] = []
        self.others: list[Entry] = []
        once: dict[Any, Any] = {}
        self.same = once.setdefault
        """What is said again and again is kept once: ids, instants, places, exercises."""

    def take_words(self, entry: Entry, what: WordsWritten | WordsSealed) -> None:
        same = self.same
        sitting, at = same(what.sitting, what.sitting), same(entry.at, entry.at)
        place = flat.place(entry.author, what)
        self.words[sitting] = (*self._said(sitting), at, same(place, place), _lying(what))

    def take_back(self, entry: Entry, what: WordsTakenBack) -> None:
        self.words[what.sitting] = flat.without(self._said(what.sitting), entry.author, what.key)

    def _said(self, sitting: SittingId) -> FlatWords:
        return self.words[sitting] if sitting in self.words else self.start.words.rows.get(sitting, ())

    def take_woven(self, entry: Entry, what: SittingWoven) -> None:
        same = self.same
        sitting, at = same(what.sitting, what.sitting), same(entry.at, entry.at)
        thread = flat.lived(what)
        self.woven.setdefault(sitting, (at, same(thread, thread)))

    def take_gesture(self, entry: Entry, what: GestureWoven) -> None:
        if can_be_given(what):
            self.woven.setdefault(SittingId(what.gesture), (entry.at, _gesture_thread(entry.author, what)))
        self.others.append(entry)

    def take_near(self, entry: Entry, what: NearWoven) -> None:
        if can_be_given(what):
            self.woven.setdefault(SittingId(what.near), (entry.at, NEAR_THREAD))
        self.others.append(entry)

    def take_drawn(self, entry: Entry, what: PromptsDrawn) -> None:
        self.drawn.update(dict.fromkeys(what.prompts, entry.at // DAY_S))

    def take_name(self, entry: Entry, what: PersonNamed) -> None:
        self.people[entry.author] = Person.from_words(what.name, what.dye)

    def take_both(self, _: Entry, what: CoupleJoined) -> None:
        self.people.update(joined_people(what))
        self.seed = what.seed

    def take_felt(self, _: Entry, what: UnderstandingFelt) -> None:
        self.felt[what.sitting] = what.felt

    def take_aside(self, _: Entry, what: SuggestionSetAside) -> None:
        self.aside[what.exercise] = what.day

    def take_lock(self, _: Entry, what: LockChosen) -> None:
        self.lock_minutes = what.minutes

    def take_stage(self, _: Entry, what: LifeStageSaid) -> None:
        self.stages = self.stages | {what.stage} if what.so else self.stages - {what.stage}

    def take_told(self, entry: Entry, what: MomentWhat | PlanWhat) -> None:
        self.told.append((entry.author, entry.at, what))

    def other(self, entry: Entry, _: object) -> None:
        self.others.append(entry)

    def life(self) -> Life:
        """What was true before, and this over it."""
        start = self.start
        plans, moments = start.plans, start.moments
        if self.told:
            plans, moments = with_plans(plans, moments, self.told)
        for one in newly_woven(start.moments, moments):
            thread = ("moment", one.made.title, "moments", "moment", MOMENT_MINUTES, None, "")
            self.woven.setdefault(SittingId(one.id), (one.woven_at or 0, thread))
        all_woven, latest = _with_woven(start, self.woven)
        return replace(
            start,
            people=_with(start.people, self.people),
            seed=self.seed,
            since=self.since,
            woven=all_woven,
            words=Flat(start.words.rows | self.words, flat.words) if self.words else start.words,
            felt=_with(start.felt, self.felt),
            aside=_with(start.aside, self.aside),
            lock_minutes=self.lock_minutes,
            latest=latest,
            played=_played(start, self.woven),
            drawn=_with(start.drawn, self.drawn),
            stages=self.stages,
            plans=plans,
            moments=moments,
            **parts.after(start, self.others),
        )


TAKE: dict[type, Callable[[_New, Entry, Any], None]] = {
    WordsWritten: _New.take_words,
    WordsSealed: _New.take_words,
    WordsTakenBack: _New.take_back,
    SittingWoven: _New.take_woven,
    GestureWoven: _New.take_gesture,
    NearWoven: _New.take_near,
    PromptsDrawn: _New.take_drawn,
    PersonNamed: _New.take_name,
    CoupleJoined: _New.take_both,
    UnderstandingFelt: _New.take_felt,
    SuggestionSetAside: _New.take_aside,
    LockChosen: _New.take_lock,
    LifeStageSaid: _New.take_stage,
    # A plan that is over is a moment, so what is told and what is planned are folded together.
    **dict.fromkeys(get_args(MomentWhat | PlanWhat), _New.take_told),
}
"""The kinds that are folded here; any other is one subject's alone, or says nothing to a page."""


def at_minute(life: Life, now: int) -> Life:
    """The same life at a later minute since 1970: plans whose time is over have become moments. Writes nothing."""
    if now < life.plans.due:
        return life
    plans, moments = lived(life.plans, life.moments, now)
    return replace(life, plans=plans, moments=moments)


def with_letters(life: Life, opened: Mapping[SittingId, int]) -> Life:
    """The same life with the letters that opened in it: by their bands, each at its minute since 1970.

    They are no entries of the log (docs/decisions/0052), and nothing but the cloth has them: they are no exercise that
    was done. The very same life where all of them are in it already.
    """
    woven = {band: (minute * 60, LETTERS_THREAD) for band, minute in opened.items()}
    every, _ = _with_woven(life, woven)
    return life if every is life.woven else replace(life, woven=every)


def _with(before: dict[Key, Told], new: dict[Key, Told]) -> dict[Key, Told]:
    """What was true with what is new; the very same object where nothing is, which whoever draws from it can tell."""
    return before | new if new else before


def _gesture_thread(receiver: Side, what: GestureWoven) -> flat.Lived:
    """A gesture as the loom takes it, from whoever gave it."""
    title = TITLES[Way.read(what.way)]
    return ("gesture", title, "affection", "gesture", GESTURE_MINUTES, receiver is Side.RIGHT, "")


def _lying(what: WordsWritten | WordsSealed) -> bytes | int:
    return what.text.encode() if isinstance(what, WordsWritten) else what.holder


def _with_woven(start: Life, woven: dict[SittingId, FlatWoven]) -> tuple[AllWoven, dict[str, Woven]]:
    """All that is woven, and the newest of each practice. What was woven before is never woven anew."""
    fresh = {sitting: one for sitting, one in woven.items() if sitting not in start.woven}
    if not fresh:
        return start.woven, start.latest
    in_order = dict(sorted(fresh.items(), key=_instant))
    newest = {one[1][2]: (sitting, one) for sitting, one in in_order.items()}
    latest = start.latest | {
        practice: flat.woven(*one)
        for practice, one in newest.items()
        if practice not in start.latest or start.latest[practice].at <= flat.instant(one[1][0])
    }
    return Flat(_after(start.woven.rows, in_order), flat.woven), latest


def _played(start: Life, woven: dict[SittingId, FlatWoven]) -> dict[str, int]:
    """When each exercise was last done."""
    played = dict(start.played) if woven else start.played
    for sitting, (at, one) in woven.items():
        if sitting not in start.woven:
            played[one[0]] = max(at, played.get(one[0], at))
    return played


def _after(
    before: dict[SittingId, FlatWoven], fresh: dict[SittingId, FlatWoven]
) -> dict[SittingId, FlatWoven]:
    """All of both, in order. Only letters, and what a wrong clock wrote, may come before what was there."""
    rows = before | fresh
    newest, first = next(reversed(before.items()), None), next(iter(fresh.items()))
    in_order = newest is None or _instant(newest) <= _instant(first)
    return rows if in_order else dict(sorted(rows.items(), key=_instant))


def _instant(row: tuple[SittingId, FlatWoven]) -> tuple[int, str]:
    """Of one second, letters come last and by their ids: when they were read must not show in their order."""
    key, (at, lived) = row
    return at, key if lived is LETTERS_THREAD else ""
