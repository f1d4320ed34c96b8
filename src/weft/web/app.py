"""The web as one list of doors behind one guard."""

from os import PathLike, stat_result

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from weft.keeper.home import Home
from weft.keeper.ports import StoreDamaged, StoreError
from weft.live.stream import Admitted, clock_page, stream
from weft.settings import Settings
from weft.web.answers import say
from weft.web.door import Door, viewer
from weft.web.forms import TooMuch
from weft.web.guard import Guard
from weft.web.pages import cloth, couple, doors, plain, practices, sitting, today, yours
from weft.web.pages.rooms import OUTSIDE
from weft.web.paint import STATIC

DOORS: tuple[Door, ...] = (
    *doors.DOORS,
    *plain.DOORS,
    *couple.DOORS,
    *today.DOORS,
    *practices.DOORS,
    *sitting.DOORS,
    *cloth.DOORS,
    *yours.DOORS,
)
SMALLEST_WORTH_PACKING = 600
"""Bytes below which an answer is sent as it is."""


class KeptFiles(StaticFiles):
    """Our own files. One asked for by its content may be kept for a year; any other is asked about each time."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        answer = super().file_response(full_path, stat_result, scope, status_code)
        named = bool(scope["query_string"])
        answer.headers["cache-control"] = "public, max-age=31536000, immutable" if named else "no-cache"
        return answer


def make_app(home: Home, settings: Settings, more: tuple[Door, ...] = ()) -> Starlette:
    """The whole web for one home. ``more`` are doors only some servers have, such as the demo's."""
    routes: list[BaseRoute] = [one.route() for one in (*DOORS, *more)]
    routes += [
        Route("/live", _Ends(stream(home.rooms, _admit))),
        Route("/clock", _Ends(clock_page())),
        Mount("/static", KeptFiles(directory=STATIC)),
    ]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Guard, settings=settings),
            Middleware(GZipMiddleware, minimum_size=SMALLEST_WORTH_PACKING, compresslevel=1),
        ],
        exception_handlers={
            404: _not_here,
            405: _not_here,
            TooMuch: _too_much,
            StoreError: _store_trouble,
            500: _trouble,
        },
    )
    app.state.home = home
    app.state.settings = settings
    return app


class _Ends:
    """A plain ASGI application where Starlette expects an endpoint."""

    def __init__(self, app: object) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)  # type: ignore[operator]


async def _admit(scope: Scope) -> Admitted | None:
    opened = await viewer(Request(scope))
    if opened is None:
        return None
    rooms = (opened.log.log, opened.person) if opened.couple else (opened.person,)
    return Admitted(rooms, opened.sid_hash)


async def _not_here(request: Request, no: Exception) -> Response:
    status = no.status_code if isinstance(no, HTTPException) else 404
    text = "The address has a slip in it, or the page has gone. Nothing of yours is lost."
    return say(OUTSIDE, "There is no page here", text, ("To the beginning", "/"), status=status)


async def _too_much(request: Request, no: Exception) -> Response:
    text = "That was more than one page can send at once. Go back: your words are still there. Shorten them a little and try again."
    return say(OUTSIDE, "Didn’t save", text, ("To the beginning", "/"), status=413)


async def _store_trouble(request: Request, no: Exception) -> Response:
    if isinstance(no, StoreDamaged):
        text = f"The file {no.file} on this server is damaged. Whoever runs it can look with ./weft doctor. Nothing has been overwritten."
    else:
        text = "The server could not write just now. Go back: your words are still on the page. Try again in a moment."
    return say(OUTSIDE, "Didn’t save", text, ("Who runs this server", "/host"), status=503)


async def _trouble(request: Request, no: Exception) -> Response:
    text = "Something went wrong on the server, not with what you did. Go back: your words are still on the page."
    return say(OUTSIDE, "Didn’t save", text, ("To the beginning", "/"), status=500)
