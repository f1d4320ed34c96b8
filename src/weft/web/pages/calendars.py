"""One's own calendars: connecting one, and letting it go. Nobody else learns whether there is any."""

from contextlib import suppress
from urllib.parse import urlsplit

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from weft.core.freetime.entries import Calendar
from weft.keeper import calendar_chores, calendars, plans_out
from weft.keeper.calendar_chores import Stage, Typed
from weft.keeper.calendars import MOST_CALLED, MOST_CONNECTED, MOST_NAME, CalendarTrouble, Trouble, address_of
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import marked, onward, page
from weft.web.door import Door, Who, home, settings
from weft.web.forms import words
from weft.web.pages.rooms import private

TROUBLES = {
    Trouble.ADDRESS: "That address can’t be read. It begins with https:// and is copied whole from the calendar’s own settings.",
    Trouble.NAMED: "There is a name or a password inside that address. Put those into the fields below, and take them out of the address.",
    Trouble.UNKNOWN: "No server goes by that name. Perhaps a letter is missing.",
    Trouble.PRIVATE: "That address leads into a private network. Weft goes into one only where the host of this server has said it may.",
    Trouble.SILENT: "Nobody answers there just now. Try again later, or look at the address once more.",
    Trouble.CERTIFICATE: "The server there can’t show that it is the one it says, so nothing was sent to it.",
    Trouble.SLOW: "The answer took too long. Try again in a while.",
    Trouble.LARGE: "It holds more than Weft reads. Perhaps the calendar’s settings offer one with fewer years.",
    Trouble.AROUND: "It sends us on to another server. Copy the address of that one here instead.",
    Trouble.GARBLED: "What came back isn’t an answer Weft understands. Look at the address once more.",
    Trouble.KIND: "What lies there isn’t a calendar; it may be a page for people to read. Copy the address that ends in .ics, or choose an account.",
    Trouble.DAMAGED: "There is a calendar, and something in it can’t be read, so none of it was taken. Its own program may be able to mend it.",
    Trouble.OFTEN: "Something in it repeats every hour or more often, which Weft doesn’t work out.",
    Trouble.EMPTY: "What came back is empty.",
    Trouble.PASSWORD: "The server wants another name or password. Type the password once more.",
    Trouble.MISSING: "There is nothing at that address. It may have changed.",
    Trouble.NO_CALENDARS: "The server answers, and no calendar lies there for that name.",
    Trouble.NOT_WRITTEN: "The server let nothing be written there. Perhaps that calendar is only for reading.",
    Trouble.MANY: f"There are {MOST_CONNECTED} calendars already. Let one go first.",
}
FIELDS = {Trouble.PASSWORD: "password", Trouble.NO_CALENDARS: "name"}
"""Where the trouble most likely is; else in the address."""


async def everything(request: Request, opened: Opened) -> Response:
    return marked(request, _page(request, opened))


def _page(
    request: Request,
    opened: Opened,
    form: models.CalendarForm | None = None,
    wrong: str | None = None,
    field: str | None = None,
) -> models.CalendarsPage:
    known, typed = calendars.read_so_far(home(request), opened), calendar_chores.typed(opened)
    troubles = dict(known.troubles) if known else {}
    connected = calendars.connected(opened)
    lines = tuple(
        models.CalendarLine(
            one.key,
            one.called,
            urlsplit(address_of(one.url)).hostname or "",
            TROUBLES[troubles[one.key]] if one.key in troubles else "",
        )
        for one in connected
    )
    trying = typed is not None and typed.stage is Stage.TRIED and not wrong
    if wrong is None and typed and typed.why:
        wrong, field = TROUBLES[typed.why], FIELDS.get(typed.why, "url")
    return models.CalendarsPage(
        replace(private(opened), live=trying),
        lines,
        form or _typed(typed),
        len(connected) < MOST_CONNECTED,
        typed.calendar.called if typed and trying else "",
        typed.calendar.called if typed and typed.stage is Stage.CONNECTED and not wrong else "",
        calendar_chores.keeps_password(opened),
        wrong,
        field,
    )


def _typed(typed: Typed | None) -> models.CalendarForm:
    """What was typed and could not be connected stands in the form again; its password is not sent back."""
    if typed is None or typed.stage is not Stage.REFUSED:
        return models.CalendarForm()
    one = typed.calendar
    return models.CalendarForm(one.kind, one.url, one.name, one.called)


async def do(request: Request, opened: Opened) -> Response:
    """Begin to connect a calendar, or let one go."""
    sent = await words(request)
    if sent.get("act") == "let-go":
        if sent.get("calendar", "") == (one.key if (one := plans_out.chosen(opened)) else None):
            with suppress(CalendarTrouble):
                await plans_out.stop(home(request), opened, settings(request).private_hosts)
        await calendars.remove(home(request), opened, sent.get("calendar", "")[:64])
        typed = calendar_chores.typed(opened)
        if typed and typed.stage is Stage.CONNECTED:
            calendar_chores.forget_typed(opened)
        return onward("/time/calendars")
    if sent.get("act") == "clear":
        calendar_chores.forget_typed(opened)
        return onward("/time/calendars")
    form = models.CalendarForm(
        "account" if sent.get("kind") == "account" else "file",
        sent.get("url", "").strip()[:2000],
        sent.get("name", "").strip()[:MOST_NAME],
        " ".join(sent.get("called", "").split())[:MOST_CALLED],
    )
    one = Calendar(
        "", form.kind, form.url, form.called or "My calendar", form.name, sent.get("password", "")[:MOST_NAME]
    )
    try:
        calendar_chores.connect(home(request), opened, one, settings(request).private_hosts)
    except CalendarTrouble as trouble:
        return page(_page(request, opened, form, TROUBLES[trouble.why], FIELDS.get(trouble.why, "url")), 400)
    return onward("/time/calendars")


DOORS = (
    Door("/time/calendars", ("GET",), Who.TWO, everything),
    Door("/time/calendars", ("POST",), Who.TWO, do),
)
