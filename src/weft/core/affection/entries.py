"""What a log remembers of affection. Part of the closed set in ``core.log.entries``."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class GestureWritten:
    """Somebody left a gesture for the other. ``way`` is one of ``gestures.Way``.

    ``arrives`` is the minute since 1970 before which the other does not see it, 0 if they see it when they look.
    """

    KIND: ClassVar[str] = "gesture-written"
    VERSION: ClassVar[int] = 1
    gesture: str
    way: str
    text: str = field(repr=False)
    arrives: int


@dataclass(frozen=True, slots=True)
class GestureTakenBack:
    """Whoever left a gesture took it back. What it said is gone from the log."""

    KIND: ClassVar[str] = "gesture-taken-back"
    VERSION: ClassVar[int] = 1
    gesture: str


@dataclass(frozen=True, slots=True)
class GestureAnswered:
    """Whoever it was for answered it, for both to read. ``manner`` is one of ``gestures.Manner``."""

    KIND: ClassVar[str] = "gesture-answered"
    VERSION: ClassVar[int] = 1
    gesture: str
    manner: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AnswerTakenBack:
    """Whoever answered a gesture took the answer back. What it said is gone from the log."""

    KIND: ClassVar[str] = "gesture-answer-taken-back"
    VERSION: ClassVar[int] = 1
    gesture: str


@dataclass(frozen=True, slots=True)
class GestureWoven:
    """Whoever it was for wove a gesture in, for both to see. The way it came is here too, should its words go."""

    KIND: ClassVar[str] = "gesture-woven"
    VERSION: ClassVar[int] = 1
    gesture: str
    way: str


@dataclass(frozen=True, slots=True)
class GestureKept:
    """Own log only: whether this person keeps a gesture, for themself."""

    KIND: ClassVar[str] = "gesture-kept"
    VERSION: ClassVar[int] = 1
    gesture: str
    kept: bool


@dataclass(frozen=True, slots=True)
class GestureLanded:
    """Own log only: whether a gesture landed: "yes", "no", or empty for what is not said any more."""

    KIND: ClassVar[str] = "gesture-landed"
    VERSION: ClassVar[int] = 1
    gesture: str
    way: str
    landed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HourChosen:
    """Own log only: the hour of the day, 0 to 23, from which gestures written after this arrive; -1 for any."""

    KIND: ClassVar[str] = "gesture-hour-chosen"
    VERSION: ClassVar[int] = 1
    hour: int


@dataclass(frozen=True, slots=True)
class MapSaid:
    """Own log only: the whole map of wanted affection, in place of the one before.

    ``lines`` is by place, "situation/thing": "like", "sometimes", "ask" or "no". ``shown`` are the places whose owner
    lets the other see them; of these "no" is shown no more than what was never said.
    """

    KIND: ClassVar[str] = "map-said"
    VERSION: ClassVar[int] = 1
    lines: dict[str, str] = field(repr=False)
    shown: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class MapShown:
    """What of somebody's map the other may see, in place of what was there before. It never holds a "no"."""

    KIND: ClassVar[str] = "map-shown"
    VERSION: ClassVar[int] = 1
    lines: dict[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class HintsShown:
    """The ways of which somebody lets the other know that they land, in place of those before."""

    KIND: ClassVar[str] = "hints-shown"
    VERSION: ClassVar[int] = 1
    ways: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class NearWoven:
    """Both chose to keep that they were near for a while, across a distance. Neither how long nor who chose first is here."""

    KIND: ClassVar[str] = "near-woven"
    VERSION: ClassVar[int] = 1
    near: str


AffectionWhat = (
    GestureWritten
    | GestureTakenBack
    | GestureAnswered
    | AnswerTakenBack
    | GestureWoven
    | GestureKept
    | GestureLanded
    | HourChosen
    | MapSaid
    | MapShown
    | HintsShown
    | NearWoven
)
"""What ``gestures.with_affection`` folds."""
