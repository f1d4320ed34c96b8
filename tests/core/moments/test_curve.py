"""A feeling along a title: batches that come twice, late or with gaps, and bytes that are no curve."""

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.core.moments.curve import MOST_SECONDS, NOTHING, NotACurve, by_second, merged, packed, unpacked

VALUES = st.binary(max_size=40).map(lambda raw: bytes(one % 101 for one in raw))
BATCHES = st.lists(st.tuples(st.integers(0, 60), VALUES), max_size=6)


@given(BATCHES)
def test_a_batch_that_comes_twice_is_there_once(batches: list[tuple[int, bytes]]) -> None:
    held = b""
    for start, values in batches:
        held = merged(held, start, values)
        assert merged(held, start, values) == held


@given(VALUES, st.integers(1, 39))
def test_batches_may_come_in_any_order(values: bytes, cut: int) -> None:
    first, second = values[:cut], values[cut:]
    at = len(first)
    assert merged(merged(b"", at, second), 0, first) == merged(merged(b"", 0, first), at, second)


def test_a_gap_takes_nothing_away() -> None:
    assert merged(b"\x05\x06", 0, bytes([NOTHING, 7])) == b"\x05\x07"


def test_a_second_is_the_mean_of_what_was_felt_in_it() -> None:
    assert by_second(bytes([10, 20, NOTHING, NOTHING, NOTHING, NOTHING])) == bytes([15, NOTHING])


@given(VALUES)
def test_packed_and_unpacked_is_nothing(values: bytes) -> None:
    assert unpacked(packed(values)) == values


@pytest.mark.parametrize(
    "text",
    [
        "no base64",
        "é",
        base64.b64encode(b"no zlib").decode(),
        packed(bytes([101])),
        packed(bytes(MOST_SECONDS + 1)),
        base64.b64encode(zlib.compress(bytes(1 << 26), 9)).decode(),
        packed(bytes(200))[:-8],
    ],
    ids=["words", "letters", "bytes", "too close", "too long", "a bomb", "half"],
)
def test_what_is_no_curve_is_refused(text: str) -> None:
    with pytest.raises(NotACurve):
        unpacked(text)
