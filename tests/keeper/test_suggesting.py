"""What Today's suggestion is chosen from, for each of two: what both may know, and one's own."""

import asyncio
from collections.abc import Awaitable, Callable

from couples import House
from weft.core.affection.need import Need
from weft.core.freetime.halves import Horizon, half_at
from weft.core.journey.evening import Evening, Item
from weft.core.journey.facts import Facts, Left, Sky, Tapped, Today, Wish
from weft.core.journey.season import MINUTES, SHORTEST, Pace, Rhythm
from weft.core.log.entries import SittingWoven, UnderstandingFelt, Understood
from weft.core.people import SittingId
from weft.core.practice import Practice
from weft.keeper import evenings, freetime, seasons, suggesting, wishes
from weft.keeper.opened import Opened, append


def play(scene: Callable[[House, Opened, Opened], Awaitable[None]]) -> None:
    async def run() -> None:
        house = House()
        await scene(house, *await house.two())

    asyncio.run(run())


async def known(house: House, one: Opened) -> Facts:
    await house.home.freshen(one)
    return suggesting.facts(house.home, one, (), frozenset(), await suggesting.wanted(house.home, one))


async def keep_all(house: House, one: Opened) -> None:
    """Everything one can keep to oneself of it."""
    woven = SittingWoven(SittingId("a" * 32), "slow-turns", "Slow turns", "talk", "together", 30, None, "")
    await append(house.store, one, one.log, [woven], house.clock())
    felt = UnderstandingFelt(SittingId("a" * 32), Understood.NO)
    await append(house.store, one, one.own, [felt], house.clock())
    await suggesting.wish(house.home, one, {"talk": Wish.LESS, "depth": Wish.LESS}, frozenset())
    await suggesting.say_like(house.home, one, Today(20, Sky.WET, Left.LITTLE))
    await suggesting.put_away(house.home, one, "slow-turns", True)


def test_what_one_keeps_is_in_ones_own_facts_and_in_no_other() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await keep_all(house, elis)
        theirs, mine = await known(house, elis), await known(house, noor)
        assert [(one.exercise, one.worth) for one in theirs.notes] == [("slow-turns", -1.0)]
        assert theirs.less == {Practice.TALK}
        assert theirs.away == {"slow-turns"}
        assert theirs.deeper == -1
        assert theirs.like == Today(20, Sky.WET, Left.LITTLE)
        assert mine.notes == ()
        assert (mine.less, mine.deeper, mine.away, mine.like) == (frozenset(), 0, frozenset(), Today())
        assert mine.lately == theirs.lately != ()

    play(scene)


def test_what_one_keeps_is_appended_to_ones_own_log_alone_and_nobody_is_told() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        seq, told = elis.log.seq, house.home.news.get(elis.log.log)
        await suggesting.wish(house.home, elis, {"talk": Wish.MORE}, frozenset())
        await suggesting.put_away(house.home, elis, "slow-turns", True)
        assert (elis.log.seq, house.home.news.get(elis.log.log)) == (seq, told)

    play(scene)


def test_what_one_leaves_out_for_both_is_known_to_both_and_said_once() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        seq = elis.log.seq
        for _ in range(2):
            await suggesting.leave_out(house.home, elis, "slow-turns", True)
        assert elis.log.seq == seq + 1
        assert (await known(house, noor)).left_out == (await known(house, elis)).left_out == {"slow-turns"}
        assert (await known(house, elis)).away == frozenset()
        await suggesting.leave_out(house.home, noor, "slow-turns", False)
        await suggesting.leave_out(house.home, noor, "no-exercise", True)
        assert (await known(house, elis)).left_out == frozenset()

    play(scene)


def test_what_one_says_to_both_is_mine_to_one_and_theirs_to_the_other() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await suggesting.wish(house.home, elis, {"time": Wish.MORE}, frozenset({Practice.TIME}))
        mine, theirs = await known(house, noor), await known(house, elis)
        assert mine.theirs == theirs.mine == {Practice.TIME}
        assert (mine.mine, theirs.theirs) == (frozenset(), frozenset())

    play(scene)


def test_saying_the_same_again_writes_nothing() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        for _ in range(2):
            await suggesting.wish(
                house.home, elis, {"time": Wish.MORE, "talk": None}, frozenset({Practice.TIME})
            )
            seqs = elis.log.seq, elis.own.seq
        await suggesting.wish(house.home, elis, {"time": Wish.MORE, "talk": None}, frozenset({Practice.TIME}))
        await suggesting.put_away(house.home, elis, "slow-turns", False)
        await suggesting.put_away(house.home, elis, "no-exercise", True)
        assert (elis.log.seq, elis.own.seq) == seqs

    play(scene)


def test_a_need_is_known_to_both_until_it_fades() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        house.home.needs.say(elis.log, elis.side, Need.HUG, house.clock())
        assert (await known(house, noor)).needs == (await known(house, elis)).needs == {"hug"}
        house.clock.pass_by(hours=3)
        assert (await known(house, noor)).needs == frozenset()

    play(scene)


def test_what_both_want_counts_from_the_turn_on_and_what_one_wants_does_not() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        films, activities = (
            next(one for one in wishes.ours() if one.key == key) for key in ("films", "activities")
        )
        for each in (noor, elis):
            await wishes.mark(house.home, each, films, frozenset({films.titles[0][0]}))
        await wishes.mark(house.home, elis, activities, frozenset({activities.titles[0][0]}))
        assert (await known(house, noor)).wanted == frozenset()
        house.clock.pass_by(days=8)
        for each in (noor, elis):
            assert (await known(house, each)).wanted == {Practice.MOMENTS}

    play(scene)


HOURS = MINUTES[Pace.LIGHT]


async def begin_season(house: House, noor: Opened, elis: Opened, purpose: str) -> None:
    """Both agree on a light rhythm, a quiet Monday, and four weeks for something."""
    await seasons.ask(house.home, noor, Rhythm(HOURS, frozenset({2}), frozenset({0})), purpose, SHORTEST)
    await house.home.freshen(elis)
    lying = seasons.asked(elis, mine=False)
    assert lying
    await seasons.agree(house.home, elis, lying.key)


def test_the_rhythm_and_what_the_season_is_for_are_known_to_both_and_the_purpose_until_it_is_over() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        assert (await known(house, noor)).rhythm is None
        await begin_season(house, noor, elis, "Say the softer things, in small steps")
        for each in (noor, elis):
            facts = await known(house, each)
            assert facts.rhythm == Rhythm(HOURS, frozenset({2}), frozenset({0}))
            assert facts.season == {Practice.SOFTER}
        house.clock.pass_by(days=SHORTEST)
        assert (await known(house, noor)).season == frozenset()
        assert (await known(house, noor)).rhythm is not None

    play(scene)


def test_nothing_is_guessed_from_a_purpose_in_words_of_their_own() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await begin_season(house, noor, elis, "To be less afraid of Sundays")
        assert (await known(house, noor)).season == frozenset()

    play(scene)


def test_what_felt_good_in_the_evening_is_known_for_its_owner_alone_even_if_it_counts_for_both() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        said = Evening(0, 60, 70, frozenset({Practice.TALK}), 1, 3, shares=frozenset(Item))
        await evenings.write(house.home, elis, said)
        house.clock.pass_by(days=8)
        day = suggesting.day_number(house.clock()) - 8
        assert (await known(house, elis)).tapped == (Tapped(Practice.TALK, day),)
        assert (await known(house, noor)).tapped == ()
        await evenings.forget(house.home, elis, day, day)
        assert (await known(house, elis)).tapped == ()

    play(scene)


async def window(house: House, noor: Opened) -> Horizon:
    """Seven days are looked at, from today."""
    await freetime.ask(house.home, noor, freetime.today(house.home, noor), 7)
    return freetime.horizon_of(house.home, noor)


def test_the_time_both_have_is_known_to_either_only_once_both_have_shown() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        looked = await window(house, noor)
        at = half_at(house.clock().replace(minute=0, second=0)) - looked.start
        early, late, long = 1 << max(at - 1, 0), 0b111 << (at + 2), 0b1111111 << at
        await house.home.freshen(elis)
        await freetime.show(house.home, elis, looked, early | long)
        for each in (noor, elis):
            assert (await known(house, each)).free is None
        await freetime.show(house.home, noor, looked, early | late)
        for each in (noor, elis):
            assert (await known(house, each)).free == 90
        await freetime.show(house.home, noor, looked, early)
        await house.home.freshen(elis)
        assert (await known(house, elis)).free == suggesting.BETWEEN
        house.clock.pass_by(days=8)
        assert (await known(house, elis)).free is None

    play(scene)
