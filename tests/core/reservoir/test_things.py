"""Things kept are found by year, by who chose them, by a word, and on their day."""

from datetime import date

from weft.core.people import Side
from weft.core.reservoir.things import (
    HARD_KIND,
    Line,
    Thing,
    in_order,
    narrowed,
    on_this_day,
    with_words,
    years,
)

L, R = Side.LEFT, Side.RIGHT


def thing(
    key: str,
    day: date,
    *,
    what: str = "walk",
    who: frozenset[Side] = frozenset({L}),
    days: int = 1,
    text: str = "",
) -> Thing:
    lines = (Line(L, "voice", "told", text),) if text else ()
    return Thing(key, True, f"Title {key}", what, day, 0, days, "", who, lines)


def keys(some: list[Thing]) -> str:
    return "".join(one.key for one in some)


A = thing("a", date(2024, 2, 29))
B = thing("b", date(2025, 6, 4), who=frozenset({L, R}), text="L’été, the Heron")
C = thing("c", date(2025, 6, 3), days=3)
ALL = [A, B, C]


def test_the_newest_comes_first() -> None:
    assert keys(in_order(ALL)) == "bca"
    assert years(ALL) == [2025, 2024]


def test_by_year_and_by_who_chose() -> None:
    assert keys(narrowed(ALL, 2025, None)) == "bc"
    assert keys(narrowed(ALL, None, frozenset({R}))) == "b"
    assert keys(narrowed(ALL, None, frozenset({L, R}))) == "b"


def test_every_word_has_to_stand_somewhere_whatever_its_case_and_accents() -> None:
    assert keys(with_words(ALL, "HERON")) == "b"
    assert keys(with_words(ALL, "l'ete heron")) == "b"
    assert keys(with_words(ALL, "heron ferry")) == ""
    assert keys(with_words(ALL, "  ")) == "abc"


def test_what_took_days_comes_on_each_of_them_and_never_in_its_own_year() -> None:
    assert keys(on_this_day(ALL, date(2026, 6, 4), {})) == "bc"
    assert keys(on_this_day(ALL, date(2026, 6, 5), {})) == "c"
    assert keys(on_this_day(ALL, date(2025, 6, 5), {})) == ""


def test_a_leap_day_comes_on_the_day_before_in_other_years() -> None:
    assert keys(on_this_day(ALL, date(2025, 2, 28), {})) == "a"
    assert keys(on_this_day(ALL, date(2028, 2, 28), {})) == ""
    assert keys(on_this_day(ALL, date(2028, 2, 29), {})) == "a"


def test_what_was_hard_comes_only_when_it_was_let() -> None:
    hard = thing("h", date(2025, 6, 4), what=HARD_KIND)
    sad = Thing("s", True, "S", "film", date(2025, 6, 4), 0, feelings=((R, ("sad",)),))
    day = date(2026, 6, 4)
    assert keys(on_this_day([hard, sad], day, {})) == ""
    assert keys(on_this_day([hard, sad], day, {"h": True})) == "h"
    assert keys(on_this_day([B], day, {"b": False})) == ""


def test_no_repr_holds_what_people_wrote() -> None:
    assert "Heron" not in repr(B)
    assert "Title" not in repr(B)
