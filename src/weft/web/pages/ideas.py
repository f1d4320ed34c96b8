"""A few ideas for time together. What they are chosen by stands in the address; nothing about anyone goes into it."""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from weft.core.ideas import Company, Cost, Distance, Energy, Idea, Mood, Place, Season, Wishes, turn
from weft.keeper import ideas as fitted
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import marked
from weft.web.door import Door, Who, home
from weft.web.pages.rooms import shared
from weft.web.pages.time_asked import Asked, time_asked, when_words

Choice = dict[str, str]

DAY = 24 * 60
"""Minutes."""
MOST_TURNS = 10_000

NARROW: dict[str, tuple[str, str, dict[str, tuple[str, dict[str, Any]]]]] = {
    "long": (
        "How long you have",
        "Any",
        {
            "quarter": ("A quarter of an hour", {"most": 15}),
            "half": ("Half an hour", {"most": 30}),
            "hour": ("An hour", {"most": 60}),
            "evening": ("An evening", {"most": 240}),
            "away": ("A day or more", {"least": DAY}),
        },
    ),
    "energy": (
        "How much you have left",
        "Any",
        {
            "low": ("Little", {"energy": Energy.LOW}),
            "some": ("Some", {"energy": Energy.SOME}),
            "much": ("Plenty", {"energy": Energy.MUCH}),
        },
    ),
    "mood": ("What it’s like", "Any", {str(one): (one.capitalize(), {"mood": one}) for one in Mood}),
    "place": (
        "Where",
        "Any",
        {
            "indoors": ("Indoors", {"place": Place.INDOORS}),
            "outdoors": ("Outdoors", {"place": Place.OUTDOORS}),
        },
    ),
    "who": ("Who is there", "You two", {"children": ("Children too", {"children": True})}),
    "apart": ("Together or apart", "In one place", {"yes": ("In two places", {"apart": True})}),
    "cost": (
        "What it may cost",
        "Any",
        {"nothing": ("Nothing", {"cost": Cost.NOTHING}), "little": ("A little", {"cost": Cost.LITTLE})},
    ),
    "season": (
        "Time of year",
        "All year",
        {str(one): (one.capitalize(), {"season": one}) for one in Season},
    ),
}
"""By name in the address: what is asked, what it is when nothing was chosen, and the answers with their wishes."""

COSTS = {Cost.NOTHING: "Costs nothing", Cost.LITTLE: "Costs a little", Cost.SOME: "Costs something"}
WHERE = {Place.INDOORS: "Indoors", Place.OUTDOORS: "Outdoors"}
FAR = {Distance.APART_TOO: "Also in two places", Distance.ONLY_APART: "In two places"}


BOTH = "You both get the same ones today. Taking none is fine."
ALONE = "Other ones every day. Taking none is fine."


async def ideas(request: Request, opened: Opened) -> Response:
    keeper, chosen, turns = home(request), _chosen(request), _turns(request)
    both, two = await fitted.of_both(keeper, opened), opened.couple is not None
    pool, day = fitted.pool(keeper, opened), keeper.clock().date().isoformat()
    time = time_asked(request)
    some, more = turn(pool, wishes(chosen), day, turns, weigh=fitted.weigh(opened, both))
    model = models.IdeasPage(
        room=shared(opened, "practices"),
        under=_under(two, time),
        ideas=tuple(shown(one, _plan(one, time), f"/ideas/{one.id}") if two else shown(one) for one in some),
        others=_address(chosen | {"turn": str(turns + 1)}, time) if more else None,
        asked=_asked(chosen),
        narrow=tuple(_row(name, chosen, time) for name in NARROW),
        likes="; ".join(keeper.library.say("taste", one) for one in both.tastes).lower(),
        wanted=tuple(models.Link(one.title, f"/ideas/{one.id}") for one in both.wanted),
        worth=tuple(models.Link(one.title, f"/ideas/{one.id}") for one in both.worth),
        two=two,
    )
    return marked(request, model)


def _under(two: bool, time: Asked) -> str:
    """What stands under the heading; with the time somebody came with, so that they know it goes along."""
    when = when_words(time)
    return (
        f"{BOTH if two else ALONE} Planned from here, one is for {when}." if when else BOTH if two else ALONE
    )


def _plan(idea: Idea, time: Asked) -> str:
    return f"/plans/new?{urlencode({'idea': idea.id, **time})}"


def shown(idea: Idea, plan: str | None = None, href: str = "") -> models.IdeaShown:
    """An idea as pages show it; with ways to plan it and to mark it, for two."""
    return models.IdeaShown(idea.title, idea.text, takes(idea), plan, href)


def _chosen(request: Request) -> Choice:
    """What was asked for, in the order of the rows; anything we do not know is left aside."""
    asked = request.query_params
    return {name: asked[name] for name, (_, _, answers) in NARROW.items() if asked.get(name) in answers}


def _asked(chosen: Choice) -> str:
    words = ", ".join(NARROW[name][2][answer][0] for name, answer in chosen.items())
    return f"{words.capitalize()}. Wish for something else" if words else ""


def wishes(chosen: Choice) -> Wishes:
    """What the answers come to."""
    found: dict[str, Any] = {}
    for name, answer in chosen.items():
        found |= NARROW[name][2][answer][1]
    return Wishes(**found)


def _turns(request: Request) -> int:
    """How often others were asked for; 0 for anything that is no such number."""
    word = request.query_params.get("turn", "")
    return int(word) % MOST_TURNS if word.isascii() and word.isdigit() and len(word) < 6 else 0


def _address(chosen: Choice, time: Asked) -> str:
    some = chosen | time
    return f"/ideas{'?' if some else ''}{urlencode(some)}"


def _row(name: str, chosen: Choice, time: Asked) -> tuple[str, tuple[models.Narrowing, ...]]:
    asked, none, answers = NARROW[name]
    others = {other: answer for other, answer in chosen.items() if other != name}
    without = models.Narrowing(none, _address(others, time), name not in chosen)
    ways = (
        models.Narrowing(label, _address(others | {name: answer}, time), chosen.get(name) == answer)
        for answer, (label, _) in answers.items()
    )
    return asked, (without, *ways)


def takes(idea: Idea) -> str:
    """What an idea takes, as a caption."""
    parts = [
        _length(idea.minutes),
        COSTS[idea.cost],
        WHERE.get(idea.place, ""),
        _seasons(idea),
        "Children too" if idea.company is Company.CHILDREN else "",
        FAR.get(idea.distance, ""),
    ]
    return " ".join(f"{part}." for part in parts if part)


def _length(minutes: int) -> str:
    if minutes >= DAY:
        days = minutes // DAY
        return "A day" if days == 1 else f"{days} days"
    if minutes <= 90:
        return "About an hour" if minutes == 60 else f"About {minutes} minutes"
    return f"About {minutes // 60}{'½' if minutes % 60 else ''} hours"


def _seasons(idea: Idea) -> str:
    some = [one.value for one in Season if one in idea.seasons]
    return " or ".join(filter(None, (", ".join(some[:-1]), *some[-1:]))).capitalize()


DOORS = (Door("/ideas", ("GET",), Who.SIGNED_IN, ideas),)
