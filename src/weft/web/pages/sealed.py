"""A sitting's words that only browsers open: one page that is the same for everyone, and locked bytes for its scripts.

What is told of a sitting is what its own page tells: the scene, and the words which ``exchange.visible`` lets through.
"""

from base64 import urlsafe_b64encode

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from weft.core.log.entries import WordsSealed
from weft.core.log.fold import Words
from weft.core.people import Side
from weft.core.seal.state import Holding
from weft.core.sitting.buttons import Act
from weft.core.sitting.marks import NotAMark
from weft.core.sitting.scene import Scene
from weft.core.sitting.sealed import place, sealable
from weft.core.sitting.turns import words_key
from weft.keeper import sittings
from weft.keeper.boards import Board, NothingThere, Shut, scene_of
from weft.keeper.browser_pins import browser_pin
from weft.keeper.exchange import NotTheseWords
from weft.keeper.opened import Opened
from weft.keeper.sealed_sights import Sight, sight
from weft.keeper.sealed_steps import HalvesMissing, Locked, Part, StepSeal, commitment
from weft.keeper.seals import SealRefused, sealed
from weft.keeper.sign_ins import Sent
from weft.keeper.sittings import MovedOn
from weft.web.door import Door, Who, home, settings
from weft.web.forms import facts
from weft.web.own_pages import OWN_PAGES, own_page
from weft.web.pages.lines import plainly
from weft.web.pages.rooms import names

MOST_NUMBER = 1 << 32
AWAY = "There is no such sitting, or it is over."


class StepSent(msgspec.Struct, forbid_unknown_fields=True):
    """One act in a sitting, as the page sends it: words in the open, or the parts of a seal, or halves by their words."""

    act: str
    tap: str
    words: str = ""
    writing: int = 0
    earliest: int = 0
    locked: Sent | None = None
    wrapped: Sent = Sent(b"")
    own: Sent = Sent(b"")
    half_hash: Sent = Sent(b"")
    signature: Sent = Sent(b"")
    second: Sent | None = None
    halves: dict[str, Sent] = {}


async def page(request: Request) -> Response:
    return Response(own_page(OWN_PAGES["/sealed"]).html, media_type="text/html")


async def everything(request: Request, opened: Opened) -> Response:
    """A sitting as this person may see it, with what their browser needs to seal and to open."""
    try:
        seen = await sight(home(request), opened, request.path_params["board"])
    except NothingThere:
        return _say(AWAY, 404)
    whom, called = seen.whom, names(seen.by)
    pin = await browser_pin(home(request).store, opened.person)
    return JSONResponse(
        {
            "me": opened.person,
            "partner": whom.person,
            "name": whom.name,
            "halves": {half: _text(raw) for half, raw in whom.halves.items()},
            "pin": {"rev": pin.rev, "locked": _text(pin.locked)} if pin else None,
            "holding": Holding.AUTHOR if settings(request).partner_hosts else Holding.SERVER,
            "title": seen.title,
            "now": _now(seen.by, seen.one) if seen.one else None,
            "words": [_words(seen, one, called[one.author]) for one in seen.said],
            "promised": [_promise(one) for one in seen.promised],
        }
    )


def _now(opened: Opened, one: Board) -> dict[str, object]:
    """What is before this person now."""
    called = names(opened)
    scene = scene_of(one, opened, (called[Side.LEFT], called[Side.RIGHT]))
    return {
        "step": scene.step,
        "kind": scene.kind,
        "heading": scene.heading,
        "text": scene.text,
        "small": scene.small,
        "tap": one.mark,
        "seals": _seals(opened, one),
        "act": _act(scene),
    }


def _seals(opened: Opened, one: Board) -> dict[str, object] | None:
    """Where words sealed now will stand; None when there is nothing to seal."""
    if not sealable(one.script, one.state, opened.side):
        return None
    return {"place": place(words_key(one.state, opened.side)), "earliest": (one.opens or 0) // 60_000}


def _act(scene: Scene) -> dict[str, object] | None:
    """The one act of this page: to write, or to open what both have written."""
    found = next((act for act in scene.acts if _is_here(act)), None)
    if found is None:
        return None
    field = found.field and {"label": found.field.label, "most": found.field.most}
    return {"name": found.name, "label": found.label, "note": found.note, "field": field}


def _is_here(act: Act) -> bool:
    return act.name == "open" or (act.field is not None and act.field.ends is None)


def _words(seen: Sight, one: Words, who: str) -> dict[str, object]:
    lying = seen.parts.get(one.key)
    told = {
        "key": one.key,
        "place": place(one.key),
        "mine": one.author is seen.by.side,
        "who": who,
        "side": one.author.value,
        "step": one.step,
        "said": plainly(one),
        "sealed": bool(one.sealed),
        "seal": None,
    }
    if lying is None:
        return told
    return told | {"seal": _seal(lying, one.author is seen.by.side)}


def _seal(one: Part, mine: bool) -> dict[str, object]:
    words = one.words
    parts = {part: _text(getattr(words, part)) for part in ("locked", "wrapped", "half_hash", "signature")}
    own = {"own": _text(words.own) if mine else ""}
    return _about(words) | parts | own | {"half": _text(one.half)}


def _about(words: WordsSealed) -> dict[str, object]:
    return {"writing": words.writing, "holder": words.holder, "earliest": words.earliest}


def _promise(one: Part) -> dict[str, object]:
    said = commitment(one.words)
    parts = ("locked_hash", "wrapped_hash", "half_hash", "signature")
    return (
        {"place": place(one.words.key)}
        | _about(one.words)
        | {part: _text(getattr(said, part)) for part in parts}
    )


async def act(request: Request, opened: Opened) -> Response:
    sent = await facts(request, StepSent)
    if sent is None or not _sound(sent):
        return _say("That didn’t arrive whole. Please try once more.", 400)
    try:
        board = request.path_params["board"]
        await sittings.act(home(request), opened, board, sent.act, sent.words, sent.tap, _locked(sent))
    except Shut:
        return _say("Something here isn’t as it should be, so nothing was done. /damage says more.", 409)
    except NothingThere:
        return _say(AWAY, 404)
    except SealRefused:
        return _say("That didn’t arrive whole. Please try once more.", 400)
    except HalvesMissing:
        return _say("Part of the key is with you. Open this page anew, and open it from there.", 409)
    except NotTheseWords as no:
        return _say(f"Write something first; there is room for {no.most} letters.", 400)
    except (MovedOn, NotAMark):
        return _say("The sitting had moved on. Copy your words if you want them elsewhere.", 409)
    return JSONResponse({"done": True})


def _locked(sent: StepSent) -> Locked:
    halves = {key: one.raw for key, one in sent.halves.items()}
    if sent.locked is None:
        return Locked(None, halves)
    given = sealed(sent.locked.raw, sent.wrapped.raw, sent.own.raw, sent.half_hash.raw, sent.signature.raw)
    second = sent.second.raw if sent.second else None
    return Locked(StepSeal(sent.writing, sent.earliest, given, second), halves)


def _sound(sent: StepSent) -> bool:
    numbers = all(0 <= one < MOST_NUMBER for one in (sent.writing, sent.earliest))
    # The words and their seal together would leave in the open what was to be sealed.
    return numbers and bool(sent.tap) and not (sent.locked and sent.words)


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _say(text: str, status: int) -> Response:
    return JSONResponse({"say": text}, status)


DOORS = (
    Door("/sealed", ("GET",), Who.ANYONE, page),
    Door("/sealed/{board}", ("GET",), Who.ALWAYS, everything),
    Door("/sealed/{board}", ("POST",), Who.TWO, act),
)
