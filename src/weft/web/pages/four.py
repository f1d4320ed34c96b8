"""Four questions of the host's, where the host has any: for one's own eyes, and leaving them out is a good answer."""

from starlette.requests import Request
from starlette.responses import Response

from weft.core.journey.four import Four
from weft.keeper import four
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import marked, onward, page, say
from weft.web.door import Door, Who, home, settings
from weft.web.forms import words
from weft.web.pages.rooms import private

NOT_ALL = "Answer each of the four, or leave them out: that is a good answer too."


async def ask(request: Request, opened: Opened) -> Response:
    key, asked = request.path_params["key"], settings(request).four
    at = four.when(home(request), opened, key)
    if asked is None or at is None:
        return _nothing_asked(opened)
    said = four.answered(opened, key, at)
    return marked(request, _page(opened, key, asked, dict(enumerate(said or ())), done=said is not None))


def _page(
    opened: Opened,
    key: str,
    asked: Four,
    chosen: dict[int, int],
    wrong: str | None = None,
    *,
    done: bool = False,
) -> models.FourPage:
    questions = tuple(
        models.FourQuestion(
            f"q{place}",
            one.text,
            tuple(
                models.Choice(str(number), text, "", chosen.get(place) == number)
                for number, text in enumerate(one.answers)
            ),
        )
        for place, one in enumerate(asked.questions)
    )
    return models.FourPage(private(opened), key, questions, asked.right, done, wrong)


async def answer(request: Request, opened: Opened) -> Response:
    key, asked, sent = request.path_params["key"], settings(request).four, await words(request)
    if asked is None or four.when(home(request), opened, key) is None:
        return _nothing_asked(opened)
    chosen = {
        place: int(sent[f"q{place}"])
        for place, one in enumerate(asked.questions)
        if sent.get(f"q{place}") in {str(number) for number in range(len(one.answers))}
    }
    out = sent.get("act") == "skip"
    if not out and len(chosen) < len(asked.questions):
        return page(_page(opened, key, asked, chosen, NOT_ALL), 400)
    await four.answer(
        home(request), opened, key, () if out else tuple(chosen[place] for place in sorted(chosen))
    )
    return onward(f"/season/{key}/four")


def _nothing_asked(opened: Opened) -> Response:
    text = "Nothing is asked here now. Where this server has such questions, they come once at a season’s beginning and once at its end."
    return say(private(opened), "Nothing is asked", text, ("Rhythm and seasons", "/season"), status=404)


DOORS = (
    Door("/season/{key}/four", ("GET",), Who.TWO, ask),
    Door("/season/{key}/four", ("POST",), Who.TWO, answer),
)
