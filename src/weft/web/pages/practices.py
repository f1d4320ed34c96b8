"""The seven practices, one of them, and an exercise before it begins."""

from starlette.requests import Request
from starlette.responses import Response

from weft.core.exercise.script import GRADE_WORD, Exercise, Form
from weft.core.practice import ABOUT, Practice
from weft.core.tapestry.dye import Dye
from weft.core.tapestry.svg import ribbon, swatch
from weft.keeper.opened import Opened
from weft.keeper.sittings import Board, boards
from weft.web import models
from weft.web.answers import marked, say
from weft.web.door import Door, Who, home
from weft.web.pages.rooms import people, shared

DEPTHS = ("light", "light", "in the middle", "in the middle", "deep", "deep")
FORMS = {
    Form.TOGETHER: ("In one room", "Both phones, side by side or face down."),
    Form.APART: ("Apart, at the same time", "On a call of your own; the phones keep the turns."),
    Form.OWN_PACE: ("Each in your own time", "In writing, over hours or days."),
    Form.SOLO: ("On your own", "Nobody else is told."),
}
NOT_THERE = "The address has a slip in it, or whoever runs this server has taken it away."


def dyes(opened: Opened) -> tuple[Dye, Dye | None]:
    left, right = people(opened)
    return left.dye if left else Dye.MADDER, right.dye if right else None


async def practices(request: Request, opened: Opened) -> Response:
    left, right = dyes(opened)
    lines = tuple(
        models.PracticeLine(
            one.value, ABOUT[one].name, ABOUT[one].line, swatch(one, left, right, 96, 80, f"p{n}")
        )
        for n, one in enumerate(Practice)
    )
    return marked(request, models.PracticesPage(shared(opened, "practices"), lines))


async def practice(request: Request, opened: Opened) -> Response:
    key = request.path_params["key"]
    if key not in set(Practice):
        return say(
            shared(opened), "There is no such practice", NOT_THERE, ("The seven", "/practices"), status=404
        )
    one, (left, right) = Practice(key), dyes(opened)
    about = ABOUT[one]
    lines = tuple(_line(exercise) for exercise in home(request).library.by_practice[one])
    weave = f"{about.weave[0].upper()}{about.weave[1:]}, {about.weft}."
    model = models.PracticePage(
        shared(opened, "practices"),
        key,
        about.name,
        about.purpose,
        weave,
        ribbon(one, left, right, 340, 24, "r"),
        lines,
    )
    return marked(request, model)


def _line(one: Exercise) -> models.ExerciseLine:
    forms = tuple(FORMS[form][0].lower() for form in Form if form in one.forms)
    return models.ExerciseLine(one.id, one.title, one.minutes, forms, DEPTHS[one.depth - 1])


async def exercise(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    one = keeper.library.exercises.get(request.path_params["id"])
    if one is None:
        return say(
            shared(opened), "There is no such exercise", NOT_THERE, ("The seven", "/practices"), status=404
        )
    left, right = dyes(opened)
    about = ABOUT[one.practice]
    caption = f"{about.weave[0].upper()}{about.weave[1:]} in {about.weft}. About {one.minutes} minutes."
    lying = next((board for board in await boards(keeper, opened) if board.exercise == one.id), None)
    model = models.ExercisePage(
        shared(opened),
        one.id,
        one.title,
        caption,
        ribbon(one.practice, left, right, 91, 12, "r"),
        one.what,
        one.why,
        f"Evidence: {GRADE_WORD[one.evidence]}. {one.evidence_note}",
        one.not_when,
        _forms(opened, one),
        _consent(opened, lying) if lying else None,
        opened.couple is None,
        ribbon_wide=ribbon(one.practice, left, right, 340, 12, "rw"),
    )
    return marked(request, model)


def _forms(opened: Opened, one: Exercise) -> tuple[models.FormChoice, ...]:
    allowed = [form for form in Form if form in one.forms and (opened.couple or form is Form.SOLO)]
    return tuple(models.FormChoice(form.value, *FORMS[form]) for form in allowed)


def _consent(opened: Opened, lying: Board) -> models.Consent:
    href = f"/sittings/{lying.id}" if lying.begun else None
    return models.Consent(
        opened.side in lying.yes, opened.side.other in lying.yes, lying.form, lying.id, href
    )


DOORS = (
    Door("/practices", ("GET",), Who.SIGNED_IN, practices),
    Door("/practices/{key}", ("GET",), Who.SIGNED_IN, practice),
    Door("/exercises/{id}", ("GET",), Who.SIGNED_IN, exercise),
)
