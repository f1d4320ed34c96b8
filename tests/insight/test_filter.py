"""The filter and smoother say what the whole normal distribution says, written out at once."""

import numpy as np
import pytest
from numpy.typing import NDArray

from weft.insight.filter import Carry, smooth, surprises, take_in

Array = NDArray[np.float64]
CARRY = Carry(0.5, 0.1, 0.7, 0.3)


def written_out(there: Array, said: Array) -> tuple[Array, Array]:
    days = len(there)
    over, now = np.array([[0.5, 0.1], [0.1, 0.5]]), 0.7 * np.array([[1, 0.3], [0.3, 1]])
    whole = np.zeros((2 * days, 2 * days))
    for i in range(days):
        for j in range(i + 1):
            block = np.linalg.matrix_power(over, i - j) @ now
            whole[2 * i : 2 * i + 2, 2 * j : 2 * j + 2] = block
            whole[2 * j : 2 * j + 2, 2 * i : 2 * i + 2] = block.T
    known = there.reshape(-1) > 0
    gain = whole[:, known] @ np.linalg.inv(whole[np.ix_(known, known)] + 0.3 * np.eye(int(known.sum())))
    mean = gain @ said.reshape(-1)[known]
    return mean.reshape(days, 2), np.diag(whole - gain @ whole[known]).reshape(days, 2)


@pytest.mark.parametrize("seed", range(4))
def test_smoothing_day_by_day_is_smoothing_at_once(seed: int) -> None:
    dice = np.random.default_rng(seed)
    there = (dice.random((30, 2)) < 0.7) * 1.0
    said = dice.normal(size=(30, 2)) * there
    days = take_in(CARRY, there.tolist())
    smoothed = smooth(CARRY, days, surprises(CARRY, days, said[:, 0], said[:, 1]))
    mean, spread = written_out(there, said)
    assert np.allclose(smoothed.mean.T, mean, atol=1e-5) and np.allclose(smoothed.spread.T, spread, atol=1e-5)


def test_many_couples_side_by_side_are_each_couple_alone() -> None:
    dice = np.random.default_rng(9)
    there = (dice.random((20, 3, 2)) < 0.7) * 1.0
    said = dice.normal(size=(20, 3, 2)) * there
    days = take_in(CARRY, [(day[:, 0], day[:, 1]) for day in there])
    seen = surprises(CARRY, days, said[:, :, :1], said[:, :, 1:])
    together = smooth(CARRY, days, seen)
    alone = take_in(CARRY, there[:, 1].tolist())
    one = smooth(CARRY, alone, surprises(CARRY, alone, said[:, 1, 0], said[:, 1, 1]))
    assert np.allclose(together.mean[:, :, 1, 0], one.mean) and np.allclose(
        together.spread[:, :, 1], one.spread
    )


def test_states_stay_as_wide_as_they_were_when_nobody_writes() -> None:
    days = take_in(CARRY, [(0.0, 0.0)] * 200)
    assert days[-1].aa == pytest.approx(0.7, abs=1e-3) and days[-1].ab == pytest.approx(0.21, abs=1e-3)
