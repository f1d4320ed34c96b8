"""What a feeling does to a dye: little, the same from both people, and never a verdict."""

import pytest

from weft.core.moments.fields import FEELINGS
from weft.core.practice import Practice
from weft.core.tapestry.dye import WEFT, delta_e, lab
from weft.core.tapestry.tone import PLANE, Feeling, Tone, on_plane, tone, toned


def test_nothing_felt_leaves_the_dye_as_it_is() -> None:
    assert tone() == ()
    assert toned("#D9A441", ()) == "#D9A441"


@pytest.mark.parametrize(
    ("felt", "tones"),
    [
        (Feeling(-1, -1), (Tone.HEAVY, Tone.STILL)),
        (Feeling(1, 1), (Tone.LIGHT, Tone.STIRRED)),
        (Feeling(0.2, -0.2), ()),
        (Feeling(-0.6, 0), (Tone.HEAVY,)),
    ],
)
def test_each_corner_of_the_plane_has_its_tone_and_the_middle_none(
    felt: Feeling, tones: tuple[Tone, ...]
) -> None:
    assert tone(felt) == tones


def test_whose_feeling_came_first_does_not_show() -> None:
    felt = [Feeling(0.1, 0.9), Feeling(0.7, -0.3), Feeling(-0.2, 0.4)]
    assert tone(*felt) == tone(*felt[::-1])


def test_every_word_of_ours_for_a_feeling_has_its_place_and_no_word_of_one_s_own_has() -> None:
    assert set(PLANE) == set(FEELINGS)
    assert on_plane("tender", "like the last day of school") == (PLANE["tender"],)


def test_two_who_felt_opposite_things_are_woven_plain() -> None:
    assert tone(Feeling(1, 1), Feeling(-1, -1)) == ()


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf"), 1e300])
def test_a_feeling_off_the_plane_is_drawn_back_to_it(wrong: float) -> None:
    assert set(tone(Feeling(wrong, 0))) <= {Tone.HEAVY, Tone.LIGHT}


@pytest.mark.parametrize("practice", Practice)
@pytest.mark.parametrize(
    "tones", [(one,) for one in Tone] + [(Tone.HEAVY, Tone.STIRRED), (Tone.LIGHT, Tone.STILL)]
)
def test_a_tone_is_gentle(practice: Practice, tones: tuple[Tone, ...]) -> None:
    for dye in WEFT[practice]:
        assert delta_e(lab(dye), lab(toned(dye, tones))) < 14
