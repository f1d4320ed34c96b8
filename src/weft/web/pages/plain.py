"""Pages that are the same for everyone: help, who runs this server. They ask nothing and remember nothing."""

from starlette.requests import Request
from starlette.responses import Response

from weft.core.people import Side
from weft.core.practice import ABOUT, Practice
from weft.core.tapestry.dye import Dye
from weft.core.tapestry.sample import spring
from weft.core.tapestry.svg import draft, edge, swatch, turn_loom
from weft.web import models
from weft.web.answers import page
from weft.web.door import Door, Who, settings
from weft.web.pages.doors import DYES
from weft.web.pages.rooms import OUTSIDE


async def help_page(request: Request) -> Response:
    return page(models.HelpPage(OUTSIDE))


async def host(request: Request) -> Response:
    chosen = settings(request)
    return page(models.HostPage(OUTSIDE, chosen.run_by, chosen.partner_hosts, chosen.contact))


async def parts(request: Request) -> Response:
    left, right = Dye.MADDER, Dye.KENDAL
    room = models.Room("Noor", "Elias", left.value, right.value, mine="both")
    lines = tuple(
        models.PracticeLine(
            one.value, ABOUT[one].name, ABOUT[one].line, swatch(one, left, right, 96, 80, f"p{n}")
        )
        for n, one in enumerate(Practice)
    )
    drafts = tuple(draft(one) for one in Practice)
    growing, loom = edge(spring(), 40, href=_nowhere), turn_loom(Side.LEFT, Practice.TALK, 0.6)
    return page(models.PartsPage(room, lines, drafts, DYES, growing, loom))


def _nowhere(key: str) -> str:
    return f"#{key}"


DOORS = (
    Door("/parts", ("GET",), Who.ANYONE, parts),
    Door("/help", ("GET",), Who.ANYONE, help_page),
    Door("/host", ("GET",), Who.ANYONE, host),
)
