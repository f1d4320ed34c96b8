"""What somebody's evenings can say: gathered from their own log, and of the other's from what is shared.

What the other didn't share is not handed to the sums, so what comes out is the same to the last digit whatever the
other keeps. What is shared counts by whole weeks. Nothing that is worked out is written anywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan

from weft.core.days import the_date
from weft.core.journey.evening import Evening
from weft.core.journey.season import Seasons
from weft.core.journey.trial import Experiment
from weft.core.people import Side
from weft.core.practice import Practice
from weft.insight import asking
from weft.insight.told import LEAST, Result, Standing, Told
from weft.insight.told import Evening as Counted
from weft.keeper import evenings
from weft.keeper.home import Home
from weft.keeper.opened import Opened

MOST_DAYS = 400
"""The latest days that are looked at: more take long, and people change."""
PLACE = {practice: at for at, practice in enumerate(Practice)}


@dataclass(frozen=True, slots=True)
class Question:
    """What goes into the sums: one's own evenings and what the other shared, a day each from the same first day.

    ``unasked`` are days among them on which nobody was asked: between seasons, with nothing written.
    """

    mine: tuple[Counted | None, ...]
    shared: tuple[Counted | None, ...]
    first: int
    unasked: int = 0


def question(home: Home, opened: Opened) -> Question:
    """Of one's own evenings, whole, and of what the other lets count. Pages are drawn from this and nothing else."""
    wanted = evenings.own(opened).wanted
    seasons = None if wanted else evenings.shared(opened).seasons
    return _question(evenings.own(opened).own, evenings.from_the_other(home, opened), seasons)


def together(home: Home, opened: Opened) -> Question:
    """Of what each of the two lets count, by whole weeks: the same for both but for whose page it is.

    That somebody is asked outside seasons is nobody else's to know; that they let such evenings count shows it.
    """
    mine, theirs = (evenings.counted(home, opened, side) for side in (Side.LEFT, Side.RIGHT))
    seasons = evenings.shared(opened).seasons
    always = any(_between(seasons, day) and _between(seasons, day - 1) for day in (*mine, *theirs))
    return _question(mine, theirs, None if always else seasons)


def _question(
    mine: Mapping[int, Evening], theirs: Mapping[int, Evening], seasons: Seasons | None
) -> Question:
    written = [day for day, one in mine.items() if not one.skipped]
    if not written:
        return Question((), (), 0)
    last = max(mine)
    days = range(max(min(written), last - MOST_DAYS + 1), last + 1)
    some = tuple(_counted(mine.get(day)) for day in days)
    shared = tuple(_counted(theirs.get(day)) for day in days)
    unasked = sum(day not in mine and _between(seasons, day) for day in days) if seasons else 0
    return Question(some, shared, days[0], unasked)


def _between(seasons: Seasons, day: int) -> bool:
    return not any(one.first <= day < one.over for one in seasons.seasons)


def _counted(one: Evening | None) -> Counted | None:
    """As the sums take it; an evening that was left out is one that is missing."""
    if one is None or one.skipped:
        return None
    near = nan if one.near is None else float(one.near)
    return Counted(near, frozenset(PLACE[each] for each in one.did or ()), one.stress)


# ---------------------------------------------------------------- asking


async def told(what: Question) -> Told:
    """What may be told. Before there are enough evenings nothing is worked out. Raises NotWorkedOut."""
    written = sum(one is not None for one in what.mine)
    missing = max(len(what.mine) - written - what.unasked, 0)
    if written < LEAST or _no_nearness(what.mine):
        standing = Standing.FIRST_DAY if written <= 1 else Standing.TOO_LITTLE
        return Told(standing, (), (), (), written, missing)
    found = await asking.told(what.mine, what.shared, the_date(what.first).weekday())
    links = tuple(replace(one, missing=max(one.missing - what.unasked, 0)) for one in found.links)
    return replace(found, links=links, missing=missing)


def _no_nearness(mine: Sequence[Counted | None]) -> bool:
    return sum(one is not None and one.near == one.near for one in mine) < LEAST


async def told_together(what: Question) -> Told:
    """What both may be told alike: no lines, and nothing that points down about either. Raises NotWorkedOut.

    Where one of the two shares too little, nothing is worked out.
    """
    enough = min(sum(one is not None for one in some) for some in (what.mine, what.shared or (None,)))
    if enough < LEAST or _no_nearness(what.mine) or _no_nearness(what.shared):
        return Told(Standing.TOO_LITTLE, (), (), (), enough, 0)
    found = await told(what)
    links = tuple(one for one in found.links if one.up)
    standing = found.standing
    if standing in (Standing.HINT, Standing.FINDING) and not any(one.finding for one in links):
        standing = Standing.HINT if links else Standing.NO_PATTERN
    return replace(found, standing=standing, line=(), half=(), links=links)


def nearness(opened: Opened, one: Experiment) -> tuple[float | None, ...]:
    """This person's own nearness on each day of an experiment."""
    own = evenings.own(opened).own
    found = (own.get(one.first + at) for at in range(len(one.order)))
    return tuple(None if each is None or each.near is None else float(each.near) for each in found)


async def came_of(near: Sequence[float | None], one: Experiment) -> Result:
    """What came of an experiment for one person. Raises NotWorkedOut."""
    return await asking.compared(near, one.order, one.span)
