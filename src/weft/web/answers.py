"""A page model becomes an answer: painted, marked so that an unchanged page need not be sent again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Message, Receive, Scope, Send

from weft.keeper.kept import keep
from weft.keeper.kept import piece as piece
from weft.keeper.opened import Opened
from weft.web.door import Headers
from weft.web.guard import Raw, guarded
from weft.web.models import Link, Page, Room, SayPage
from weft.web.paint import lay, paint
from weft.web.parts import Parts, Sheet, mark, pack, plain

SMALLEST_WORTH_PACKING = 600
"""Bytes below which an answer is sent as it is."""


def packs(asked: Headers) -> bool:
    """Whether this browser takes packed answers."""
    return b"gzip" in asked.get(b"accept-encoding", b"")


class Fresh(HTMLResponse):
    """A page painted for this one answer, packed for a browser that takes it so."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.headers["vary"] = "accept-encoding"
        if packs(dict(scope["headers"])) and len(self.body) >= SMALLEST_WORTH_PACKING:
            self.body = pack((bytes(self.body),))
            self.headers["content-encoding"] = "gzip"
            self.headers["content-length"] = str(len(self.body))
        await super().__call__(scope, receive, send)


def page(model: Page, status: int = 200) -> Response:
    """The painted page."""
    return Fresh(paint(model), status)


@dataclass(frozen=True, slots=True)
class Ready:
    """A whole answer as the two messages a server sends. Shared by many answers: nobody may change it."""

    start: Message
    body: Message

    @classmethod
    def of(cls, status: int, body: bytes, **headers: str) -> "Ready":
        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        return cls(
            {"type": "http.response.start", "status": status, "headers": raw},
            {"type": "http.response.body", "body": body},
        )

    def response(self) -> Response:
        """The same answer as an object that may still be added to."""
        made = Response(self.body["body"], self.start["status"])
        made.raw_headers = list(self.start["headers"])
        return made


@dataclass(slots=True)
class Painted:
    """A page as it was last drawn: what it was drawn from, what it shows, its pieces, their mark, and the answers made of it."""

    version: object
    model: Page
    sheet: Sheet
    mark: str
    parts: Parts
    made: dict[tuple[str, bool], Ready] = field(default_factory=dict)
    as_of: object = None
    """What there was when it was last found to be true (``Home.as_of``)."""

    def answer(self, asked: Headers, always: Raw = ()) -> Ready:
        """What to send: nothing but the mark when the browser has exactly these bytes already.

        ``always`` are the headers of every answer, for one that does not pass the guard on its way out.
        """
        if asked.get(b"if-none-match") == self.mark.encode():
            way = "unchanged"
        else:
            way = "packed" if packs(asked) else "plain"
        known = way, bool(always)
        ready = self.made.get(known)
        if ready is None:
            made = self._make(way)
            ready = Ready(guarded(made.start, always), made.body) if always else made
            self.made[known] = ready
        return ready

    def _make(self, way: str) -> Ready:
        kept = {"etag": self.mark, "vary": "accept-encoding", "cache_control": "no-store"}
        if way == "unchanged":
            return Ready.of(304, b"", **kept)
        kept["content_type"] = "text/html; charset=utf-8"
        if way == "plain":
            whole = plain(self.sheet)
            return Ready.of(200, whole, content_length=str(len(whole)), **kept)
        packed = pack(self.sheet)
        return Ready.of(200, packed, content_length=str(len(packed)), content_encoding="gzip", **kept)


def _paint(model: Page, version: object, before: Painted | None = None) -> Painted:
    """The page painted; parts that show the same as on the page ``before`` are taken over from it."""
    parts = Parts(before.parts.now if before else {})
    sheet = lay(model, parts)
    parts.before = {}
    return Painted(version, model, sheet, mark(sheet), parts)


def marked(request: Request, model: Page) -> Response:
    """The painted page under the mark of its bytes, or 304 when the browser has exactly these already."""
    return _paint(model, None).answer(dict(request.scope["headers"])).response()


async def kept(
    request: Request, opened: Opened, version: object, draw: Callable[[], Awaitable[Page]]
) -> Response:
    """A page that need not be drawn again while what it is drawn from, ``version``, is the same."""
    held = still_true(opened, request.url.path, version)
    if held is None:
        held = drawn_anew(opened, request.url.path, version, await draw())
    return held.answer(dict(request.scope["headers"])).response()


def drawn_anew(opened: Opened, path: str, version: object, model: Page) -> Painted:
    """The page for this sign-in from now on. Where it shows what it showed before, nothing of it is painted again."""
    before = opened.painted.get(path)
    if isinstance(before, Painted) and before.model == model:
        before.version = version
        return before
    painted = _paint(model, version, before if isinstance(before, Painted) else None)
    keep(opened, path, painted)
    return painted


def still_true(opened: Opened, path: str, version: object) -> Painted | None:
    """The page as this sign-in keeps it, unless it was drawn from something else than ``version``."""
    held = opened.painted.get(path)
    return held if isinstance(held, Painted) and held.version == version else None


def still_as_of(opened: Opened, path: str, as_of: object) -> Painted | None:
    """The page as this sign-in keeps it, if it was found to be true when there was nothing else than now."""
    held = opened.painted.get(path)
    return held if isinstance(held, Painted) and held.as_of == as_of else None


def say(room: Room, heading: str, text: str, *acts: tuple[str, str], status: int = 200) -> Response:
    """A kind page of a heading, a sentence or two and where to go."""
    return page(SayPage(room, heading, text, tuple(Link(label, href) for label, href in acts)), status)


class Onward(Response):
    """What ``RedirectResponse`` sends with 303, without making the parts it has none of."""

    def __init__(self, path: str) -> None:
        self.status_code, self.background, self.body = 303, None, b""
        self.raw_headers = [(b"content-length", b"0"), (b"location", quote(path, safe=AS_IT_IS).encode())]


AS_IT_IS = ":/%#?=@[]!$&'()*+,;"


def onward(path: str) -> Response:
    """After something was done: the page to look at now."""
    return Onward(path)
