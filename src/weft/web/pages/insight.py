"""What evenings can honestly say: for oneself, for both from what both share, and by an experiment of their own."""

import tomllib
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from weft.core.days import the_date
from weft.core.journey.fringe import fringe, line
from weft.core.journey.trial import LASTS, MOST_OPTION, Experiment
from weft.core.people import Side
from weft.core.practice import ABOUT, Practice
from weft.insight.asking import NotWorkedOut
from weft.insight.told import Outcome, Result, Standing, Told, ToldLink
from weft.keeper import evenings, experiments, insight
from weft.keeper.experiments import NothingAsked, OneAtATime
from weft.keeper.library import CONTENT
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import kept, marked, onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import names, partner_name, private, shared

PRACTICES = tuple(Practice)
TROUBLE = "The sums gave no answer just now. Nothing is lost; look again a little later."
TOO_EARLY = "It is too early to say anything of you both. What counts here is only what each of you chose to let count, and whole weeks of it."
TWO_THINGS = "Write two things to try, one in each field, so that either could be done on a plain day."
ALIKE = "These are the same thing twice. Make the two differ in one point."
LONG = f"Keep each of them under {MOST_OPTION} characters, so that it fits on one line."
BUSY = "You two are trying something already. It can be ended on this page, and then another begins."
GONE = "What was proposed isn’t there any more. It may have been taken back, or changed."


@cache
def sentences() -> dict[str, dict[str, str]]:
    """The words of content/insight.toml."""
    return tomllib.loads((CONTENT / "insight.toml").read_text(encoding="utf-8"))


# ---------------------------------------------------------------- for oneself, and for both


async def own(request: Request, opened: Opened) -> Response:
    asked = insight.question(home(request), opened)

    async def draw() -> models.InsightPage:
        room = private(opened)
        try:
            told = await insight.told(asked)
        except NotWorkedOut:
            return models.InsightPage(room, "trouble", TROUBLE)
        return _own(opened, room, told)

    return await kept(request, opened, (asked, opened.log.life.people), draw)


def _own(opened: Opened, room: models.Room, told: Told) -> models.InsightPage:
    trend, link = sentences()["trend"], sentences()["link"]
    counted = {"days": str(told.days), "missing": str(told.missing)}
    called = {True: "you", False: partner_name(opened)}
    first = {
        Standing.FIRST_DAY: trend["first-day"] if told.days else trend["none"],
        Standing.TOO_LITTLE: trend["too-little"],
        Standing.TOO_STEADY: trend["too-steady"],
        Standing.NO_PATTERN: link["no-pattern"],
    }
    shown = tuple(_link(one, called[one.mine]) for one in told.links)
    lead = first[told.standing].format(**counted) if told.standing in first else ""
    drawn = line(told.line, told.half, opened.side, "Your line, with its band") if told.line else ""
    says = trend["line"].format(**counted) if told.line else ""
    return models.InsightPage(room, told.standing.value, lead, drawn, says, shown)


def _link(one: ToldLink, person: str) -> models.LinkShown:
    link = sentences()["link"]
    practice = ABOUT[PRACTICES[one.practice]].name
    practice = practice[0].lower() + practice[1:]
    low, high = sorted(abs(value) for value in (one.low, one.high))
    if one.low < 0 < one.high:
        low, high = (one.low, one.high) if one.up else (-one.high, -one.low)
    said = link[f"{'finding' if one.finding else 'hint'}-{'up' if one.up else 'down'}"].format(
        person=person,
        practice=practice,
        days=one.days,
        missing=one.missing,
        low=_points(low),
        high=_points(high),
    )
    drawn = fringe(one.low, one.high, up=one.up)
    back = link["reverse"].format(practice=practice) if one.backwards and person == "you" else ""
    return models.LinkShown(said[0].upper() + said[1:], drawn.svg, same_as(drawn.against), back)


def _points(value: float) -> str:
    return f"{round(value)}".replace("-", "−")


NUMBERS = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]


def same_as(against: int) -> str:
    """The sentence that says what the fringe shows."""
    if against == 0:
        return "Picture twenty equally likely answers. All of them point this way."
    some = NUMBERS[against] if against < len(NUMBERS) else str(against)
    says = "says" if against == 1 else "say"
    return f"Picture twenty equally likely answers. {some} of them {says} it makes no difference, or the opposite."


async def both(request: Request, opened: Opened) -> Response:
    asked = insight.together(home(request), opened)

    async def draw() -> models.InsightPage:
        room = shared(opened, live=False)
        try:
            told = await insight.told_together(asked)
        except NotWorkedOut:
            return models.InsightPage(room, "trouble", TROUBLE, both=True)
        return _both(opened, room, told)

    return await kept(request, opened, (asked, opened.log.life.people), draw)


def _both(opened: Opened, room: models.Room, told: Told) -> models.InsightPage:
    trend, link = sentences()["trend"], sentences()["link"]
    called = names(opened)
    shown = tuple(_link(one, called[Side.LEFT if one.mine else Side.RIGHT]) for one in told.links)
    lead = {
        Standing.TOO_STEADY: trend["too-steady-both"],
        Standing.NO_PATTERN: link["no-pattern-both"],
        Standing.HINT: trend["apart"],
        Standing.FINDING: trend["apart"],
    }.get(told.standing, TOO_EARLY)
    return models.InsightPage(room, told.standing.value, lead, links=shown, both=True)


# ---------------------------------------------------------------- an experiment of their own


async def experiment(request: Request, opened: Opened) -> Response:
    last = _looked_at(request, opened)
    if last is None:
        return marked(request, _under_way(request, opened))
    near, before = insight.nearness(opened, last), _tried(request, opened, last.key)

    async def draw() -> models.ExperimentPage:
        try:
            return _over(opened, last, await insight.came_of(near, last), before)
        except NotWorkedOut:
            return models.ExperimentPage(private(opened), "trouble", last.key, *last.options, lead=TROUBLE)

    return await kept(request, opened, (near, last, before, opened.log.life.people), draw)


def _looked_at(request: Request, opened: Opened) -> Experiment | None:
    """The one that is over and asked for by its key, else the latest, unless something newer stands on the page."""
    over = _that_are_over(request, opened)
    asked_for = request.query_params.get("of")
    if asked_for:
        return next((one for one in over if one.key == asked_for), None)
    some = experiments.experiments(opened)
    lying = any(experiments.asked(opened, mine=mine) for mine in (True, False))
    if lying or "new" in request.query_params or not over or over[-1] is not some.latest:
        return None
    return over[-1]


def _that_are_over(request: Request, opened: Opened) -> list[Experiment]:
    day = evenings.tonight(home(request))
    return [one for one in experiments.experiments(opened).tried if one.over <= day]


def _tried(request: Request, opened: Opened, but: str = "") -> tuple[models.Link, ...]:
    """What the two tried before, the newest first; each leads to what came of it for whoever looks."""
    return tuple(
        models.Link(
            f"{one.options[0]}, or {one.options[1]}, until {day_words(the_date(one.over - 1))}",
            f"/insight/experiment?of={one.key}",
        )
        for one in reversed(_that_are_over(request, opened))
        if one.key != but
    )


def _under_way(
    request: Request, opened: Opened, wrong: str | None = None, typed: tuple[str, str] = ("", "")
) -> models.ExperimentPage:
    day, room = evenings.tonight(home(request)), shared(opened, live=True)
    last = experiments.experiments(opened).latest
    theirs, mine = (experiments.asked(opened, mine=which) for which in (False, True))
    if last and day < last.over:
        state = "under-way" if day >= last.first else "soon"
        until = day_words(the_date(last.over - 1))
        today = last.option_on(day) or ""
        return models.ExperimentPage(room, state, last.key, *last.options, last.span, today, until, say=wrong)
    if theirs or mine:
        one = theirs or mine
        assert one is not None
        state = "asked" if theirs else "waiting"
        return models.ExperimentPage(room, state, one.key, *one.options, one.span, say=wrong)
    past = _tried(request, opened)
    return models.ExperimentPage(room, "none", one=typed[0], other=typed[1], past=past, say=wrong)


def _over(
    opened: Opened, last: Experiment, came: Result, before: tuple[models.Link, ...]
) -> models.ExperimentPage:
    """What came of it, for the viewer; both options are named, and only the draw speaks of a cause."""
    room, said = private(opened), sentences()["experiment"]
    up = came.difference >= 0
    option = last.options[1 if up else 0]
    low, high = (came.low, came.high) if up else (-came.high, -came.low)
    drawn = fringe(came.low, came.high, up=up, ends=("nearer with the first", "with the second"))
    text = said[came.outcome.value].format(
        option=option,
        low=_points(low),
        high=_points(high),
        days=came.days,
        missing=max(came.asked - came.days, 0),
    )
    shown = models.LinkShown("", drawn.svg, same_as(drawn.against))
    result = shown if came.outcome is not Outcome.TOO_LITTLE else None
    return models.ExperimentPage(
        room, "over", last.key, *last.options, last.span, result=result, lead=text, past=before
    )


async def try_out(request: Request, opened: Opened) -> Response:
    """Propose, say yes, take back, or end."""
    keeper, sent = home(request), await words(request)
    typed = (" ".join(sent.get("one", "").split()), " ".join(sent.get("other", "").split()))
    wrong, status = None, 400
    try:
        match sent.get("act", ""):
            case "ask":
                wrong = _wrong(typed)
                if not wrong:
                    span = sent["span"] if sent.get("span") in LASTS else "day"
                    await experiments.ask(keeper, opened, *typed, span)
            case "agree":
                await experiments.agree(keeper, opened, sent.get("key", ""))
            case "take-back":
                await experiments.take_back(keeper, opened)
            case "end":
                await experiments.end(keeper, opened, sent.get("key", ""))
    except OneAtATime:
        wrong, status = BUSY, 409
    except NothingAsked:
        wrong, status = GONE, 409
    if wrong:
        return page(_under_way(request, opened, wrong, typed), status)
    return onward("/insight/experiment")


def _wrong(typed: tuple[str, str]) -> str | None:
    if not all(typed):
        return TWO_THINGS
    if typed[0].casefold() == typed[1].casefold():
        return ALIKE
    return LONG if max(map(len, typed)) > MOST_OPTION else None


DOORS = (
    Door("/insight", ("GET",), Who.TWO, own),
    Door("/insight/both", ("GET",), Who.TWO, both),
    Door("/insight/experiment", ("GET",), Who.TWO, experiment),
    Door("/insight/experiment", ("POST",), Who.TWO, try_out),
)
