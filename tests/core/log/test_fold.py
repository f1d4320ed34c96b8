"""Folding entries into what is true now."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.core.journey.leanings import ExerciseLeftOut, ExercisePutAway, MoreSaid, TodayLike, WishKept
from weft.core.log import flat
from weft.core.log.entries import (
    KINDS,
    CoupleJoined,
    Entry,
    LifeStageSaid,
    LockChosen,
    PersonNamed,
    SittingWoven,
    SuggestionSetAside,
    UnderstandingFelt,
    Understood,
    WordsTakenBack,
    WordsWritten,
)
from weft.core.log.fold import Life, at_minute, fold, with_letters
from weft.core.log.lift import UnknownEntry, lift
from weft.core.people import Person, Side, SittingId
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import picks_for
from weft.core.tapestry.dye import Dye

NOON = int(datetime(2026, 6, 4, 12, tzinfo=UTC).timestamp())
BENCH = SittingId("b" * 32)

SITTINGS = st.sampled_from("bcdef").map(lambda letter: SittingId(letter * 32))


def woven(sitting: SittingId = BENCH, practice: str = "presence", first: Side | None = None) -> SittingWoven:
    return SittingWoven(sitting, "bench", "Bench", practice, "together", 10, first, "d" * 64)


WHATS = st.one_of(
    st.builds(PersonNamed, st.sampled_from(["Noor", "Elis"]), st.sampled_from(list(Dye)).map(str)),
    st.builds(WordsWritten, SITTINGS, st.sampled_from("12"), st.just("keep"), st.text(max_size=9)),
    st.builds(WordsTakenBack, SITTINGS, st.sampled_from("12")),
    st.builds(UnderstandingFelt, st.just(BENCH), st.sampled_from(Understood)),
    st.builds(SuggestionSetAside, st.sampled_from(["a", "b"]), st.integers(0, 9)),
    st.builds(LockChosen, st.integers(5, 60)),
    st.builds(LifeStageSaid, st.sampled_from(["new", "parents"]), st.booleans()),
    st.builds(MoreSaid, st.sampled_from(["talk", "time"]), st.booleans()),
    st.builds(WishKept, st.sampled_from(["talk", "depth"]), st.sampled_from(["more", "less", ""])),
    st.builds(ExerciseLeftOut, st.sampled_from(["a", "b"]), st.booleans()),
    st.builds(ExercisePutAway, st.sampled_from(["a", "b"]), st.booleans()),
    st.builds(TodayLike, st.integers(0, 2), st.sampled_from([0, 20]), st.just("wet"), st.just("")),
    st.just(CoupleJoined("Noor", "madder", "Elis", "kendal", 7)),
    st.builds(woven, SITTINGS, st.sampled_from(["presence", "talk"]), st.sampled_from([*Side, None])),
)
ENTRIES = st.lists(st.tuples(st.sampled_from(Side), WHATS), max_size=20).map(
    lambda pairs: [Entry(f"{n:032x}", side, NOON + 60 * n, what) for n, (side, what) in enumerate(pairs)]
)


@given(ENTRIES, st.integers(0, 20))
def test_folding_in_pieces_is_folding_whole(entries: list[Entry], cut: int) -> None:
    assert fold(entries[cut:], fold(entries[:cut])) == fold(entries)


def test_a_time_of_life_is_so_until_it_is_said_not_to_be() -> None:
    said = [("parents", True), ("new", True), ("new", True), ("new", False)]
    life = fold(Entry(f"{n:032x}", Side.LEFT, NOON, LifeStageSaid(*one)) for n, one in enumerate(said))
    assert life.stages == {"parents"}


@given(ENTRIES)
def test_what_was_true_before_is_left_as_it_was(entries: list[Entry]) -> None:
    before = Life()
    fold(entries, before)
    assert before == Life()


@given(ENTRIES)
def test_sittings_lie_in_the_order_they_were_lived_and_the_newest_of_each_practice_is_known(
    entries: list[Entry],
) -> None:
    life = fold(entries)
    lived = [one.at for one in life.woven.values()]
    assert lived == sorted(lived)
    assert list(reversed(life.woven)) == list(life.woven)[::-1]
    assert life.latest == {one.what.practice: one for one in life.woven.values()}


@given(ENTRIES)
def test_what_lies_flat_comes_back_as_it_was(entries: list[Entry]) -> None:
    life = fold(entries)
    written = [one.what for one in entries if isinstance(one.what, SittingWoven)]
    assert all(life.woven[what.sitting].what in written for what in written)


def test_only_ones_own_words_are_taken_back() -> None:
    said = [Entry("1", side, NOON, WordsWritten(BENCH, "4", "keep", side)) for side in Side]
    life = fold([*said, Entry("2", Side.LEFT, NOON, WordsTakenBack(BENCH, "4"))])
    assert [one.text for one in life.words[BENCH]] == ["right"]


def test_a_fold_that_wove_nothing_leaves_the_same_cloth_to_draw() -> None:
    before = fold([Entry("1", Side.LEFT, NOON, woven())])
    assert fold([Entry("2", Side.LEFT, NOON, PersonNamed("Noor", "woad"))], before).woven is before.woven


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


# ---------------------------------------------------------------- letters that opened


BAND, OTHER_BAND = SittingId("a" * 32), SittingId("b" * 32)


def sat(number: int, at: int, title: str = "Bench") -> Entry:
    what = SittingWoven(
        SittingId(f"{number:032x}"), "bench", title, "affection", "together", 5, None, "d" * 64
    )
    return Entry(f"e{number}", Side.LEFT, at, what)


def test_letters_that_opened_are_woven_at_their_minute_among_what_was_lived() -> None:
    lived = with_letters(fold([sat(1, 600), sat(2, 6000)]), {BAND: 50})
    assert [one.what.title for one in lived.woven.values()] == ["Bench", "Letters", "Bench"]
    letters = lived.woven[BAND]
    assert (letters.at, letters.what.practice, letters.what.first) == (flat.instant(3000), "softer", None)
    assert picks_for(Practice(letters.what.practice), letters.what.minutes) == 16


def test_letters_that_are_woven_already_leave_the_very_same_life() -> None:
    once = with_letters(fold([sat(1, 600)]), {BAND: 50})
    assert with_letters(once, {BAND: 50}) is once
    assert with_letters(once, {}) is once


@pytest.mark.parametrize("before", range(5))
def test_letters_lie_in_the_same_order_whenever_they_were_read(before: int) -> None:
    entries = [sat(1, 600), sat(2, 3000, "Slow turns"), sat(3, 3000), sat(4, 9000)]
    late = with_letters(fold(entries), {OTHER_BAND: 50, BAND: 50})
    early = with_letters(fold(entries[:before]), {OTHER_BAND: 50})
    early = fold(entries[before:], with_letters(early, {BAND: 50}))
    assert list(early.woven) == list(late.woven)
    assert list(late.woven)[3:5] == [BAND, OTHER_BAND]


def test_letters_stay_woven_while_the_clock_goes_on() -> None:
    life = with_letters(fold([sat(1, 600)]), {BAND: 50})
    assert at_minute(life, 10_000).woven is life.woven
