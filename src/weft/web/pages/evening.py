"""The half minute in the evening, and one's own evenings to look back on and forget."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from weft.core.days import the_date
from weft.core.journey.evening import MOST_HOURS, MOST_NEAR, MOST_STRESS, Evening, Item
from weft.core.journey.season import Season, Stand, stand
from weft.core.journey.trial import running
from weft.core.practice import Practice
from weft.keeper import evenings, seasons
from weft.keeper.evenings import NothingSaid
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import marked, onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import many, words
from weft.web.pages.rooms import partner_name, private

HOURS = (0, 1, 3, 8)
"""About how many hours the four words for them stand for."""
MOST_LISTED = 90
"""Evenings on the page of one's own; older ones can be forgotten with their season all the same."""
NOTHING = "Nothing is said yet. Tap the thread, or leave this evening out: that is a good answer too."


async def evening(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    kept = evenings.own(opened).own.get(evenings.tonight(keeper))
    if kept is not None and "again" not in request.query_params:
        return marked(request, _page(request, opened, kept, "done"))
    if kept is None and not evenings.are_on(keeper, opened):
        return marked(request, _page(request, opened, Evening(0), "off"))
    begun = kept or Evening(0, shares=evenings.suggested_shares(opened))
    return marked(request, _page(request, opened, begun, "ask"))


def _page(
    request: Request, opened: Opened, one: Evening, state: str, wrong: str | None = None
) -> models.EveningPage:
    keeper, day = home(request), evenings.tonight(home(request))
    journey = evenings.shared(opened)
    trial = running(journey.experiments, day)
    say, them = keeper.library.say, partner_name(opened)

    def choices(group: str, values: tuple[int, ...], chosen: int | None) -> tuple[models.Choice, ...]:
        return tuple(
            models.Choice(str(value), say(group, str(value)), "", value == chosen) for value in values
        )

    return models.EveningPage(
        private(opened, middle=f"{them} can’t see this"),
        state,
        one.near,
        one.met,
        tuple(
            models.Choice(each.value, say("evening-did", each), "", each in (one.did or ()))
            for each in Practice
        ),
        choices("evening-stress", tuple(range(MOST_STRESS + 1)), one.stress),
        choices("evening-hours", HOURS, one.hours),
        tuple(models.Choice(item.value, say("evening-item", item), "", item in one.shares) for item in Item),
        trial.option_on(day) if trial else None,
        one.skipped,
        evenings.own(opened).wanted,
        stand(journey.seasons, day) is Stand.SEASON,
        wrong,
    )


async def write(request: Request, opened: Opened) -> Response:
    sent, did = await many(request, "did")
    _, share = await many(request, "share")
    if sent.get("act") == "skip":
        await evenings.write(home(request), opened, Evening(0, skipped=True))
        return onward("/evening")
    one = _read(sent, did, share)
    try:
        await evenings.write(home(request), opened, one)
    except NothingSaid:
        return page(_page(request, opened, one, "ask", NOTHING), 400)
    return onward("/evening")


def _read(sent: dict[str, str], did: list[str], share: list[str]) -> Evening:
    """What a form says; a number that is none is taken for not said."""
    return Evening(
        0,
        _number(sent.get("near", ""), MOST_NEAR),
        _number(sent.get("met", ""), MOST_NEAR),
        frozenset(one for one in Practice if one in did),
        _number(sent.get("stress", ""), MOST_STRESS),
        _number(sent.get("hours", ""), MOST_HOURS),
        shares=frozenset(item for item in Item if item in share),
    )


def _number(text: str, most: int) -> int | None:
    plain = text.isascii() and text.isdecimal() and len(text) < 4
    return int(text) if plain and int(text) <= most else None


async def want(request: Request, opened: Opened) -> Response:
    wanted = (await words(request)).get("wanted", "") == "yes"
    await evenings.want(home(request), opened, wanted=wanted)
    return onward("/evening" if wanted and opened.couple else "/evening/mine")


# ---------------------------------------------------------------- one's own


async def mine(request: Request, opened: Opened) -> Response:
    """One's own, also of the time with somebody one has parted from."""
    every = await seasons.known(home(request), opened)
    wanted = evenings.own(opened).wanted
    return marked(request, models.EveningsPage(private(opened), _stretches(request, opened, every), wanted))


def _stretches(request: Request, opened: Opened, every: tuple[Season, ...]) -> tuple[models.Stretch, ...]:
    """The newest first: each season, and the days between."""
    own = evenings.own(opened).own
    left = sorted(own, reverse=True)
    found = list[models.Stretch]()
    for season in reversed(every):
        later = [day for day in left if day > season.over]
        among = [day for day in left if season.first <= day <= season.over]
        found += _stretch(request, opened, "Since then" if found else "Lately", later)
        found += _of_season(request, opened, season, among)
        left = [day for day in left if day < season.first]
    return (*found, *_stretch(request, opened, "Before any season" if found else "Your evenings", left))


def _stretch(request: Request, opened: Opened, label: str, days: list[int]) -> list[models.Stretch]:
    if not days:
        return []
    lines = tuple(_line(request, evenings.own(opened).own[day]) for day in days[:MOST_LISTED])
    return [models.Stretch(label, min(days), max(days), lines)]


def _of_season(request: Request, opened: Opened, season: Season, days: list[int]) -> list[models.Stretch]:
    """A season's evenings, and what else of it is the viewer's own; nothing where neither is there."""
    says = _own_words(opened, season.key)
    if not days and not says:
        return []
    last = the_date(max(season.over - 1, season.first))
    label = f"The season from {day_words(the_date(season.first))} to {day_words(last)}"
    lines = tuple(_line(request, evenings.own(opened).own[day]) for day in days[:MOST_LISTED])
    where = f"/season/{season.key}/back" if seasons.looked_back(opened, season.key) else ""
    return [models.Stretch(label, season.first, season.over, lines, season.key, says, where)]


def _own_words(opened: Opened, key: str) -> str:
    """What this person wrote of a season besides evenings: what they wrote looking back, their answers to the four."""
    back = ["what you wrote looking back"] if seasons.looked_back(opened, key) else []
    four = ["what you said to the four questions"] if seasons.four_said(opened, key) else []
    return " and ".join((*back, *four))


def _line(request: Request, one: Evening) -> models.EveningLine:
    say = home(request).library.say
    did = _listed(say("evening-did", each) for each in Practice if each in (one.did or ()))
    shares = _listed(say("evening-item", item) for item in Item if item in one.shares)
    shares = shares[:1].lower() + shares[1:]
    return models.EveningLine(one.day, day_words(the_date(one.day)), one.near, did, shares, one.skipped)


def _listed(some: Iterable[str]) -> str:
    """We talked honestly, we had time for us."""
    return ", ".join(one if at == 0 else one[0].lower() + one[1:] for at, one in enumerate(some))


async def forget(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    if sent.get("season"):
        await seasons.forget(home(request), opened, sent["season"])
        return onward("/evening/mine")
    first, last = (_day(sent.get(name, "")) for name in ("first", "last"))
    if first is not None and last is not None and first <= last:
        await evenings.forget(home(request), opened, first, last)
    return onward("/evening/mine")


def _day(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


DOORS = (
    Door("/evening", ("GET",), Who.TWO, evening),
    Door("/evening", ("POST",), Who.TWO, write),
    Door("/evening/wanted", ("POST",), Who.READER, want),
    Door("/evening/mine", ("GET",), Who.READER, mine),
    Door("/evening/mine", ("POST",), Who.READER, forget),
)
