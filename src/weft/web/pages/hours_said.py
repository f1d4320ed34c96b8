"""Times of plans in words, in the hours of whoever reads them."""

from datetime import date, datetime, timedelta

from weft.core.plans import hours
from weft.core.plans.entries import Window
from weft.core.tapestry.drawdown import said_day
from weft.keeper.loom import day_words

FAR = timedelta(days=300)
"""A day this far away is said with its year."""


def said(window: Window, made: str, zone: str, now: datetime) -> str:
    """A window for somebody in a zone; whole days are the same days everywhere."""
    year = abs(hours.there(window.first, zone) - now) > FAR
    if window.days:
        first = hours.there(window.first, made).date()
        last = first + timedelta(days=window.days - 1)
        return (
            _day(first, year=year)
            if first == last
            else f"{_day(first, year=False)} to {_day(last, year=year)}"
        )
    begins, till = hours.there(window.first, zone), hours.there(hours.ends(window, made), zone)
    if window.minutes < hours.DAY:
        return f"{_day(begins.date(), year=year)}, {begins:%H:%M} to {till:%H:%M}"
    return f"{_hour(begins, year=False)} to {_hour(till, year=year)}"


def said_there(window: Window, made: str, zone: str) -> str:
    """The same hour where the plan was made, if the clocks differ there; else nothing."""
    here, there = (hours.there(window.first, one).replace(tzinfo=None) for one in (zone, made))
    if window.days or here == there:
        return ""
    day = "" if here.date() == there.date() else f"{_day(there.date(), year=False)}, "
    where = made.rpartition("/")[2].replace("_", " ") if made else "this server’s hours"
    return f"{day}{there:%H:%M} in {where}"


def _day(day: date, *, year: bool) -> str:
    return day_words(day) if year else said_day(day)


def _hour(at: datetime, *, year: bool) -> str:
    return f"{_day(at.date(), year=year)}, {at:%H:%M}"
