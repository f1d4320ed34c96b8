"""The cloth, a band opened in it, and its back: the same history as a plain list."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby, islice

from starlette.requests import Request
from starlette.responses import Response

from weft.core.log.fold import LETTERS, Words, Woven
from weft.core.people import Side, SittingId
from weft.core.practice import ABOUT, Practice
from weft.core.tapestry.drawdown import PHONE_ENDS, Band, Cloth, newest, parted, strung_wide
from weft.core.tapestry.label import weave_caption
from weft.core.tapestry.svg import shed, svg
from weft.keeper.affection import take_back as take_back_given
from weft.keeper.boards import Board, all_boards
from weft.keeper.damage import is_damaged
from weft.keeper.exchange import visible
from weft.keeper.home import Home
from weft.keeper.loom import cloth, day_words, days_for, part_of_day
from weft.keeper.moments import take_back as take_back_told
from weft.keeper.opened import Opened
from weft.keeper.take_back import take_back
from weft.web import models
from weft.web.answers import kept, marked, onward, say
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.lines import apart, plainly
from weft.web.pages.rooms import names, shared
from weft.web.pages.today import band

WALL_ENDS = 204
LIST_DAYS = 120
"""Days on one page of the list."""
HANGING_PICKS = 1200
"""What hangs on the wall at once, about half a year; the list holds everything."""
THREAD_PX = 4
WALL_BARE = 84


async def front(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    key = request.path_params.get("key")
    today = keeper.clock().astimezone().date()
    if key is not None and not _hangs(opened, key, today):
        return _no_such_band(opened)
    version = drawn_from(keeper, opened)
    return await kept(request, opened, version, lambda: _front(keeper, opened, today, key))


def _hangs(opened: Opened, key: str, today: date) -> bool:
    """Whether there is such a band, and its day has come."""
    woven = opened.log.life.woven
    return key in woven and woven[SittingId(key)].at.astimezone().date() <= today


def drawn_from(keeper: Home, opened: Opened) -> object:
    return (*keeper.version(opened), keeper.clock().astimezone().date())


async def _front(keeper: Home, opened: Opened, today: date, key: str | None) -> models.ClothPage:
    phone = _hanging(opened, today, key)
    wall = strung_wide(phone, WALL_ENDS)
    room = shared(opened, "cloth")
    wide = svg(wall, href=band, bare=WALL_BARE, ids="w", opened=key, label="Your cloth, newest first")
    if key is None:
        above = svg(phone, href=band, bare=64, ids="c", label="Your cloth, newest first")
        return models.ClothPage(room, above, wide, empty=not opened.log.life.woven)
    lying = await all_boards(keeper, opened)
    newer, found, older = parted(phone, key)
    return models.ClothPage(
        room,
        svg(newer, href=band, bare=64, ids="c", label="Your cloth, newest first"),
        wide,
        shed(phone, ids="s"),
        svg(older, href=band, bare=0, ids="o", label="Earlier"),
        _label(keeper, opened, lying, found, phone, _how_far_down(wall, key)),
    )


def _hanging(opened: Opened, today: date, key: str | None) -> Cloth:
    """As much of the cloth as a wall shows; all of it when the band to open is older."""
    life, side = opened.log.life, opened.side
    shown = newest(cloth(life, side, today, PHONE_ENDS, days=days_for(HANGING_PICKS)), HANGING_PICKS)
    if key is None or any(one.key == key for one in shown.bands):
        return shown
    return cloth(life, side, today, PHONE_ENDS)


def _no_such_band(opened: Opened) -> Response:
    text = "It may have been taken out by whoever wrote it, or the address has a slip in it."
    return say(
        shared(opened), "That band isn’t in your cloth", text, ("Back to the cloth", "/cloth"), status=404
    )


def _how_far_down(wall: Cloth, key: str) -> int:
    """Pixels from the top of the wide cloth to a band."""
    picks = 0
    for one in wall.bands:
        if one.key == key:
            break
        picks += one.picks
    return WALL_BARE + picks * THREAD_PX


def _label(
    keeper: Home, opened: Opened, lying: Sequence[Board], found: Band, woven: Cloth, wide_top: int
) -> models.Opened:
    assert found.key is not None and found.practice is not None, "only lived bands are opened"
    one = opened.log.life.woven[found.key]  # type: ignore[index]
    at = one.at.astimezone()
    called = names(opened)
    when = f"{day_words(at.date())}, {keeper.library.say('when', part_of_day(at))}."
    return models.Opened(
        one.what.title,
        when,
        weave_caption(woven, found, called[Side.LEFT], called[Side.RIGHT]),
        said(opened, lying, one, may_take_back=True),
        "/cloth",
        found.practice.value,
        found.key,
        wide_top,
        _are_letters(one),
    )


def said(
    opened: Opened, lying: Sequence[Board], one: Woven, *, may_take_back: bool = False
) -> tuple[models.Said, ...]:
    """What each wrote and kept in a sitting, in the order it was written, as far as this viewer may see it."""
    called, band_at = names(opened), f"/cloth/{one.what.sitting}"
    sealed = next((board for board in lying if board.id == one.what.sitting), None)
    return tuple(
        models.Said(
            plainly(each),
            called[each.author],
            what_step(each.step, called[each.author]),
            each.author.value,
            band_at if may_take_back else None,
            each.key if may_take_back and _is_own(opened, sealed, each) else None,
            apart(each, one.what.sitting),
        )
        for each in visible(opened, lying, one.what.sitting, opened.log)
    )


def _is_own(opened: Opened, under_way: Board | None, one: Words) -> bool:
    """Whether the viewer can take words back here. What isn't open to both yet is taken back where it was written."""
    return one.author is opened.side and (under_way is None or one.key in under_way.state.opened)


async def take_out(request: Request, opened: Opened) -> Response:
    """Take back the viewer's own words in a band. The band stays; what isn't there, or isn't theirs, is left alone."""
    key = request.path_params["key"]
    sent = await words(request)
    if key in opened.log.life.moments:
        await take_back_told(home(request), opened, key, sent.get("words", ""))
    elif key in opened.log.life.affection.gestures:
        await take_back_given(home(request), opened, key)
    else:
        await take_back(home(request), opened, key, sent.get("words", ""))
    return onward(f"/cloth/{key}")


def what_step(step: str, name: str) -> str:
    """The caption under somebody's words."""
    return {
        "keep": f"what {name} kept",
        "write": f"what {name} wrote",
        "speak": f"what {name} said",
        "echo": f"how {name} said it back",
        "respond": f"what {name} answered",
        "rate": f"where {name} set the mark",
        "guess": f"what {name} guessed",
        "gave": f"what {name} gave",
        "told": f"what {name} told",
        "remember": f"what {name} wants to remember",
        "feelings": f"what {name} felt",
    }.get(step, f"{name}’s words")


async def back(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    until = _before(request) or keeper.clock().astimezone().date() + timedelta(days=1)
    days, older = _days(opened, await all_boards(keeper, opened), until)
    return marked(request, models.ListPage(shared(opened, "cloth"), days, older, is_damaged(opened)))


def _before(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.query_params.get("before", ""))
    except ValueError:
        return None


def _days(opened: Opened, lying: Sequence[Board], until: date) -> tuple[tuple[models.Day, ...], str | None]:
    """The lived days before ``until``, newest first, and where the older ones are."""
    woven = opened.log.life.woven
    lived = (one for key in reversed(woven) if _day(one := woven[key]) < until)
    some = islice(groupby(lived, _day), LIST_DAYS + 1)
    days = [(day, tuple(_thing(opened, lying, one) for one in ones)) for day, ones in some]
    shown = days[:LIST_DAYS]
    older = f"/cloth/list?before={shown[-1][0].isoformat()}" if len(days) > LIST_DAYS else None
    return tuple(models.Day(day_words(day), things) for day, things in shown), older


def _day(one: Woven) -> date:
    return one.at.astimezone().date()


def _thing(opened: Opened, lying: Sequence[Board], one: Woven) -> models.Thing:
    about = ABOUT[Practice(one.what.practice)]
    words_said = said(opened, lying, one)
    return models.Thing(one.what.sitting, one.what.title, about.name, words_said, _are_letters(one))


def _are_letters(one: Woven) -> bool:
    return one.what.exercise == LETTERS


DOORS = (
    Door("/cloth", ("GET",), Who.READER, front, drawn_from),
    Door("/cloth/list", ("GET",), Who.READER, back),
    Door("/cloth/{key}", ("GET",), Who.READER, front),
    Door("/cloth/{key}/take-back", ("POST",), Who.READER, take_out),
)
