"""The list of doors: every address, who may come through it, and what a cookie may carry.

A route is made only through ``Door``, so that none can exist without a rule. The tests read the same list.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.settings import Settings


class Who(Enum):
    """Who may come through a door."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    TWO = "one of two"


Anyone = Callable[[Request], Awaitable[Response]]
SignedIn = Callable[[Request, Opened], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Door:
    """An address, the methods it answers, who may use it, and what then happens."""

    path: str
    methods: tuple[str, ...]
    who: Who
    then: Callable[..., Awaitable[Response]]

    def route(self) -> Route:
        answer = self.then if self.who is Who.ANYONE else _only(self.who, self.then)
        return Route(self.path, answer, methods=list(self.methods))


def _only(who: Who, then: SignedIn) -> Anyone:
    async def answer(request: Request) -> Response:
        opened = await viewer(request)
        if opened is None:
            return RedirectResponse("/sign-in", 303)
        await home(request).freshen(opened)
        if who is Who.TWO and opened.couple is None:
            return RedirectResponse("/invite", 303)
        return await then(request, opened)

    return answer


def home(request: Request) -> Home:
    """The keeper of this server."""
    kept: Home = request.app.state.home
    return kept


def settings(request: Request) -> Settings:
    chosen: Settings = request.app.state.settings
    return chosen


async def viewer(request: Request) -> Opened | None:
    """The person this browser is signed in as, with what they may read opened; None if nobody."""
    by_itself = request.method == "GET" and request.headers.get("sec-fetch-dest") == "empty"
    cookie = request.cookies.get(sign_in_cookie(request))
    return await home(request).sign_ins.open(cookie, touch=not by_itself)


def sign_in_cookie(request: Request) -> str:
    return _cookie(request, "k")


def device_cookie(request: Request) -> str:
    return _cookie(request, "d")


def _cookie(request: Request, name: str) -> str:
    # Browsers refuse the prefix without TLS, and only a loopback server may be without TLS.
    return f"__Host-{name}" if settings(request).secure else name


def set_cookie(
    request: Request, response: Response, name: str, value: str, *, seconds: int, **more: Any
) -> None:
    """A cookie only this server reads and no script sees."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=settings(request).secure,
        httponly=True,
        samesite=more.get("samesite", "strict"),
    )
