"""A day has a number, and a number its day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.core.days import day_number, the_date


@given(st.dates())
def test_every_day_comes_back_from_its_number(day: date) -> None:
    assert the_date(day_number(day)) == day


def test_the_first_of_january_1970_is_nought_and_the_day_before_is_less() -> None:
    assert day_number(date(1970, 1, 1)) == 0
    assert the_date(-1) == date(1969, 12, 31)


@pytest.mark.parametrize("number", [-(10**6), 10**7, 10**30])
def test_a_number_that_is_no_day_is_refused(number: int) -> None:
    with pytest.raises((ValueError, OverflowError)):
        the_date(number)
