"""The closed set of things a log can remember. Each is past tense and never changes once kept.

Refuses to know how an entry is locked, where it is stored, or who may read it.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, NamedTuple

from weft.core.affection.entries import (
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
from weft.core.freetime.entries import (
    CalendarsSaid,
    TimeAsked,
    TimePutAway,
    TimeShown,
    TimesMarked,
    UsualSaid,
)
from weft.core.journey.entries import (
    EveningsForgotten,
    EveningShared,
    EveningsWanted,
    EveningWritten,
    ExperimentAgreed,
    ExperimentAsked,
    ExperimentEnded,
    ExperimentTakenBack,
    FourAnswered,
    RhythmAgreed,
    RhythmAsked,
    RhythmTakenBack,
    SeasonEnded,
    SeasonLookedBack,
)
from weft.core.journey.leanings import ExercisePutAway, MoreSaid, TodayLike, WishKept
from weft.core.moments.entries import (
    CurveKept,
    MomentMade,
    MomentWordsTakenBack,
    MomentWoven,
    VoiceWritten,
    WhyWritten,
)
from weft.core.own_ideas import IdeaAdded, IdeaPutAway
from weft.core.past import PastBesides, PastBrought, PastCurves, PastLived, PastLoose
from weft.core.people import Person, Side, SittingId
from weft.core.pictures import PictureAllowed, PictureKept, PictureTakenBack
from weft.core.plans.entries import (
    BringsSaid,
    FeedChosen,
    ForwardTakenBack,
    ForwardWritten,
    PlanAnswered,
    PlanLetBe,
    PlanOffered,
    PlanWithdrawn,
    ZoneChosen,
)
from weft.core.reservoir.entries import DayChosen, LeftOut, LetterAllowed, MonthNamed
from weft.core.wishes import ListBrought, ListPutAway


class Understood(StrEnum):
    """What someone says to themselves after a sitting: did I feel understood?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """Someone chose, or changed, the name and dye they go by."""

    KIND: ClassVar[str] = "person-named"
    VERSION: ClassVar[int] = 1
    name: str
    dye: str


@dataclass(frozen=True, slots=True)
class CoupleJoined:
    """Two became a couple. ``seed`` decides which warp ends are whose, for ever."""

    KIND: ClassVar[str] = "couple-joined"
    VERSION: ClassVar[int] = 1
    left_name: str
    left_dye: str
    right_name: str
    right_dye: str
    seed: int


@dataclass(frozen=True, slots=True)
class WordsWritten:
    """Someone wrote something in a sitting. ``key`` says where in it; ``step`` is the step's kind."""

    KIND: ClassVar[str] = "words-written"
    VERSION: ClassVar[int] = 1
    sitting: SittingId
    key: str
    step: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class WordsSealed:
    """Someone wrote something in a sitting that only two browsers can open: docs/formats/seal.md has the parts.

    ``holder`` is 1 if the server holds the second half of the key, then as ``kept``, and 2 if its author does.
    ``earliest`` is the first minute since 1970 at which it may open, 0 if no hour was agreed.
    """

    KIND: ClassVar[str] = "words-sealed"
    VERSION: ClassVar[int] = 1
    sitting: SittingId
    key: str
    step: str
    writing: int
    holder: int
    earliest: int
    locked: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    own: bytes = field(repr=False)
    half_hash: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    kept: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class HalfBrought:
    """Someone brought the half of a key that they had held, under the server's key until both are there."""

    KIND: ClassVar[str] = "half-brought"
    VERSION: ClassVar[int] = 1
    sitting: SittingId
    key: str
    kept: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class HalvesGiven:
    """What was sealed in a sitting opened to both: the second halves, each with the key of its words."""

    KIND: ClassVar[str] = "halves-given"
    VERSION: ClassVar[int] = 1
    sitting: SittingId
    halves: dict[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class WordsTakenBack:
    """Someone took back what they had written before the other could see it."""

    KIND: ClassVar[str] = "words-taken-back"
    VERSION: ClassVar[int] = 1
    sitting: SittingId
    key: str


@dataclass(frozen=True, slots=True)
class SittingWoven:
    """A sitting came to its end. ``minutes`` is whole minutes, at least 1; ``first`` spoke first, if anyone did."""

    KIND: ClassVar[str] = "sitting-woven"
    VERSION: ClassVar[int] = 1
    sitting: SittingId
    exercise: str
    title: str
    practice: str
    form: str
    minutes: int
    first: Side | None
    script: str


@dataclass(frozen=True, slots=True)
class PromptsDrawn:
    """The prompts a sitting took from the decks, by id, so that others come first next time."""

    KIND: ClassVar[str] = "prompts-drawn"
    VERSION: ClassVar[int] = 1
    sitting: SittingId
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnderstandingFelt:
    """Own log only: whether this person felt understood in a sitting."""

    KIND: ClassVar[str] = "understanding-felt"
    VERSION: ClassVar[int] = 1
    sitting: SittingId
    felt: Understood


@dataclass(frozen=True, slots=True)
class SuggestionSetAside:
    """Own log only: not today. ``day`` is days since 1970-01-01 where the person is."""

    KIND: ClassVar[str] = "suggestion-set-aside"
    VERSION: ClassVar[int] = 1
    exercise: str
    day: int


@dataclass(frozen=True, slots=True)
class LockChosen:
    """Own log only: lock after this many minutes without a touch, 5 to 60."""

    KIND: ClassVar[str] = "lock-chosen"
    VERSION: ClassVar[int] = 1
    minutes: int


@dataclass(frozen=True, slots=True)
class LifeStageSaid:
    """Someone said that a time of life is theirs now, or is so no more; prompts written for it come, or stay away."""

    KIND: ClassVar[str] = "life-stage-said"
    VERSION: ClassVar[int] = 1
    stage: str
    so: bool


What = (
    PersonNamed
    | CoupleJoined
    | WordsWritten
    | WordsSealed
    | HalfBrought
    | HalvesGiven
    | WordsTakenBack
    | SittingWoven
    | PromptsDrawn
    | UnderstandingFelt
    | SuggestionSetAside
    | LockChosen
    | LifeStageSaid
    | PastBesides
    | PastBrought
    | PastLived
    | PastLoose
    | PastCurves
    | PictureKept
    | PictureTakenBack
    | PictureAllowed
    | ListBrought
    | ListPutAway
    | IdeaAdded
    | IdeaPutAway
    | MomentMade
    | VoiceWritten
    | CurveKept
    | WhyWritten
    | MomentWordsTakenBack
    | MomentWoven
    | DayChosen
    | MonthNamed
    | LeftOut
    | LetterAllowed
    | GestureWritten
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
    | TimeAsked
    | TimePutAway
    | TimeShown
    | UsualSaid
    | TimesMarked
    | CalendarsSaid
    | PlanOffered
    | PlanAnswered
    | BringsSaid
    | PlanWithdrawn
    | PlanLetBe
    | ForwardWritten
    | ForwardTakenBack
    | ZoneChosen
    | FeedChosen
    | NearWoven
    | EveningWritten
    | EveningShared
    | EveningsForgotten
    | EveningsWanted
    | RhythmAsked
    | RhythmTakenBack
    | RhythmAgreed
    | SeasonEnded
    | SeasonLookedBack
    | FourAnswered
    | ExperimentAsked
    | ExperimentTakenBack
    | ExperimentAgreed
    | ExperimentEnded
    | MoreSaid
    | WishKept
    | TodayLike
    | ExercisePutAway
)

KINDS: dict[str, type[What]] = {
    kind.KIND: kind
    for kind in (
        PersonNamed,
        CoupleJoined,
        WordsWritten,
        WordsSealed,
        HalfBrought,
        HalvesGiven,
        WordsTakenBack,
        SittingWoven,
        PromptsDrawn,
        UnderstandingFelt,
        SuggestionSetAside,
        LockChosen,
        LifeStageSaid,
        PastBesides,
        PastBrought,
        PastLived,
        PastLoose,
        PastCurves,
        PictureKept,
        PictureTakenBack,
        PictureAllowed,
        ListBrought,
        ListPutAway,
        IdeaAdded,
        IdeaPutAway,
        MomentMade,
        VoiceWritten,
        CurveKept,
        WhyWritten,
        MomentWordsTakenBack,
        MomentWoven,
        DayChosen,
        MonthNamed,
        LeftOut,
        LetterAllowed,
        GestureWritten,
        GestureTakenBack,
        GestureAnswered,
        AnswerTakenBack,
        GestureWoven,
        GestureKept,
        GestureLanded,
        HourChosen,
        MapSaid,
        MapShown,
        HintsShown,
        TimeAsked,
        TimePutAway,
        TimeShown,
        UsualSaid,
        TimesMarked,
        CalendarsSaid,
        PlanOffered,
        PlanAnswered,
        BringsSaid,
        PlanWithdrawn,
        PlanLetBe,
        ForwardWritten,
        ForwardTakenBack,
        ZoneChosen,
        FeedChosen,
        NearWoven,
        EveningWritten,
        EveningShared,
        EveningsForgotten,
        EveningsWanted,
        RhythmAsked,
        RhythmTakenBack,
        RhythmAgreed,
        SeasonEnded,
        SeasonLookedBack,
        FourAnswered,
        ExperimentAsked,
        ExperimentTakenBack,
        ExperimentAgreed,
        ExperimentEnded,
        MoreSaid,
        WishKept,
        TodayLike,
        ExercisePutAway,
    )
}


class Entry(NamedTuple):
    """One line of a log: who wrote it, the instant in whole seconds since 1970 (UTC), and what happened.

    A tuple and not a dataclass, because thousands are made when a log is opened.
    """

    id: str
    author: Side
    at: int
    what: What


def joined_people(what: CoupleJoined) -> dict[Side, Person]:
    """The two as they were on the day they joined."""
    from_words = Person.from_words
    return {
        Side.LEFT: from_words(what.left_name, what.left_dye),
        Side.RIGHT: from_words(what.right_name, what.right_dye),
    }
