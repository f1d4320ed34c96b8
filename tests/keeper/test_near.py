"""Who is near whom, in memory: bounded, forgotten, and told to nobody who is not near."""

import pytest

from weft.core.affection import near
from weft.core.people import LogId, Side
from weft.keeper.near import MOST_A_SECOND, SWEEP_AT, Change, Near, TooOften, room

LOG = LogId("a" * 32)


def comes(side: Side, at: float) -> Change:
    return lambda two: near.come(two, side, side.value, at)


def test_it_is_news_to_the_other_only_once_both_are_here() -> None:
    kept = Near()
    assert not kept.change(LOG, Side.LEFT, comes(Side.LEFT, 0), 0)
    assert kept.change(LOG, Side.RIGHT, comes(Side.RIGHT, 1), 1)
    assert not kept.change(LOG, Side.RIGHT, lambda two: near.look(two, Side.RIGHT, "right", 2), 2)
    assert kept.change(LOG, Side.RIGHT, lambda two: near.hold(two, Side.RIGHT, "right", 3), 3)


def test_more_than_anybody_can_say_in_a_second_is_refused_and_changes_nothing() -> None:
    kept = Near()
    for _ in range(MOST_A_SECOND):
        kept.change(LOG, Side.LEFT, comes(Side.LEFT, 5), 5)
    before = kept.twos[LOG]
    with pytest.raises(TooOften):
        kept.change(LOG, Side.LEFT, lambda two: near.hold(two, Side.LEFT, "left", 5.5), 5.5)
    assert kept.twos[LOG] == before
    kept.change(LOG, Side.RIGHT, comes(Side.RIGHT, 5.5), 5.5)
    kept.change(LOG, Side.LEFT, lambda two: near.hold(two, Side.LEFT, "left", 6), 6)


def test_two_who_part_are_forgotten() -> None:
    kept = Near()
    kept.change(LOG, Side.LEFT, comes(Side.LEFT, 0), 0)
    kept.forget(LOG)
    assert not kept.twos
    assert not kept.said
    assert kept.page_of(LOG, Side.LEFT) == ""


def test_those_that_are_over_are_dropped_when_there_are_many() -> None:
    kept = Near()
    for n in range(SWEEP_AT):
        kept.change(LogId(f"{n:032x}"), Side.LEFT, comes(Side.LEFT, 0), 0)
    kept.change(LOG, Side.LEFT, comes(Side.LEFT, 5000), 5000)
    assert list(kept.twos) == [LOG]


def test_nothing_of_it_shows_in_a_repr() -> None:
    kept = Near()
    kept.change(LOG, Side.LEFT, comes(Side.LEFT, 0), 0)
    assert LOG not in repr(kept)


def test_each_of_the_two_hears_in_a_room_of_their_own() -> None:
    assert room(LOG, Side.LEFT) != room(LOG, Side.RIGHT)
