"""The pictures one of two keeps when they have parted: their own, and those the other left to both."""

from starlette.requests import Request
from starlette.responses import Response

from weft.keeper import pictures
from weft.keeper.opened import Opened
from weft.keeper.own_copies import looking_at
from weft.keeper.pictures import NotYours, Size
from weft.web import models
from weft.web.answers import marked, onward, say
from weft.web.door import Door, Who, home
from weft.web.pages.pictures import picture_answer, shown_one
from weft.web.pages.rooms import names, private


async def _past(request: Request, opened: Opened) -> Opened | None:
    return await looking_at(home(request).store, opened, request.path_params["key"])


async def everything(request: Request, opened: Opened) -> Response:
    past = await _past(request, opened)
    if past is None:
        text = "The address has a slip in it, or it isn’t yours to look at."
        return say(private(opened), "There is nothing kept here", text, ("Yours", "/yours"), status=404)
    couple = request.path_params["key"]
    base = f"/kept/{couple}/pictures"
    some = tuple(shown_one(past, one, base) for one in past.log.life.pictures.values())
    them = names(past)[past.side.other]
    return marked(request, models.KeptPicturesPage(private(opened), couple, them, some))


async def large(request: Request, opened: Opened) -> Response:
    return await _picture(request, opened, Size.LARGE)


async def small(request: Request, opened: Opened) -> Response:
    return await _picture(request, opened, Size.SMALL)


async def _picture(request: Request, opened: Opened, size: Size) -> Response:
    past = await _past(request, opened)
    one = past.log.life.pictures.get(request.path_params["at"]) if past else None
    raw = pictures.fetch(home(request).store, past.log.log, one, size) if past and one else None
    return picture_answer(request, raw)


async def take_out(request: Request, opened: Opened) -> Response:
    past = await _past(request, opened)
    try:
        if past is not None:
            await pictures.take_out(home(request), past, request.path_params["at"])
    except NotYours:
        pass  # Gone already, or never theirs: the page shows what there is.
    return onward(f"/kept/{request.path_params['key']}/pictures")


DOORS = (
    Door("/kept/{key}/pictures", ("GET",), Who.ALWAYS, everything),
    Door("/kept/{key}/pictures/{at}", ("GET",), Who.ALWAYS, large),
    Door("/kept/{key}/pictures/{at}/small", ("GET",), Who.ALWAYS, small),
    Door("/kept/{key}/pictures/{at}/take-out", ("POST",), Who.ALWAYS, take_out),
)
