"""The web as one list of doors behind one guard."""

from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

from weft.keeper.home import Home
from weft.keeper.ports import CoupleClosed, StoreDamaged, StoreError
from weft.live.stream import Admitted, clock_page, stream
from weft.settings import Settings
from weft.web.answers import onward, say
from weft.web.door import Door, viewer
from weft.web.files import KeptFiles
from weft.web.forms import TooMuch
from weft.web.guard import Guard
from weft.web.pages import (
    affection,
    book,
    calendars,
    cloth,
    copies,
    couple,
    damage,
    doors,
    evening,
    far,
    four,
    freetime,
    home_screen,
    ideas,
    ideas_of_two,
    insight,
    kept_pictures,
    knock,
    leaving,
    letters,
    letters_book,
    like,
    moments,
    near,
    need,
    notebook,
    offering,
    one_plan,
    own_calendar,
    own_time,
    passkeys,
    pictures,
    plain,
    plans,
    practices,
    reservoir,
    sealed,
    season,
    sitting,
    still,
    take,
    today,
    wanted,
    ways,
    wishes,
    yours,
    zone,
)
from weft.web.pages.rooms import OUTSIDE
from weft.web.quick import ByName, Remembered, Straight

DOORS: tuple[Door, ...] = (
    *doors.DOORS,
    *plain.DOORS,
    *couple.DOORS,
    *today.DOORS,
    *like.DOORS,
    *need.DOORS,
    *wanted.DOORS,
    *near.DOORS,
    *affection.DOORS,
    *freetime.DOORS,
    *own_time.DOORS,
    *calendars.DOORS,
    *evening.DOORS,
    *season.DOORS,
    *four.DOORS,
    *insight.DOORS,
    *practices.DOORS,
    *ideas.DOORS,
    *ideas_of_two.DOORS,
    *sitting.DOORS,
    *far.DOORS,
    *take.DOORS,
    *cloth.DOORS,
    *pictures.DOORS,
    *kept_pictures.DOORS,
    *wishes.DOORS,
    *yours.DOORS,
    *knock.DOORS,
    *zone.DOORS,
    *home_screen.DOORS,
    *ways.DOORS,
    *passkeys.DOORS,
    *leaving.DOORS,
    *still.DOORS,
    *copies.DOORS,
    *notebook.DOORS,
    *letters.DOORS,
    *letters_book.DOORS,
    *sealed.DOORS,
    *moments.DOORS,
    *own_calendar.DOORS,
    *plans.DOORS,
    *offering.DOORS,
    *one_plan.DOORS,
    *reservoir.DOORS,
    *book.DOORS,
    *damage.DOORS,
)


class Web(Starlette):
    """The doors behind the guard. What has not changed since it was last sent is answered before they are tried."""

    def __init__(self, home: Home, settings: Settings, doors: tuple[Door, ...]) -> None:
        super().__init__(exception_handlers=TROUBLES)
        self.home, self.settings = home, settings
        self.router = ByName([*(one.route() for one in doors), *_beside(home)])
        straight = Straight(super().__call__, self, doors, TROUBLES)
        self.front = Remembered(Guard(straight, settings), home, settings, doors)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.front(scope, receive, send)


def make_app(home: Home, settings: Settings, more: tuple[Door, ...] = ()) -> Web:
    """The whole web for one home. ``more`` are doors only some servers have, such as the demo's."""
    return Web(home, settings, (*DOORS, *more))


def _beside(home: Home) -> tuple[BaseRoute, ...]:
    """What is no page: the stream, the clock, our own files."""
    return (
        Route("/live", _Ends(stream(home.rooms, _admit))),
        Route(near.LINE, _Ends(stream(home.rooms, near.admit))),
        Route("/clock", _Ends(clock_page())),
        Mount("/static", KeptFiles()),
    )


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


async def _hung_up(request: Request, no: Exception) -> Response:
    """Nobody hears this: they went before they had said what they wanted. It is no trouble of ours to be printed."""
    return Response(status_code=400)


async def _closed(request: Request, no: Exception) -> Response:
    return onward("/closed")


TROUBLES: dict[Any, Any] = {
    404: _not_here,
    405: _not_here,
    TooMuch: _too_much,
    ClientDisconnect: _hung_up,
    CoupleClosed: _closed,
    StoreError: _store_trouble,
    500: _trouble,
}
