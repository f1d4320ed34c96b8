"""A moment has room for twelve pictures, also when two are sent at the same time."""

import asyncio

import pytest

from couples import House
from hostile.pictures import a_jpeg
from weft.core import pictures as core
from weft.keeper import pictures
from weft.keeper.pictures import TooManyPictures

MOMENT = "5" * 32


async def both(*seeds: int) -> tuple[list[object], int]:
    """Two people put a picture each at once where there is room for two and one is there; what came of it."""
    house = House()
    _, noor = await house.begin("Noor", "madder")
    _, elis = await house.begin("Elis", "kendal")
    await house.pair(noor, elis)
    await pictures.put(house.home, noor, MOMENT, a_jpeg(seed=9), "The jetty")
    done = await asyncio.gather(
        *(
            pictures.put(house.home, who, MOMENT, a_jpeg(seed=seed), "The boat")
            for who, seed in zip((noor, elis), seeds, strict=True)
        ),
        return_exceptions=True,
    )
    return list(done), len(pictures.of_moment(elis, MOMENT))


@pytest.fixture(autouse=True)
def room_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "MOST", 2)


def test_of_two_pictures_at_once_for_one_place_one_is_kept_and_one_refused() -> None:
    done, there = asyncio.run(both(1, 2))
    assert there == 2
    assert sorted(isinstance(one, TooManyPictures) for one in done) == [False, True]


def test_the_same_picture_sent_twice_at_once_is_one() -> None:
    async def run() -> None:
        house = House()
        _, noor = await house.begin("Noor", "madder")
        _, elis = await house.begin("Elis", "kendal")
        await house.pair(noor, elis)
        same = [pictures.put(house.home, noor, MOMENT, a_jpeg(seed=1), "The boat") for _ in range(2)]
        one, other = await asyncio.gather(*same)
        assert one == other
        assert len(pictures.of_moment(noor, MOMENT)) == 1
        assert len(await house.home.store.read(noor.log.log)) == noor.log.seq + 1

    asyncio.run(run())
