"""When somebody may be knocked for."""

from msgspec import Struct

from weft.web.models.affection import Choice
from weft.web.models.room import Room


class RhythmForm(Struct, frozen=True):
    """What was chosen or typed: ``knock`` is one of no, here, kept; hours are as a time field has them, or empty."""

    knock: str = "no"
    at: str = ""
    quiet_from: str = ""
    quiet_until: str = ""


class RhythmPage(Struct, frozen=True):
    """`/yours/rhythm`: quiet hours, and whether a knock may come; only the viewer sees it.

    ``card`` is what a browser takes knocks from; empty on a server that sends nothing out.
    """

    room: Room
    form: RhythmForm
    knocks: tuple[Choice, ...]
    zones: tuple[Choice, ...]
    zone_unset: bool
    card: str
    text: str
    lost: bool = False
    stuck: bool = False
    kept: bool = False
    say: str | None = None
    field: str | None = None
