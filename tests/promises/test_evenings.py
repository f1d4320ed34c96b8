"""Weeks of evenings, played twice: what the other kept, left out or forgot changes nothing on one's pages."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from stories import playing
from visits import Answer, Evening, plain_sign_in
from weft.core.journey.evening import last_whole_week
from weft.keeper import evenings, insight

DAYS = 15
PAGES = ("/today", "/season", "/evening", "/evening/mine", "/insight", "/insight/both", "/insight/experiment")
SAID = {"met": "90", "did": "softer", "stress": "3", "hours": "8"}

Acts = Callable[[Evening, int], Awaitable[object]]


async def _nothing(one: Evening, day: int) -> None:
    """What Elis does in the other playing."""


async def _keeps(one: Evening, day: int) -> None:
    assert (await one.elis.post("/evening", near=str(20 + day), **SAID)).status == 303


async def _lets_it_count(one: Evening, day: int) -> None:
    sent = await one.elis.post("/evening", near=str(20 + day), **SAID, share="near")
    assert sent.status == 303
    assert (await one.elis.post("/evening", near=str(20 + day), **SAID, share="did")).status == 303


async def _leaves_out(one: Evening, day: int) -> None:
    assert (await one.elis.post("/evening", act="skip")).status == 303


async def lived(elis: Acts, at_the_end: Acts = _nothing) -> tuple[Evening, dict[str, Answer]]:
    """A season in which Noor answers every evening and Elis does what they do; all Noor sees on the way."""
    one = (await playing.begun("quiet")).evening
    for who in (one.noor, one.elis):
        await who.post("/evening/wanted", wanted="yes")
    seen: dict[str, Answer] = {}
    for day in range(DAYS):
        assert (
            await one.noor.post("/evening", near=str(50 + day * 7 % 30), did="talk", share="near")
        ).status == 303
        await elis(one, day)
        if day % 5 == 4:
            seen |= {f"{day} {path}": await one.noor.get(path) for path in PAGES}
        one.house.clock.pass_by(days=1)
        for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
            assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200
    await at_the_end(one, DAYS)
    return one, {path: await one.noor.get(path) for path in PAGES} | seen


_seen: dict[str, Answer] = {}


async def without() -> dict[str, Answer]:
    """The playing in which Elis does nothing, once."""
    if not _seen:
        _seen.update((await lived(_nothing))[1])
    return _seen


def differences(one: dict[str, Answer], other: dict[str, Answer]) -> list[str]:
    return [path for path in one if one[path].body != other[path].body]


def test_for_weeks_noor_cannot_tell_whether_elis_keeps_evenings_or_leaves_them_out() -> None:
    async def play() -> None:
        for acts in (_keeps, _leaves_out):
            assert differences((await lived(acts))[1], await without()) == []

    asyncio.run(play())


def test_what_elis_let_count_and_forgot_leaves_no_trace_on_any_page_of_noors() -> None:
    async def forgets(one: Evening, day: int) -> None:
        assert (await one.elis.post("/evening/mine", first="1", last="30000")).status == 303

    async def play() -> None:
        one, seen = await lived(_lets_it_count, forgets)
        now = {path: answer for path, answer in seen.items() if path in PAGES}
        assert differences(now, await without()) == []
        assert "Forget" not in (await one.elis.get("/evening/mine")).text

    asyncio.run(play())


def test_what_elis_lets_count_is_in_noors_sums_and_nothing_else_is() -> None:
    async def play() -> None:
        one, _ = await lived(_lets_it_count)
        noor = await one.house.home.sign_ins.open(one.noor.cookies["k"])
        assert noor is not None
        shared = [each for each in insight.question(one.house.home, noor).shared if each]
        assert shared
        assert all(each.near != each.near and each.stress is None for each in shared)
        assert {each.did for each in shared} == {frozenset({4})}
        last = max(evenings.from_the_other(one.house.home, noor))
        assert last <= last_whole_week(evenings.tonight(one.house.home))

    asyncio.run(play())


def test_no_page_of_noors_says_a_number_that_elis_gave() -> None:
    async def counts(one: Evening, day: int) -> None:
        fields = {**SAID, "near": "37", "met": "83"}
        for item in ("near", "met"):
            assert (await one.elis.post("/evening", **fields, share=item)).status == 303

    async def play() -> None:
        _, seen = await lived(counts)
        read = {path: re.sub(r"<[^>]*>", " ", answer.text) for path, answer in seen.items()}
        assert not [path for path, words in read.items() if re.search(r"\b(37|83)\b", words)]

    asyncio.run(play())
