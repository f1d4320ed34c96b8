"""Four questions at a season's beginning and its end: one's own answers, or that they were left out. No sum is made."""

from weft.core.journey.entries import FourAnswered
from weft.core.journey.four import BEGIN, END
from weft.core.journey.season import Stand
from weft.keeper import seasons
from weft.keeper.evenings import tonight
from weft.keeper.gone_by import going
from weft.keeper.home import Home
from weft.keeper.opened import Opened, append

BEGINNING = 7
"""Days of a season that are its beginning; its rest is its end."""


def when(home: Home, opened: Opened, key: str) -> str | None:
    """Whether now is a season's beginning or its end; None for any other time, and for any other season."""
    last = seasons.current(home, opened)
    if last is None or last.key != key:
        return None
    if seasons.standing(home, opened) is Stand.REST:
        return END
    return BEGIN if tonight(home) < last.first + BEGINNING else None


def answered(opened: Opened, key: str, at: str) -> tuple[int, ...] | None:
    """The answers by their places, nothing in it if they were left out; None where neither was said yet."""
    found = opened.own.life.journey.seasons.four.get((key, at))
    return found[1] if found else None


async def answer(home: Home, opened: Opened, key: str, answers: tuple[int, ...]) -> None:
    """Keep answers for one's own eyes, or with none that they are left out, in place of those before.

    At any time but a season's beginning and end nothing is kept.
    """
    at = when(home, opened, key)
    if at is None or answered(opened, key, at) == answers:
        return
    before = opened.own.life.journey.seasons.four.get((key, at))
    shreds = await going(
        home,
        opened,
        opened.own,
        [before[0]] if before else [],
        lambda what: isinstance(what, FourAnswered) and (what.key, what.at) == (key, at),
    )
    said = FourAnswered(key, at, answers)
    await append(home.store, opened, opened.own, [said], home.clock(), shreds=shreds)
