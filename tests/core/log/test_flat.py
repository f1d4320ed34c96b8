"""What lies flat comes back as it was, and weighs nothing on the collector."""

import gc
from datetime import UTC, datetime

import pytest

from weft.core.log import flat
from weft.core.log.entries import Entry, SittingWoven, WordsWritten
from weft.core.log.flat import Flat, Words, Woven
from weft.core.log.fold import fold
from weft.core.people import Side, SittingId

NOON = int(datetime(2026, 6, 4, 12, tzinfo=UTC).timestamp())
BENCH, WALK = SittingId("b" * 32), SittingId("c" * 32)


def lived(first: Side | None = None, sitting: SittingId = BENCH) -> SittingWoven:
    return SittingWoven(sitting, "bench", "Bench", "presence", "together", 10, first, "d" * 64)


@pytest.mark.parametrize("first", [*Side, None])
def test_a_sitting_comes_back_as_it_was(first: Side | None) -> None:
    kept = fold([Entry("1", Side.LEFT, NOON, lived(first))]).woven
    assert kept[BENCH] == Woven(datetime.fromtimestamp(NOON, UTC), lived(first))


def test_words_come_back_with_who_wrote_them_where_and_when() -> None:
    what = WordsWritten(BENCH, "4", "keep", "I’d like an hour. ☀")
    life = fold([Entry("1", Side.RIGHT, NOON, what)])
    at = datetime.fromtimestamp(NOON, UTC)
    assert life.words[BENCH] == (Words(Side.RIGHT, at, "4", "keep", what.text),)


def test_nothing_that_prints_an_entry_or_a_life_prints_what_was_written() -> None:
    entry = Entry("1", Side.RIGHT, NOON, WordsWritten(BENCH, "4", "keep", "An hour, alone."))
    life = fold([entry])
    assert not any("hour" in repr(one) for one in (entry, life, life.words, life.words[BENCH]))


def test_only_ones_own_words_in_one_place_are_taken_out() -> None:
    said = (1, (True, "4", "keep"), b"a", 2, (False, "4", "keep"), b"b", 3, (True, "5", "keep"), b"c")
    assert flat.without(said, Side.LEFT, "4") == said[3:]


def test_it_reads_like_a_dictionary_from_either_end() -> None:
    rows = {one: (NOON, flat.lived(lived(sitting=one))) for one in (BENCH, WALK)}
    kept = Flat(rows, flat.woven)
    assert list(kept) == [BENCH, WALK]
    assert list(reversed(kept)) == [WALK, BENCH]
    assert len(kept) == 2
    assert BENCH in kept and SittingId("e" * 32) not in kept
    assert [one.what.sitting for one in kept.values()] == [BENCH, WALK]


def test_the_garbage_collector_passes_over_what_is_kept() -> None:
    life = fold(
        [
            Entry("1", Side.LEFT, NOON, lived(Side.LEFT)),
            Entry("2", Side.LEFT, NOON, WordsWritten(BENCH, "4", "keep", "A line.")),
        ]
    )
    for _ in range(3):  # A tuple is set aside once what it holds has been, and a dictionary after that.
        gc.collect()
    assert not any(gc.is_tracked(row) for kept in (life.words, life.woven) for row in kept.rows.values())
    assert not gc.is_tracked(life.words.rows) and not gc.is_tracked(life.woven.rows)
