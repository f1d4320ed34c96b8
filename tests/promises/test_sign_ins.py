"""A sign-in that is over is over: everywhere, at once, and for good."""

import asyncio
import gc
import weakref
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from visits import FILLED, Evening, Visitor, evening, plain_sign_in, settle, web
from weft.keeper.ports import StoreUnwritable
from weft.keeper.sign_ins import ABSOLUTE
from weft.web.app import DOORS
from weft.web.door import Who

STREAMS = ("/live", "/near/line")
SIGNED_IN = [(door, method) for door in DOORS if door.who is not Who.ANYONE for method in door.methods]


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def assert_dead(old: Visitor) -> None:
    for door, method in SIGNED_IN:
        answer = await old.ask(method, door.path.format(**FILLED), b"", {"sec-fetch-site": "same-origin"})
        assert (answer.status, answer.header("location")) == (303, "/sign-in"), door.path
    for stream in STREAMS:
        assert (await old.get(stream)).status == 401, stream


async def second(one: Evening, label: str = "computer") -> Visitor:
    """Elis on another device."""
    other = Visitor(one.app, address="192.0.2.3")
    assert (await other.post_json("/sign-in", plain_sign_in("Elis", one.house, label=label))).status == 200
    return other


async def device_of(one: Evening, visitor: Visitor) -> str:
    opened = await one.house.home.sign_ins.open(visitor.cookies["k"])
    assert opened is not None
    return opened.sid_hash.hex()


def copy_of(visitor: Visitor) -> Visitor:
    """Whoever held on to the cookie."""
    return Visitor(visitor.app, dict(visitor.cookies), visitor.address)


def test_a_cookie_signed_out_elsewhere_is_refused_at_every_door() -> None:
    async def scene(one: Evening) -> None:
        other = await second(one)
        kept = copy_of(other)
        await one.elis.post(f"/yours/devices/{await device_of(one, other)}/sign-out")
        await assert_dead(kept)
        assert (await one.elis.get("/yours")).status == 200

    play(scene)


@pytest.mark.parametrize("way", ["/sign-out", "/exit"])
def test_after_leaving_the_old_cookie_opens_nothing(way: str) -> None:
    async def scene(one: Evening) -> None:
        kept = copy_of(one.elis)
        left = await one.elis.post(way)
        assert left.header("location") == "/away"
        assert left.header("clear-site-data") == '"cache"'
        await assert_dead(kept)

    play(scene)


def test_it_stays_dead_after_a_restart() -> None:
    async def scene(one: Evening) -> None:
        kept = copy_of(one.elis)
        await one.elis.post("/sign-out")
        one.house.restart()
        kept.app = web(one.house)
        await assert_dead(kept)

    play(scene)


def test_its_stream_ends_at_once() -> None:
    async def scene(one: Evening) -> None:
        other = await second(one)
        ear, own = await other.listen(), await one.elis.listen()
        await one.elis.post(f"/yours/devices/{await device_of(one, other)}/sign-out")
        await settle()
        assert ear.over
        assert b"event: end" in b"".join(ear.heard)
        assert not own.over
        await ear.close()
        await own.close()

    play(scene)


def test_nobody_can_sign_the_other_out() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post(f"/yours/devices/{await device_of(one, one.elis)}/sign-out")
        assert (await one.elis.get("/yours")).status == 200

    play(scene)


def test_every_sign_in_is_a_new_one() -> None:
    async def scene(one: Evening) -> None:
        seen = {one.elis.cookies["k"]}
        for _ in range(3):
            again = copy_of(one.elis)
            await again.post_json("/sign-in", plain_sign_in("Elis", one.house))
            assert again.cookies["k"] not in seen
            seen.add(again.cookies["k"])

    play(scene)


def test_an_idle_phone_locks_and_a_touched_one_does_not() -> None:
    async def scene(one: Evening) -> None:
        for _ in range(4):
            one.house.clock.pass_by(minutes=10)
            assert (await one.noor.get("/today")).status == 200
        await assert_dead(copy_of(one.elis))

    play(scene)


def test_the_chosen_minutes_are_kept() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/yours/lock", minutes="60")
        await one.elis.post("/yours/lock", minutes="5")
        one.house.clock.pass_by(minutes=7)
        assert (await one.noor.get("/today")).status == 200
        assert (await one.elis.get("/today")).status == 303

    play(scene)


def test_a_page_that_looks_again_by_itself_does_not_hold_off_the_lock() -> None:
    async def scene(one: Evening) -> None:
        for _ in range(4):
            one.house.clock.pass_by(minutes=4)
            await one.noor.get("/today", sec_fetch_dest="empty")
        assert (await one.noor.get("/today")).status == 303

    play(scene)


def test_sitting_face_down_together_does_not_lock() -> None:
    async def scene(one: Evening) -> None:
        for each in (one.noor, one.elis):
            await each.post("/yours/lock", minutes="5")
        sitting = await one.agreed("ten-minutes-on-the-bench", "together")
        await one.both(sitting, "ready")
        for each in (one.noor, one.elis):
            await each.get(f"/sittings/{sitting}")
        one.house.clock.pass_by(minutes=10, seconds=5)
        assert (await one.noor.get(f"/sittings/{sitting}")).status == 200
        assert (await one.elis.get(f"/sittings/{sitting}")).status == 200

    play(scene)


def test_however_busy_it_ends_after_half_a_day() -> None:
    async def scene(one: Evening) -> None:
        for _ in range(ABSOLUTE // timedelta(minutes=10)):
            one.house.clock.pass_by(minutes=10)
            assert (await one.noor.get("/yours")).status == 200
        one.house.clock.pass_by(minutes=10)
        await assert_dead(copy_of(one.noor))

    play(scene)


def test_a_sign_in_goes_on_after_a_restart() -> None:
    async def scene(one: Evening) -> None:
        one.house.restart()
        again = Visitor(web(one.house), dict(one.noor.cookies))
        assert (await again.get("/today")).status == 200

    play(scene)


@pytest.mark.parametrize("change", ["shortened", "one letter", "empty", "another's"])
def test_a_cookie_that_is_not_ours_is_nobody(change: str) -> None:
    async def scene(one: Evening) -> None:
        held = one.noor.cookies["k"]
        made = {
            "shortened": held[:-1],
            "one letter": held[:40] + ("A" if held[40] != "A" else "B") + held[41:],
            "empty": "",
            "another's": held[:20] + one.elis.cookies["k"][20:],
        }[change]
        one.house.restart()
        assert (await Visitor(web(one.house), {"k": made}).get("/today")).status == 303

    play(scene)


def test_exit_leads_away_even_when_no_row_can_be_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(one: Evening) -> None:
        async def refuse(*_: object) -> None:
            raise StoreUnwritable("volatile.db")

        monkeypatch.setattr(one.house.store, "drop_sign_in", refuse)
        away = await one.noor.post("/exit")
        assert (away.status, away.header("location")) == (303, "/away")
        assert one.noor.cookies["k"] == ""
        assert len(one.house.home.sign_ins.opened) == 1

    play(scene)


def test_a_long_turn_ended_early_does_not_put_off_the_lock() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.agreed("slow-turns", "together")
        await one.both(sitting, "ready")
        await one.noor.get(f"/sittings/{sitting}")
        opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
        assert opened is not None
        assert opened.busy_until is not None
        await one.noor.post(f"/sittings/{sitting}", act="stop")
        assert opened.busy_until is None

    play(scene)


def test_a_device_whose_name_was_altered_can_still_be_signed_out() -> None:
    async def scene(one: Evening) -> None:
        other = await second(one)
        device = await device_of(one, other)
        store = one.house.store
        row = await store.sign_in(bytes.fromhex(device))
        assert row is not None
        await store.drop_sign_in(row.sid_hash)
        await store.add_sign_in(replace(row, label=b"?"))
        assert device in (await one.elis.get("/yours")).text
        await one.elis.post(f"/yours/devices/{device}/sign-out")
        await assert_dead(other)

    play(scene)


def test_once_signed_out_nothing_of_a_person_is_held_whatever_they_looked_at() -> None:
    async def scene(one: Evening) -> None:
        kept = await one.true_line_kept()
        opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
        assert opened is not None
        held = [weakref.ref(opened.own), weakref.ref(opened.log)]
        del opened
        gc.disable()  # Keys that only a later sweep would find lie in memory until then.
        for path in (
            "/today",
            "/today",
            "/cloth",
            "/cloth",
            f"/cloth/{kept}",
            "/cloth/list",
            "/practices/talk",
        ):
            await one.noor.get(path)
        await one.noor.post(f"/sittings/{kept}/felt", felt="yes")
        await (await one.noor.listen()).close()
        for who in (one.noor, one.elis):
            await who.post("/sign-out")
        await settle()
        assert [log() for log in held] == [None, None]

    try:
        play(scene)
    finally:
        gc.enable()
