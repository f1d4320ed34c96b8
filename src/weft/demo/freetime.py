"""The invented two look for time: what is usual for each, days that one asked for, and what both showed of them.

The hours stand in content/demo-freetime.toml.
"""

import tomllib
from datetime import time, timedelta
from typing import Any

from weft.core.freetime.entries import NotThen, UsualSaid
from weft.core.freetime.halves import HALF_MINUTES
from weft.demo.script import Two
from weft.keeper import freetime
from weft.keeper.home import Home
from weft.keeper.library import CONTENT


def read_freetime() -> dict[str, Any]:
    return tomllib.loads((CONTENT / "demo-freetime.toml").read_text("utf-8"))


async def looked_for(home: Home, two: Two) -> None:
    """From tomorrow on: each says what is usual, one asks, and both show what is left."""
    script = read_freetime()
    for word, one in two.items():
        await home.freshen(one)
        await freetime.say_usual(home, one, UsualSaid(tuple(_not_then(each) for each in script[word]), ()))
    asks = two[script["by"]]
    first = freetime.today(home, asks) + timedelta(days=1)
    await freetime.ask(home, asks, first, script["days"])
    for one in two.values():
        await home.freshen(one)
        horizon = freetime.horizon_of(home, one)
        await freetime.show(home, one, horizon, freetime.free(one, horizon, ()))


def _not_then(said: dict[str, str]) -> NotThen:
    return NotThen(said["what"], said["days"], _half(said["begins"]), _half(said["till"]))


def _half(clock: str) -> int:
    at = time.fromisoformat(clock)
    return (at.hour * 60 + at.minute) // HALF_MINUTES
