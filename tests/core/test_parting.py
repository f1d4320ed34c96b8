"""The matrix of who keeps which entries, cell by cell, without any key."""

from dataclasses import replace

import pytest

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
    PlansPut,
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
    SeasonForgotten,
    SeasonLookedBack,
)
from weft.core.journey.leanings import ExerciseLeftOut, ExercisePutAway, MoreSaid, TodayLike, WishKept
from weft.core.log.entries import (
    KINDS,
    CoupleJoined,
    Entry,
    HalfBrought,
    HalvesGiven,
    LifeStageSaid,
    LockChosen,
    PersonNamed,
    PromptsDrawn,
    SittingWoven,
    SuggestionSetAside,
    UnderstandingFelt,
    What,
    WordsSealed,
    WordsTakenBack,
    WordsWritten,
)
from weft.core.moments.entries import (
    CurveKept,
    MomentMade,
    MomentWordsTakenBack,
    MomentWoven,
    VoiceWritten,
    WhyWritten,
)
from weft.core.own_ideas import IdeaAdded, IdeaPutAway
from weft.core.parting import kept_by
from weft.core.past import PastBesides, PastBrought, PastCurves, PastLived, PastLoose
from weft.core.people import Side, SittingId
from weft.core.pictures import PictureAllowed, PictureId, PictureKept, PictureTakenBack
from weft.core.plans.entries import (
    BringsSaid,
    FeedChosen,
    ForwardTakenBack,
    ForwardWritten,
    PlanAnswered,
    PlanLetBe,
    PlanOffered,
    PlanWithdrawn,
    Window,
    ZoneChosen,
)
from weft.core.reservoir.entries import DayChosen, LeftOut, LetterAllowed, MonthNamed
from weft.core.wishes import ListBrought, ListPutAway

LIVED, UNDER_WAY, LEFT_LYING = SittingId("a" * 32), SittingId("b" * 32), SittingId("c" * 32)
OPENED = {UNDER_WAY: frozenset({"1-left", "1-right"})}

BOTH, ONLY_LEFT, NOBODY_ELSE = {Side.LEFT, Side.RIGHT}, {Side.LEFT}, {Side.LEFT}


def words(sitting: SittingId, key: str, step: str = "write") -> WordsWritten:
    return WordsWritten(sitting, key, step, "words")


MOMENT, PLAN, GESTURE, PICTURE = "d" * 32, "b" * 32, "e" * 32, PictureId("f" * 32)
MADE = MomentMade(MOMENT, "film", "The Long Ferry", 20_000, 1, "", "")
VOICE = VoiceWritten(MOMENT, "It was the coat.", (), "")
OFFERED = PlanOffered(PLAN, 0, "Market", "", "", (Window(0, 60),), "UTC", "", "", "")
FORWARD = ForwardWritten(PLAN, 1, "The pie.", True)
PUT = PictureKept(LIVED, PICTURE, "The jetty", 1, 1, "a" * 64, "b" * 64, "c" * 64, False)
GIVEN = GestureWritten(GESTURE, "words", "You hummed.", 0)
SEALED = WordsSealed(LIVED, "1-left", "write", 1, 1, 0, b"", b"", b"", b"", b"", b"")

CELLS: dict[str, tuple[list[What], set[Side]]] = {
    "what somebody left out of the book": ([LeftOut(LIVED, "voice", True)], ONLY_LEFT),
    "a letter let into the book": ([LetterAllowed("e" * 32, True)], ONLY_LEFT),
    "words of a lived sitting": ([words(LIVED, "1-left")], BOTH),
    "a kept line of a lived sitting": ([words(LIVED, "5-left", "keep")], BOTH),
    "a mark of a lived sitting": ([words(LIVED, "2-left", "rate")], BOTH),
    "words under way, open to both": ([words(UNDER_WAY, "1-left")], BOTH),
    "a mark under way, open to both": ([words(UNDER_WAY, "1-left", "rate")], BOTH),
    "words under way, not open": ([words(UNDER_WAY, "2-left")], ONLY_LEFT),
    "a mark under way, not open": ([words(UNDER_WAY, "2-left", "guess")], ONLY_LEFT),
    "words of a sitting cleared away": ([words(LEFT_LYING, "1-left")], ONLY_LEFT),
    "sealed words of a lived sitting": ([SEALED], BOTH),
    "a half that was brought": ([HalfBrought(LIVED, "1-left", b"")], BOTH),
    "halves given to both": ([HalvesGiven(LIVED, {})], BOTH),
    "words taken back": ([words(UNDER_WAY, "1-left"), WordsTakenBack(UNDER_WAY, "1-left")], NOBODY_ELSE),
    "a sitting lived": ([SittingWoven(LIVED, "x", "X", "talk", "apart", 5, None, "")], BOTH),
    "drawn prompts": ([PromptsDrawn(LIVED, ("p",))], BOTH),
    "a moment made": ([MADE], BOTH),
    "what one told of a moment and the other has not": ([MADE, VOICE], ONLY_LEFT),
    "what one told, and took back": (
        [MADE, VOICE, MomentWordsTakenBack(MOMENT, "voice", False, 0)],
        ONLY_LEFT,
    ),
    "a curve only one has drawn": ([MADE, CurveKept(MOMENT, "", ())], ONLY_LEFT),
    "a line at a place before both curves are there": ([MADE, WhyWritten(MOMENT, 5, "There.")], ONLY_LEFT),
    "a moment woven by hand": ([MADE, MomentWoven(MOMENT)], BOTH),
    "a picture": ([PUT], ONLY_LEFT),
    "a picture the other may keep": ([replace(PUT, may_keep=True)], BOTH),
    "that it may be kept, or no more": ([PictureAllowed(PICTURE, True)], ONLY_LEFT),
    "a picture taken back": ([replace(PUT, may_keep=True), PictureTakenBack(PICTURE)], ONLY_LEFT),
    "a list brought": ([ListBrought("k", "Songs", ("One",))], BOTH),
    "a list put away": ([ListPutAway("k")], BOTH),
    "an idea of the two": (
        [IdeaAdded("k", "Soup", "", 30, "nothing", "low", "home", (), (), False, "")],
        BOTH,
    ),
    "an idea put away": ([IdeaPutAway("k")], BOTH),
    "a word for a month": ([MonthNamed(2026, 6, "ferry")], BOTH),
    "a time of life": ([LifeStageSaid("baby", True)], BOTH),
    "a plan offered": ([OFFERED], BOTH),
    "a plan answered": ([PlanAnswered(PLAN, 0, "yes", 0)], BOTH),
    "what each brings": ([BringsSaid(PLAN, "bread", "")], BOTH),
    "a plan withdrawn": ([PlanWithdrawn(PLAN, "left")], BOTH),
    "a day of a plan let be": ([PlanLetBe(PLAN, 1, True)], BOTH),
    "what one looks forward to": ([OFFERED, FORWARD], ONLY_LEFT),
    "what one looked forward to, taken back": ([OFFERED, FORWARD, ForwardTakenBack(PLAN, 1)], ONLY_LEFT),
    "days asked for": ([TimeAsked("h", 0, 7)], ONLY_LEFT),
    "free times shown": ([TimeShown("h", "")], ONLY_LEFT),
    "free times put away": ([TimePutAway("h")], ONLY_LEFT),
    "a rhythm asked for": ([RhythmAsked("k", 60, (1,), (), "", 28)], BOTH),
    "a rhythm no longer asked for": ([RhythmTakenBack("k")], BOTH),
    "a rhythm agreed": ([RhythmAgreed("k", 1)], BOTH),
    "a season ended": ([SeasonEnded("k", 1)], BOTH),
    "an evening that counts for both": ([EveningShared(1, 60, 60, (), 1, 8)], ONLY_LEFT),
    "evenings that count no more": ([EveningsForgotten(1, 7)], ONLY_LEFT),
    "an experiment asked for": ([ExperimentAsked("k", "A walk", "A game", "day", 5)], BOTH),
    "an experiment no longer asked for": ([ExperimentTakenBack("k")], BOTH),
    "an experiment agreed": ([ExperimentAgreed("k", 1, (True,))], BOTH),
    "an experiment ended": ([ExperimentEnded("k", 1)], BOTH),
    "a gesture that has arrived": ([GIVEN], BOTH),
    "a gesture that was answered": ([GestureAnswered(GESTURE, "stop", "Thank you.")], BOTH),
    "a gesture taken back": ([GestureTakenBack(GESTURE)], NOBODY_ELSE),
    "an answer taken back": ([AnswerTakenBack(GESTURE)], NOBODY_ELSE),
    "a gesture that has not": ([GestureWritten("e" * 32, "words", "You hummed.", 20)], ONLY_LEFT),
    "a gesture woven": ([GestureWoven("e" * 32, "words")], BOTH),
    "that they were near": ([NearWoven("f" * 32)], BOTH),
    "a map that was shown": ([MapShown({"ill/hug": "like"})], ONLY_LEFT),
    "hints that were shown": ([HintsShown(("words",))], ONLY_LEFT),
    "a wish said to both": ([MoreSaid("talk", True)], ONLY_LEFT),
    "what was left out for both": ([ExerciseLeftOut("slow-turns", True)], BOTH),
    "a name": ([PersonNamed("Noor", "madder")], BOTH),
    "the joining": ([CoupleJoined("Noor", "madder", "Elis", "kendal", 1)], BOTH),
}


OWN: set[type[What]] = {
    UnderstandingFelt,
    SuggestionSetAside,
    LockChosen,
    DayChosen,
    GestureKept,
    GestureLanded,
    HourChosen,
    MapSaid,
    UsualSaid,
    TimesMarked,
    CalendarsSaid,
    PlansPut,
    ZoneChosen,
    FeedChosen,
    EveningWritten,
    EveningsWanted,
    SeasonLookedBack,
    SeasonForgotten,
    FourAnswered,
    TodayLike,
    WishKept,
    ExercisePutAway,
    PastBrought,
    PastLived,
    PastLoose,
    PastCurves,
    PastBesides,
}
"""What lies in one's own log alone, which no parting touches: among it calendars, their passwords, and feeds."""


def test_every_kind_of_entry_has_a_cell_or_is_ones_own() -> None:
    """A new kind is kept by nobody's oversight: whoever makes one says here who keeps it."""
    in_cells = {type(what) for whats, _ in CELLS.values() for what in whats}
    assert in_cells | OWN == set(KINDS.values())
    assert not in_cells & OWN


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("author", Side)
def test_who_keeps_it(cell: str, author: Side) -> None:
    whats, whose = CELLS[cell]
    entries = [Entry(str(at), author, at, what) for at, what in enumerate(whats)]
    everything = {entry.id for entry in entries}
    for reader in Side:
        may = whose == BOTH or reader is author
        known = {entry.id for entry in entries if entry.what in (MADE, OFFERED)}
        assert kept_by(reader, entries, {LIVED}, OPENED) == (everything if may else known)


def test_words_written_again_after_taking_back_are_kept_and_the_first_are_not() -> None:
    whats: list[What] = [
        words(UNDER_WAY, "1-left"),
        WordsTakenBack(UNDER_WAY, "1-left"),
        words(UNDER_WAY, "1-left"),
    ]
    entries = [Entry(str(at), Side.LEFT, at, what) for at, what in enumerate(whats)]
    assert kept_by(Side.RIGHT, entries, {LIVED}, OPENED) == {"2"}
