"""Which entries of the log itself can be: people with a name and a dye, sittings of a practice, minutes there are.

Of what a subject brings, its own ``can_be`` says so where it is folded.
"""

from collections.abc import Callable, Iterable
from typing import Any

from weft.core.log.entries import (
    CoupleJoined,
    HalfBrought,
    HalvesGiven,
    LifeStageSaid,
    LockChosen,
    PersonNamed,
    PromptsDrawn,
    SittingWoven,
    SuggestionSetAside,
    UnderstandingFelt,
    WordsSealed,
    WordsTakenBack,
    WordsWritten,
)
from weft.core.possible import MOST_KEY, are_words, is_day, is_key, is_minute
from weft.core.practice import Practice
from weft.core.tapestry.dye import Dye

MOST_PLACE = 4 * MOST_KEY
"""Letters of where in a script words stand, and of an id that leads nowhere."""
MOST_MINUTES = 31 * 24 * 60
"""Of one sitting, at one's own pace: as long as any may take."""
MOST_DRAWN = 1_000
LOCK_MOST = 24 * 60

PRACTICES, DYES = frozenset(map(str, Practice)), frozenset(map(str, Dye))


def can_be(what: object) -> bool:
    """Whether an entry can have been meant; of what isn't the log's own nothing is asked here."""
    asked = _ASKED.get(type(what))
    return asked is None or asked(what)


def _named(what: PersonNamed) -> bool:
    return _person(what.name, what.dye)


def _joined(what: CoupleJoined) -> bool:
    return _person(what.left_name, what.left_dye) and _person(what.right_name, what.right_dye)


def _person(name: str, dye: str) -> bool:
    return bool(name.strip()) and are_words(name) and dye in DYES


def _written(what: WordsWritten) -> bool:
    return _placed(what) and len(what.step) <= MOST_PLACE and are_words(what.text)


def _sealed(what: WordsSealed) -> bool:
    held = what.holder in (1, 2) and (what.earliest == 0 or is_minute(what.earliest))
    return _placed(what) and len(what.step) <= MOST_PLACE and held


def _placed(what: WordsWritten | WordsSealed | HalfBrought | WordsTakenBack) -> bool:
    return is_key(what.sitting) and len(what.key) <= MOST_PLACE


def _halves(what: HalvesGiven) -> bool:
    return is_key(what.sitting) and _short(what.halves)


def _woven(what: SittingWoven) -> bool:
    said = bool(what.title.strip()) and are_words(what.title)
    whole = what.practice in PRACTICES and 0 < what.minutes <= MOST_MINUTES
    return is_key(what.sitting) and said and whole and _short((what.exercise, what.form, what.script))


def _drawn(what: PromptsDrawn) -> bool:
    return is_key(what.sitting) and len(what.prompts) <= MOST_DRAWN and _short(what.prompts)


def _felt(what: UnderstandingFelt) -> bool:
    return is_key(what.sitting)


def _aside(what: SuggestionSetAside) -> bool:
    return len(what.exercise) <= MOST_PLACE and is_day(what.day)


def _lock(what: LockChosen) -> bool:
    return 0 < what.minutes <= LOCK_MOST


def _stage(what: LifeStageSaid) -> bool:
    return len(what.stage) <= MOST_PLACE


def _short(some: Iterable[str]) -> bool:
    return all(len(one) <= MOST_PLACE for one in some)


_ASKED: dict[type, Callable[[Any], bool]] = {
    PersonNamed: _named,
    CoupleJoined: _joined,
    WordsWritten: _written,
    WordsSealed: _sealed,
    HalfBrought: _placed,
    WordsTakenBack: _placed,
    HalvesGiven: _halves,
    SittingWoven: _woven,
    PromptsDrawn: _drawn,
    UnderstandingFelt: _felt,
    SuggestionSetAside: _aside,
    LockChosen: _lock,
    LifeStageSaid: _stage,
}
