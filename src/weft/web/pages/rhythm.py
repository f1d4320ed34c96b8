"""Rhythm: a person's quiet hours, and whether a knock may come. Nobody else sees this page or that it was opened."""

import re

from starlette.requests import Request
from starlette.responses import Response

from weft.core.rhythm import DAY_MINUTES, Quiet, Rhythm
from weft.keeper import rhythm
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import private

TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
USUAL_AT = "19:00"
"""What stands in the field before anybody chose an hour."""

NOT_A_TIME = "Please write a time of day, such as 19:30."
HALF_QUIET = "Quiet hours need both, a from and an until. Leave both empty for none."
NO_QUIET = "From and until are the same. Leave both empty if you want no quiet hours."
IN_QUIET = "That hour lies within your quiet hours, so no knock would ever come. Move one of the two."
ASK_FIRST = (
    "This browser has to agree first, and only its scripts can ask it. Switch them on for this page, "
    "or use another browser. Your quiet hours can be kept without."
)
NOT_AGREED = "What this browser sent is nothing we can knock at. Please try again, or in another browser."


class Slip(Exception):
    """Something on the form isn't as it should be: what to say, and at which field."""

    def __init__(self, say: str, field: str) -> None:
        super().__init__(say)
        self.say, self.field = say, field


async def show(request: Request, opened: Opened) -> Response:
    found = await rhythm.chosen(home(request), opened)
    quiet = found.rhythm.quiet
    form = models.RhythmForm(
        "no" if found.rhythm.hour is None else "kept",
        USUAL_AT if found.rhythm.hour is None else _clock(found.rhythm.hour),
        _clock(quiet.since) if quiet else "",
        _clock(quiet.until) if quiet else "",
    )
    return await _page(request, opened, form, kept="kept" in request.query_params)


async def choose(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    form = models.RhythmForm(
        *(sent.get(name, "").strip() for name in ("knock", "at", "quiet-from", "quiet-until"))
    )
    try:
        wished = _read(form)
        agreed = _agreed(sent) if form.knock == "here" else None
        await rhythm.choose(home(request), opened, wished, sent.get("zone", ""), agreed)
    except Slip as slip:
        return await _page(request, opened, form, slip)
    except rhythm.NoBrowser:
        return await _page(request, opened, form, Slip(ASK_FIRST, "knock"))
    except rhythm.NotAgreed:
        return await _page(request, opened, form, Slip(NOT_AGREED, "knock"))
    return onward("/yours/rhythm?kept")


def _read(form: models.RhythmForm) -> Rhythm:
    """Raises Slip."""
    quiet = None
    if form.quiet_from or form.quiet_until:
        if not (form.quiet_from and form.quiet_until):
            raise Slip(HALF_QUIET, "quiet-until" if form.quiet_from else "quiet-from")
        quiet = Quiet(_minute(form.quiet_from, "quiet-from"), _minute(form.quiet_until, "quiet-until"))
        if quiet.since == quiet.until:
            raise Slip(NO_QUIET, "quiet-until")
    wished = Rhythm(_minute(form.at, "at") if form.knock in ("here", "kept") else None, quiet)
    if not wished.agrees:
        raise Slip(IN_QUIET, "at")
    return wished


def _agreed(sent: dict[str, str]) -> rhythm.Agreed:
    """The browser that agreed to be knocked at. Raises NoBrowser where none was asked."""
    agreed = rhythm.Agreed(*(sent.get(name, "") for name in ("endpoint", "point", "secret")))
    if not agreed.endpoint:
        raise rhythm.NoBrowser
    return agreed


def _minute(text: str, field: str) -> int:
    found = TIME.fullmatch(text)
    if not found:
        raise Slip(NOT_A_TIME, field)
    return int(found[1]) * 60 + int(found[2])


def _clock(minute: int) -> str:
    minute %= DAY_MINUTES
    return f"{minute // 60:02}:{minute % 60:02}"


async def _page(
    request: Request, opened: Opened, form: models.RhythmForm, slip: Slip | None = None, kept: bool = False
) -> Response:
    keeper = home(request)
    found = await rhythm.chosen(keeper, opened)
    has_one = found.rhythm.hour is not None
    knocks = [models.Choice("no", "Not at all"), models.Choice("here", "Once a day, in this browser")]
    if has_one:
        knocks.append(models.Choice("kept", "Once a day, in the browser you chose"))
    zones = sorted({found.zone, rhythm.UTC_NAME})
    model = models.RhythmPage(
        private(opened, "yours"),
        form,
        tuple(knocks),
        tuple(models.Choice(one, one.replace("_", " "), "", one == found.zone) for one in zones),
        found.zone == rhythm.UTC_NAME and not has_one,
        rhythm.card(keeper) if keeper.courier else "",
        rhythm.TEXT,
        found.lost,
        found.stuck,
        kept,
        slip.say if slip else None,
        slip.field if slip else None,
    )
    return page(model, 400 if slip else 200)


DOORS = (
    Door("/yours/rhythm", ("GET",), Who.SIGNED_IN, show),
    Door("/yours/rhythm", ("POST",), Who.SIGNED_IN, choose),
)
