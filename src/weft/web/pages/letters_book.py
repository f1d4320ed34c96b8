"""The book of a year with its letters, for the page that opens letters: with a place for each, and no word of them.

The book is the same for both, to the byte. Which letter goes into which place is said beside it.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from weft.keeper import book, book_letters
from weft.keeper.book import NoSuchYear
from weft.keeper.opened import Opened
from weft.press.book_html import html
from weft.web.door import Door, Who, home


async def years(request: Request, opened: Opened) -> Response:
    """The years a book can be made of, the newest first."""
    return JSONResponse({"years": await book.years_of(home(request), opened)})


async def of_year(request: Request, opened: Opened) -> Response:
    """One book as HTML, and the exchanges whose two letters belong into its places."""
    year = request.path_params["year"]
    try:
        if not (year.isascii() and year.isdecimal() and len(year) == 4):
            raise NoSuchYear
        made, placed = await book_letters.gather(home(request), opened, int(year))
    except NoSuchYear:
        return JSONResponse({"say": "Nothing was kept in that year yet, so there is no book of it."}, 404)
    letters = [{"key": one.key, "id": one.exchange} for one in placed]
    return JSONResponse({"html": html(made), "letters": letters, "side": opened.side.value})


DOORS = (
    Door("/letters/book", ("GET",), Who.TWO, years),
    Door("/letters/book/{year}", ("GET",), Who.TWO, of_year),
)
