"""Affection on the web: kind errors that lose nothing, hours, and who may do what."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import pytest

from visits import Evening, Visitor, evening, plain_sign_in

LINE = "You hummed while you fixed the tap."


def played(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def keys(person: Visitor) -> list[str]:
    return re.findall(r'href="/affection/([0-9a-f]{32})"', (await person.get("/affection")).text)


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"text": " "}, 400, "There is nothing in it yet"),
        ({"text": "A" * 241}, 400, "longer than 240 characters"),
        ({"text": LINE, "when": "from", "from": "yesterday"}, 400, "an hour that is still to come"),
        ({"text": LINE, "when": "from", "from": "2020-01-01T07:00"}, 400, "an hour that is still to come"),
        ({"text": LINE, "when": "from", "from": "2036-01-01T07:00"}, 400, "an hour that is still to come"),
    ],
)
def test_what_cannot_be_left_is_said_kindly_and_stays(fields: dict[str, str], status: int, said: str) -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.post("/affection", **fields)
        assert answer.status == status
        assert said in answer.text
        assert fields["text"].strip() in answer.text
        assert await keys(one.noor) == await keys(one.elis) == []

    played(scene)


def test_a_second_line_of_a_day_is_kept_on_the_page_and_not_left() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/affection", text=LINE)
        again = await one.noor.post("/affection", text="And another.")
        assert again.status == 409
        assert "And another." in again.text
        assert "one is plenty" in again.text
        assert len(await keys(one.elis)) == 1

    played(scene)


def test_the_same_form_sent_twice_leaves_one() -> None:
    async def scene(one: Evening) -> None:
        tap = re.findall(r'name="tap" value="(\w+)"', (await one.noor.get("/affection")).text)[0]
        sent = [await one.noor.post("/affection", text=LINE, tap=tap) for _ in "12"]
        assert [each.status for each in sent] == [303, 303]
        assert len(await keys(one.elis)) == 1

    played(scene)


@pytest.mark.parametrize(("when", "hours"), [("evening", 24), ("morning", 13)])
def test_a_line_for_later_is_on_no_page_of_the_other_before(when: str, hours: int) -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/affection", text=LINE, when=when)
        (key,) = await keys(one.noor)
        assert "lies there from" in (await one.noor.get("/affection")).text
        assert (await one.elis.get(f"/affection/{key}")).status == 404
        assert LINE not in (await one.elis.get("/today")).text
        one.house.clock.pass_by(hours=hours)
        assert (await one.elis.post_json("/sign-in", plain_sign_in("Elis", one.house))).status == 200
        assert LINE in (await one.elis.get("/today")).text

    played(scene)


def test_the_giver_sees_the_same_whether_or_not_it_was_read_kept_or_noted() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/affection", text=LINE)
        (key,) = await keys(one.noor)
        before = [(await one.noor.get(path)).body for path in ("/affection", f"/affection/{key}", "/today")]
        await one.elis.get(f"/affection/{key}")
        for fields in ({"act": "keep"}, {"act": "landed", "landed": "yes"}):
            assert (await one.elis.post(f"/affection/{key}", **fields)).status == 303
        after = [(await one.noor.get(path)).body for path in ("/affection", f"/affection/{key}", "/today")]
        assert before == after

    played(scene)


def test_a_line_is_on_today_until_something_is_done_with_it() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/affection", text=LINE)
        assert LINE in (await one.elis.get("/today")).text
        (key,) = await keys(one.elis)
        await one.elis.post(f"/affection/{key}", act="keep")
        assert LINE not in (await one.elis.get("/today")).text
        assert LINE in (await one.elis.get("/affection/lands")).text

    played(scene)


def test_an_answer_too_long_stays_where_it_was_typed() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/affection", text=LINE)
        (key,) = await keys(one.elis)
        long = "On and on. " * 50
        answer = await one.elis.post(f"/affection/{key}", act="answer", manner="ask", text=long)
        assert answer.status == 400
        assert long.strip() in answer.text
        assert 'value="ask" checked' in answer.text

    played(scene)


def test_words_of_a_woven_gesture_are_taken_back_from_the_band_and_the_band_stays() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/affection", text=LINE)
        (key,) = await keys(one.elis)
        await one.elis.post(f"/affection/{key}", act="weave")
        assert LINE in (await one.noor.get(f"/cloth/{key}")).text
        await one.noor.post(f"/cloth/{key}/take-back", words="gesture")
        for person in (one.noor, one.elis):
            page = await person.get(f"/cloth/{key}")
            assert page.status == 200
            assert LINE not in page.text

    played(scene)


def test_a_need_is_seen_by_the_other_who_looks_and_gone_when_it_is_taken_back() -> None:
    async def scene(one: Evening) -> None:
        before = (await one.elis.get("/today")).body
        await one.noor.post("/need", need="space")
        assert "Noor needs some space" in (await one.elis.get("/today")).text
        await one.noor.post("/need", need="")
        assert (await one.elis.get("/today")).body == before

    played(scene)


def test_a_need_fades_from_a_page_that_nobody_touched() -> None:
    async def scene(one: Evening) -> None:
        await one.elis.post("/yours/lock", minutes="60")
        await one.noor.post("/need", need="hug")
        for _ in range(3):
            assert "Noor would like a hug" in (await one.elis.get("/today")).text
            one.house.clock.pass_by(minutes=40)
        assert "Noor would like a hug" not in (await one.elis.get("/today")).text

    played(scene)
