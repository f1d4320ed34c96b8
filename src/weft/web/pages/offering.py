"""Offering something to do, or offering it anew: the form, begun with an idea, a free time, or what was said before."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from weft.core.moments.fields import Wrong
from weft.core.plans import fields, hours
from weft.core.plans.entries import PlanOffered, Window
from weft.core.plans.fields import Facts, Typed
from weft.core.plans.plan import Plan
from weft.core.tapestry.drawdown import said_day
from weft.keeper import ideas, plans
from weft.keeper.opened import Opened
from weft.keeper.plans import MovedOn, TooMany
from weft.keeper.zone import name_of
from weft.web import models
from weft.web.answers import onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.plan_words import known, number
from weft.web.pages.rooms import shared
from weft.web.pages.time_asked import Asked, minutes_of, time_asked
from weft.web.pages.zone import zone_words

LONGS = {"quarter": 20, "evening": 240}
"""Which ideas fill a time of up to so many minutes; for a longer one it is those of a day or more."""
FULL = "There is no room for more plans here. Take away one that won’t happen."


async def new(request: Request, opened: Opened) -> Response:
    """The form, begun with an idea or with a free time, where the address names one."""
    asked = time_asked(request)
    idea = ideas.one(home(request), opened, request.query_params.get("idea", ""))
    window, zone = _asked_for(asked, name_of(opened)), name_of(opened)
    form = models.PlanForm(
        idea.title if idea else "", idea.text if idea else "", "", _three((window,)), "", "", ""
    )
    return _new(opened, form, free=_free_words(asked, zone), ideas=_ideas(asked) if not idea else "")


def _asked_for(asked: Asked, zone: str) -> models.WindowForm:
    """A free time named in an address, by the clock there; whatever can't be read is left for the hand that types."""
    day, long = asked.get("day", ""), minutes_of(asked, "minutes")
    try:
        begins = fields.begins(day, asked.get("from", ""))
    except Wrong:
        return models.WindowForm(_a_day(day))
    if not long:
        return models.WindowForm(begins.date().isoformat(), f"{begins:%H:%M}")
    till = hours.there(hours.minute(begins, zone) + long, zone)
    last = till.date().isoformat() if long >= hours.DAY else ""
    return models.WindowForm(begins.date().isoformat(), f"{begins:%H:%M}", f"{till:%H:%M}", last)


def _free_words(asked: Asked, zone: str) -> str:
    """Until when both are free, where that is longer than what the form begins with; else nothing."""
    free = minutes_of(asked, "free")
    if free <= minutes_of(asked, "minutes"):
        return ""
    try:
        begins = fields.begins(asked.get("day", ""), asked.get("from", ""))
    except Wrong:
        return ""
    till = hours.there(hours.minute(begins, zone) + free, zone)
    there = f"{till:%H:%M}" if till.date() == begins.date() else f"{said_day(till.date())}, {till:%H:%M}"
    return f"You’re both free until {there}. Make it longer if you like."


def _ideas(asked: Asked) -> str:
    """Where the ideas are for about that long, each to be planned for this time."""
    long = minutes_of(asked, "minutes")
    if not long:
        return ""
    name = next((name for name, most in LONGS.items() if long <= most), "away")
    return f"/ideas?{urlencode({'long': name, **asked})}"


def _a_day(word: str) -> str:
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        return ""


def _three(some: tuple[models.WindowForm, ...]) -> tuple[models.WindowForm, ...]:
    return (*some, *(models.WindowForm() for _ in range(fields.WINDOWS_MOST - len(some))))


def _new(
    opened: Opened,
    form: models.PlanForm,
    wrong: Wrong | None = None,
    *,
    key: str = "",
    turn: int = 0,
    free: str = "",
    ideas: str = "",
) -> Response:
    """The form. ``key`` and ``turn`` are of the plan it changes; ``free`` and ``ideas`` what it says of a time it began with."""
    model = models.NewPlanPage(
        shared(opened, live=False),
        plans.new_tap(opened),
        form,
        zone_words(opened),
        key,
        turn,
        wrong.why if wrong else None,
        wrong.field if wrong else "",
        free,
        ideas,
    )
    return page(model, 400 if wrong else 200)


def _typed(sent: dict[str, str]) -> models.PlanForm:
    windows = tuple(
        models.WindowForm(*(sent.get(f"{name}-{at}", "")[:32] for name in ("day", "from", "till", "last")))
        for at in range(fields.WINDOWS_MOST)
    )
    return models.PlanForm(
        sent.get("title", ""),
        sent.get("text", ""),
        sent.get("where", ""),
        windows,
        sent.get("repeats", ""),
        sent.get("left", ""),
        sent.get("right", ""),
    )


def _facts(request: Request, opened: Opened, sent: dict[str, str], form: models.PlanForm) -> Facts:
    """Raises Wrong at the first field that can't be kept as it is."""
    typed = [Typed(one.day, one.from_, one.till, one.last) for one in form.windows]
    return fields.facts(sent, typed, name_of(opened), form.repeats, home(request).clock())


async def offer(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    form = _typed(sent)
    try:
        facts = _facts(request, opened, sent, form)
        key = await plans.offer(home(request), opened, facts, sent.get("tap", "")[:64])
    except Wrong as no:
        return _new(opened, form, no)
    except TooMany:
        return _new(opened, form, Wrong("title", FULL))
    return onward(f"/plans/{key}")


async def changing(request: Request, opened: Opened) -> Response:
    one = plans.plan(opened, request.path_params["key"])
    return _new(opened, _as_typed(_as_it_stands(one), name_of(opened)), key=one.id, turn=one.turn)


def _as_it_stands(one: Plan) -> PlanOffered:
    """What lies there as an offer; else what was agreed to, with the next of its times and no other."""
    coming = tuple(one.upcoming()) if one.offer is None else ()
    return replace(one.newest, windows=coming) if coming else one.newest


def _as_typed(offered: PlanOffered, zone: str) -> models.PlanForm:
    """An offer as it would be typed again, in this viewer's hours."""
    windows = tuple(_window_typed(one, offered.zone, zone) for one in offered.windows)
    return models.PlanForm(
        offered.title,
        offered.text,
        offered.where,
        _three(windows),
        offered.repeats,
        offered.left,
        offered.right,
    )


def _window_typed(window: Window, made: str, zone: str) -> models.WindowForm:
    if window.days:
        first = hours.there(window.first, made).date()
        last = first + timedelta(days=window.days - 1)
        return models.WindowForm(first.isoformat(), "", "", last.isoformat() if window.days > 1 else "")
    begins, till = hours.there(window.first, zone), hours.there(hours.ends(window, made), zone)
    ends = till.date().isoformat() if window.minutes >= hours.DAY else ""
    return models.WindowForm(begins.date().isoformat(), f"{begins:%H:%M}", f"{till:%H:%M}", ends)


async def change(request: Request, opened: Opened) -> Response:
    key, sent = request.path_params["key"], await words(request)
    form, turn = _typed(sent), number(sent.get("turn", ""))
    try:
        await plans.change(home(request), opened, key, turn, _facts(request, opened, sent, form))
    except Wrong as no:
        return _new(opened, form, no, key=key, turn=turn)
    except MovedOn:
        one = plans.plan(opened, key)
        why = "It was changed while you wrote. What you typed is still here; keep it, and it is offered anew."
        return _new(opened, form, Wrong("title", why), key=key, turn=one.turn)
    return onward(f"/plans/{key}")


DOORS = (
    Door("/plans", ("POST",), Who.TWO, offer),
    Door("/plans/new", ("GET",), Who.TWO, new),
    Door("/plans/{key}/change", ("GET",), Who.TWO, known(changing)),
    Door("/plans/{key}/change", ("POST",), Who.TWO, known(change)),
)
