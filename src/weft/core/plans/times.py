"""What both agreed to, as times for a calendar: each with a mark, its day or hours, and what it is called."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from weft.core.days import the_date
from weft.core.plans import hours
from weft.core.plans.entries import Window
from weft.core.plans.plan import Agreed, Plan, moment_id

BACK, AHEAD = 31, 400
"""Days before and after now that a calendar is given."""
MOST_PLANS = 60
"""Of those that go out, so that they lie in one size unless their names are very long."""
MOST_TIMES = 600


@dataclass(frozen=True, slots=True)
class Going:
    """One agreed plan, with all that its times are worked out from, later and with nobody there."""

    plan: str
    title: str = field(repr=False)
    where: str = field(repr=False)
    window: Window
    zone: str
    repeats: str
    let_be: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a plan. For whole days ``first_day`` and ``days`` say which; else minutes since 1970, UTC."""

    mark: str
    title: str = field(repr=False)
    where: str = field(repr=False)
    first: int
    end: int
    first_day: date | None = None
    days: int = 0


def going(plans: Iterable[Plan], now: int) -> tuple[Going, ...]:
    """The plans both agreed to that have times around a minute or after it: what comes again, then the soonest."""
    since = now - BACK * hours.DAY
    found = [_going(one, one.agreed, since) for one in plans if one.agreed and not one.withdrawn]
    here = [one for one in found if one.repeats or hours.ends(one.window, one.zone) > since]
    return tuple(sorted(here, key=lambda one: (not one.repeats, one.window.first, one.plan))[:MOST_PLANS])


def _going(plan: Plan, agreed: Agreed, since: int) -> Going:
    offered = agreed.offered
    left_out = sorted(day for day in plan.let_be if day * hours.DAY > since - hours.DAY)
    return Going(
        plan.id, offered.title, offered.where, agreed.window, offered.zone, offered.repeats, tuple(left_out)
    )


def times(some: Iterable[Going], now: int) -> tuple[Time, ...]:
    """Their times around a minute, the soonest first."""
    found = (time for one in some for time in _of(one, now))
    return tuple(sorted(found, key=lambda one: (one.first, one.mark))[:MOST_TIMES])


def _of(one: Going, now: int) -> Iterator[Time]:
    since, until = now - BACK * hours.DAY, now + AHEAD * hours.DAY
    for window in _from(one, since):
        if window.first > until:
            return
        day = hours.day_of(window, one.zone)
        end = hours.ends(window, one.zone)
        if end > since and day not in one.let_be:
            first_day = the_date(day) if window.days else None
            yield Time(
                moment_id(one.plan, day), one.title, one.where, window.first, end, first_day, window.days
            )


def _from(one: Going, since: int) -> Iterator[Window]:
    """Its windows, beginning not long before a minute."""
    if not one.repeats:
        yield one.window
        return
    every = {"weekly": 7, "monthly": 28, "yearly": 365}[one.repeats] * hours.DAY
    longest = {"weekly": 7, "monthly": 31, "yearly": 366}[one.repeats] * hours.DAY
    at = max(0, (since - one.window.first) // longest - 31 * hours.DAY // every - 1)
    while True:
        yield hours.again(one.window, one.repeats, one.zone, at)
        at += 1
