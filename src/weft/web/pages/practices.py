"""The seven practices, one of them, and an exercise before it begins."""

from enum import StrEnum
from itertools import islice
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from weft.core.exercise.script import GRADE_WORD, Exercise, Form
from weft.core.practice import ABOUT, Practice
from weft.core.sitting.ends import has_an_hour
from weft.core.tapestry.dye import Dye
from weft.core.tapestry.svg import ribbon, swatch
from weft.keeper.boards import Board, boards
from weft.keeper.home import Home
from weft.keeper.ladder import closed
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import marked, say
from weft.web.door import Door, Who, home
from weft.web.pages.hours import OPENS_IN_DAYS, hour_words, opening, when_it_opens
from weft.web.pages.rooms import people, shared
from weft.web.pages.today import band

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
    keeper, one, (left, right) = home(request), Practice(key), dyes(opened)
    about = ABOUT[one]
    chosen = _chosen(request)
    closed_now = await closed(keeper, opened)
    fitting = [each for each in keeper.library.by_practice[one] if _fits(each, chosen)]
    model = models.PracticePage(
        room=shared(opened, "practices"),
        key=key,
        name=about.name,
        purpose=about.purpose,
        weave=f"{about.weave[0].upper()}{about.weave[1:]}, {about.weft}.",
        ribbon=ribbon(one, left, right, 340, 24, "r"),
        shelves=tuple(
            _shelf(length, fitting, closed_now) for length in Length if _of_length(fitting, length)
        ),
        evidence=keeper.library.say("evidence", key),
        narrow=tuple(_narrowing(key, name, chosen) for name in NARROW),
        lived=_lived(opened, one),
        ideas="/ideas" if one is Practice.TIME else None,
    )
    return marked(request, model)


class Length(StrEnum):
    """About how long an exercise takes, as one plans an evening."""

    SHORT = "short"
    MIDDLE = "middle"
    LONG = "long"


UP_TO = {Length.SHORT: 10, Length.MIDDLE: 30, Length.LONG: 1440}
"""Minutes, the last included."""
HEADINGS = {
    Length.SHORT: "A few minutes",
    Length.MIDDLE: "About twenty minutes",
    Length.LONG: "An evening, or most of one",
}
Choice = dict[str, str]

NARROW: dict[str, tuple[str, dict[str, str]]] = {
    "form": ("How", {form.value: FORMS[form][0] for form in Form}),
    "length": ("How long", {"short": "A few minutes", "middle": "About twenty", "long": "An evening"}),
    "depth": ("How deep", {"light": "Light", "middle": "A little way in", "deep": "Deep"}),
}
"""By name in the address: what is asked, and the answers."""
MOST_LIVED = 4
"""Threads of what the two did last."""


def _chosen(request: Request) -> Choice:
    """What somebody narrowed the list to; anything we do not know is left aside."""
    asked = request.query_params
    return {name: asked[name] for name, (_, answers) in NARROW.items() if asked.get(name) in answers}


def _length(one: Exercise) -> Length:
    return next(length for length in Length if one.minutes <= UP_TO[length])


def _fits(one: Exercise, chosen: Choice) -> bool:
    depth = ("light", "middle", "deep")[(one.depth - 1) // 2]
    return (
        ("form" not in chosen or Form(chosen["form"]) in one.forms)
        and chosen.get("length", _length(one)) == _length(one)
        and chosen.get("depth", depth) == depth
    )


def _of_length(some: list[Exercise], length: Length) -> list[Exercise]:
    return [one for one in some if _length(one) is length]


def _shelf(length: Length, some: list[Exercise], closed_now: frozenset[str]) -> models.Shelf:
    return models.Shelf(
        HEADINGS[length], tuple(_line(one, one.id in closed_now) for one in _of_length(some, length))
    )


def _narrowing(key: str, name: str, chosen: Choice) -> tuple[str, tuple[models.Narrowing, ...]]:
    asked, answers = NARROW[name]
    others = {other: answer for other, answer in chosen.items() if other != name}

    def link(label: str, answer: str | None) -> models.Narrowing:
        query = urlencode(others | ({name: answer} if answer else {}))
        return models.Narrowing(
            label, f"/practices/{key}{'?' if query else ''}{query}", chosen.get(name) == answer
        )

    return asked, (link("Any", None), *(link(label, answer) for answer, label in answers.items()))


def _lived(opened: Opened, one: Practice) -> tuple[models.Said, ...]:
    """What the two did last in this practice: threads to their bands in the cloth."""
    woven = opened.log.life.woven
    newest = (woven[key] for key in reversed(woven))
    some = islice((each for each in newest if each.what.practice == one), MOST_LIVED)
    return tuple(
        models.Said(
            each.what.title,
            "",
            day_words(each.at.astimezone().date()),
            each.what.first.value if each.what.first else "both",
            band(each.what.sitting),
        )
        for each in some
    )


def _line(one: Exercise, closed: bool) -> models.ExerciseLine:
    forms = tuple(FORMS[form][0].lower() for form in Form if form in one.forms)
    return models.ExerciseLine(
        one.id, one.title, one.minutes, forms, DEPTHS[one.depth - 1], GRADE_WORD[one.evidence], closed
    )


async def exercise(request: Request, opened: Opened) -> Response:
    keeper = home(request)
    one = keeper.library.exercises.get(request.path_params["id"])
    if one is None:
        return say(
            shared(opened), "There is no such exercise", NOT_THERE, ("The seven", "/practices"), status=404
        )
    if one.id in await closed(keeper, opened):
        text = "It opens in its own time, some days after the one before it was good for both of you."
        return say(shared(opened), one.title, text, ("Back", f"/practices/{one.practice}"))
    left, right = dyes(opened)
    about = ABOUT[one.practice]
    caption = f"{about.weave[0].upper()}{about.weave[1:]} in {about.weft}. About {one.minutes} minutes."
    lying = next((board for board in await boards(keeper, opened) if board.exercise == one.id), None)
    model = models.ExercisePage(
        room=shared(opened),
        id=one.id,
        title=one.title,
        caption=caption,
        ribbon=ribbon(one.practice, left, right, 91, 12, "r"),
        what=one.what,
        why=one.why,
        evidence=f"Evidence: {GRADE_WORD[one.evidence]}. {one.evidence_note}",
        not_when=one.not_when,
        forms=_forms(opened, one),
        consent=_consent(opened, lying) if lying else None,
        alone=opened.couple is None,
        ribbon_wide=ribbon(one.practice, left, right, 340, 12, "rw"),
        hours=_hours(keeper, opened, one),
    )
    return marked(request, model)


def _forms(opened: Opened, one: Exercise) -> tuple[models.FormChoice, ...]:
    allowed = [form for form in Form if form in one.forms and (opened.couple or form is Form.SOLO)]
    return tuple(models.FormChoice(form.value, *FORMS[form]) for form in allowed)


def _hours(keeper: Home, opened: Opened, one: Exercise) -> tuple[models.HourChoice, ...]:
    if opened.couple is None or not has_an_hour(one, Form.OWN_PACE):
        return ()
    now = keeper.clock()
    return tuple(models.HourChoice(days, hour_words(opening(now, days))) for days in OPENS_IN_DAYS)


def _consent(opened: Opened, lying: Board) -> models.Consent:
    href = f"/sittings/{lying.id}" if lying.begun else None
    return models.Consent(
        opened.side in lying.yes,
        opened.side.other in lying.yes,
        lying.form,
        lying.id,
        href,
        when_it_opens(lying),
    )


DOORS = (
    Door("/practices", ("GET",), Who.SIGNED_IN, practices),
    Door("/practices/{key}", ("GET",), Who.SIGNED_IN, practice),
    Door("/exercises/{id}", ("GET",), Who.SIGNED_IN, exercise),
)
