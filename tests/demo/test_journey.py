"""The evenings and seasons of the invented two: what is to be seen on their pages is there whichever day it is."""

import asyncio
from datetime import timedelta

import pytest

from couples import House
from weft.core.journey.season import Stand
from weft.core.practice import Practice
from weft.demo.journey import Weeks, read_journey
from weft.insight.told import Outcome, Standing
from weft.keeper import evenings, experiments, insight, seasons
from weft.keeper.opened import Opened


async def weeks_lived(days: int = 0) -> tuple[House, Opened, Opened]:
    """The two after their weeks, some days after the usual first."""
    house = House()
    house.clock.now += timedelta(days=days)
    noor, elias = await house.two("Noor", "Elias")
    tonight = house.clock.now
    await Weeks(
        house.home, {"noor": noor, "elias": elias}, lambda now: setattr(house.clock, "now", now), tonight
    ).until(1)
    house.clock.now = tonight
    await house.home.freshen(noor)
    return house, noor, elias


def test_a_season_is_over_with_a_look_back_of_each_and_another_runs() -> None:
    async def run() -> None:
        house, noor, elias = await weeks_lived()
        first, second = seasons.seasons(noor).seasons
        assert first.over - first.first == read_journey()["season"][0]["length"]
        assert second.first >= first.rest_ends
        assert seasons.standing(house.home, noor) is Stand.SEASON
        written = [seasons.looked_back(one, first.key) for one in (noor, elias)]
        assert all(written)
        assert written[0] != written[1]

    asyncio.run(run())


def test_each_kept_some_evenings_left_some_out_and_lets_some_of_it_count() -> None:
    async def run() -> None:
        _, noor, elias = await weeks_lived()
        for one in (noor, elias):
            own = evenings.own(one).own.values()
            assert {each.skipped for each in own} == {True, False}
            shared = evenings.shared(noor).evenings.shared[one.side]
            assert 20 < len(shared) < len(own)
            assert all(each.stress is None for each in shared.values())

    asyncio.run(run())


@pytest.mark.parametrize("days", [0, 3])
def test_the_pages_have_something_true_to_say(days: int) -> None:
    """That time for each other comes before nearer days was put in; so was what the phones do."""

    async def run() -> None:
        house, noor, elias = await weeks_lived(days)
        for one in (noor, elias):
            told = await insight.told(insight.question(house.home, one))
            assert told.standing is Standing.FINDING
            assert {list(Practice)[each.practice] for each in told.links} == {Practice.TIME}
            assert all(each.up for each in told.links)
            last = experiments.experiments(one).latest
            assert last is not None
            came = await insight.came_of(insight.nearness(one, last), last)
            assert came.outcome is Outcome.MADE_A_DIFFERENCE
            assert came.difference < 0, "the first of the two, phones in the hall, is the nearer"

    asyncio.run(run())
