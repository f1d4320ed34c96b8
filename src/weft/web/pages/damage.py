"""What isn't as it should be: said in plain words, with what still works and what to do."""

from starlette.requests import Request
from starlette.responses import Response

from weft.core.days import the_date
from weft.keeper.boards import all_boards
from weft.keeper.damage import Found, clear_away, found, is_damaged, is_older
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened, Withheld
from weft.keeper.pins import go_on
from weft.web import models
from weft.web.answers import marked, onward
from weft.web.door import Door, Who, home
from weft.web.pages.rooms import private


async def damage(request: Request, opened: Opened) -> Response:
    await all_boards(home(request), opened)  # Looks which of them open.
    if opened.withheld is Withheld.RENEWED:
        return onward("/renewed")
    if not is_damaged(opened):
        return onward("/today")
    model = models.DamagePage(
        private(opened),
        opened.withheld.value if opened.withheld else None,
        opened.compared,
        tuple(_harm(one) for one in found(opened)),
        bool(opened.shut),
        is_older(opened),
        None if opened.put_back is None else day_words(the_date(opened.put_back)),
    )
    return marked(request, model)


def _harm(one: Found) -> models.Harm:
    days = tuple(day_words(the_date(day)) for day in one.days)
    return models.Harm(one.own, one.what.value, days)


async def go_on_from_here(request: Request, opened: Opened) -> Response:
    store = home(request).store
    await all_boards(home(request), opened)
    await clear_away(store, opened, [log.log for log in opened.all_logs])
    await go_on(store, opened)
    return onward("/today")


DOORS = (
    Door("/damage", ("GET",), Who.SIGNED_IN, damage),
    Door("/damage/go-on", ("POST",), Who.SIGNED_IN, go_on_from_here),
)
