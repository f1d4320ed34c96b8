"""What the invented two said they like: their maps, ideas of their own, a list one brought, and what both marked.

The words stand in content/demo-liked.toml.
"""

import tomllib
from collections.abc import Mapping
from typing import Any

from weft.core.affection.wanted import SITUATIONS
from weft.core.fitting import Taste
from weft.core.own_ideas import IdeaAdded
from weft.demo.script import Two
from weft.keeper import affection, ideas, wishes
from weft.keeper.home import Home
from weft.keeper.library import CONTENT
from weft.keeper.opened import Opened

SHOWN = "shown"


def read_liked() -> dict[str, Any]:
    return tomllib.loads((CONTENT / "demo-liked.toml").read_text("utf-8"))


async def liked(home: Home, two: Two) -> None:
    """Let both say what they like, some weeks before today, so that a turn has come since."""
    script = read_liked()
    for one in script["list"]:
        await home.freshen(two[one["by"]])
        await wishes.bring(home, two[one["by"]], one["name"], "\n".join(one["titles"]))
    for one in script["idea"]:
        added = {name: value for name, value in one.items() if name not in ("by", "moods")}
        await home.freshen(two[one["by"]])
        await ideas.add(home, two[one["by"]], IdeaAdded(moods=tuple(one["moods"]), **added))
    for word, opened in two.items():
        await home.freshen(opened)
        await _said(home, opened, script[word])


async def _said(home: Home, opened: Opened, said: Mapping[str, Any]) -> None:
    for situation in SITUATIONS:
        here = {
            f"{situation}/{thing}": words.split() for thing, words in said["map"].get(situation, {}).items()
        }
        if here:
            answers = {place: words[0] for place, words in here.items()}
            showing = [place for place, words in here.items() if SHOWN in words]
            await affection.say_map(home, opened, situation, answers, showing)
    await ideas.say_tastes(home, opened, [Taste(one) for one in said["tastes"]])
    for some in wishes.lists(opened):
        chosen = frozenset(key for key, title in some.titles if title in said["wanted"])
        if chosen:
            await wishes.mark(home, opened, some, chosen)
