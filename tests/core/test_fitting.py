"""Ideas come earlier for what both said, and for nothing one said alone."""

from dataclasses import replace

import pytest

from weft.core.fitting import MEETS, Marks, Taste, marks, taste_key, wanted_key, weigher, worth_key
from weft.core.ideas import FEW, Energy, Idea, Mood, Wishes, turn
from weft.core.practice import Practice
from weft.keeper.library import read_library

IDEAS = read_library().ideas
ONE, OTHER = IDEAS[0], IDEAS[1]
NOBODYS = frozenset[str]()


def first_of(both: Marks, days: int = 60) -> list[Idea]:
    weigh = weigher(both, NOBODYS)
    return [one for day in range(days) for one in turn(IDEAS, Wishes(), f"day {day}", 0, weigh=weigh)[0]]


def share(some: list[Idea], taste: Taste) -> float:
    return sum(map(MEETS[taste], some)) / len(some)


def test_every_taste_meets_some_ideas_and_not_all() -> None:
    assert set(MEETS) == set(Taste)
    for taste in Taste:
        assert 0 < sum(map(MEETS[taste], IDEAS)) < len(IDEAS), taste


@pytest.mark.parametrize("taste", [Taste.OUTDOORS, Taste.TENDER, Taste.TOUCH, Taste.LIVELY])
def test_what_both_like_comes_more_often_and_not_only(taste: Taste) -> None:
    before, after = (share(first_of(Marks(tastes)), taste) for tastes in ((), (taste,)))
    assert before * 1.3 < after < 1


def test_what_was_worth_it_to_both_brings_more_like_it() -> None:
    liked = next(
        one for one in IDEAS if one.moods == (Mood.TENDER,) and one.practices == (Practice.AFFECTION,)
    )

    def alike(some: list[Idea]) -> int:
        return sum(Mood.TENDER in one.moods and Practice.AFFECTION in one.practices for one in some)

    assert alike(first_of(Marks(worth=(liked,)))) > alike(first_of(Marks()))


def test_where_nothing_is_said_by_both_the_order_is_as_it_was() -> None:
    for day in range(30):
        assert turn(IDEAS, Wishes(), str(day), 0, weigh=weigher(Marks(), NOBODYS)) == turn(
            IDEAS, Wishes(), str(day), 0
        )


def test_ideas_of_theirs_come_a_little_more_often() -> None:
    own = frozenset({ONE.id})
    gone = sum(ONE in turn(IDEAS, Wishes(), str(day), 0, FEW, weigher(Marks(), own))[0] for day in range(600))
    plain = sum(ONE in turn(IDEAS, Wishes(), str(day), 0)[0] for day in range(600))
    assert gone > plain


def test_nothing_comes_twice_before_everything_has_come() -> None:
    weigh = weigher(Marks((Taste.CALM, Taste.OUTDOORS)), NOBODYS)
    seen = [one.id for turns in range(40) for one in turn(IDEAS, Wishes(), "day", turns, weigh=weigh)[0]]
    assert len(set(seen)) == len(seen)


def test_what_was_asked_for_stays_what_was_asked_for() -> None:
    weigh = weigher(Marks((Taste.LIVELY, Taste.AWAY)), NOBODYS)
    wishes = Wishes(most=30, energy=Energy.LOW)
    assert all(
        one.minutes <= 30 and one.energy is Energy.LOW
        for one in turn(IDEAS, wishes, "day", 0, weigh=weigh)[0]
    )


def test_marks_are_found_again_by_their_keys_and_by_no_others() -> None:
    keys = frozenset({taste_key(Taste.FREE), wanted_key(ONE), worth_key(OTHER), "0" * 16})
    assert marks(keys, IDEAS) == Marks((Taste.FREE,), (ONE,), (OTHER,))
    assert marks(keys, [replace(ONE, text="Another text.")]) == Marks((Taste.FREE,))


def test_a_mark_of_one_kind_is_none_of_another() -> None:
    keys = [taste_key(Taste.CALM), wanted_key(ONE), worth_key(ONE), wanted_key(OTHER)]
    assert len(set(keys)) == 4
