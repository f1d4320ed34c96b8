"""A page model becomes an answer: painted, marked so that an unchanged page need not be sent again."""

import hashlib

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from weft.web.models import Link, Page, Room, SayPage
from weft.web.paint import paint


def page(model: Page, status: int = 200) -> Response:
    """The painted page."""
    return HTMLResponse(paint(model), status)


def marked(request: Request, model: Page) -> Response:
    """The painted page under the mark of its bytes, or 304 when the browser has exactly these already."""
    html = paint(model).encode()
    mark = f'"{hashlib.sha256(html).hexdigest()[:24]}"'
    headers = {"etag": mark, "cache-control": "no-store"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return HTMLResponse(html, headers=headers)


def say(room: Room, heading: str, text: str, *acts: tuple[str, str], status: int = 200) -> Response:
    """A kind page of a heading, a sentence or two and where to go."""
    return page(SayPage(room, heading, text, tuple(Link(label, href) for label, href in acts)), status)


def onward(path: str) -> Response:
    """After something was done: the page to look at now."""
    return RedirectResponse(path, 303)
