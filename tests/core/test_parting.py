"""The matrix of who keeps which entries, cell by cell, without any key."""

import pytest

from weft.core.affection.entries import GestureWoven, GestureWritten, HintsShown, MapShown, NearWoven
from weft.core.journey.entries import EveningsForgotten, EveningShared
from weft.core.journey.leanings import ExerciseLeftOut, MoreSaid
from weft.core.log.entries import (
    CoupleJoined,
    Entry,
    PersonNamed,
    PromptsDrawn,
    SittingWoven,
    What,
    WordsTakenBack,
    WordsWritten,
)
from weft.core.moments.entries import MomentMade
from weft.core.parting import kept_by
from weft.core.people import Side, SittingId
from weft.core.reservoir.entries import LeftOut, LetterAllowed

LIVED, UNDER_WAY, LEFT_LYING = SittingId("a" * 32), SittingId("b" * 32), SittingId("c" * 32)
OPENED = {UNDER_WAY: frozenset({"1-left", "1-right"})}

BOTH, ONLY_LEFT, NOBODY_ELSE = {Side.LEFT, Side.RIGHT}, {Side.LEFT}, {Side.LEFT}


def words(sitting: SittingId, key: str, step: str = "write") -> WordsWritten:
    return WordsWritten(sitting, key, step, "words")


MADE = MomentMade("d" * 32, "film", "The Long Ferry", 20_000, 1, "", "")

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
    "words taken back": ([words(UNDER_WAY, "1-left"), WordsTakenBack(UNDER_WAY, "1-left")], NOBODY_ELSE),
    "a sitting lived": ([SittingWoven(LIVED, "x", "X", "talk", "apart", 5, None, "")], BOTH),
    "drawn prompts": ([PromptsDrawn(LIVED, ("p",))], BOTH),
    "a moment made": ([MADE], BOTH),
    "a gesture that has arrived": ([GestureWritten("e" * 32, "words", "You hummed.", 0)], BOTH),
    "a gesture that has not": ([GestureWritten("e" * 32, "words", "You hummed.", 20)], ONLY_LEFT),
    "a gesture woven": ([GestureWoven("e" * 32, "words")], BOTH),
    "that they were near": ([NearWoven("f" * 32)], BOTH),
    "a map that was shown": ([MapShown({"ill/hug": "like"})], ONLY_LEFT),
    "hints that were shown": ([HintsShown(("words",))], ONLY_LEFT),
    "a wish said to both": ([MoreSaid("talk", True)], ONLY_LEFT),
    "what was left out for both": ([ExerciseLeftOut("slow-turns", True)], BOTH),
    "what somebody let count of an evening": ([EveningShared(7, 50, -1, None, -1, -1)], ONLY_LEFT),
    "that somebody forgot evenings": ([EveningsForgotten(6, 8)], ONLY_LEFT),
    "a name": ([PersonNamed("Noor", "madder")], BOTH),
    "the joining": ([CoupleJoined("Noor", "madder", "Elis", "kendal", 1)], BOTH),
}


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("author", Side)
def test_who_keeps_it(cell: str, author: Side) -> None:
    whats, whose = CELLS[cell]
    entries = [Entry(str(at), author, at, what) for at, what in enumerate(whats)]
    everything = {entry.id for entry in entries}
    for reader in Side:
        may = whose == BOTH or reader is author
        assert kept_by(reader, entries, {LIVED}, OPENED) == (everything if may else set())


def test_words_written_again_after_taking_back_are_kept_and_the_first_are_not() -> None:
    whats: list[What] = [
        words(UNDER_WAY, "1-left"),
        WordsTakenBack(UNDER_WAY, "1-left"),
        words(UNDER_WAY, "1-left"),
    ]
    entries = [Entry(str(at), Side.LEFT, at, what) for at, what in enumerate(whats)]
    assert kept_by(Side.RIGHT, entries, {LIVED}, OPENED) == {"2"}
