"""Where a person's clock is: one page to say it, for free times, plans and the knock. Nobody else sees it."""

from functools import cache
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from weft.core.plans import hours
from weft.keeper import zone
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import private

NO_ZONE = "Choose one of the places in the list. A large city on your clock will do."


def zone_words(opened: Opened) -> str:
    """Where this person's clock is, as it is said to them."""
    return _said(zone.name_of(opened))


def _said(name: str) -> str:
    return name.removeprefix("Etc/").replace("_", " ")


@cache
def _regions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_region = groupby(hours.zones(), lambda one: one.partition("/")[0])
    return tuple((region, tuple(some)) for region, some in by_region)


async def show(request: Request, opened: Opened) -> Response:
    return _page(opened, kept="kept" in request.query_params)


def _page(opened: Opened, wrong: str | None = None, *, kept: bool = False) -> Response:
    model = models.ZonePage(
        private(opened, "yours"), zone.said(opened), _said(zone.here()), _regions(), kept, wrong
    )
    return page(model, 400 if wrong else 200)


async def choose(request: Request, opened: Opened) -> Response:
    try:
        await zone.choose(home(request), opened, (await words(request)).get("zone", "").strip())
    except zone.NoSuchZone:
        return _page(opened, NO_ZONE)
    return onward("/yours/zone?kept")


DOORS = (
    Door("/yours/zone", ("GET",), Who.SIGNED_IN, show),
    Door("/yours/zone", ("POST",), Who.SIGNED_IN, choose),
)
