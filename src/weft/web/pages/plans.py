"""Plans on the web: the list of what is coming, what waits for a word, and what can be told."""

from starlette.requests import Request
from starlette.responses import Response

from weft.core.moments.told import Moment
from weft.core.plans.plan import Plan
from weft.keeper import plans, plans_out
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.keeper.plans import Coming
from weft.keeper.zone import name_of
from weft.web import models
from weft.web.answers import marked
from weft.web.door import Door, Who, home, settings
from weft.web.pages.hours_said import said
from weft.web.pages.plan_words import OFTEN, state
from weft.web.pages.rooms import partner_name, shared


async def every(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    plans_out.look(keeper, opened, settings(request).private_hosts)
    await plans.clear_left(keeper, opened)
    model = models.PlansPage(
        shared(opened),
        tuple(_coming(keeper, opened, one) for one in plans.coming(opened)),
        tuple(_offer(keeper, opened, one) for one in plans.offers(keeper, opened)),
        tuple(_savour(one) for one in plans.to_savour(keeper, opened)),
        plans_out.trouble(opened) is not None,
    )
    return marked(request, model)


def _coming(keeper: Home, opened: Opened, one: Coming) -> models.PlanLine:
    assert one.plan.agreed is not None, "what comes was agreed to"
    offered = one.plan.agreed.offered
    when = said(one.window, offered.zone, name_of(opened), keeper.clock())
    return models.PlanLine(
        f"/plans/{one.plan.id}", offered.title, _and(when, OFTEN[offered.repeats], offered.where), "both"
    )


def _offer(keeper: Home, opened: Opened, one: Plan) -> models.PlanLine:
    assert one.offer is not None, "an offer lies there"
    mine, them = one.offered_by is opened.side, partner_name(opened)
    when = " or ".join(
        said(each, one.offer.zone, name_of(opened), keeper.clock()) for each in one.offer.windows
    )
    return models.PlanLine(
        f"/plans/{one.id}",
        one.offer.title,
        f"{_and(when, OFTEN[one.offer.repeats])} {state(one.answer, mine, them)}",
        one.offered_by.value,
    )


def _savour(one: Moment) -> models.PlanLine:
    return models.PlanLine(
        f"/moments/{one.id}", one.made.title, "It has been. Yours to tell, if you like.", "none"
    )


def _and(*parts: str) -> str:
    return ", ".join(part for part in parts if part) + "."


DOORS = (Door("/plans", ("GET",), Who.TWO, every),)
