"""What stands before every page: headers that narrow what a browser will do, and who may change anything.

Plain ASGI, because it runs for every request. It reads no body and knows no person.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from weft.settings import Settings

SAFE = frozenset({"GET", "HEAD"})
DERIVING = frozenset({"/begin", "/sign-in", "/recover"})
"""Pages where the browser derives keys, and the only ones where WebAssembly may be compiled."""

WORKERS = "/static/js/derive"


def policy(path: str) -> str:
    """The content security policy of an address. Everything not named here is refused by ``default-src``."""
    wasm = " 'wasm-unsafe-eval'" if path in DERIVING or path.startswith(WORKERS) else ""
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


def may_change(method: str, headers: Headers, origin: str) -> bool:
    """Whether a request may change anything: it must come from one of our own pages.

    A browser that sends Sec-Fetch-Site is believed; otherwise the Origin has to be exactly ours.
    """
    if method in SAFE:
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("origin") == origin


class Guard:
    """Adds the headers to every answer and turns away changes asked for from elsewhere."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.origin = settings.public_origin
        self.fixed = FIXED | ({"strict-transport-security": HSTS} if settings.secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = policy(scope["path"])
                for name, value in self.fixed.items():
                    headers[name] = value
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
            await send(message)

        if may_change(scope["method"], Headers(scope=scope), self.origin):
            await self.app(scope, receive, send_guarded)
        else:
            await refuse(send_guarded)


async def refuse(send: Send) -> None:
    """A short plain answer for a change that another site asked for."""
    body = b"This came from another site, so Weft did nothing. Open Weft itself and try again."
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})
