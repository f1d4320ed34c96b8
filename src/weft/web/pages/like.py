"""What somebody would like Today to offer: a word about the day, more or less of a practice, and what to leave out."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from weft.core.journey.facts import Left, Sky, Today, Wish
from weft.core.journey.leanings import WISHED
from weft.core.practice import ABOUT, Practice
from weft.keeper import suggesting
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import marked, onward
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import private
from weft.web.pages.today import suggestion_now

MINUTES = {"20": 20, "45": 45, "120": 120}
GROUPS = (
    ("minutes", "The time there is", {"20": "Twenty minutes", "45": "Three quarters", "120": "An evening"}),
    ("left", "What you have left", {"little": "Little", "enough": "Enough"}),
    ("sky", "Outside", {"dry": "Dry", "wet": "Wet, or too cold"}),
)
"""By its name in the form: a question about today, and its answers beside *not said*."""


LEANS = (("length", "How long", "Shorter", "Longer"), ("depth", "How deep", "Lighter", "Deeper"))
"""What else one may wish of what is offered: its key, and the words for less and for more."""


FOR_BOTH = {"both": True, "back": False}
"""What may be said of an exercise for both of the two."""


async def like(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    now = opened.own.life.leanings.like_on(suggesting.day_number(keeper.clock()))
    said = {"minutes": str(now.minutes or ""), "left": now.left or "", "sky": now.sky or ""}
    offered = await suggestion_now(keeper, opened)
    model = models.LikePage(
        room=private(opened, "today"),
        groups=tuple(_group(name, label, choices, said[name]) for name, label, choices in GROUPS),
        wishes=tuple(_line(opened, one) for one in Practice),
        leans=tuple(_lean(opened, *one) for one in LEANS),
        theirs=_theirs(opened),
        offered=models.Link(offered.title, offered.exercise_id) if offered else None,
        away=_named(keeper, opened.own.life.leanings.away),
        left_out=_named(keeper, opened.log.life.leanings.left_out if opened.couple else ()),
        kept="kept" in request.query_params,
    )
    return marked(request, model)


def _named(keeper: Home, some: Iterable[str]) -> tuple[models.Link, ...]:
    """These exercises by their titles; one that is no more is left aside."""
    exercises = keeper.library.exercises
    return tuple(models.Link(exercises[one].title, one) for one in sorted(some) if one in exercises)


def _group(name: str, label: str, choices: dict[str, str], said: str) -> models.LikeGroup:
    shown = (("", "Not said"), *choices.items())
    return models.LikeGroup(
        name, label, tuple(models.Choice(value, text, "", value == said) for value, text in shown)
    )


def _line(opened: Opened, practice: Practice) -> models.WishLine:
    about, leanings = ABOUT[practice], opened.own.life.leanings
    said = opened.couple is not None and practice in opened.log.life.leanings.said_by(opened.side)
    wish = Wish.MORE if said else leanings.kept.get(practice)
    return models.WishLine(practice.value, about.name, about.line, wish or "", said)


def _lean(opened: Opened, key: str, label: str, less: str, more: str) -> models.LikeGroup:
    wish = opened.own.life.leanings.kept.get(key)
    choices = ((Wish.LESS.value, less), ("", "As it comes"), (Wish.MORE.value, more))
    return models.LikeGroup(
        key, label, tuple(models.Choice(value, text, "", value == (wish or "")) for value, text in choices)
    )


def _theirs(opened: Opened) -> tuple[str, ...]:
    if opened.couple is None:
        return ()
    theirs = opened.couple.log.life.leanings.said_by(opened.side.other)
    return tuple(ABOUT[one].name for one in Practice if one in theirs)


async def say_like(request: Request, opened: Opened) -> Response:
    """Keep what today is like. What is no answer of ours counts as not said."""
    sent = await words(request)
    sky = Sky(sent["sky"]) if sent.get("sky") in set(Sky) else None
    left = Left(sent["left"]) if sent.get("left") in set(Left) else None
    await suggesting.say_like(home(request), opened, Today(MINUTES.get(sent.get("minutes", "")), sky, left))
    return onward("/today/like?kept")


async def wish(request: Request, opened: Opened) -> Response:
    """Keep what this person would like of each practice; what goes with *tell* is for both to see."""
    sent = await words(request)
    kept = {one: Wish(sent[one]) if sent.get(one) in set(Wish) else None for one in map(str, WISHED)}
    said = frozenset(one for one in Practice if kept[one] is Wish.MORE and sent.get(f"tell-{one}") == "yes")
    await suggesting.wish(home(request), opened, kept, said if opened.couple else frozenset())
    return onward("/today/like?kept")


async def away(request: Request, opened: Opened) -> Response:
    """Leave something out, for oneself or for both to see, or bring it back."""
    sent = await words(request)
    exercise, so = sent.get("exercise", ""), sent.get("so", "")
    if so in FOR_BOTH:
        await suggesting.leave_out(home(request), opened, exercise, FOR_BOTH[so])
    else:
        await suggesting.put_away(home(request), opened, exercise, so == "yes")
    opened.passed_over = 0
    return onward("/today/like?kept")


DOORS = (
    Door("/today/like", ("GET",), Who.READER, like),
    Door("/today/like", ("POST",), Who.READER, say_like),
    Door("/today/wishes", ("POST",), Who.READER, wish),
    Door("/today/away", ("POST",), Who.READER, away),
)
