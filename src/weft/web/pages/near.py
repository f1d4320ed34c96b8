"""A touch across distance: the page, what its script says, and the stream on which it hears of the other.

What goes to and fro is hold and let go, and which short sequence somebody would like. Nobody is told of anything
before both have chosen to be here, and then only these.
"""

import json
import re
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from weft.core.affection import near
from weft.core.affection.near import NotHere
from weft.core.people import LogId, Side
from weft.keeper.home import Home
from weft.keeper.near import Change, TooOften, room
from weft.keeper.near_kept import keep
from weft.keeper.opened import Opened
from weft.live.listener import said
from weft.live.rooms import Signal
from weft.live.stream import Admitted, Scope
from weft.web import models
from weft.web.answers import marked
from weft.web.door import Door, Who, home, viewer
from weft.web.forms import words
from weft.web.pages.rooms import partner_name, private

LINE: Final = "/near/line"
"""The address of the stream."""
RITES: Final = ("good-night", "setting-off")
"""The short sequences there are; their sentences stand in content/words.toml."""
PAGE: Final = re.compile(r"[0-9a-f]{32}")


async def the_page(request: Request, opened: Opened) -> Response:
    them = partner_name(opened)
    say = partial(home(request).library.say, name=them)
    rites = tuple(_rite(home(request), say(f"near-{one}", "label"), one, them) for one in RITES)
    return marked(request, models.NearPage(private(opened, middle=""), rites))


def _rite(keeper: Home, label: str, key: str, them: str) -> models.RiteShown:
    written = keeper.library.words[f"near-{key}"]
    steps = tuple(written[one].format(name=them) for one in sorted(written) if one.startswith("step-"))
    asked, end = (keeper.library.say(f"near-{key}", one, name=them) for one in ("asked", "end"))
    return models.RiteShown(key, label, asked, steps, end)


def _steps(keeper: Home, rite: str) -> int:
    return sum(one.startswith("step-") for one in keeper.library.words.get(f"near-{rite}", {}))


# ---------------------------------------------------------------- what a page says


async def act(request: Request, opened: Opened) -> Response:
    """Somebody comes, holds, lets go, would like a rite, or would keep that they were near. Counts as their doing something; a look does not."""
    sent = await words(request)
    page, now = sent.get("page", ""), home(request).clock().timestamp()
    if sent.get("act") == "keep":
        return _json({"kept": await keep(home(request), opened, now)})
    change = _change(home(request), opened, sent, page, now)
    if change is None or not PAGE.fullmatch(page):
        return _no(400)
    return _changed(home(request), opened, page, change, now)


def _change(keeper: Home, opened: Opened, sent: dict[str, str], page: str, now: float) -> Change | None:
    """What an act comes to; None for what no page of ours sends."""
    side, what = opened.side, sent.get("act", "")
    match what:
        case "come":
            return lambda two: near.come(two, side, page, now)
        case "hold":
            return lambda two: near.hold(two, side, page, now)
        case "let-go":
            return lambda two: near.let_go(two, side, page, now, _steps(keeper, near.in_rite(two)))
        case "rite" if (rite := sent.get("rite", "")) in ("", *RITES):
            return lambda two: near.choose(two, side, page, rite, now)
        case _:
            return None


async def look(request: Request, opened: Opened) -> Response:
    """The page is still open: what is so now. It counts for the other, and not as its person doing something."""
    page, now = request.query_params.get("page", ""), home(request).clock().timestamp()
    return _changed(home(request), opened, page, lambda two: near.look(two, opened.side, page, now), now)


def _changed(keeper: Home, opened: Opened, page: str, change: Change, now: float) -> Response:
    assert opened.couple is not None, "only two come through this door"
    log = opened.couple.log.log
    try:
        if keeper.near.change(log, opened.side, change, now):
            keeper.rooms.tell(room(log, opened.side.other))
    except TooOften:
        return _no(429)
    except NotHere:
        pass  # The page is told that it is here no more.
    return _json(_so(keeper, log, opened.side, page))


def _json(so: dict[str, object]) -> Response:
    return JSONResponse(so, headers={"cache-control": "no-store"})


def _so(keeper: Home, log: LogId, side: Side, page: str) -> dict[str, object]:
    """What is so for one page, and when, in milliseconds since 1970 by the server's clock."""
    now = keeper.clock().timestamp()
    one = keeper.near.seen(log, side, page, now)
    so = {name: getattr(one, name) for name in ("here", "near", "held", "mine", "theirs", "step")}
    return {"at": int(now * 1000), **so, "whileNear": one.while_near}


def _no(status: int) -> Response:
    return Response(status_code=status, headers={"cache-control": "no-store"})


# ---------------------------------------------------------------- what a page hears


async def admit(scope: Scope) -> Admitted | None:
    """Whose stream this is. It hears in the room of its own person, and ends with the room of the two."""
    request = Request(scope)
    opened = await viewer(request)
    if opened is None or opened.couple is None or opened.untold or opened.withheld:
        return None
    keeper, log, side = home(request), opened.couple.log.log, opened.side

    # Of the person only the side: keys must not lie in a stream for as long as it is open.
    def says(signal: Signal, count: int) -> bytes:
        if signal is not Signal.LOOK:
            return said(signal, count)
        so = _so(keeper, log, side, keeper.near.page_of(log, side))
        return b"event: near\ndata: %s\n\n" % json.dumps(so, separators=(",", ":")).encode()

    return Admitted((room(log, side), log), opened.sid_hash, says)


DOORS = (
    Door("/near", ("GET",), Who.TWO, the_page),
    Door("/near", ("POST",), Who.TWO, act),
    Door("/near/look", ("GET",), Who.TWO, look),
)
