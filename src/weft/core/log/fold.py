"""From entries to what is true now. The couple's log and a person's own log fold the same way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, cast, get_args

from weft.core.affection.entries import GestureWoven, NearWoven
from weft.core.affection.gestures import GESTURE_MINUTES, NEAR_TITLE, TITLES, Affection, Way
from weft.core.affection.possible import can_be as can_be_given
from weft.core.freetime.told import FreeTime
from weft.core.ideas import Idea
from weft.core.journey.journey import Journey
from weft.core.journey.leanings import Leanings
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
from weft.core.log.possible import can_be
from weft.core.moments.entries import MomentWhat
from weft.core.moments.told import Moments, newly_woven
from weft.core.past import Past
from weft.core.people import LogId, Person, Side, SittingId
from weft.core.pictures import Picture, PictureId
from weft.core.plans.entries import PlanWhat
from weft.core.plans.made import Line, Plans, lived, with_plans
from weft.core.reservoir.entries import Keeping
from weft.core.wishes import ListBrought

__all__ = ["LETTERS", "LOCK_MINUTES", "Life", "Words", "Woven", "at_minute", "fold", "with_letters"]

NEAR_THREAD: flat.Lived = ("gesture", NEAR_TITLE, "affection", "gesture", GESTURE_MINUTES, None, "")
"""Two who were near, as the loom takes it: one length for all, and nobody was first."""

LETTERS = "letters"
"""Two letters that opened, where a sitting names its exercise."""
LETTERS_MINUTES = 40
"""As long as two letters count in the cloth: twice the softer thing, eight picks for each."""
LETTERS_THREAD: flat.Lived = (LETTERS, "Letters", "softer", LETTERS, LETTERS_MINUTES, None, "")
"""Two letters that opened, as the loom takes them: always both, and nobody was first."""

LOCK_MINUTES = 15
"""Minutes without a touch before a sign-in locks, until its owner chooses otherwise."""

DAY_S = 86_400

MOMENT_MINUTES = 90
"""As long as a moment counts in the cloth, however long it was."""

Key = TypeVar("Key")
Told = TypeVar("Told")

AllWords = Flat[FlatWords, tuple[Words, ...]]
AllWoven = Flat[FlatWoven, Woven]


@dataclass(frozen=True, slots=True)
class Life:
    """All that a log says, by what a page asks for. Treat it as frozen: fold makes a new one."""

    people: dict[Side, Person] = field(default_factory=dict)
    seed: int = 0
    since: datetime | None = None
    woven: AllWoven = field(default_factory=lambda: Flat({}, flat.woven))
    """The oldest first, by their instants. The same object as before a fold which wove nothing."""
    words: AllWords = field(default_factory=lambda: Flat({}, flat.words))
    felt: dict[SittingId, Understood] = field(default_factory=dict)
    aside: dict[str, int] = field(default_factory=dict)
    lock_minutes: int = LOCK_MINUTES
    latest: dict[str, Woven] = field(default_factory=dict)
    """The newest sitting of each practice."""
    played: dict[str, int] = field(default_factory=dict)
    """The instant of the newest sitting of each exercise."""
    drawn: dict[str, int] = field(default_factory=dict)
    """The day, since 1970, on which each prompt was last drawn."""
    pasts: dict[LogId, Past] = field(default_factory=dict)
    """Own log only: cloths this person brought from a copy, to look at."""
    stages: frozenset[str] = frozenset()
    """The times of life that were said to be so now."""
    pictures: dict[PictureId, Picture] = field(default_factory=dict)
    """In the order in which they were put; those taken back are not among them."""
    lists: dict[str, ListBrought] = field(default_factory=dict)
    """Titles one of the two brought for both to mark, in their order."""
    ideas: dict[str, Idea] = field(default_factory=dict)
    """What the two added to the ideas there are, in their order."""
    ideas_gone: int = 0
    """How often one of them was put away."""
    moments: Moments = field(default_factory=dict)
    """In the order they were made; each says itself what a viewer may see."""
    keeping: Keeping = field(default_factory=Keeping)
    """What was chosen about things kept: their day, a month's word, the book."""
    affection: Affection = field(default_factory=Affection)
    """Gestures, the map, and what lands; each says itself what a viewer may see."""
    free_time: FreeTime = field(default_factory=FreeTime)
    """The horizon that is asked for, what was shown, and one's own side of it."""
    plans: Plans = field(default_factory=Plans)
    """What the two mean to do; what was agreed and is over is among the moments."""
    journey: Journey = field(default_factory=Journey)
    """Evenings, rhythm and seasons, experiments; each says itself what a viewer may see."""
    leanings: Leanings = field(default_factory=Leanings)
    """What each would like Today to offer: what was said to both in the couple's log, the rest in one's own."""


TOLD = frozenset(get_args(MomentWhat | PlanWhat))
"""What is told and what is planned are folded together: a plan that is over is a moment."""


def fold(entries: Iterable[Entry], life: Life | None = None) -> Life:
    """What is true after these entries, in their order, on top of what was true before.

    Folding in pieces is folding whole. ``life`` is left as it was. What cannot be is passed over. What a subject brings whole is in core/log/parts.py.
    """
    start = life or Life()
    people: dict[Side, Person] = {}
    felt: dict[SittingId, Understood] = {}
    aside: dict[str, int] = {}
    drawn: dict[str, int] = {}
    seed, since, lock_minutes, stages = start.seed, start.since, start.lock_minutes, start.stages
    words: dict[SittingId, FlatWords] = {}
    woven: dict[SittingId, FlatWoven] = {}
    once: dict[Any, Any] = {}
    told: list[Line] = []
    others: list[Entry] = []
    same = once.setdefault  # What is said again and again is kept once: ids, instants, places, exercises.
    for entry in entries:
        since = since or flat.instant(entry.at)
        if not can_be(entry.what):
            continue
        match entry.what:
            case WordsWritten() | WordsSealed() as what:
                sitting, at = same(what.sitting, what.sitting), same(entry.at, entry.at)
                place = flat.place(entry.author, what)
                before = _said(start, words, sitting)
                words[sitting] = (*before, at, same(place, place), _lying(what))
            case SittingWoven() as what:
                sitting, at = same(what.sitting, what.sitting), same(entry.at, entry.at)
                lived = flat.lived(what)
                woven.setdefault(sitting, (at, same(lived, lived)))
            case WordsTakenBack() as what:
                sitting = what.sitting
                before = _said(start, words, sitting)
                words[sitting] = flat.without(before, entry.author, what.key)
            case PromptsDrawn() as what:
                drawn.update(dict.fromkeys(what.prompts, entry.at // DAY_S))
            case PersonNamed() as what:
                people[entry.author] = Person.from_words(what.name, what.dye)
            case CoupleJoined() as what:
                people.update(joined_people(what))
                seed = what.seed
            case UnderstandingFelt() as what:
                felt[what.sitting] = what.felt
            case SuggestionSetAside() as what:
                aside[what.exercise] = what.day
            case LockChosen() as what:
                lock_minutes = what.minutes
            case LifeStageSaid() as what:
                stages = stages | {what.stage} if what.so else stages - {what.stage}
            case what if type(what) in TOLD:
                told.append(cast(Line, (entry.author, entry.at, what)))
            case GestureWoven() as what if can_be_given(what):
                woven.setdefault(SittingId(what.gesture), (entry.at, _gesture_thread(entry.author, what)))
                others.append(entry)
            case NearWoven() as what if can_be_given(what):
                woven.setdefault(SittingId(what.near), (entry.at, NEAR_THREAD))
                others.append(entry)
            case _:
                others.append(entry)
    plans, moments = with_plans(start.plans, start.moments, told) if told else (start.plans, start.moments)
    for one in newly_woven(start.moments, moments):
        thread = ("moment", one.made.title, "moments", "moment", MOMENT_MINUTES, None, "")
        woven.setdefault(SittingId(one.id), (one.woven_at or 0, thread))
    all_words = Flat(start.words.rows | words, flat.words) if words else start.words
    all_woven, latest = _with_woven(start, woven)
    return replace(
        start,
        people=_with(start.people, people),
        seed=seed,
        since=since,
        woven=all_woven,
        words=all_words,
        felt=_with(start.felt, felt),
        aside=_with(start.aside, aside),
        lock_minutes=lock_minutes,
        latest=latest,
        played=_played(start, woven),
        drawn=_with(start.drawn, drawn),
        stages=stages,
        plans=plans,
        moments=moments,
        **parts.after(start, others),
    )


def _with(before: dict[Key, Told], new: dict[Key, Told]) -> dict[Key, Told]:
    """What was true with what is new; the very same object where nothing is, which whoever draws from it can tell."""
    return before | new if new else before


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


def _gesture_thread(receiver: Side, what: GestureWoven) -> flat.Lived:
    """A gesture as the loom takes it, from whoever gave it."""
    title = TITLES[Way.read(what.way)]
    return ("gesture", title, "affection", "gesture", GESTURE_MINUTES, receiver is Side.RIGHT, "")


def _said(start: Life, words: dict[SittingId, FlatWords], sitting: SittingId) -> FlatWords:
    return words[sitting] if sitting in words else start.words.rows.get(sitting, ())


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
