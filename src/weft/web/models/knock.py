"""When somebody may be knocked for."""

from msgspec import Struct

from weft.web.models.affection import Choice
from weft.web.models.room import Room


class KnockForm(Struct, frozen=True):
    """What was chosen or typed: ``knock`` is one of no, here, kept; hours are as a time field has them, or empty."""

    knock: str = "no"
    at: str = ""
    quiet_from: str = ""
    quiet_until: str = ""


class KnockPage(Struct, frozen=True):
    """`/yours/knock`: quiet hours, and whether a knock may come; only the viewer sees it.

    ``zone`` is where the clock is by which it comes, in words. ``card`` is what a browser takes knocks from; empty on a server that sends nothing out.
    """

    room: Room
    form: KnockForm
    knocks: tuple[Choice, ...]
    zone: str
    card: str
    text: str
    lost: bool = False
    stuck: bool = False
    kept: bool = False
    say: str | None = None
    field: str | None = None
