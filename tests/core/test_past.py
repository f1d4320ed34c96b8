"""A past that was brought: kept as entries, folded whole or in pieces, drawn the same always."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from weft.core.log.entries import Entry
from weft.core.log.fold import fold
from weft.core.past import (
    LooseWords,
    Past,
    PastEvening,
    PastFelt,
    PastKept,
    PastLived,
    PastSitting,
    PastWords,
    as_entries,
    can_be,
    past_cloth,
)
from weft.core.people import LogId, Person, Side, SittingId
from weft.core.practice import Practice
from weft.core.tapestry.dye import Dye
from weft.keeper.writing import read, write

DAY = date(2026, 6, 4)
NOOR, ELIS = Person("Noor", Dye.MADDER), Person("Elis", Dye.KENDAL)
LINE = PastWords(Side.RIGHT, "3-0-right", "keep", "A kept line.", False)


def sitting(letter: str) -> PastSitting:
    words = (LINE, PastWords(Side.LEFT, "2-0-left", "write", "Mine.", True))
    return PastSitting(
        SittingId(letter * 32),
        DAY,
        "evening",
        "bench",
        "Bench",
        Practice.TALK,
        "together",
        12,
        Side.LEFT,
        words,
        "yes",
    )


PAST = Past(
    LogId("a" * 32),
    Side.LEFT,
    NOOR,
    ELIS,
    7,
    date(2026, 6, 1),
    date(2026, 6, 9),
    (sitting("b"), sitting("c")),
    (LooseWords(DAY, "write", "Half a line."),),
)
ENTRIES = [Entry(f"{n:032x}", Side.LEFT, n, what) for n, what in enumerate(as_entries(PAST))]


@given(st.integers(0, len(ENTRIES)))
def test_folding_in_pieces_is_folding_whole(cut: int) -> None:
    assert fold(ENTRIES[cut:], fold(ENTRIES[:cut])) == fold(ENTRIES)
    assert fold(ENTRIES).pasts == {PAST.log: PAST}


def test_it_changes_nothing_else_that_is_true() -> None:
    life = fold(ENTRIES)
    assert not life.people and not life.woven and not life.words


def test_what_belongs_to_no_past_is_passed_over() -> None:
    assert not fold([Entry("0" * 32, Side.LEFT, 0, PastLived(PAST.log, sitting("b")))]).pasts


def test_it_is_read_as_it_was_written() -> None:
    for entry in ENTRIES:
        assert read(write(entry.what, entry.at), entry.id, 0) == entry


def test_its_cloth_ends_on_the_day_it_was_copied() -> None:
    cloth = past_cloth(PAST, 91)
    assert [band.key for band in cloth.bands if band.key] == ["c" * 32, "b" * 32]
    assert max(band.day for band in cloth.bands) < PAST.until


def test_what_people_wrote_shows_in_no_repr() -> None:
    assert "kept line" not in repr(PAST) and "Half a line" not in repr(PAST)


def test_what_a_copy_cannot_have_lived_is_passed_over() -> None:
    """A copy is only a file: on a day beyond all calendars no cloth is woven."""
    never = [
        replace(PAST, until=date.max),
        replace(PAST, since=date.min),
        replace(PAST, log=LogId("../")),
        replace(PAST, lived=(replace(sitting("d"), day=date.max),)),
        replace(PAST, loose=(LooseWords(date.max, "write", "Half a line."),)),
        replace(PAST, felt=(PastFelt("e" * 32, date.max, "Ferry", "", ""),)),
        replace(PAST, evenings=(PastEvening(date.max),), kept=(PastKept("plan", None, "Pie"),)),
    ]
    for past in never:
        brought = as_entries(past)
        assert not all(map(can_be, brought))
        past_cloth(
            fold([Entry("f" * 32, Side.LEFT, 0, what) for what in brought]).pasts.get(past.log, PAST), 91
        )
    assert all(map(can_be, as_entries(replace(PAST, kept=(PastKept("plan", None, "Pie"),)))))
