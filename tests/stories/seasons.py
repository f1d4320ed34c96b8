"""Evenings of a season, what counts for both of them, and the looking back."""

import re

from stories.scene import Scene, Secret, Stories, later, posts
from visits import Evening


async def _season(one: Evening) -> Scene:
    """A season both agreed on, days ago; Noor has kept tonight and lets all of it count, Elis has not been here."""
    line = "One evening a week that is ours"
    sent = await one.noor.post("/season/choose", pace="light", length="28", purpose=line)
    assert sent.status == 303
    key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get("/season")).text)[0]
    assert (await one.elis.post("/season", act="agree", key=key)).status == 303
    await later(one, days=2)
    kept = await one.noor.post("/evening", near="60", did="talk", stress="1", share="near")
    assert kept.status == 303
    return Scene(one, more={"season": key})


async def _resting(one: Evening) -> Scene:
    """The season is over."""
    scene = await _season(one)
    await later(one, days=27)
    return scene


async def _trying(one: Evening) -> Scene:
    """An experiment both agreed on runs; Noor has kept tonight."""
    await one.noor.post("/insight/experiment", act="ask", one="A walk", other="A game", span="day")
    key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get("/insight/experiment")).text)[0]
    assert (await one.elis.post("/insight/experiment", act="agree", key=key)).status == 303
    await later(one, days=3)
    assert (await one.noor.post("/evening", near="60")).status == 303
    return Scene(one)


SHARED = {"near": "20", "met": "90", "did": "softer", "stress": "3", "hours": "8"}


async def shares_an_evening(scene: Scene) -> None:
    """Elis keeps an evening and lets one part of it count for both, then all but one."""
    elis = scene.evening.elis
    assert (await elis.post("/evening", **SHARED, share="near")).status == 303
    assert (await elis.post("/evening", **SHARED, share="did")).status == 303


async def _shares_and_forgets(scene: Scene) -> None:
    await shares_an_evening(scene)
    assert (await scene.evening.elis.post("/evening/mine", first="20000", last="30000")).status == 303
    assert "Forget all" not in (await scene.evening.elis.get("/evening/mine")).text


async def _shares_and_forgets_the_season(scene: Scene) -> None:
    await shares_an_evening(scene)
    await posts("/season/{season}/back", text="The Sundays.")(scene)
    assert (await scene.evening.elis.post("/evening/mine", season=scene.more["season"])).status == 303
    assert "Forget" not in (await scene.evening.elis.get("/evening/mine")).text


async def _looks_back_and_forgets_the_season(scene: Scene) -> None:
    await posts("/season/{season}/back", text="The Sundays.")(scene)
    assert "Forget this season" in (await scene.evening.elis.get("/evening/mine")).text
    sent = await scene.evening.elis.post("/evening/mine", season=scene.more["season"])
    assert sent.status == 303
    assert "Forget" not in (await scene.evening.elis.get("/evening/mine")).text


async def _looks_back_and_takes_it_out(scene: Scene) -> None:
    for text in ("The Sundays.", ""):
        await posts("/season/{season}/back", text=text)(scene)


EVENINGS_KEPT: dict[str, Secret] = {
    "keeps the evening": lambda scene: scene.evening.elis.post("/evening", **SHARED),
    "leaves the evening out": lambda scene: scene.evening.elis.post("/evening", act="skip"),
    "keeps it and lets it count": shares_an_evening,
    "lets it count and forgets it": _shares_and_forgets,
    "says nothing": lambda scene: scene.evening.elis.post("/evening", near=""),
    "looks at it": lambda scene: scene.evening.elis.get("/evening"),
}


STORIES = Stories(
    evenings={
        "a season": _season,
        "rest": _resting,
        "an experiment": _trying,
    },
    there={
        "a season": EVENINGS_KEPT
        | {
            "wants it outside seasons too": posts("/evening/wanted", wanted="yes"),
            "looks at what evenings say": lambda scene: scene.evening.elis.get("/insight/both"),
            "lets it count, looks back and forgets the season": _shares_and_forgets_the_season,
        },
        "rest": {
            "looks back": posts("/season/{season}/back", text="The Sundays."),
            "looks back and takes it out again": _looks_back_and_takes_it_out,
            "looks back and forgets the season": _looks_back_and_forgets_the_season,
            "looks at what evenings say": lambda scene: scene.evening.elis.get("/insight"),
        },
        "an experiment": EVENINGS_KEPT
        | {"looks at what was drawn": lambda scene: scene.evening.elis.get("/insight/experiment")},
    },
)
