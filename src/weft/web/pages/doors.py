"""Coming in: welcome, beginning, signing in, coming back with a code, going away."""

from base64 import urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from weft.core.tapestry.dye import NAME, Dye
from weft.keeper import accounts, browsers
from weft.keeper.accounts import AccountSent, RecoverSent
from weft.keeper.keepsakes import heed
from weft.keeper.opened import Opened
from weft.keeper.passkeys import site_of
from weft.keeper.ports import StoreError
from weft.keeper.sign_ins import ABSOLUTE, Refused, SignInSent
from weft.keeper.traces import Happened, note
from weft.vault.derive import STANDARD
from weft.web import models
from weft.web.answers import page
from weft.web.door import (
    Door,
    Who,
    device_cookie,
    home,
    keepsake_cookie,
    leave_keepsake,
    settings,
    sign_in_cookie,
    viewer,
)
from weft.web.forms import facts
from weft.web.pages.rooms import OUTSIDE, private

DEVICE_DAYS = 400
DYES = tuple(models.DyeChoice(dye.value, NAME[dye]) for dye in Dye)


async def welcome(request: Request) -> Response:
    if await viewer(request):
        return RedirectResponse("/today", 303)
    return page(models.WelcomePage(OUTSIDE, invited="invited" in request.query_params))


async def begin_form(request: Request) -> Response:
    invited = "invited" in request.query_params
    side = "right" if invited else "left"
    room = models.Room(mine=side, viewer=side, left_dye="madder", right_dye="madder")
    return page(models.BeginPage(room, DYES, invited=invited))


async def sign_in_form(request: Request) -> Response:
    return page(models.SignInPage(OUTSIDE, None, site_of(settings(request).public_origin) is not None))


async def recover_form(request: Request) -> Response:
    return page(models.RecoverPage(OUTSIDE, None))


async def salt(request: Request) -> Response:
    """What a browser needs to derive with. The same for a name someone has and for one nobody has."""
    keys = home(request).sign_ins.server_key
    params = {"m": STANDARD.memory_kib, "t": STANDARD.passes, "p": STANDARD.lanes}
    name = request.query_params.get("name", "")[:200]
    return JSONResponse({"salt": urlsafe_b64encode(keys.salt(name)).decode().rstrip("="), "params": params})


async def begin(request: Request) -> Response:
    sent = await facts(request, AccountSent)
    if sent is None:
        return _unreadable()
    try:
        return await signed_in(request, await accounts.begin(home(request).sign_ins, sent, _network(request)))
    except Refused as no:
        return _refused(no)


async def sign_in(request: Request) -> Response:
    sent = await facts(request, SignInSent)
    if sent is None:
        return _unreadable()
    try:
        cookie = await home(request).sign_ins.sign_in(sent, _network(request), _known(request))
    except Refused as no:
        return _refused(no)
    return await signed_in(request, cookie)


async def recover(request: Request) -> Response:
    sent = await facts(request, RecoverSent)
    if sent is None:
        return _unreadable()
    sign_ins = home(request).sign_ins
    try:
        if sent.slots:
            return await signed_in(
                request, await accounts.recover(sign_ins, sent, _network(request)), what=Happened.RECOVERED
            )
        slot = await accounts.recovery_slot(sign_ins, sent, _network(request))
    except Refused as no:
        return _refused(no)
    locked = urlsafe_b64encode(slot.locked).decode().rstrip("=")
    return JSONResponse({"slot": locked, "slot_id": slot.slot, "person": slot.person})


async def leave(request: Request) -> Response:
    """Exit: the sign-in ends here; the page is a blank one, and Back has nothing to show."""
    opened = await viewer(request)
    if opened:
        with suppress(
            StoreError
        ):  # The row opens only with the cookie, which goes; the keys are gone already.
            await home(request).sign_ins.end(opened.sid_hash)
    answer = RedirectResponse("/away", 303)
    answer.delete_cookie(sign_in_cookie(request), path="/", secure=settings(request).secure, httponly=True)
    answer.headers["clear-site-data"] = '"cache"'
    return answer


async def away(request: Request) -> Response:
    return page(models.AwayPage())


async def signed_in(
    request: Request, cookie: str, then: str = "/today", what: Happened | None = None
) -> Response:
    """The answer to whoever has signed in a moment ago: the cookies, and where to go on."""
    opened = await home(request).sign_ins.open(cookie)
    assert opened is not None, "the sign-in was made a moment ago"
    heed(opened, request.cookies.get(keepsake_cookie(request), ""))
    secure = settings(request).secure
    marked = await _marked(request, opened)
    answer = JSONResponse({"next": then if marked.mark or then != "/today" else "/shared-browser"})
    answer.set_cookie(
        sign_in_cookie(request),
        cookie,
        max_age=int(ABSOLUTE.total_seconds()),
        secure=secure,
        httponly=True,
        samesite="strict",
    )
    what = what or (Happened.SIGNED_IN if marked.known else Happened.NEW_DEVICE)
    await note(home(request).store, opened.person, opened.publics, what, home(request).clock())
    if marked.mark:
        answer.set_cookie(
            device_cookie(request),
            marked.mark,
            max_age=DEVICE_DAYS * 86400,
            secure=secure,
            httponly=True,
            samesite="lax",
        )
    leave_keepsake(request, answer, opened)
    return answer


@dataclass(frozen=True, slots=True)
class _Marked:
    """The mark to leave in a browser, empty where it is somebody else's; and whether it was there before."""

    mark: str
    known: bool


async def _marked(request: Request, opened: Opened) -> _Marked:
    keeper, publics = home(request), opened.publics.to_bytes()
    key, mark = keeper.sign_ins.server_key, request.cookies.get(device_cookie(request), "")
    if browsers.is_mark_of(key, mark, publics):
        return _Marked(mark, known=True)
    if await browsers.is_somebody_elses(keeper.store, key, mark, opened.person):
        return _Marked("", known=False)
    return _Marked(browsers.new_mark(key, publics), known=False)


async def before(request: Request) -> Response:
    """What Weft cannot do for anyone, said before anything is typed."""
    return page(models.BeforePage(OUTSIDE, invited="invited" in request.query_params))


async def shared_browser(request: Request, opened: Opened) -> Response:
    """For whoever came second into a browser. It says that somebody else was here, and never who."""
    return page(models.SharedBrowserPage(private(opened)))


def _known(request: Request) -> bytes | None:
    mark = request.cookies.get(device_cookie(request), "")
    return mark.encode() or None


def _network(request: Request) -> bytes:
    return (request.client.host if request.client else "").encode()


def _unreadable() -> Response:
    return JSONResponse({"say": "That didn’t arrive whole. Please try once more.", "field": None}, 400)


def _refused(no: Refused) -> Response:
    headers = {"retry-after": str(int(no.wait) + 1)} if no.wait else None
    return JSONResponse({"say": no.say, "field": no.field}, 429 if no.wait else 400, headers)


DOORS = (
    Door("/", ("GET",), Who.ANYONE, welcome),
    Door("/before", ("GET",), Who.ANYONE, before),
    Door("/shared-browser", ("GET",), Who.SIGNED_IN, shared_browser),
    Door("/begin", ("GET",), Who.ANYONE, begin_form),
    Door("/begin", ("POST",), Who.ANYONE, begin),
    Door("/salt", ("GET",), Who.ANYONE, salt),
    Door("/sign-in", ("GET",), Who.ANYONE, sign_in_form),
    Door("/sign-in", ("POST",), Who.ANYONE, sign_in),
    Door("/recover", ("GET",), Who.ANYONE, recover_form),
    Door("/recover", ("POST",), Who.ANYONE, recover),
    Door("/exit", ("POST",), Who.ANYONE, leave),
    Door("/away", ("GET",), Who.ANYONE, away),
)
