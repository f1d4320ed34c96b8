"""A couple's own experiment: proposed by one, agreed to by the other, its order drawn by chance; ended by either."""

import os
from collections.abc import Callable, Sequence

from weft.core.journey.entries import (
    ExperimentAgreed,
    ExperimentAsked,
    ExperimentEnded,
    ExperimentTakenBack,
)
from weft.core.journey.trial import PAIRS, Experiments, Proposed
from weft.core.log.entries import What
from weft.keeper.evenings import shared, tonight
from weft.keeper.gone_by import going
from weft.keeper.home import Home
from weft.keeper.opened import Opened, append
from weft.keeper.ports import Shred


class OneAtATime(Exception):
    """An experiment is under way; nothing was changed."""


class NothingAsked(Exception):
    """There is nothing to say yes to: it was taken back, or answered already."""


def experiments(opened: Opened) -> Experiments:
    return shared(opened).experiments


def is_under_way(home: Home, opened: Opened) -> bool:
    """Whether one runs, or begins tomorrow."""
    last = experiments(opened).latest
    return last is not None and tonight(home) < last.over


def asked(opened: Opened, *, mine: bool) -> Proposed | None:
    """What this person proposed, or what the other did."""
    return experiments(opened).asked.get(opened.side if mine else opened.side.other)


async def ask(home: Home, opened: Opened, one: str, other: str, span: str) -> None:
    """Propose two things to try, in place of one's earlier proposal. Raises OneAtATime."""
    if is_under_way(home, opened):
        raise OneAtATime
    anew = ExperimentAsked(os.urandom(16).hex(), one, other, span, PAIRS[span])
    await _instead(home, opened, anew, asked(opened, mine=True), lambda key: _was_agreed(opened, key))


async def take_back(home: Home, opened: Opened) -> None:
    """Take one's own proposal back; none is no error."""
    one = asked(opened, mine=True)
    if one:
        await _instead(
            home, opened, ExperimentTakenBack(one.key), one, lambda each: _was_agreed(opened, each)
        )


async def agree(home: Home, opened: Opened, key: str) -> None:
    """Say yes, and have the order drawn: it begins tomorrow, and what one proposed oneself goes.

    Raises NothingAsked, OneAtATime.
    """
    one = asked(opened, mine=False)
    if one is None or one.key != key:
        raise NothingAsked
    if is_under_way(home, opened):
        raise OneAtATime
    coins = tuple(bool(byte & 1) for byte in os.urandom(one.pairs))
    await _instead(
        home,
        opened,
        ExperimentAgreed(key, tonight(home) + 1, coins),
        asked(opened, mine=True),
        lambda _: asked(opened, mine=False) != one,
    )


async def end(home: Home, opened: Opened, key: str) -> None:
    """End an experiment from today on, for both. One that is over is no error."""
    last, day = experiments(opened).latest, tonight(home)
    if last and last.key == key and day < last.over:
        await _say(home, opened, ExperimentEnded(key, max(day, last.first)))


def _was_agreed(opened: Opened, key: str) -> bool:
    return any(each.key == key for each in experiments(opened).tried)


async def _instead(
    home: Home, opened: Opened, what: What, one: Proposed | None, stands: Callable[[str], bool]
) -> None:
    """Say something that ends one's own proposal, which goes for good in the same commit.

    Unless it ``stands`` after all, because the other was first in the same instant: then nothing of it goes.
    """
    shreds = await going(
        home,
        opened,
        opened.log,
        [one.at] if one else [],
        lambda each: isinstance(each, ExperimentAsked) and one is not None and each.key == one.key,
    )

    def still() -> Sequence[Shred]:
        return () if one is None or stands(one.key) else shreds

    await append(home.store, opened, opened.log, [what], home.clock(), shreds=still)
    home.tell(opened.log.log)


async def _say(home: Home, opened: Opened, what: What) -> None:
    await append(home.store, opened, opened.log, [what], home.clock())
    home.tell(opened.log.log)
