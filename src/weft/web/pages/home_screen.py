"""Home screen: the page from which a phone adds Weft, under its own name or a plain one.

The choice is which of two pages is open at that moment. So it is kept nowhere, and no other page differs by it.
"""

from starlette.requests import Request
from starlette.responses import Response

from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import page
from weft.web.door import Door, Who
from weft.web.pages.rooms import private


async def as_weft(request: Request, opened: Opened) -> Response:
    return page(models.HomeScreenPage(private(opened, "yours"), plain=False))


async def plainly(request: Request, opened: Opened) -> Response:
    return page(models.HomeScreenPage(private(opened, "yours"), plain=True))


DOORS = (
    Door("/yours/home-screen", ("GET",), Who.SIGNED_IN, as_weft),
    Door("/yours/home-screen/plain", ("GET",), Who.SIGNED_IN, plainly),
)
