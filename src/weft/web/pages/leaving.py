"""Leaving: the page that says what each keeps, the space that has closed, and the cloth of what was."""

from datetime import date, timedelta
from itertools import groupby, islice

from starlette.requests import Request
from starlette.responses import Response

from weft.core.log.fold import Words
from weft.core.people import SittingId
from weft.core.tapestry.drawdown import PHONE_ENDS, newest
from weft.core.tapestry.svg import svg
from weft.keeper.loom import cloth, day_words
from weft.keeper.opened import Opened
from weft.keeper.own_copies import looking_at, told
from weft.keeper.own_note import OwnCopy
from weft.keeper.parting import leave, make_up
from weft.web import models
from weft.web.answers import marked, onward, page, say
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.cloth import HANGING_PICKS, LIST_DAYS, said, what_step
from weft.web.pages.lines import apart, plainly
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
    await told(home(request).store, opened)
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
    woven = newest(cloth(past.log.life, past.side, last, PHONE_ENDS), HANGING_PICKS)
    return models.KeptPage(
        private(opened),
        one.partner_name,
        day_words(last),
        svg(woven, href=lambda key: _at(past, one, key), bare=0, ids="k", label="The cloth of what was")
        if first and past.log.life.woven
        else "",
        days,
        f"/letters#kept={one.couple}",
        _begun(past) if older is None else (),
        f"/kept/{one.couple}?before={older.isoformat()}" if older else None,
        bool(past.log.damage),
        f"/kept/{one.couple}/pictures" if past.log.life.pictures else None,
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
        (day, [models.Thing(one.what.sitting, one.what.title, "", said(past, (), one)) for one in ones])
        for day, ones in some
    ]
    shown = days[:LIST_DAYS]
    older = shown[-1][0] if len(days) > LIST_DAYS else None
    return tuple(models.KeptDay(day_words(day), tuple(things)) for day, things in shown), older


def _begun(past: Opened) -> tuple[models.Thing, ...]:
    """Words in what never came to its end: the viewer's own, and what was open to both."""
    life = past.log.life
    left = [(sitting, life.words[sitting]) for sitting in life.words if sitting not in life.woven]
    return tuple(_unfinished(past, sitting, written) for sitting, written in left if written)


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
