"""The invented two find time for each other, whichever day the demo is begun on, and not all of their time."""

import asyncio
from datetime import timedelta

import pytest

from couples import House
from weft.core.freetime import crossing
from weft.core.freetime.crossing import Long
from weft.demo.freetime import looked_for
from weft.keeper import freetime
from weft.keeper.zone import zone_of


@pytest.mark.parametrize("days", range(7))
def test_they_cross_on_some_days_and_not_on_all(days: int) -> None:
    async def run() -> None:
        house = House()
        house.clock.now += timedelta(days=days)
        noor, elias = await house.two("Noor", "Elias")
        await looked_for(house.home, {"noor": noor, "elias": elias})
        await house.home.freshen(noor)
        found = freetime.crossed(house.home, noor)
        assert found is not None
        horizon, left, right = found
        times = crossing.times(horizon, left & right, Long.EVENING, zone_of(noor))
        assert len(times) >= 6
        grid = crossing.grid(horizon, left, right, Long.EVENING, zone_of(noor))
        assert len([1 for _, cells in grid if any(one.both for one in cells.values())]) < len(grid)

    asyncio.run(run())
