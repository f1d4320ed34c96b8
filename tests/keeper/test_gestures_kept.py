"""Gestures in the reservoir: what both see of them, and nothing of what one keeps for themself."""

import asyncio
from datetime import timedelta

from couples import House
from weft.core.affection.gestures import Manner, Way
from weft.core.people import Side
from weft.keeper import affection, reservoir
from weft.keeper.opened import Opened


def titles(one: Opened) -> list[tuple[str, tuple[str, ...]]]:
    return [(thing.title, tuple(line.text for line in thing.lines)) for thing in reservoir.things(one, ())]


async def given(house: House, one: Opened) -> str:
    await affection.give(house.home, one, Way.TOUCH, "Your hand on my back.", 0, "")
    return affection.given(one)[0].id


def test_one_that_was_woven_in_is_kept_by_both_with_its_answer() -> None:
    async def play() -> None:
        house = House()
        noor, elis = await house.two()
        key = await given(house, noor)
        await affection.answer(house.home, elis, key, Manner.ASK, "Where did you learn that?")
        await house.home.freshen(noor)
        for one in (noor, elis):
            assert titles(one) == [("A touch", ("Your hand on my back.", "Where did you learn that?"))]
            thing = reservoir.thing(one, (), key)
            assert thing.who == {Side.LEFT}

    asyncio.run(play())


def test_one_kept_for_ones_own_eyes_is_in_no_reservoir_not_even_ones_own() -> None:
    """Two may look at it together: it would be the receipt that nobody sends."""

    async def play() -> None:
        house = House()
        noor, elis = await house.two()
        await affection.keep(house.home, elis, await given(house, noor), kept=True)
        assert titles(noor) == titles(elis) == []

    asyncio.run(play())


def test_taken_back_it_is_gone_for_both() -> None:
    async def play() -> None:
        house = House()
        noor, elis = await house.two()
        key = await given(house, noor)
        await affection.weave(house.home, elis, key)
        await house.home.freshen(noor)
        await affection.take_back(house.home, noor, key)
        await house.home.freshen(elis)
        assert titles(noor) == titles(elis) == []

    asyncio.run(play())


def test_a_year_later_it_comes_up_on_its_day() -> None:
    async def play() -> None:
        house = House()
        noor, elis = await house.two()
        await affection.weave(house.home, elis, await given(house, noor))
        today = house.clock().astimezone().date()
        for days, come in ((365, 1), (366, 0)):
            assert len(reservoir.today_of_old(elis, (), today + timedelta(days=days))) == come

    asyncio.run(play())
