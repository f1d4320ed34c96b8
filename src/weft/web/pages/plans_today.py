"""What Today says of plans: what comes next, what was offered, and what is over and can be told."""

from weft.core.plans.plan import Plan
from weft.keeper import plans
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.keeper.plans import Coming
from weft.keeper.zone import name_of
from weft.web import models
from weft.web.answers import piece
from weft.web.pages.hours_said import said


def plans_now(keeper: Home, opened: Opened) -> tuple[object, ...]:
    """What Today is drawn from that the clock alone can change."""
    if opened.couple is None:
        return ()
    now = plans.now_of(keeper)
    coming, lying = _standing(opened)
    return (
        coming and (coming.plan.id, coming.window),
        tuple(one.id for one in lying if one.offer and not plans.has_been(one.offer, now)),
        tuple(one.id for one in plans.to_savour(keeper, opened)),
    )


def _standing(opened: Opened) -> tuple[Coming | None, tuple[Plan, ...]]:
    """What comes next and what is offered, found once until a plan changes or one is over."""
    known = plans.log_of(opened).life.plans
    return piece(
        opened,
        "plans",
        known,
        None,
        lambda: (next(iter(plans.coming(opened)), None), tuple(plans.lying(opened))),
    )


def plans_today(keeper: Home, opened: Opened) -> models.PlansToday | None:
    """What comes next, quietly; what was offered; what is over and can be told."""
    if opened.couple is None:
        return None
    offered = tuple(
        models.Link(one.offer.title, f"/plans/{one.id}")
        for one in plans.offers(keeper, opened)
        if one.offer and one.offered_by is not opened.side and not one.answer
    )
    coming = next(iter(plans.coming(opened)), None)
    over = next(iter(plans.to_savour(keeper, opened)), None)
    return models.PlansToday(
        offered,
        _next(keeper, opened, coming) if coming else None,
        models.Link(over.made.title, f"/moments/{over.id}") if over else None,
    )


def _next(keeper: Home, opened: Opened, one: Coming) -> models.NextPlan:
    assert one.plan.agreed is not None, "what comes was agreed to"
    offered = one.plan.agreed.offered
    when = said(one.window, offered.zone, name_of(opened), keeper.clock())
    return models.NextPlan(offered.title, when, f"/plans/{one.plan.id}")
