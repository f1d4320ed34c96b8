"""Folding entries into what is true now."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.core.log.entries import (
    KINDS,
    CoupleJoined,
    Entry,
    LockChosen,
    PersonNamed,
    SittingWoven,
    SuggestionSetAside,
    UnderstandingFelt,
    Understood,
    WordsWritten,
)
from weft.core.log.fold import Life, fold
from weft.core.log.lift import UnknownEntry, lift
from weft.core.people import Person, Side, SittingId
from weft.core.tapestry.dye import Dye

NOON = datetime(2026, 6, 4, 12, tzinfo=UTC)
BENCH = SittingId("b" * 32)

WHATS = st.one_of(
    st.builds(PersonNamed, st.sampled_from(["Noor", "Elis"]), st.sampled_from(list(Dye)).map(str)),
    st.builds(WordsWritten, st.just(BENCH), st.text(max_size=3), st.just("keep"), st.text(max_size=9)),
    st.builds(UnderstandingFelt, st.just(BENCH), st.sampled_from(Understood)),
    st.builds(SuggestionSetAside, st.sampled_from(["a", "b"]), st.integers(0, 9)),
    st.builds(LockChosen, st.integers(5, 60)),
    st.just(CoupleJoined("Noor", "madder", "Elis", "kendal", 7)),
    st.just(SittingWoven(BENCH, "bench", "Bench", "presence", "together", 10, None, "d" * 64)),
)
ENTRIES = st.lists(st.tuples(st.sampled_from(Side), WHATS), max_size=20).map(
    lambda pairs: [
        Entry(f"{n:032x}", side, NOON + timedelta(minutes=n), what) for n, (side, what) in enumerate(pairs)
    ]
)


@given(ENTRIES, st.integers(0, 20))
def test_folding_in_pieces_is_folding_whole(entries: list[Entry], cut: int) -> None:
    assert fold(entries[cut:], fold(entries[:cut])) == fold(entries)


@given(ENTRIES)
def test_what_was_true_before_is_left_as_it_was(entries: list[Entry]) -> None:
    before = Life()
    fold(entries, before)
    assert before == Life()


def test_each_kind_is_stored_under_a_word_of_our_own_choosing() -> None:
    assert {kind: what.KIND for kind, what in KINDS.items()} == {kind: kind for kind in KINDS}


def test_a_person_may_change_their_name_and_the_newest_is_shown() -> None:
    life = fold(
        [
            Entry("1", Side.LEFT, NOON, PersonNamed("Nour", "madder")),
            Entry("2", Side.LEFT, NOON, PersonNamed("Noor", "woad")),
        ]
    )
    assert life.people[Side.LEFT] == Person("Noor", Dye.WOAD)


@pytest.mark.parametrize(("kind", "version"), [("moment-kept", 1), ("person-named", 0), ("person-named", 2)])
def test_an_entry_from_a_newer_weft_is_refused_not_guessed(kind: str, version: int) -> None:
    with pytest.raises(UnknownEntry):
        lift(kind, version, {})


def test_todays_entries_pass_through_unchanged() -> None:
    assert lift("lock-chosen", 1, {"minutes": 20}) == {"minutes": 20}
