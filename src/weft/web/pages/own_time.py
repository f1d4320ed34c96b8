"""One's own times: when one is free, marked by hand, and what is usual. Nobody else sees any of it before it is shown."""

import re
from collections.abc import Iterable
from datetime import date, tzinfo

from msgspec.structs import replace
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from weft.core.freetime import crossing, halves
from weft.core.freetime.crossing import Part
from weft.core.freetime.entries import NotThen, UsualSaid
from weft.core.freetime.halves import Horizon
from weft.core.freetime.told import EVERY_DAY
from weft.core.tapestry.drawdown import said_day
from weft.keeper import calendar_chores, calendars, freetime, plans_out
from weft.keeper.freetime import NoHorizon
from weft.keeper.opened import Opened
from weft.keeper.zone import zone_of
from weft.web import models
from weft.web.answers import marked, onward, page
from weft.web.door import Door, Who, home, settings
from weft.web.forms import MOST_BYTES, small, words
from weft.web.pages.calendars import TROUBLES
from weft.web.pages.freetime import days_words, horizon_words
from weft.web.pages.rooms import private
from weft.web.pages.zone import zone_words

MOST_AWAY = 400
"""Days away on end."""
CELL = "f-"
HALF = "h-"
MOST_FIELDS = halves.MOST_DAYS * len(Part) + 16
MOVED = "Meanwhile other days were asked for, so nothing was shown. Look at these days, and show them if they are right."
NOT_READ = "Your calendars have not been read yet, so nothing was shown. Read them first."
NO_CLOCK = "A time is written like 22:30, and each needs both: from when, and until when."
NO_DAYS = "Tick the days of the week it is on."
NO_DATES = "Days away are a first and a last, the last not before the first, like 2026-07-04 and 2026-07-11."
CLOCK = re.compile("([0-9]{1,2}):([0-9]{1,2})")
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEKLY = (
    (
        "quiet",
        "quiet",
        "Quiet hours",
        "Sleep, or time that is nobody’s. Whoever works at night may set them by day.",
    ),
    ("work", "work", "Work, or what else is fixed", "It may run past midnight."),
    ("more", "work", "More of that", ""),
    ("children", "children", "The children’s bedtime", "Every evening."),
)
"""Name in the form, what it is in the log, and its words."""


class Mistyped(Exception):
    """What was typed cannot be read: the words for it, and the field."""

    def __init__(self, words: str, field: str) -> None:
        super().__init__(words)
        self.words, self.field = words, field


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


# ---------------------------------------------------------------- what is usual


async def usual(request: Request, opened: Opened) -> Response:
    said = freetime.own(opened).usual
    typed = _typed(said)
    return marked(request, replace(_usual(opened, typed), kept="kept" in request.query_params))


def _typed(said: UsualSaid) -> dict[str, str]:
    """What is usual, as the form has it."""
    typed, spare = dict[str, str](), ["work", "more"]
    for one in said.not_then:
        name = spare.pop(0) if one.what == "work" and spare else one.what
        typed |= {f"{name}-from": clock_words(one.begins), f"{name}-till": clock_words(one.till)}
        typed |= {f"{name}-{day}": "yes" for day in one.days}
    for at, text in enumerate(said.away):
        first, _, last = text.partition(" ")
        typed |= {f"away-{at}-first": first, f"away-{at}-last": last}
    return typed


def clock_words(half: int) -> str:
    """A half hour of the day as a clock says it."""
    return f"{half // 2 % 24:02}:{half % 2 * 30:02}"


def _usual(
    opened: Opened, typed: dict[str, str], wrong: str | None = None, field: str | None = None
) -> models.UsualPage:
    weekly = tuple(
        models.WeeklyForm(
            name,
            label,
            about,
            _days(name, typed) if what == "work" else (),
            typed.get(f"{name}-from", "")[:8],
            typed.get(f"{name}-till", "")[:8],
        )
        for name, what, label, about in WEEKLY
    )
    away = tuple(
        models.AwayForm(
            f"away-{at}", typed.get(f"away-{at}-first", "")[:16], typed.get(f"away-{at}-last", "")[:16]
        )
        for at in range(2)
    )
    return models.UsualPage(
        private(opened),
        zone_words(opened),
        weekly,
        away,
        say=wrong,
        field=field,
    )


def _days(name: str, typed: dict[str, str]) -> tuple[models.Choice, ...]:
    return tuple(
        models.Choice(f"{name}-{at}", label, "", f"{name}-{at}" in typed) for at, label in enumerate(WEEKDAYS)
    )


async def do_usual(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    try:
        said = _said(sent)
    except Mistyped as wrong:
        return page(_usual(opened, sent, wrong.words, wrong.field), 400)
    await freetime.say_usual(home(request), opened, said)
    return onward("/time/usual?kept")


def _said(sent: dict[str, str]) -> UsualSaid:
    """What was typed. Raises Mistyped."""
    return UsualSaid(tuple(_weekly(sent)), tuple(_away(sent)))


def _weekly(sent: dict[str, str]) -> Iterable[NotThen]:
    for name, what, _, _ in WEEKLY:
        begins, till = (sent.get(f"{name}-{end}", "").strip() for end in ("from", "till"))
        if not begins and not till:
            continue
        days = "".join(day for day in EVERY_DAY if f"{name}-{day}" in sent) if what == "work" else EVERY_DAY
        if not days:
            raise Mistyped(NO_DAYS, f"{name}-from")
        yield NotThen(what, days, _half(begins, name, up=False), _half(till, name, up=True))


def _half(text: str, name: str, *, up: bool) -> int:
    """The half hour of the day a clock says; one that lies inside of one counts as busy. Raises Mistyped."""
    found = CLOCK.fullmatch(text)
    if not (found and int(found[1]) < 24 and int(found[2]) < 60):
        raise Mistyped(NO_CLOCK, f"{name}-till" if up else f"{name}-from")
    minutes = int(found[1]) * 60 + int(found[2])
    return (-(-minutes // 30) if up else minutes // 30) % halves.A_DAY


def _away(sent: dict[str, str]) -> Iterable[str]:
    for at in range(2):
        first, last = (sent.get(f"away-{at}-{end}", "").strip() for end in ("first", "last"))
        if not first and not last:
            continue
        try:
            one, other = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            raise Mistyped(NO_DATES, f"away-{at}-first") from None
        if not one <= other or (other - one).days > MOST_AWAY or not 2000 < one.year < 2200:
            raise Mistyped(NO_DATES, f"away-{at}-first")
        yield f"{one.isoformat()} {other.isoformat()}"


DOORS = (
    Door("/time/mine", ("GET",), Who.TWO, mine),
    Door("/time/mine", ("POST",), Who.TWO, do_mine),
    Door("/time/mine/day", ("GET",), Who.TWO, one_day),
    Door("/time/mine/day", ("POST",), Who.TWO, do_day),
    Door("/time/usual", ("GET",), Who.TWO, usual),
    Door("/time/usual", ("POST",), Who.TWO, do_usual),
)
