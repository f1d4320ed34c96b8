"""When a server may begin anew, and what it hands on: nothing of anybody's, and no patience given back."""

import asyncio
from time import monotonic
from types import SimpleNamespace
from typing import Any, cast

from couples import House
from weft.cli.anew import RESTS_S, UNASKED_S, Idle
from weft.core.affection.need import Need
from weft.keeper.handing_on import take_up, to_hand_on
from weft.live.serve import LiveServer


def server() -> Any:
    return SimpleNamespace(server_state=SimpleNamespace(tasks=set(), total_requests=0))


def idle(house: House, one: Any) -> Idle:
    return Idle(house.home, cast(LiveServer, one))


def test_it_begins_anew_after_the_last_has_gone_and_nothing_was_asked_for_a_while() -> None:
    async def scene() -> list[bool]:
        house, one = House(), server()
        watch = idle(house, one)
        nobody_yet = [watch.look(now) for now in (0.0, RESTS_S[1] + 1)]
        _, opened = await house.begin("Noor", "madder")
        signed_in = [watch.look(now) for now in (100.0, 200.0)]
        await house.home.sign_ins.end(opened.sid_hash)
        one.server_state.total_requests = 5
        early = [watch.look(now) for now in (300.0, 300.0 + RESTS_S[0] - 1)]
        one.server_state.total_requests = 6
        asked = [watch.look(now) for now in (330.0,)]
        return [*nobody_yet, *signed_in, *early, *asked, watch.look(330.0 + RESTS_S[1])]

    assert asyncio.run(scene()) == [False] * 7 + [True]


def test_also_at_random_when_nobody_was_there() -> None:
    watch, start = idle(House(), server()), monotonic()
    assert [watch.look(start), watch.look(start + 60), watch.look(start + UNASKED_S[1] + 1)] == [
        False,
        False,
        True,
    ]


def test_patience_and_needs_go_on_and_no_root_is_handed_on() -> None:
    async def scene() -> None:
        house = House()
        left, _ = await house.two()
        assert left.couple
        house.home.needs.say(left.couple.log, left.side, Need.LISTENING, house.clock())
        for _ in range(3):
            house.home.sign_ins.patience.wait(1.0, b"noor")
        handed = to_hand_on(house.home)
        assert left.root.raw not in handed
        assert left.couple.log.key not in handed
        other = House(key=house.key, clock=house.clock).home
        take_up(other, handed)
        assert other.needs.of(left.couple.log, left.side, house.clock()) is Need.LISTENING
        assert other.sign_ins.patience.buckets == house.home.sign_ins.patience.buckets
        asked = house.home.sign_ins.challenges.new(b"for", 7)
        assert other.sign_ins.challenges.is_good(asked, b"for", 7)

    asyncio.run(scene())
