"""The ways into an account: what they are, a new one in place of an old one, and the account made one's own again."""

from base64 import urlsafe_b64encode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from weft.core.days import the_date
from weft.core.tapestry.svg import likeness
from weft.keeper import passkeys, renew, ways
from weft.keeper.couples import renewed_comparison, trust_renewed
from weft.keeper.fresh import is_fresh
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.keeper.ports import Own, SlotType
from weft.keeper.renew import MineSent
from weft.keeper.sign_ins import Refused
from weft.keeper.traces import Happened, Line, note, told
from weft.keeper.ways import Way, WaySent
from weft.web import models
from weft.web.answers import onward, page, say
from weft.web.door import Door, Who, home, settings
from weft.web.forms import facts, words
from weft.web.pages.doors import signed_in
from weft.web.pages.rooms import private

SHOWN = 60
"""Lines of the security log on the page."""
MINE_BYTES = 1024 * 1024
"""What may be sent at once: 152 letters for each of 4,096 leaves of a notebook, and the rest."""
NAMED = {SlotType.PHRASE: "passphrase", SlotType.PASSKEY: "passkey", SlotType.RECOVERY: "code"}
SAID = {
    Happened.SIGNED_IN: "Signed in, on a browser you had used before",
    Happened.NEW_DEVICE: "Signed in, on a browser not used before",
    Happened.PASSPHRASE: "The passphrase was changed",
    Happened.CODE: "A new recovery code was made",
    Happened.RECOVERED: "The recovery code was used",
    Happened.MINE: "The account was made yours again",
    Happened.PASSKEY: "A passkey was added",
    Happened.PASSKEY_REMOVED: "A passkey was removed",
    Happened.SIGNED_OUT_THERE: "Signed out on another browser, from yours",
    Happened.TRIED: "Somebody typed a wrong passphrase or code for your name. It may have been you",
}
KINDS = {"passphrase": SlotType.PHRASE, "code": SlotType.RECOVERY}


async def every(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    found, labels = await ways.ways(keeper, opened), await passkeys.labels(keeper, opened)
    lines = await told(keeper.store, opened)
    return page(
        models.WaysPage(
            private(opened),
            tuple(_shown(one, labels.get(one.id, "")) for one in found),
            tuple(models.TraceLine(SAID[one.what], _when(one)) for one in lines[:SHOWN]),
            passkeys=passkeys.site_of(settings(request).public_origin) is not None,
            fresh=is_fresh(keeper, opened),
        )
    )


def _shown(way: Way, label: str) -> models.WayIn:
    return models.WayIn(NAMED[way.type], _day(way.day), way.id, label)


def _when(line: Line) -> str:
    return f"{_day(line.day)}, {line.part}" if line.part else _day(line.day)


def _day(day: int) -> str:
    return day_words(the_date(day))


async def form(request: Request, opened: Opened) -> Response:
    """The form for one of them; the browser opens the account there with the passphrase of now."""
    what = request.url.path.rpartition("/")[2]
    phrases = [one for one in await ways.ways(home(request), opened) if one.type is SlotType.PHRASE]
    if not phrases:
        text = "No passphrase opens this account. Come back in with your recovery code: that makes a new one."
        return say(private(opened), "There is no passphrase", text, ("Back", "/yours/ways"))
    name = opened.log.life.people[opened.side].name
    slot = urlsafe_b64encode(phrases[-1].slot).decode().rstrip("=")
    ring = await home(request).store.own(opened.person, Own.KEYRING)
    keyring = urlsafe_b64encode(ring.locked if ring else b"").decode().rstrip("=")
    return page(models.WayPage(private(opened), what, name, opened.person, phrases[-1].id, slot, keyring))


async def change(request: Request, opened: Opened) -> Response:
    sent = await facts(request, WaySent)
    if sent is None:
        return unreadable()
    kind = KINDS[request.url.path.rpartition("/")[2]]
    try:
        await ways.replace_way(home(request), opened, kind, sent)
    except Refused as no:
        return refused(no)
    what = Happened.PASSPHRASE if kind is SlotType.PHRASE else Happened.CODE
    await note(home(request).store, opened.person, opened.publics, what, home(request).clock())
    return JSONResponse({"next": "/yours/ways"})


async def mine_form(request: Request, opened: Opened) -> Response:
    if opened.withheld:
        return onward("/damage")
    return await form(request, opened)


async def make_mine(request: Request, opened: Opened) -> Response:
    sent = await facts(request, MineSent, MINE_BYTES)
    if sent is None:
        return unreadable()
    try:
        cookie = await renew.make_mine(home(request), opened, sent)
    except Refused as no:
        return refused(no)
    return await signed_in(request, cookie, "/compare" if opened.couple else "/yours", Happened.MINE)


async def renewed(request: Request, opened: Opened) -> Response:
    """The other's keys are new: the same words on both screens, or nothing is opened."""
    found = await renewed_comparison(home(request).store, opened)
    if found is None:
        return onward("/today")
    seen, _ = found
    mine = opened.own.life.people[opened.side].dye
    picture = likeness(seen.seed, mine, mine, 144, 144, "same")
    return page(models.RenewedPage(private(opened), seen.words, picture))


async def trust(request: Request, opened: Opened) -> Response:
    found = await renewed_comparison(home(request).store, opened)
    if found is None or (await words(request)).get("answer") != "same":
        return onward("/renewed")
    await trust_renewed(home(request).store, opened, found[1])
    return onward("/today")


def unreadable() -> Response:
    return JSONResponse({"say": "That didn’t arrive whole. Please try once more.", "field": None}, 400)


def refused(no: Refused) -> Response:
    return JSONResponse({"say": no.say, "field": no.field}, 429 if no.wait else 400)


DOORS = (
    Door("/yours/ways", ("GET",), Who.SIGNED_IN, every),
    Door("/yours/ways/passphrase", ("GET",), Who.SIGNED_IN, form),
    Door("/yours/ways/passphrase", ("POST",), Who.SIGNED_IN, change),
    Door("/yours/ways/code", ("GET",), Who.SIGNED_IN, form),
    Door("/yours/ways/code", ("POST",), Who.SIGNED_IN, change),
    Door("/yours/ways/mine", ("GET",), Who.SIGNED_IN, mine_form),
    Door("/yours/ways/mine", ("POST",), Who.SIGNED_IN, make_mine),
    Door("/renewed", ("GET",), Who.SIGNED_IN, renewed),
    Door("/renewed", ("POST",), Who.SIGNED_IN, trust),
)
