"""The cloth read from three distances: every year at once, a year by its quarters, a quarter thread by thread.

Quarters and not seasons: October is spring for some, and a season is something else here.
"""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from weft.core.tapestry.drawdown import MONTHS, PHONE_ENDS, Cloth, cut, first_day
from weft.core.tapestry.far import from_afar
from weft.core.tapestry.svg import svg
from weft.keeper.loom import cloth
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import kept, marked, say
from weft.web.door import Door, Who, home
from weft.web.pages.cloth import drawn_from
from weft.web.pages.rooms import shared
from weft.web.pages.today import band

QUARTER_PX = 0.5
"""How high a pick of a quarter is; near, a thread is four."""
AT_ONCE_PX = 470
"""How high all years are together on a warp as wide as a phone, so that they are seen in one view."""
LEAST_YEAR_PX, MOST_YEAR_PX = 36, 240
"""A year among others: still to be told apart, and no higher than its page. Its name beside it fits a finger."""
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of days of the cloth: all of it, a year, or a quarter of one."""

    year: int | None = None
    quarter: int | None = None

    def of(self, whole: Cloth) -> Cloth:
        """Only this part of the cloth."""
        if self.year is None:
            return whole
        first = 1 if self.quarter is None else 3 * self.quarter - 2
        after = 13 if self.quarter is None else first + 3
        until = date(self.year + 1, 1, 1) if after > 12 else date(self.year, after, 1)
        return cut(whole, date(self.year, first, 1), until)

    @property
    def label(self) -> str:
        if self.year is None:
            return "The whole cloth"
        return str(self.year) if self.quarter is None else f"{quarter_words(self.quarter)} {self.year}"

    @property
    def path(self) -> str:
        """Where it is seen."""
        return "/".join(["/cloth/far", *(str(one) for one in (self.year, self.quarter) if one)])

    @property
    def which(self) -> str:
        """As it stands in the address of a file."""
        named = (("year", self.year), ("quarter", self.quarter))
        return "&".join(f"{name}={value}" for name, value in named if value)


def quarter_words(quarter: int) -> str:
    """April to June."""
    return f"{MONTHS[3 * quarter - 3]} to {MONTHS[3 * quarter - 1]}"


def part_of(year: str | None, quarter: str | None) -> Part | None:
    """The part an address names; None when no calendar has it."""
    if not year and not quarter:
        return Part()
    if not (year and len(year) == 4 and year.isascii() and year.isdecimal() and "1900" < year < "9999"):
        return None
    if quarter and quarter not in {"1", "2", "3", "4"}:
        return None
    return Part(int(year), int(quarter) if quarter else None)


def whole_cloth(request: Request, opened: Opened, ends: int = PHONE_ENDS) -> Cloth:
    today = home(request).clock().astimezone().date()
    return cloth(opened.log.life, opened.side, today, ends)


async def years(request: Request, opened: Opened) -> Response:
    async def drawn() -> models.FarPage:
        whole = whole_cloth(request, opened)
        room = shared(opened, "cloth")
        return models.FarPage(
            room, "From across the room", _years(whole), "/cloth", "Nearer", "/cloth/take", at_once=True
        )

    return await kept(request, opened, drawn_from(home(request), opened), drawn)


def _years(whole: Cloth) -> tuple[models.Panel, ...]:
    first = first_day(whole)
    if first is None:
        return ()
    newest = whole.bands[0].day.year
    parts = tuple(Part(year) for year in range(newest, first.year - 1, -1))
    return _panels(whole, parts, _high(len(parts)) / whole.picks)


def _high(years: int) -> int:
    """How high the whole cloth hangs, in px."""
    return min(MOST_YEAR_PX * years, max(AT_ONCE_PX, LEAST_YEAR_PX * years))


def _panels(whole: Cloth, parts: tuple[Part, ...], per_pick: float) -> tuple[models.Panel, ...]:
    """Newest first, and only what has cloth in it."""
    drawn = ((part, part.of(whole)) for part in parts)
    return tuple(
        models.Panel(part.label, part.path, _picture(part, piece, per_pick))
        for part, piece in drawn
        if piece.picks
    )


def _picture(part: Part, piece: Cloth, per_pick: float) -> str:
    ids = f"y{part.year}" if part.quarter is None else f"q{part.quarter}"
    return from_afar(piece, per_pick=per_pick, ids=ids, label=f"{part.label}, newest at the top")


async def year(request: Request, opened: Opened) -> Response:
    part = part_of(request.path_params["year"], None)
    if part is None or part.year is None:
        return _nothing_there(opened)
    quarters = tuple(Part(part.year, quarter) for quarter in reversed(QUARTERS))
    panels = _panels(whole_cloth(request, opened), quarters, QUARTER_PX)
    if not panels:
        return _nothing_there(opened)
    take = f"/cloth/take?{part.which}"
    room = shared(opened, "cloth")
    return marked(request, models.FarPage(room, part.label, panels, "/cloth/far", "Further away", take))


async def quarter(request: Request, opened: Opened) -> Response:
    part = part_of(request.path_params["year"], request.path_params["quarter"])
    piece = part.of(whole_cloth(request, opened)) if part else None
    if part is None or piece is None or not piece.picks:
        return _nothing_there(opened)
    near = svg(piece, href=band, bare=0, ids="c", label=f"{part.label}, newest first")
    room, further = shared(opened, "cloth"), Part(part.year)
    take = f"/cloth/take?{part.which}"
    return marked(request, models.FarPage(room, part.label, (), further.path, "Further away", take, near))


def _nothing_there(opened: Opened) -> Response:
    text = "Your cloth has no thread in that stretch of days, or the address has a slip in it."
    back = ("The cloth from far away", "/cloth/far")
    return say(shared(opened), "Nothing is woven there", text, back, status=404)


DOORS = (
    Door("/cloth/far", ("GET",), Who.READER, years, drawn_from),
    Door("/cloth/far/{year}", ("GET",), Who.READER, year),
    Door("/cloth/far/{year}/{quarter}", ("GET",), Who.READER, quarter),
)
