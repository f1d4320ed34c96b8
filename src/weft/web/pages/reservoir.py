"""The reservoir: what two kept, by year, by who chose it, by a word, and on its day.

The word that is looked for comes in a form and never in an address, so that no history and no log has it.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from weft.core.people import Side
from weft.core.pictures import by_moment
from weft.core.reservoir.things import MOST_WORD, Line, Thing, narrowed, years
from weft.core.tapestry.drawdown import MONTHS
from weft.keeper import reservoir
from weft.keeper.boards import Board, all_boards
from weft.keeper.home import Home
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.keeper.reservoir import NoSuchThing
from weft.keeper.seal_sights import opened_days
from weft.web import models
from weft.web.answers import marked, onward, page, piece, say
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import names, private, shared

SMALL_PICTURES = 3
"""Of one thing in a list."""
WHOSE = {"left": {Side.LEFT}, "right": {Side.RIGHT}, "both": {Side.LEFT, Side.RIGHT}}


# ---------------------------------------------------------------- looking


async def every(request: Request, opened: Opened) -> Response:
    """The things of one year, the newest unless another is asked for."""
    keeper = home(request)
    lying = await all_boards(keeper, opened)
    all_things = await reservoir.gathered(opened, lying)
    there = years(all_things)
    year = _year(request.query_params.get("year"), there)
    whose = request.query_params.get("who", "")
    whose = whose if whose in WHOSE else ""
    shown = narrowed(all_things, year, frozenset(WHOSE[whose]) if whose else None)
    today = keeper.clock().astimezone().date()
    old = reservoir.today_of_old(opened, lying, today)
    shown_page = _page(opened, shown, there, year, whose, old)
    if not there and await opened_days(keeper, opened):
        shown_page = replace(shown_page, with_book=True)  # Nothing but letters: they make a book as well.
    return marked(request, shown_page)


async def find(request: Request, opened: Opened) -> Response:
    """Things in which a word stands, of all years. The word goes back into its field and nowhere else."""
    lying = await all_boards(home(request), opened)
    word = (await words(request)).get("word", "").strip()[:MOST_WORD]
    if not word:
        return onward("/reservoir")
    all_things, shown = await reservoir.sought(opened, lying, word)
    found = _page(opened, shown, years(all_things), None, "", ())
    # Not live: a page that looks again asks by its address, and that has no word in it.
    room = replace(found.room, live=False)
    return page(replace(found, room=room, word=word, heading="Where that stands"))


def _year(asked: str | None, there: Sequence[int]) -> int | None:
    wanted = next((year for year in there if str(year) == asked), None)
    return wanted or (there[0] if there else None)


def _page(
    opened: Opened,
    shown: Sequence[Thing],
    there: Sequence[int],
    year: int | None,
    whose: str,
    old: Sequence[Thing],
) -> models.ReservoirPage:
    called, who = names(opened), f"&who={whose}" if whose else ""
    here = f"/reservoir?year={year}" if year else "/reservoir"
    months = tuple(
        models.MonthShown(f"{MONTHS[day.month - 1]} {day.year}", tuple(_thing(opened, one) for one in some))
        for day, some in groupby(shown, lambda one: one.day.replace(day=1))
    )
    links = [models.Link("Everything", here)]
    if opened.couple:
        links += [models.Link(f"Chosen by {called[side]}", f"{here}&who={side.value}") for side in Side]
        links.append(models.Link("By you both", f"{here}&who=both"))
    return models.ReservoirPage(
        room=shared(opened),
        heading=str(year or "Nothing yet"),
        months=months,
        years=tuple(models.Link(str(one), f"/reservoir?year={one}{who}") for one in there),
        whose=tuple(links) if there and year else (),
        current=frozenset({f"{here}{who}"}),
        this_day=tuple(_thing(opened, one) for one in old),
        with_letters=opened.couple is not None,
        with_book=bool(there),
    )


def _thing(opened: Opened, one: Thing) -> models.ThingShown:
    called = names(opened)
    href = f"/moments/{one.key}" if one.is_moment else f"/cloth/{one.key}"
    sides = [side.value for side in Side if side in one.who]
    said = tuple(models.Said(line.text, called[line.by], "", line.by.value) for line in _lines(one))
    some = by_moment(opened.log.life.pictures).get(one.key, ()) if one.pictures else ()
    pictures = tuple(
        models.PictureSeen(
            f"/pictures/{each.id}",
            f"/pictures/{each.id}/small",
            each.what.words,
            each.what.width,
            each.what.height,
        )
        for each in some[:SMALL_PICTURES]
    )
    side = "both" if len(sides) > 1 else sides[0] if sides else "none"
    scape = f"/moments/{one.key}/landscape" if one.landscape else None
    return models.ThingShown(
        key=one.key,
        href=href,
        title=one.title,
        caption=caption(one, called),
        side=side,
        words=said,
        pictures=pictures,
        landscape=scape,
    )


def _lines(one: Thing) -> Sequence[Line]:
    """Of a moment what each wants to remember; of a sitting the lines kept."""
    return [line for line in one.lines if not one.is_moment or line.step == "remember"]


def caption(one: Thing, called: dict[Side, str]) -> str:
    """What, when and where, as a museum label has it."""
    what = f"{one.what[:1].upper()}{one.what[1:]}"
    who = "you both" if len(one.who) > 1 else next((called[side] for side in one.who), "")
    chosen = f"chosen by {who}" if who and one.is_moment else ""
    parts = (what, day_words(one.day), one.where, chosen)
    return ", ".join(part for part in parts if part) + "."


# ---------------------------------------------------------------- its day


async def days(request: Request, opened: Opened) -> Response:
    """Whether each thing of a year comes up on its day, for this viewer alone."""
    lying = await all_boards(home(request), opened)
    all_things = await reservoir.gathered(opened, lying)
    there = years(all_things)
    year = _year(request.query_params.get("year"), there)
    chosen, called = opened.own.life.keeping.days, names(opened)
    lines = tuple(
        models.DayLine(one.key, one.title, caption(one, called), chosen.get(one.key, not one.is_hard))
        for one in narrowed(all_things, year, None)
    )
    links = tuple(models.Link(str(one), f"/reservoir/days?year={one}") for one in there)
    return marked(request, models.DaysPage(private(opened), year or date.min.year, links, lines))


async def choose_day(request: Request, opened: Opened) -> Response:
    keeper, sent = home(request), await words(request)
    key = sent.get("comes") or sent.get("stays") or ""
    lying = await all_boards(keeper, opened)
    try:
        one = reservoir.thing(opened, lying, key)
        await reservoir.choose_day(keeper, opened, lying, key, "comes" in sent)
    except NoSuchThing:
        return _nothing(opened)
    back = sent.get("back")
    return onward("/reservoir" if back == "reservoir" else f"/reservoir/days?year={one.day.year}#t-{key}")


def _nothing(opened: Opened) -> Response:
    text = "It was taken back by whoever wrote it, or the address has a slip in it."
    return say(shared(opened), "That isn’t kept here", text, ("The reservoir", "/reservoir"), status=404)


def line_for_today(keeper: Home, opened: Opened, lying: Sequence[Board]) -> models.Link | None:
    """One line for Today, if something comes up on this day."""
    today = keeper.clock().astimezone().date()
    woven = opened.log.life.woven
    sittings = piece(opened, "of old", woven, today, lambda: reservoir.woven_of_old(opened, today))
    found = next(iter(reservoir.today_of_old(opened, lying, today, sittings)), None)
    return models.Link(f"{found.day.year}: {found.title}", "/reservoir#this-day") if found else None


DOORS = (
    Door("/reservoir", ("GET",), Who.READER, every),
    Door("/reservoir", ("POST",), Who.READER, find),
    Door("/reservoir/days", ("GET",), Who.READER, days),
    Door("/reservoir/days", ("POST",), Who.READER, choose_day),
)
