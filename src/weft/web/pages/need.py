"""What one needs right now: one tap on Today, and what the other sees of it there."""

from starlette.requests import Request
from starlette.responses import Response

from weft.core.affection.need import Need
from weft.keeper import affection
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import onward
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.affection import line
from weft.web.pages.rooms import partner_name

MOST_COME = 2
"""Gestures on Today."""


def needs_now(keeper: Home, opened: Opened) -> tuple[Need | None, Need | None]:
    """What the viewer and the other need at this instant; None and None for one alone."""
    if opened.couple is None:
        return None, None
    now, log = keeper.clock(), opened.couple.log
    return keeper.needs.of(log, opened.side, now), keeper.needs.of(log, opened.side.other, now)


def needs_today(keeper: Home, opened: Opened) -> models.NeedsToday | None:
    """What stands on Today of it; nothing for one alone."""
    if opened.couple is None:
        return None
    mine, theirs = needs_now(keeper, opened)
    say, name = keeper.library.say, partner_name(opened)
    choices = tuple(models.NeedChoice(one.value, say("need", one), one is mine) for one in Need)
    shown = None
    if theirs:
        shown = models.NeedShown(say("need-theirs", theirs, name=name), say("need-how", theirs, name=name))
    gestures = affection.shared(opened).gestures
    come = tuple(line(opened, gestures[key]) for key in affection.on_today(keeper, opened)[:MOST_COME])
    return models.NeedsToday(choices, mine, shown, come)


async def say_it(request: Request, opened: Opened) -> Response:
    """Say one, or take it back. Nobody is told: the other sees it on the next look."""
    assert opened.couple is not None, "only two come through this door"
    keeper, sent = home(request), (await words(request)).get("need", "")
    if not sent or sent in set(Need):
        keeper.needs.say(opened.couple.log, opened.side, Need(sent) if sent else None, keeper.clock())
    return onward("/today#need")


DOORS = (Door("/need", ("POST",), Who.TWO, say_it),)
