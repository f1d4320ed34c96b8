"""Today: one suggestion, what lies open, a few kept words."""

from msgspec import Struct

from weft.web.models.affection import NeedsToday
from weft.web.models.plans import PlansToday
from weft.web.models.room import Link, Room, Said


class Suggestion(Struct, frozen=True):
    """The one thing suggested today, why, and what asking does."""

    exercise_id: str
    title: str
    reason: str
    swatch: str
    ask_label: str
    ask_note: str
    form: str = "together"


class Offer(Struct, frozen=True):
    """Something one of the two has asked for and the other has not answered."""

    board: str
    title: str
    from_me: bool
    form: str
    exercise_id: str


class Begun(Struct, frozen=True):
    """What was begun over days, or alone, and lies there; `side` is "left", "right" or "both", whose it is."""

    label: str
    href: str
    side: str


class JourneyToday(Struct, frozen=True):
    """What of rhythm, season and experiment is for today: what the other proposes, and what chance drew for the day."""

    rhythm: bool = False
    trial: bool = False
    drawn: str = ""


class TodayPage(Struct, frozen=True):
    """`/today`: one suggestion, what is open, a few kept words, the growing edge of the cloth."""

    room: Room
    when: str
    suggestion: Suggestion | None = None
    offers: tuple[Offer, ...] = ()
    running: tuple[Link, ...] = ()
    lines: tuple[Said, ...] = ()
    edge: str = ""
    edge_wide: str = ""
    not_compared: bool = False
    alone: bool = False
    damaged: bool = False
    this_day: Link | None = None
    """Something of an earlier year that comes up on this day."""
    needs: NeedsToday | None = None
    """What each of two needs right now."""
    plans: PlansToday | None = None
    """What was offered, what comes next, and what can be told of one that is over."""
    evening: bool = False
    """Whether the evening's half minute is asked and not answered yet."""
    looked_for: bool = False
    """Whether days lie between the two in which they look for time."""
    left_alone: bool = False
    """Whether the two agreed to leave this day of the week alone."""
    journey: JourneyToday | None = None
    begun: tuple[Begun, ...] = ()
    """What can wait; what is being played at this hour is ``running``."""
