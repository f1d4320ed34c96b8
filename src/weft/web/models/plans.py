"""Plans: the list of them, offering one, one of them, what Today says of them, and one's own calendar."""

from msgspec import Struct

from weft.web.models.affection import Choice
from weft.web.models.room import Link, Room


class PlanLine(Struct, frozen=True):
    """One plan in the list. ``side`` is whose thread it hangs from: "both" once it is agreed."""

    href: str
    title: str
    caption: str
    side: str


class PlansPage(Struct, frozen=True):
    """`/plans`: what both agreed to, what waits for a word, and what can be told."""

    room: Room
    coming: tuple[PlanLine, ...]
    offers: tuple[PlanLine, ...]
    savour: tuple[PlanLine, ...]
    not_written: bool = False
    """Whether something could not be written into the viewer's own calendar."""


class NextPlan(Struct, frozen=True):
    """The plan that comes next: what it is, when in words, and where it stands."""

    label: str
    when: str
    href: str


class PlansToday(Struct, frozen=True):
    """What Today says of plans: what was offered to the viewer, what comes next, what is over and can be told."""

    offered: tuple[Link, ...]
    next: NextPlan | None
    savour: Link | None


class WindowForm(Struct, frozen=True):
    """A window as it was typed."""

    day: str = ""
    from_: str = ""
    till: str = ""
    last: str = ""


class PlanForm(Struct, frozen=True):
    """What was typed for a plan, as it was typed."""

    title: str
    text: str
    where: str
    windows: tuple[WindowForm, ...]
    repeats: str
    left: str
    right: str


class NewPlanPage(Struct, frozen=True):
    """`/plans/new`, and `/plans/{key}/change`, where ``key`` and ``turn`` say which plan and how far it had come."""

    room: Room
    tap: str
    form: PlanForm
    hours: str
    """Whose hours these are, in words."""
    key: str = ""
    turn: int = 0
    wrong: str | None = None
    field: str = ""
    free: str = ""
    """Until when both are free, in a sentence, where the form was begun with a free time."""
    ideas: str = ""
    """Where ideas for about that long are, where it was begun without one."""


class WindowShown(Struct, frozen=True):
    """A window of an offer or a time of a plan; ``note`` is the same where it was made, if clocks differ there."""

    value: int
    words: str
    note: str
    over: bool = False
    left_out: bool = False


class ForwardShown(Struct, frozen=True):
    """What the two look forward to on one day, as far as this viewer may read it."""

    day: int
    about: str
    """The day in words, where a plan has several; else nothing."""
    mine: str
    opens: bool
    theirs: str
    writing: bool


class PlanPage(Struct, frozen=True):
    """`/plans/{key}`."""

    room: Room
    key: str
    turn: int
    title: str
    text: str
    where: str
    repeats: str
    brings: tuple[tuple[str, str], ...]
    """Name and what they bring, where something is said."""
    agreed: tuple[WindowShown, ...]
    """The next times both agreed to."""
    offered: tuple[WindowShown, ...]
    """The windows of an offer that lies there."""
    mine: bool
    """Whether the viewer made that offer."""
    answer: str
    asks_another: bool
    """Whether the other asked for another time, so that the next word is the viewer's."""
    forward: ForwardShown | None
    left_out: tuple[WindowShown, ...]
    told: tuple[Link, ...]
    """Moments it has become lately."""
    wrong: str | None = None
    field: str = ""


class OwnCalendarPage(Struct, frozen=True):
    """`/plans/own`: how the viewer's plans go out to a calendar of theirs."""

    room: Room
    on: bool
    titles: bool
    address: str = ""
    """The address of the subscription: shown once, when it is made."""
    accounts: tuple[Choice, ...] = ()
    """Calendar accounts the viewer connected, into which plans can be written."""
    places: tuple[Choice, ...] = ()
    """The calendars of the account that was chosen, where there are several to choose from."""
    written: str = ""
    """Into which calendar plans are written, in words; empty for none."""
    writing: bool = False
    """Whether they are being written at this moment."""
    trouble: str = ""
    wrong: str | None = None
