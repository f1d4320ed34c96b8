"""Knock: a person's quiet hours, and whether a knock may come. Nobody else sees this page or that it was opened."""

import re

from starlette.requests import Request
from starlette.responses import Response

from weft.core.knock import DAY_MINUTES, Knock, Quiet
from weft.keeper import knocks, zone
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import private
from weft.web.pages.zone import zone_words

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
NOT_AGREED = (
    "What this browser sent isn’t something Weft can knock at. Please try again, or in another browser."
)


class Slip(Exception):
    """Something on the form isn't as it should be: what to say, and at which field."""

    def __init__(self, say: str, field: str) -> None:
        super().__init__(say)
        self.say, self.field = say, field


async def show(request: Request, opened: Opened) -> Response:
    found = await knocks.chosen(home(request), opened)
    quiet = found.knock.quiet
    form = models.KnockForm(
        "no" if found.knock.hour is None else "kept",
        USUAL_AT if found.knock.hour is None else _clock(found.knock.hour),
        _clock(quiet.since) if quiet else "",
        _clock(quiet.until) if quiet else "",
    )
    return await _page(request, opened, form, kept="kept" in request.query_params)


async def choose(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    form = models.KnockForm(
        *(sent.get(name, "").strip() for name in ("knock", "at", "quiet-from", "quiet-until"))
    )
    try:
        wished = _read(form)
        agreed = _agreed(sent) if form.knock == "here" else None
        await knocks.choose(home(request), opened, wished, zone.name_of(opened), agreed)
    except Slip as slip:
        return await _page(request, opened, form, slip)
    except knocks.NoBrowser:
        return await _page(request, opened, form, Slip(ASK_FIRST, "knock"))
    except knocks.NotAgreed:
        return await _page(request, opened, form, Slip(NOT_AGREED, "knock"))
    return onward("/yours/knock?kept")


def _read(form: models.KnockForm) -> Knock:
    """Raises Slip."""
    quiet = None
    if form.quiet_from or form.quiet_until:
        if not (form.quiet_from and form.quiet_until):
            raise Slip(HALF_QUIET, "quiet-until" if form.quiet_from else "quiet-from")
        quiet = Quiet(_minute(form.quiet_from, "quiet-from"), _minute(form.quiet_until, "quiet-until"))
        if quiet.since == quiet.until:
            raise Slip(NO_QUIET, "quiet-until")
    wished = Knock(_minute(form.at, "at") if form.knock in ("here", "kept") else None, quiet)
    if not wished.agrees:
        raise Slip(IN_QUIET, "at")
    return wished


def _agreed(sent: dict[str, str]) -> knocks.Agreed:
    """The browser that agreed to be knocked at. Raises NoBrowser where none was asked."""
    agreed = knocks.Agreed(*(sent.get(name, "") for name in ("endpoint", "point", "secret")))
    if not agreed.endpoint:
        raise knocks.NoBrowser
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
    request: Request, opened: Opened, form: models.KnockForm, slip: Slip | None = None, kept: bool = False
) -> Response:
    keeper = home(request)
    found = await knocks.chosen(keeper, opened)
    has_one = found.knock.hour is not None
    ways = [models.Choice("no", "Not at all"), models.Choice("here", "Once a day, in this browser")]
    if has_one:
        ways.append(models.Choice("kept", "Once a day, in the browser you chose"))
    model = models.KnockPage(
        private(opened, "yours"),
        form,
        tuple(ways),
        zone_words(opened),
        knocks.card(keeper) if keeper.courier else "",
        knocks.TEXT,
        found.lost,
        found.stuck,
        kept,
        slip.say if slip else None,
        slip.field if slip else None,
    )
    return page(model, 400 if slip else 200)


DOORS = (
    Door("/yours/knock", ("GET",), Who.SIGNED_IN, show),
    Door("/yours/knock", ("POST",), Who.SIGNED_IN, choose),
)
