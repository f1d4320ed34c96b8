"""A small evaluation on invented couples; the long one is ``./bench --chooser``, and its tables are in docs/choosing.md."""

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bench.choosing import CHOOSERS, GAP, MADE, THINGS, facts, lived, milliseconds
from bench.evenings import Pair, World

COUPLES, WEEKS = 24, 8


@cache
def weekly(name: str) -> NDArray[np.float64]:
    """What a week came to for each couple."""
    return np.array([lived(CHOOSERS[name], World(), seed, WEEKS).mean() for seed in range(COUPLES)])


def test_the_chooser_gives_more_than_each_simpler_way_beyond_chance() -> None:
    for other in ("random", "round robin", "a daily question", "the rule before"):
        more = weekly("chooser") - weekly(other)
        assert more.mean() > 2 * more.std() / COUPLES**0.5, other


def test_it_comes_most_of_the_way_to_who_knows_all() -> None:
    assert 0.6 < weekly("chooser").sum() / weekly("oracle").sum() < 1
    assert weekly("oracle of what was told").sum() < weekly("oracle").sum()


def test_the_chooser_is_told_only_what_it_would_be_told() -> None:
    """The notes of whoever opened Today and not the other's; a need only where it was said."""
    pair = Pair(World(), THINGS, 7, 3)
    pair.notes[0].append((0, 4, 1.0))
    pair.notes[1].append((0, 5, -1.0))
    for day in range(7):
        viewer = pair.days[day].viewer
        known = facts(pair, day, (viewer,))
        assert [one.exercise for one in known.notes] == [THINGS.all[4 + viewer].id]
        said = sum(
            says and need >= 0 for need, says in zip(pair.days[day].needs, pair.days[day].said, strict=True)
        )
        assert len(known.needs) <= said


def test_one_who_knows_how_couples_are_made_is_told_no_more_of_a_day_than_ours() -> None:
    """Neither the need nobody said, nor the minutes, the weariness, nor what the other noted."""
    told = replace(World(), calendars=0.0, by_hand=0.0)
    for seed in range(4):
        one, other = Pair(told, THINGS, 1, seed), Pair(told, THINGS, 1, seed)
        there = other.days[0]
        needs = tuple(
            3 - need if need >= 0 and not said else need
            for need, said in zip(there.needs, there.said, strict=True)
        )
        other.days[0] = replace(
            there, minutes=300.0, needs=(needs[0], needs[1]), weary=there.weary + 2, wet=not there.wet
        )
        other.notes[1 - there.viewer].append((0, 5, -1.0))
        assert CHOOSERS[MADE](one, 0) == CHOOSERS[MADE](other, 0)


def test_what_is_taken_from_the_oracle_stays_with_the_couple() -> None:
    """The couple lives on as it is; only whoever chooses knows less of it."""
    pair, same = Pair(World(), THINGS, 1, 3), Pair(World(), THINGS, 1, 3)
    for name in GAP:
        CHOOSERS[name](pair, 0)
        assert np.array_equal(pair.practice, same.practice), name
        assert np.array_equal(pair.worth(0), same.worth(0)), name


def test_the_same_couple_lives_the_same_days_whoever_chooses() -> None:
    one, other = Pair(World(), THINGS, 28, 5), Pair(World(), THINGS, 28, 5)
    for day in range(28):
        one.begin(day)
        other.begin(day)
        assert one.days[day].minutes == other.days[day].minutes
        if one.days[day].opens:
            one.live(day, [day])
    assert np.array_equal(one.practice, other.practice)


def test_a_suggestion_takes_few_milliseconds() -> None:
    assert milliseconds(3) < 25, "the target is 5, on a quiet machine"
