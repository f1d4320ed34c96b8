"""The list of doors: every address, who may come through it, and what a cookie may carry.

A route is made only through ``Door``, so that none can exist without a rule. The tests read the same list.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.settings import Settings

Headers = Mapping[bytes, bytes]
"""The headers of a request, names in lower case as ASGI has them."""


class Who(Enum):
    """Who may come through a door."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    TWO = "one of two"


Anyone = Callable[[Request], Awaitable[Response]]
SignedIn = Callable[[Request, Opened], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Door:
    """An address, the methods it answers, who may use it, and what then happens.

    A page kept while nothing changed says what it is ``drawn_from``: as long as that is equal, so is the page.
    """

    path: str
    methods: tuple[str, ...]
    who: Who
    then: Callable[..., Awaitable[Response]]
    drawn_from: Callable[[Home, Opened], object] | None = None

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
    headers = dict(request.scope["headers"])
    return await who_asks(home(request), sign_in_cookie(request), request.method, headers)


async def who_asks(keeper: Home, cookie: str, method: str, asked: Headers) -> Opened | None:
    """The same, from the headers alone. A page that looks again by itself does not count as its reader doing so."""
    by_itself = method == "GET" and asked.get(b"sec-fetch-dest") == b"empty"
    return await keeper.sign_ins.open(cookie_among(asked, cookie), touch=not by_itself)


def cookie_among(asked: Headers, name: str) -> str | None:
    """One cookie of a request, found without reading the others."""
    wanted = name.encode()
    for one in asked.get(b"cookie", b"").split(b";"):
        key, _, value = one.strip().partition(b"=")
        if key == wanted:
            return value.decode("latin-1")
    return None


def sign_in_cookie(request: Request) -> str:
    return cookie_name(settings(request), "k")


def device_cookie(request: Request) -> str:
    return cookie_name(settings(request), "d")


def cookie_name(settings: Settings, name: str) -> str:
    # Browsers refuse the prefix without TLS, and only a loopback server may be without TLS.
    return f"__Host-{name}" if settings.secure else name


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
