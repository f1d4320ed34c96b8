"""The landscape: what stands out in two curves, and what is never said of them."""

import random
import re
from itertools import pairwise
from math import exp

import pytest

from weft.core.moments.curve import NOTHING
from weft.core.moments.landscape import MOST_PICKS, Curve, Landscape, Met, landscape
from weft.core.moments.picture import picture, wrapped
from weft.core.people import Side

FILM = 112 * 60


def bumps(*peaks: tuple[int, float], length: int = FILM, wide: float = 300) -> bytes:
    """Far off but for some peaks: their second and their height."""
    rough = (
        round(8 + max((high * exp(-(((at - top) / wide) ** 2)) for top, high in peaks), default=0))
        for at in range(0, length, 10)
    )
    return bytes(one for one in rough for _ in range(10))[:length]


def drawn(left: bytes, right: bytes) -> Landscape:
    return landscape(Curve(left), Curve(right))


NOOR, ELIAS = bumps((2880, 70), (5460, 80)), bumps((3720, 60), (5460, 75))


def test_the_strongest_meeting_is_where_both_were_moved() -> None:
    found = drawn(NOOR, ELIAS).meeting
    assert found is not None and found.met is Met.BOTH
    assert abs(found.second - 5460) <= 60


def test_the_strongest_difference_is_where_one_was_moved_and_the_other_not() -> None:
    found = drawn(NOOR, ELIAS).difference
    assert found is not None and found.met is Met.LEFT
    assert abs(found.second - 2880) <= 60


def test_it_is_the_same_from_the_other_edge() -> None:
    one, other = drawn(NOOR, ELIAS), drawn(ELIAS, NOOR)
    swapped = {Met.LEFT: Met.RIGHT, Met.RIGHT: Met.LEFT, Met.BOTH: Met.BOTH}
    assert [(swapped[each.met], each.second) for each in one.places] == [
        (e.met, e.second) for e in other.places
    ]


def test_who_pulls_less_far_is_moved_as_much() -> None:
    half = bytes(one // 2 for one in ELIAS)
    assert [each.met for each in drawn(NOOR, half).places] == [each.met for each in drawn(NOOR, ELIAS).places]


def test_two_level_curves_have_no_places_and_nothing_is_said_of_them() -> None:
    level = drawn(bytes([40]) * FILM, bytes([5]) * FILM)
    assert (level.places, level.meeting, level.difference, level.together) == ((), None, None, None)


def test_where_one_felt_nothing_along_there_is_neither_a_meeting_nor_a_difference() -> None:
    asleep = ELIAS[:2000] + bytes([NOTHING]) * (FILM - 2000)
    found = drawn(NOOR, asleep)
    assert found.right[60] is None
    assert all(each.second < 2000 for each in found.places)


def test_taps_alone_make_a_curve() -> None:
    still = bytes(FILM)
    found = landscape(Curve(still, (2900,)), Curve(still, (2880, 5400)))
    assert [each.met for each in found.places] == [Met.BOTH, Met.RIGHT]


def test_a_landscape_of_nothing_is_one_pick_high() -> None:
    assert drawn(b"", b"").picks == 1


@pytest.mark.parametrize("length", [1, 200, 3_600, 6 * 3_600])
def test_no_title_takes_more_picks_than_there_is_room_for(length: int) -> None:
    assert drawn(bumps((length // 2, 70), length=length), b"").picks <= MOST_PICKS


def felt_along(chance: random.Random, peaks: int) -> list[tuple[int, float]]:
    return [(chance.randrange(FILM), chance.uniform(30, 90)) for _ in range(peaks)]


def test_of_unrelated_pairs_few_are_said_to_move_together() -> None:
    """Of 120 pairs with nothing in common, at 1 in 20 about 6 would be; sixteen would be a fault of the method."""
    chance = random.Random(17)
    said = [drawn(bumps(*felt_along(chance, 9)), bumps(*felt_along(chance, 9))).together for _ in range(120)]
    assert sum(map(bool, said)) < 16


def test_of_pairs_who_share_most_of_it_most_are() -> None:
    chance = random.Random(18)
    said = []
    for _ in range(30):
        shared = felt_along(chance, 7)
        said.append(
            drawn(bumps(*shared, *felt_along(chance, 1)), bumps(*shared, *felt_along(chance, 1))).together
        )
    assert sum(map(bool, said)) > 24


def test_two_that_only_both_rise_towards_the_end_do_not_move_together() -> None:
    rising = bytes(at * 90 // FILM for at in range(FILM))
    assert not drawn(rising, rising).together


def test_the_same_curves_give_the_same_picture_and_words_cannot_break_out_of_it() -> None:
    land = drawn(NOOR, ELIAS)
    assert land.difference is not None
    said = {land.difference.second: ('</text><script>"', "0:48, <b>")}
    first = picture(land, 'A "label" <b>', said)
    assert first == picture(drawn(NOOR, ELIAS), 'A "label" <b>', said)
    assert "<script" not in first
    assert "<b>" not in first
    assert "style=" not in first


def test_a_line_belongs_to_the_place_around_it_though_it_was_left_some_seconds_off() -> None:
    land = drawn(NOOR, ELIAS)
    alone = next(one for one in land.places if one.met is Met.LEFT)
    for second in (alone.second - 40, alone.second, alone.second + 40):
        assert land.place_of(second) == alone
    assert land.place_of(0) is None


def test_a_line_stands_in_the_picture_beside_any_place_and_never_over_another() -> None:
    both = (1_000, 70), (3_000, 70), (5_000, 70)
    land = drawn(bumps(*both, (6_000, 40)), bumps(*both))
    said = {one.second: (f"Line {at}", "Noor") for at, one in enumerate(land.places)}
    shown = picture(land, "", said)
    heights = [int(y) for y in re.findall(r'class="said" x="\d+" y="(\d+)"', shown)]
    assert len(heights) > 2
    assert all(abs(one - other) >= 40 for one, other in pairwise(sorted(heights)))
    assert "Line" not in picture(land, "", {})


def test_long_words_end_in_an_ellipsis() -> None:
    assert wrapped("that coat was Dad’s", 10) == ["that coat", "was Dad’s"]
    assert wrapped("one two three four five six seven eight", 9)[-1].endswith("…")
    assert wrapped("x" * 200, 9) == ["x" * 9 + "…"]
    assert wrapped("", 9) == []


def test_each_side_has_its_own_curve() -> None:
    land = drawn(NOOR, ELIAS)
    assert (land.of(Side.LEFT), land.of(Side.RIGHT)) == (land.left, land.right)
