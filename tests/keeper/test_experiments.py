"""An experiment between the two: one proposes, the other says yes, chance draws, either ends it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from couples import House
from weft.core.journey.trial import PAIRS
from weft.keeper import evenings, experiments
from weft.keeper.experiments import NothingAsked, OneAtATime
from weft.keeper.opened import Opened

OPTIONS = ("Walk first", "Cook first")


def play(scene: Callable[[House, Opened, Opened], Awaitable[None]]) -> None:
    async def run() -> None:
        house = House()
        await scene(house, *await house.two())

    asyncio.run(run())


async def begun(house: House, noor: Opened, elis: Opened, span: str = "day") -> str:
    await experiments.ask(house.home, noor, *OPTIONS, span)
    await house.home.freshen(elis)
    one = experiments.asked(elis, mine=False)
    assert one is not None
    await experiments.agree(house.home, elis, one.key)
    await house.home.freshen(noor)
    return one.key


@pytest.mark.parametrize("span", PAIRS)
def test_it_begins_tomorrow_in_an_order_both_find_the_same(span: str) -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await begun(house, noor, elis, span)
        mine, theirs = (experiments.experiments(one).latest for one in (noor, elis))
        assert mine == theirs
        assert mine is not None
        assert (mine.first, len(mine.order)) == (evenings.tonight(house.home) + 1, 28)
        assert set(mine.order) == {0, 1}

    play(scene)


def test_the_draw_differs_from_one_to_the_next() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        drawn = set()
        for _ in range(6):
            key = await begun(house, noor, elis)
            latest = experiments.experiments(noor).latest
            assert latest is not None
            drawn.add(latest.order)
            await experiments.end(house.home, noor, key)
            house.clock.pass_by(days=2)
        assert len(drawn) > 1

    play(scene)


def test_one_at_a_time() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await begun(house, noor, elis)
        for who in (noor, elis):
            with pytest.raises(OneAtATime):
                await experiments.ask(house.home, who, "Tea", "Coffee", "day")

    play(scene)


def test_what_was_taken_back_cannot_be_agreed_to_and_nobody_agrees_to_their_own() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await experiments.ask(house.home, noor, *OPTIONS, "day")
        one = experiments.asked(noor, mine=True)
        assert one is not None
        with pytest.raises(NothingAsked):
            await experiments.agree(house.home, noor, one.key)
        await experiments.take_back(house.home, noor)
        await experiments.take_back(house.home, noor)
        with pytest.raises(NothingAsked):
            await experiments.agree(house.home, elis, one.key)
        assert experiments.experiments(elis).tried == ()

    play(scene)


def test_either_ends_it_before_it_began_too_and_twice_is_no_error() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await begun(house, noor, elis)
        await experiments.end(house.home, elis, key)
        await house.home.freshen(noor)
        assert not experiments.is_under_way(house.home, noor)
        seq = noor.log.seq
        await experiments.end(house.home, noor, key)
        assert noor.log.seq == seq

    play(scene)


def test_it_is_over_by_itself_and_stays_so_after_a_restart() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await begun(house, noor, elis)
        assert experiments.is_under_way(house.home, noor)
        house.clock.pass_by(days=29)
        assert not experiments.is_under_way(house.home, noor)
        before = experiments.experiments(noor)
        house.restart()
        assert experiments.experiments(noor) == before

    play(scene)
