"""At the hour two people chose, the open pages of whoever looked at the sitting are told to look again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import steps
from visits import Evening, evening
from weft.keeper.alarm import Alarms
from weft.live.rooms import Signal

LETTERS = "a-letter-about-one-thing"


class ByHand(Alarms):
    """Alarms that ring when a test says so, with the house's own clock asked whether it is time."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[Any, tuple[Any, Any]] = {}

    def at(self, what: Any, left: Callable[[], float], ring: Callable[[], None]) -> None:
        self.asked[what] = (left, ring)

    def come(self) -> None:
        for what, (left, ring) in list(self.asked.items()):
            self.look(what, left, ring)


async def begun(one: Evening) -> str:
    one.house.home.hours = ByHand()
    await one.noor.post("/sittings", exercise=LETTERS, form="own-pace", opens="1")
    asked = await one.elis.post("/sittings", exercise=LETTERS, form="own-pace")
    return one.sitting_of(asked)


async def told(one: Evening, work: Awaitable[object]) -> list[bool]:
    """Whether Noor's and Elis's open pages are told to look while this is done."""
    home, pages = one.house.home, []
    for visitor in (one.noor, one.elis):
        opened = await home.sign_ins.open(visitor.cookies["k"])
        assert opened is not None
        assert opened.couple is not None
        pages.append(home.rooms.join(opened.couple.log.log, opened.sid_hash, opened.own.log))
    await work
    found = [page.take() is Signal.LOOK for page in pages]
    for page in pages:
        home.rooms.leave(page)
    return found


async def the_hour(one: Evening) -> None:
    one.house.clock.pass_by(days=2)
    hours = one.house.home.hours
    assert isinstance(hours, ByHand)
    hours.come()


def play(scene: Callable[[Evening], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        return await scene(await evening())

    return asyncio.run(run())


def test_both_are_told_at_the_hour_whoever_has_sealed() -> None:
    async def scene(one: Evening) -> list[list[bool]]:
        sitting = await begun(one)
        await steps.seal(one, "Noor", sitting, "A lamp.")
        await one.elis.get("/today")
        early = await told(one, asyncio.sleep(0))
        return [early, await told(one, the_hour(one))]

    assert play(scene) == [[False, False], [True, True]]


def test_who_has_not_looked_is_not_told_whatever_the_other_does() -> None:
    async def scene(one: Evening) -> list[bool]:
        sitting = await begun(one)
        hours = ByHand()
        one.house.home.hours = hours
        await one.noor.get(f"/sittings/{sitting}")
        await steps.seal(one, "Noor", sitting, "A lamp.")
        return await told(one, the_hour(one))

    assert play(scene) == [True, False]


def test_before_the_hour_nobody_is_told() -> None:
    async def scene(one: Evening) -> list[bool]:
        sitting = await begun(one)
        await one.noor.get(f"/sittings/{sitting}")
        hours = one.house.home.hours
        assert isinstance(hours, ByHand)

        async def come() -> None:
            hours.come()

        return await told(one, come())

    assert play(scene) == [False, False]


def test_the_button_speaks_of_the_hour() -> None:
    async def scene(one: Evening) -> str:
        return str((await steps.told(one, "Noor", await begun(one)))["now"]["act"]["note"])

    assert play(scene) == "opens at the hour you two chose"
