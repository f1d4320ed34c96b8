"""Leaving closes the space for both at once, and each keeps what they may keep and nothing else."""

import asyncio
from collections.abc import Awaitable, Callable

from couples import House
from weft.keeper import parting
from weft.keeper.own_copies import looking_at


def scene(play: Callable[[House], Awaitable[None]]) -> None:
    async def run() -> None:
        await play(House())

    asyncio.run(run())


def test_who_leaves_is_on_their_own_at_once_and_so_is_the_other() -> None:
    async def play(house: House) -> None:
        noor, elis = await house.two()
        couple = noor.log.log
        await parting.leave(house.home, noor)
        for person, partner in ((noor, "Elis"), (elis, "Noor")):
            now, _, _ = house.home.sign_ins.opened[person.sid_hash]
            assert now.couple is None
            assert now.untold
            [copy] = now.copies
            assert (copy.couple, copy.partner_name) == (couple, partner)
            past = await looking_at(house.store, now, couple)
            assert past
            assert past.log.life.people == noor.couple.log.life.people  # type: ignore[union-attr]
            assert past.log.damage == {}

    scene(play)
