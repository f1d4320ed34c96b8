"""The reservoir: what both may read, found by year, by a word and on its day."""

import asyncio
from datetime import date

from couples import House
from visits import Evening, evening
from weft.core.moments.entries import VoiceWritten
from weft.keeper import moments, reservoir
from weft.keeper.moments import Facts
from weft.keeper.opened import Opened

JETTY = Facts(
    "walk", "The long way round", (date(2025, 6, 4) - date(1970, 1, 1)).days, 1, "by the lake", "left"
)


async def made(house: House, noor: Opened, facts: Facts = JETTY) -> str:
    return await moments.make(house.home, noor, facts, "")


async def told(house: House, one: Opened, key: str, text: str, *feelings: str) -> None:
    await house.home.freshen(one)
    await moments.tell(house.home, one, VoiceWritten(key, text, feelings, ""))


def test_a_telling_is_found_once_both_have_told() -> None:
    async def play() -> None:
        house = House()
        noor, elis = await house.two()
        key = await made(house, noor)
        await told(house, noor, key, "The heron stood.")
        assert [line.text for one in reservoir.things(noor, []) for line in one.lines] == []
        await told(house, elis, key, "My shoes were wet.")
        await house.home.freshen(noor)
        (one,) = reservoir.things(noor, [])
        assert [line.text for line in one.lines] == ["The heron stood.", "My shoes were wet."]
        assert reservoir.things(elis, []) == [one]

    asyncio.run(play())


def test_what_was_lived_a_year_ago_comes_up_on_its_day_unless_it_was_hard() -> None:
    async def play() -> None:
        house = House()
        noor, elis = await house.two()
        light = await made(house, noor)
        hard = await made(
            house, elis, Facts("a hard day got through together", "That night", JETTY.day, 1, "", "")
        )
        await house.home.freshen(noor)
        day = date(2026, 6, 4)
        assert [one.key for one in reservoir.today_of_old(noor, [], day)] == [light]
        await reservoir.choose_day(house.home, noor, [], hard, True)
        await reservoir.choose_day(house.home, noor, [], light, False)
        assert [one.key for one in reservoir.today_of_old(noor, [], day)] == [hard]
        assert [one.key for one in reservoir.today_of_old(elis, [], day)] == [light]

    asyncio.run(play())


def test_the_word_that_was_looked_for_is_in_no_address() -> None:
    async def play() -> None:
        one: Evening = await evening()
        await one.true_line_kept()
        answer = await one.noor.post("/reservoir", word="ZITHER")
        assert answer.status == 200
        assert 'value="ZITHER"' in answer.text
        assert answer.header("location") is None
        assert "ZITHER" not in (await one.noor.get("/reservoir")).text

    asyncio.run(play())
