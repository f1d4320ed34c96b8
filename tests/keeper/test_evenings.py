"""An evening stays with its owner; what is shared of it counts for the other from Monday on, and can be forgotten."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from couples import House
from weft.core.journey.entries import EveningShared, EveningWritten
from weft.core.journey.evening import Evening, Item
from weft.core.practice import Practice
from weft.keeper import evenings
from weft.keeper.evenings import NothingSaid
from weft.keeper.opened import Opened

ALL = frozenset(Item)


def play(scene: Callable[[House, Opened, Opened], Awaitable[None]]) -> None:
    async def run() -> None:
        house = House()
        await scene(house, *await house.two())

    asyncio.run(run())


def near(value: int, *shares: Item) -> Evening:
    return Evening(0, value, 70, frozenset({Practice.TALK}), 1, 3, shares=frozenset(shares))


def to_monday(house: House) -> None:
    while house.clock.now.weekday():
        house.clock.pass_by(days=1)


def test_what_is_not_shared_appends_nothing_where_the_other_can_read() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        before = noor.log.seq, noor.own.seq
        await evenings.write(house.home, elis, near(40))
        await evenings.write(house.home, elis, Evening(0, skipped=True))
        assert (noor.log.seq, noor.own.seq) == before
        assert evenings.own(elis).own[evenings.tonight(house.home)].skipped

    play(scene)


def test_once_an_evening_and_the_last_word_of_it_stands_alone() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        for value in (40, 60, 40, 40):
            await evenings.write(house.home, elis, near(value, Item.NEAR))
        assert await house.lying(elis.own, EveningWritten) == 1
        assert await house.lying(elis.log, EveningShared) == 1
        assert [one.near for one in evenings.own(elis).own.values()] == [40]
        house.clock.pass_by(hours=9)  # Half past three: still the same evening.
        await evenings.write(house.home, elis, near(50))
        assert [one.near for one in evenings.own(elis).own.values()] == [50]
        assert await house.lying(elis.log, EveningShared) == 0
        house.clock.pass_by(hours=1)
        await evenings.write(house.home, elis, near(60))
        assert [one.near for one in evenings.own(elis).own.values()] == [50, 60]

    play(scene)


def test_only_what_is_ticked_counts_for_the_other_and_from_monday_on() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        day = evenings.tonight(house.home)
        await evenings.write(house.home, elis, near(40, Item.NEAR, Item.DID))
        assert evenings.from_the_other(house.home, noor) == {}
        to_monday(house)
        (one,) = evenings.from_the_other(house.home, noor).values()
        assert one == Evening(day, 40, None, frozenset({Practice.TALK}))

    play(scene)


def test_saying_nothing_keeps_nothing() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        with pytest.raises(NothingSaid):
            await evenings.write(house.home, elis, Evening(0, did=frozenset(), shares=ALL))
        assert evenings.own(elis).own == {}

    play(scene)


def test_what_is_forgotten_can_be_read_in_no_log_and_counts_no_more() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        first = evenings.tonight(house.home)
        for _ in range(10):
            await evenings.write(house.home, elis, near(40, *Item))
            house.clock.pass_by(days=1)
        assert len(evenings.from_the_other(house.home, noor)) == 4
        await evenings.forget(house.home, elis, first, first + 8)
        assert evenings.from_the_other(house.home, noor) == {}
        assert list(evenings.own(elis).own) == [first + 9]
        assert await house.lying(elis.own, EveningWritten) == 1
        assert await house.lying(elis.log, EveningShared) == 1
        house.restart()

    play(scene)


def test_one_forgets_only_ones_own() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        day = evenings.tonight(house.home)
        for one in (noor, elis):
            await evenings.write(house.home, one, near(40, *Item))
        await evenings.forget(house.home, noor, day - 9, day + 9)
        to_monday(house)
        assert len(evenings.from_the_other(house.home, noor)) == 1
        assert evenings.from_the_other(house.home, elis) == {}

    play(scene)


def test_outside_a_season_evenings_are_off_unless_one_wants_them_alone() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        assert not evenings.are_on(house.home, elis)
        await evenings.want(house.home, elis, wanted=True)
        assert evenings.on_today(house.home, elis)
        assert not evenings.are_on(house.home, noor)
        house.clock.now = house.clock.now.astimezone().replace(hour=12) + timedelta(days=1)
        assert not evenings.on_today(house.home, elis)

    play(scene)


def test_the_next_form_has_ticked_what_was_shared_last_and_the_first_nothing() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        assert evenings.suggested_shares(elis) == frozenset()
        await evenings.write(house.home, elis, near(40, Item.DID))
        house.clock.pass_by(days=1)
        await evenings.write(house.home, elis, Evening(0, skipped=True))
        assert evenings.suggested_shares(elis) == {Item.DID}

    play(scene)
