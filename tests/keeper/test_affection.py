"""Gestures arrive when they may, what a receiver does in private stays there, and a map shows no more than was shared."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from couples import House
from weft.core.affection.entries import GestureWritten, MapSaid, MapShown
from weft.core.affection.gestures import Manner, Way
from weft.keeper import affection, copies
from weft.keeper.affection import NoSuchGesture, OneADay
from weft.keeper.opened import Opened


def play(scene: Callable[[House, Opened, Opened], Awaitable[None]]) -> None:
    async def run() -> None:
        house = House()
        await scene(house, *await house.two())

    asyncio.run(run())


async def give(house: House, one: Opened, text: str = "You hummed.", *, hours: int = 0) -> str:
    arrives = int(house.clock().timestamp()) // 60 + hours * 60 if hours else 0
    await affection.give(house.home, one, Way.WORDS, text, arrives, "")
    return affection.given(one)[0].id


def come(house: House, one: Opened) -> list[str]:
    return [each.text for each in affection.received(house.home, one)]


def test_a_line_is_there_when_the_other_looks_and_nobody_is_told() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        before = house.home.news.get(noor.log.log)
        await give(house, noor)
        assert come(house, elis) == ["You hummed."]
        assert house.home.news.get(noor.log.log) == before

    play(scene)


def test_a_line_left_for_later_is_there_from_that_hour_on() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await give(house, noor, hours=3)
        with pytest.raises(NoSuchGesture):
            affection.gesture(house.home, elis, key)
        assert come(house, elis) == []
        house.clock.pass_by(hours=3)
        assert come(house, elis) == ["You hummed."]

    play(scene)


def test_one_a_day_and_a_line_taken_back_makes_room() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await give(house, noor)
        with pytest.raises(OneADay):
            await give(house, noor, "Another.")
        await affection.take_back(house.home, noor, key)
        assert come(house, elis) == []
        assert await house.lying(noor.log, GestureWritten) == 0
        await give(house, noor)
        assert come(house, elis) == ["You hummed."]
        house.clock.pass_by(days=1)
        await give(house, noor, "The next day.")
        assert come(house, elis) == ["The next day.", "You hummed."]

    play(scene)


def test_keeping_and_noting_append_to_ones_own_log_alone() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await give(house, noor)
        before = noor.log.seq, noor.own.seq
        await affection.keep(house.home, elis, key, kept=True)
        await affection.note(house.home, elis, key, "yes")
        assert (noor.log.seq, noor.own.seq) == before
        assert affection.own(elis).kept == {key}
        assert affection.on_today(house.home, elis) == ()

    play(scene)


def test_an_answer_is_woven_in_for_both_and_the_band_stays_when_the_words_go() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await give(house, noor)
        await affection.answer(house.home, elis, key, Manner.RELIVE, "On the stairs.")
        assert affection.given(noor)[0].answer == "On the stairs."
        await affection.take_back(house.home, elis, key)
        await affection.take_back(house.home, noor, key)
        house.restart()
        assert affection.is_woven(noor, key)
        assert affection.given(noor) == []

    play(scene)


def test_nobody_answers_weaves_or_takes_back_in_the_others_name() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await give(house, noor)
        await affection.answer(house.home, noor, key, Manner.STOP, "Mine.")
        await affection.weave(house.home, noor, key)
        await affection.take_back(house.home, elis, key)
        assert come(house, elis) == ["You hummed."]
        assert not affection.is_woven(noor, key)
        assert affection.given(noor)[0].answer == ""

    play(scene)


def test_a_map_shows_what_its_owner_shares_and_never_a_no() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        said = {"tired/hug": "like", "tired/kiss": "no", "tired/hand": "ask", "tired/elephant": "like"}
        await affection.say_map(
            house.home, elis, "tired", said, ["tired/hug", "tired/kiss", "tired/elephant"]
        )
        assert affection.wanted_by_the_other(noor) == {"tired/hug": "like"}
        assert affection.own(elis).map.lines == {"tired/hug": "like", "tired/kiss": "no", "tired/hand": "ask"}

    play(scene)


def test_a_changed_map_leaves_no_earlier_one_in_any_log() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        for answer in ("like", "sometimes", "no", "ask"):
            await affection.say_map(house.home, elis, "ill", {"ill/hug": answer}, ["ill/hug"])
            house.clock.pass_by(days=1)
        assert affection.wanted_by_the_other(noor) == {"ill/hug": "ask"}
        assert await house.lying(elis.own, MapSaid) == await house.lying(elis.log, MapShown) == 1

    play(scene)


def test_what_is_said_and_not_shared_appends_nothing_where_the_other_can_read() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        before = elis.log.seq
        await affection.say_map(house.home, elis, "ill", {"ill/hug": "like"}, [])
        await affection.say_map(house.home, elis, "ill", {"ill/hug": "no"}, ["ill/hug"])
        assert elis.log.seq == before

    play(scene)


def test_what_lands_is_known_to_its_owner_until_they_share_it() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await affection.show_hints(house.home, elis, [Way.WORDS])
        assert affection.hints_for(noor) == ()
        for _ in range(3):
            await affection.note(house.home, elis, await give(house, noor), "yes")
            house.clock.pass_by(days=1)
        assert affection.landing(elis) == (Way.WORDS,)
        assert affection.hints_for(noor) == ()
        await affection.show_hints(house.home, elis, [Way.WORDS, Way.TOUCH])
        assert affection.hints_for(noor) == (Way.WORDS,)
        await affection.show_hints(house.home, elis, [])
        assert affection.hints_for(noor) == ()

    play(scene)


def test_ones_own_copy_has_ones_own_map_in_words_and_nothing_of_the_others() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        said = {"tired/hug": "like", "tired/kiss": "no"}
        await affection.say_map(house.home, elis, "tired", said, ["tired/hug"])
        await give(house, elis, "Not woven.")
        hers, his = [
            [words.text for past in (await copies.gather(house.home, one)).pasts for words in past.loose]
            for one in (noor, elis)
        ]
        assert hers == []
        assert his == ["Not woven.", "When tired. Like: A hug. No: A kiss."]

    play(scene)
