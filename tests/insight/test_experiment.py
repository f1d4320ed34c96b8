"""A couple's own experiment: exact about chance, silent with too little."""

from itertools import product

import numpy as np
import pytest

from weft.insight.experiment import Outcome, Span, chance_alone, compare, draw


def by_hand(gaps: list[float]) -> float:
    far = abs(sum(gaps)) - 1e-9
    ways = [
        abs(sum(s * g for s, g in zip(signs, gaps, strict=True))) >= far
        for signs in product((1, -1), repeat=len(gaps))
    ]
    return sum(ways) / len(ways)


@pytest.mark.parametrize("seed", range(5))
def test_chance_alone_is_counted_exactly(seed: int) -> None:
    gaps = np.random.default_rng(seed).normal(1, 2, 9).round(1)
    assert chance_alone(gaps) == pytest.approx(by_hand(list(gaps)))


def test_no_difference_at_all_is_all_chance() -> None:
    assert chance_alone(np.zeros(6)) == 1.0


def test_of_ten_pairs_all_one_way_chance_alone_gives_two_in_1024() -> None:
    assert chance_alone(np.arange(1.0, 11.0)) == pytest.approx(2 / 1024)


def test_the_most_pairs_that_are_looked_at_are_still_counted_exactly() -> None:
    assert 0 < chance_alone(np.random.default_rng(1).normal(0.3, 1, 32)) < 1


def test_every_pair_has_both_options_in_an_order_that_was_drawn() -> None:
    assert draw([False, True], Span.DAY) == (0, 1, 1, 0)
    assert draw([True], Span.HALF_WEEK) == (1, 1, 1, 1, 0, 0, 0)


def test_seven_evenings_of_an_option_are_too_little() -> None:
    options = draw([False] * 7, Span.DAY)
    assert compare([50.0, 90.0] * 7, options, Span.DAY).outcome is Outcome.TOO_LITTLE


def test_a_clear_difference_made_a_difference_and_lies_in_its_range() -> None:
    coins = [bool(n % 2) for n in range(12)]
    options = draw(coins, Span.DAY)
    near = [50.0 + 20 * option + n % 3 for n, option in enumerate(options)]
    result = compare(near, options, Span.DAY)
    assert result.outcome is Outcome.MADE_A_DIFFERENCE
    assert result.low <= result.difference <= result.high and result.low > 10


def test_a_pair_with_one_half_missing_is_left_out() -> None:
    options = draw([False] * 10, Span.DAY)
    near: list[float | None] = [*[50.0, 60.0] * 9, 50.0, None]
    result = compare(near, options, Span.DAY)
    assert (result.pairs, result.days, result.asked) == (9, 18, 20)


def test_when_nothing_is_true_the_draw_is_blamed_at_most_one_time_in_twenty() -> None:
    dice = np.random.default_rng(5)
    said = 0
    for _ in range(300):
        coins = [bool(c) for c in dice.integers(0, 2, 15)]
        near: list[float | None] = [
            None if dice.random() < 0.25 else float(v) for v in dice.normal(60, 12, 30)
        ]
        said += compare(near, draw(coins, Span.DAY), Span.DAY).outcome is Outcome.MADE_A_DIFFERENCE
    assert said <= 25
