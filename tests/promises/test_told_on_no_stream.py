"""What one takes back, shares anew or lets the other keep one day rouses no page of the other: its stream says nothing.

Their pages show it when they look next, as they would anything else; a stream that said *look* would say when it was done.
"""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from promises.test_deleting import take_all_back
from stories.playing import begun
from stories.scene import Scene, posts
from visits import settle

Act = Callable[[Scene], Awaitable[object]]


async def _takes_words_back(scene: Scene) -> None:
    await take_all_back(scene.evening.elis, scene.kept)


async def _takes_a_line_back(scene: Scene) -> None:
    await posts("/affection", way="words", text="You asked twice again.", when="morning")(scene)
    await posts("/affection/{gesture}", act="take-back")(scene)


ACTS: dict[str, tuple[str, Act]] = {
    "takes words back": ("quiet", _takes_words_back),
    "takes a picture back": ("pictures", posts("/pictures/{picture}/take-back")),
    "lets a picture be kept": ("pictures", posts("/pictures/{picture}/allow", keep="yes")),
    "gives a line and takes one back": ("a line given", _takes_a_line_back),
    "lets an evening count for both": ("a season", posts("/evening", near="60", did="talk", share="near")),
}


@pytest.mark.parametrize("act", ACTS)
def test_noors_stream_says_nothing_of_it(act: str) -> None:
    where, does = ACTS[act]

    async def run() -> None:
        scene = await begun(where)
        ear = await scene.evening.noor.listen()
        own = await scene.evening.elis.listen()
        before, own_before = ear.after_the_clock(), own.after_the_clock()
        await does(scene)
        await settle()
        assert own.after_the_clock() != own_before, "nothing was done"
        assert ear.after_the_clock() == before
        for each in (ear, own):
            await each.close()

    asyncio.run(run())
