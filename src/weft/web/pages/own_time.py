"""One's own times: when one is free, marked by hand. Nobody else sees any of it before it is shown."""

from datetime import date, tzinfo

from msgspec.structs import replace
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from weft.core.freetime import crossing, halves
from weft.core.freetime.crossing import Part
from weft.core.freetime.halves import Horizon
from weft.core.tapestry.drawdown import said_day
from weft.keeper import calendar_chores, calendars, freetime, plans_out
from weft.keeper.freetime import NoHorizon
from weft.keeper.opened import Opened
from weft.keeper.zone import zone_of
from weft.web import models
from weft.web.answers import marked, onward, page
from weft.web.door import Door, Who, home, settings
from weft.web.forms import MOST_BYTES, small, words
from weft.web.pages import usual
from weft.web.pages.calendars import TROUBLES
from weft.web.pages.freetime import days_words, horizon_words
from weft.web.pages.rooms import private

CELL = "f-"
HALF = "h-"
MOST_FIELDS = halves.MOST_DAYS * len(Part) + 16
MOVED = "Meanwhile other days were asked for, so nothing was shown. Look at these days, and show them if they are right."
NOT_READ = "Your calendars have not been read yet, so nothing was shown. Read them first."

# ---------------------------------------------------------------- when I am free


async def mine(request: Request, opened: Opened) -> Response:
    return marked(request, _mine(request, opened, kept="kept" in request.query_params))


def _mine(
    request: Request, opened: Opened, wrong: str | None = None, *, kept: bool = False
) -> models.MyTimesPage:
    keeper = home(request)
    horizon, zone = freetime.horizon_of(keeper, opened), zone_of(opened)
    known = calendars.read_so_far(keeper, opened)
    free = freetime.free(opened, horizon, known.busy if known else ())
    future = horizon.all & ~_past(request, horizon)
    weeks, was = _weeks(horizon, free, future, zone)
    called = {one.key: one.called for one in calendars.connected(opened)}
    troubles = known.troubles if known else ()
    asked = freetime.asked(keeper, opened)
    reading = calendar_chores.is_reading(opened)
    return models.MyTimesPage(
        replace(private(opened), live=reading),
        horizon_words(horizon, zone),
        asked is not None,
        freetime.shown(keeper, opened, opened.side) is not None,
        weeks,
        was,
        horizon.start,
        horizon.count,
        bool(called),
        known is not None,
        reading,
        tuple(f"{called[key]}: {TROUBLES[why]}" for key, why in troubles if key in called),
        kept,
        wrong,
    )


def _past(request: Request, horizon: Horizon) -> int:
    now = halves.half_at(home(request).clock())
    return halves.within(horizon, [(horizon.start, now - horizon.start)])


def _weeks(horizon: Horizon, free: int, future: int, zone: tzinfo) -> tuple[tuple[models.OwnWeek, ...], str]:
    """The weeks to mark, and which cells were ticked: a digit each, in their order."""
    days = halves.days_of(horizon, zone)
    cells = {
        (day, part): _cell(day, part, crossing.within_part(horizon, inner, part, zone), free, future)
        for day, inner in days
        for part in Part
    }
    was = "".join(
        "1" if cells[day, part].state in ("all", "some") else "0" for day, _ in days for part in Part
    )
    weeks = ([day for day, _ in days[at : at + 7]] for at in range(0, len(days), 7))
    return tuple(_week(week, cells) for week in weeks), was


def _week(week: list[date], cells: dict[tuple[date, Part], models.OwnCell]) -> models.OwnWeek:
    links = tuple(models.Link(f"{day:%a}", f"/time/mine/day?day={day.isoformat()}") for day in week)
    rows = tuple((part.value, tuple(cells[day, part] for day in week)) for part in Part)
    return models.OwnWeek(days_words(week[0], week[-1]), links, rows)


def _cell(day: date, part: Part, mask: int, free: int, future: int) -> models.OwnCell:
    here = mask & future
    state = "past" if not here else "all" if free & here == here else "some" if free & here else "none"
    return models.OwnCell(f"{day.isoformat()}-{part}", f"{said_day(day)}, {part}", state)


async def do_mine(request: Request, opened: Opened) -> Response:
    """Keep the marks, read the calendars, or show."""
    await small(request)
    form = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES)
    keeper, act = home(request), str(form.get("act", ""))
    horizon = freetime.horizon_of(keeper, opened)
    if act == "read":
        return await _read(request, opened, horizon, form)
    if (str(form.get("start")), str(form.get("count"))) != (str(horizon.start), str(horizon.count)):
        return page(_mine(request, opened, MOVED), 409)
    await _mark(request, opened, horizon, form)
    if act != "show":
        return onward("/time/mine?kept")
    return await _show(request, opened, horizon)


async def _read(request: Request, opened: Opened, horizon: Horizon, form: FormData) -> Response:
    """Begin to read the calendars; what was ticked on the page meanwhile is kept."""
    if (str(form.get("start")), str(form.get("count"))) == (str(horizon.start), str(horizon.count)):
        await _mark(request, opened, horizon, form)
    plans_out.look(home(request), opened, settings(request).private_hosts)
    calendar_chores.read(home(request), opened, settings(request).private_hosts)
    return onward("/time/mine")


async def _mark(request: Request, opened: Opened, horizon: Horizon, form: FormData) -> None:
    """Mark by hand what was ticked otherwise than it stood."""
    keeper, zone = home(request), zone_of(opened)
    was, ticked, among = str(form.get("was", "")), 0, 0
    order = [(day, inner, part) for day, inner in halves.days_of(horizon, zone) for part in Part]
    for at, (day, inner, part) in enumerate(order):
        now = f"{CELL}{day.isoformat()}-{part}" in form
        if at < len(was) and now != (was[at] == "1"):
            mask = crossing.within_part(horizon, inner, part, zone) & ~_past(request, horizon)
            among |= mask
            ticked |= mask if now else 0
    if among:
        known = calendars.read_so_far(keeper, opened)
        await freetime.mark(keeper, opened, horizon, known.busy if known else (), ticked, among)


async def _show(request: Request, opened: Opened, horizon: Horizon) -> Response:
    keeper = home(request)
    known = calendars.read_so_far(keeper, opened)
    if known is None:
        return page(_mine(request, opened, NOT_READ), 409)
    try:
        await freetime.show(keeper, opened, horizon, freetime.free(opened, horizon, known.busy))
    except NoHorizon:
        return page(_mine(request, opened, MOVED), 409)
    return onward("/time")


# ---------------------------------------------------------------- one day


async def one_day(request: Request, opened: Opened) -> Response:
    found = _day(request, opened, request.query_params.get("day", ""))
    return marked(request, _day_page(request, opened, *found)) if found else onward("/time/mine")


def _day(request: Request, opened: Opened, text: str) -> tuple[date, Horizon] | None:
    horizon = freetime.horizon_of(home(request), opened)
    days = halves.days_of(horizon, zone_of(opened))
    return next((one for one in days if one[0].isoformat() == text), None)


def _day_page(request: Request, opened: Opened, day: date, inner: Horizon) -> models.OwnDayPage:
    keeper, zone = home(request), zone_of(opened)
    known = calendars.read_so_far(keeper, opened)
    free, now = freetime.free(opened, inner, known.busy if known else ()), halves.half_at(keeper.clock())
    by_part: dict[str, list[models.HalfHour]] = {}
    said = set[str]()
    for half in range(inner.start, inner.end):
        clock = halves.instant_of(half).astimezone(zone)
        label = f"{clock:%H:%M}" + (" again" if f"{clock:%H:%M}" in said else "")
        said.add(label)
        bit = bool(free >> (half - inner.start) & 1)
        by_part.setdefault(_group(clock.hour), []).append(models.HalfHour(half, label, bit, half < now))
    parts = tuple((part, tuple(some)) for part, some in by_part.items())
    was = halves.written(inner, free)
    return models.OwnDayPage(private(opened), day.isoformat(), said_day(day), parts, was)


def _group(hour: int) -> str:
    part = crossing.part_at(hour)
    return (
        part if part is not Part.NIGHT else "late" if hour >= crossing.BEGINS[Part.NIGHT] else "before dawn"
    )


async def do_day(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    found = _day(request, opened, sent.get("day", ""))
    if found is None:
        return onward("/time/mine")
    _, inner = found
    keeper, known = home(request), calendars.read_so_far(home(request), opened)
    ticked = sum(1 << at for at in range(inner.count) if f"{HALF}{inner.start + at}" in sent)
    among = inner.all & ~_past(request, inner)
    among &= ticked ^ halves.read(inner, sent.get("was", ""))
    await freetime.mark(keeper, opened, inner, known.busy if known else (), ticked & among, among)
    return onward("/time/mine?kept")


DOORS = (
    Door("/time/mine", ("GET",), Who.TWO, mine),
    Door("/time/mine", ("POST",), Who.TWO, do_mine),
    Door("/time/mine/day", ("GET",), Who.TWO, one_day),
    Door("/time/mine/day", ("POST",), Who.TWO, do_day),
    *usual.DOORS,
)
