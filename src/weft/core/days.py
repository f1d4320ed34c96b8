"""Days as logs count them: whole numbers from 1 January 1970 on. Which day it is somewhere is not asked here."""

from datetime import date

EPOCH = date(1970, 1, 1)
"""Day 0."""


def day_number(day: date) -> int:
    """Days since 1970-01-01; before it, less than 0."""
    return day.toordinal() - EPOCH.toordinal()


def the_date(number: int) -> date:
    """The day again. Raises ValueError or OverflowError for one that no calendar has."""
    return date.fromordinal(EPOCH.toordinal() + number)
