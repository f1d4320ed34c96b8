"""Still yours: what stays somebody's own when two part, to read and to forget, a shelf at a time."""

from starlette.requests import Request
from starlette.responses import Response

from weft.keeper import still
from weft.keeper.opened import Opened
from weft.keeper.own_note import OwnCopy
from weft.keeper.still import OWN, Held, Shelf
from weft.web import models
from weft.web.answers import onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import private

TITLES = {
    Shelf.MAP: "Your map of wanted affection",
    Shelf.NOTED: "What you noted of gestures",
    Shelf.USUAL: "When you are usually not free",
    Shelf.MARKED: "Times you marked by hand",
    Shelf.CALENDARS: "Calendars you connected",
    Shelf.EVENINGS: "What counted of your evenings",
    Shelf.SHOWN: "What you let be seen, or chose",
    Shelf.FORWARD: "What you looked forward to",
    Shelf.GIVEN: "What you left, and what never arrived",
    Shelf.WORDS: "What you wrote, and what never opened",
    Shelf.TOLD: "What you told and felt, and what never opened",
}


async def look(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    own = [_shelf(one) for one in await still.own(keeper, opened)]
    pasts = [
        models.StillPast(
            one.partner_name,
            f"/kept/{one.couple}",
            tuple(_shelf(each, one.couple) for each in await still.of_copy(keeper, opened, one)),
        )
        for one in opened.copies
    ]
    return page(models.StillPage(private(opened, "yours"), opened.couple is None, tuple(own), tuple(pasts)))


def _shelf(one: Held, of: str = "") -> models.StillShelf:
    return models.StillShelf(one.shelf.value, of, TITLES[one.shelf], one.lines)


async def forget(request: Request, opened: Opened) -> Response:
    keeper, sent = home(request), await words(request)
    shelf = next((one for one in Shelf if one.value == sent.get("shelf")), None)
    copy = _copy(opened, sent.get("of", ""))
    if shelf and copy:
        await still.forget_of_copy(keeper, opened, copy, shelf)
    elif shelf and shelf in OWN and not sent.get("of"):
        await still.forget_own(keeper, opened, shelf)
    return onward("/yours/still")


def _copy(opened: Opened, key: str) -> OwnCopy | None:
    return next((one for one in opened.copies if one.couple == key), None)


DOORS = (
    Door("/yours/still", ("GET",), Who.SIGNED_IN, look),
    Door("/yours/still", ("POST",), Who.SIGNED_IN, forget),
)
