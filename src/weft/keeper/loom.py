"""From a log to the threads of a cloth, and the words for a day and an hour."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from weft.core.log.fold import Life, Woven
from weft.core.people import Person, Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Cloth, Thread, said_day, weave
from weft.core.tapestry.dye import Dye

HOURS = ((5, "night"), (11, "morning"), (14, "noon"), (18, "afternoon"), (22, "evening"), (24, "night"))
"""Part of the day, by the hour before which it ends."""


def part_of_day(at: datetime) -> str:
    return next(word for end, word in HOURS if at.hour < end)


def day_words(day: date) -> str:
    """Wednesday 4 June 2026, as a museum label would have it."""
    return f"{said_day(day)} {day.year}"


def threads(woven: Iterable[Woven]) -> list[Thread]:
    """What the loom is given: one thread for each sitting that came to its end."""
    return [_thread(one) for one in woven]


def _thread(one: Woven) -> Thread:
    day = one.at.astimezone().date()
    what = one.what
    caption = f"{what.title}, {day_words(day)}"
    return Thread(what.sitting, day, Practice(what.practice), what.minutes, what.first, caption)


def cloth(life: Life, side: Side, today: date, ends: int, *, days: int | None = None) -> Cloth:
    """The whole cloth of a log, as wide as asked for; or, much sooner, only that of the last ``days``."""
    left, right = life.people.get(Side.LEFT), life.people.get(Side.RIGHT)
    since = life.since.astimezone().date() if life.since else today
    woven: Iterable[Woven] = life.woven.values()
    if days is not None:
        since = max(since, today - timedelta(days=days))
        midnight = datetime.combine(since, time.min).astimezone()
        woven = [one for one in woven if one.at >= midnight]
    return weave(
        threads(woven),
        left=_dye(left),
        right=right.dye if right else None,
        seed=life.seed,
        since=since,
        until=today,
        ends=ends,
    )


def _dye(person: Person | None) -> Dye:
    return person.dye if person else Dye.MADDER
