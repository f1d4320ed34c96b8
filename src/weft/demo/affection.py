"""What the invented two left for each other, and what came of it. The words stand in content/demo-affection.toml."""

from collections.abc import Iterable, Mapping
from typing import Any

from weft.core.affection.gestures import Manner, Way
from weft.demo.script import Two, by_day, other, read
from weft.keeper import affection
from weft.keeper.home import Home
from weft.keeper.opened import Opened


def read_gestures() -> dict[int, list[dict[str, Any]]]:
    """The gestures by how many days ago they were left."""
    return by_day(read("demo-affection")["gesture"])


async def given(home: Home, two: Two, some: Iterable[Mapping[str, Any]]) -> None:
    """Let the two leave these for each other, at the hour it is."""
    for one in some:
        giver = two[one["by"]]
        receiver = other(two, one["by"])
        await home.freshen(giver)
        await affection.give(home, giver, Way(one["way"]), one["text"], 0, "")
        await home.freshen(receiver)
        await _received(home, receiver, affection.received(home, receiver)[0].id, one)


async def _received(home: Home, receiver: Opened, key: str, one: Mapping[str, Any]) -> None:
    match one["then"]:
        case "woven":
            await affection.weave(home, receiver, key)
        case "kept":
            await affection.keep(home, receiver, key, kept=True)
        case "answered":
            await affection.answer(home, receiver, key, Manner(one["manner"]), one["answer"])
