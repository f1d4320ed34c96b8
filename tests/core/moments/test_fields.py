"""What people type of a moment: kept as meant, or refused with a kind word."""

from datetime import date

import pytest

from weft.core.moments import fields
from weft.core.moments.fields import Wrong

TODAY = date(2026, 6, 4)


def test_a_day_is_a_span_of_one() -> None:
    assert fields.span("1970-01-02", "", TODAY) == (1, 1)
    assert fields.span("2026-06-01", "2026-06-04", TODAY)[1] == 4


@pytest.mark.parametrize(
    ("first", "last"),
    [("", ""), ("8 June", ""), ("2026-06-05", ""), ("1815-06-18", ""), ("2026-06-04", "2026-06-03"),
     ("2026-06-01", "2026-07-01"), ("2024-01-01", "2026-01-01"), ("2026-02-30", ""), ("2026-06-01", "\0")],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused(first: str, last: str) -> None:
    with pytest.raises(Wrong):
        fields.span(first, last, TODAY)


@pytest.mark.parametrize("text", ["52.5200, 13.4050", "N 52° 31", "-33.868820 151.209290"])
def test_a_place_is_said_in_words(text: str) -> None:
    with pytest.raises(Wrong) as no:
        fields.where(text)
    assert "in words" in no.value.why


def test_an_ordinary_place_is_kept() -> None:
    assert fields.where(" row 12,  seat 13 \n at the Rio ") == "row 12, seat 13 at the Rio"


def test_ones_own_word_goes_before_ours() -> None:
    assert fields.kind("film", "a long quiet bus ride") == "a long quiet bus ride"
    assert fields.kind("film", "") == "film"
    with pytest.raises(Wrong):
        fields.kind("<script>", "")


def test_three_feelings_and_no_more() -> None:
    assert fields.feelings(["sad", "tender", "elephant"], "wistful") == ("tender", "sad", "wistful")
    with pytest.raises(Wrong):
        fields.feelings(["sad", "tender", "warm"], "wistful")


@pytest.mark.parametrize("read", [fields.title, fields.text, fields.why])
def test_nothing_written_is_said_so(read: object) -> None:
    with pytest.raises(Wrong):
        read(" \n\t\0 ")  # type: ignore[operator]


@pytest.mark.parametrize(
    ("read", "most"), [(fields.title, 80), (fields.text, 2000), (fields.remember, 300), (fields.why, 200)]
)
def test_more_than_there_is_room_for_is_refused_and_never_cut(read: object, most: int) -> None:
    assert read("x" * most) == "x" * most  # type: ignore[operator]
    with pytest.raises(Wrong):
        read("x" * (most + 1))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "second"), [("48", 48), ("0:48:00", 2880), ("1:02:03", 3723), ("48:00", 2880)]
)
def test_a_time_is_read_as_on_a_player(text: str, second: int) -> None:
    assert fields.second(text, 9000) == second


@pytest.mark.parametrize("text", ["", "NaN", "1:2:3:4", "-1", "0:48.5", "999999", "٣", "2:59:59"])
def test_what_is_no_time_in_the_title_is_refused(text: str) -> None:
    with pytest.raises(Wrong):
        fields.second(text, 9000)


@pytest.mark.parametrize(
    ("second", "length", "said"), [(2880, 6720, "0:48"), (48, 240, "0:48"), (5460, 6720, "1:31")]
)
def test_a_place_is_said_as_people_say_it(second: int, length: int, said: str) -> None:
    assert fields.clock(second, length) == said


def test_who_chose_it_is_one_of_them_or_nobody() -> None:
    assert [fields.chose(one) for one in ("left", "both", "me")] == ["left", "both", ""]
