"""Hours in a time zone, and the days on which something comes again. Reads the rules of zones and no clock."""

import calendar
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from weft.core.days import day_number, the_date
from weft.core.plans.entries import Window

REPEATS = ("", "weekly", "monthly", "yearly")
DAY = 24 * 60
"""Minutes."""


@lru_cache(256)
def zone_of(name: str) -> ZoneInfo | None:
    """The zone of a name; None for the server's own, and for a name this machine does not know."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(1)
def zones() -> tuple[str, ...]:
    """Every zone somebody can choose, by the names people know them by."""
    return tuple(sorted(one for one in available_timezones() if "/" in one and not one.startswith("Etc/")))


def there(minute: int, zone: str) -> datetime:
    """A minute since 1970 as the clock there shows it."""
    return datetime.fromtimestamp(minute * 60, UTC).astimezone(zone_of(zone))


def minute(shown: datetime, zone: str) -> int:
    """The minute at which a clock there shows this. An hour that a change of clocks leaves out is the one after it."""
    known = zone_of(zone)
    plain = shown.replace(tzinfo=known, fold=0)
    return int(plain.timestamp()) // 60


def day_of(window: Window, zone: str) -> int:
    """The day a window begins in, since 1970, where it was made."""
    return day_number(there(window.first, zone).date())


def midnight(day: int, zone: str) -> int:
    """The minute at which a day since 1970 begins there."""
    return minute(datetime.combine(the_date(day), datetime.min.time()), zone)


def ends(window: Window, zone: str) -> int:
    """The first minute after a window."""
    if window.days:
        return midnight(day_of(window, zone) + window.days, zone)
    return window.first + window.minutes


def again(window: Window, repeats: str, zone: str, times: int) -> Window:
    """The window as it comes the n-th time after the first, at the same hour there.

    A month too short for its day has it on the last one; a 29 February comes on the 28th.
    """
    if not times:
        return window
    first = there(window.first, zone).replace(tzinfo=None)
    match repeats:
        case "weekly":
            then = first + timedelta(days=7 * times)
        case "monthly":
            then = _months_on(first, times)
        case "yearly":
            then = _months_on(first, 12 * times)
        case _:
            raise ValueError("what does not repeat comes once")
    return Window(minute(then, zone), window.minutes, window.days)


def _months_on(first: datetime, months: int) -> datetime:
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return first.replace(
        year=year, month=month + 1, day=min(first.day, calendar.monthrange(year, month + 1)[1])
    )
