"""Where two are both free, one's own times, what is usual for somebody, and calendars."""

from msgspec import Struct

from weft.web.models.affection import Choice
from weft.web.models.room import Link, Room


class FoundTime(Struct, frozen=True):
    """A time in which both are free, in words, and as the form sends it to where a plan for it begins."""

    label: str
    about: str
    value: str


class CrossedWeek(Struct, frozen=True):
    """Up to seven days of the crossing calendar: what stands over them, and the picture."""

    heading: str
    svg: str


class TimePage(Struct, frozen=True):
    """`/time`: ask for a horizon, or where both are free in it. ``first`` and ``days`` are as they were typed."""

    room: Room
    horizon: str = ""
    """The horizon in words; empty while nobody asks for one."""
    key: str = ""
    by: str = ""
    shown: bool = False
    """Whether the viewer has shown their own times."""
    crossed: bool = False
    weeks: tuple[CrossedWeek, ...] = ()
    longs: tuple[Choice, ...] = ()
    times: tuple[FoundTime, ...] = ()
    ideas: str = ""
    """About how long the ideas are that would fill such a time."""
    first: str = ""
    days: tuple[Choice, ...] = ()
    say: str | None = None


class OwnCell(Struct, frozen=True):
    """A part of a day among one's own times: its name in the form, its label, and "all", "some", "none" or "past"."""

    name: str
    label: str
    state: str


class OwnWeek(Struct, frozen=True):
    """Up to seven days of one's own times: a link to each day, and a row of cells for each part."""

    heading: str
    days: tuple[Link, ...]
    rows: tuple[tuple[str, tuple[OwnCell, ...]], ...]


class MyTimesPage(Struct, frozen=True):
    """`/time/mine`: when the viewer is free, to mark by hand and to show. ``was`` says which cells were ticked."""

    room: Room
    horizon: str
    asked: bool
    shown: bool
    weeks: tuple[OwnWeek, ...]
    was: str
    start: int
    count: int
    calendars: bool
    read: bool
    reading: bool = False
    troubles: tuple[str, ...] = ()
    kept: bool = False
    say: str | None = None


class HalfHour(Struct, frozen=True):
    """One half hour of a day: its number, its label, whether it is free, and whether it has been."""

    half: int
    label: str
    free: bool
    past: bool


class OwnDayPage(Struct, frozen=True):
    """`/time/mine/day`: one day by its half hours, in groups by part."""

    room: Room
    day: str
    heading: str
    parts: tuple[tuple[str, tuple[HalfHour, ...]], ...]
    was: str
    """Which were free when the page was drawn, as the form sends it back."""


class WeeklyForm(Struct, frozen=True):
    """A time of the week as typed: its days and two times of the clock."""

    name: str
    label: str
    about: str
    days: tuple[Choice, ...] = ()
    begins: str = ""
    till: str = ""


class AwayForm(Struct, frozen=True):
    """Days away as typed."""

    name: str
    first: str = ""
    last: str = ""


class UsualPage(Struct, frozen=True):
    """`/time/usual`: what is usual for the viewer. ``zone`` is where their clock is, in words."""

    room: Room
    zone: str
    weekly: tuple[WeeklyForm, ...]
    away: tuple[AwayForm, ...]
    kept: bool = False
    say: str | None = None
    field: str | None = None


class CalendarLine(Struct, frozen=True):
    """A calendar the viewer connected: what it is called, where it is, and what is wrong with it."""

    key: str
    called: str
    where: str
    trouble: str = ""


class CalendarForm(Struct, frozen=True):
    """What was typed of a calendar. Its password is never sent back."""

    kind: str = "file"
    url: str = ""
    name: str = ""
    called: str = ""


class CalendarsPage(Struct, frozen=True):
    """`/time/calendars`: the viewer's calendars, and a place to connect one.

    ``trying`` is what one is called that is being tried, ``made`` one that was connected a while ago; ``password`` says
    that one typed before waits to be used again.
    """

    room: Room
    calendars: tuple[CalendarLine, ...]
    form: CalendarForm
    room_for_more: bool = True
    trying: str = ""
    made: str = ""
    password: bool = False
    say: str | None = None
    field: str | None = None
