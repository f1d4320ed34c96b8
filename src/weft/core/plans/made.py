"""From entries to plans, and from plans whose time is over to moments. A fold, like the log's own.

Nothing is written when a plan becomes a moment: what is agreed and over is one, from that minute on, whoever reads the
log and whenever. The instants of the entries are the clock of the fold.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from weft.core.moments.entries import MomentMade, MomentWhat
from weft.core.moments.told import Line as MomentLine
from weft.core.moments.told import Moment, Moments, with_told
from weft.core.people import Side
from weft.core.plans import hours
from weft.core.plans.entries import (
    BringsSaid,
    FeedChosen,
    ForwardTakenBack,
    ForwardWritten,
    PlanAnswered,
    PlanLetBe,
    PlanOffered,
    PlanWhat,
    PlanWithdrawn,
    Window,
    ZoneChosen,
)
from weft.core.plans.plan import NEVER, Agreed, Plan, Plans, moment_id
from weft.core.plans.possible import can_be

MOST_PLANS = 4_000
"""Of a log, taken away or not: twice as many as our pages let two offer."""
LATE = 8
"""Moments remembered as those of lately."""
MOMENT_KIND = "time together"

Line = tuple[Side, int, PlanWhat | MomentWhat]
"""Who, the instant in seconds since 1970, and what."""


def with_plans(before: Plans, moments: Moments, lines: Iterable[Line]) -> tuple[Plans, Moments]:
    """Plans and moments after these entries, in their order. What cannot be is passed over."""
    plans, waiting = before, list[MomentLine]()
    for side, at, what in lines:
        if isinstance(what, PlanWhat) and not can_be(what):
            continue
        if waiting and (isinstance(what, PlanWhat) or at >= plans.due * 60):
            moments, waiting = with_told(moments, waiting), []
        plans, moments = lived(plans, moments, at // 60)
        if isinstance(what, PlanWhat):
            plans, moments = _planned(plans, moments, side, at, what)
        else:
            waiting.append((side, at, what))
    return plans, with_told(moments, waiting) if waiting else moments


def lived(plans: Plans, moments: Moments, now: int) -> tuple[Plans, Moments]:
    """The same at a later minute: what was agreed and is over has become a moment."""
    if now < plans.due:
        return plans, moments
    every, born, late = dict(plans.every), dict(moments), list(plans.late)
    for plan in plans.every.values():
        while plan.agreed and not plan.withdrawn and plan.agreed.due <= now:
            window = plan.agreed.next
            assert window is not None, "what is due has a time"
            if hours.day_of(window, plan.agreed.offered.zone) not in plan.let_be:
                one = _moment(plan, plan.agreed, window)
                born.setdefault(one.id, one)
                late.append((one.at // 60, one.id))
            plan = every[plan.id] = replace(plan, agreed=replace(plan.agreed, come=plan.agreed.come + 1))
    return _due(replace(plans, every=every, late=tuple(sorted(late)[-LATE:]))), born


def _due(plans: Plans) -> Plans:
    some = (one.agreed.due for one in plans.every.values() if one.agreed and not one.withdrawn)
    return replace(plans, due=min(some, default=NEVER))


def _moment(plan: Plan, agreed: Agreed, window: Window) -> Moment:
    """What a time of a plan becomes, the same whoever works it out."""
    offered = agreed.offered
    day, end = hours.day_of(window, offered.zone), hours.ends(window, offered.zone)
    made = MomentMade(
        moment_id(plan.id, day),
        MOMENT_KIND,
        offered.title,
        day,
        max(1, window.days),
        offered.where,
        "both" if offered.repeats else agreed.by.value,
    )
    return Moment(made, end * 60, agreed.by, plan=plan.id)


def _planned(plans: Plans, moments: Moments, side: Side, at: int, what: PlanWhat) -> tuple[Plans, Moments]:
    """After one entry of a plan. What belongs to no plan that lies there is passed over."""
    match what:
        case ZoneChosen():
            return replace(plans, zone=what.zone), moments
        case FeedChosen():
            return replace(plans, feed=what), moments
        case PlanOffered() if what.plan not in plans.every and len(plans.every) < MOST_PLANS:
            made = {**plans.made, side: plans.made.get(side, 0) + 1}
            plan = Plan(what.plan, side, at, what.turn, what, side)
            return replace(plans, every={**plans.every, what.plan: plan}, made=made), moments
        case PlanWithdrawn() if what.plan not in plans.every and what.by in set(Side):
            side = Side(what.by)
            return replace(plans, made={**plans.made, side: plans.made.get(side, 0) + 1}), moments
        case PlanLetBe() if what.plan in plans.every:
            return _let_be(plans, moments, plans.every[what.plan], what)
        case ForwardTakenBack() if what.plan in plans.every and plans.every[what.plan].withdrawn:
            plan = plans.every[what.plan]
            gone = replace(plan, left=plan.left - {side})
            return replace(plans, every={**plans.every, plan.id: gone}), moments
        case _ if what.plan not in plans.every or plans.every[what.plan].withdrawn:
            return plans, moments
        case PlanWithdrawn():
            plan = plans.every[what.plan]
            is_lived = any(one.plan == plan.id for one in moments.values())
            left = () if is_lived else (by for _, by in plan.forward if by is not side)
            return _withdrawn(plans, replace(plan, left=frozenset(left))), moments
        case PlanLetBe():
            return plans, moments
        case _:
            plan = _changed(plans.every[what.plan], side, what)
            return _due(replace(plans, every={**plans.every, what.plan: plan})), moments


def _withdrawn(plans: Plans, plan: Plan) -> Plans:
    """Gone, but for the days of it that were lived, whose moments stay and may still be said not to have been."""
    return _due(
        replace(
            plans,
            every={**plans.every, plan.id: replace(plan, withdrawn=True, forward={}, offer=plan.newest)},
        )
    )


def _changed(
    plan: Plan,
    side: Side,
    what: PlanOffered | PlanAnswered | BringsSaid | ForwardWritten | ForwardTakenBack,
) -> Plan:
    match what:
        case PlanOffered() if what.turn == plan.turn + 1:
            return replace(plan, turn=what.turn, offer=what, offered_by=side, answer="")
        case PlanAnswered() if plan.offer and what.turn == plan.turn and side is not plan.offered_by:
            return _answered(plan, plan.offer, what)
        case BringsSaid():
            return _bringing(plan, what)
        case ForwardWritten():
            return replace(plan, forward={**plan.forward, (what.day, side): what})
        case ForwardTakenBack():
            others = {key: one for key, one in plan.forward.items() if key != (what.day, side)}
            return replace(plan, forward=others)
        case _:
            return plan


def _answered(plan: Plan, offer: PlanOffered, what: PlanAnswered) -> Plan:
    """A yes makes it what both agreed to, in place of what they had agreed to before. Without one, that stands."""
    if what.answer != "yes":
        return replace(plan, answer=what.answer)
    window = next((one for one in offer.windows if one.first == what.first), None)
    if window is None:
        return plan
    agreed = Agreed(offer, plan.offered_by, window)
    return replace(plan, offer=None, answer="", agreed=agreed, forward=_moved(plan, agreed))


def _moved(plan: Plan, agreed: Agreed) -> Mapping[tuple[int, Side], ForwardWritten]:
    """What is looked forward to goes along when a plan that comes once moves to another day.

    It stays its author's: that they would have opened it was said of the day before.
    """
    if agreed.offered.repeats or plan.agreed is None or plan.agreed.offered.repeats or plan.agreed.come:
        return plan.forward
    old, day = (hours.day_of(one.window, one.offered.zone) for one in (plan.agreed, agreed))
    if old == day:
        return plan.forward
    return {
        (day, side): replace(one, day=day, opens=False)
        for (on, side), one in plan.forward.items()
        if on == old
    }


def _bringing(plan: Plan, what: BringsSaid) -> Plan:
    offer = replace(plan.offer, left=what.left, right=what.right) if plan.offer else None
    agreed = plan.agreed
    if agreed:
        agreed = replace(agreed, offered=replace(agreed.offered, left=what.left, right=what.right))
    return replace(plan, offer=offer, agreed=agreed)


def _let_be(plans: Plans, moments: Moments, plan: Plan, what: PlanLetBe) -> tuple[Plans, Moments]:
    """A day that is left out has no moment; one that is not left out after all has it again, as it stood."""
    days = plan.let_be | {what.day} if what.so else plan.let_be - {what.day}
    key = moment_id(plan.id, what.day)
    aside, still = dict(plans.aside), dict(moments)
    gone_from, put_to = (still, aside) if what.so else (aside, still)
    one = gone_from.get(key)
    if one is not None and not is_kept(one):
        put_to[key] = gone_from.pop(key)
    elif not what.so and plan.agreed and key not in still:
        window = _was(plan.agreed, what.day)
        if window:
            still[key] = _moment(plan, plan.agreed, window)
    every = {**plans.every, plan.id: replace(plan, let_be=days)}
    return replace(plans, every=every, aside=aside), still


def _was(agreed: Agreed, day: int) -> Window | None:
    """The time of this day among those that have ended."""
    some = (agreed.nth(times) for times in range(agreed.come))
    return next((one for one in some if hours.day_of(one, agreed.offered.zone) == day), None)


def is_kept(one: Moment) -> bool:
    """Whether something of a moment is open to both or woven, so that nobody can say it has not been."""
    return one.voices_open or one.curves_open or one.woven_at is not None
