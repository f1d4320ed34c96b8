"""Plans in somebody's own calendar: at a secret address, or as a file."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from weft.keeper import feeds, plans
from weft.keeper.feeds import NoSuchFeed
from weft.keeper.opened import Opened
from weft.keeper.plans import NoSuchPlan
from weft.web import models
from weft.web.answers import onward, page, say
from weft.web.door import Door, Who, home, settings
from weft.web.forms import words
from weft.web.pages.rooms import private

ICS = "text/calendar; charset=utf-8"
NOWHERE = "There is no calendar here."


async def own(request: Request, opened: Opened) -> Response:
    return page(await _own(request, opened))


async def _own(
    request: Request, opened: Opened, address: str = "", wrong: str | None = None
) -> models.OwnCalendarPage:
    return models.OwnCalendarPage(
        private(opened),
        await feeds.is_on(home(request), opened),
        feeds.titles(opened),
        address,
        wrong,
    )


async def feed(request: Request, opened: Opened) -> Response:
    """A new address, shown once on the answer itself so that it stands in no other; or none any more."""
    sent = await words(request)
    titles = sent.get("titles") == "yes"
    match sent.get("act", ""):
        case "new":
            secret = await feeds.subscribe(home(request), opened, titles)
            address = f"{settings(request).public_origin}/calendar/{secret}.ics"
            return page(await _own(request, opened, address))
        case "titles":
            await feeds.call(home(request), opened, titles)
        case "stop":
            await feeds.stop(home(request), opened)
    return onward("/plans/own")


async def read(request: Request) -> Response:
    """The calendar at a secret address, for a program that has nothing but that; the same for every wrong one."""
    name, _, tail = str(request.path_params["file"]).partition(".")
    try:
        if tail != "ics":
            raise NoSuchFeed
        return Response(await feeds.read(home(request), name), media_type=ICS)
    except NoSuchFeed:
        return PlainTextResponse(NOWHERE, 404)


async def event_file(request: Request, opened: Opened) -> Response:
    """One plan as a file for whatever calendar somebody has, under the name they chose plans to go by."""
    try:
        key = plans.plan(opened, request.path_params["key"]).id
    except NoSuchPlan:
        return say(
            private(opened), "There is no such plan", "It was taken away.", ("Plans", "/plans"), status=404
        )
    answer = Response(feeds.event_file(home(request), opened, key), media_type=ICS)
    answer.headers["content-disposition"] = 'attachment; filename="event.ics"'
    return answer


DOORS = (
    Door("/plans/own", ("GET",), Who.TWO, own),
    Door("/plans/own/feed", ("POST",), Who.TWO, feed),
    Door("/plans/{key}/event.ics", ("GET",), Who.TWO, event_file),
    Door("/calendar/{file}", ("GET",), Who.ANYONE, read),
)
