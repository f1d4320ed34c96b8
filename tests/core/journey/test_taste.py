"""What somebody found worthwhile, from their own notes."""

import pytest

from weft.core.journey.chance import drawn
from weft.core.journey.facts import MOST_NOTED, Noted
from weft.core.journey.taste import MEAN, PRIOR, TERMS, learn
from weft.core.practice import Practice
from weft.keeper.library import read_library

EXERCISES = read_library().exercises
TALK = [one for one in EXERCISES.values() if one.practice is Practice.TALK]
TODAY = 20_000


def none(_: str) -> float:
    return 0.0


def worth(notes: list[Noted], one: str, day: int = TODAY) -> float:
    taste = learn(notes, EXERCISES, day)
    return taste.of(EXERCISES[one], taste.guess(none, 0.0), none, 0.0)


def test_without_a_note_it_is_what_is_likely_of_anybody() -> None:
    assert learn([], EXERCISES, TODAY).middle == pytest.approx(MEAN)


def test_a_note_counts_most_for_the_same_then_for_its_practice_then_for_others() -> None:
    notes = [Noted(TALK[0].id, TODAY, 1.0)] * 3
    like = next(one for one in TALK[1:] if (one.depth, one.minutes) == (TALK[0].depth, TALK[0].minutes))
    same, alike = worth(notes, TALK[0].id) - worth([], TALK[0].id), worth(notes, like.id) - worth([], like.id)
    other = next(
        one for one in EXERCISES.values() if one.practice is Practice.TIME and one.depth == TALK[0].depth
    )
    assert same > alike > worth(notes, other.id) - worth([], other.id)


def test_a_note_of_long_ago_counts_less() -> None:
    new, old = ([Noted(TALK[0].id, TODAY - ago, 1.0)] for ago in (0, 300))
    assert worth(new, TALK[1].id) > worth(old, TALK[1].id) > worth([], TALK[1].id)


def test_the_more_notes_the_less_a_guess_strays() -> None:
    def strays(notes: list[Noted]) -> float:
        taste = learn(notes, EXERCISES, TODAY)
        guesses = [taste.guess(lambda name, lot=lot: drawn(lot, 0, name), 1.0)[0] for lot in range(200)]  # type: ignore[misc]
        return sum((one - taste.middle[0]) ** 2 for one in guesses) / len(guesses)

    assert strays([]) == pytest.approx(PRIOR[0], rel=0.3)
    assert strays([Noted(one.id, TODAY, 1.0) for one in TALK]) < 0.75 * PRIOR[0]


def test_the_triangle_squared_is_how_sure_each_term_is() -> None:
    triangle = learn([], EXERCISES, TODAY).triangle
    squared = [sum(triangle[at][k] ** 2 for k in range(at + 1)) for at in range(TERMS)]
    assert squared == pytest.approx([1 / wide for wide in PRIOR])


def test_notes_of_what_is_no_more_and_the_oldest_of_very_many_are_passed_by() -> None:
    assert worth([Noted("gone", TODAY, 1.0)], TALK[0].id) == worth([], TALK[0].id)
    many = [Noted(TALK[1].id, TODAY, 1.0)] * MOST_NOTED
    assert worth([Noted(TALK[0].id, TODAY, -1.0), *many], TALK[0].id) == worth(many, TALK[0].id)


def test_what_somebody_said_they_would_like_moves_length_and_depth() -> None:
    long = max(EXERCISES.values(), key=lambda one: one.minutes)

    def said(longer: int) -> float:
        taste = learn([], EXERCISES, TODAY, longer)
        return taste.of(long, taste.guess(none, 0.0), none, 0.0)

    assert said(1) > said(0) > said(-1)


def test_chance_is_the_same_for_the_same_and_even_enough() -> None:
    assert drawn(1, 2, "x") == drawn(1, 2, "x") != drawn(1, 3, "x")
    lots = [drawn(5, day, "x") for day in range(4000)]
    assert abs(sum(lots) / len(lots)) < 0.06
    assert sum(one**2 for one in lots) / len(lots) == pytest.approx(1, abs=0.06)
    assert max(map(abs, lots)) < 3.5
