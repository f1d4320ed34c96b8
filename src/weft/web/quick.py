"""The short ways in, so that a page which has not changed costs little more than saying hello.

A page already painted and still true is sent from memory, before anything is made of the request but its cookie;
one that only its reader and the hour decide is drawn here too; and an address without variable parts is found by name and answered without going through the framework's layers. Everything else goes the ordinary way, and so does whatever
is in doubt here: all ways ask the same questions of the same list of doors, and send the same bytes.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.settings import Settings
from weft.web.answers import Painted, Ready, drawn_anew, still_as_of, still_true
from weft.web.door import VIEWER, Door, cookie_name, elsewhere, who_asks
from weft.web.guard import Guard, Raw

Trouble = Callable[[Request, Exception], Awaitable[Response]]


class Remembered:
    """Answers what has not changed since this sign-in was last sent it, and lets the rest pass."""

    def __init__(self, guard: Guard, home: Home, settings: Settings, doors: Iterable[Door]) -> None:
        self.guard = guard
        self.home = home
        self.cookies = cookie_name(settings, "k"), cookie_name(settings, "h")
        self.doors = {door.path: (door, guard.always(door.path)) for door in doors if door.drawn_from}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self.doors.get(scope["path"]) if scope["type"] == "http" else None
        if found is None or scope["method"] != "GET":
            return await self.guard(scope, receive, send)
        try:
            ready = await self._ready(*found, scope)
            if ready is None:
                return await self.guard(scope, receive, send)
            await send(ready.start)
            await send(ready.body)
        finally:
            # The server holds the scope as long as the browser holds the line; keys must not lie in it for so long.
            scope.pop(VIEWER, None)

    async def _ready(self, door: Door, always: Raw, scope: Scope) -> Ready | None:
        """The answer, if this browser may come through the door and what lies behind it is as it was."""
        try:
            asked = dict(scope["headers"])
            opened = await who_asks(self.home, *self.cookies, "GET", asked)
            if opened is None:
                return None
            scope[VIEWER] = opened  # The ordinary way need not ask again.
            await self.home.freshen(opened)
            if elsewhere(door.who, opened) is not None:
                return None
            as_of = self.home.as_of(opened)
            held = still_as_of(opened, door.path, as_of) or await self._page(door, opened, as_of)
        except Exception:
            return None  # Whatever the trouble is, the ordinary way meets it too, and has a page for it.
        return held.answer(asked, always) if held else None

    async def _page(self, door: Door, opened: Opened, as_of: object) -> Painted | None:
        """The page behind a door, kept or drawn; None where it takes the whole request to draw it."""
        assert door.drawn_from is not None, "only such doors are listed"
        version = door.drawn_from(self.home, opened)
        held = still_true(opened, door.path, version)
        if held is None and door.draws is not None:
            held = drawn_anew(opened, door.path, version, await door.draws(self.home, opened))
        if held:
            held.as_of = as_of
        return held


class Straight:
    """Takes what is asked of a fixed address to its door. What goes wrong there is told as it is everywhere else."""

    def __init__(
        self, app: ASGIApp, web: Starlette, doors: Iterable[Door], troubles: Mapping[Any, Trouble]
    ) -> None:
        self.app, self.web, self.troubles = app, web, troubles
        self.answers = {
            (method, door.path): door.answer()
            for door in doors
            if "{" not in door.path
            for method in door.methods
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self.answers.get((scope.get("method", ""), scope.get("path", "")))
        if answer is None or scope["type"] != "http":
            return await self.app(scope, receive, send)
        scope["app"], scope["path_params"] = self.web, {}
        request, begun = Request(scope, receive, send), False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            response = await answer(request)
            await response(scope, receive, noting)
        except Exception as trouble:
            if begun:
                raise
            await self._tell(trouble, request, send)

    async def _tell(self, trouble: Exception, request: Request, send: Send) -> None:
        if isinstance(trouble, HTTPException) and trouble.status_code not in self.troubles:
            plain = PlainTextResponse(trouble.detail, trouble.status_code, headers=trouble.headers)
            return await plain(request.scope, request.receive, send)
        names = trouble.status_code if isinstance(trouble, HTTPException) else None, *type(trouble).__mro__
        known = next((one for one in names if one in self.troubles), None)
        response = await self.troubles[known or 500](request, trouble)
        await response(request.scope, request.receive, send)
        if known is None:
            raise trouble  # Told to the person; whoever runs the server should see it too.


class ByName(Router):
    """A router that finds a fixed address in a dictionary; the framework's own tries one pattern after another."""

    def __init__(self, routes: Collection[BaseRoute]) -> None:
        # The framework's own would send whoever adds a stroke to whatever host their request named.
        super().__init__(routes=list(routes), redirect_slashes=False)
        self.fixed = {
            (method, route.path): route
            for route in routes
            if isinstance(route, Route) and "{" not in route.path
            for method in route.methods or ()
        }

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = self.fixed.get((scope.get("method", ""), scope.get("path", "")))
        if route is None:
            return await super().app(scope, receive, send)
        scope["path_params"] = {}
        await route.handle(scope, receive, send)
