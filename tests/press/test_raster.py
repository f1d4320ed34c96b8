"""The cloth as pixels: every crossing where it belongs, and the same pixels always."""

from hashlib import sha256

import numpy as np
import pytest
from numpy.typing import NDArray

from weft.core.tapestry.drawdown import Cloth, newest
from weft.core.tapestry.picks import marks_across, picks, warp_colours
from weft.core.tapestry.sample import long_life, spring
from weft.press.raster import STRIP_ROWS, Size, fitted, square, strips

KNOWN = {
    "spring": (lambda: spring(), lambda cloth: square(cloth, 6), "bdd2480fdf6bea4c"),
    "odd size": (lambda: spring(), lambda _: Size(500, 1777), "b4ce4b365daa066f"),
    "from afar": (lambda: long_life(2), lambda _: Size(300, 900), "58e7827d7a5c5314"),
    "alone": (lambda: spring(right=None), lambda cloth: square(cloth, 4), "9897eab703c2c15b"),
}


def painted(cloth: Cloth, size: Size) -> NDArray[np.uint8]:
    return np.concatenate(list(strips(cloth, size)))


def rgb(colour: str) -> NDArray[np.int64]:
    return np.array(list(bytes.fromhex(colour[1:])), np.int64)


@pytest.mark.parametrize("name", KNOWN)
def test_a_known_cloth_has_the_same_pixels_everywhere(name: str) -> None:
    cloth, size, digest = KNOWN[name][0](), KNOWN[name][1], KNOWN[name][2]
    assert sha256(painted(cloth, size(cloth)).tobytes()).hexdigest()[:16] == digest


def test_the_middle_of_every_crossing_is_the_thread_that_lies_on_top() -> None:
    cloth = spring(40)
    seen = painted(cloth, square(cloth, 8))[4::8, 4::8].astype(np.int64)
    warp = [rgb(colour) for colour in warp_colours(cloth)]
    for y, pick in enumerate(picks(cloth)):
        for x, up in enumerate(marks_across(pick.marks, 40)):
            expected = np.minimum((warp[x] if up else rgb(pick.colour)) * 276 // 256, 255)
            assert np.abs(seen[y, x] - expected).max() <= 2, (y, x)


@pytest.mark.parametrize("size", [Size(1, 1), Size(91, 320), Size(97, 2000), Size(1000, 3), Size(545, 641)])
def test_a_picture_is_exactly_as_large_as_asked_for(size: Size) -> None:
    assert painted(spring(), size).shape == (size.high, size.wide, 3)


def test_from_afar_each_row_is_the_mean_of_the_picks_it_covers() -> None:
    cloth = newest(spring(), 120)
    near = painted(cloth, square(cloth, 8)).astype(float)
    far = painted(cloth, Size(91, 30)).astype(float)
    mixed = near.reshape(30, 32, 91, 8, 3).mean(axis=(1, 3))
    assert np.abs(mixed - far).mean() < 6


def test_strips_are_thin_so_that_a_poster_needs_little_memory() -> None:
    assert max(len(one) for one in strips(long_life(1), Size(200, 4000))) <= STRIP_ROWS


def test_a_bare_warp_has_no_picture() -> None:
    assert not list(strips(newest(spring(), 0), Size(10, 10)))


def test_fitted_threads_are_square() -> None:
    cloth, size = fitted(long_life(1), Size(1000, 12_000))
    assert abs(size.wide / len(cloth.ends) - size.high / cloth.picks) < 0.01


def test_in_a_long_cloth_an_end_can_still_be_told_from_the_next() -> None:
    cloth, size = fitted(long_life(3), Size(1000, 3000))
    assert (len(cloth.ends), size) == (250, Size(1000, 3000))


def test_a_short_cloth_stays_a_short_cloth() -> None:
    cloth, size = fitted(newest(spring(), 20), Size(910, 6000))
    assert (len(cloth.ends), size) == (91, Size(910, 200))
