"""Which choices about things kept can be: of things with an address, and months there are."""

from weft.core.possible import MOST_KEY, are_words, is_key
from weft.core.reservoir.entries import DayChosen, KeepingWhat, LeftOut, LetterAllowed, MonthNamed

FIRST_YEAR, LAST_YEAR = 1900, 2199


def can_be(what: KeepingWhat) -> bool:
    """Whether an entry can have been meant."""
    match what:
        case DayChosen():
            return is_key(what.thing)
        case MonthNamed():
            dated = FIRST_YEAR <= what.year <= LAST_YEAR and 1 <= what.month <= 12
            return dated and are_words(what.word)
        case LeftOut():
            return is_key(what.thing) and len(what.key) <= 4 * MOST_KEY
        case LetterAllowed():
            return is_key(what.letter)
