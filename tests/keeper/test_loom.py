"""From a log to its cloth."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from weft.core.log.entries import CoupleJoined, Entry, SittingWoven
from weft.core.log.fold import Life, fold
from weft.core.people import Side, SittingId
from weft.core.tapestry.drawdown import newest
from weft.keeper.loom import cloth, days_for

JOINED = datetime(2026, 1, 1, 12, tzinfo=UTC)


def life(days: list[int]) -> Life:
    """Joined on the first of January, and lived something on each of these days after it."""
    entries = [Entry("0", Side.LEFT, _at(0), CoupleJoined("Noor", "madder", "Elis", "kendal", 7))]
    for number, day in enumerate(days):
        what = SittingWoven(
            SittingId(f"{number:032x}"), "bench", "Bench", "affection", "together", 5, None, "d" * 64
        )
        entries.append(Entry(f"{number + 1}", Side.LEFT, _at(day), what))
    return fold(entries)


def _at(day: int) -> int:
    return int((JOINED + timedelta(days=day)).timestamp())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-20, 200), max_size=20), st.integers(1, 60))
def test_the_last_days_woven_alone_are_the_top_of_the_whole(days: list[int], picks: int) -> None:
    lived, today = life(days), date(2026, 7, 25)
    top = cloth(lived, Side.LEFT, today, 91, days=days_for(picks))
    assert newest(top, picks) == newest(cloth(lived, Side.LEFT, today, 91), picks)
    sooner = cloth(lived, Side.LEFT, today, 91, days=days_for(picks), picks=picks)
    assert newest(sooner, picks) == newest(top, picks)


def test_a_day_that_has_not_come_is_not_woven_before_it() -> None:
    today = date(2026, 7, 25)
    for days in (None, days_for(60)):
        with_it, without = (cloth(life(some), Side.LEFT, today, 91, days=days) for some in ([3, 60_000], [3]))
        assert with_it == without
