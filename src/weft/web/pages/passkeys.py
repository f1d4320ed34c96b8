"""Passkeys: adding one, removing one, and signing in with one."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from weft.keeper import fresh, passkeys, ways
from weft.keeper.opened import Opened
from weft.keeper.passkeys import AskSent, NewPasskeySent, PasskeySignInSent, Site
from weft.keeper.sign_ins import Refused
from weft.keeper.traces import Happened, note
from weft.web.answers import onward, say
from weft.web.door import Door, Who, home, settings
from weft.web.forms import facts
from weft.web.pages.doors import signed_in
from weft.web.pages.rooms import private
from weft.web.pages.ways import form, refused, unreadable

NO_NAME = (
    "This server has a bare number for an address, and passkeys belong to a name. Your passphrase and your "
    "recovery code open everything here."
)


def site(request: Request) -> Site | None:
    """Where passkeys of this server belong; None where there can be none."""
    return passkeys.site_of(settings(request).public_origin)


async def add_form(request: Request, opened: Opened) -> Response:
    if site(request) is None:
        return say(private(opened), "No passkeys here", NO_NAME, ("Back", "/yours/ways"))
    return await form(request, opened)


async def ask_to_add(request: Request, opened: Opened) -> Response:
    here, sent = site(request), await facts(request, AskSent)
    if sent is None or here is None:
        return unreadable()
    try:
        return JSONResponse(await passkeys.ask_to_add(home(request), opened, here, sent))
    except Refused as no:
        return refused(no)


async def add(request: Request, opened: Opened) -> Response:
    here, sent = site(request), await facts(request, NewPasskeySent)
    if sent is None or here is None:
        return unreadable()
    try:
        if await passkeys.add(home(request), opened, here, sent):
            await _note(request, opened, Happened.PASSKEY)
    except Refused as no:
        return refused(no)
    return JSONResponse({"next": "/yours/ways"})


async def remove(request: Request, opened: Opened) -> Response:
    """Only by somebody who typed the passphrase a moment ago."""
    if not fresh.is_fresh(home(request), opened):
        return onward("/fresh?for=ways")
    if await ways.remove_passkey(home(request), opened, request.path_params["key"]):
        await _note(request, opened, Happened.PASSKEY_REMOVED)
    return onward("/yours/ways")


async def _note(request: Request, opened: Opened, what: Happened) -> None:
    await note(home(request).store, opened.person, opened.publics, what, home(request).clock())


async def ask_to_sign_in(request: Request) -> Response:
    here = site(request)
    return JSONResponse(passkeys.ask_to_sign_in(home(request), here)) if here else unreadable()


async def sign_in(request: Request) -> Response:
    here, sent = site(request), await facts(request, PasskeySignInSent)
    if sent is None or here is None:
        return unreadable()
    try:
        cookie = await passkeys.sign_in(home(request), here, sent)
    except Refused as no:
        return refused(no)
    return await signed_in(request, cookie)


DOORS = (
    Door("/yours/ways/passkey", ("GET",), Who.SIGNED_IN, add_form),
    Door("/yours/ways/passkey", ("POST",), Who.SIGNED_IN, add),
    Door("/yours/ways/passkey/ask", ("POST",), Who.SIGNED_IN, ask_to_add),
    Door("/yours/ways/passkey/{key}/remove", ("POST",), Who.SIGNED_IN, remove),
    Door("/sign-in/passkey/ask", ("POST",), Who.ANYONE, ask_to_sign_in),
    Door("/sign-in/passkey", ("POST",), Who.ANYONE, sign_in),
)
