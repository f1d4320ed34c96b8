"""Where two are both free: asking for a horizon, and the crossing calendar once both have shown theirs."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from starlette.requests import Request
from starlette.responses import Response

from weft.core.freetime import crossing, halves, picture
from weft.core.freetime.crossing import Cell, Long, Part
from weft.core.freetime.halves import Horizon
from weft.core.tapestry.drawdown import said_day
from weft.keeper import freetime
from weft.keeper.freetime import WrongHorizon
from weft.keeper.opened import Opened
from weft.keeper.zone import zone_of
from weft.web import models
from weft.web.answers import marked, onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import names, shared
from weft.web.pages.time_asked import in_one_field

MOST_TIMES = 12
"""Times in the list; the calendar shows them all."""
LENGTHS = {7: "One week", 14: "Two weeks", 28: "Four weeks", 56: "Eight weeks"}
LONGS = {
    Long.SHORT: ("Twenty minutes", "quarter"),
    Long.EVENING: ("An hour and a half", "evening"),
    Long.AWAY: ("Away, two days", "away"),
}
"""What each length is called, and which ideas are about that long."""
WHICH_DAY = "Choose a day from today on, within a year."


async def everything(request: Request, opened: Opened) -> Response:
    return marked(request, _page(request, opened))


def _page(
    request: Request, opened: Opened, first: str = "", days: int = 14, wrong: str | None = None
) -> models.TimePage:
    keeper, room = home(request), shared(opened)
    lengths = tuple(models.Choice(str(one), label, "", one == days) for one, label in LENGTHS.items())
    asked = freetime.asked(keeper, opened)
    if asked is None:
        begins = first or freetime.today(keeper, opened).isoformat()
        return models.TimePage(room, first=begins, days=lengths, say=wrong)
    zone, horizon = zone_of(opened), Horizon(asked.start, asked.count)
    plain = models.TimePage(
        room,
        horizon_words(horizon, zone),
        asked.horizon,
        names(opened)[asked.by],
        freetime.shown(keeper, opened, opened.side) is not None,
        first=first or freetime.today(keeper, opened).isoformat(),
        days=lengths,
        say=wrong,
    )
    crossed = freetime.crossed(keeper, opened)
    return _crossed(request, opened, plain, *crossed) if crossed else plain


def _crossed(
    request: Request, opened: Opened, plain: models.TimePage, horizon: Horizon, left: int, right: int
) -> models.TimePage:
    zone, long = zone_of(opened), Long.read(request.query_params.get("long", ""))
    past = halves.within(
        horizon, [(horizon.start, halves.half_at(home(request).clock()) + 1 - horizon.start)]
    )
    left, right = left & ~past, right & ~past
    found = crossing.times(horizon, left & right, long, zone)
    longs = tuple(
        models.Choice(f"/time?long={one.value}", label, "", one is long) for one, (label, _) in LONGS.items()
    )
    return models.TimePage(
        plain.room,
        plain.horizon,
        plain.key,
        plain.by,
        plain.shown,
        True,
        _weeks(crossing.grid(horizon, left, right, long, zone)),
        longs,
        tuple(_found(one, zone) for one in found[:MOST_TIMES]),
        LONGS[long][1],
        plain.first,
        plain.days,
        plain.say,
    )


def horizon_words(horizon: Horizon, zone: tzinfo) -> str:
    """The days of a horizon: from Thursday 4 June to Wednesday 17 June."""
    first, last = (halves.instant_of(at).astimezone(zone).date() for at in (horizon.start, horizon.end - 1))
    return f"{said_day(first)} to {said_day(last)}"


# ---------------------------------------------------------------- the calendar


def _weeks(days: Sequence[tuple[date, dict[Part, Cell]]]) -> tuple[models.CrossedWeek, ...]:
    parts = tuple(part for part in Part if part is not Part.NIGHT or _any_night(days))
    weeks = (days[at : at + 7] for at in range(0, len(days), 7))
    return tuple(_week(week, parts) for week in weeks if any(_is_free(cells) for _, cells in week))


def _any_night(days: Sequence[tuple[date, dict[Part, Cell]]]) -> bool:
    return any(cells[Part.NIGHT].left or cells[Part.NIGHT].right for _, cells in days)


def _is_free(cells: dict[Part, Cell]) -> bool:
    return any(one.left or one.right for one in cells.values())


def _week(week: Sequence[tuple[date, dict[Part, Cell]]], parts: Sequence[Part]) -> models.CrossedWeek:
    both = [f"{day:%A} {part}" for day, cells in week for part in parts if cells[part].both]
    label = (
        f"Both free on {', '.join(both)}."
        if both
        else "In no part of these days are both free for that long."
    )
    drawn = picture.week_svg(week, parts, label, [f"{day:%a}" for day, _ in week])
    return models.CrossedWeek(days_words(week[0][0], week[-1][0]), drawn)


def days_words(first: date, last: date) -> str:
    """Days in a row as they stand over a week: the first and the last, or the one there is."""
    return said_day(first) if first == last else f"{said_day(first)} to {said_day(last)}"


def _found(one: crossing.Time, zone: tzinfo) -> models.FoundTime:
    start, end = (halves.instant_of(at).astimezone(zone) for at in (one.start, one.start + one.count))
    whole = one.count * halves.HALF_MINUTES
    first, free = _plain_hour(start, whole)
    asked: dict[str, str | int] = {
        "day": f"{first:%Y-%m-%d}",
        "from": f"{first:%H:%M}",
        "minutes": min(one.minutes, free),
    }
    more: dict[str, str | int] = {"free": free} if free > one.minutes else {}
    return models.FoundTime(_between(start, end), long_words(whole), in_one_field(asked | more))


def _plain_hour(start: datetime, minutes: int) -> tuple[datetime, int]:
    """From when a plan can be offered, and for how long: an hour that clocks show twice names its first time.

    So a time that begins in the second begins after it, a little shorter.
    """
    first = start
    while first.fold:
        first = (first.astimezone(UTC) + timedelta(minutes=halves.HALF_MINUTES)).astimezone(start.tzinfo)
    return first, max(0, minutes - int((first - start.replace(fold=0)).total_seconds()) // 60)


def _between(start: datetime, end: datetime) -> str:
    if (end - timedelta(minutes=1)).date() == start.date():
        return f"{said_day(start.date())}, {start:%H:%M} to {end:%H:%M}"
    return f"{said_day(start.date())}, {start:%H:%M}, to {said_day(end.date())}, {end:%H:%M}"


def long_words(minutes: int) -> str:
    """How long that is: half an hour, an hour, two and a half hours, three days."""
    if minutes >= 36 * 60:
        return f"{-(-minutes // (24 * 60))} days"
    hours, half = divmod(minutes, 60)
    if not hours:
        return "half an hour"
    if hours == 1:
        return "an hour and a half" if half else "an hour"
    return f"{hours} and a half hours" if half else f"{hours} hours"


# ---------------------------------------------------------------- asking


async def do(request: Request, opened: Opened) -> Response:
    """Ask for a horizon, or put one away."""
    sent = await words(request)
    if sent.get("act") == "put-away":
        await freetime.put_away(home(request), opened, sent.get("horizon", "")[:64])
        return onward("/time")
    first, days = sent.get("first", "")[:32], sent.get("days", "")
    length = next((one for one in LENGTHS if str(one) == days), 14)
    try:
        await freetime.ask(home(request), opened, date.fromisoformat(first), length)
    except (ValueError, WrongHorizon):
        return page(_page(request, opened, first, length, WHICH_DAY), 400)
    return onward("/time/mine")


DOORS = (
    Door("/time", ("GET",), Who.TWO, everything),
    Door("/time", ("POST",), Who.TWO, do),
)
