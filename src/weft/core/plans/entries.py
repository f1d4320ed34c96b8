"""What a log remembers of plans. Part of the closed set in ``core.log.entries``."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time. ``first`` is its minute since 1970, UTC; ``minutes`` how long it is.

    ``days`` is 0 for hours, else how many whole days from the day ``first`` lies in; their ends are midnights there.
    """

    first: int
    minutes: int
    days: int = 0


@dataclass(frozen=True, slots=True)
class PlanOffered:
    """One of the two offered something to do, or, once more of the same plan, offered it anew.

    ``turn`` is 0 for the first offer and then one more than the newest. ``zone`` is the name of the time zone it was
    made in, empty for the server's own; ``repeats`` is "", "weekly", "monthly" or "yearly". ``left`` and ``right`` say
    what each brings.
    """

    KIND: ClassVar[str] = "plan-offered"
    VERSION: ClassVar[int] = 1
    plan: str
    turn: int
    title: str = field(repr=False)
    text: str = field(repr=False)
    where: str = field(repr=False)
    windows: tuple[Window, ...]
    zone: str
    repeats: str
    left: str = field(repr=False)
    right: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlanAnswered:
    """Whoever it was offered to said "yes" to the window that begins at ``first``, or "another" time, or "no"."""

    KIND: ClassVar[str] = "plan-answered"
    VERSION: ClassVar[int] = 1
    plan: str
    turn: int
    answer: str
    first: int


@dataclass(frozen=True, slots=True)
class BringsSaid:
    """Who brings what, for both to see, in place of what was said before."""

    KIND: ClassVar[str] = "plan-brings-said"
    VERSION: ClassVar[int] = 1
    plan: str
    left: str = field(repr=False)
    right: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlanWithdrawn:
    """One of the two took a plan away. There is no room here for a reason.

    Its words may be gone from the log by this, so ``by`` says whose side it first came from: "left" or "right".
    """

    KIND: ClassVar[str] = "plan-withdrawn"
    VERSION: ClassVar[int] = 1
    plan: str
    by: str


@dataclass(frozen=True, slots=True)
class PlanLetBe:
    """A day of a plan is left out, before or after; or, with ``so`` false, is not left out after all.

    ``day`` is days since 1970 where the plan was made.
    """

    KIND: ClassVar[str] = "plan-let-be"
    VERSION: ClassVar[int] = 1
    plan: str
    day: int
    so: bool


@dataclass(frozen=True, slots=True)
class ForwardWritten:
    """What somebody looks forward to on a day of a plan, and whether they would open it with the other's that day."""

    KIND: ClassVar[str] = "plan-forward-written"
    VERSION: ClassVar[int] = 1
    plan: str
    day: int
    text: str = field(repr=False)
    opens: bool = field(repr=False)


@dataclass(frozen=True, slots=True)
class ForwardTakenBack:
    """Somebody took back what they look forward to. What it said is gone from the log."""

    KIND: ClassVar[str] = "plan-forward-taken-back"
    VERSION: ClassVar[int] = 1
    plan: str
    day: int


@dataclass(frozen=True, slots=True)
class ZoneChosen:
    """Own log only: the time zone this person's hours are shown in, empty for the server's own."""

    KIND: ClassVar[str] = "zone-chosen"
    VERSION: ClassVar[int] = 1
    zone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FeedChosen:
    """Own log only: this person's plans go out to a calendar of theirs, or, with an empty ``mark``, do not.

    ``mark`` is what the address is found by, 64 hexadecimal digits; the address is nowhere. ``titles`` is whether
    plans go by their own names there.
    """

    KIND: ClassVar[str] = "feed-chosen"
    VERSION: ClassVar[int] = 1
    mark: str = field(repr=False)
    titles: bool = field(repr=False)


PlanWhat = (
    PlanOffered
    | PlanAnswered
    | BringsSaid
    | PlanWithdrawn
    | PlanLetBe
    | ForwardWritten
    | ForwardTakenBack
    | ZoneChosen
    | FeedChosen
)
"""What ``plans.made`` folds."""
