"""What a log remembers of free time. Part of the closed set in ``core.log.entries``.

The shared log holds a horizon somebody asked for and the half hours each showed for it. Calendars, addresses, what is
usual and what was marked by hand lie in a person's own log and nowhere else.
"""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """Somebody asked for a horizon in which to find time, in place of any before. Times in half hours since 1970, UTC."""

    KIND: ClassVar[str] = "time-asked"
    VERSION: ClassVar[int] = 1
    horizon: str
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class TimePutAway:
    """One of the two put a horizon away, for both."""

    KIND: ClassVar[str] = "time-put-away"
    VERSION: ClassVar[int] = 1
    horizon: str


@dataclass(frozen=True, slots=True)
class TimeShown:
    """When somebody is free in a horizon that was asked for, in place of what they showed before.

    ``free`` is a bit for each half hour, the first the lowest, as hexadecimal digits: always as many as the horizon needs.
    """

    KIND: ClassVar[str] = "time-shown"
    VERSION: ClassVar[int] = 1
    horizon: str
    free: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotThen:
    """A time of the week that is not free. Half hours of the day, 0 to 47; ``till`` not after ``begins`` is the next day's.

    ``days`` are the weekdays it begins on as digits, Monday 0. ``what`` is "quiet", "work" or "children".
    """

    what: str = field(repr=False)
    days: str = field(repr=False)
    begins: int = field(repr=False)
    till: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class UsualSaid:
    """Own log only: what is usual for this person, in place of what was said before.

    The hours are by this person's own clock. ``away`` are days, first and last, as
    "2026-06-12 2026-06-14".
    """

    KIND: ClassVar[str] = "usual-said"
    VERSION: ClassVar[int] = 1
    not_then: tuple[NotThen, ...] = field(repr=False)
    away: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class TimesMarked:
    """Own log only: what was marked by hand, in place of the marks before: stretches of half hours, (first, count)."""

    KIND: ClassVar[str] = "times-marked"
    VERSION: ClassVar[int] = 1
    free: tuple[tuple[int, int], ...] = field(repr=False)
    taken: tuple[tuple[int, int], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar somebody connected: the address of a file ("file"), or an account at a CalDAV server ("account")."""

    key: str
    kind: str = field(repr=False)
    url: str = field(repr=False)
    called: str = field(repr=False)
    name: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CalendarsSaid:
    """Own log only: the calendars this person connected, all of them, in place of those before."""

    KIND: ClassVar[str] = "calendars-said"
    VERSION: ClassVar[int] = 1
    calendars: tuple[Calendar, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlansPut:
    """Own log only: the calendar this person's plans are written into, and what was written, in place of what was said before.

    ``calendar`` is the key of a connected account, empty for none; ``place`` the address of the calendar in it. ``put`` is
    the mark of each event there, with 16 hexadecimal digits that tell whether it has changed.
    """

    KIND: ClassVar[str] = "plans-put"
    VERSION: ClassVar[int] = 1
    calendar: str = field(repr=False)
    place: str = field(repr=False)
    put: tuple[tuple[str, str], ...] = field(repr=False)


FreeTimeWhat = TimeAsked | TimePutAway | TimeShown | UsualSaid | TimesMarked | CalendarsSaid | PlansPut
"""What ``told.with_free_time`` folds."""
