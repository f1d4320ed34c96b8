"""What stands before every page: headers that narrow what a browser will do, and who may change anything.

Plain ASGI, because it runs for every request. It reads no body and knows no person.
"""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from weft.settings import Settings
from weft.web.own_pages import OWN_PAGES, own_page

SAFE = frozenset({"GET", "HEAD"})
DERIVING = frozenset({"/begin", "/sign-in", "/recover"})
"""Pages where the browser derives keys, and the only ones where WebAssembly may be compiled."""

WORKERS = "/static/js/derive"


def may_derive(path: str) -> bool:
    """Whether WebAssembly may be compiled at an address."""
    return path in DERIVING or path.startswith(WORKERS)


def policy(path: str) -> str:
    """The content security policy of an address. Everything not named here is refused by ``default-src``."""
    if path in OWN_PAGES:
        return own_page(OWN_PAGES[path]).policy
    wasm = " 'wasm-unsafe-eval'" if may_derive(path) else ""
    return (
        f"default-src 'none'; script-src 'self'{wasm}; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types app"
    )


FIXED = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": (
        "geolocation=(), microphone=(), camera=(), payment=(), usb=(), browsing-topics=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
}
HSTS = "max-age=63072000; includeSubDomains"


Raw = tuple[tuple[bytes, bytes], ...]
CACHE_CONTROL = b"cache-control"
NO_STORE = (CACHE_CONTROL, b"no-store")


def narrowing(fixed: Mapping[str, str], path: str) -> Raw:
    """The headers of every answer of an address, as they are sent."""
    every = {"content-security-policy": policy(path), **fixed}
    return tuple((name.encode(), value.encode()) for name, value in every.items())


def may_change(scope: Scope, origin: bytes) -> bool:
    """Whether a request may change anything: it must come from one of our own pages.

    A browser that sends Sec-Fetch-Site is believed; otherwise the Origin has to be exactly ours.
    """
    if scope["method"] in SAFE:
        return True
    headers: dict[bytes, bytes] = dict(scope["headers"])
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site == b"same-origin"
    return headers.get(b"origin") == origin


class Guard:
    """Adds the headers to every answer and turns away changes asked for from elsewhere."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.origin = settings.public_origin.encode()
        fixed = FIXED | ({"strict-transport-security": HSTS} if settings.secure else {})
        # There are few policies, so few lists, put into bytes once.
        self.narrow, self.deriving = narrowing(fixed, "/"), narrowing(fixed, WORKERS)
        self.own = {path: narrowing(fixed, path) for path in OWN_PAGES}

    def always(self, path: str) -> Raw:
        """The headers of every answer of an address, in one list for all that share a policy."""
        return self.own.get(path) or (self.deriving if may_derive(path) else self.narrow)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        always = self.always(scope["path"])

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = guarded(message, always)
            await send(message)

        if may_change(scope, self.origin):
            await self.app(scope, receive, send_guarded)
        else:
            await refuse(send_guarded)


def guarded(start: Message, always: Raw) -> Message:
    """The start of an answer with the headers of every answer. A new one: the other may be sent again."""
    headers = [*start.get("headers", ()), *always]
    if CACHE_CONTROL not in dict(headers):
        headers.append(NO_STORE)
    return {"type": "http.response.start", "status": start["status"], "headers": headers}


async def refuse(send: Send) -> None:
    """A short plain answer for a change that another site asked for."""
    body = b"This came from another site, so Weft did nothing. Open Weft itself and try again."
    headers = [(b"content-type", b"text/plain; charset=utf-8"), NO_STORE]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})
