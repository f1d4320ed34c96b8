"""What a log may hold of days and minutes, so that no line of it can stop a page, whoever wrote it with whatever program.

Our own pages never send anything else. An entry that holds something else is passed over when a log is folded, by each
subject's own ``can_be``.
"""

FIRST_DAY, LAST_DAY = -366, 84_006
"""Days since 1970: a year before, for clocks that were never set, and the first day of 2200."""
MOST_LETTERS = 8_000
"""Of any words in one field: several times what any form takes."""
MOST_KEY = 64


def is_day(day: int) -> bool:
    return FIRST_DAY <= day <= LAST_DAY


def is_minute(minute: int) -> bool:
    """A minute since 1970 on one of those days."""
    return is_day(minute // (24 * 60))


def is_instant(second: int) -> bool:
    """A second since 1970 on one of those days."""
    return is_day(second // 86_400)


def is_key(key: str) -> bool:
    """What something is known by, so that it can stand in an address."""
    return 0 < len(key) <= MOST_KEY and key.isascii() and key.isalnum()


def are_words(*some: str) -> bool:
    return all(len(one) <= MOST_LETTERS for one in some)
