"""Plans between two: offered, answered, changed, taken away, and looked forward to.

Both see a plan at once and have equal rights in it. What somebody looks forward to lies in the shared log, locked and
signed, and is shown to its author alone until the day has begun and both would open it; nobody is told that it is
there. What is replaced or taken back goes for good, key and bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

from weft.core.log.entries import What
from weft.core.moments.told import Moment
from weft.core.pictures import by_moment
from weft.core.plans import hours
from weft.core.plans.entries import (
    BringsSaid,
    ForwardTakenBack,
    ForwardWritten,
    PlanAnswered,
    PlanLetBe,
    PlanOffered,
    PlanWithdrawn,
    Window,
)
from weft.core.plans.fields import Facts
from weft.core.plans.made import is_kept
from weft.core.plans.plan import Plan, moment_id, opens_on
from weft.keeper import feeds
from weft.keeper.gone_by import word_for, written
from weft.keeper.home import Home
from weft.keeper.open_log import OpenLog
from weft.keeper.opened import Opened, append
from weft.keeper.ports import Shred
from weft.keeper.writing import BYTE_OF
from weft.vault.lp import lp

MOST_PLANS = 2_000
"""Of one couple, taken away or not."""
SAVOUR = 30 * 60
"""Minutes after its end for which a plan is on Today, to be told: that evening and the next day."""
TELL = 14 * 24 * 60
"""Minutes for which it stands among the moments without a word."""
DAY = 24 * 60


class NoSuchPlan(Exception):
    """There is none of this id between these two, or it was taken away."""


class MovedOn(Exception):
    """The plan was answered or changed meanwhile, or its time has been; nothing was changed."""


class TooMany(Exception):
    """There is no room for more plans."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A time of a plan that both agreed to and that is not over."""

    plan: Plan
    window: Window
    day: int


def log_of(opened: Opened) -> OpenLog:
    assert opened.couple is not None, "plans take two"
    return opened.couple.log


def now_of(home: Home) -> int:
    """The minute since 1970."""
    return int(home.clock().timestamp()) // 60


# ---------------------------------------------------------------- looking


def plan(opened: Opened, key: str) -> Plan:
    """Raises NoSuchPlan."""
    found = log_of(opened).life.plans.every.get(key)
    if found is None or found.withdrawn:
        raise NoSuchPlan
    return found


def standing(opened: Opened) -> list[Plan]:
    """All that were not taken away, in the order in which they were first offered."""
    return [one for one in log_of(opened).life.plans.every.values() if not one.withdrawn]


def coming(opened: Opened, each: int = 1) -> list[Coming]:
    """The next times of everything both agreed to, the soonest first; of what comes again, the next few."""
    found = [
        Coming(one, window, hours.day_of(window, one.agreed.offered.zone))
        for one in standing(opened)
        if one.agreed
        for window in one.upcoming(each)
    ]
    return sorted(found, key=lambda one: (one.window.first, one.plan.id))


def offers(home: Home, opened: Opened) -> list[Plan]:
    """What waits for a word from one of the two, or has had one and no yes; without those whose times have been."""
    now = now_of(home)
    return [one for one in lying(opened) if one.offer and not has_been(one.offer, now)]


def lying(opened: Opened) -> list[Plan]:
    """The same with those whose times have been."""
    return [one for one in standing(opened) if one.offer]


def has_been(offer: PlanOffered, now: int) -> bool:
    """Whether every window of an offer is over."""
    return all(hours.ends(one, offer.zone) <= now for one in offer.windows)


def to_savour(home: Home, opened: Opened) -> list[Moment]:
    """Moments that plans have lately become and this person has not told, the newest first."""
    if opened.couple is None:
        return []
    since = (now_of(home) - SAVOUR) * 60
    life = log_of(opened).life
    lately = [one for _, key in reversed(life.plans.late) if (one := life.moments.get(key))]
    return [
        one
        for one in lately
        if one.at >= since and one.own(opened.side, "voice") is None and one.woven_at is None
    ]


def may_let_be(opened: Opened, one: Moment) -> bool:
    """Whether it can still be said that a plan did not happen: nothing of it is open to both."""
    return bool(one.plan) and not is_kept(one) and one.id not in by_moment(log_of(opened).life.pictures)


def still_told(home: Home, opened: Opened, one: Moment) -> bool:
    """Whether a moment is among this person's: one of a plan that nobody tells goes after two weeks, like any day."""
    lately = one.at >= int(home.clock().timestamp()) - TELL * 60
    return not may_let_be(opened, one) or lately or one.own(opened.side, "voice") is not None


# ---------------------------------------------------------------- offering and answering


def new_tap(opened: Opened) -> str:
    """The mark of the next plan this person offers: the same form sent twice makes one."""
    mine = log_of(opened).life.plans.made.get(opened.side, 0)
    return sha256(lp("plan", log_of(opened).key, opened.side.value, str(mine))).digest()[:16].hex()


async def offer(home: Home, opened: Opened, facts: Facts, tap: str) -> str:
    """Offer something to do, for both to see at once; gives its id. Raises TooMany."""
    log = log_of(opened)
    if len(log.life.plans.every) >= MOST_PLANS:
        raise TooMany
    # Not the form alone: another plan, typed where a second one lay open, is another plan.
    pressed = (tap or new_tap(opened), repr(facts.windows), facts.title, facts.text, facts.where)
    key = sha256(lp("plan-id", log.key, opened.person, *pressed)).digest()[:16].hex()
    if key not in log.life.plans.every:
        await append(home.store, opened, log, [_offered(key, 0, facts)], home.clock(), tap=f"plan {key}")
        home.tell(log.log)
    return key


async def change(home: Home, opened: Opened, key: str, turn: int, facts: Facts) -> None:
    """Offer it anew, in place of the newest offer; what both had agreed to stands until the other says yes.

    Where only what each brings is new, nobody has to answer again. Raises NoSuchPlan, MovedOn.
    """
    log, one = log_of(opened), plan(opened, key)
    if one.turn != turn:
        raise MovedOn
    newest = one.newest
    offered = _as_it_was(newest, _offered(key, turn + 1, facts))
    if _same_but_brings(newest, offered) or _same_but_brings(newest, _as_agreed(one, offered)):
        if (newest.left, newest.right) != (facts.left, facts.right):
            what: What = BringsSaid(key, facts.left, facts.right)
            await append(home.store, opened, log, [what], home.clock())
            home.tell(log.log)
        return
    await append(home.store, opened, log, [offered], home.clock(), tap=f"plan {key} {turn + 1}")
    home.tell(log.log)
    if plan(opened, key).offer != offered:
        raise MovedOn  # The other changed it in the same instant, and theirs was first.


def _offered(key: str, turn: int, facts: Facts) -> PlanOffered:
    return PlanOffered(
        plan=key,
        turn=turn,
        title=facts.title,
        text=facts.text,
        where=facts.where,
        windows=facts.windows,
        zone=facts.zone,
        repeats=facts.repeats,
        left=facts.left,
        right=facts.right,
    )


def _as_it_was(before: PlanOffered, offered: PlanOffered) -> PlanOffered:
    """With the hours of where it was first said, if only somebody in other hours has typed the same times again."""
    same = _times(before) == _times(offered) and before.repeats == offered.repeats
    return replace(offered, windows=before.windows, zone=before.zone) if same else offered


def _as_agreed(one: Plan, offered: PlanOffered) -> PlanOffered:
    """With the times as they were offered, if what was typed is the next of those both agreed to."""
    if one.offer is not None or one.agreed is None:
        return offered
    agreed = one.agreed.offered
    soon = [_times(replace(agreed, windows=(window,))) for window in one.upcoming(3)]
    return replace(offered, windows=agreed.windows, zone=agreed.zone) if _times(offered) in soon else offered


def _times(offered: PlanOffered) -> list[tuple[int, int]]:
    return [
        (hours.day_of(one, offered.zone), one.days) if one.days else (one.first, -one.minutes)
        for one in offered.windows
    ]


def _same_but_brings(one: PlanOffered, other: PlanOffered) -> bool:
    def of(offered: PlanOffered) -> tuple[object, ...]:
        return (
            offered.title,
            offered.text,
            offered.where,
            offered.windows,
            offered.zone,
            offered.repeats,
        )

    return of(one) == of(other)


async def answer(home: Home, opened: Opened, key: str, turn: int, said: str, first: int = 0) -> None:
    """Say "yes" to a window of an offer, "another" or "no", for both to see. Raises NoSuchPlan, MovedOn."""
    log, one = log_of(opened), plan(opened, key)
    if one.offer is None or one.turn != turn or one.offered_by is opened.side:
        raise MovedOn
    if said == "yes":
        window = next((each for each in one.offer.windows if each.first == first), None)
        if window is None or hours.ends(window, one.offer.zone) <= now_of(home):
            raise MovedOn
    if said not in ("yes", "another", "no") or one.answer == said:
        return
    what = PlanAnswered(key, turn, said, first if said == "yes" else 0)
    await append(home.store, opened, log, [what], home.clock())
    home.tell(log.log)
    if said == "yes":
        await feeds.renew(home, opened)


async def withdraw(home: Home, opened: Opened, key: str) -> None:
    """Take a plan away, for both and without a reason. What was lived of it stays lived. Raises NoSuchPlan."""
    log, one = log_of(opened), plan(opened, key)
    lived = any(each.plan == key for each in log.life.moments.values())
    shreds = [] if lived else await _shreds(home, opened, lambda what: getattr(what, "plan", "") == key)
    await append(home.store, opened, log, [PlanWithdrawn(key, one.by.value)], home.clock(), shreds=shreds)
    home.tell(log.log)
    if one.agreed:
        await feeds.renew(home, opened)


async def let_be(home: Home, opened: Opened, key: str, day: int, *, so: bool) -> None:
    """Leave a day of a plan out, before or after; or take that back. Without a word of why.

    Raises NoSuchPlan, also for a day that is none of its own. A day of which something is open to both stays: then
    nothing happens.
    """
    log = log_of(opened)
    one = log.life.plans.every.get(key)
    if one is None or one.agreed is None:
        raise NoSuchPlan
    moment = log.life.moments.get(moment_id(key, day))
    if (day in one.let_be) == so or (so and moment and not may_let_be(opened, moment)):
        return
    if so and moment is None and day not in _days(one):
        raise NoSuchPlan  # Days of anybody's choosing would stand in the log for good.
    await append(home.store, opened, log, [PlanLetBe(key, day, so)], home.clock())
    home.tell(log.log)
    await feeds.renew(home, opened)


# ---------------------------------------------------------------- looking forward


async def look_forward(home: Home, opened: Opened, key: str, day: int, text: str, *, opens: bool) -> None:
    """Keep what this person looks forward to, in place of what they had kept before; nobody else is told.

    Raises NoSuchPlan, also for a day that is none of its next ones.
    """
    log, one = log_of(opened), plan(opened, key)
    what = ForwardWritten(key, day, text, opens)
    before = one.forward.get((day, opened.side))
    if before == what:
        return
    if one.agreed is None or day not in _days(one):
        raise NoSuchPlan
    shreds = await _forward_shreds(home, opened, key, day) if before else []
    await append(home.store, opened, log, [what], home.clock(), shreds=shreds)
    _tell(home, opened, key, day)


async def take_forward_back(home: Home, opened: Opened, key: str, day: int) -> None:
    """Take back what this person looks forward to, key and bytes. Raises NoSuchPlan."""
    log, one = log_of(opened), plan(opened, key)
    if (day, opened.side) not in one.forward:
        return
    shreds = await _forward_shreds(home, opened, key, day)
    what = ForwardTakenBack(key, day)
    await append(home.store, opened, log, [what], home.clock(), shreds=shreds)
    home.tell(log.log, only=opened.person)


async def clear_left(home: Home, opened: Opened) -> None:
    """Take out what this person looked forward to in plans the other took away; to the other nothing looks different."""
    log = log_of(opened)
    keys = {one.id for one in log.life.plans.every.values() if opened.side in one.left}
    if keys:
        shreds = await _shreds(
            home, opened, lambda what: isinstance(what, ForwardWritten) and what.plan in keys
        )
        gone = [ForwardTakenBack(key, now_of(home) // DAY) for key in sorted(keys)]
        tap = f"left {' '.join(sorted(keys))}"  # Looked at twice at once, it is taken back once.
        await append(home.store, opened, log, gone, home.clock(), tap=tap, shreds=shreds)


def _days(one: Plan) -> set[int]:
    assert one.agreed is not None, "asked of what both agreed to"
    return {hours.day_of(window, one.agreed.offered.zone) for window in one.upcoming(3)}


def _tell(home: Home, opened: Opened, key: str, day: int) -> None:
    """Both where it has opened to both by this; else this person's other pages alone."""
    opens = opens_on(plan(opened, key), day, now_of(home))
    home.tell(log_of(opened).log, only=None if opens else opened.person)


async def _forward_shreds(home: Home, opened: Opened, key: str, day: int) -> list[Shred]:
    """What this person wrote for that day; of a plan that comes once, also for the day it was moved from."""
    agreed = plan(opened, key).agreed
    once = agreed is not None and not agreed.offered.repeats
    return await _shreds(
        home,
        opened,
        lambda what: isinstance(what, ForwardWritten) and what.plan == key and (once or what.day == day),
    )


async def _shreds(home: Home, opened: Opened, fits: Callable[[What], bool]) -> list[Shred]:
    """What this person wrote that fits, with their signed word that it goes."""
    log = log_of(opened)
    mine = [row for row in await home.store.read(log.log) if row.author == BYTE_OF[opened.side]]
    return [word_for(opened, row) for row, one in written(log, mine) if fits(one.what)]
