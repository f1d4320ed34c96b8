"""From entries to what is true now. The couple's log and a person's own log fold the same way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from weft.core.log.entries import (
    CoupleJoined,
    Entry,
    LockChosen,
    PersonNamed,
    SittingWoven,
    SuggestionSetAside,
    UnderstandingFelt,
    Understood,
    WordsTakenBack,
    WordsWritten,
    joined_people,
)
from weft.core.people import Person, Side, SittingId

LOCK_MINUTES = 15
"""Minutes without a touch before a sign-in locks, until its owner chooses otherwise."""


@dataclass(frozen=True, slots=True)
class Words:
    """Something one person wrote, where in the sitting, and when."""

    entry: str
    author: Side
    at: datetime
    key: str
    step: str
    text: str


@dataclass(frozen=True, slots=True)
class Woven:
    """A sitting that came to its end."""

    entry: str
    at: datetime
    what: SittingWoven


@dataclass(frozen=True, slots=True)
class Life:
    """All that a log says, by what a page asks for. Treat it as frozen: fold makes a new one."""

    people: dict[Side, Person] = field(default_factory=dict)
    seed: int = 0
    since: datetime | None = None
    woven: dict[SittingId, Woven] = field(default_factory=dict)
    words: dict[SittingId, tuple[Words, ...]] = field(default_factory=dict)
    felt: dict[SittingId, Understood] = field(default_factory=dict)
    aside: dict[str, int] = field(default_factory=dict)
    lock_minutes: int = LOCK_MINUTES


def fold(entries: Iterable[Entry], life: Life | None = None) -> Life:
    """What is true after these entries, in their order, on top of what was true before.

    Folding in pieces is folding whole. ``life`` is left as it was.
    """
    start = life or Life()
    people, woven, words = dict(start.people), dict(start.woven), dict(start.words)
    felt, aside = dict(start.felt), dict(start.aside)
    seed, since, lock_minutes = start.seed, start.since, start.lock_minutes
    for entry in entries:
        since = since or entry.at
        match entry.what:
            case WordsWritten() as what:
                said = Words(entry.id, entry.author, entry.at, what.key, what.step, what.text)
                words[what.sitting] = (*words.get(what.sitting, ()), said)
            case WordsTakenBack() as what:
                left = (one for one in words.get(what.sitting, ()) if _other(one, entry.author, what.key))
                words[what.sitting] = tuple(left)
            case SittingWoven() as what:
                woven.setdefault(what.sitting, Woven(entry.id, entry.at, what))
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
    return Life(people, seed, since, woven, words, felt, aside, lock_minutes)


def _other(words: Words, author: Side, key: str) -> bool:
    return (words.author, words.key) != (author, key)
