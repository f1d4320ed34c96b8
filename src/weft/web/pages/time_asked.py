"""A free time named in an address, on its way from the crossing by an idea to a plan. It says when, and nothing of anyone."""

from collections.abc import Mapping

from starlette.requests import Request

from weft.core.moments.fields import Wrong
from weft.core.plans import fields, hours
from weft.core.tapestry.drawdown import said_day

Asked = dict[str, str]
"""``day`` and ``from`` as they would be typed, ``minutes`` to begin with, and ``free``: for how long both are, if longer."""

NAMES = ("day", "from", "minutes", "free")
TIME = "time"
"""All of them in one field with spaces between, as a form sends the time somebody chose among several."""
MOST_LETTERS = 16
MOST_MINUTES = 60 * hours.DAY


def time_asked(request: Request) -> Asked:
    """What an address names of it; anything too long to be that is left aside."""
    asked: Mapping[str, str] = request.query_params
    if TIME in asked:
        asked = dict(zip(NAMES, asked[TIME].split(" "), strict=False))
    return {name: asked[name] for name in NAMES if 0 < len(asked.get(name, "")) <= MOST_LETTERS}


def in_one_field(asked: Mapping[str, str | int]) -> str:
    """A free time as one field of a form holds it."""
    return " ".join(str(asked[name]) for name in NAMES if name in asked)


def when_words(asked: Asked) -> str:
    """The day and hour it names, in words; nothing where it names none."""
    try:
        begins = fields.begins(asked.get("day", ""), asked.get("from", ""))
    except Wrong:
        return ""
    return f"{said_day(begins.date())}, {begins:%H:%M}"


def minutes_of(asked: Asked, name: str) -> int:
    """A length it names; 0 for one that is none, or longer than any horizon."""
    word = asked.get(name, "")
    found = int(word) if word.isascii() and word.isdigit() else 0
    return found if found <= MOST_MINUTES else 0
