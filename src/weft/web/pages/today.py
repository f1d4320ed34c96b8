"""Today: one suggestion and its reason, what lies open between the two, and the growing edge."""

from datetime import date
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from weft.core.exercise.script import Exercise, Form, Kind
from weft.core.journey.season import is_quiet
from weft.core.journey.suggest import Suggestion, suggest
from weft.core.journey.trial import running
from weft.core.log.entries import SuggestionSetAside
from weft.core.practice import ABOUT
from weft.core.tapestry.drawdown import PHONE_ENDS, WEEKDAYS, strung_wide
from weft.core.tapestry.dye import Dye
from weft.core.tapestry.svg import edge, swatch
from weft.core.wishes import turn_at
from weft.keeper import experiments, seasons
from weft.keeper.affection import on_today
from weft.keeper.boards import Board, all_boards, boards, under_way
from weft.keeper.damage import is_damaged
from weft.keeper.evenings import on_today as evening_on_today
from weft.keeper.evenings import tonight
from weft.keeper.exchange import visible
from weft.keeper.freetime import asked
from weft.keeper.home import Home
from weft.keeper.kept import piece
from weft.keeper.ladder import closed
from weft.keeper.loom import cloth, day_words, part_of_day
from weft.keeper.opened import Opened, append
from weft.keeper.suggesting import day_number, facts, shelf, wanted
from weft.web import models
from weft.web.answers import kept, onward
from weft.web.door import Door, Who, home
from weft.web.pages.need import needs_now, needs_today
from weft.web.pages.plans_today import plans_now, plans_today
from weft.web.pages.reservoir import line_for_today
from weft.web.pages.rooms import names, partner_name, people, shared

EDGE_PICKS, EDGE_PICKS_WIDE, WIDE_ENDS = 30, 41, 340
EDGE_DAYS = 40
"""Days enough for the edge: even quiet ones weave two picks each."""
LATELY = 2
"""Kept lines on the page."""
LOOKED_THROUGH = 6
"""The newest sittings, among which they are found."""


async def today(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    return await kept(request, opened, _drawn_from(keeper, opened), lambda: _today(keeper, opened))


def _drawn_from(keeper: Home, opened: Opened) -> object:
    now = keeper.clock().astimezone()  # The part of the day is said, and every part begins on an hour.
    return (
        *keeper.version(opened),
        now.date(),
        now.hour,
        turn_at(now),
        *needs_now(keeper, opened),
        on_today(keeper, opened),
        plans_now(keeper, opened),
        evening_on_today(keeper, opened),
        _looked_for(keeper, opened),
    )


async def _today(keeper: Home, opened: Opened) -> models.TodayPage:
    now = keeper.clock().astimezone()
    lying = await all_boards(keeper, opened)
    closed_now = await closed(keeper, opened)
    open_boards = under_way(opened, lying)
    when = f"{WEEKDAYS[now.weekday()]}, {keeper.library.say('when', part_of_day(now))}"
    return models.TodayPage(
        shared(opened, "today"),
        when,
        await _suggestion(keeper, opened, open_boards, closed_now),
        tuple(_offer(opened, one) for one in open_boards if not one.begun),
        _running(open_boards),
        _kept_lately(opened, lying),
        *edges(opened, now.date()),
        opened.couple is not None and not opened.compared,
        opened.couple is None,
        is_damaged(opened),
        line_for_today(keeper, opened, lying),
        needs_today(keeper, opened),
        plans_today(keeper, opened),
        evening_on_today(keeper, opened),
        _looked_for(keeper, opened),
        is_quiet(opened.log.life.journey.seasons, now.weekday()),
        _journey(keeper, opened),
        _begun(opened, open_boards),
    )


def _running(open_boards: list[Board]) -> tuple[models.Link, ...]:
    """What is being played at this hour, by two who are there."""
    return tuple(
        models.Link(one.title, f"/sittings/{one.id}")
        for one in open_boards
        if one.begun and one.state.form.live
    )


def _begun(opened: Opened, open_boards: list[Board]) -> tuple[models.Begun, ...]:
    """What was begun over days, or alone. It can wait, so it does not stand first day after day."""
    waits = (one for one in open_boards if one.begun and not one.state.form.live)
    return tuple(
        models.Begun(one.title, f"/sittings/{one.id}", opened.side if one.state.form is Form.SOLO else "both")
        for one in waits
    )


def _journey(keeper: Home, opened: Opened) -> models.JourneyToday | None:
    """What the other proposes, and what chance drew for the day; both of them know it."""
    if opened.couple is None:
        return None
    trial = running(experiments.experiments(opened), tonight(keeper))
    return models.JourneyToday(
        seasons.asked(opened, mine=False) is not None,
        experiments.asked(opened, mine=False) is not None,
        trial.option_on(tonight(keeper)) or "" if trial else "",
    )


def _looked_for(keeper: Home, opened: Opened) -> bool:
    return opened.couple is not None and asked(keeper, opened) is not None


def edges(opened: Opened, day: date) -> tuple[str, str]:
    """The growing edge on a phone and on a wide page: one weaving on two warps."""
    life, (left, right) = opened.log.life, people(opened)
    dyes = left and left.dye, right and right.dye
    drawn_from = (day, dyes, life.seed, life.since, opened.side)
    return piece(opened, "edges", (life.woven, life.moments), drawn_from, lambda: _drawn_edges(opened, day))


def _drawn_edges(opened: Opened, day: date) -> tuple[str, str]:
    woven = cloth(opened.log.life, opened.side, day, PHONE_ENDS, days=EDGE_DAYS, picks=EDGE_PICKS_WIDE)
    wide = strung_wide(woven, WIDE_ENDS)
    return (
        edge(woven, EDGE_PICKS, href=band, ids="e", bare=52),
        edge(wide, EDGE_PICKS_WIDE, href=band, ids="w", bare=124),
    )


def band(key: str) -> str:
    """Where a band of the cloth leads."""
    return f"/cloth/{key}"


async def _suggestion(
    keeper: Home, opened: Opened, open_boards: list[Board], closed_now: frozenset[str]
) -> models.Suggestion | None:
    known = facts(keeper, opened, open_boards, closed_now, await wanted(keeper, opened))
    found = piece(opened, "chosen", None, known, lambda: suggest(shelf(keeper.library), known))
    if found is None:
        return None
    life = opened.log.life
    drawn_from = (found, known.alone, life.people)
    return piece(
        opened, "suggestion", life.woven, drawn_from, lambda: _suggested(keeper, opened, found, known.alone)
    )


def _suggested(keeper: Home, opened: Opened, found: Suggestion, alone: bool) -> models.Suggestion:
    left, right = people(opened)
    strung = left.dye if left else Dye.MADDER
    picture = swatch(found.exercise.practice, strung, right.dye if right else None, 72, 72, "why")
    form = Form.SOLO if alone else first_form(found.exercise)
    label = "Begin" if alone else f"Ask {partner_name(opened)}"
    note = "only you" if alone else f"{partner_name(opened)} sees it now"
    reason = _reason(keeper, opened, found, alone)
    return models.Suggestion(
        found.exercise.id, found.exercise.title, reason, picture, label, note, form.value
    )


def _reason(keeper: Home, opened: Opened, found: Suggestion, alone: bool) -> str:
    """The sentence: nothing in it is one person's alone."""
    last = max(opened.log.life.latest.values(), key=lambda one: one.at, default=None)
    return keeper.library.say(
        "why",
        found.why,
        asks=keeper.library.say("asks-alone" if alone else "asks", found.exercise.practice),
        last=last.what.title if last else "",
        name=partner_name(opened),
        practice=ABOUT[found.exercise.practice].name,
    )


def first_form(exercise: Exercise) -> Form:
    """The first of its forms for two, in the order in which they are offered."""
    return next(form for form in Form if form in exercise.forms and form is not Form.SOLO)


def _offer(opened: Opened, one: Board) -> models.Offer:
    return models.Offer(one.id, one.title, opened.side in one.yes, one.form, one.exercise)


def _kept_lately(opened: Opened, lying: list[Board]) -> tuple[models.Said, ...]:
    life = opened.log.life
    under = tuple((one.id, one.state.opened) for one in lying)
    drawn_from = (life.woven, life.moments, life.affection, opened.shut, under, names(opened), opened.side)
    return piece(opened, "lately", life.words, drawn_from, lambda: _lately(opened, lying))


def _lately(opened: Opened, lying: list[Board]) -> tuple[models.Said, ...]:
    life, called = opened.log.life, names(opened)
    said: list[models.Said] = []
    for sitting in islice(reversed(life.woven), LOOKED_THROUGH):
        if len(said) >= LATELY:
            break
        for words in visible(opened, lying, sitting, opened.log, Kind.KEEP):
            day = day_words(words.at.astimezone().date())
            said.append(models.Said(words.text, called[words.author], day, words.author.value, band(sitting)))
    return tuple(said[:LATELY])


async def suggestion_now(keeper: Home, opened: Opened) -> models.Suggestion | None:
    """What Today offers at this instant, drawn anew only if something about it changed."""
    return await _suggestion(keeper, opened, await boards(keeper, opened), await closed(keeper, opened))


async def another(request: Request, opened: Opened) -> Response:
    opened.passed_over += 1
    return onward("/today")


async def not_today(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    now, found = keeper.clock(), await suggestion_now(keeper, opened)
    if found:
        aside = SuggestionSetAside(found.exercise_id, day_number(now))
        await append(keeper.store, opened, opened.own, [aside], now)
        opened.passed_over = 0
    return onward("/today")


DOORS = (
    Door("/today", ("GET",), Who.READER, today, _drawn_from, _today),
    Door("/today/another", ("POST",), Who.READER, another),
    Door("/today/not-today", ("POST",), Who.READER, not_today),
)
