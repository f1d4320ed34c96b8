"""A small calibration: the long one is ``./bench --calibration``, and its tables are in docs/insight.md."""

import pytest

from bench.calibration import cell, experiments, two_years
from bench.diaries import World, invent


@pytest.mark.parametrize("missing", ["by chance", "on bad days"])
def test_the_band_holds_the_truth_about_nine_times_in_ten(missing: str) -> None:
    assert 0.86 <= cell(World(0.3, 60, missing), 120).coverage <= 0.94


def test_when_nothing_is_true_few_couples_are_told_a_finding() -> None:
    assert cell(World(0.0, 90), 200).false_findings <= 0.06


def test_when_practices_follow_nearness_few_couples_are_told_that_they_lead_it() -> None:
    assert cell(World(0.0, 90, follows=0.6), 200).false_findings <= 0.06


def test_in_four_weeks_with_evenings_missing_nothing_is_said_of_links() -> None:
    assert cell(World(0.5, 28), 60).something_shown == 0


def test_a_large_effect_is_found_in_half_a_year() -> None:
    assert cell(World(0.5, 180), 40).power > 0.8


def test_a_plain_regression_would_tell_most_couples_something_untrue() -> None:
    assert cell(World(0.0, 60), 100).false_by_regression > 0.5


def test_an_experiment_of_nothing_seldom_made_a_difference() -> None:
    assert experiments(0.0, 60, 200) <= 0.09


def test_two_years_of_two_people_are_smoothed_in_far_less_than_a_blink() -> None:
    assert two_years() < 50


def test_about_a_quarter_of_the_invented_evenings_is_missing() -> None:
    for missing in ("by chance", "on bad days"):
        near = invent(World(0.3, 60, missing), 200, 1).diaries.near
        assert 0.22 < (near != near).mean() < 0.29
