"""Sealed letters: one page that is the same for everyone, and locked bytes for the scripts on it.

What is told of a letter comes from ``keeper.seal_sights.Sight`` alone, so no answer here can differ by what the other did.
"""

from base64 import urlsafe_b64encode

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from weft.core.seal.play import NotNow
from weft.core.seal.state import Holding
from weft.keeper import seal_sights, seals
from weft.keeper.browser_pins import BrowserPinSent, browser_pin, keep_browser_pin
from weft.keeper.opened import Opened
from weft.keeper.own_copies import looking_at
from weft.keeper.ports import RevTaken, SealRow
from weft.keeper.seal_rows import NoSuchExchange, SealHarmed
from weft.keeper.seal_sights import Sight, Sights, Whom
from weft.keeper.sealed_sights import opened_sittings
from weft.keeper.seals import SealRefused
from weft.keeper.sign_ins import Sent
from weft.web.door import Door, Who, home, settings
from weft.web.forms import facts
from weft.web.own_pages import OWN_PAGES, own_page

HEX = frozenset("0123456789abcdef")
MOST_NUMBER = 1 << 32


class LetterSent(msgspec.Struct, forbid_unknown_fields=True):
    """One act on one letter, as the page sends it; the bytes are those of a seal. Minutes since 1970."""

    act: str
    id: str
    holding: str = ""
    earliest: int = 0
    expires: int = 0
    writing: int = 0
    locked: Sent = Sent(b"")
    wrapped: Sent = Sent(b"")
    own: Sent = Sent(b"")
    half_hash: Sent = Sent(b"")
    signature: Sent = Sent(b"")
    second: Sent | None = None


async def page(request: Request) -> Response:
    return Response(own_page(OWN_PAGES["/letters"]).html, media_type="text/html")


async def everything(request: Request, opened: Opened) -> Response:
    """Who the two are, and every letter as this person may see it."""
    seen = await seal_sights.sights(home(request), opened)
    told = await _told(request, opened, seal_sights.with_whom(opened), seen)
    more = {"sittings": await _sittings(request, opened), "holding": _holding(request)}
    return JSONResponse(told | more)


async def kept(request: Request, opened: Opened) -> Response:
    """The letters both had opened before a space closed, for whoever has a copy of it; nothing more comes to them."""
    found = await seal_sights.kept_sights(home(request), opened, request.path_params["key"])
    if found is None:
        return _say("There is nothing kept here.", 404)
    past = await looking_at(home(request).store, opened, request.path_params["key"])
    sittings = await _sittings(request, past) if past else []
    return JSONResponse(await _told(request, opened, *found) | {"sittings": sittings})


async def _sittings(request: Request, opened: Opened) -> list[dict[str, str]]:
    """Where sealed words of sittings are open to both; the page fetches those from `/sealed` for a copy."""
    found = await opened_sittings(home(request), opened)
    return [{"id": sitting, "day": day} for sitting, day in found]


async def _told(request: Request, opened: Opened, whom: Whom, seen: Sights) -> dict[str, object]:
    pin = await browser_pin(home(request).store, opened.person)
    return {
        "me": opened.person,
        "partner": whom.person,
        "name": whom.name,
        "halves": _texts(whom.halves),
        "mine": _texts(seal_sights.halves(opened.publics)),
        "pin": {"rev": pin.rev, "locked": _text(pin.locked)} if pin else None,
        "letters": [_letter(opened, one) for one in seen.found],
        "harmed": seen.harmed,
    }


def _texts(halves: dict[str, bytes]) -> dict[str, str]:
    return {half: _text(raw) for half, raw in halves.items()}


def _holding(request: Request) -> Holding:
    return Holding.AUTHOR if settings(request).partner_hosts else Holding.SERVER


async def pin(request: Request, opened: Opened) -> Response:
    """Keep whom this person's browser knows, locked."""
    sent = await facts(request, BrowserPinSent)
    try:
        if sent is None:
            raise ValueError
        await keep_browser_pin(home(request).store, opened.person, sent)
    except ValueError:
        return _say("That didn’t arrive whole. Please try once more.", 400)
    except RevTaken:
        return _say("Another page of yours was first. Please try once more.", 409)
    return JSONResponse({"rev": sent.rev})


def _letter(opened: Opened, one: Sight) -> dict[str, object]:
    terms = one.view.terms
    return {
        "id": one.exchange,
        "phase": one.view.phase,
        "mine": terms.asker is opened.side,
        "holding": terms.holding,
        "earliest": terms.earliest,
        "expires": terms.expires,
        "aside": one.view.mine.aside,
        "handed": one.view.mine.half,
        "sealed": one.mine and _seal(one.mine),
        "theirs": one.theirs and _seal(one.theirs) | {"own": ""},
        "promised": one.promised and _promise(one.promised),
    }


def _seal(row: SealRow) -> dict[str, object]:
    parts = ("locked", "wrapped", "own", "half_hash", "signature", "half")
    return {"writing": row.writing, **{part: _text(getattr(row, part)) for part in parts}}


def _promise(row: SealRow) -> dict[str, object]:
    parts = ("locked_hash", "wrapped_hash", "half_hash", "signature")
    return {"writing": row.writing, **{part: _text(getattr(row, part)) for part in parts}}


async def act(request: Request, opened: Opened) -> Response:
    sent = await facts(request, LetterSent)
    if sent is None or not _sound(sent):
        return _say("That didn’t arrive whole. Please try once more.", 400)
    try:
        await _act(request, opened, sent)
    except SealRefused:
        return _say("That didn’t arrive whole. Please try once more.", 400)
    except NoSuchExchange:
        return _say("There is no such letter.", 404)
    except SealHarmed:
        return _say("What lies there is not what was kept, so nothing was done with it.", 409)
    except NotNow:
        return _say("That isn’t possible as things stand. The page shows how they do.", 409)
    return JSONResponse({"done": True})


async def _act(request: Request, opened: Opened, sent: LetterSent) -> None:
    here, given = home(request), seals.sealed(*_parts(sent))
    second = sent.second.raw if sent.second else None
    match sent.act:
        case "ask":
            await seals.ask(here, opened, sent.id, Holding(sent.holding), sent.earliest, sent.expires)
        case "accept":
            await seals.accept(here, opened, sent.id)
        case "seal":
            await seals.seal(here, opened, sent.id, sent.writing, given, second)
        case "take-back":
            await seals.take_back(here, opened, sent.id)
        case "withdraw":
            await seals.withdraw(here, opened, sent.id)
        case "aside" | "back":
            await seals.step_aside(here, opened, sent.id, sent.act == "aside")
        case "hand":
            await seals.hand_half(here, opened, sent.id, second or b"")
        case _:
            raise SealRefused


def _parts(sent: LetterSent) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    return sent.locked.raw, sent.wrapped.raw, sent.own.raw, sent.half_hash.raw, sent.signature.raw


def _sound(sent: LetterSent) -> bool:
    named = len(sent.id) == 32 and set(sent.id) <= HEX
    numbers = all(0 <= one < MOST_NUMBER for one in (sent.writing, sent.earliest, sent.expires))
    return named and numbers and (sent.act != "ask" or sent.holding in tuple(Holding))


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _say(text: str, status: int) -> Response:
    return JSONResponse({"say": text}, status)


DOORS = (
    Door("/letters", ("GET",), Who.ANYONE, page),
    Door("/letters", ("POST",), Who.TWO, act),
    Door("/letters/all", ("GET",), Who.TWO, everything),
    Door("/letters/kept/{key}", ("GET",), Who.ALWAYS, kept),
    Door("/letters/pin", ("POST",), Who.ALWAYS, pin),
)
