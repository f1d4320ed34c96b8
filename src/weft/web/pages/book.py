"""The book of a year: as a file for either of the two, its words for the months, and what each leaves out.

Nobody is told that one was made. What somebody leaves out changes no page of the other's, only the book.
"""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from weft.core.reservoir.months import MOST_LETTERS
from weft.core.tapestry.drawdown import MONTHS, said_day
from weft.keeper import book, book_letters
from weft.keeper.book import NoSuchYear, TooLong
from weft.keeper.opened import Opened
from weft.keeper.reservoir import NoSuchThing
from weft.press.book_binding import NotBound, bound
from weft.press.book_html import html
from weft.web import models
from weft.web.answers import marked, onward, page, say
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import private, shared

SAID = {
    "voice": "What you told",
    "line": "A line you kept",
    "gesture": "What you left",
    "answer": "What you answered",
    "picture": "Your picture",
    "curve": "The landscape, for which both of you felt along",
    "why": "A line you left in the landscape",
}
TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
MOST_SHOWN = 160
"""Letters of one's own words in the list."""


async def front(request: Request, opened: Opened) -> Response:
    there = await book.years_of(home(request), opened)
    year = _year(request.query_params.get("year", ""), there)
    return marked(request, _front(opened, year, there)) if year else _nothing(opened)


def _year(asked: str, there: list[int]) -> int:
    """The year asked for if there is a book of it, else the newest; 0 if there is none."""
    return next((one for one in there if str(one) == asked), there[0] if there else 0)


def _front(
    opened: Opened, year: int, there: list[int], typed: dict[int, str] | None = None, wrong: str | None = None
) -> models.BookPage:
    held = opened.log.life.keeping.months
    given = typed or {month: held.get((year, month), "") for month in range(1, 13)}
    months = tuple(
        models.MonthWord(month, name, given.get(month, "")) for month, name in enumerate(MONTHS, 1)
    )
    links = tuple(models.Link(str(one), f"/reservoir/book?year={one}") for one in there)
    return models.BookPage(shared(opened), year, links, months, wrong)


async def name_months(request: Request, opened: Opened) -> Response:
    keeper, sent = home(request), await words(request)
    there = await book.years_of(keeper, opened)
    year = _year(sent.get("year", ""), there)
    if str(year) != sent.get("year"):
        return _nothing(opened)
    typed = {month: sent[f"m-{month}"] for month in range(1, 13) if f"m-{month}" in sent}
    try:
        await book.name_months(keeper, opened, year, typed)
    except TooLong:
        wrong = f"A month has room for {MOST_LETTERS} letters. Shorten the longest a little."
        return page(_front(opened, year, there, {key: text[:80] for key, text in typed.items()}, wrong), 400)
    return onward(f"/reservoir/book?year={year}")


# ---------------------------------------------------------------- the file


async def file(request: Request, opened: Opened) -> Response:
    name, _, kind = request.path_params["file"].partition(".")
    if kind not in TYPES or not (name.isascii() and name.isdecimal() and len(name) == 4):
        return _nothing(opened)
    try:
        made = await book.gather(home(request), opened, int(name))
        raw = html(made).encode() if kind == "html" else await asyncio.to_thread(bound, made)
    except NoSuchYear:
        return _nothing(opened)
    except NotBound:
        text = "This machine could not make the PDF just now. Nothing has changed; the other form, HTML, prints as well."
        return say(shared(opened), "The book didn’t come", text, ("Back", "/reservoir/book"), status=503)
    headers = {
        "content-disposition": f'attachment; filename="book-{name}.{kind}"',
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    return Response(raw, media_type=TYPES[kind], headers=headers)


def _nothing(opened: Opened) -> Response:
    text = "Nothing was kept in that year yet, or the address has a slip in it."
    return say(shared(opened), "There is no such book", text, ("The reservoir", "/reservoir"), status=404)


# ---------------------------------------------------------------- what is one's own in it


async def own(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    year = _year(request.query_params.get("year", ""), await book.years_of(keeper, opened))
    if not year:
        return _nothing(opened)
    mine = tuple(_own(one) for one in await book.mine(keeper, opened, year))
    letters = tuple(
        models.OwnLetterInBook(one.key, said_day(one.day), one.allowed)
        for one in await book_letters.mine(keeper, opened, year)
    )
    return marked(request, models.OwnInBookPage(private(opened), year, mine, letters))


def _own(one: book.Mine) -> models.OwnInBook:
    text = one.text if len(one.text) <= MOST_SHOWN else f"{one.text[:MOST_SHOWN].rstrip()}…"
    return models.OwnInBook(one.thing.key, one.key, one.thing.title, SAID[one.what], text, one.out)


async def leave_out(request: Request, opened: Opened) -> Response:
    keeper, sent = home(request), await words(request)
    which, letter = sent.get("out") or sent.get("in") or "", sent.get("let") or sent.get("unlet")
    thing, _, key = which.partition(" ")
    year = _year(sent.get("year", ""), await book.years_of(keeper, opened))
    try:
        if letter:
            await book_letters.allow(keeper, opened, letter, "let" in sent)
        else:
            await book.leave_out(keeper, opened, year, thing, key, "out" in sent)
    except NoSuchThing:
        return _nothing(opened)
    return onward(f"/reservoir/book/own?year={year}")


DOORS = (
    Door("/reservoir/book", ("GET",), Who.READER, front),
    Door("/reservoir/book", ("POST",), Who.READER, name_months),
    Door("/reservoir/book/own", ("GET",), Who.READER, own),
    Door("/reservoir/book/own", ("POST",), Who.READER, leave_out),
    Door("/reservoir/book/{file}", ("GET",), Who.READER, file),
)
