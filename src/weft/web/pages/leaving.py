"""Leaving: the page that says what each keeps, the space that has closed, and the cloth of what was."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, islice

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from weft.core.affection.gestures import Gesture
from weft.core.log.flat import instant
from weft.core.log.fold import Words, Woven
from weft.core.past import SHELVES, PastKept
from weft.core.people import SittingId
from weft.core.tapestry.drawdown import PHONE_ENDS, newest
from weft.core.tapestry.svg import svg
from weft.keeper import own_things
from weft.keeper.exchange import told
from weft.keeper.loom import cloth, day_words
from weft.keeper.moments import NotOpenYet, drawn
from weft.keeper.opened import Opened
from weft.keeper.own_copies import looking_at
from weft.keeper.own_copies import told as told_of_closing
from weft.keeper.own_note import OwnCopy
from weft.keeper.parting import leave, make_up
from weft.press.paper import besides
from weft.web import models
from weft.web.answers import marked, onward, page, say
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.cloth import HANGING_PICKS, LIST_DAYS, said, what_step
from weft.web.pages.landscape import landscape_page
from weft.web.pages.lines import apart, plainly
from weft.web.pages.moments import caption
from weft.web.pages.rooms import names, private


async def leave_form(request: Request, opened: Opened) -> Response:
    if opened.couple is None and not opened.withheld:
        return onward("/yours")
    return page(models.LeavePage(private(opened), opened.withheld is not None))


async def leave_now(request: Request, opened: Opened) -> Response:
    if (await words(request)).get("leave") != "now":
        return onward("/leave")
    await leave(home(request), opened)
    return onward("/closed")


async def closed(request: Request, opened: Opened) -> Response:
    if not opened.untold:
        return onward("/yours")
    await make_up(home(request), opened)
    fresh = tuple(link(one) for one in opened.copies if not one.note.told)
    return page(models.ClosedPage(private(opened), fresh))


def link(one: OwnCopy) -> models.Link:
    """Where to look at what was."""
    return models.Link(f"What was, with {one.partner_name}", f"/kept/{one.couple}")


async def go_on(request: Request, opened: Opened) -> Response:
    await told_of_closing(home(request).store, opened)
    return onward("/today")


# ---------------------------------------------------------------- the cloth of what was


async def kept(request: Request, opened: Opened) -> Response:
    one = next((each for each in opened.copies if each.couple == request.path_params["key"]), None)
    past = await looking_at(home(request).store, opened, one.couple) if one else None
    if one is None or past is None:
        text = "The address has a slip in it, or it isn’t yours to look at."
        return say(private(opened), "There is nothing kept here", text, ("Yours", "/yours"), status=404)
    return marked(request, _kept(request, opened, one, past))


def _kept(request: Request, opened: Opened, one: OwnCopy, past: Opened) -> models.KeptPage:
    last = one.until.astimezone().date()
    before = _before(request) or last + timedelta(days=1)
    days, older = _days(past, before)
    first = before > last
    begun = _begun(past) if older is None else ()
    woven = newest(cloth(past.log.life, past.side, last, PHONE_ENDS), HANGING_PICKS)
    return models.KeptPage(
        room=private(opened),
        them=one.partner_name,
        until=day_words(last),
        cloth=svg(woven, href=lambda key: _at(past, one, key), bare=0, ids="k", label="The cloth of what was")
        if first and past.log.life.woven
        else "",
        days=days,
        letters=f"/letters#kept={one.couple}",
        begun=begun,
        older=f"/kept/{one.couple}?before={older.isoformat()}" if older else None,
        harmed=bool(past.log.damage),
        pictures=f"/kept/{one.couple}/pictures" if past.log.life.pictures else None,
        besides=tuple(_besides(past, one)) if first else (),
        scapes=_scapes(
            past, [thing.key for thing in (*(each for day in days for each in day.things), *begun)]
        ),
    )


def _before(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.query_params.get("before", ""))
    except ValueError:
        return None


def _at(past: Opened, one: OwnCopy, key: str) -> str:
    """Where the words of a band are: on the page of the list that begins with its day."""
    day = past.log.life.woven[SittingId(key)].at.astimezone().date()
    return f"/kept/{one.couple}?before={(day + timedelta(days=1)).isoformat()}#b{key}"


def _days(past: Opened, before: date) -> tuple[tuple[models.KeptDay, ...], date | None]:
    """The lived days before a day, newest first, and the day before which the older ones are."""
    woven = past.log.life.woven
    lived = (one for key in reversed(woven) if (one := woven[key]).at.astimezone().date() < before)
    some = islice(groupby(lived, lambda one: one.at.astimezone().date()), LIST_DAYS + 1)
    days = [
        (
            day,
            [
                models.Thing(one.what.sitting, one.what.title, _label(past, one), said(past, (), one))
                for one in ones
            ],
        )
        for day, ones in some
    ]
    shown = days[:LIST_DAYS]
    older = shown[-1][0] if len(days) > LIST_DAYS else None
    return tuple(models.KeptDay(day_words(day), tuple(things)) for day, things in shown), older


def _begun(past: Opened) -> tuple[models.Thing, ...]:
    """Words in what never came to its end: the viewer's own, and what was open to both."""
    life = past.log.life
    left = [(sitting, life.words[sitting]) for sitting in life.words if sitting not in life.woven]
    some = [_unfinished(past, sitting, written) for sitting, written in left if written]
    return (*some, *_untold(past))


def _label(past: Opened, one: Woven) -> str:
    """Of a moment what, when, where and who chose it; of a sitting nothing."""
    moment = past.log.life.moments.get(one.what.sitting)
    return caption(past, moment) if moment else ""


def _untold(past: Opened) -> Iterator[models.Thing]:
    """Moments that never came to the cloth: what the viewer told, and a landscape if both had ended."""
    for one in past.log.life.moments.values():
        mine = told(one, past.side)
        if one.woven_at is None and (mine or one.curves_open):
            said_then = tuple(
                models.Said(
                    each.text,
                    names(past)[each.author],
                    what_step(each.step, names(past)[each.author]),
                    each.author.value,
                )
                for each in mine
            )
            yield models.Thing(one.id, one.made.title, caption(past, one), said_then)


def _besides(past: Opened, one: OwnCopy) -> Iterator[models.KeptDay]:
    """What both could read and is in no band: lines and touches that were left, and what was agreed, made or planned."""
    gestures = past.log.life.affection.gestures.values()
    left = tuple(_left(past, each) for each in gestures if SittingId(each.id) not in past.log.life.woven)
    if left:
        yield models.KeptDay("Left for each other", left)
    kept = list(own_things.of_both(past.log.life, past.side, one.note.at // 60))
    for of, called in SHELVES.items():
        some = tuple(_kept_besides(past, each) for each in kept if each.of == of)
        if some:
            yield models.KeptDay(called, some)


def _left(past: Opened, one: Gesture) -> models.Thing:
    called, day = names(past), day_words(instant(one.at).astimezone().date())
    given = models.Said(one.text, called[one.by], day, one.by.value)
    back = models.Said(one.answer, called[one.by.other], "", one.by.other.value)
    return models.Thing("", "", "", (given, *((back,) if one.answer else ())))


def _kept_besides(past: Opened, one: PastKept) -> models.Thing:
    said = models.Said(one.text or one.title, "", besides.caption(one), past.side.value)
    return models.Thing("", "", "", (said,))


def _scapes(past: Opened, keys: Iterable[str]) -> dict[str, models.KeptScape]:
    """The landscapes of what is shown, to look at only."""
    found = {}
    dyes = " ".join(f"{side.value}-{one.dye.value}" for side, one in past.log.life.people.items())
    for key in keys:
        one = past.log.life.moments.get(key)
        try:
            land = drawn(one, past) if one else None
        except NotOpenYet:
            continue
        if one and land:
            shown = landscape_page(past, one, land)
            lines = (*(why for place in shown.places for why in place.whys), *shown.others)
            plain = tuple(replace(why, take_back=None) for why in lines)
            found[key] = models.KeptScape(shown.picture, shown.together, plain, dyes)
    return found


def _unfinished(past: Opened, sitting: SittingId, written: tuple[Words, ...]) -> models.Thing:
    called = names(past)
    lines = tuple(
        models.Said(
            plainly(each),
            called[each.author],
            what_step(each.step, called[each.author]),
            each.author.value,
            sealed=apart(each, sitting),
        )
        for each in written
    )
    return models.Thing(sitting, day_words(written[0].at.astimezone().date()), "", lines)


DOORS = (
    Door("/leave", ("GET",), Who.SIGNED_IN, leave_form),
    Door("/leave", ("POST",), Who.SIGNED_IN, leave_now),
    Door("/closed", ("GET",), Who.ALWAYS, closed),
    Door("/closed", ("POST",), Who.ALWAYS, go_on),
    Door("/kept/{key}", ("GET",), Who.ALWAYS, kept),
)
