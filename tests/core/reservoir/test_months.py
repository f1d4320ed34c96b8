"""One word for each month, from what was kept in it."""

from datetime import date

from weft.core.people import Side
from weft.core.reservoir.months import words_of
from weft.core.reservoir.things import Line, Thing

L, R = Side.LEFT, Side.RIGHT
DAY = date(2026, 6, 4)


def told(*texts: str, left: tuple[str, ...] = (), right: tuple[str, ...] = ()) -> Thing:
    lines = tuple(Line(L, f"k{at}", "keep", text) for at, text in enumerate(texts))
    return Thing("t", True, "T", "walk", DAY, 0, lines=lines, feelings=((L, left), (R, right)))


def test_a_feeling_both_named_comes_first() -> None:
    assert words_of({6: [told("heron", left=("warm", "calm"), right=("calm",))]}, []) == {6: "calm"}


def test_nothing_heavy_is_chosen_for_anybody() -> None:
    assert words_of({6: [told("a heron", left=("sad",), right=("sad",))]}, []) == {6: "heron"}


def test_a_word_that_belongs_to_the_month_is_chosen_and_never_a_name() -> None:
    months = {5: [told("Elias by the harbour")], 6: [told("Elias by the harbour", "The heron")]}
    assert words_of(months, ["Elias"]) == {5: "harbour", 6: "heron"}


def test_a_month_of_common_words_has_none() -> None:
    assert words_of({6: [told("It was what it was.")]}, []) == {}
