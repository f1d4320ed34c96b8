"""What the invented two lived besides their sittings: moments, told by both, with pictures and what they felt along.

The words stand in content/demo-moments.toml, the pictures, drawn for this, in content/pictures.
"""

from collections.abc import Iterable, Mapping
from math import exp
from typing import Any

from weft.core.days import day_number
from weft.core.moments.curve import packed
from weft.core.moments.entries import CurveKept, VoiceWritten, WhyWritten
from weft.core.people import Side
from weft.demo.script import Two, by_day, read
from weft.keeper import moments, pictures
from weft.keeper.home import Home
from weft.keeper.library import CONTENT
from weft.keeper.moments import Facts

SIDES = {"noor": Side.LEFT.value, "elias": Side.RIGHT.value}
QUIET, HIGH, WIDTH_S = 14, 78, 260
"""A feeling at rest, how far it rises, and over how many seconds it comes and goes."""


def read_moments() -> dict[int, list[dict[str, Any]]]:
    """The moments by how many days ago they were lived."""
    return by_day(read("demo-moments")["moment"])


async def lived(home: Home, two: Two, some: Iterable[Mapping[str, Any]]) -> None:
    """Let the two tell these, on the evening it is."""
    for one in some:
        await _lived(home, two, one)


async def _lived(home: Home, two: Two, one: Mapping[str, Any]) -> None:
    day = day_number(home.clock().astimezone().date())
    days = one.get("days", 1)
    chose = SIDES.get(one["chose"], one["chose"])
    facts = Facts(one["kind"], one["title"], day - days + 1, days, one.get("where", ""), chose)
    for who in two.values():
        await home.freshen(who)
    key = await moments.make(home, two["noor"], facts, "")
    for word, who in two.items():
        if word in one:
            felt = tuple(one.get(f"{word}_felt", ()))
            told = VoiceWritten(key, one[word], felt, one.get(f"{word}_remember", ""))
            await home.freshen(who)
            await moments.tell(home, who, told)
        if "minutes" in one:
            await moments.tell(home, who, CurveKept(key, _curve(one, word), ()))
    await _beside(home, two, one, key)


async def _beside(home: Home, two: Two, one: Mapping[str, Any], key: str) -> None:
    """The pictures, and the lines left in a landscape."""
    for name, word, words in one.get("pictures", ()):
        await home.freshen(two[word])
        raw = (CONTENT / "pictures" / f"{name}.jpg").read_bytes()
        await pictures.put(home, two[word], key, raw, words, may_keep=True)
    for word, minute, text in one.get("whys", ()):
        await home.freshen(two[word])
        await moments.say_why(home, two[word], WhyWritten(key, minute * 60, text))


def _curve(one: Mapping[str, Any], word: str) -> str:
    """A feeling that comes close at the minutes named and drifts a little between."""
    peaks = [minute * 60 for minute in one[f"{word}_close"]]
    drift = len(word)
    return packed(
        bytes(
            round(QUIET + HIGH * _near(at, peaks) + 5 * (1 + _wave(at / 60 + drift)))
            for at in range(one["minutes"] * 60)
        )
    )


def _near(at: int, peaks: Iterable[int]) -> float:
    return max(exp(-(((at - peak) / WIDTH_S) ** 2)) for peak in peaks)


def _wave(minutes: float) -> float:
    """A slow coming and going between -1 and 1."""
    part = minutes % 9 / 9
    return 1 - 4 * part if part < 0.5 else 4 * part - 3
