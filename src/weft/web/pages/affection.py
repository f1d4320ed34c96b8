"""Gestures on the web: leaving one, what has come, and what a receiver may do with it."""

from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from weft.core.affection.gestures import MOST_ANSWER, MOST_TEXT, TITLES, Gesture, Manner, Way
from weft.keeper import affection
from weft.keeper.affection import NoSuchGesture, OneADay
from weft.keeper.home import Home
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import marked, onward, page, say
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import names, partner_name, private, shared

MOST_LISTED = 20
"""Gestures of either in the list; older ones that were woven are in the cloth."""
LATEST = timedelta(days=60)
"""How far ahead a gesture may be left."""
MORNING, EVENING = 7, 18
"""The hours at which those two begin, when a gesture is left for them."""

EMPTY = "There is nothing in it yet. One thing, as exactly as you can, is enough."
LONG = f"That is longer than {MOST_TEXT} characters. One thing, said exactly, is enough: shorten it a little."
LONG_ANSWER = (
    f"That is longer than {MOST_ANSWER} characters. Shorten it a little; the rest can be said aloud."
)
ONE_A_DAY = (
    "You have left one today, and one is plenty. What you wrote is still here: it will be as true tomorrow."
)
WHICH_HOUR = "Choose an hour that is still to come, within two months."


class WrongHour(Exception):
    """The hour that was chosen is none, or too far away."""


# ---------------------------------------------------------------- the page of all


async def everything(request: Request, opened: Opened) -> Response:
    return marked(request, _page(request, opened, models.GestureForm()))


def _page(
    request: Request,
    opened: Opened,
    form: models.GestureForm,
    wrong: str | None = None,
    field: str | None = None,
) -> models.AffectionPage:
    keeper = home(request)
    them, tell = partner_name(opened), keeper.library.say
    ways = tuple(
        models.Choice(way.value, tell("gesture", way), tell("gesture-about", way, name=them), way == form.way)
        for way in Way
    )
    return models.AffectionPage(
        room=shared(opened, live=False),
        form=form,
        ways=ways,
        tap=affection.new_tap(opened),
        hints=tuple(tell("hint", way, name=them) for way in affection.hints_for(opened)),
        has_given=affection.has_given_today(keeper, opened),
        received=tuple(line(opened, one) for one in affection.received(keeper, opened)[:MOST_LISTED]),
        given=tuple(line(opened, one, _given(keeper, one)) for one in affection.given(opened)[:MOST_LISTED]),
        say=wrong,
        field=field,
    )


def line(opened: Opened, one: Gesture, when: str | None = None) -> models.GestureLine:
    """A gesture as it stands in a list."""
    caption = f"{names(opened)[one.by]}, {when or _day(one)}"
    return models.GestureLine(f"/affection/{one.id}", one.text, caption, one.by.value, one.answer)


def _day(one: Gesture) -> str:
    """The day it was there, as both may know it."""
    return day_words(_instant(max(one.at, one.arrives * 60)).date())


def _given(keeper: Home, one: Gesture) -> str:
    """When it was left, and from when it lies there: never whether anybody has seen it."""
    then = _instant(one.arrives * 60)
    if one.arrives and then > keeper.clock():
        return f"lies there from {day_words(then.date())} at {then:%H:%M}"
    return _day(one)


def _instant(at: int) -> datetime:
    return datetime.fromtimestamp(at).astimezone()


# ---------------------------------------------------------------- leaving one


async def leave(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    text = " ".join(sent.get("text", "").split())
    form = models.GestureForm(
        Way.read(sent.get("way", "")).value, text, sent.get("when", ""), sent.get("from", "")[:32]
    )
    if not text or len(text) > MOST_TEXT:
        return page(_page(request, opened, form, LONG if text else EMPTY, "text"), 400)
    try:
        arrives = _arrives(home(request).clock().astimezone(), form)
        await affection.give(home(request), opened, Way(form.way), text, arrives, sent.get("tap", "")[:64])
    except WrongHour:
        return page(_page(request, opened, form, WHICH_HOUR, "from"), 400)
    except OneADay:
        return page(_page(request, opened, form, ONE_A_DAY, "text"), 409)
    return onward("/affection")


def _arrives(now: datetime, form: models.GestureForm) -> int:
    """The minute from which it lies there, 0 for at once. Raises WrongHour."""
    match form.when:
        case "morning":
            then = _next(now, MORNING)
        case "evening":
            then = _next(now, EVENING)
        case "from":
            then = _typed(form.from_, now)
        case _:
            return 0
    return int(then.timestamp()) // 60


def _next(now: datetime, hour: int) -> datetime:
    then = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return then if then > now else then + timedelta(days=1)


def _typed(text: str, now: datetime) -> datetime:
    try:
        then = datetime.fromisoformat(text).replace(tzinfo=None).astimezone()
    except (ValueError, OverflowError, OSError):
        raise WrongHour from None
    if not now < then <= now + LATEST:
        raise WrongHour
    return then


# ---------------------------------------------------------------- one of them


async def one_gesture(request: Request, opened: Opened) -> Response:
    try:
        return marked(request, _one(request, opened))
    except NoSuchGesture:
        return _nothing_here(opened)


def _nothing_here(opened: Opened) -> Response:
    text = "The address has a slip in it, or whoever wrote it has taken it back."
    return say(private(opened), "There is nothing here", text, ("Affection", "/affection"), status=404)


def _one(
    request: Request, opened: Opened, typed: str = "", manner: str = "", wrong: str | None = None
) -> models.GesturePage:
    keeper = home(request)
    one = affection.gesture(keeper, opened, request.path_params["key"])
    tell, mine = keeper.library.say, one.by is opened.side
    own = affection.own(opened)
    note = own.landed.get(one.id)
    chosen = manner or (one.manner or Manner.STOP).value
    manners = tuple(
        models.Choice(each.value, tell("manner", each), tell("manner-about", each), each == chosen)
        for each in Manner
    )
    answered = f"{names(opened)[one.by.other]}: {tell('manner', one.manner).lower()}" if one.manner else ""
    return models.GesturePage(
        room=shared(opened, live=False) if mine else private(opened),
        key=one.id,
        title=TITLES[one.way],
        text=one.text,
        caption=line(opened, one, _given(keeper, one) if mine else None).caption,
        side=one.by.value,
        mine=mine,
        woven=affection.is_woven(opened, one.id),
        kept=one.id in own.kept,
        landed=note.landed if note else "",
        answer=one.answer,
        answer_caption=answered,
        manners=manners,
        typed=typed or ("" if mine else one.answer),
        say=wrong,
    )


async def do(request: Request, opened: Opened) -> Response:
    """What a giver or a receiver does with a gesture."""
    key, sent = request.path_params["key"], await words(request)
    try:
        affection.gesture(home(request), opened, key)
        wrong = await _done(request, opened, key, sent)
    except NoSuchGesture:
        return _nothing_here(opened)
    if wrong:
        typed = _one(request, opened, sent.get("text", ""), sent.get("manner", ""), wrong)
        return page(typed, 400)
    return onward("/affection" if key not in affection.shared(opened).gestures else f"/affection/{key}")


async def _done(request: Request, opened: Opened, key: str, sent: dict[str, str]) -> str | None:
    """Do it, or say in kind words why not."""
    keeper = home(request)
    match sent.get("act", ""):
        case "keep" | "let-go" as act:
            await affection.keep(keeper, opened, key, kept=act == "keep")
        case "landed":
            await affection.note(keeper, opened, key, sent.get("landed", ""))
        case "weave":
            await affection.weave(keeper, opened, key)
        case "take-back":
            await affection.take_back(keeper, opened, key)
        case "answer":
            text = sent.get("text", "").strip()
            if not text or len(text) > MOST_ANSWER:
                return LONG_ANSWER if text else EMPTY
            await affection.answer(keeper, opened, key, Manner.read(sent.get("manner", "")), text)
    return None


DOORS = (
    Door("/affection", ("GET",), Who.TWO, everything),
    Door("/affection", ("POST",), Who.TWO, leave),
    Door("/affection/{key}", ("GET",), Who.TWO, one_gesture),
    Door("/affection/{key}", ("POST",), Who.TWO, do),
)
