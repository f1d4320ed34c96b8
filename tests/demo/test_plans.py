"""What the invented two mean to do is still to come, whichever day the demo is begun on."""

import asyncio
from datetime import timedelta

import pytest

from couples import House
from weft.demo.plans import planned, read_plans
from weft.keeper import plans


@pytest.mark.parametrize("days", range(7))
def test_it_is_still_to_come_on_every_day_of_the_week(days: int) -> None:
    async def run() -> None:
        house = House()
        house.clock.now += timedelta(days=days)
        noor, elias = await house.two("Noor", "Elias")
        await planned(house.home, {"noor": noor, "elias": elias})
        await house.home.freshen(noor)
        assert len(plans.coming(noor)) == sum("agreed" in one for one in read_plans())
        assert [one.newest.title for one in plans.offers(house.home, noor)] == [
            "Two nights at the lighthouse"
        ]
        assert all(one.window.first > plans.now_of(house.home) for one in plans.coming(noor))

    asyncio.run(run())
