"""What somebody found worthwhile, from their own notes."""

import pytest

from weft.core.journey.chance import drawn
from weft.core.journey.facts import MOST_NOTED, Facts, Noted, Tapped
from weft.core.journey.taste import MEAN, PRIOR, TERMS, Taste, learn
from weft.core.practice import Practice
from weft.keeper.library import read_library

EXERCISES = read_library().exercises
TALK = [one for one in EXERCISES.values() if one.practice is Practice.TALK]
TODAY = 20_000


def none(_: str) -> float:
    return 0.0


def taste(*notes: Noted, day: int = TODAY, **said: object) -> Taste:
    return learn(Facts(day, notes=notes, **said), EXERCISES)  # type: ignore[arg-type]


def worth(notes: list[Noted], one: str, day: int = TODAY) -> float:
    found = taste(*notes, day=day)
    return found.of(EXERCISES[one], found.guess(none, 0.0))


def of(practice: Practice, found: Taste) -> float:
    return found.middle[list(Practice).index(practice)]


def test_without_a_note_it_is_what_is_likely_of_anybody() -> None:
    assert taste().middle == pytest.approx(MEAN)


def test_a_note_counts_most_for_the_same_then_for_its_practice_then_for_others() -> None:
    notes = [Noted(TALK[0].id, TODAY, 1.0)] * 3
    like = next(one for one in TALK[1:] if (one.depth, one.minutes) == (TALK[0].depth, TALK[0].minutes))
    same, alike = worth(notes, TALK[0].id) - worth([], TALK[0].id), worth(notes, like.id) - worth([], like.id)
    other = next(
        one for one in EXERCISES.values() if one.practice is Practice.TIME and one.depth == TALK[0].depth
    )
    assert same > alike > worth(notes, other.id) - worth([], other.id)


def test_a_no_says_more_than_a_yes_where_a_yes_was_likely() -> None:
    likely = max(TALK, key=lambda one: worth([], one.id)).id
    yes, partly, no = (worth([Noted(likely, TODAY, said)], likely) for said in (1.0, 0.0, -1.0))
    nothing = worth([], likely)
    assert yes > nothing > partly > no
    assert nothing - no > 2 * (yes - nothing)


def test_what_was_noted_since_counts_more_than_what_was_noted_long_ago() -> None:
    def after(first: float, then: float) -> float:
        return worth([Noted(TALK[0].id, TODAY - 300, first), Noted(TALK[1].id, TODAY, then)], TALK[2].id)

    assert after(-1.0, 1.0) > after(1.0, -1.0)


def test_the_more_notes_the_less_a_guess_strays() -> None:
    def strays(*notes: Noted) -> float:
        found = taste(*notes)
        guesses = [found.guess(lambda name, lot=lot: drawn(lot, 0, name), 1.0)[0] for lot in range(200)]  # type: ignore[misc]
        return sum((one - found.middle[0]) ** 2 for one in guesses) / len(guesses)

    assert strays() == pytest.approx(PRIOR[0], rel=0.3)
    assert strays(*(Noted(one.id, TODAY, -1.0) for one in TALK)) < 0.75 * PRIOR[0]


def test_the_triangle_squared_is_how_unsure_each_term_is() -> None:
    triangle = taste().triangle
    squared = [sum(triangle[at][k] ** 2 for k in range(at + 1)) for at in range(TERMS)]
    assert squared == pytest.approx(PRIOR)


def test_what_somebody_said_of_the_seven_moves_them_and_the_rest_of_the_seven_too() -> None:
    said = taste(more=frozenset({Practice.TALK}), less=frozenset({Practice.TIME}))
    assert of(Practice.TALK, said) > 0.3
    assert of(Practice.TIME, said) < -0.3
    assert of(Practice.SOFTER, said) == pytest.approx(0.0, abs=0.01)


def test_what_the_other_said_to_both_moves_what_is_likely_of_the_other_most() -> None:
    said = taste(theirs=frozenset({Practice.TALK}))
    at = list(Practice).index(Practice.TALK)
    assert said.theirs[at] > said.middle[at] > 0
    assert said.theirs[at + 1] == 0


def test_what_felt_good_in_the_evening_says_something_and_more_often_says_more() -> None:
    def tapped(times: int) -> float:
        return of(Practice.TALK, taste(tapped=(Tapped(Practice.TALK, TODAY),) * times))

    assert tapped(9) > tapped(1) > 0
    assert of(Practice.TIME, taste(tapped=(Tapped(Practice.TALK, TODAY),))) < 0.1


def test_notes_of_what_is_no_more_and_the_oldest_of_very_many_are_passed_by() -> None:
    assert worth([Noted("gone", TODAY, 1.0)], TALK[0].id) == worth([], TALK[0].id)
    many = [Noted(TALK[1].id, TODAY, 1.0)] * MOST_NOTED
    assert worth([Noted(TALK[0].id, TODAY, -1.0), *many], TALK[0].id) == worth(many, TALK[0].id)


def test_what_somebody_said_they_would_like_moves_length_and_depth() -> None:
    long = max(EXERCISES.values(), key=lambda one: one.minutes)

    def said(longer: int) -> float:
        found = taste(longer=longer)
        return found.of(long, found.guess(none, 0.0))

    assert said(1) > said(0) > said(-1)


def test_chance_is_the_same_for_the_same_and_even_enough() -> None:
    assert drawn(1, 2, "x") == drawn(1, 2, "x") != drawn(1, 3, "x")
    lots = [drawn(5, day, "x") for day in range(4000)]
    assert abs(sum(lots) / len(lots)) < 0.06
    assert sum(one**2 for one in lots) / len(lots) == pytest.approx(1, abs=0.06)
    assert max(map(abs, lots)) < 3.5
