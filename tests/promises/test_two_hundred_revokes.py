"""Two hundred times a sign-in is ended, in every way there is: its stream closes within a second, its cookie opens no door."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

import pytest

from couples import House
from promises.test_sign_ins import assert_dead, copy_of, device_of
from visits import Ear, Evening, Visitor, evening, plain_sign_in, settle, web
from ways import elsewhere, new_paper

FAST, LONG = 12, 200
WITHIN = 1.0
"""Seconds by the wall clock, from the answer to whoever ended it."""

Way = Callable[[Evening, Visitor], Awaitable[None]]


async def signed_out_from_elsewhere(one: Evening, old: Visitor) -> None:
    await one.elis.post(f"/yours/devices/{await device_of(one, old)}/sign-out")


async def signs_out(one: Evening, old: Visitor) -> None:
    await copy_of(old).post("/sign-out")


async def exits(one: Evening, old: Visitor) -> None:
    await copy_of(old).post("/exit")


async def new_code(one: Evening, old: Visitor) -> None:
    assert (await one.elis.post_json("/yours/ways/code", new_paper(one, "Elis"))).status == 200


async def lies_untouched(one: Evening, old: Visitor) -> None:
    """A quarter of an hour goes by; Elis is busy elsewhere."""
    for _ in range(2):
        one.house.clock.pass_by(minutes=8)
        await one.elis.get("/yours")
        await one.noor.get("/yours")
    await one.house.home.sign_ins.lock_what_is_over()


WAYS: tuple[Way, ...] = (signed_out_from_elsewhere, signs_out, exits, new_code, lies_untouched)


async def _over(ear: Ear) -> float:
    """Seconds until the server ended a stream."""
    began = time.monotonic()
    while not ear.over and time.monotonic() - began < 2 * WITHIN:
        await settle()
    return time.monotonic() - began


async def revoke(one: Evening, way: Way, *, restarted: bool) -> None:
    old = await elsewhere(one, "Elis")
    kept, ear = copy_of(old), await old.listen()
    assert not ear.over
    await way(one, old)
    took = await _over(ear)
    await ear.close()
    assert ear.over and took < WITHIN, way.__name__
    if restarted:
        one.house.restart()
        one.app = kept.app = one.noor.app = one.elis.app = web(one.house)
    await assert_dead(kept)


async def play(count: int, seed: str) -> None:
    one, chance = await evening(House()), random.Random(seed)
    for number in range(count):
        for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
            if number % 20 == 0:  # Nothing lasts longer than half a day.
                assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200
        await revoke(one, WAYS[number % len(WAYS)], restarted=chance.random() < 0.1)
        assert (await one.elis.get("/yours")).status == 200


def test_a_dozen_sign_ins_ended_are_dead_at_once() -> None:
    asyncio.run(play(FAST, "fast"))


@pytest.mark.long
def test_two_hundred_sign_ins_ended_are_dead_at_once() -> None:
    asyncio.run(play(LONG, "long"))
