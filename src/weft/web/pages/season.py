"""Rhythm and seasons: choosing together, what is agreed, ending, a look back, and a season's cloth."""

import tomllib
from collections.abc import Collection
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from weft.core.days import day_number, the_date
from weft.core.journey.season import (
    LONGEST,
    MINUTES,
    MOST_LOOK_BACK,
    MOST_PURPOSE,
    SHORTEST,
    WEEK,
    Asked,
    Pace,
    Rhythm,
    Season,
    Seasons,
    Stand,
    may_begin,
    next_begins,
    year_over,
)
from weft.core.tapestry.drawdown import PHONE_ENDS, WEEKDAYS, cut
from weft.core.tapestry.svg import svg
from weft.keeper import four, seasons
from weft.keeper.evenings import tonight
from weft.keeper.library import CONTENT
from weft.keeper.loom import cloth, day_words
from weft.keeper.opened import Opened
from weft.keeper.seasons import NothingAsked, StillResting
from weft.web import models
from weft.web.answers import marked, onward, page, say
from weft.web.door import Door, Who, home, settings
from weft.web.forms import many, words
from weft.web.pages.rooms import private, shared
from weft.web.pages.today import band

LENGTHS = (SHORTEST, 35, LONGEST)
WEEKS = {SHORTEST: "Four weeks", 35: "Five weeks", LONGEST: "Six weeks"}
PACES = {Pace.LIGHT: "Light", Pace.MIDDLE: "Middle", Pace.FULL: "Full"}
ABOUT = {
    Pace.LIGHT: "45 minutes",
    Pace.MIDDLE: "90 minutes",
    Pace.FULL: "3 hours",
}

STILL = "You two are in a season, or resting after one. A rhythm alone can be changed on any day."
BOTH_WAYS = "{day} is ticked twice: as a day with time, and as one to leave alone. Choose one of the two."
NO_PURPOSE = "Say in a few words what this season is for, or take one of those that stand there."
LONG_PURPOSE = f"That is longer than {MOST_PURPOSE} characters. One line both of you can remember is enough."
LONG_BACK = f"That is longer than {MOST_LOOK_BACK} characters. Your notebook has room for the rest."
THREE = (
    "You two have begun three seasons within a year, and that is as many as fit into one. The next can begin on {day}. "
    "A rhythm alone can be changed on any day."
)
GONE = "What was proposed isn’t there any more. It may have been taken back, or changed."


@cache
def offers() -> tuple[str, ...]:
    """The dozen of content/seasons.toml."""
    return tuple(tomllib.loads((CONTENT / "seasons.toml").read_text(encoding="utf-8"))["for"])


# ---------------------------------------------------------------- where the two stand


async def season(request: Request, opened: Opened) -> Response:
    return marked(request, _page(request, opened))


def _page(request: Request, opened: Opened, wrong: str | None = None) -> models.SeasonPage:
    keeper, some = home(request), seasons.seasons(opened)
    now, theirs, mine = (
        seasons.current(keeper, opened),
        seasons.asked(opened, mine=False),
        seasons.asked(opened, mine=True),
    )
    standing = seasons.standing(keeper, opened)
    shown = _running(now, some.rhythm) if now and standing is Stand.SEASON else _rhythm(some.rhythm)
    past = [one for one in some.seasons if one.over <= tonight(keeper) and one.over > one.first]
    return models.SeasonPage(
        shared(opened, live=True),
        standing.value,
        shown,
        _asked(theirs),
        theirs.key if theirs else "",
        _asked(mine),
        now.key if now else "",
        day_words(the_date(now.rest_ends)) if now else "",
        _year_over(some, tonight(keeper)),
        bool(now and seasons.looked_back(opened, now.key)),
        _four(request, opened, now),
        tuple(models.Link(f"{one.purpose}, {span(one)}", f"/season/{one.key}") for one in reversed(past)),
        wrong,
    )


def _year_over(some: Seasons, day: int) -> str:
    """The day a fourth season within a year has to wait for, if that is longer than the rest; else nothing."""
    over = year_over(some)
    rest = some.latest.rest_ends if some.latest else 0
    return day_words(the_date(over)) if over > max(day, rest) else ""


def _not_now(request: Request, opened: Opened) -> str:
    """Why no season may begin today."""
    waits = _year_over(seasons.seasons(opened), tonight(home(request)))
    return THREE.format(day=waits) if waits else STILL


def _four(request: Request, opened: Opened, now: Season | None) -> str:
    at = four.when(home(request), opened, now.key) if now and settings(request).four else None
    if now is None or at is None:
        return ""
    return "ask" if four.answered(opened, now.key, at) is None else "done"


def _rhythm(one: Rhythm | None, purpose: str = "", when: str = "") -> models.RhythmShown | None:
    if one is None:
        return None
    pace = f"{PACES[one.pace]}: about {ABOUT[one.pace]} a week"
    return models.RhythmShown(pace, _days(one.days), _days(one.quiet), purpose, when)


def _days(some: Collection[int]) -> str:
    """On Tuesdays and Sundays."""
    named = [f"{WEEKDAYS[day]}s" for day in sorted(some)]
    return " and ".join(part for part in (", ".join(named[:-1]), *named[-1:]) if part)


def _running(one: Season, since: Rhythm | None) -> models.RhythmShown | None:
    """A season and the rhythm it has by now: it may have been changed since it began."""
    return _rhythm(since or one.rhythm, one.purpose, span(one))


def _asked(one: Asked | None) -> models.RhythmShown | None:
    when = f"{WEEKS.get(one.length, f'{one.length} days')}, once you both say yes" if one else ""
    return _rhythm(one.rhythm, one.purpose, when if one.length else "") if one else None


def span(one: Season) -> str:
    """Thursday 4 June to Wednesday 8 July 2026."""
    first, last = the_date(one.first), the_date(max(one.over - 1, one.first))
    begun = day_words(first)
    return (
        f"{begun.removesuffix(f' {first.year}') if first.year == last.year else begun} to {day_words(last)}"
    )


# ---------------------------------------------------------------- choosing


async def choose(request: Request, opened: Opened) -> Response:
    lying = seasons.asked(opened, mine=True) or seasons.asked(opened, mine=False)
    rhythm = lying.rhythm if lying else seasons.seasons(opened).rhythm or Rhythm()
    length = lying.length if lying else SHORTEST
    return marked(request, _choosing(request, opened, rhythm, lying.purpose if lying else "", length))


def _choosing(
    request: Request, opened: Opened, rhythm: Rhythm, purpose: str, length: int, wrong: str | None = None
) -> models.ChoosePage:
    some, day = seasons.seasons(opened), tonight(home(request))
    free = may_begin(some, day)
    lengths = [models.Choice(str(one), WEEKS[one], "", free and one == length) for one in LENGTHS]
    none = models.Choice("0", "No season", "", not free or length not in LENGTHS)
    return models.ChoosePage(
        shared(opened, live=False),
        tuple(models.Choice(one.value, PACES[one], ABOUT[one], one is rhythm.pace) for one in Pace),
        _week(rhythm.days),
        _week(rhythm.quiet),
        (*(lengths if free else ()), none),
        tuple(models.Choice(one, one, "", one == purpose) for one in offers()),
        "" if purpose in offers() else purpose,
        free,
        "" if free else day_words(the_date(next_begins(some))),
        bool(_year_over(some, day)),
        wrong,
    )


def _week(chosen: Collection[int]) -> tuple[models.Choice, ...]:
    return tuple(
        models.Choice(str(day), WEEKDAYS[day][:2], WEEKDAYS[day], day in chosen) for day in range(WEEK)
    )


async def ask(request: Request, opened: Opened) -> Response:
    sent, days = await many(request, "days")
    _, quiet = await many(request, "quiet")
    rhythm = Rhythm(
        MINUTES[Pace(sent["pace"]) if sent.get("pace") in set(Pace) else Pace.MIDDLE],
        _read(days),
        _read(quiet),
    )
    length = int(sent["length"]) if sent.get("length") in {str(one) for one in LENGTHS} else 0
    purpose = " ".join(sent.get("own", "").split()) or " ".join(sent.get("purpose", "").split())
    wrong = _wrong(rhythm, purpose, length)
    if wrong is None:
        try:
            await seasons.ask(home(request), opened, rhythm, purpose if length else "", length)
        except StillResting:
            wrong = _not_now(request, opened)
    if wrong:
        return page(_choosing(request, opened, rhythm, purpose, length, wrong), 400)
    return onward("/season")


def _read(days: list[str]) -> frozenset[int]:
    return frozenset(day for day in range(WEEK) if str(day) in days)


def _wrong(rhythm: Rhythm, purpose: str, length: int) -> str | None:
    twice = sorted(rhythm.days & rhythm.quiet)
    if twice:
        return BOTH_WAYS.format(day=WEEKDAYS[twice[0]])
    if length and not purpose:
        return NO_PURPOSE
    return LONG_PURPOSE if len(purpose) > MOST_PURPOSE else None


async def do(request: Request, opened: Opened) -> Response:
    """Say yes, take a proposal back, or end a season."""
    keeper, sent = home(request), await words(request)
    try:
        match sent.get("act", ""):
            case "agree":
                await seasons.agree(keeper, opened, sent.get("key", ""))
            case "take-back":
                await seasons.take_back(keeper, opened)
            case "end":
                await seasons.end(keeper, opened, sent.get("key", ""))
    except NothingAsked:
        return page(_page(request, opened, GONE), 409)
    except StillResting:
        return page(_page(request, opened, _not_now(request, opened)), 409)
    return onward("/season")


# ---------------------------------------------------------------- one season


def _one(request: Request, opened: Opened) -> Season | None:
    return _among(seasons.seasons(opened).seasons, request)


async def _ever(request: Request, opened: Opened) -> Season | None:
    """One of this person's life here, also of a space that has closed."""
    return _one(request, opened) or _among(await seasons.known(home(request), opened), request)


def _among(some: tuple[Season, ...], request: Request) -> Season | None:
    key = request.path_params["key"]
    return next((one for one in some if one.key == key), None)


def _none_there(opened: Opened) -> Response:
    text = "The address has a slip in it, or that season was somebody else’s."
    back = ("Rhythm and seasons", "/season")
    return say(shared(opened, live=False), "There is no season here", text, back, status=404)


async def woven(request: Request, opened: Opened) -> Response:
    one = _one(request, opened)
    if one is None:
        return _none_there(opened)
    today = home(request).clock().astimezone().date()
    whole = cloth(opened.log.life, opened.side, today, PHONE_ENDS)
    piece = cut(whole, the_date(one.first), the_date(min(one.over, day_number(today) + 1)))
    drawn = svg(piece, href=band, bare=0, ids="s", label=f"The season’s cloth, {span(one)}, newest first")
    over = one.over <= tonight(home(request))
    room = shared(opened, live=False)
    return marked(request, models.SeasonClothPage(room, one.purpose, span(one), drawn, one.key, over))


async def back(request: Request, opened: Opened) -> Response:
    one = await _ever(request, opened)
    if one is None:
        return _none_there(opened)
    text = seasons.looked_back(opened, one.key)
    kept = "kept" in request.query_params
    return marked(request, models.LookBackPage(private(opened), one.key, one.purpose, text, kept))


async def look_back(request: Request, opened: Opened) -> Response:
    one = await _ever(request, opened)
    if one is None:
        return _none_there(opened)
    text = (await words(request)).get("text", "").strip()
    if len(text) > MOST_LOOK_BACK:
        model = models.LookBackPage(private(opened), one.key, one.purpose, text, say=LONG_BACK)
        return page(model, 400)
    await seasons.look_back(home(request), opened, one.key, text)
    return onward(f"/season/{one.key}/back?kept")


DOORS = (
    Door("/season", ("GET",), Who.TWO, season),
    Door("/season", ("POST",), Who.TWO, do),
    Door("/season/choose", ("GET",), Who.TWO, choose),
    Door("/season/choose", ("POST",), Who.TWO, ask),
    Door("/season/{key}", ("GET",), Who.TWO, woven),
    Door("/season/{key}/back", ("GET",), Who.READER, back),
    Door("/season/{key}/back", ("POST",), Who.READER, look_back),
)
