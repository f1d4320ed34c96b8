"""What each of two likes about ideas, for themself; one idea with one's own marks; and ideas the two add."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from weft.core.fitting import Taste
from weft.core.ideas import LONGEST_TEXT, LONGEST_TITLE, Distance, Idea, Mood
from weft.core.own_ideas import IdeaAdded
from weft.keeper import ideas
from weft.keeper.opened import Opened
from weft.keeper.wishes import TooManyWishes
from weft.web import models
from weft.web.answers import marked, onward, page, say
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.ideas import shown
from weft.web.pages.rooms import private, shared
from weft.web.pages.wishes import TOO_MARKED, next_turn

TAP = re.compile(r"[0-9a-f]{32}")
TASTE = "t-"
"""What the fields of tastes begin with."""
NO_TITLE = f"Please give it a title, of up to {LONGEST_TITLE} letters."
NO_TEXT = f"Please say what to do, in up to {LONGEST_TEXT} letters."
NO_CHOICE = "Please choose one of those that stand there."
TOO_MANY = "You have as many ideas of your own as fit. Put one away first; this one is still here."

CHOICES: dict[str, tuple[str, dict[str, str]]] = {
    "minutes": (
        "How long it takes",
        {
            "15": "¼ hour",
            "30": "½ hour",
            "60": "An hour",
            "180": "An evening",
            "1440": "A day",
            "2880": "Longer",
        },
    ),
    "place": ("Where", {"indoors": "Indoors", "outdoors": "Outdoors", "either": "Either"}),
    "cost": ("What it costs", {"nothing": "Nothing", "little": "A little", "some": "Something"}),
    "energy": ("What it takes out of you", {"low": "Little", "some": "Some", "much": "A lot"}),
    "mood": ("What it’s like", {str(one): one.capitalize() for one in Mood}),
}
"""By name of the field: what is asked, and the answers."""


# ---------------------------------------------------------------- what somebody likes


async def likes(request: Request, opened: Opened) -> Response:
    return marked(request, await _likes(request, opened, kept="kept" in request.query_params))


async def _likes(
    request: Request, opened: Opened, *, kept: bool = False, wrong: str | None = None
) -> models.LikesPage:
    keeper = home(request)
    said = await ideas.mine(keeper, opened)
    return models.LikesPage(
        private(opened),
        tuple(
            models.Choice(one.value, keeper.library.say("taste", one), "", one in said.tastes)
            for one in Taste
        ),
        links(said.wanted),
        links(said.worth),
        next_turn(request),
        kept,
        wrong,
    )


async def say_likes(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    tastes = {one for one in Taste if f"{TASTE}{one}" in sent}
    try:
        await ideas.say_tastes(home(request), opened, tastes)
    except TooManyWishes:
        return page(await _likes(request, opened, wrong=TOO_MARKED), 400)
    return onward("/ideas/likes?kept")


def links(some: tuple[Idea, ...]) -> tuple[models.Link, ...]:
    return tuple(models.Link(one.title, f"/ideas/{one.id}") for one in some)


# ---------------------------------------------------------------- one idea


async def one_idea(request: Request, opened: Opened) -> Response:
    idea = ideas.one(home(request), opened, request.path_params["id"])
    if idea is None:
        return _nothing_here(opened)
    return marked(request, await _one(request, opened, idea, kept="kept" in request.query_params))


async def _one(
    request: Request, opened: Opened, idea: Idea, *, kept: bool = False, wrong: str | None = None
) -> models.OneIdeaPage:
    said = await ideas.mine(home(request), opened)
    return models.OneIdeaPage(
        private(opened),
        idea.id,
        shown(idea, f"/plans/new?idea={idea.id}"),
        idea in said.wanted,
        idea in said.worth,
        next_turn(request),
        ideas.own_key(opened, idea) is not None,
        kept,
        wrong,
    )


async def say_of(request: Request, opened: Opened) -> Response:
    keeper, sent = home(request), await words(request)
    idea = ideas.one(keeper, opened, request.path_params["id"])
    if idea is None:
        return _nothing_here(opened)
    try:
        await ideas.say_of(keeper, opened, idea, wanted="wanted" in sent, worth="worth" in sent)
    except TooManyWishes:
        return page(await _one(request, opened, idea, wrong=TOO_MARKED), 400)
    return onward(f"/ideas/{idea.id}?kept")


def _nothing_here(opened: Opened) -> Response:
    text = "The address has a slip in it, or the idea has been put away or written anew."
    return say(private(opened), "There is no idea here", text, ("Ideas", "/ideas"), status=404)


# ---------------------------------------------------------------- ideas of theirs


async def ours(request: Request, opened: Opened) -> Response:
    return marked(request, _ours(opened, models.IdeaForm()))


def _ours(
    opened: Opened, form: models.IdeaForm, wrong: str | None = None, field: str | None = None, tap: str = ""
) -> models.OwnIdeasPage:
    return models.OwnIdeasPage(
        shared(opened),
        tuple(shown(one, href=f"/ideas/{one.id}") for one in reversed(opened.log.life.ideas.values())),
        form,
        tuple(
            (
                name,
                asked,
                tuple(
                    models.Choice(value, label, "", value == getattr(form, name))
                    for value, label in some.items()
                ),
            )
            for name, (asked, some) in CHOICES.items()
        ),
        tap or ideas.new_tap(opened),
        wrong,
        field,
    )


async def add(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    form, tap = _form(sent), sent.get("tap", "")
    wrong = _slip(form)
    if wrong is None:
        try:
            await ideas.add(home(request), opened, _added(form, _key(opened, tap)))
        except ideas.TooManyIdeas:
            wrong = TOO_MANY, "title"
        except ideas.FormUsed as used:
            return page(_ours(opened, form, _used_words(used), "title"), 409)
    if wrong:
        return page(_ours(opened, form, *wrong, tap=tap), 400)
    return onward("/ideas/ours")


def _used_words(used: ideas.FormUsed) -> str:
    """What to say of a form that lay open twice; the page it stands on has a form of its own again."""
    if used.title:
        return f"Meanwhile “{used.title}” was added from another copy of this form. What you typed is still here: add it, and you have both."
    return "This was added once, and put away since. It is still here: add it, and it is back."


def _form(sent: Mapping[str, str]) -> models.IdeaForm:
    chosen: dict[str, Any] = {name: sent[name] for name in CHOICES if name in sent}
    typed = {name: " ".join(sent.get(name, "").split()) for name in ("title", "text")}
    return models.IdeaForm(**typed, **chosen, children="children" in sent, apart="apart" in sent)


def _slip(form: models.IdeaForm) -> tuple[str, str] | None:
    """What is not as it should be, and at which field."""
    if not 0 < len(form.title) <= LONGEST_TITLE:
        return NO_TITLE, "title"
    if not 0 < len(form.text) <= LONGEST_TEXT:
        return NO_TEXT, "text"
    wrong = next((name for name, (_, some) in CHOICES.items() if getattr(form, name) not in some), None)
    return (NO_CHOICE, wrong) if wrong else None


def _key(opened: Opened, tap: str) -> str:
    """The mark of the press as the page gave it, so that the same press sent twice adds one; a new one for any other."""
    return tap if TAP.fullmatch(tap) else ideas.new_tap(opened)


def _added(form: models.IdeaForm, key: str) -> IdeaAdded:
    distance = Distance.APART_TOO if form.apart else Distance.ONE_PLACE
    parts = form.title, form.text, int(form.minutes), form.cost, form.energy, form.place, (form.mood,)
    return IdeaAdded(key, *parts, (), form.children, distance.value)


async def put_away(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    idea = ideas.one(keeper, opened, request.path_params["id"])
    key = ideas.own_key(opened, idea) if idea else None
    if key is not None:
        await ideas.put_away(keeper, opened, key)
    return onward("/ideas/ours")


DOORS = (
    Door("/ideas/likes", ("GET",), Who.TWO, likes),
    Door("/ideas/likes", ("POST",), Who.TWO, say_likes),
    Door("/ideas/ours", ("GET",), Who.TWO, ours),
    Door("/ideas/ours", ("POST",), Who.TWO, add),
    Door("/ideas/{id}", ("GET",), Who.TWO, one_idea),
    Door("/ideas/{id}", ("POST",), Who.TWO, say_of),
    Door("/ideas/{id}/put-away", ("POST",), Who.TWO, put_away),
)
