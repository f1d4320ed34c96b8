"""What the invented two mean to do: something agreed, something every week, something only offered.

The words stand in content/demo-plans.toml.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from weft.core.plans import hours
from weft.core.plans.entries import Window
from weft.core.plans.fields import Facts
from weft.demo.script import Two, other, read
from weft.keeper import plans
from weft.keeper.home import Home


def read_plans() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read("demo-plans")["plan"]
    return found


async def planned(home: Home, two: Two) -> None:
    """Let the two offer and agree, as of the evening it is."""
    today = home.clock().astimezone(UTC).date()
    for one in read_plans():
        await _planned(home, two, one, _window(one, today))


async def _planned(home: Home, two: Two, one: Mapping[str, Any], window: Window) -> None:
    title, text, where, repeats = (one.get(name, "") for name in ("title", "text", "where", "repeats"))
    facts = Facts(
        title=title,
        text=text,
        where=where,
        windows=(window,),
        zone="",
        repeats=repeats,
        left=one.get("noor", ""),
        right=one.get("elias", ""),
    )
    for who in two.values():
        await home.freshen(who)
    key = await plans.offer(home, two[one["by"]], facts, "")
    if not one.get("agreed"):
        return
    answers = other(two, one["by"])
    await home.freshen(answers)
    await plans.answer(home, answers, key, 0, "yes", window.first)
    for word, text in one.get("looks_forward", {}).items():
        await home.freshen(two[word])
        day = hours.day_of(window, "")
        await plans.look_forward(home, two[word], key, day, text, opens=True)


def _window(one: Mapping[str, Any], today: date) -> Window:
    """The coming day of that name, never today, and weeks on from it."""
    ahead = (one["weekday"] - today.weekday() - 1) % 7 + 1
    day = today + timedelta(days=ahead + 7 * one.get("weeks", 0))
    if "days" in one:
        return Window(_minute(day, "00:00"), one["days"] * hours.DAY, one["days"])
    first, till = _minute(day, one["from"]), _minute(day, one["till"])
    return Window(first, till - first)


def _minute(day: date, clock: str) -> int:
    return hours.minute(datetime.combine(day, time.fromisoformat(clock)), "")
