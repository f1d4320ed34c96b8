"""What one of two is told: nothing too early, nothing of the other's, nothing down about the other."""

import numpy as np
import pytest

from weft.insight.tell import Evening, Standing, tell

NOBODY: list[Evening | None] = [None] * 400


def evenings(
    days: int, seed: int, effect: float = 0.0, mean: float = 60.0, spread: float = 10.0
) -> list[Evening | None]:
    dice = np.random.default_rng(seed)
    done: frozenset[int] = frozenset()
    some: list[Evening | None] = []
    for _ in range(days):
        near = float(np.clip(mean + effect * (0 in done) + spread * dice.normal(), 0, 100))
        done = frozenset(which for which in range(7) if dice.random() < 0.4)
        some.append(Evening(near, done, float(dice.normal())) if dice.random() < 0.8 else None)
    return some


def test_on_the_first_evening_nothing_follows() -> None:
    told = tell([Evening(60, frozenset({1}))], [None], 0)
    assert told.standing is Standing.FIRST_DAY and not told.line


def test_three_evenings_are_too_little_for_a_line() -> None:
    assert tell([Evening(60, frozenset())] * 3, [None] * 3, 0).standing is Standing.TOO_LITTLE


def test_before_twenty_eight_paired_days_there_is_a_line_and_no_link() -> None:
    told = tell(evenings(28, 1, effect=40), NOBODY[:28], 0)
    assert told.standing is Standing.TOO_LITTLE and len(told.line) == 28 and not told.links


def test_a_large_and_lasting_difference_is_found_with_its_days_and_range() -> None:
    told = tell(evenings(180, 2, effect=14), NOBODY[:180], 0)
    assert told.standing is Standing.FINDING
    first = told.links[0]
    assert first.practice == 0 and first.mine and first.up and 0 < first.low < first.high
    assert first.days + first.missing == 179


def test_evenings_with_nothing_in_them_say_no_clear_pattern() -> None:
    assert tell(evenings(120, 3), NOBODY[:120], 0).standing is Standing.NO_PATTERN


def test_always_near_is_good_news() -> None:
    told = tell(evenings(90, 4, mean=97, spread=2), NOBODY[:90], 0)
    assert told.standing is Standing.TOO_STEADY and not told.links


def test_what_goes_down_is_told_to_the_person_themself_only() -> None:
    mine, other = evenings(200, 5), evenings(200, 6, effect=-20)
    for_me, for_them = tell(mine, other, 0), tell(other, mine, 0)
    assert all(one.mine or one.up for one in for_me.links)
    assert any(one.mine and not one.up for one in for_them.links)


@pytest.mark.parametrize("days", [10, 60])
def test_the_band_is_wider_where_evenings_were_left_out(days: int) -> None:
    mine = evenings(days, 7)
    told = tell(mine, NOBODY[:days], 0)
    there = [half for half, one in zip(told.half, mine, strict=True) if one]
    gone = [half for half, one in zip(told.half, mine, strict=True) if not one]
    assert min(gone) > max(there) * 0.8 and sum(gone) / len(gone) > sum(there) / len(there)


def test_diaries_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        tell(evenings(30, 8), NOBODY[:29], 0)
