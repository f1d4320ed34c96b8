"""What a log remembers of evenings, rhythms, seasons and experiments. Part of the closed set in ``core.log.entries``.

Days are counted since 1970-01-01 where the two are. Days of the week go from 0, a Monday, to 6.
"""

from dataclasses import dataclass, field
from typing import ClassVar

UNSAID = -1
"""Stands for a number nobody gave."""


@dataclass(frozen=True, slots=True)
class EveningWritten:
    """Own log only: one evening's half minute. ``near`` and ``met`` go from 0 to 100, ``stress`` from 0 to 3.

    ``did`` are the practices that happened and felt good, ``hours`` about how many the two had together. What was
    left out is UNSAID. ``shares`` names the items which may count for both.
    """

    KIND: ClassVar[str] = "evening-written"
    VERSION: ClassVar[int] = 1
    day: int
    near: int = field(repr=False)
    met: int = field(repr=False)
    did: tuple[str, ...] = field(repr=False)
    stress: int = field(repr=False)
    hours: int = field(repr=False)
    skipped: bool
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EveningShared:
    """What of an evening its owner lets count for both. ``did`` is None where it isn't shared; never shown as it is."""

    KIND: ClassVar[str] = "evening-shared"
    VERSION: ClassVar[int] = 1
    day: int
    near: int = field(repr=False)
    met: int = field(repr=False)
    did: tuple[str, ...] | None = field(repr=False)
    stress: int = field(repr=False)
    hours: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class EveningsForgotten:
    """Somebody took their own evenings of these days out of a log, both days among them."""

    KIND: ClassVar[str] = "evenings-forgotten"
    VERSION: ClassVar[int] = 1
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class EveningsWanted:
    """Own log only: whether this person wants the half minute outside seasons too."""

    KIND: ClassVar[str] = "evenings-wanted"
    VERSION: ClassVar[int] = 1
    wanted: bool


@dataclass(frozen=True, slots=True)
class RhythmAsked:
    """Somebody proposed a rhythm, and a season with it. ``length`` is its days, 28 to 42, or 0 for none.

    ``minutes`` are about how many a week, ``days`` on which there is time, ``quiet`` those that are left alone.
    """

    KIND: ClassVar[str] = "rhythm-asked"
    VERSION: ClassVar[int] = 1
    key: str
    minutes: int
    days: tuple[int, ...]
    quiet: tuple[int, ...]
    purpose: str = field(repr=False)
    length: int


@dataclass(frozen=True, slots=True)
class RhythmTakenBack:
    """Whoever proposed a rhythm took it back before it was agreed to."""

    KIND: ClassVar[str] = "rhythm-taken-back"
    VERSION: ClassVar[int] = 1
    key: str


@dataclass(frozen=True, slots=True)
class RhythmAgreed:
    """The other said yes. ``first`` is the first day it holds."""

    KIND: ClassVar[str] = "rhythm-agreed"
    VERSION: ClassVar[int] = 1
    key: str
    first: int


@dataclass(frozen=True, slots=True)
class SeasonEnded:
    """One of the two ended a season before its last day. ``day`` is the first it isn't any more."""

    KIND: ClassVar[str] = "season-ended"
    VERSION: ClassVar[int] = 1
    key: str
    day: int


@dataclass(frozen=True, slots=True)
class SeasonLookedBack:
    """Own log only: what this person wrote for themself when a season was over; empty takes it back."""

    KIND: ClassVar[str] = "season-looked-back"
    VERSION: ClassVar[int] = 1
    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FourAnswered:
    """Own log only: answers to a host's four questions by their places, at a season's "begin" or "end"; none: left out."""

    KIND: ClassVar[str] = "four-answered"
    VERSION: ClassVar[int] = 1
    key: str
    at: str
    answers: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SeasonForgotten:
    """Own log only: this person took out what they had written looking back on a season, and their four answers."""

    KIND: ClassVar[str] = "season-forgotten"
    VERSION: ClassVar[int] = 1
    key: str


@dataclass(frozen=True, slots=True)
class ExperimentAsked:
    """Somebody proposed to try two things in a drawn order. ``span`` is "day" or "half-week"."""

    KIND: ClassVar[str] = "experiment-asked"
    VERSION: ClassVar[int] = 1
    key: str
    one: str = field(repr=False)
    other: str = field(repr=False)
    span: str
    pairs: int


@dataclass(frozen=True, slots=True)
class ExperimentTakenBack:
    """Whoever proposed an experiment took it back before it was agreed to."""

    KIND: ClassVar[str] = "experiment-taken-back"
    VERSION: ClassVar[int] = 1
    key: str


@dataclass(frozen=True, slots=True)
class ExperimentAgreed:
    """The other said yes, and the order was drawn: of each pair, whether ``other`` comes first."""

    KIND: ClassVar[str] = "experiment-agreed"
    VERSION: ClassVar[int] = 1
    key: str
    first: int
    coins: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class ExperimentEnded:
    """One of the two ended an experiment. ``day`` is the first that doesn't belong to it."""

    KIND: ClassVar[str] = "experiment-ended"
    VERSION: ClassVar[int] = 1
    key: str
    day: int


EveningWhat = EveningWritten | EveningShared | EveningsForgotten | EveningsWanted
OwnOfSeason = SeasonLookedBack | FourAnswered
"""What somebody writes about a season for themself, known by its ``key``."""
SeasonWhat = RhythmAsked | RhythmTakenBack | RhythmAgreed | SeasonEnded | OwnOfSeason | SeasonForgotten
ExperimentWhat = ExperimentAsked | ExperimentTakenBack | ExperimentAgreed | ExperimentEnded
JourneyWhat = EveningWhat | SeasonWhat | ExperimentWhat
"""What ``journey.Journey`` folds."""
