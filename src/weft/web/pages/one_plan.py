"""One plan: how it stands, saying yes or another time, what one looks forward to, days left out, taking it away."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from weft.core.days import the_date
from weft.core.moments.fields import Wrong
from weft.core.plans import fields, hours
from weft.core.plans.entries import Window
from weft.core.plans.plan import Plan, looked_forward
from weft.keeper import plans
from weft.keeper.home import Home
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.keeper.plans import MovedOn
from weft.keeper.zone import name_of
from weft.web import models
from weft.web.answers import marked, onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.hours_said import said, said_there
from weft.web.pages.plan_words import OFTEN, known, number, state
from weft.web.pages.rooms import names, partner_name, shared

COMES = 3
"""Times of something that comes again, on its page."""
ONE_MOMENT = timedelta(days=30)
"""For so long a plan's page leads to a moment it became."""
MOVED_ON = "It has been answered or changed since this page was drawn. Here is how it stands now."


async def one_plan(request: Request, opened: Opened) -> Response:
    one = plans.plan(opened, request.path_params["key"])
    return marked(request, _one(home(request), opened, one, again="again" in request.query_params))


def _one(
    keeper: Home,
    opened: Opened,
    one: Plan,
    wrong: Wrong | None = None,
    forward: models.ForwardShown | None = None,
    *,
    again: bool = False,
) -> models.PlanPage:
    shown = one.newest
    agreed = one.upcoming(COMES)
    return models.PlanPage(
        room=shared(opened),
        key=one.id,
        turn=one.turn,
        title=shown.title,
        text=shown.text,
        where=shown.where,
        repeats=OFTEN[shown.repeats],
        brings=tuple(
            (name, what)
            for name, what in zip(names(opened).values(), (shown.left, shown.right), strict=True)
            if what
        ),
        agreed=tuple(_shown(keeper, opened, one.agreed.offered.zone, each) for each in agreed)
        if one.agreed
        else (),
        offered=tuple(
            _shown(keeper, opened, one.offer.zone, each, by_minute=True) for each in one.offer.windows
        )
        if one.offer
        else (),
        mine=one.offered_by is opened.side,
        answer=state(one.answer, one.offered_by is opened.side, partner_name(opened)) if one.answer else "",
        asks_another=one.answer == "another" and one.offered_by is opened.side,
        forward=forward or _forward(keeper, opened, one, again),
        left_out=_left_out(keeper, one),
        told=_told(keeper, opened, one),
        wrong=wrong.why if wrong else None,
        field=wrong.field if wrong else "",
    )


def _shown(
    keeper: Home, opened: Opened, zone: str, window: Window, *, by_minute: bool = False
) -> models.WindowShown:
    return models.WindowShown(
        window.first if by_minute else hours.day_of(window, zone),
        said(window, zone, name_of(opened), keeper.clock()),
        said_there(window, zone, name_of(opened)),
        hours.ends(window, zone) <= plans.now_of(keeper),
    )


def _left_out(keeper: Home, one: Plan) -> tuple[models.WindowShown, ...]:
    """Days that are left out, from a month ago on: each can be taken in again."""
    if one.agreed is None:
        return ()
    since = plans.now_of(keeper) // hours.DAY - ONE_MOMENT.days
    return tuple(
        models.WindowShown(day, day_words(the_date(day)), "", left_out=True)
        for day in sorted(one.let_be)
        if day >= since
    )


def _told(keeper: Home, opened: Opened, one: Plan) -> tuple[models.Link, ...]:
    since = int((keeper.clock() - ONE_MOMENT).timestamp())
    some = [
        each
        for each in plans.log_of(opened).life.moments.values()
        if each.plan == one.id and each.at >= since
    ]
    return tuple(
        models.Link(day_words(the_date(each.made.day)), f"/moments/{each.id}")
        for each in sorted(some, key=lambda each: -each.at)
    )


def _forward(keeper: Home, opened: Opened, one: Plan, again: bool) -> models.ForwardShown | None:
    """What is looked forward to on the next day both agreed to."""
    upcoming = one.upcoming()
    if one.agreed is None or not upcoming:
        return None
    day, now = hours.day_of(upcoming[0], one.agreed.offered.zone), plans.now_of(keeper)
    mine = looked_forward(one, day, opened.side, opened.side, now)
    theirs = looked_forward(one, day, opened.side.other, opened.side, now)
    about = day_words(the_date(day)) if one.agreed.offered.repeats else ""
    return models.ForwardShown(
        day,
        about,
        mine.text if mine else "",
        bool(mine and mine.opens),
        theirs.text if theirs else "",
        mine is None or again,
    )


async def answer(request: Request, opened: Opened) -> Response:
    key, sent = request.path_params["key"], await words(request)
    turn = number(sent.get("turn", ""))
    try:
        if sent.get("answer", "") == "yes" and not sent.get("first"):
            one = plans.plan(opened, key)
            return page(_one(home(request), opened, one, Wrong("first", "Choose one of the times.")), 400)
        await plans.answer(
            home(request), opened, key, turn, sent.get("answer", ""), number(sent.get("first", ""))
        )
    except MovedOn:
        one = plans.plan(opened, key)
        return page(_one(home(request), opened, one, Wrong("first", MOVED_ON)), 409)
    return onward(f"/plans/{key}")


async def forward(request: Request, opened: Opened) -> Response:
    key, sent = request.path_params["key"], await words(request)
    day, typed, opens = number(sent.get("day", "")), sent.get("forward", ""), sent.get("opens") == "yes"
    try:
        if sent.get("act") == "take-back":
            await plans.take_forward_back(home(request), opened, key, day)
        else:
            await plans.look_forward(home(request), opened, key, day, fields.forward(typed), opens=opens)
    except Wrong as no:
        one = plans.plan(opened, key)
        shown = models.ForwardShown(day, "", typed, opens, "", writing=True)
        return page(_one(home(request), opened, one, no, shown), 400)
    return onward(f"/plans/{key}")


async def let_be(request: Request, opened: Opened) -> Response:
    """Leave a day out, ahead or afterwards, with one tap; or take it in again."""
    key, sent = request.path_params["key"], await words(request)
    so = sent.get("act") != "after-all"
    await plans.let_be(home(request), opened, key, number(sent.get("day", "")), so=so)
    known = plans.log_of(opened).life.plans.every[key]
    return onward("/plans" if known.withdrawn else f"/plans/{key}")


async def withdraw(request: Request, opened: Opened) -> Response:
    await plans.withdraw(home(request), opened, request.path_params["key"])
    return onward("/plans")


DOORS = (
    Door("/plans/{key}", ("GET",), Who.TWO, known(one_plan)),
    Door("/plans/{key}/answer", ("POST",), Who.TWO, known(answer)),
    Door("/plans/{key}/forward", ("POST",), Who.TWO, known(forward)),
    Door("/plans/{key}/let-be", ("POST",), Who.TWO, known(let_be)),
    Door("/plans/{key}/withdraw", ("POST",), Who.TWO, known(withdraw)),
)
