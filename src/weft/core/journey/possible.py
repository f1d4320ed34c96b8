"""Which entries of the journey can be: days there are, and words a page has room for.

Numbers of an evening that cannot be are taken for not said where it is folded.
"""

from weft.core.journey.entries import (
    EveningsForgotten,
    EveningShared,
    EveningsWanted,
    EveningWritten,
    ExperimentAgreed,
    ExperimentAsked,
    ExperimentEnded,
    ExperimentTakenBack,
    FourAnswered,
    JourneyWhat,
    RhythmAgreed,
    RhythmAsked,
    RhythmTakenBack,
    SeasonEnded,
    SeasonForgotten,
    SeasonLookedBack,
)
from weft.core.journey.four import MOST, QUESTIONS
from weft.core.possible import are_words, is_day, is_key

WEEK_MINUTES = 7 * 24 * 60
MOST_SAID = 64
"""Of anything there are several of."""


def can_be(what: JourneyWhat) -> bool:
    """Whether an entry can have been meant."""
    match what:
        case EveningWritten() | EveningShared():
            return is_day(what.day) and len(what.did or ()) <= MOST_SAID
        case SeasonEnded() | ExperimentEnded():
            return is_day(what.day)
        case RhythmAgreed():
            return is_day(what.first)
        case ExperimentAgreed():
            return is_day(what.first) and len(what.coins) <= MOST_SAID
        case RhythmAsked():
            several = len(what.days) <= MOST_SAID and len(what.quiet) <= MOST_SAID
            return is_key(what.key) and what.minutes <= WEEK_MINUTES and several and are_words(what.purpose)
        case ExperimentAsked():
            return is_key(what.key) and are_words(what.one, what.other)
        case SeasonLookedBack():
            return are_words(what.text)
        case FourAnswered():
            return len(what.answers) <= QUESTIONS and all(0 <= one < MOST for one in what.answers)
        case (
            EveningsForgotten()
            | SeasonForgotten()
            | EveningsWanted()
            | RhythmTakenBack()
            | ExperimentTakenBack()
        ):
            return True
