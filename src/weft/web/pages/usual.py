"""What is usual with somebody: quiet hours, work, the children's bedtime, days away. Nobody else sees any of it."""

import re
from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from weft.core.freetime import halves
from weft.core.freetime.entries import NotThen, UsualSaid
from weft.core.freetime.told import EVERY_DAY
from weft.keeper import freetime
from weft.keeper.opened import Opened
from weft.web import models
from weft.web.answers import marked, onward, page
from weft.web.door import Door, Who, home
from weft.web.forms import words
from weft.web.pages.rooms import private
from weft.web.pages.zone import zone_words

MOST_AWAY = 400
"""Days away on end."""
NO_CLOCK = "Write a time like 22:30. Each stretch needs two of them: from when, and until when."
NO_DAYS = "Tick the days of the week it is on."
NO_DATES = "Days away need a first day and a last, such as 2026-07-04 and 2026-07-11, and the last can’t come before the first."
CLOCK = re.compile("([0-9]{1,2}):([0-9]{1,2})")
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEKLY = (
    (
        "quiet",
        "quiet",
        "Quiet hours",
        "Sleep, or time that is nobody’s. Whoever works at night may set them by day.",
    ),
    ("work", "work", "Work, or what else is fixed", "It may run past midnight."),
    ("more", "work", "More of that", ""),
    ("children", "children", "The children’s bedtime", "Every evening."),
)
"""Name in the form, what it is in the log, and its words."""


class Mistyped(Exception):
    """What was typed cannot be read: the words for it, and the field."""

    def __init__(self, words: str, field: str) -> None:
        super().__init__(words)
        self.words, self.field = words, field


async def usual(request: Request, opened: Opened) -> Response:
    said = freetime.own(opened).usual
    typed = _typed(said)
    return marked(request, replace(_usual(opened, typed), kept="kept" in request.query_params))


def _typed(said: UsualSaid) -> dict[str, str]:
    """What is usual, as the form has it."""
    typed, spare = dict[str, str](), ["work", "more"]
    for one in said.not_then:
        name = spare.pop(0) if one.what == "work" and spare else one.what
        typed |= {f"{name}-from": clock_words(one.begins), f"{name}-till": clock_words(one.till)}
        typed |= {f"{name}-{day}": "yes" for day in one.days}
    for at, text in enumerate(said.away):
        first, _, last = text.partition(" ")
        typed |= {f"away-{at}-first": first, f"away-{at}-last": last}
    return typed


def clock_words(half: int) -> str:
    """A half hour of the day as a clock says it."""
    return f"{half // 2 % 24:02}:{half % 2 * 30:02}"


def _usual(
    opened: Opened, typed: dict[str, str], wrong: str | None = None, field: str | None = None
) -> models.UsualPage:
    weekly = tuple(
        models.WeeklyForm(
            name,
            label,
            about,
            _days(name, typed) if what == "work" else (),
            typed.get(f"{name}-from", "")[:8],
            typed.get(f"{name}-till", "")[:8],
        )
        for name, what, label, about in WEEKLY
    )
    away = tuple(
        models.AwayForm(
            f"away-{at}", typed.get(f"away-{at}-first", "")[:16], typed.get(f"away-{at}-last", "")[:16]
        )
        for at in range(2)
    )
    return models.UsualPage(
        private(opened),
        zone_words(opened),
        weekly,
        away,
        say=wrong,
        field=field,
    )


def _days(name: str, typed: dict[str, str]) -> tuple[models.Choice, ...]:
    return tuple(
        models.Choice(f"{name}-{at}", label, "", f"{name}-{at}" in typed) for at, label in enumerate(WEEKDAYS)
    )


async def do_usual(request: Request, opened: Opened) -> Response:
    sent = await words(request)
    try:
        said = _said(sent)
    except Mistyped as wrong:
        return page(_usual(opened, sent, wrong.words, wrong.field), 400)
    await freetime.say_usual(home(request), opened, said)
    return onward("/time/usual?kept")


def _said(sent: dict[str, str]) -> UsualSaid:
    """What was typed. Raises Mistyped."""
    return UsualSaid(tuple(_weekly(sent)), tuple(_away(sent)))


def _weekly(sent: dict[str, str]) -> Iterable[NotThen]:
    for name, what, _, _ in WEEKLY:
        begins, till = (sent.get(f"{name}-{end}", "").strip() for end in ("from", "till"))
        if not begins and not till:
            continue
        days = "".join(day for day in EVERY_DAY if f"{name}-{day}" in sent) if what == "work" else EVERY_DAY
        if not days:
            raise Mistyped(NO_DAYS, f"{name}-from")
        yield NotThen(what, days, _half(begins, name, up=False), _half(till, name, up=True))


def _half(text: str, name: str, *, up: bool) -> int:
    """The half hour of the day a clock says; one that lies inside of one counts as busy. Raises Mistyped."""
    found = CLOCK.fullmatch(text)
    if not (found and int(found[1]) < 24 and int(found[2]) < 60):
        raise Mistyped(NO_CLOCK, f"{name}-till" if up else f"{name}-from")
    minutes = int(found[1]) * 60 + int(found[2])
    return (-(-minutes // 30) if up else minutes // 30) % halves.A_DAY


def _away(sent: dict[str, str]) -> Iterable[str]:
    for at in range(2):
        first, last = (sent.get(f"away-{at}-{end}", "").strip() for end in ("first", "last"))
        if not first and not last:
            continue
        try:
            one, other = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError:
            raise Mistyped(NO_DATES, f"away-{at}-first") from None
        if not one <= other or (other - one).days > MOST_AWAY or not 2000 < one.year < 2200:
            raise Mistyped(NO_DATES, f"away-{at}-first")
        yield f"{one.isoformat()} {other.isoformat()}"


DOORS = (
    Door("/time/usual", ("GET",), Who.TWO, usual),
    Door("/time/usual", ("POST",), Who.TWO, do_usual),
)
