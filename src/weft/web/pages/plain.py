"""Pages that are the same for everyone: help, who runs this server. They ask nothing and remember nothing."""

from starlette.requests import Request
from starlette.responses import Response

from weft.web import models
from weft.web.answers import page
from weft.web.door import Door, Who, settings
from weft.web.pages.rooms import OUTSIDE


async def help_page(request: Request) -> Response:
    return page(models.HelpPage(OUTSIDE))


async def host(request: Request) -> Response:
    chosen = settings(request)
    return page(models.HostPage(OUTSIDE, chosen.run_by, chosen.partner_hosts, chosen.contact))


DOORS = (
    Door("/help", ("GET",), Who.ANYONE, help_page),
    Door("/host", ("GET",), Who.ANYONE, host),
)
