"""What may be said of a plan, read from words people typed: its windows, who brings what, what one looks forward to."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from weft.core.moments.fields import Wrong, line, title, where
from weft.core.plans import hours
from weft.core.plans.entries import Window

__all__ = ["Facts", "Typed", "Wrong", "begins", "brings", "facts", "forward", "windows"]

TEXT_MOST, BRINGS_MOST, FORWARD_MOST = 400, 120, 600
WINDOWS_MOST = 3
DAYS_MOST = 31
"""Of one window."""
AHEAD_MOST = 2 * 366
"""Days ahead that something may be planned."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A window as it was typed: a day, from when, till when, and the last day if that is another one."""

    day: str = ""
    from_: str = ""
    till: str = ""
    last: str = ""

    def __bool__(self) -> bool:
        return any(one.strip() for one in (self.day, self.from_, self.till, self.last))


@dataclass(frozen=True, slots=True)
class Facts:
    """What both will see of a plan."""

    title: str
    text: str
    where: str
    windows: tuple[Window, ...]
    zone: str
    repeats: str
    left: str
    right: str


def facts(said: dict[str, str], typed: Sequence[Typed], zone: str, repeats: str, now: datetime) -> Facts:
    """A plan read from a form. Raises Wrong at the first field that can't be kept as it is."""
    name = title(said.get("title", ""))
    found = windows(typed, zone, now)
    if repeats not in hours.REPEATS:
        raise Wrong("repeats", "Choose whether it comes once, or every week, month or year.")
    return Facts(
        name,
        _text(said.get("text", "")),
        where(said.get("where", "")),
        found,
        zone,
        repeats,
        brings(said.get("left", ""), "left"),
        brings(said.get("right", ""), "right"),
    )


def windows(typed: Sequence[Typed], zone: str, now: datetime) -> tuple[Window, ...]:
    """One to three windows that are not over, in their order. Raises Wrong."""
    found = [_window(one, zone, at) for at, one in enumerate(typed[:WINDOWS_MOST]) if one]
    if not found:
        raise Wrong("day-0", "Choose a day for it. One is enough.")
    minute = int(now.timestamp()) // 60
    for at, one in enumerate(found):
        if hours.ends(one, zone) <= minute:
            raise Wrong(f"day-{at}", "That time has been. Choose one that is still to come.")
        if one.first > minute + AHEAD_MOST * hours.DAY:
            raise Wrong(f"day-{at}", "That is more than two years away. Choose a nearer day.")
    alone = {one.first: one for one in found}
    return tuple(alone[first] for first in sorted(alone))


def _window(typed: Typed, zone: str, at: int) -> Window:
    day = _day(typed.day, f"day-{at}")
    last = _day(typed.last, f"last-{at}") if typed.last.strip() else None
    if last is not None and not day <= last < day + timedelta(days=DAYS_MOST):
        raise Wrong(f"last-{at}", f"The last day comes after the first, within {DAYS_MOST} days.")
    if not typed.from_.strip() and not typed.till.strip():
        days = ((last or day) - day).days + 1
        first = hours.minute(datetime.combine(day, time()), zone)
        return Window(first, days * hours.DAY, days)
    begins = datetime.combine(day, _time(typed.from_, f"from-{at}"))
    till = datetime.combine(last or day, _time(typed.till, f"till-{at}"))
    if till <= begins and last is None:
        till += timedelta(days=1)
    first, end = hours.minute(begins, zone), hours.minute(till, zone)
    if end <= first:
        raise Wrong(f"till-{at}", "It ends before it begins. Choose a later hour, or a later last day.")
    return Window(first, end - first)


def begins(day: str, hour: str) -> datetime:
    """A day and an hour as one. Raises Wrong."""
    return datetime.combine(_day(day, "day-0"), _time(hour, "from-0"))


def _day(text: str, field: str) -> date:
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise Wrong(field, "Write the day as year, month and day, such as 2026-06-13.") from None
    if not 2000 <= found.year <= 2200:
        raise Wrong(field, "Choose a day within the next two years.")
    return found


def _time(text: str, field: str) -> time:
    try:
        return time.fromisoformat(text.strip()).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise Wrong(
            field, "Write the hour as hours and minutes, such as 19:30. Without hours it is the whole day."
        ) from None


def _text(words: str) -> str:
    return _short(_plain(words), TEXT_MOST, "text", "What it is")


def brings(words: str, side: str) -> str:
    """What somebody brings, one line. Raises Wrong."""
    return _short(line(words, BRINGS_MOST), BRINGS_MOST, side, "What somebody brings")


def forward(words: str) -> str:
    """What somebody looks forward to. Raises Wrong."""
    found = _plain(words)
    if not found:
        raise Wrong("forward", "There is nothing written yet.")
    return _short(found, FORWARD_MOST, "forward", "It")


def _plain(words: str) -> str:
    return "".join(one for one in words.strip() if one == "\n" or unicodedata.category(one) != "Cc")


def _short(found: str, most: int, field: str, what: str) -> str:
    if len(found) > most:
        raise Wrong(field, f"{what} has room for {most} letters. Shorten it a little.")
    return found
