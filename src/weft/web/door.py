"""The list of doors: every address, who may come through it, and what a cookie may carry.

A route is made only through ``Door``, so that none can exist without a rule. The tests read the same list.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from weft.keeper.home import Home
from weft.keeper.keepsakes import keepsake
from weft.keeper.opened import Opened, Withheld
from weft.settings import Settings
from weft.web.models import Page

Headers = Mapping[bytes, bytes]
"""The headers of a request, names in lower case as ASGI has them."""

KEEPSAKE_DAYS = 400

VIEWER = "weft.viewer"
"""Where a request says who asks, once that has been found out."""


class Who(Enum):
    """Who may come through a door."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    READER = "signed in, and every log of theirs opens"
    TWO = "one of two"
    ALWAYS = "signed in, also before being told that a shared space has closed"


Anyone = Callable[[Request], Awaitable[Response]]
SignedIn = Callable[[Request, Opened], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Door:
    """An address, the methods it answers, who may use it, and what then happens.

    A page kept while nothing changed says what it is ``drawn_from``: as long as that is equal, so is the page. One that
    is drawn from nothing else in the request says how it ``draws``, so that it need not be asked for in full.
    """

    path: str
    methods: tuple[str, ...]
    who: Who
    then: Callable[..., Awaitable[Response]]
    drawn_from: Callable[[Home, Opened], object] | None = None
    draws: Callable[[Home, Opened], Awaitable[Page]] | None = None

    def route(self) -> Route:
        return Route(self.path, self.answer(), methods=list(self.methods))

    def answer(self) -> Anyone:
        """What then happens, once it has been asked who comes."""
        return self.then if self.who is Who.ANYONE else _only(self.who, self.then)


def _only(who: Who, then: SignedIn) -> Anyone:
    async def answer(request: Request) -> Response:
        opened = await viewer(request)
        if opened is None:
            return RedirectResponse("/sign-in", 303)
        await home(request).freshen(opened)
        instead = elsewhere(who, opened)
        if instead is not None:
            return RedirectResponse(instead, 303)
        response = await then(request, opened)
        if request.method == "POST":
            leave_keepsake(request, response, opened)
        return response

    return answer


def elsewhere(who: Who, opened: Opened) -> str | None:
    """Where somebody signed in is shown to instead of through such a door; None when they may come in."""
    if opened.untold and who is not Who.ALWAYS:
        return "/closed"
    if opened.withheld and who in {Who.READER, Who.TWO}:
        return "/renewed" if opened.withheld is Withheld.RENEWED else "/damage"
    return "/invite" if who is Who.TWO and opened.couple is None else None


def home(request: Request) -> Home:
    """The keeper of this server."""
    kept: Home = request.app.home
    return kept


def settings(request: Request) -> Settings:
    chosen: Settings = request.app.settings
    return chosen


async def viewer(request: Request) -> Opened | None:
    """The person this browser is signed in as, with what they may read opened; None if nobody."""
    known: Opened | None = request.scope.get(VIEWER)
    if known is not None:
        return known
    headers = dict(request.scope["headers"])
    names = sign_in_cookie(request), keepsake_cookie(request)
    return await who_asks(home(request), *names, request.method, headers)


async def who_asks(keeper: Home, cookie: str, keepsake: str, method: str, asked: Headers) -> Opened | None:
    """The same, from the headers alone. A page that looks again by itself does not count as its reader doing so."""
    by_itself = method == "GET" and asked.get(b"sec-fetch-dest") == b"empty"
    return await keeper.sign_ins.open(
        cookie_among(asked, cookie), touch=not by_itself, keepsake=lambda: cookie_among(asked, keepsake)
    )


def cookie_among(asked: Headers, name: str) -> str | None:
    """One cookie of a request, found without reading the others."""
    every = b"; " + asked.get(b"cookie", b"")
    _, found, after = every.partition(f"; {name}=".encode())
    return after.partition(b";")[0].decode("latin-1") if found else None


def sign_in_cookie(request: Request) -> str:
    return cookie_name(settings(request), "k")


def keepsake_cookie(request: Request) -> str:
    return cookie_name(settings(request), "h")


def leave_keepsake(request: Request, response: Response, opened: Opened) -> None:
    """Give the browser something by which it will know an older copy of the logs.

    Only on the answer to what this person did themself, and then always: so it never tells what the partner did.
    """
    kept = keepsake(opened)
    if kept:
        only = "; Secure" if settings(request).secure else ""
        lasts = f"HttpOnly; Max-Age={KEEPSAKE_DAYS * 86400}; Path=/; SameSite=strict{only}"
        # Letters of base64url need no quoting, and this is on the answer to every form.
        line = f"{keepsake_cookie(request)}={kept}; {lasts}"
        response.raw_headers.append((b"set-cookie", line.encode("latin-1")))


def device_cookie(request: Request) -> str:
    return cookie_name(settings(request), "d")


def cookie_name(settings: Settings, name: str) -> str:
    # Browsers refuse the prefix without TLS, and only a loopback server may be without TLS.
    return f"__Host-{name}" if settings.secure else name
