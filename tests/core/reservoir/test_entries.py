"""What was chosen about things kept, folded."""

from weft.core.affection.entries import GestureAnswered, GestureWritten
from weft.core.log.entries import Entry
from weft.core.log.fold import fold
from weft.core.people import Side
from weft.core.reservoir.entries import DayChosen, LeftOut, LetterAllowed, MonthNamed
from weft.core.reservoir.left_out import without_left_out

L, R = Side.LEFT, Side.RIGHT


def entry(author: Side, what: DayChosen | LeftOut | LetterAllowed | MonthNamed) -> Entry:
    return Entry("0" * 32, author, 0, what)


def test_the_last_choice_holds() -> None:
    life = fold([entry(L, DayChosen("a", False)), entry(L, DayChosen("a", True))])
    assert life.keeping.days == {"a": True}


def test_a_month_is_named_by_either_and_an_empty_word_takes_it_away() -> None:
    life = fold([entry(L, MonthNamed(2026, 6, "heron")), entry(R, MonthNamed(2026, 5, "tide"))])
    assert life.keeping.months == {(2026, 6): "heron", (2026, 5): "tide"}
    assert fold([entry(R, MonthNamed(2026, 6, ""))], life).keeping.months == {(2026, 5): "tide"}


def test_somebody_leaves_out_what_is_their_own_alone() -> None:
    life = fold([entry(L, LeftOut("a", "voice", True)), entry(R, LeftOut("a", "voice", False))])
    assert life.keeping.left_out == {(L, "a", "voice")}
    assert fold([entry(L, LeftOut("a", "voice", False))], life).keeping.left_out == frozenset()


def test_each_lets_their_own_letter_in_and_takes_it_out() -> None:
    life = fold([entry(L, LetterAllowed("x", True)), entry(R, LetterAllowed("y", True))])
    assert life.keeping.letters == {(L, "x"), (R, "y")}
    assert fold([entry(L, LetterAllowed("x", False))], life).keeping.letters == {(R, "y")}


def test_where_nothing_was_left_out_a_life_is_the_same_life() -> None:
    life = fold([])
    assert without_left_out(life) is life
    assert without_left_out(fold([entry(L, LeftOut("gone", "k", True))])).words.rows == {}


def test_a_gesture_left_out_is_gone_with_its_answer_and_an_answer_goes_alone() -> None:
    life = fold(
        [
            Entry("0" * 32, L, 1, GestureWritten("g", "words", "You hummed.", 0)),
            Entry("1" * 32, R, 2, GestureAnswered("g", "ask", "Did I?")),
        ]
    )
    answered = without_left_out(fold([entry(R, LeftOut("g", "answer", True))], life)).affection.gestures
    assert (answered["g"].text, answered["g"].answer) == ("You hummed.", "")
    assert without_left_out(fold([entry(L, LeftOut("g", "gesture", True))], life)).affection.gestures == {}
    assert without_left_out(fold([entry(R, LeftOut("g", "gesture", True))], life)).affection.gestures
