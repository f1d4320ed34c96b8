"""What the invented two like is on their pages: the map of each, ideas and a list of their own, and what both want."""

import asyncio

from couples import House
from weft.core.affection.wanted import Answer, places
from weft.demo.liked import liked, read_liked
from weft.keeper import affection, ideas, wishes

SCRIPT = read_liked()
PEOPLE = ("noor", "elias")


def test_every_line_of_a_map_is_a_place_with_an_answer() -> None:
    for who in PEOPLE:
        for situation, lines in SCRIPT[who]["map"].items():
            for thing, words in lines.items():
                assert f"{situation}/{thing}" in places(situation)
                assert Answer(words.split()[0])


def test_each_sees_something_of_the_other_and_both_want_something() -> None:
    async def run() -> None:
        house = House()
        noor, elias = await house.two("Noor", "Elias")
        await liked(house.home, {"noor": noor, "elias": elias})
        house.clock.pass_by(hours=24 * 15)
        for one in (noor, elias):
            await house.home.freshen(one)
            assert affection.wanted_by_the_other(one)
            titles = {title for _, title in await wishes.both(house.home, one)}
            assert titles == set(SCRIPT["noor"]["wanted"]) & set(SCRIPT["elias"]["wanted"])
            assert len((await ideas.of_both(house.home, one)).tastes) >= 2
            assert len(one.log.life.ideas) == len(SCRIPT["idea"])

    asyncio.run(run())


def test_everything_wanted_stands_on_a_list() -> None:
    ours = {title for one in wishes.ours() for _, title in one.titles}
    brought = {title for one in SCRIPT["list"] for title in one["titles"]}
    for who in PEOPLE:
        assert set(SCRIPT[who]["wanted"]) <= ours | brought
