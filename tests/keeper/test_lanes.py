"""Servers that hang, and who has to wait for them."""

import asyncio
import threading

import pytest

from weft.keeper.lanes import AT_ONCE, OF_ONE, Lane


async def begun(count: threading.Semaphore, times: int) -> None:
    for _ in range(times):
        assert await asyncio.to_thread(count.acquire, timeout=10)


def test_servers_that_hang_keep_nothing_else_from_its_thread() -> None:
    async def scene() -> None:
        may, came = threading.Event(), threading.Semaphore(0)

        def hangs() -> bool:
            came.release()
            return may.wait(10)

        hanging = [asyncio.ensure_future(Lane().wait(hangs)) for _ in range(AT_ONCE + 20)]
        await begun(came, AT_ONCE)
        assert await asyncio.to_thread(lambda: "read") == "read"
        may.set()
        assert all(await asyncio.gather(*hanging))

    asyncio.run(scene())


def test_one_sign_in_waits_for_so_many_at_a_time_also_once_nobody_wants_the_answer() -> None:
    async def scene() -> None:
        may, came, lane = threading.Event(), threading.Semaphore(0), Lane()

        def hangs() -> bool:
            came.release()
            return may.wait(10)

        hanging = [asyncio.ensure_future(lane.wait(hangs)) for _ in range(OF_ONE)]
        await begun(came, OF_ONE)
        for one in hanging:
            one.cancel()
        later = asyncio.ensure_future(lane.wait(lambda: "later"))
        assert await Lane().wait(lambda: "another's") == "another's"
        assert not later.done()
        may.set()
        assert await later == "later"

    asyncio.run(scene())


def test_what_goes_wrong_there_is_raised_here_and_the_lane_is_free_again() -> None:
    async def scene() -> None:
        lane = Lane(1)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                await lane.wait(lambda: 1 // 0)

    asyncio.run(scene())
