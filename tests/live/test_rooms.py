"""Rooms: who is told, who is not, and when a page is let go."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine

import pytest

from weft.live.rooms import MOST_STREAMS, Attending, Rooms, Signal

NOOR, ELIS = b"noor's phone", b"elis's phone"


def scene(play: Callable[[], Awaitable[None]]) -> None:
    async def played() -> None:
        async with asyncio.timeout(5):
            await play()

    asyncio.run(played())


def hears_nothing(attending: Attending) -> bool:
    waiting: Coroutine[object, object, Signal] = attending.next()
    try:
        waiting.send(None)
    except StopIteration:
        return False
    waiting.close()
    return True


def test_everyone_in_the_room_is_asked_to_look() -> None:
    async def play() -> None:
        rooms = Rooms()
        noor, elis = rooms.join("their log", NOOR), rooms.join("their log", ELIS)
        rooms.tell("their log")
        assert [await noor.next(), await elis.next()] == [Signal.LOOK, Signal.LOOK]

    scene(play)


def test_a_page_waiting_already_is_woken() -> None:
    async def play() -> None:
        rooms = Rooms()
        noor = rooms.join("their log", NOOR)
        waiting = asyncio.ensure_future(noor.next())
        await asyncio.sleep(0)
        rooms.tell("their log")
        assert await waiting is Signal.LOOK

    scene(play)


def test_another_room_hears_nothing() -> None:
    async def play() -> None:
        rooms = Rooms()
        ada = rooms.join("another log", b"ada's phone")
        rooms.tell("their log")
        assert hears_nothing(ada)

    scene(play)


def test_a_page_may_attend_its_owners_own_room_too() -> None:
    async def play() -> None:
        rooms = Rooms()
        noor, elis = rooms.join("their log", NOOR, "noor's log"), rooms.join("their log", ELIS, "elis's log")
        rooms.tell("noor's log")
        assert await noor.next() is Signal.LOOK
        assert hears_nothing(elis)

    scene(play)


def test_many_changes_before_a_look_are_one_look() -> None:
    async def play() -> None:
        rooms = Rooms()
        noor = rooms.join("their log", NOOR)
        for _ in range(100):
            rooms.tell("their log")
        assert await noor.next() is Signal.LOOK
        assert hears_nothing(noor)

    scene(play)


def test_a_beat_never_hides_a_look() -> None:
    attending = Attending(("their log",), NOOR)
    attending.wake(Signal.BEAT)
    attending.wake(Signal.LOOK)
    attending.wake(Signal.BEAT)
    assert asyncio.run(attending.next()) is Signal.LOOK


def test_a_killed_sign_in_ends_and_stays_ended() -> None:
    async def play() -> None:
        rooms = Rooms()
        noor, elis = rooms.join("their log", NOOR), rooms.join("their log", ELIS)
        rooms.end(NOOR)
        rooms.tell("their log")
        assert [await noor.next(), await noor.next(), await elis.next()] == [
            Signal.END,
            Signal.END,
            Signal.LOOK,
        ]

    scene(play)


def test_a_further_stream_ends_the_oldest_of_the_same_sign_in_only() -> None:
    async def play() -> None:
        rooms = Rooms()
        elis = rooms.join("their log", ELIS)
        oldest, *others = [rooms.join("their log", NOOR) for _ in range(MOST_STREAMS + 1)]
        assert await oldest.next() is Signal.END
        assert all(map(hears_nothing, [elis, *others]))

    scene(play)


def test_who_left_is_no_longer_told_nor_counted() -> None:
    async def play() -> None:
        rooms = Rooms()
        noor, elis = rooms.join("their log", NOOR), rooms.join("their log", ELIS)
        rooms.leave(noor)
        rooms.leave(noor)
        rooms.tell("their log")
        assert hears_nothing(noor)
        assert rooms.attending("their log") == {ELIS}
        rooms.leave(elis)
        assert (rooms.attending("their log"), rooms.streams()) == (frozenset(), 0)

    scene(play)


def test_one_heartbeat_while_somebody_attends_and_none_after() -> None:
    async def play() -> None:
        rooms, loop = Rooms(), asyncio.get_running_loop()
        before = _scheduled(loop)
        pages = [rooms.join(f"log {n}", b"%d" % n) for n in range(50)]
        assert _scheduled(loop) == before + 1
        for page in pages:
            rooms.leave(page)
        assert _scheduled(loop) == before

    scene(play)


def test_the_beat_reaches_every_page() -> None:
    async def play() -> None:
        rooms = Rooms(beat_s=0.001)
        noor, elis = rooms.join("a log", NOOR), rooms.join("b log", ELIS)
        assert [await noor.next(), await elis.next()] == [Signal.BEAT, Signal.BEAT]
        rooms.leave(noor)
        rooms.leave(elis)

    scene(play)


def test_a_sign_in_gone_from_the_store_ends_at_the_next_beat() -> None:
    async def still(sign_ins: Collection[bytes]) -> Collection[bytes]:
        return [each for each in sign_ins if each != NOOR]

    async def play() -> None:
        rooms = Rooms(still, beat_s=0.001)
        noor, elis = rooms.join("their log", NOOR), rooms.join("their log", ELIS)
        while (heard := await noor.next()) is Signal.BEAT:
            pass
        assert heard is Signal.END
        assert await elis.next() is Signal.BEAT
        rooms.leave(noor)
        rooms.leave(elis)

    scene(play)


@pytest.mark.parametrize("stop", [Rooms.stop, Rooms.stop_soon])
def test_when_the_server_goes_down_every_stream_ends_also_a_late_one(stop: Callable[[Rooms], None]) -> None:
    async def play() -> None:
        rooms = Rooms()
        noor = rooms.join("their log", NOOR)
        stop(rooms)
        assert await noor.next() is Signal.STOP
        assert await rooms.join("their log", ELIS).next() is Signal.STOP

    scene(play)


def test_stopping_before_anyone_came_is_quiet() -> None:
    Rooms().stop_soon()


def _scheduled(loop: asyncio.AbstractEventLoop) -> int:
    waiting: list[asyncio.TimerHandle] = loop._scheduled  # type: ignore[attr-defined]
    return sum(not handle.cancelled() for handle in waiting)
