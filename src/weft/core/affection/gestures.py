"""From entries to affection: gestures and what became of them, the map, and what lands. A fold, like the log's own.

What a giver may see never depends on what a receiver does in private: kept, landed and the hour lie in the receiver's
own log alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from weft.core.affection.entries import (
    AffectionWhat,
    AnswerTakenBack,
    GestureAnswered,
    GestureKept,
    GestureLanded,
    GestureTakenBack,
    GestureWoven,
    GestureWritten,
    HintsShown,
    HourChosen,
    MapSaid,
    MapShown,
    NearWoven,
)
from weft.core.affection.possible import can_be
from weft.core.people import Side

MOST_TEXT = 240
"""Characters of a gesture: one line, and a specific one."""
MOST_ANSWER = 400
LANDS_FROM = 3
"""Gestures of one way that were noted to have landed, before it is called a pattern."""
GESTURE_MINUTES = 5
"""As long as a gesture counts in the cloth."""

Line = tuple[Side, int, AffectionWhat]
"""Who, the instant in seconds since 1970, and what."""


class Way(StrEnum):
    """How affection comes. ``TITLES`` says what a band of it is called."""

    WORDS = "words"
    TOUCH = "touch"
    DEED = "deed"

    @classmethod
    def read(cls, word: str) -> "Way":
        """The way of this word; of one that a newer Weft may have, words."""
        return cls(word) if word in set(cls) else cls.WORDS


NEAR_TITLE = "Near for a while"
"""What a band of two is called who were near across a distance."""
TITLES = {Way.WORDS: "One true line", Way.TOUCH: "A touch", Way.DEED: "A deed"}


class Manner(StrEnum):
    """How good news is met: by stopping for it, by asking for more of it, by living it once more."""

    STOP = "stop"
    ASK = "ask"
    RELIVE = "relive"

    @classmethod
    def read(cls, word: str) -> "Manner":
        """The manner of this word; of one that a newer Weft may have, the first."""
        return cls(word) if word in set(cls) else cls.STOP


@dataclass(frozen=True, slots=True)
class Gesture:
    """One act of affection, left by one for the other."""

    id: str
    by: Side
    at: int
    way: Way
    text: str = field(repr=False)
    arrives: int = 0
    """The minute since 1970 before which it does not arrive."""
    manner: Manner | None = None
    answer: str = field(default="", repr=False)
    answered_at: int = 0


@dataclass(frozen=True, slots=True)
class Affection:
    """All that a log says of affection. Of an own log the second half is filled, of a shared one the first."""

    gestures: Mapping[str, Gesture] = field(default_factory=dict, repr=False)
    """In the order they were written; those taken back are not among them."""
    taken: Mapping[Side, int] = field(default_factory=dict)
    """How many each took back, so that no two gestures are ever known by the same id."""
    shown: Mapping[Side, Mapping[str, str]] = field(default_factory=dict, repr=False)
    hints: Mapping[Side, tuple[str, ...]] = field(default_factory=dict, repr=False)

    kept: frozenset[str] = frozenset()
    landed: Mapping[str, GestureLanded] = field(default_factory=dict, repr=False)
    hours: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    """When an hour was chosen, and which, the oldest first."""
    map: MapSaid = field(default_factory=lambda: MapSaid({}, ()), repr=False)
    said_at: Mapping[str, int] = field(default_factory=dict, repr=False)
    """When what can be said anew was last said, by ``key_of``: where to look for what it stands in the place of."""


def with_affection(before: Affection, lines: Iterable[Line]) -> Affection:
    """What holds after these entries, in their order. What belongs to no gesture that lies there is passed over.

    So is what cannot be.
    """
    gestures, taken = dict(before.gestures), dict(before.taken)
    shown, hints = dict(before.shown), dict(before.hints)
    said_at = dict(before.said_at)
    kept, landed, hours, said = set(before.kept), dict(before.landed), list(before.hours), before.map
    for side, at, what in lines:
        if not can_be(what):
            continue
        said_at[key_of(side, what)] = at
        match what:
            case GestureWritten() | GestureTakenBack() | GestureAnswered() | AnswerTakenBack():
                _gesture(gestures, taken, side, at, what)
            case MapShown():
                shown[side] = what.lines
            case HintsShown():
                hints[side] = what.ways
            case GestureKept():
                (kept.add if what.kept else kept.discard)(what.gesture)
            case GestureLanded():
                landed[what.gesture] = what
            case HourChosen():
                hours.append((at, what.hour))
            case MapSaid():
                said = what
            case GestureWoven() | NearWoven():
                pass  # The loom's: the log's own fold weaves it.
    return Affection(gestures, taken, shown, hints, frozenset(kept), landed, tuple(hours), said, said_at)


def key_of(side: Side, what: AffectionWhat) -> str:
    """Who, and what, and of which gesture: the newest of a key stands in the place of those before."""
    return f"{side} {what.KIND} {getattr(what, 'gesture', '')}"


def _gesture(
    gestures: dict[str, Gesture],
    taken: dict[Side, int],
    side: Side,
    at: int,
    what: GestureWritten | GestureTakenBack | GestureAnswered | AnswerTakenBack,
) -> None:
    """A gesture is its giver's to take back, and the other's to answer."""
    key, one = what.gesture, gestures.get(what.gesture)
    match what:
        case GestureWritten():
            made = Gesture(key, side, at, Way.read(what.way), what.text, what.arrives)
            gestures.setdefault(key, made)
        case GestureTakenBack():
            taken[side] = taken.get(side, 0) + 1
            if one and one.by is side:
                del gestures[key]
        case GestureAnswered() if one and one.by is not side:
            manner = Manner.read(what.manner)
            gestures[key] = replace(one, manner=manner, answer=what.text, answered_at=at)
        case AnswerTakenBack() if one and one.by is not side:
            gestures[key] = replace(one, manner=None, answer="", answered_at=0)
        case _:
            pass


# ---------------------------------------------------------------- arriving


def arrival(one: Gesture, hours: Iterable[tuple[int, int]], zone: tzinfo | None = None) -> datetime:
    """When a gesture is there for whoever it is for: not before its giver's hour, nor before the receiver's own.

    A receiver's hour holds for what is written after it was chosen, so that nothing seen ever goes away again.
    """
    start = datetime.fromtimestamp(max(one.at, one.arrives * 60), UTC).astimezone(zone)
    hour = next((hour for at, hour in reversed(tuple(hours)) if at <= one.at), -1)
    if hour < 0:
        return start
    then = start.replace(hour=hour, minute=0, second=0, microsecond=0)
    return then if then >= start else then + timedelta(days=1)


def has_arrived(one: Gesture, hours: Iterable[tuple[int, int]], now: datetime) -> bool:
    return arrival(one, hours, now.tzinfo) <= now


def open_to(side: Side, what: AffectionWhat, now: int) -> bool:
    """Whether the one at ``side`` may keep what the other wrote of affection, when the two part at an instant.

    A line that has arrived is theirs, and so is an answer. The map and the hints were for the time together, and that
    something was taken back, perhaps before it ever arrived, stays with whoever took it.
    """
    if isinstance(what, GestureWritten):
        return what.arrives * 60 <= now
    return not isinstance(what, MapShown | HintsShown | GestureTakenBack | AnswerTakenBack)


def written_on(some: Iterable[Gesture], by: Side, day: date, zone: tzinfo | None = None) -> bool:
    """Whether somebody left a gesture on a day: one a day is plenty."""
    return any(
        one.by is by and datetime.fromtimestamp(one.at, UTC).astimezone(zone).date() == day for one in some
    )


# ---------------------------------------------------------------- what lands


def lands(notes: Iterable[GestureLanded]) -> tuple[Way, ...]:
    """The ways that have tended to land with somebody, by what they chose to note; never how often, and in no rank."""
    said = [(one.way, one.landed) for one in notes]
    return tuple(
        way
        for way in Way
        if said.count((way, "yes")) >= LANDS_FROM and said.count((way, "yes")) > 2 * said.count((way, "no"))
    )
