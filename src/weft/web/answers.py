"""A page model becomes an answer: painted, marked so that an unchanged page need not be sent again."""

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from weft.keeper.opened import Opened
from weft.web.models import Link, Page, Room, SayPage
from weft.web.paint import paint

MOST_PAINTED = 24
"""Pages kept per sign-in."""


def page(model: Page, status: int = 200) -> Response:
    """The painted page."""
    return HTMLResponse(paint(model), status)


@dataclass(frozen=True, slots=True)
class Painted:
    """A page as it was last sent: what it was drawn from, its bytes plain and packed, and their mark."""

    version: object
    plain: bytes
    packed: bytes
    mark: str

    def answer(self, request: Request) -> Response:
        headers = {"etag": self.mark, "vary": "accept-encoding"}
        if request.headers.get("if-none-match") == self.mark:
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return HTMLResponse(self.packed, headers=headers | {"content-encoding": "gzip"})
        return HTMLResponse(self.plain, headers=headers)


def _paint(model: Page, version: object) -> Painted:
    plain = paint(model).encode()
    mark = f'"{hashlib.sha256(plain).hexdigest()[:24]}"'
    return Painted(version, plain, gzip.compress(plain, 1, mtime=0), mark)


def marked(request: Request, model: Page) -> Response:
    """The painted page under the mark of its bytes, or 304 when the browser has exactly these already."""
    return _paint(model, None).answer(request)


async def kept(
    request: Request, opened: Opened, version: object, draw: Callable[[], Awaitable[Page]]
) -> Response:
    """A page that need not be drawn again while what it is drawn from, ``version``, is the same."""
    held = opened.painted.get(request.url.path)
    if not isinstance(held, Painted) or held.version != version:
        held = _paint(await draw(), version)
        while len(opened.painted) >= MOST_PAINTED:
            del opened.painted[next(iter(opened.painted))]
        opened.painted[request.url.path] = held
    return held.answer(request)


def say(room: Room, heading: str, text: str, *acts: tuple[str, str], status: int = 200) -> Response:
    """A kind page of a heading, a sentence or two and where to go."""
    return page(SayPage(room, heading, text, tuple(Link(label, href) for label, href in acts)), status)


def onward(path: str) -> Response:
    """After something was done: the page to look at now."""
    return RedirectResponse(path, 303)
