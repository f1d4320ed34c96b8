"""The pictures of a moment: a page to put one and take it back, and the pictures themselves, for the two alone."""

from collections.abc import AsyncGenerator

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from weft.core.people import SittingId
from weft.core.pictures import MOST, MOST_WORDS, Picture
from weft.keeper import pictures
from weft.keeper.opened import Opened
from weft.keeper.pictures import MOST_SENT, NotYours, PictureRefused, Size, TooManyPictures, Why
from weft.web import models
from weft.web.answers import marked, onward, page, say
from weft.web.door import Door, Who, home
from weft.web.forms import TooMuch, words
from weft.web.pages.rooms import names, shared

SAID = {
    Why.KIND: "That is not a picture Weft takes. It takes JPEG, PNG and WebP.",
    Why.PHONE: "That kind of picture opens on phones and hardly anywhere else, so Weft doesn’t take it. "
    "Share it to yourself as JPEG, or set the camera to “most compatible”, and choose that one.",
    Why.LARGE: "That picture is too large to open safely. Make a smaller copy of it and choose that one.",
    Why.DAMAGED: "That picture doesn’t open: something in the file is broken. Choose another copy of it.",
    Why.EMPTY: "No picture came along. Choose one first.",
}
"""Why a picture was not taken, and what helps."""
NO_WORDS = "Say in a few words what the picture shows, and choose it once more."
FULL = "There are as many pictures here as there can be. Take one of yours back to put another."
NEVER_ARRIVED = "That didn’t arrive whole. Choose the picture once more."


# ---------------------------------------------------------------- for every page that shows pictures


def shown(opened: Opened, moment: str) -> tuple[models.PictureShown, ...]:
    """The pictures of a moment for ``parts/pictures.html``, as this person sees them."""
    return tuple(shown_one(opened, one) for one in pictures.of_moment(opened, moment))


def shown_one(opened: Opened, one: Picture, base: str = "/pictures") -> models.PictureShown:
    """One picture, at an address under ``base``."""
    mine = one.author is opened.side
    return models.PictureShown(
        one.id,
        f"{base}/{one.id}",
        f"{base}/{one.id}/small",
        one.what.words,
        names(opened)[one.author],
        one.author.value,
        one.what.width,
        one.what.height,
        one.what.may_keep if mine else None,
    )


# ---------------------------------------------------------------- the page


def _title(opened: Opened, key: str) -> tuple[str, str] | None:
    """What pictures may belong to: a moment or something lived, by its title, and where it is to be seen."""
    life = opened.log.life
    moment = life.moments.get(key)
    if moment is not None:
        return moment.made.title, f"/moments/{key}"
    woven = life.woven.get(SittingId(key))
    return (woven.what.title, f"/cloth/{key}") if woven else None


def _page(
    opened: Opened, key: str, title: str, back: str, text: str = "", wrong: str | None = None
) -> models.PicturesPage:
    some = shown(opened, key)
    return models.PicturesPage(
        shared(opened), key, title, back, some, len(some) >= MOST, text[:MOST_WORDS], wrong
    )


def _nothing_here(opened: Opened) -> Response:
    text = "The address has a slip in it, or what was here has been taken back."
    return say(shared(opened), "There are no pictures here", text, ("Today", "/today"), status=404)


async def everything(request: Request, opened: Opened) -> Response:
    key = request.path_params["key"]
    found = _title(opened, key)
    return marked(request, _page(opened, key, *found)) if found else _nothing_here(opened)


class _InMemory(MultiPartParser):
    """Reads a picture that was sent without ever laying it on the disk."""

    spool_max_size = MOST_SENT + 1


async def _sent(request: Request) -> tuple[bytes, str, bool]:
    """The file, the words and the choice; what a file was called is not looked at. Raises TooMuch, MultiPartException."""

    async def counted() -> AsyncGenerator[bytes, None]:
        here = 0
        async for some in request.stream():
            here += len(some)
            if here > MOST_SENT + 8192:
                raise TooMuch
            yield some

    form = await _InMemory(request.headers, counted(), max_files=1, max_fields=3, max_part_size=4096).parse()
    file, text = form.get("file"), form.get("words")
    raw = await file.read() if isinstance(file, UploadFile) else b""
    return raw, text.strip() if isinstance(text, str) else "", form.get("keep") == "yes"


async def put(request: Request, opened: Opened) -> Response:
    key = request.path_params["key"]
    found = _title(opened, key)
    if found is None:
        return _nothing_here(opened)
    text = ""
    try:
        raw, text, may_keep = await _sent(request)
        if not text and raw:
            return page(_page(opened, key, *found, wrong=NO_WORDS), 400)
        await pictures.put(home(request), opened, key, raw, text[:MOST_WORDS], may_keep=may_keep)
    except PictureRefused as no:
        return page(_page(opened, key, *found, text, SAID[no.why]), 400)
    except TooManyPictures:
        return page(_page(opened, key, *found, text, FULL), 400)
    except TooMuch:
        return page(_page(opened, key, *found, text, SAID[Why.LARGE]), 413)
    except (MultiPartException, KeyError):
        return page(_page(opened, key, *found, text, NEVER_ARRIVED), 400)
    return onward(f"/pictures/of/{key}")


async def take_back(request: Request, opened: Opened) -> Response:
    try:
        gone = await pictures.take_back(home(request), opened, request.path_params["key"])
    except NotYours:
        return _nothing_here(opened)
    return onward(f"/pictures/of/{gone.what.of}")


async def allow(request: Request, opened: Opened) -> Response:
    chosen = (await words(request)).get("keep") == "yes"
    try:
        one = await pictures.allow(home(request), opened, request.path_params["key"], chosen)
    except NotYours:
        return _nothing_here(opened)
    return onward(f"/pictures/of/{one.what.of}")


# ---------------------------------------------------------------- the pictures themselves

HEADERS = {"content-disposition": 'inline; filename="picture.jpg"', "cache-control": "no-store"}


async def large(request: Request, opened: Opened) -> Response:
    return _picture(request, opened, Size.LARGE)


async def small(request: Request, opened: Opened) -> Response:
    return _picture(request, opened, Size.SMALL)


def _picture(request: Request, opened: Opened, size: Size) -> Response:
    found = pictures.held(opened, request.path_params["key"])
    raw = pictures.fetch(home(request).store, found[0].log, found[1], size) if found else None
    return picture_answer(request, raw)


def picture_answer(request: Request, raw: bytes | None) -> Response:
    """A picture as it is sent: kept by no browser, shown in no other site's page; or that there is none."""
    if raw is None or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return Response("There is no picture here.", 404, media_type="text/plain")
    return Response(raw, headers=HEADERS, media_type="image/jpeg")


DOORS = (
    Door("/pictures/of/{key}", ("GET",), Who.READER, everything),
    Door("/pictures/of/{key}", ("POST",), Who.READER, put),
    Door("/pictures/{key}", ("GET",), Who.READER, large),
    Door("/pictures/{key}/small", ("GET",), Who.READER, small),
    Door("/pictures/{key}/take-back", ("POST",), Who.READER, take_back),
    Door("/pictures/{key}/allow", ("POST",), Who.READER, allow),
)
