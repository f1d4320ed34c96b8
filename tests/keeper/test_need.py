"""A need is seen by both for two hours, lies in memory alone, and leaves nothing behind."""

import asyncio
from collections.abc import Awaitable, Callable

from couples import House
from weft.core.affection.need import Need
from weft.core.people import Side
from weft.keeper.opened import Opened
from weft.keeper.parting import leave


def play(scene: Callable[[House, Opened, Opened], Awaitable[None]]) -> None:
    async def run() -> None:
        house = House()
        await scene(house, *await house.two())

    asyncio.run(run())


def needed(house: House, opened: Opened, side: Side = Side.LEFT) -> Need | None:
    assert opened.couple is not None
    return house.home.needs.of(opened.couple.log, side, house.clock())


def say(house: House, opened: Opened, need: Need | None) -> None:
    assert opened.couple is not None
    house.home.needs.say(opened.couple.log, opened.side, need, house.clock())


def test_both_see_it_until_it_fades() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        say(house, noor, Need.HUG)
        assert needed(house, noor) is needed(house, elis) is Need.HUG
        house.clock.pass_by(minutes=119)
        assert needed(house, elis) is Need.HUG
        house.clock.pass_by(minutes=1)
        assert needed(house, elis) is None
        assert house.home.needs.lying == {}

    play(scene)


def test_nothing_is_appended_and_nothing_kept_when_it_is_taken_back() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        before = noor.log.seq, noor.own.seq, dict(house.home.news)
        say(house, noor, Need.SPACE)
        say(house, noor, None)
        assert (noor.log.seq, noor.own.seq, dict(house.home.news)) == before
        assert needed(house, elis) is None
        assert house.home.needs.lying == {}

    play(scene)


def test_in_memory_it_is_locked_and_every_need_as_long_as_any() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        sizes = set()
        for need in Need:
            say(house, noor, need)
            ((_, locked),) = house.home.needs.lying.values()
            assert need.encode() not in locked
            sizes.add(len(locked))
        assert len(sizes) == 1

    play(scene)


def test_parting_forgets_it() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        say(house, noor, Need.HELP)
        await leave(house.home, elis)
        assert house.home.needs.lying == {}

    play(scene)
