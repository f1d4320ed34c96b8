"""Two who are near each other for a while, a phone each: who is here, who holds, which rite they play.

Pure, and never part of any log. It knows hold and let go, and nothing that anybody says. Time comes in as seconds.
Nobody leaves by saying so: whoever is not heard from for a while has gone, and a lost line looks exactly like that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from weft.core.people import Side

LAPSES_S = 7.0
"""Seconds without a word from a page, after which to the other there is no line. A page is heard from every two."""
FORGOTTEN_S = 60.0
"""Seconds after which a page that was not heard from is here no more, and has to be chosen anew."""
TOGETHER_S = 0.8
"""Seconds both hold at once before letting go carries a rite on: longer than two thumbs that meet by chance."""
A_WHILE_S = 60.0
"""Seconds two have to have been near before there is something to keep."""
ASKED_FOR_S = 600.0
"""Seconds after they were last near in which both may say that they would keep it."""


@dataclass(frozen=True, slots=True)
class Here:
    """One of the two, on one open page."""

    page: str
    heard: float
    holds_since: float | None = None
    rite: str = ""
    """The rite this one would like, or is in."""


@dataclass(frozen=True, slots=True)
class Two:
    """What is so between two at an instant. ``step`` counts from 0 and belongs to the rite both are in."""

    here: Mapping[Side, Here] = field(default_factory=dict)
    step: int = 0
    met: float | None = None
    """Since when they have been near, a lost line between included."""
    last: float = 0.0
    """When they were last seen to be near."""
    kept: frozenset[Side] = frozenset()
    """Who would keep it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one of the two may know. While the other is not near, it depends on nothing the other does."""

    here: bool
    near: bool = False
    held: bool = False
    mine: str = ""
    theirs: str = ""
    step: int = -1
    """The step of the rite both are in; -1 in none."""
    while_near: bool = False
    """Whether there was enough of it to keep."""


class NotHere(Exception):
    """This page is not the one its person is near with; nothing has changed."""


def come(two: Two, side: Side, page: str, now: float) -> Two:
    """Somebody chose to be here, on this page and on no other."""
    return _heard(two, side, Here(page, now), now)


def look(two: Two, side: Side, page: str, now: float) -> Two:
    """A page says that it is still open. Raises NotHere."""
    return _heard(two, side, _mine(two, side, page, now), now)


def hold(two: Two, side: Side, page: str, now: float) -> Two:
    """Somebody holds. To hold what is held changes nothing. Raises NotHere."""
    mine = _mine(two, side, page, now)
    since = now if mine.holds_since is None else mine.holds_since
    return _heard(two, side, replace(mine, holds_since=since), now)


def let_go(two: Two, side: Side, page: str, now: float, steps: int = 0) -> Two:
    """Somebody lets go. Had both held, a rite of so many steps goes one step on. Raises NotHere."""
    mine = _mine(two, side, page, now)
    on = in_rite(two) and _held_together(two, now) and two.step < steps
    after = _heard(two, side, replace(mine, holds_since=None), now)
    return replace(after, step=two.step + 1) if on else after


def choose(two: Two, side: Side, page: str, rite: str, now: float) -> Two:
    """Somebody would like a rite, or none. It begins when both would, and ends as soon as one would not. Raises NotHere."""
    mine, was_in = _mine(two, side, page, now), bool(in_rite(two))
    after = _heard(two, side, replace(mine, rite=rite), now)
    other = after.here.get(side.other)
    if was_in and other is not None and not in_rite(after):
        after = replace(after, here={**after.here, side.other: replace(other, rite="")})
    return after if was_in and in_rite(after) else replace(after, step=0)


def keep(two: Two, side: Side, now: float) -> tuple[Two, bool]:
    """Somebody would keep that the two were near; whether both would. It is asked anew the next time."""
    if two.met is None or not _was_a_while(two) or now - two.last > ASKED_FOR_S:
        return two, False
    kept = two.kept | {side}
    if len(kept) < len(Side):
        return replace(two, kept=kept), False
    return replace(two, kept=frozenset(), met=None), True


def seen(two: Two, side: Side, page: str, now: float) -> Seen:
    """What a page of one of the two is told."""
    mine, other = two.here.get(side), two.here.get(side.other)
    if mine is None or mine.page != page or now - mine.heard > FORGOTTEN_S:
        return Seen(here=False)
    if other is None or not _near(two, now):
        return Seen(here=True, mine=mine.rite, while_near=_was_a_while(two))
    return Seen(
        here=True,
        near=True,
        held=other.holds_since is not None,
        mine=mine.rite,
        theirs=other.rite,
        step=two.step if in_rite(two) else -1,
        while_near=_was_a_while(two),
    )


def in_rite(two: Two) -> str:
    """The rite both are in, or nothing."""
    wished = {one.rite for one in two.here.values()} if len(two.here) == len(Side) else {""}
    return wished.pop() if len(wished) == 1 else ""


def is_over(two: Two, now: float) -> bool:
    """Whether nothing of it matters any more."""
    heard = max((one.heard for one in two.here.values()), default=0.0)
    return now - max(heard, two.last) > ASKED_FOR_S


def _mine(two: Two, side: Side, page: str, now: float) -> Here:
    mine = two.here.get(side)
    if mine is None or mine.page != page or now - mine.heard > FORGOTTEN_S:
        raise NotHere
    return mine


def _heard(two: Two, side: Side, mine: Here, now: float) -> Two:
    """With this one heard from. One who has long gone is dropped, and what they wished with them."""
    here = {one: was for one, was in two.here.items() if now - was.heard <= FORGOTTEN_S}
    after = replace(two, here=here | {side: replace(mine, heard=now)})
    if not _near(after, now):
        return after
    anew = two.met is None or now - two.last > ASKED_FOR_S
    return replace(after, met=now, last=now, kept=frozenset()) if anew else replace(after, last=now)


def _near(two: Two, now: float) -> bool:
    return len(two.here) == len(Side) and all(now - one.heard <= LAPSES_S for one in two.here.values())


def _held_together(two: Two, now: float) -> bool:
    both = [one.holds_since for one in two.here.values() if one.holds_since is not None]
    return _near(two, now) and len(both) == len(Side) and now - max(both) >= TOGETHER_S


def _was_a_while(two: Two) -> bool:
    return two.met is not None and two.last - two.met >= A_WHILE_S
