"""What both said of ideas comes to light at the turn, for both alike; what one said alone never does."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from couples import House
from weft.core.fitting import Marks, Taste
from weft.core.log.entries import LifeStageSaid
from weft.core.own_ideas import MOST_OWN, IdeaAdded, IdeaPutAway
from weft.core.reservoir.entries import LeftOut
from weft.keeper import ideas
from weft.keeper.open_log import Mark, read_log
from weft.keeper.opened import append
from weft.keeper.ports import Own

JETTY = IdeaAdded(
    "a" * 32, "The jetty", "Swim to the rope and back.", 30, "nothing", "some", "outdoors", ("exciting",)
)
WEEK = timedelta(days=7)


def test_a_taste_of_both_is_known_to_both_from_the_turn_on_and_not_before() -> None:
    async def scene() -> None:
        house = House()
        noor, elis = await house.two()
        await ideas.say_tastes(house.home, noor, {Taste.CALM, Taste.OUTDOORS})
        await ideas.say_tastes(house.home, elis, {Taste.CALM, Taste.TALK})
        assert await ideas.of_both(house.home, noor) == Marks()
        house.clock.now += WEEK
        for who in (noor, elis):
            assert await ideas.of_both(house.home, who) == Marks((Taste.CALM,))

    asyncio.run(scene())


def test_what_only_one_marks_changes_nothing_for_the_other() -> None:
    async def scene() -> None:
        house = House()
        noor, elis = await house.two()
        pool = ideas.pool(house.home, elis)
        await ideas.say_tastes(house.home, elis, set(Taste))
        for one in pool[:5]:
            await ideas.say_of(house.home, elis, one, wanted=True, worth=True)
        house.clock.now += WEEK
        assert await ideas.of_both(house.home, noor) == Marks()
        weigh = ideas.weigh(noor, await ideas.of_both(house.home, noor))
        assert {weigh(one) for one in pool} == {1.0}

    asyncio.run(scene())


def test_what_both_would_like_and_what_was_worth_it_to_both_are_told_apart() -> None:
    async def scene() -> None:
        house = House()
        noor, elis = await house.two()
        first, second, third = ideas.pool(house.home, noor)[:3]
        for who in (noor, elis):
            await ideas.say_of(house.home, who, first, wanted=True, worth=False)
            await ideas.say_of(house.home, who, second, wanted=False, worth=True)
        await ideas.say_of(house.home, noor, third, wanted=True, worth=False)
        await ideas.say_of(house.home, elis, third, wanted=False, worth=True)
        house.clock.now += WEEK
        assert await ideas.of_both(house.home, elis) == Marks(wanted=(first,), worth=(second,))

    asyncio.run(scene())


def test_a_mark_taken_off_before_the_turn_was_never_there() -> None:
    async def scene() -> None:
        house = House()
        noor, elis = await house.two()
        one = ideas.pool(house.home, noor)[0]
        for who in (noor, elis):
            await ideas.say_of(house.home, who, one, wanted=True, worth=True)
        await ideas.say_of(house.home, elis, one, wanted=False, worth=False)
        house.clock.now += WEEK
        assert await ideas.of_both(house.home, noor) == Marks()

    asyncio.run(scene())


def test_the_note_is_of_one_size_however_much_is_liked() -> None:
    async def scene() -> None:
        house = House()
        noor, elis = await house.two()
        await ideas.say_tastes(house.home, noor, set(Taste))
        await ideas.say_tastes(house.home, elis, set())
        sizes = {len(row.locked) for row in await house.store.own_of_all(Own.WISHES)}
        assert len(sizes) == 1

    asyncio.run(scene())


def test_somebody_alone_has_ideas_and_nothing_of_both() -> None:
    async def scene() -> None:
        house = House()
        _, noor = await house.begin("Noor", "madder")
        assert await ideas.of_both(house.home, noor) == Marks()
        assert ideas.pool(house.home, noor) == house.home.library.ideas
        assert ideas.weigh(noor, Marks())(house.home.library.ideas[0]) == 1.0

    asyncio.run(scene())


def test_an_idea_one_adds_is_both_theirs_and_sent_twice_is_there_once() -> None:
    async def scene() -> None:
        house = House()
        noor, elis = await house.two()
        for _ in range(2):
            await ideas.add(house.home, noor, JETTY)
        await house.home.freshen(elis)
        [idea] = [one for one in ideas.pool(house.home, elis) if one.title == "The jetty"]
        assert ideas.one(house.home, elis, idea.id) == idea
        assert ideas.weigh(elis, Marks())(idea) > 1.0

    asyncio.run(scene())


def test_the_words_of_one_put_away_by_its_author_are_gone_from_the_store() -> None:
    async def scene() -> None:
        house = House()
        noor, elis = await house.two()
        await ideas.add(house.home, noor, JETTY)
        seq = noor.log.seq
        await ideas.put_away(house.home, noor, JETTY.key)
        row = next(row for row in await house.store.read(noor.log.log) if row.seq == seq)
        assert row.taken_out and not row.locked and not row.wrapped_dek
        await house.home.freshen(elis)
        assert not elis.log.life.ideas
        house.restart()
        await ideas.put_away(house.home, noor, JETTY.key)

    asyncio.run(scene())


def test_the_other_can_put_it_away_and_cannot_take_out_what_they_did_not_write() -> None:
    async def scene() -> None:
        house = House()
        noor, elis = await house.two()
        await ideas.add(house.home, noor, JETTY)
        seq = noor.log.seq
        await house.home.freshen(elis)
        await ideas.put_away(house.home, elis, JETTY.key)
        row = next(row for row in await house.store.read(noor.log.log) if row.seq == seq)
        assert not row.taken_out
        await house.home.freshen(noor)
        assert not noor.log.life.ideas and not noor.log.damage

    asyncio.run(scene())


def test_there_are_only_so_many() -> None:
    async def scene() -> None:
        house = House()
        noor, _ = await house.two()
        some = [IdeaAdded(f"{at:032x}", f"Idea {at}", *_rest(JETTY)) for at in range(MOST_OWN)]
        await append(house.store, noor, noor.log, some, house.clock())
        with pytest.raises(ideas.TooManyIdeas):
            await ideas.add(house.home, noor, JETTY)
        await append(house.store, noor, noor.log, [IdeaPutAway(some[0].key)], house.clock())
        await ideas.add(house.home, noor, JETTY)

    asyncio.run(scene())


def _rest(one: IdeaAdded) -> tuple[str, int, str, str, str, tuple[str, ...]]:
    return one.text, one.minutes, one.cost, one.energy, one.place, one.moods


def test_the_mark_of_the_next_idea_moves_with_ideas_alone_and_never_comes_again() -> None:
    async def scene() -> None:
        house = House()
        noor, elis = await house.two()
        marks = [ideas.new_tap(noor)]
        await ideas.say_tastes(house.home, noor, {Taste.CALM})
        await append(house.store, elis, elis.log, [LifeStageSaid("apart", True)], house.clock())
        await house.home.freshen(noor)
        assert ideas.new_tap(noor) == marks[0] != ideas.new_tap(elis)
        for _ in range(2):
            added = replace(JETTY, key=ideas.new_tap(noor))
            await ideas.add(house.home, noor, added)
            marks.append(ideas.new_tap(noor))
            await ideas.put_away(house.home, noor, added.key)
            marks.append(ideas.new_tap(noor))
        assert len(set(marks)) == 5

    asyncio.run(scene())


def test_the_mark_of_the_next_one_tells_nothing_of_what_the_other_writes_for_nobody_else() -> None:
    async def scene() -> None:
        house = House()
        noor, elis = await house.two()
        assert elis.couple
        before = ideas.new_tap(noor)
        await append(house.store, elis, elis.couple.log, [LeftOut("c" * 32, "words", True)], house.clock())
        await house.home.freshen(noor)
        assert ideas.new_tap(noor) == before
        await ideas.add(house.home, elis, JETTY)
        assert ideas.new_tap(noor) != before

    asyncio.run(scene())


def test_no_two_ideas_ever_get_the_same_mark_though_one_is_gone_from_the_store() -> None:
    async def scene() -> None:
        house = House()
        noor, _ = await house.two()
        seen = list[str]()
        for again in range(4):
            seen.append(ideas.new_tap(noor))
            await ideas.add(house.home, noor, replace(JETTY, key=seen[-1], title=f"Jetty {again}"))
            if again % 2:
                await ideas.put_away(house.home, noor, seen[-1])
            # As it is read anew, the words of those put away being gone:
            noor.log.life = (await read_log(house.store, noor.log, Mark())).life
        assert len({*seen, ideas.new_tap(noor)}) == 5

    asyncio.run(scene())
