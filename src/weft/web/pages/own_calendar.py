"""Plans in somebody's own calendar: at a secret address, as a file, or written there by this server."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from weft.keeper import feeds, plans, plans_out
from weft.keeper.calendars import CalendarTrouble
from weft.keeper.feeds import NoSuchFeed
from weft.keeper.opened import Opened
from weft.keeper.plans import NoSuchPlan
from weft.web import models
from weft.web.answers import onward, page, say
from weft.web.door import Door, Who, home, settings
from weft.web.forms import words
from weft.web.pages.calendars import TROUBLES
from weft.web.pages.rooms import private

ICS = "text/calendar; charset=utf-8"
NOWHERE = "There is no calendar here."


async def own(request: Request, opened: Opened) -> Response:
    plans_out.look(home(request), opened, settings(request).private_hosts, again=True)
    return page(await _own(request, opened))


async def _own(
    request: Request,
    opened: Opened,
    address: str = "",
    wrong: str | None = None,
    places: tuple[models.Choice, ...] = (),
    account: str = "",
) -> models.OwnCalendarPage:
    why = plans_out.trouble(opened)
    return models.OwnCalendarPage(
        room=private(opened),
        on=await feeds.is_on(home(request), opened),
        titles=feeds.titles(opened),
        address=address,
        accounts=_accounts(opened, account),
        places=places,
        written=_written(opened),
        writing=plans_out.is_writing(opened),
        trouble=TROUBLES[why] if why else "",
        wrong=wrong,
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


def _accounts(opened: Opened, chosen: str) -> tuple[models.Choice, ...]:
    every = plans_out.accounts(opened)
    first = chosen or (every[0].key if every else "")
    return tuple(models.Choice(one.key, one.called, "", one.key == first) for one in every)


def _written(opened: Opened) -> str:
    one = plans_out.chosen(opened)
    return f"{one.called}, {plans_out.place_name(opened)}" if one else ""


async def write(request: Request, opened: Opened) -> Response:
    """Have plans written into a calendar of one's own account, or no more."""
    sent, named = await words(request), settings(request).private_hosts
    one = next((one for one in plans_out.accounts(opened) if one.key == sent.get("calendar", "")), None)
    try:
        if sent.get("act") == "stop":
            await plans_out.stop(home(request), opened, named)
        elif one is not None:
            places = await plans_out.places(opened, one, named)
            place = places[0] if len(places) == 1 else sent.get("place", "")
            if place not in places:
                some = tuple(models.Choice(each, plans_out.name_of(each)) for each in places)
                return page(await _own(request, opened, places=some, account=one.key))
            await plans_out.choose(home(request), opened, one, place, named)
    except CalendarTrouble as trouble:
        return page(await _own(request, opened, wrong=TROUBLES[trouble.why]), 400)
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
    Door("/plans/own/write", ("POST",), Who.TWO, write),
    Door("/plans/{key}/event.ics", ("GET",), Who.TWO, event_file),
    Door("/calendar/{file}", ("GET",), Who.ANYONE, read),
)
