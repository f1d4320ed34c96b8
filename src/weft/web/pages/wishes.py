"""Both want it: what both want as it stood at the last turn, and the lists each marks alone."""

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from weft.core.wishes import MOST_NAME, MOST_TITLES, Titles, begins, turn_at
from weft.keeper import wishes
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.keeper.wishes import NoTitles, TooManyWishes
from weft.keeper.zone import zone_of
from weft.web import models
from weft.web.answers import marked, onward, page, say
from weft.web.door import Door, Who, home
from weft.web.forms import TooMuch, small
from weft.web.pages.rooms import private, shared

MOST_BYTES = 64 * 1024
MARK = "w-"
NO_TITLES = "There is no title in that. Write one on each line."
TOO_MANY = f"That is more than fits: up to {MOST_TITLES} titles on a list, and twelve lists. Shorten it, or put a list away first."
TOO_MARKED = "That is more than can be marked at once. Take some marks off, and keep them again."
NOT_TEXT = "That file isn’t plain text. Save it as text, one title on each line, or paste the titles here."


def next_turn(request: Request, opened: Opened) -> str:
    """When the next turn is, in words and by this person's clock."""
    now = home(request).clock()
    then = begins(turn_at(now) + 1).astimezone(zone_of(opened))
    return f"{day_words(then.date())} at {then:%H:%M}"


# ---------------------------------------------------------------- what both want


async def everything(request: Request, opened: Opened) -> Response:
    return marked(request, await _page(request, opened))


async def _page(
    request: Request, opened: Opened, name: str = "", titles: str = "", wrong: str | None = None
) -> models.WishesPage:
    found = await wishes.both(home(request), opened)
    links = tuple(models.Link(one.name, f"/wishes/{one.key}") for one in wishes.lists(opened))
    return models.WishesPage(
        shared(opened),
        tuple(title for _, title in found),
        next_turn(request, opened),
        links,
        name,
        titles,
        wrong,
    )


async def bring(request: Request, opened: Opened) -> Response:
    try:
        name, titles = await _brought(request)
    except (MultiPartException, KeyError, TooMuch):
        return page(await _page(request, opened, wrong="That didn’t arrive whole, or it is too long."), 400)
    except UnicodeDecodeError:
        return page(await _page(request, opened, wrong=NOT_TEXT), 400)
    try:
        key = await wishes.bring(home(request), opened, name or "A list of ours", titles)
    except NoTitles:
        return page(await _page(request, opened, name, titles, NO_TITLES), 400)
    except TooManyWishes:
        return page(await _page(request, opened, name, titles, TOO_MANY), 400)
    return onward(f"/wishes/{key}")


async def _brought(request: Request) -> tuple[str, str]:
    """A name, and the titles pasted and in a file. Raises TooMuch, MultiPartException, UnicodeDecodeError."""
    await small(request, MOST_BYTES)
    form = await MultiPartParser(
        request.headers, request.stream(), max_files=1, max_fields=4, max_part_size=MOST_BYTES
    ).parse()
    file, name, pasted = form.get("file"), form.get("name"), form.get("titles")
    raw = await file.read() if isinstance(file, UploadFile) else b""
    text = pasted if isinstance(pasted, str) else ""
    called = " ".join(name.split())[:MOST_NAME] if isinstance(name, str) else ""
    return called, "\n".join(part for part in (text.strip(), raw.decode("utf-8-sig")) if part)


# ---------------------------------------------------------------- one list


def _list(request: Request, opened: Opened) -> Titles | None:
    key = request.path_params["key"]
    return next((one for one in wishes.lists(opened) if one.key == key), None)


def _nothing_here(opened: Opened) -> Response:
    text = "The address has a slip in it, or the list has been put away."
    return say(private(opened), "There is no list here", text, ("All lists", "/wishes"), status=404)


async def one_list(request: Request, opened: Opened) -> Response:
    one = _list(request, opened)
    if one is None:
        return _nothing_here(opened)
    chosen = await wishes.wanted(home(request), opened)
    return marked(request, _list_page(request, opened, one, chosen, kept="kept" in request.query_params))


def _list_page(
    request: Request,
    opened: Opened,
    one: Titles,
    chosen: frozenset[str],
    wrong: str | None = None,
    *,
    kept: bool = False,
) -> models.WishListPage:
    titles = tuple((key, title, key in chosen) for key, title in one.titles)
    brought = one.key in opened.log.life.lists
    return models.WishListPage(
        room=private(opened),
        key=one.key,
        name=one.name,
        about=one.about,
        titles=titles,
        turn=next_turn(request, opened),
        brought=brought,
        say=wrong,
        kept=kept,
    )


async def mark(request: Request, opened: Opened) -> Response:
    one = _list(request, opened)
    if one is None:
        return _nothing_here(opened)
    await small(request, MOST_BYTES)
    form = await request.form(max_files=0, max_fields=MOST_TITLES + 8)
    chosen = frozenset(name.removeprefix(MARK) for name in form if name.startswith(MARK))
    try:
        await wishes.mark(home(request), opened, one, chosen)
    except TooManyWishes:
        return page(_list_page(request, opened, one, chosen, TOO_MARKED), 400)
    return onward(f"/wishes/{one.key}?kept")


async def put_away(request: Request, opened: Opened) -> Response:
    await wishes.put_away(home(request), opened, request.path_params["key"])
    return onward("/wishes")


DOORS = (
    Door("/wishes", ("GET",), Who.TWO, everything),
    Door("/wishes", ("POST",), Who.TWO, bring),
    Door("/wishes/{key}", ("GET",), Who.TWO, one_list),
    Door("/wishes/{key}", ("POST",), Who.TWO, mark),
    Door("/wishes/{key}/put-away", ("POST",), Who.TWO, put_away),
)
