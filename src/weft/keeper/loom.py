"""From a log to the threads of a cloth, and the words for a day and an hour."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from weft.core.log.fold import Life, Woven
from weft.core.people import Person, Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import QUIET_PICKS, Cloth, Thread, said_day, weave
from weft.core.tapestry.dye import Dye

HOURS = ((5, "night"), (11, "morning"), (14, "noon"), (18, "afternoon"), (22, "evening"), (24, "night"))
"""Part of the day, by the hour before which it ends."""


def part_of_day(at: datetime) -> str:
    return next(word for end, word in HOURS if at.hour < end)


def day_words(day: date) -> str:
    """Wednesday 4 June 2026, as a museum label would have it."""
    return f"{said_day(day)} {day.year}"


def threads(woven: Iterable[Woven]) -> Iterator[Thread]:
    """What the loom is given: one thread for each sitting that came to its end."""
    return map(_thread, woven)


def _thread(one: Woven) -> Thread:
    day = one.at.astimezone().date()
    what = one.what
    caption = f"{what.title}, {day_words(day)}"
    return Thread(what.sitting, day, Practice(what.practice), what.minutes, what.first, caption)


def days_for(picks: int) -> int:
    """Days before today that surely weave so many picks: even a quiet one weaves two."""
    return -(-picks // QUIET_PICKS)


def cloth(life: Life, side: Side, today: date, ends: int, *, days: int | None = None) -> Cloth:
    """The whole cloth of a log, as wide as asked for; or, much sooner, its top: the last ``days`` and a little more."""
    left, right = life.people.get(Side.LEFT), life.people.get(Side.RIGHT)
    since = life.since.astimezone().date() if life.since else today
    lived: Iterable[Thread] = threads(life.woven.values() if days is None else _newest_first(life))
    if days is not None:
        lived, since = _lately(lived, since, today - timedelta(days=days))
    return weave(
        lived,
        left=_dye(left),
        right=right.dye if right else None,
        seed=life.seed,
        since=since,
        until=today,
        ends=ends,
    )


def _newest_first(life: Life) -> Iterator[Woven]:
    return (life.woven[sitting] for sitting in reversed(life.woven))


def _lately(newest_first: Iterable[Thread], since: date, until: date) -> tuple[list[Thread], date]:
    """Threads back to a day, and the day the weaving of them begins.

    That is the day after the thread before them, so that quiet days between are the same band as in the whole.
    """
    lived: list[Thread] = []
    for thread in newest_first:
        if thread.day < until:
            return lived, thread.day + timedelta(days=1)
        lived.append(thread)
    return lived, since


def _dye(person: Person | None) -> Dye:
    return person.dye if person else Dye.MADDER
