"""Moments between two: made, told apart and opened together, and a landscape of what both felt.

What one has told and the other has not lies in the shared log, locked and signed, and is shown to its author alone.
Nobody but its author is told that it was written, and no page of the other's is made anew for it.
"""

from dataclasses import dataclass, replace
from hashlib import sha256

from weft.core.log.entries import What
from weft.core.moments.curve import NotACurve, unpacked
from weft.core.moments.entries import (
    CurveKept,
    MomentMade,
    MomentWordsTakenBack,
    MomentWoven,
    Own,
    VoiceWritten,
    WhyWritten,
    key_of,
)
from weft.core.moments.landscape import Curve, Landscape, landscape
from weft.core.moments.told import Moment
from weft.core.people import Side
from weft.keeper.gone_by import word_for, written
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import Shred
from weft.keeper.writing import BYTE_OF
from weft.vault.lp import lp

MOST_MOMENTS = 5_000
"""Of one couple: a moment a day for more than thirteen years."""
MOST_WHYS = 60
"""Lines of one person in one landscape."""


class NoSuchMoment(Exception):
    """There is none of this id between these two."""


class AlreadyOpen(Exception):
    """It has opened to both: it can be taken back, and no more be changed."""


class NotOpenYet(Exception):
    """There is no landscape before both have kept what they felt."""


class TooMany(Exception):
    """There is no room for more of these."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What both know of a moment from the beginning; read by ``core.moments.fields``."""

    kind: str
    title: str
    day: int
    days: int
    where: str
    chose: str


def log_of(opened: Opened) -> OpenLog:
    assert opened.couple is not None, "only two have moments"
    return opened.couple.log


def moments(opened: Opened) -> list[Moment]:
    """All moments of the two, the newest first by the day they were lived."""
    every = log_of(opened).life.moments.values()
    return sorted(every, key=lambda one: (one.made.day, one.at, one.id), reverse=True)


def moment(opened: Opened, key: str) -> Moment:
    """Raises NoSuchMoment."""
    found = log_of(opened).life.moments.get(key)
    if found is None:
        raise NoSuchMoment
    return found


def new_tap(opened: Opened) -> str:
    """The mark of the next moment this person makes: the same form sent twice makes one."""
    mine = sum(one.by is opened.side and not one.plan for one in log_of(opened).life.moments.values())
    return sha256(lp("moment", log_of(opened).key, opened.side.value, str(mine))).digest()[:16].hex()


async def make(home: Home, opened: Opened, facts: Facts, tap: str) -> str:
    """Name something lived, for both to see at once; gives its id. Raises TooMany."""
    log = log_of(opened)
    if len(log.life.moments) >= MOST_MOMENTS:
        raise TooMany
    key = sha256(lp("moment-id", log.key, opened.person, tap or new_tap(opened))).digest()[:16].hex()
    if key not in log.life.moments:
        made = MomentMade(key, facts.kind, facts.title, facts.day, facts.days, facts.where, facts.chose)
        await append(home.store, opened, log, [made], home.clock(), tap=f"moment {key}")
        home.tell(log.log)
    return key


async def name_anew(home: Home, opened: Opened, key: str, title: str) -> None:
    """Give a moment another name, for both to see at once. Raises NoSuchMoment; AlreadyOpen once it is woven."""
    log, one = log_of(opened), moment(opened, key)
    if one.woven_at is not None:
        raise AlreadyOpen
    if one.made.title != title:
        made = replace(one.made, title=title)
        await append(home.store, opened, log, [made], home.clock(), tap=f"name {key} {log.seq}")
        home.tell(log.log)


async def tell(home: Home, opened: Opened, what: VoiceWritten | CurveKept) -> None:
    """Keep this person's telling, or what they felt, in place of what they had kept before.

    Opens to both if the other's is there. Raises NoSuchMoment, AlreadyOpen.
    """
    log, one = log_of(opened), moment(opened, what.moment)
    if one.voices_open if isinstance(what, VoiceWritten) else one.curves_open:
        raise AlreadyOpen
    before = one.own(opened.side, key_of(what))
    if before and before.what == what:
        return
    shreds = await _shreds(home, opened, what.moment, key_of(what)) if before else []
    tap = f"{what.moment} {key_of(what)} {before.at if before else 0} {opened.own.seq}"
    await append(home.store, opened, log, [what], home.clock(), tap=tap, shreds=shreds)
    _tell(home, opened, one)


async def say_why(home: Home, opened: Opened, what: WhyWritten) -> None:
    """A line at a place of the open landscape, for both at once. Raises NoSuchMoment, NotOpenYet, TooMany."""
    log, one = log_of(opened), moment(opened, what.moment)
    if not one.curves_open:
        raise NotOpenYet
    before = one.own(opened.side, key_of(what))
    if before is None and sum(of is opened.side for of, _ in one.whys) >= MOST_WHYS:
        raise TooMany
    if before and before.what == what:
        return
    shreds = await _shreds(home, opened, what.moment, key_of(what)) if before else []
    await append(home.store, opened, log, [what], home.clock(), shreds=shreds)
    home.tell(log.log)


async def take_back(home: Home, opened: Opened, key: str, own: str) -> None:
    """Take back what is this person's own in a moment, key and bytes; what isn't there is no error.

    The other's pages are not told to look. Raises NoSuchMoment.
    """
    log, one = log_of(opened), moment(opened, key)
    if one.own(opened.side, own) is None:
        return
    shreds = await _shreds(home, opened, key, own)
    was_open = {"voice": one.voices_open, "curve": one.curves_open}.get(own, False)
    back: list[What] = [MomentWordsTakenBack(key, own, was_open, one.woven_at or 0)]
    await append(home.store, opened, log, back, home.clock(), shreds=shreds)
    home.tell(log.log, only=opened.person)


async def weave(home: Home, opened: Opened, key: str) -> None:
    """Weave a moment in as it is; woven already is no error. Raises NoSuchMoment."""
    log, one = log_of(opened), moment(opened, key)
    if one.woven_at is None:
        await append(home.store, opened, log, [MomentWoven(key)], home.clock(), tap=f"weave {key}")
        home.tell(log.log)


def drawn(one: Moment, opened: Opened) -> Landscape:
    """The landscape of two curves, drawn the same for both. Raises NotOpenYet, also once either took theirs back."""
    curves = [one.curve(side, opened.side) for side in Side]
    if not one.curves_open or None in curves:
        raise NotOpenYet
    try:
        left, right = (Curve(unpacked(each.curve), each.knots) for each in curves if each)
    except NotACurve:
        raise NotOpenYet from None
    return landscape(left, right)


def _tell(home: Home, opened: Opened, before: Moment) -> None:
    """Whoever sees something new is told: both when it opened, and else this person's other pages alone."""
    now = moment(opened, before.id)
    opens = (now.voices_open, now.curves_open) != (before.voices_open, before.curves_open)
    home.tell(log_of(opened).log, only=None if opens else opened.person)


async def _shreds(home: Home, opened: Opened, key: str, own: str) -> list[Shred]:
    """What holds this person's own thing, with their signed word that it goes."""
    log = log_of(opened)
    mine = [row for row in await home.store.read(log.log) if row.author == BYTE_OF[opened.side]]
    return [
        word_for(opened, row)
        for row, one in written(log, mine)
        if isinstance(one.what, Own) and one.what.moment == key and key_of(one.what) == own
    ]
