"""Rhythm and seasons: proposed by one, agreed to by the other, ended by either; and a look back for oneself."""

import os
from collections.abc import Callable, Sequence

from weft.core.journey.entries import (
    OwnOfSeason,
    RhythmAgreed,
    RhythmAsked,
    RhythmTakenBack,
    SeasonEnded,
    SeasonForgotten,
    SeasonLookedBack,
)
from weft.core.journey.season import Asked, Rhythm, Season, Seasons, Stand, may_begin, stand
from weft.core.log.entries import What
from weft.keeper import evenings
from weft.keeper.evenings import shared, tonight
from weft.keeper.gone_by import going
from weft.keeper.home import Home
from weft.keeper.opened import Opened, append
from weft.keeper.own_copies import looking_back
from weft.keeper.ports import Shred


class StillResting(Exception):
    """The two are in a season, in the rest after one, or have had three within a year; nothing was changed."""


class NothingAsked(Exception):
    """There is nothing to say yes to: it was taken back, or answered already."""


def seasons(opened: Opened) -> Seasons:
    return shared(opened).seasons


def standing(home: Home, opened: Opened) -> Stand:
    return stand(seasons(opened), tonight(home))


def current(home: Home, opened: Opened) -> Season | None:
    """The season the two are in, or rest from."""
    return seasons(opened).latest if standing(home, opened) is not Stand.NONE else None


def asked(opened: Opened, *, mine: bool) -> Asked | None:
    """What this person proposed, or what the other did."""
    return seasons(opened).asked.get(opened.side if mine else opened.side.other)


async def ask(home: Home, opened: Opened, rhythm: Rhythm, purpose: str, length: int) -> None:
    """Propose a rhythm, and a season of ``length`` days unless that is 0, in place of one's earlier proposal.

    Raises StillResting.
    """
    if length and not may_begin(seasons(opened), tonight(home)):
        raise StillResting
    days, quiet = tuple(sorted(rhythm.days)), tuple(sorted(rhythm.quiet))
    anew = RhythmAsked(os.urandom(16).hex(), rhythm.minutes, days, quiet, purpose, length)
    await _instead(home, opened, anew, asked(opened, mine=True), lambda key: key in seasons(opened).agreed)


async def take_back(home: Home, opened: Opened) -> None:
    """Take one's own proposal back; none is no error."""
    one = asked(opened, mine=True)
    if one:
        await _instead(
            home, opened, RhythmTakenBack(one.key), one, lambda each: each in seasons(opened).agreed
        )


async def agree(home: Home, opened: Opened, key: str) -> None:
    """Say yes to what the other proposed: it holds from today, and what one proposed oneself goes.

    Raises NothingAsked, StillResting.
    """
    one = asked(opened, mine=False)
    if one is None or one.key != key:
        raise NothingAsked
    if one.length and not may_begin(seasons(opened), tonight(home)):
        raise StillResting
    await _instead(
        home,
        opened,
        RhythmAgreed(one.key, tonight(home)),
        asked(opened, mine=True),
        lambda _: asked(opened, mine=False) != one,
    )


async def end(home: Home, opened: Opened, key: str) -> None:
    """End a season: from today on it is no more, for both. One that is over is no error."""
    if standing(home, opened) is Stand.SEASON and (last := seasons(opened).latest) and last.key == key:
        await _say(home, opened, SeasonEnded(key, tonight(home)))


async def _instead(
    home: Home, opened: Opened, what: What, one: Asked | None, stands: Callable[[str], bool]
) -> None:
    """Say something that ends one's own proposal, which goes for good in the same commit.

    Unless it ``stands`` after all, because the other was first in the same instant: then nothing of it goes.
    """
    shreds = await going(
        home,
        opened,
        opened.log,
        [one.at] if one else [],
        lambda each: isinstance(each, RhythmAsked) and one is not None and each.key == one.key,
    )

    def still() -> Sequence[Shred]:
        return () if one is None or stands(one.key) else shreds

    await append(home.store, opened, opened.log, [what], home.clock(), shreds=still)
    home.tell(opened.log.log)


async def _say(home: Home, opened: Opened, what: What) -> None:
    await append(home.store, opened, opened.log, [what], home.clock())
    home.tell(opened.log.log)


def looked_back(opened: Opened, key: str) -> str:
    """What this person wrote for themself about a season."""
    return opened.own.life.journey.seasons.looked_back.get(key, (0, ""))[1]


async def look_back(home: Home, opened: Opened, key: str, text: str) -> None:
    """Keep a look back, for one's own eyes, in place of the one before; empty takes it back for good."""
    before = opened.own.life.journey.seasons.looked_back.get(key)
    if (before[1] if before else "") == text:
        return
    shreds = await going(
        home,
        opened,
        opened.own,
        [before[0]] if before else [],
        lambda what: isinstance(what, SeasonLookedBack) and what.key == key,
    )
    await append(home.store, opened, opened.own, [SeasonLookedBack(key, text)], home.clock(), shreds=shreds)


# ---------------------------------------------------------------- forgetting


def four_said(opened: Opened, key: str) -> bool:
    """Whether this person said anything to a season's four questions, if only that they leave them out."""
    return any(of == key for of, _ in opened.own.life.journey.seasons.four)


def _own_written(opened: Opened, key: str) -> set[int]:
    """When this person wrote what is theirs alone about a season."""
    some = opened.own.life.journey.seasons
    back = {at for of, (at, _) in some.looked_back.items() if of == key}
    return back | {at for (of, _), (at, _) in some.four.items() if of == key}


async def known(home: Home, opened: Opened) -> tuple[Season, ...]:
    """Every season of this person's life here, the oldest first: with whom they share a cloth now, and before."""
    past = [seasons(one) for one in await looking_back(home.store, opened)]
    every = (one for some in (*past, seasons(opened)) for one in some.seasons)
    return tuple(sorted(every, key=lambda one: one.first))


async def forget(home: Home, opened: Opened, key: str) -> None:
    """Take all that is this person's own of a season out for good: evenings, what was shared of them, words, answers.

    What the two agreed on and lived stays. To the other it is as if nothing had been written. A season of which
    nothing is there, or none of theirs, is no error.
    """
    one = next((each for each in await known(home, opened) if each.key == key), None)
    if one is None:
        return
    await evenings.forget(home, opened, one.first, one.over)
    at = _own_written(opened, key)
    if at:
        shreds = await going(
            home, opened, opened.own, at, lambda what: isinstance(what, OwnOfSeason) and what.key == key
        )
        await append(home.store, opened, opened.own, [SeasonForgotten(key)], home.clock(), shreds=shreds)
