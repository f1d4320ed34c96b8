"""Keys leave memory when a sign-in is over, whatever happens in the same instant and whatever the disk says."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from couples import House, account, try_of
from weft.core.people import PersonId
from weft.keeper.ports import CoupleRow, OwnRow, StoreUnwritable
from weft.store.memory import MemoryStore

Meanwhile = Callable[[], Awaitable[None]]


async def nothing() -> None:
    """Nothing happens meanwhile."""


class Slow(MemoryStore):
    """A store in which something happens while a row is looked up or touched, and whose disks can be full."""

    while_touching: Meanwhile = staticmethod(nothing)
    while_opening: Meanwhile = staticmethod(nothing)
    full = False
    volatile_full = False

    async def touch_sign_in(self, sid_hash: bytes, minute: int) -> None:
        await super().touch_sign_in(sid_hash, minute)
        await self.while_touching()

    async def couple_of(self, person: PersonId) -> CoupleRow | None:
        await self.while_opening()
        return await super().couple_of(person)

    async def put_own(self, row: OwnRow) -> None:
        if self.full:
            raise StoreUnwritable("keys.db")
        await super().put_own(row)

    async def drop_sign_in(self, sid_hash: bytes) -> None:
        if self.volatile_full:
            raise StoreUnwritable("volatile.db")
        await super().drop_sign_in(sid_hash)


def scene(play: Callable[[House, Slow], Awaitable[None]]) -> None:
    async def run() -> None:
        store = Slow()
        house = House(store)
        await play(house, store)
        house.home.sign_ins.rest()

    asyncio.run(run())


def test_ended_while_it_is_touched_it_is_over() -> None:
    async def play(house: House, store: Slow) -> None:
        cookie, noor = await house.begin("Noor", "madder")
        house.clock.pass_by(minutes=2)
        store.while_touching = lambda: house.home.sign_ins.end(noor.sid_hash)
        await house.home.sign_ins.open(cookie)
        assert not house.home.sign_ins.opened
        assert await house.home.sign_ins.open(cookie) is None

    scene(play)


@pytest.mark.parametrize("at_once", ["this one", "every one of theirs"])
def test_ended_while_it_is_opened_again_it_is_over(at_once: str) -> None:
    async def play(house: House, store: Slow) -> None:
        cookie, noor = await house.begin("Noor", "madder")
        house.restart()
        sign_ins = house.home.sign_ins
        this = at_once == "this one"
        store.while_opening = lambda: sign_ins.end(noor.sid_hash) if this else sign_ins.end_all(noor.person)
        assert await sign_ins.open(cookie) is None
        assert not sign_ins.opened

    scene(play)


def test_on_a_full_disk_one_can_still_sign_out() -> None:
    async def play(house: House, store: Slow) -> None:
        cookie, noor = await house.begin("Noor", "madder")
        store.full = True
        await house.home.sign_ins.end(noor.sid_hash)
        assert await house.home.sign_ins.open(cookie) is None

    scene(play)


def test_everyone_is_locked_in_time_although_no_row_can_be_dropped() -> None:
    async def play(house: House, store: Slow) -> None:
        cookies = [(await house.begin(name, "madder"))[0] for name in ("Noor", "Elis", "Kim")]
        house.clock.pass_by(minutes=20)
        store.full = store.volatile_full = True
        await house.home.sign_ins.lock_what_is_over()
        assert not house.home.sign_ins.opened
        store.full = store.volatile_full = False
        assert [await house.home.sign_ins.open(each) for each in cookies] == [None] * 3
        assert not house.home.sign_ins.opened

    scene(play)


def test_a_page_that_comes_back_by_itself_after_a_restart_does_not_put_off_the_lock() -> None:
    async def play(house: House, _: Slow) -> None:
        cookie = (await house.begin("Noor", "madder"))[0]
        house.clock.pass_by(minutes=10)
        house.restart()
        assert await house.home.sign_ins.open(cookie, touch=False)
        house.clock.pass_by(minutes=10)
        assert await house.home.sign_ins.open(cookie) is None

    scene(play)


def test_a_server_stops_in_order_on_a_full_disk() -> None:
    async def play(house: House, store: Slow) -> None:
        noor, _ = await house.two()
        await house.home.sign_ins.sign_in(try_of("Noor", account("Noor", house.key)), b"", None)
        noor.marks.clear()
        store.full = True
        await house.home.close()

    scene(play)
