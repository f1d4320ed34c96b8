"""Plans on the web: offering something to do, answering, changing, and what one looks forward to."""

from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from weft.core.moments.fields import Wrong
from weft.core.moments.told import Moment
from weft.core.plans import fields, hours
from weft.core.plans.entries import PlanOffered, Window
from weft.core.plans.fields import Facts, Typed
from weft.core.plans.made import Plan, looked_forward
from weft.keeper import ideas, plans, plans_out
from weft.keeper.home import Home
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.keeper.plans import Coming, MovedOn, NoSuchPlan, TooMany
from weft.keeper.zone import name_of
from weft.web import models
from weft.web.answers import marked, onward, page, piece, say
from weft.web.door import Door, SignedIn, Who, home, settings
from weft.web.forms import words
from weft.web.pages.hours_said import said, said_there
from weft.web.pages.rooms import names, partner_name, private, shared
from weft.web.pages.zone import zone_words

OFTEN = {"": "", "weekly": "every week", "monthly": "every month", "yearly": "every year"}
COMES = 3
"""Times of something that comes again, on its page."""
ONE_MOMENT = timedelta(days=30)
"""For so long a plan's page leads to a moment it became."""
MOST_MINUTES = 14 * hours.DAY

MOVED_ON = "It has been answered or changed since this page was drawn. Here is how it stands now."
FULL = "There is no room for more plans here. Take one away that will not be."


# ---------------------------------------------------------------- the list


async def every(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    await plans_out.look(keeper, opened, settings(request).private_hosts)
    model = models.PlansPage(
        shared(opened),
        tuple(_coming(opened, one) for one in plans.coming(opened)),
        tuple(_offer(opened, one) for one in plans.offers(keeper, opened)),
        tuple(_savour(one) for one in plans.to_savour(keeper, opened)),
    )
    return marked(request, model)


def _coming(opened: Opened, one: Coming) -> models.PlanLine:
    assert one.plan.agreed is not None, "what comes was agreed to"
    offered = one.plan.agreed.offered
    when = said(one.window, offered.zone, name_of(opened))
    return models.PlanLine(
        f"/plans/{one.plan.id}", offered.title, _and(when, OFTEN[offered.repeats], offered.where), "both"
    )


def _offer(opened: Opened, one: Plan) -> models.PlanLine:
    assert one.offer is not None, "an offer lies there"
    mine, them = one.offered_by is opened.side, partner_name(opened)
    when = " or ".join(said(each, one.offer.zone, name_of(opened)) for each in one.offer.windows)
    return models.PlanLine(
        f"/plans/{one.id}",
        one.offer.title,
        f"{_and(when, OFTEN[one.offer.repeats])} {_state(one.answer, mine, them)}",
        one.offered_by.value,
    )


def _state(answer: str, mine: bool, them: str) -> str:
    said_by = {
        ("another", True): f"{them} would like another time.",
        ("no", True): f"{them} would rather not do this one.",
        ("another", False): "You would like another time.",
        ("no", False): "You would rather not do this one.",
    }
    return said_by.get((answer, mine), "You offered it." if mine else f"{them} offers it.")


def _savour(one: Moment) -> models.PlanLine:
    return models.PlanLine(
        f"/moments/{one.id}", one.made.title, "It has been. Yours to tell, if you like.", "none"
    )


def _and(*parts: str) -> str:
    return ", ".join(part for part in parts if part) + "."


# ---------------------------------------------------------------- Today


def plans_now(keeper: Home, opened: Opened) -> tuple[object, ...]:
    """What Today is drawn from that the clock alone can change."""
    if opened.couple is None:
        return ()
    now = plans.now_of(keeper)
    coming, lying = _standing(opened)
    return (
        coming and (coming.plan.id, coming.window),
        tuple(one.id for one in lying if one.offer and not plans.has_been(one.offer, now)),
        tuple(one.id for one in plans.to_savour(keeper, opened)),
    )


def _standing(opened: Opened) -> tuple[Coming | None, tuple[Plan, ...]]:
    """What comes next and what is offered, found once until a plan changes or one is over."""
    known = plans.log_of(opened).life.plans
    return piece(
        opened,
        "plans",
        known,
        None,
        lambda: (next(iter(plans.coming(opened)), None), tuple(plans.lying(opened))),
    )


def plans_today(keeper: Home, opened: Opened) -> models.PlansToday | None:
    """What comes next, quietly; what was offered; what is over and can be told."""
    if opened.couple is None:
        return None
    offered = tuple(
        models.Link(one.offer.title, f"/plans/{one.id}")
        for one in plans.offers(keeper, opened)
        if one.offer and one.offered_by is not opened.side and not one.answer
    )
    coming = next(iter(plans.coming(opened)), None)
    over = next(iter(plans.to_savour(keeper, opened)), None)
    return models.PlansToday(
        offered,
        _next(opened, coming) if coming else None,
        models.Link(over.made.title, f"/moments/{over.id}") if over else None,
    )


def _next(opened: Opened, one: Coming) -> models.Link:
    assert one.plan.agreed is not None, "what comes was agreed to"
    offered = one.plan.agreed.offered
    when = said(one.window, offered.zone, name_of(opened), year=False)
    return models.Link(f"{offered.title}: {when}", f"/plans/{one.plan.id}")


# ---------------------------------------------------------------- offering


async def new(request: Request, opened: Opened) -> Response:
    """The form, begun with an idea or with a free time, where the address names one."""
    asked = request.query_params
    idea = ideas.one(home(request), opened, asked.get("idea", ""))
    window = _asked_for(
        asked.get("day", ""), asked.get("from", ""), asked.get("minutes", ""), name_of(opened)
    )
    form = models.PlanForm(
        idea.title if idea else "", idea.text if idea else "", "", _three((window,)), "", "", ""
    )
    return _new(request, opened, form)


def _asked_for(day: str, from_: str, minutes: str, zone: str) -> models.WindowForm:
    """A free time named in an address, by the clock there; whatever can't be read is left for the hand that types."""
    try:
        begins = fields.begins(day, from_)
        long = int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 6 else 0
    except Wrong:
        return models.WindowForm(_a_day(day))
    if not 0 < long <= MOST_MINUTES:
        return models.WindowForm(begins.date().isoformat(), f"{begins:%H:%M}")
    till = hours.there(hours.minute(begins, zone) + long, zone)
    last = till.date().isoformat() if long >= hours.DAY else ""
    return models.WindowForm(begins.date().isoformat(), f"{begins:%H:%M}", f"{till:%H:%M}", last)


def _a_day(word: str) -> str:
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        return ""


def _three(some: tuple[models.WindowForm, ...]) -> tuple[models.WindowForm, ...]:
    return (*some, *(models.WindowForm() for _ in range(fields.WINDOWS_MOST - len(some))))


def _new(
    request: Request,
    opened: Opened,
    form: models.PlanForm,
    wrong: Wrong | None = None,
    key: str = "",
    turn: int = 0,
) -> Response:
    model = models.NewPlanPage(
        shared(opened, live=False),
        plans.new_tap(opened),
        form,
        zone_words(opened),
        key,
        turn,
        wrong.why if wrong else None,
        wrong.field if wrong else "",
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
        return _new(request, opened, form, no)
    except TooMany:
        return _new(request, opened, form, Wrong("title", FULL))
    return onward(f"/plans/{key}")


async def changing(request: Request, opened: Opened) -> Response:
    one = plans.plan(opened, request.path_params["key"])
    return _new(request, opened, _as_typed(one.newest, name_of(opened)), None, one.id, one.turn)


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
    form, turn = _typed(sent), _number(sent.get("turn", ""))
    try:
        await plans.change(home(request), opened, key, turn, _facts(request, opened, sent, form))
    except Wrong as no:
        return _new(request, opened, form, no, key, turn)
    except MovedOn:
        one = plans.plan(opened, key)
        why = "It was changed while you wrote. What you typed is still here; keep it, and it is offered anew."
        return _new(request, opened, form, Wrong("title", why), key, one.turn)
    return onward(f"/plans/{key}")


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 12 else -1


# ---------------------------------------------------------------- one of them


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
        shared(opened),
        one.id,
        one.turn,
        shown.title,
        shown.text,
        shown.where,
        OFTEN[shown.repeats],
        tuple(
            (name, what)
            for name, what in zip(names(opened).values(), (shown.left, shown.right), strict=True)
            if what
        ),
        tuple(_shown(keeper, opened, one.agreed.offered.zone, each) for each in agreed) if one.agreed else (),
        tuple(_shown(keeper, opened, one.offer.zone, each, True) for each in one.offer.windows)
        if one.offer
        else (),
        one.offered_by is opened.side,
        _state(one.answer, one.offered_by is opened.side, partner_name(opened)) if one.answer else "",
        forward or _forward(keeper, opened, one, again),
        _left_out(keeper, opened, one),
        _told(keeper, opened, one),
        wrong.why if wrong else None,
        wrong.field if wrong else "",
    )


def _shown(
    keeper: Home, opened: Opened, zone: str, window: Window, by_minute: bool = False
) -> models.WindowShown:
    return models.WindowShown(
        window.first if by_minute else hours.day_of(window, zone),
        said(window, zone, name_of(opened)),
        said_there(window, zone, name_of(opened)),
        hours.ends(window, zone) <= plans.now_of(keeper),
    )


def _left_out(keeper: Home, opened: Opened, one: Plan) -> tuple[models.WindowShown, ...]:
    """Days that are left out, from a month ago on: each can be taken in again."""
    if one.agreed is None:
        return ()
    since = plans.now_of(keeper) // hours.DAY - ONE_MOMENT.days
    first = hours.EPOCH
    return tuple(
        models.WindowShown(day, day_words(first + timedelta(days=day)), "", left_out=True)
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
        models.Link(day_words(hours.EPOCH + timedelta(days=each.made.day)), f"/moments/{each.id}")
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
    about = day_words(hours.EPOCH + timedelta(days=day)) if one.agreed.offered.repeats else ""
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
    turn = _number(sent.get("turn", ""))
    try:
        if sent.get("answer", "") == "yes" and not sent.get("first"):
            one = plans.plan(opened, key)
            return page(_one(home(request), opened, one, Wrong("first", "Choose one of the times.")), 400)
        await plans.answer(
            home(request), opened, key, turn, sent.get("answer", ""), _number(sent.get("first", ""))
        )
    except MovedOn:
        one = plans.plan(opened, key)
        return page(_one(home(request), opened, one, Wrong("first", MOVED_ON)), 409)
    return onward(f"/plans/{key}")


async def forward(request: Request, opened: Opened) -> Response:
    key, sent = request.path_params["key"], await words(request)
    day, typed, opens = _number(sent.get("day", "")), sent.get("forward", ""), sent.get("opens") == "yes"
    try:
        if sent.get("act") == "take-back":
            await plans.take_forward_back(home(request), opened, key, day)
        else:
            await plans.look_forward(home(request), opened, key, day, fields.forward(typed), opens=opens)
    except Wrong as no:
        one = plans.plan(opened, key)
        shown = models.ForwardShown(day, "", typed, opens, "", True)
        return page(_one(home(request), opened, one, no, shown), 400)
    return onward(f"/plans/{key}")


async def let_be(request: Request, opened: Opened) -> Response:
    """Leave a day out, ahead or afterwards, with one tap; or take it in again."""
    key, sent = request.path_params["key"], await words(request)
    so = sent.get("act") != "after-all"
    await plans.let_be(home(request), opened, key, _number(sent.get("day", "")), so=so)
    known = plans.log_of(opened).life.plans.every[key]
    return onward("/plans" if known.withdrawn else f"/plans/{key}")


async def withdraw(request: Request, opened: Opened) -> Response:
    await plans.withdraw(home(request), opened, request.path_params["key"])
    return onward("/plans")


def _known(then: SignedIn) -> SignedIn:
    """A page of a plan, or the kind word that there is none."""

    async def answer(request: Request, opened: Opened) -> Response:
        try:
            return await then(request, opened)
        except NoSuchPlan:
            text = "The address has a slip in it, or one of you took the plan away. That needs no reason."
            room = private(opened)
            return say(room, "There is no such plan", text, ("Plans", "/plans"), status=404)

    return answer


DOORS = (
    Door("/plans", ("GET",), Who.TWO, every),
    Door("/plans", ("POST",), Who.TWO, offer),
    Door("/plans/new", ("GET",), Who.TWO, new),
    Door("/plans/{key}", ("GET",), Who.TWO, _known(one_plan)),
    Door("/plans/{key}/change", ("GET",), Who.TWO, _known(changing)),
    Door("/plans/{key}/change", ("POST",), Who.TWO, _known(change)),
    Door("/plans/{key}/answer", ("POST",), Who.TWO, _known(answer)),
    Door("/plans/{key}/forward", ("POST",), Who.TWO, _known(forward)),
    Door("/plans/{key}/let-be", ("POST",), Who.TWO, _known(let_be)),
    Door("/plans/{key}/withdraw", ("POST",), Who.TWO, _known(withdraw)),
)
