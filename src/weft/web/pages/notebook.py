"""The private notebook: one page that is the same for everyone, and locked bytes for the scripts on it.

Nothing else in Weft looks at what is kept here, so no other page can differ by it.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from weft.keeper.notebooks import TurnSent, is_id, page_of, text, turn, ways_in
from weft.keeper.opened import Opened
from weft.keeper.ports import Own, RevTaken, StoreFull
from weft.web.door import Door, Who, home, settings
from weft.web.forms import facts
from weft.web.own_pages import OWN_PAGES, own_page


async def notebook(request: Request) -> Response:
    return Response(own_page(OWN_PAGES["/notebook"]).html, media_type="text/html")


async def ways(request: Request, opened: Opened) -> Response:
    """Whose it is, the slots whose other half only a passphrase or a passkey opens, and what older keys opened.

    And whether one of the two runs this server, which the page says before anything private is written.
    """
    store = home(request).store
    slots = [
        {"id": one.id, "slot": text(one.slot), "credential": text(one.credential)}
        for one in await ways_in(store, opened.person)
    ]
    ring = await store.own(opened.person, Own.KEYRING)
    told = {"keyring": text(ring.locked) if ring else "", "hosted": settings(request).partner_hosts}
    return JSONResponse({"person": opened.person, "slots": slots, **told})


async def leaves(request: Request, opened: Opened) -> Response:
    after = request.query_params.get("after", "")
    if after and not is_id(after):
        return JSONResponse({"say": "There is no such place."}, 400)
    return JSONResponse(await page_of(home(request).store, opened.person, after))


async def change(request: Request, opened: Opened) -> Response:
    sent = await facts(request, TurnSent)
    try:
        if sent is None:
            raise ValueError
        await turn(home(request).store, opened.person, sent)
    except ValueError:
        return JSONResponse({"say": "That didn’t arrive whole. Please try once more."}, 400)
    except RevTaken:
        return JSONResponse({"say": "Your notebook was changed on another page of yours."}, 409)
    except StoreFull:
        return JSONResponse({"say": "The notebook is full. Take something out first."}, 413)
    return JSONResponse({"rev": sent.rev})


DOORS = (
    Door("/notebook", ("GET",), Who.ANYONE, notebook),
    Door("/notebook/ways", ("GET",), Who.ALWAYS, ways),
    Door("/notebook/leaves", ("GET",), Who.SIGNED_IN, leaves),
    Door("/notebook/leaves", ("POST",), Who.SIGNED_IN, change),
)
