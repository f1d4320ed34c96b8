"""The half minute in the evening: one's own, at most once a day, and what of it may count for both.

What is kept private is appended to one's own log alone. What is shared goes into the shared log, where the other's
pages reckon with it from the next Monday on, so that nobody's page tells whether the other wrote tonight.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from weft.core.days import day_number, the_date
from weft.core.journey.entries import EveningsForgotten, EveningShared, EveningsWanted, EveningWritten
from weft.core.journey.evening import (
    FROM_HOUR,
    Evening,
    Evenings,
    Item,
    as_written,
    evening_of,
    last_whole_week,
    latest_shares,
    to_share,
    written,
)
from weft.core.journey.journey import Journey
from weft.core.journey.season import Stand, is_quiet, stand
from weft.core.journey.trial import running
from weft.core.log.entries import What
from weft.core.people import Side
from weft.keeper.gone_by import going, going_from_copy
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.own_copies import looking_back


class NothingSaid(Exception):
    """Nothing of an evening was said; nothing was kept."""


def own(opened: Opened) -> Evenings:
    """What this person wrote of their evenings."""
    return opened.own.life.journey.evenings


def shared(opened: Opened) -> Journey:
    """What the shared log says of the journey: what is shared of evenings, seasons, experiments."""
    return opened.log.life.journey


def tonight(home: Home) -> int:
    """The evening it is, in days since 1970."""
    return day_number(evening_of(home.clock().astimezone()))


def are_on(home: Home, opened: Opened) -> bool:
    """Whether evenings are asked about: in a season, during an experiment, or because this person wants it so."""
    day, journey = tonight(home), shared(opened)
    in_season = stand(journey.seasons, day) is Stand.SEASON
    return in_season or running(journey.experiments, day) is not None or own(opened).wanted


def on_today(home: Home, opened: Opened) -> bool:
    """Whether Today leads to the half minute: from the early evening on, until this person has answered.

    Not on days the two leave alone, unless this person wants it always.
    """
    if opened.couple is None or not are_on(home, opened):
        return False
    day, now = tonight(home), home.clock().astimezone()
    late = now.hour >= FROM_HOUR or day != day_number(now.date())
    quiet = is_quiet(shared(opened).seasons, the_date(day).weekday()) and not own(opened).wanted
    return late and not quiet and day not in own(opened).own


def suggested_shares(opened: Opened) -> frozenset[Item]:
    """What the form has ticked to begin with: what this person chose last, and nothing before they ever chose."""
    return latest_shares(own(opened).own)


# ---------------------------------------------------------------- writing


async def write(home: Home, opened: Opened, one: Evening) -> None:
    """Keep tonight, in place of what was kept of it before. Raises NothingSaid."""
    if not one.skipped and not one.says:
        raise NothingSaid
    one = written(as_written(replace(one, day=tonight(home))))
    if own(opened).own.get(one.day) == one:
        return
    await _share(home, opened, one)
    at = _said_at(opened.own, Side.LEFT, [one.day])
    shreds = await going(home, opened, opened.own, at, lambda what: _is_of(what, one.day, one.day))
    await append(home.store, opened, opened.own, [as_written(one)], home.clock(), shreds=shreds)


async def _share(home: Home, opened: Opened, one: Evening) -> None:
    """Put what is shared of an evening in the place of what was; nobody is told."""
    before, after = _shared_days(opened).get(one.day), to_share(one)
    if before is None and after is None:
        return
    at = _said_at(opened.log, opened.side, [one.day])
    shreds = await going(home, opened, opened.log, at, lambda what: _is_of(what, one.day, one.day))
    what: What = after or EveningsForgotten(one.day, one.day)
    await append(home.store, opened, opened.log, [what], home.clock(), shreds=shreds)
    home.tell(opened.log.log, only=opened.person)


async def want(home: Home, opened: Opened, *, wanted: bool) -> None:
    """Whether this person wants the half minute outside seasons too. Nobody else sees that they do."""
    if own(opened).wanted != wanted:
        await append(home.store, opened, opened.own, [EveningsWanted(wanted)], home.clock())


# ---------------------------------------------------------------- forgetting


async def forget(home: Home, opened: Opened, first: int, last: int) -> None:
    """Take one's own evenings of these days out for good, and what was shared of them, with whomever it was.

    To the other it is as if they had never been written. Days without any are no error.
    """
    forgotten = EveningsForgotten(first, last)
    opened.painted.clear()  # What was drawn from them, until the next look.
    for log, side, days in (
        (opened.log, opened.side, _shared_days(opened)),
        (opened.own, Side.LEFT, own(opened).own),
    ):
        among = [day for day in days if first <= day <= last]
        if among:
            at = _said_at(log, side, among)
            shreds = await going(home, opened, log, at, lambda what: _is_of(what, first, last))
            await append(home.store, opened, log, [forgotten], home.clock(), shreds=shreds)
            home.tell(log.log, only=opened.person)
    for past in await looking_back(home.store, opened):
        if any(first <= day <= last for day in _shared_days(past)):
            shreds = await going_from_copy(home, past, lambda what: _is_of(what, first, last))
            await home.store.append([], shreds=shreds)


def _is_of(what: What, first: int, last: int) -> bool:
    return isinstance(what, EveningWritten | EveningShared) and first <= what.day <= last


def _said_at(log: OpenLog, side: Side, days: Collection[int]) -> set[int]:
    said_at = log.life.journey.evenings.said_at
    return {said_at[side, day] for day in days if (side, day) in said_at}


# ---------------------------------------------------------------- what counts for both


def _shared_days(opened: Opened) -> Mapping[int, Evening]:
    return shared(opened).evenings.shared.get(opened.side, {})


def from_the_other(home: Home, opened: Opened) -> dict[int, Evening]:
    """What the other lets count, of whole weeks alone. For sums; no page shows it as it is."""
    return counted(home, opened, opened.side.other)


def counted(home: Home, opened: Opened, side: Side) -> dict[int, Evening]:
    """What somebody lets count for both, by its day, up to the last whole week."""
    until = last_whole_week(tonight(home))
    days = shared(opened).evenings.shared.get(side, {})
    return {day: one for day, one in days.items() if day <= until}
