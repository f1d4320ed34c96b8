"""The map of wanted affection, one's own and what the other shows of theirs; and what lands."""

from starlette.requests import Request
from starlette.responses import Response

from weft.core.affection.gestures import Way
from weft.core.affection.wanted import SITUATIONS, THINGS, Answer
from weft.keeper import affection
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import marked, onward
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.affection import line
from weft.web.pages.rooms import private

ANSWER, SHOW = "a-", "s-"
"""What the fields of a place begin with in the form: what was said of it, and whether the other may see it."""
HOURS = (-1, 7, 12, 18, 20, 21)
"""To choose from; -1 is any hour."""


def _situation(asked: str) -> str:
    return asked if asked in SITUATIONS else SITUATIONS[0]


async def own_map(request: Request, opened: Opened) -> Response:
    tell, now = home(request).library.say, _situation(request.query_params.get("when", ""))
    said = affection.own(opened).map

    def place(thing: str) -> models.WantedLine:
        key = f"{now}/{thing}"
        return models.WantedLine(thing, tell("wanted", thing), said.lines.get(key, ""), key in said.shown)

    return marked(
        request,
        models.MapPage(
            private(opened),
            tuple(models.Choice(one, tell("situation", one), "", one == now) for one in SITUATIONS),
            now,
            tell("situation", now),
            tuple((tell("wanted", kind), tuple(map(place, things))) for kind, things in THINGS.items()),
            tuple(models.Choice(one.value, tell("wanted-answer", one)) for one in Answer),
            "kept" in request.query_params,
        ),
    )


async def say_map(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    now = _situation(sent.get("when", ""))
    answers = {
        f"{now}/{key.removeprefix(ANSWER)}": one for key, one in sent.items() if key.startswith(ANSWER)
    }
    showing = [f"{now}/{key.removeprefix(SHOW)}" for key in sent if key.startswith(SHOW)]
    await affection.say_map(home(request), opened, now, answers, showing)
    return onward(f"/affection/map?when={now}&kept")


async def their_map(request: Request, opened: Opened) -> Response:
    tell, shown = home(request).library.say, affection.wanted_by_the_other(opened)

    def under(situation: str, answer: Answer) -> str:
        things = (thing for some in THINGS.values() for thing in some)
        said = [thing for thing in things if shown.get(f"{situation}/{thing}") == answer]
        return " · ".join(tell("wanted", thing) for thing in said)

    by_situation = (
        (
            tell("situation", one),
            tuple(
                (tell("wanted-theirs", answer), found)
                for answer in (Answer.LIKE, Answer.SOMETIMES, Answer.ASK)
                if (found := under(one, answer))
            ),
        )
        for one in SITUATIONS
    )
    return marked(request, models.TheirMapPage(private(opened), tuple(one for one in by_situation if one[1])))


# ---------------------------------------------------------------- what lands


async def lands(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    tell, hints = keeper.library.say, affection.shared(opened).hints.get(opened.side, ())
    own = affection.own(opened)
    hour = own.hours[-1][1] if own.hours else -1
    so = {*affection.landing(opened), *map(Way.read, hints)}
    ways = tuple(
        models.Choice(way.value, tell("hint-mine", way), "", way in hints) for way in Way if way in so
    )
    hours = tuple(
        models.Choice(str(one), "When I look" if one < 0 else f"From {one}:00", "", one == hour)
        for one in sorted({*HOURS, hour})
    )
    noted = [
        line(opened, one)
        for one in affection.received(keeper, opened)
        if one.id in own.kept or (one.id in own.landed and own.landed[one.id].landed == "yes")
    ]
    return marked(
        request,
        models.LandsPage(private(opened), ways, hours, tuple(noted), "kept" in request.query_params),
    )


async def say_lands(request: Request, opened: Opened) -> Response:
    sent, keeper = await words(request), home(request)
    if sent.get("act") == "hour":
        hour = sent.get("hour", "")
        if hour.removeprefix("-").isdecimal() and len(hour) < 4:
            await affection.choose_hour(keeper, opened, int(hour))
    else:
        await affection.show_hints(keeper, opened, [way for way in Way if f"h-{way}" in sent])
    return onward("/affection/lands?kept")


DOORS = (
    Door("/affection/map", ("GET",), Who.TWO, own_map),
    Door("/affection/map", ("POST",), Who.TWO, say_map),
    Door("/affection/theirs", ("GET",), Who.TWO, their_map),
    Door("/affection/lands", ("GET",), Who.TWO, lands),
    Door("/affection/lands", ("POST",), Who.TWO, say_lands),
)
