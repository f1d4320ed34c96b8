"""The colour rules of the design, held to its tables."""

from itertools import combinations

import pytest

from weft.core.practice import Practice
from weft.core.tapestry.dye import (
    CLOTH,
    DAY,
    LINEN,
    NAME,
    NIGHT,
    TRITAN,
    WEFT,
    Dye,
    alike,
    bath,
    contrast,
    delta_e,
    lab,
    weft,
    worst_delta_e,
)

GROUND = {"day": "#EBEDE8", "night": "#15181C"}
TABLE = {"day": DAY, "night": NIGHT}

CONTRAST = {
    Dye.MADDER: (5.8, 4.6),
    Dye.COCHINEAL: (8.8, 3.4),
    Dye.SAFFLOWER: (3.4, 9.5),
    Dye.HENNA: (4.4, 7.3),
    Dye.WELD: (3.0, 13.4),
    Dye.NETTLE: (3.2, 10.9),
    Dye.KENDAL: (6.7, 5.6),
    Dye.WOAD: (3.5, 9.4),
    Dye.INDIGO: (9.9, 3.5),
    Dye.ORCHIL: (5.7, 5.5),
    Dye.WALNUT: (11.7, 3.4),
    Dye.OAKGALL: (14.5, 15.8),
}
NEAREST = {
    Dye.MADDER: (Dye.HENNA, 9.5, Dye.HENNA, 11.3),
    Dye.COCHINEAL: (Dye.OAKGALL, 10.8, Dye.KENDAL, 9.5),
    Dye.SAFFLOWER: (Dye.NETTLE, 10.4, Dye.KENDAL, 11.2),
    Dye.HENNA: (Dye.WELD, 9.5, Dye.MADDER, 11.3),
    Dye.WELD: (Dye.HENNA, 9.5, Dye.NETTLE, 12.5),
    Dye.NETTLE: (Dye.SAFFLOWER, 10.4, Dye.WELD, 12.5),
    Dye.KENDAL: (Dye.COCHINEAL, 11.9, Dye.COCHINEAL, 9.5),
    Dye.WOAD: (Dye.ORCHIL, 11.5, Dye.ORCHIL, 13.3),
    Dye.INDIGO: (Dye.ORCHIL, 9.6, Dye.ORCHIL, 12.9),
    Dye.ORCHIL: (Dye.INDIGO, 9.6, Dye.KENDAL, 12.8),
    Dye.WALNUT: (Dye.MADDER, 11.0, Dye.MADDER, 12.1),
    Dye.OAKGALL: (Dye.COCHINEAL, 10.8, Dye.SAFFLOWER, 12.1),
}
TOKENS = {
    ("ink", "day"): ("#1B2026", "#F7F8F5", 7.0),
    ("ink-2", "day"): ("#454C52", "#F7F8F5", 7.0),
    ("alarm", "day"): ("#8A1A2B", "#F7F8F5", 7.0),
    ("rule", "day"): ("#727975", "#F7F8F5", 3.0),
    ("ink", "night"): ("#E7E8E3", "#1E2227", 7.0),
    ("ink-2", "night"): ("#B4BAB8", "#1E2227", 7.0),
    ("alarm", "night"): ("#F2A3A3", "#1E2227", 7.0),
    ("rule", "night"): ("#7C848A", "#1E2227", 3.0),
}


@pytest.mark.parametrize(("token", "time"), TOKENS)
def test_words_and_borders_are_readable_on_ground_and_label(token: str, time: str) -> None:
    colour, label, least = TOKENS[token, time]
    assert contrast(colour, GROUND[time]) >= least
    assert contrast(colour, label) >= least


@pytest.mark.parametrize("dye", Dye)
def test_a_dyed_line_stands_out_from_the_ground_as_the_table_says(dye: Dye) -> None:
    found = [contrast(TABLE[time][dye], GROUND[time]) for time in TABLE]
    assert found == pytest.approx(CONTRAST[dye], abs=0.06)
    assert min(found) >= 3


@pytest.mark.parametrize("dye", Dye)
def test_the_nearest_other_dye_is_the_one_in_the_table(dye: Dye) -> None:
    found: list[object] = []
    for table in TABLE.values():
        near, other = min(
            (worst_delta_e(table[dye], table[other]), other) for other in Dye if other is not dye
        )
        found += [other, round(near, 1)]
    assert found == list(NEAREST[dye])


def test_no_two_dyes_are_nearer_than_the_guide_allows() -> None:
    for table in TABLE.values():
        assert (
            round(min(worst_delta_e(table[one], table[other]) for one, other in combinations(Dye, 2)), 1)
            == 9.5
        )


def test_tritan_sight_keeps_the_dyes_apart_too() -> None:
    closest = [
        min(
            delta_e(lab(table[one], TRITAN), lab(table[other], TRITAN)) for one, other in combinations(Dye, 2)
        )
        for table in TABLE.values()
    ]
    assert [round(least, 1) for least in closest] == [8.5, 9.7]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_agree_with_the_published_pairs(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert round(delta_e(one, other), 4) == expected


def test_two_of_the_same_dye_are_alike() -> None:
    assert all(alike(dye, dye) for dye in Dye)


def test_being_alike_does_not_depend_on_the_side() -> None:
    assert all(alike(one, other) == alike(other, one) for one, other in combinations(Dye, 2))


def test_madder_and_indigo_are_not_called_alike() -> None:
    assert not alike(Dye.MADDER, Dye.INDIGO)


def test_the_couple_of_the_guide_is_not_called_alike() -> None:
    assert not alike(Dye.MADDER, Dye.KENDAL)


def test_madder_and_henna_are_called_alike() -> None:
    assert alike(Dye.MADDER, Dye.HENNA)


def test_madder_and_kendal_get_the_baths_of_the_guide() -> None:
    second = {practice for practice in Practice if bath(practice, Dye.MADDER, Dye.KENDAL)}
    assert second == {Practice.TALK, Practice.MOMENTS, Practice.UNDERSTANDING, Practice.AFFECTION}


@pytest.mark.parametrize("practice", Practice)
def test_a_bath_that_sinks_is_never_taken_while_the_other_reads_better(practice: Practice) -> None:
    for left in Dye:
        for right in Dye:
            taken = bath(practice, left, right)
            reads = [min(worst_delta_e(yarn, CLOTH[dye]) for dye in (left, right)) for yarn in WEFT[practice]]
            assert reads[taken] >= 10 or reads[taken] == max(reads)


def test_one_person_alone_is_judged_by_one_dye() -> None:
    assert all(bath(practice, dye, None) == bath(practice, dye, dye) for practice in Practice for dye in Dye)


def test_linen_is_undyed_in_both_baths() -> None:
    assert weft(Practice.PRESENCE, 0) == weft(Practice.PRESENCE, 1) == LINEN


def test_the_warp_in_the_cloth_is_one_step_lighter_than_the_line() -> None:
    for dye in Dye:
        step = lab(CLOTH[dye])[0] - lab(DAY[dye])[0]
        assert 3 <= step <= 9, dye


def test_the_warps_stay_as_far_apart_in_the_cloth_as_the_lines_do() -> None:
    closest = min(worst_delta_e(CLOTH[one], CLOTH[other]) for one, other in combinations(Dye, 2))
    assert closest >= 9


def test_every_dye_has_a_name_and_all_its_colours() -> None:
    assert all(set(table) == set(Dye) for table in (NAME, DAY, NIGHT, CLOTH))
