"""From a log to the threads of a cloth, and the words for a day and an hour."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from weft.core.log.fold import Life, Woven
from weft.core.moments.entries import VoiceWritten
from weft.core.moments.told import Moment, Moments
from weft.core.people import Person, Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import QUIET_PICKS, Cloth, Thread, picks_for, said_day, weave
from weft.core.tapestry.dye import Dye
from weft.core.tapestry.tone import Tones, on_plane, tone

HOURS = ((5, "night"), (11, "morning"), (14, "noon"), (18, "afternoon"), (22, "evening"), (24, "night"))
"""Part of the day, by the hour before which it ends."""


def part_of_day(at: datetime) -> str:
    return next(word for end, word in HOURS if at.hour < end)


def day_words(day: date) -> str:
    """Wednesday 4 June 2026, as a museum label would have it."""
    return f"{said_day(day)} {day.year}"


def threads(woven: Iterable[Woven], moments: Moments) -> Iterator[Thread]:
    """What the loom is given: one thread for each sitting that came to its end, and for each moment."""
    return (_thread(one, moments.get(one.what.sitting)) for one in woven)


def _thread(one: Woven, moment: Moment | None) -> Thread:
    day = one.at.astimezone().date()
    what = one.what
    caption = f"{what.title}, {day_words(day)}"
    tones = felt_in(moment) if moment else ()
    return Thread(what.sitting, day, Practice(what.practice), what.minutes, what.first, caption, tones=tones)


def felt_in(moment: Moment) -> Tones:
    """The tones of what the two felt in a moment. None before both may read both, nor once either took theirs back.

    The cloth is the same on both phones, so it may show nothing that one of them cannot read yet.
    """
    told = [kept.what for kept in moment.voices.values()]
    if not moment.voices_open or len(told) < 2:
        return ()
    words = (word for one in told if isinstance(one, VoiceWritten) for word in one.feelings)
    return tone(*on_plane(*words))


def days_for(picks: int) -> int:
    """Days before today that surely weave so many picks: even a quiet one weaves two."""
    return -(-picks // QUIET_PICKS)


def cloth(
    life: Life, side: Side, today: date, ends: int, *, days: int | None = None, picks: int | None = None
) -> Cloth:
    """The whole cloth of a log, as wide as asked for; or, much sooner, its top: the last ``days`` and a little more.

    With ``picks`` the top ends sooner where so many are woven already. What says that it is of a day to come isn't woven
    before that day: years of linen would hang in front of everything.
    """
    left, right = life.people.get(Side.LEFT), life.people.get(Side.RIGHT)
    since = life.since.astimezone().date() if life.since else today
    every = threads(life.woven.values() if days is None else _newest_first(life), life.moments)
    lived: Iterable[Thread] = (one for one in every if one.day <= today)
    if days is not None:
        lived, since = _lately(lived, since, today - timedelta(days=days), picks)
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


def _lately(
    newest_first: Iterable[Thread], since: date, until: date, picks: int | None
) -> tuple[list[Thread], date]:
    """Threads back to a day, or to the day by which so many picks are woven, and the day the weaving of them begins.

    That is the day after the thread before them, so that quiet days between are the same band as in the whole.
    """
    lived: list[Thread] = []
    woven = 0
    for thread in newest_first:
        enough = picks is not None and woven >= picks and thread.day < lived[-1].day
        if thread.day < until or enough:
            return lived, thread.day + timedelta(days=1)
        lived.append(thread)
        woven += picks_for(thread.practice, thread.minutes)
    return lived, since


def _dye(person: Person | None) -> Dye:
    return person.dye if person else Dye.MADDER
