"""What the couple's log remembers of moments. Part of the closed set in ``core.log.entries``."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class MomentMade:
    """One of the two named something they lived. ``day`` is days since 1970-01-01, ``days`` how many, at least 1.

    Once more of the same moment, by either and before it is woven: it has another title from then on.

    ``kind`` is a word of ours or their own. ``where`` is in words. ``chose`` is "left", "right", "both" or empty.
    """

    KIND: ClassVar[str] = "moment-made"
    VERSION: ClassVar[int] = 1
    moment: str
    kind: str
    title: str = field(repr=False)
    day: int
    days: int
    where: str = field(repr=False)
    chose: str


@dataclass(frozen=True, slots=True)
class VoiceWritten:
    """Somebody's own telling of a moment; the other reads it once both have written. A later one replaces it."""

    KIND: ClassVar[str] = "voice-written"
    VERSION: ClassVar[int] = 1
    moment: str
    text: str = field(repr=False)
    feelings: tuple[str, ...] = field(repr=False)
    remember: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CurveKept:
    """What somebody felt along the way, one value a second of the title's own time; opened once both have kept one.

    ``curve`` is ``core.moments.curve.packed``; ``knots`` are seconds, in their order.
    """

    KIND: ClassVar[str] = "curve-kept"
    VERSION: ClassVar[int] = 1
    moment: str
    curve: str = field(repr=False)
    knots: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class WhyWritten:
    """A line at a place of an open landscape, for both to read; ``second`` is of the title's own time."""

    KIND: ClassVar[str] = "why-written"
    VERSION: ClassVar[int] = 1
    moment: str
    second: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MomentWordsTakenBack:
    """Somebody took back what was theirs in a moment: ``key`` is "voice", "curve" or "why-" and the second.

    What was taken back is gone from the log, so this holds what stays true without it: whether it had ``opened`` to
    both, and the instant the moment was woven, 0 if it was not.
    """

    KIND: ClassVar[str] = "moment-words-taken-back"
    VERSION: ClassVar[int] = 1
    moment: str
    key: str
    opened: bool = False
    woven_at: int = 0


@dataclass(frozen=True, slots=True)
class MomentWoven:
    """One of the two wove a moment in although not both have told it."""

    KIND: ClassVar[str] = "moment-woven"
    VERSION: ClassVar[int] = 1
    moment: str


MomentWhat = MomentMade | VoiceWritten | CurveKept | WhyWritten | MomentWordsTakenBack | MomentWoven
Own = VoiceWritten | CurveKept | WhyWritten
"""What is one person's own in a moment, and theirs to take back."""


def key_of(what: Own) -> str:
    """By what something of one's own is taken back."""
    match what:
        case VoiceWritten():
            return "voice"
        case CurveKept():
            return "curve"
        case WhyWritten():
            return f"why-{what.second}"
