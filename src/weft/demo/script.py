"""Who the invented two are, and what content/demo.toml has each of them say."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weft.core.practice import Practice
from weft.keeper.library import CONTENT
from weft.keeper.opened import Opened

SEED = 1729
PEOPLE = {"noor": ("Noor", "madder"), "elias": ("Elias", "kendal")}
"""The name and dye of each, by their word in the files."""
PRIVATE = "private"
"""The kind of the lines for one's own eyes."""

Two = Mapping[str, Opened]
"""The two, signed in, by their words in the files."""
Lines = dict[str, list[str]]
"""By the kind of step, the lines one of the two has for it."""


def read(name: str) -> dict[str, Any]:
    """One of the files of the invented life."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def by_day(some: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """Things of a file by how many days ago they were."""
    found: dict[int, list[dict[str, Any]]] = {}
    for one in some:
        found.setdefault(one["ago"], []).append(one)
    return found


def other(two: Two, word: str) -> Opened:
    """The one of the two who has not this word."""
    return next(who for each, who in two.items() if each != word)


@dataclass(frozen=True)
class Script:
    """What content/demo.toml holds: what each says, and how they live.

    ``general`` is by person and practice, ``own`` by person and exercise; ``anyhow`` are the exercises that general
    lines fit when they are written. ``held`` keep their own lines for the last days.
    """

    general: dict[str, dict[str, Lines]]
    own: dict[str, dict[str, Lines]]
    anyhow: frozenset[str]
    quiet: list[list[int]]
    played: list[tuple[int, str, str, str]]
    begun: tuple[str, str]
    asked: list[tuple[str, str, str]]

    @property
    def held(self) -> frozenset[str]:
        return frozenset(name for _, name, _, _ in self.played) | {self.begun[0]}


def read_script() -> Script:
    """The words of the invented two, and their habits."""
    text = read("demo")
    lately, own = text["lately"], text["exercise"]
    practices = {key: by for key, by in text.items() if key in set(Practice)}
    return Script(
        {word: {key: by[word] for key, by in practices.items()} for word in PEOPLE},
        {word: {key: by[word] for key, by in own.items() if word in by} for word in PEOPLE},
        frozenset(text["habits"]["general"]),
        text["habits"]["quiet"],
        [tuple(one) for one in lately["played"]],
        tuple(lately["begun"]),
        [tuple(one) for one in lately["asked"]],
    )
