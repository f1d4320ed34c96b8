"""Letters that opened have a band in the cloth of both; and no others have, whatever was done with them."""

from dataclasses import replace

import pytest

from keeper.test_seals import Two, X, play
from weft.core.log.entries import WordsWritten
from weft.core.log.fold import LETTERS, Life, Woven
from weft.core.people import LogId, SittingId
from weft.core.seal.state import Holding, Phase
from weft.keeper import seals
from weft.keeper.copies import gather
from weft.keeper.letters_woven import band_of
from weft.keeper.opened import append
from weft.keeper.own_copies import looking_at
from weft.keeper.parting import leave
from weft.keeper.ports import ExchangeRow
from weft.keeper.suggesting import facts
from weft.press.copy import read_copy, to_json


async def bands(two: Two, who: str) -> list[Woven]:
    """The letters in this person's cloth, as their next page would show it."""
    opened = two.opened(who)
    await two.house.home.freshen(opened)
    return [one for one in opened.log.life.woven.values() if one.what.exercise == LETTERS]


async def neither_has_any(two: Two) -> bool:
    return [await bands(two, who) for who in ("Noor", "Elis")] == [[], []]


async def open_both(two: Two) -> None:
    await two.ask()
    for who in ("Noor", "Elis"):
        await two.seal(who)
    await two.come(minutes=60)


def test_a_pair_that_opened_is_woven_for_both_alike_at_the_minute_it_opened() -> None:
    async def scene(two: Two) -> None:
        assert await neither_has_any(two)
        await open_both(two)
        opened_at = two.minute()
        two.house.clock.pass_by(hours=5)  # The one looks hours before the other, and that shows nowhere.
        noor = await bands(two, "Noor")
        two.house.clock.pass_by(days=2)
        assert noor == await bands(two, "Elis")
        (band,) = noor
        assert (int(band.at.timestamp()) // 60, band.what.sitting) == (opened_at, band_of(X))

    play(scene)


@pytest.mark.parametrize("holding", Holding)
def test_a_pair_that_was_sealed_and_has_not_opened_is_not_woven(holding: Holding) -> None:
    async def scene(two: Two) -> None:
        await two.ask(holding)
        for who in ("Noor", "Elis"):
            await two.seal(who)
            assert await neither_has_any(two)
        await two.come(minutes=59)
        assert await neither_has_any(two)

    play(scene)


def test_a_pair_whose_halves_are_awaited_is_not_woven_before_both_are_there() -> None:
    async def scene(two: Two) -> None:
        await two.ask(Holding.AUTHOR)
        halves = {who: await two.seal(who) for who in ("Noor", "Elis")}
        await two.come(minutes=60)
        assert await two.phase() is Phase.CLOSING
        for who, half in halves.items():
            assert await neither_has_any(two)
            await seals.hand_half(two.house.home, two.opened(who), X, half)
        await two.come(days=1)
        assert await bands(two, "Noor") == await bands(two, "Elis") != []

    play(scene)


def test_one_that_ran_out_is_not_woven() -> None:
    async def scene(two: Two) -> None:
        await two.ask()
        await two.seal("Noor")
        await two.come(days=15)
        assert await two.phase() is Phase.EXPIRED
        assert await neither_has_any(two)

    play(scene)


def test_the_band_stays_the_same_when_either_takes_theirs_back() -> None:
    async def scene(two: Two) -> None:
        await open_both(two)
        before = await bands(two, "Elis")
        for who in ("Noor", "Elis"):
            await seals.take_back(two.house.home, two.opened(who), X)
            anew(two)
            assert await bands(two, "Noor") == await bands(two, "Elis") == before

    play(scene)


def anew(two: Two) -> None:
    """As if both had just signed in: nothing that was read of letters is remembered."""
    for opened in (two.noor, two.elis):
        opened.log.life = replace(opened.log.life, woven=Life().woven)
        opened.log.letters_read = -1


def test_a_row_that_was_touched_hides_its_band_and_no_page() -> None:
    async def scene(two: Two) -> None:
        await open_both(two)
        row = await two.house.store.exchange(X)
        assert row is not None
        terms = bytes([row.terms[0] ^ 1]) + row.terms[1:]
        await two.house.store.put_exchange(replace(row, rev=row.rev + 1, terms=terms))
        assert await neither_has_any(two)

    play(scene)


def test_an_exchange_named_like_something_else_that_lies_in_the_log_passes_it_off_as_nothing() -> None:
    """A browser draws the id of an exchange; words of a sitting that never ended must not count as lived by it."""

    async def scene(two: Two) -> None:
        await append(two.house.store, two.elis, two.elis.log, [THEIRS], two.house.clock())
        await open_both(two)
        assert await bands(two, "Noor")
        life = two.noor.log.life
        assert X in life.words and X not in life.woven

    play(scene)


THEIRS = WordsWritten(SittingId(X), "1", "write", "Not for anybody yet.")


def test_letters_are_no_exercise_that_was_done_and_move_no_suggestion() -> None:
    async def scene(two: Two) -> None:
        await two.house.home.freshen(two.noor)
        before = two.noor.log.life
        await open_both(two)
        assert await bands(two, "Noor")
        known = facts(two.house.home, two.noor, (), frozenset(), frozenset())
        assert known.lately == () and known.played == {}
        assert two.noor.log.life.latest is before.latest

    play(scene)


def test_nothing_is_read_of_letters_unless_some_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(two: Two) -> None:
        await open_both(two)
        asked: list[str] = []
        store, before = two.house.store, two.house.store.exchanges_of

        async def counted(couple: LogId) -> list[ExchangeRow]:
            asked.append(couple)
            return await before(couple)

        monkeypatch.setattr(store, "exchanges_of", counted)
        for _ in range(3):
            for who in ("Noor", "Elis"):
                await bands(two, who)
            two.house.home.tell(two.noor.log.log)
        assert len(asked) == 1, (
            "two who have one log open read once, and news of other things is none of letters"
        )

    play(scene)


def test_a_copy_taken_along_has_the_band_and_no_word_and_can_be_brought_again() -> None:
    async def scene(two: Two) -> None:
        await open_both(two)
        copy = await gather(two.house.home, two.noor)
        (lived,) = (one for past in copy.pasts for one in past.lived if one.exercise == LETTERS)
        assert lived.title == "Letters" and lived.words == ()
        assert read_copy(to_json(copy)) == copy

    play(scene)


def test_after_a_parting_the_cloth_of_what_was_has_none() -> None:
    async def scene(two: Two) -> None:
        await open_both(two)
        assert await bands(two, "Noor")
        couple = two.noor.log.log
        await leave(two.house.home, two.noor)
        await two.house.home.freshen(two.noor)
        past = await looking_at(two.house.store, two.noor, couple)
        assert past is not None and band_of(X) not in past.log.life.woven

    play(scene)
