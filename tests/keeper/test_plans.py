"""Plans have equal rights on both sides, and what is taken back is gone."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from couples import House
from weft.core.plans import hours
from weft.core.plans.entries import ForwardWritten, PlanOffered, Window
from weft.core.plans.fields import Facts
from weft.keeper import moments, plans
from weft.keeper.opened import Opened
from weft.keeper.plans import MovedOn, NoSuchPlan


def play(scene: Callable[[House, Opened, Opened], Awaitable[None]]) -> None:
    async def run() -> None:
        house = House()
        await scene(house, *await house.two())

    asyncio.run(run())


def facts(house: House, title: str = "Pie", brings: str = "") -> Facts:
    return Facts(title, "", "", (Window(plans.now_of(house.home) + 60, 120),), "", "", brings, "")


async def agreed(house: House, one: Opened, other: Opened) -> str:
    said = facts(house)
    key = await plans.offer(house.home, one, said, "")
    await house.home.freshen(other)
    await plans.answer(house.home, other, key, 0, "yes", said.windows[0].first)
    await house.home.freshen(one)
    return key


def test_the_same_form_sent_twice_is_one_plan() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        said, tap = facts(house), plans.new_tap(noor)
        keys = {await plans.offer(house.home, noor, said, tap) for _ in "12"}
        assert len(keys) == 1
        assert len(plans.standing(elis)) == 1

    play(scene)


def test_an_offer_taken_away_is_gone_from_the_log_and_the_same_can_be_offered_again() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        said = facts(house)
        first = await plans.offer(house.home, noor, said, "")
        await plans.withdraw(house.home, noor, first)
        assert await house.lying(noor.log, PlanOffered) == 0
        with pytest.raises(NoSuchPlan):
            plans.plan(elis, first)
        house.restart()
        assert await plans.offer(house.home, noor, said, "") != first
        assert len(plans.standing(noor)) == 1

    play(scene)


def test_either_takes_away_what_both_agreed_to() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await agreed(house, noor, elis)
        await plans.withdraw(house.home, elis, key)
        await house.home.freshen(noor)
        assert plans.coming(noor) == []

    play(scene)


def test_an_answer_to_an_offer_that_was_changed_is_told_so() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        said = facts(house)
        key = await plans.offer(house.home, noor, said, "")
        await plans.change(house.home, noor, key, 0, facts(house, "Cake"))
        await house.home.freshen(elis)
        with pytest.raises(MovedOn):
            await plans.answer(house.home, elis, key, 0, "yes", said.windows[0].first)
        with pytest.raises(MovedOn):
            await plans.change(house.home, elis, key, 0, facts(house, "Soup"))
        with pytest.raises(MovedOn):
            await plans.answer(house.home, noor, key, 1, "yes", said.windows[0].first)

    play(scene)


def test_a_time_that_has_been_cannot_be_agreed_to() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        said = facts(house)
        key = await plans.offer(house.home, noor, said, "")
        house.clock.pass_by(hours=4)
        await house.home.freshen(elis)
        with pytest.raises(MovedOn):
            await plans.answer(house.home, elis, key, 0, "yes", said.windows[0].first)
        assert plans.offers(house.home, elis) == []

    play(scene)


def test_who_brings_what_changes_and_nobody_has_to_answer_again() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        said = facts(house)
        key = await agreed(house, noor, elis)
        await plans.change(
            house.home, elis, key, 0, Facts(said.title, "", "", said.windows, "", "", "", "forks")
        )
        one = plans.plan(elis, key)
        assert one.agreed
        assert one.offer is None
        assert one.newest.right == "forks"

    play(scene)


def test_the_same_times_typed_again_in_other_hours_are_the_same_times() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        day = plans.now_of(house.home) // hours.DAY + 3
        there, here = hours.midnight(day, "Pacific/Apia"), hours.midnight(day, "Europe/Athens")

        def away(first: int, zone: str) -> Facts:
            return Facts("Away", "", "", (Window(first, 2 * hours.DAY, 2),), zone, "", "", "")

        key = await plans.offer(house.home, noor, away(there, "Pacific/Apia"), "")
        await house.home.freshen(elis)
        await plans.change(house.home, elis, key, 0, away(here, "Europe/Athens"))
        assert plans.plan(elis, key).turn == 0
        await plans.change(house.home, elis, key, 0, away(here + hours.DAY, "Europe/Athens"))
        assert plans.plan(elis, key).newest.zone == "Europe/Athens"

    play(scene)


def test_what_is_looked_forward_to_is_written_anew_and_taken_back_without_a_rest() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await agreed(house, noor, elis)
        day, news = plans.coming(noor)[0].day, dict(house.home.news)
        for text in ("The crust.", "Your hat.", "Both."):
            await plans.look_forward(house.home, elis, key, day, text, opens=False)
        assert await house.lying(noor.log, ForwardWritten) == 1
        await plans.take_forward_back(house.home, elis, key, day)
        assert await house.lying(noor.log, ForwardWritten) == 0
        assert house.home.news.get(noor.log.log) == news.get(noor.log.log)
        with pytest.raises(NoSuchPlan):
            await plans.look_forward(house.home, elis, key, day + 1, "No such day.", opens=False)

    play(scene)


def test_what_one_looked_forward_to_in_a_plan_the_other_took_away_goes_at_their_next_look() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        kept, gone = await agreed(house, noor, elis), await agreed(house, noor, elis)
        day = plans.coming(noor)[0].day
        for key in (kept, gone):
            for who in (noor, elis):
                await plans.look_forward(house.home, who, key, day, f"For {who.side}.", opens=True)
                await house.home.freshen(noor)
                await house.home.freshen(elis)
        await plans.withdraw(house.home, noor, gone)
        assert await house.lying(noor.log, ForwardWritten) == 3
        await house.home.freshen(elis)
        news = house.home.version(noor)
        for _ in range(2):
            await plans.clear_left(house.home, elis)
            assert await house.lying(elis.log, ForwardWritten) == 2
        await plans.clear_left(house.home, noor)
        assert await house.lying(elis.log, ForwardWritten) == 2
        assert house.home.version(noor) == news
        assert {by for _, by in plans.plan(elis, kept).forward} == {noor.side, elis.side}

    play(scene)


def test_a_moment_of_a_plan_changes_nothing_about_the_ones_made_by_hand() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        tap = moments.new_tap(noor)
        await agreed(house, noor, elis)
        house.clock.pass_by(hours=5)
        await house.home.freshen(noor)
        assert len(moments.moments(noor)) == 1
        assert moments.new_tap(noor) == tap

    play(scene)


def test_two_who_change_a_plan_in_the_same_instant_lose_nothing_of_what_either_typed() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await plans.offer(house.home, noor, facts(house), "")
        await house.home.freshen(elis)
        async with noor.log.lock:  # Both are looked at before either is written down.
            both = [
                asyncio.ensure_future(plans.change(house.home, who, key, 0, facts(house, title)))
                for who, title in ((noor, "Cake"), (elis, "Soup"))
            ]
            await asyncio.sleep(0)
        came = await asyncio.gather(*both, return_exceptions=True)
        assert [type(one) for one in came] == [type(None), MovedOn]
        assert plans.plan(elis, key).newest.title == "Cake"

    play(scene)


def test_a_second_plan_from_a_form_that_lay_open_beside_the_first_is_a_plan_too() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        tap = plans.new_tap(noor)
        for title in ("Pie", "Cake", "Cake"):
            await plans.offer(house.home, noor, facts(house, title), tap)
        assert [one.newest.title for one in plans.standing(noor)] == ["Pie", "Cake"]

    play(scene)
