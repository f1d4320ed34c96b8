"""Steps of a sitting that two browsers seal, so that no server can open them before both have."""

import json

import steps
from stories.addresses import DEEP
from stories.scene import SOME_ID, Scene, Secret, Stories, posts
from visits import Evening


async def _sealing(one: Evening) -> Scene:
    """A step that both may seal, and what Elis's page would send to seal a little or much there."""
    scene = Scene(one, SOME_ID, await one.agreed("the-list-of-small-wishes", "own-pace"))
    for what, words in (("little", "An hour with the radio."), ("much", "An hour with the radio. " * 20)):
        scene.more[what] = json.dumps(await steps.made(one, "Elis", scene.open, words))
    return scene


async def _sealed_by_one(one: Evening) -> Scene:
    """The same, and Noor has sealed theirs."""
    scene = await _sealing(one)
    await steps.seal(one, "Noor", scene.open, "A lamp by the bed.")
    return scene


async def _sealed_by_both(one: Evening) -> Scene:
    """Both have sealed and nobody has opened."""
    scene = await _sealed_by_one(one)
    await steps.seal(one, "Elis", scene.open, "An hour with the radio.")
    return scene


async def _sealing_for_an_hour(one: Evening) -> Scene:
    """A deep step, which opens at an hour both agreed to; Noor has sealed theirs."""
    await one.noor.post("/sittings", exercise=DEEP, form="own-pace", opens="1")
    begun = one.sitting_of(await one.elis.post("/sittings", exercise=DEEP, form="own-pace"))
    scene = Scene(one, SOME_ID, begun)
    for what, words in (("little", "A line."), ("much", "A whole letter. " * 90)):
        scene.more[what] = json.dumps(await steps.made(one, "Elis", scene.open, words))
    await steps.seal(one, "Noor", scene.open, "A lamp by the bed.")
    return scene


def seals_a_step(what: str) -> Secret:
    async def secret(scene: Scene) -> None:
        sent = json.loads(scene.more[what])
        assert (await steps.post(scene.evening, "Elis", scene.open, sent)).status == 200

    return secret


async def _seals_a_step_and_takes_it_back(scene: Scene) -> None:
    await seals_a_step("much")(scene)
    await posts("/sittings/{open}", act="take-back")(scene)


async def _seals_and_writes_in_turn(scene: Scene) -> None:
    await _seals_a_step_and_takes_it_back(scene)
    await posts("/sittings/{open}", act="write", words="In the open now.")(scene)


STORIES = Stories(
    evenings={
        "sealing": _sealing,
        "sealed by one": _sealed_by_one,
        "sealed by both": _sealed_by_both,
        "sealing for an hour": _sealing_for_an_hour,
    },
    there={
        "sealing": {
            "seals": seals_a_step("little"),
            "seals much": seals_a_step("much"),
            "writes in the open": posts("/sittings/{open}", act="write", words="Not sealed at all."),
            "seals and takes it back": _seals_a_step_and_takes_it_back,
            "seals, takes it back and writes in the open": _seals_and_writes_in_turn,
            "looks where it is sealed": lambda scene: scene.evening.elis.get(f"/sealed/{scene.open}"),
            "leaves": posts("/sittings/{open}", act="stop"),
        },
        "sealed by both": {
            "opens it from their side": posts("/sittings/{open}", act="open"),
            "leaves": posts("/sittings/{open}", act="stop"),
        },
        "sealing for an hour": {
            "is the second to seal": seals_a_step("little"),
            "is the second to seal, and much": seals_a_step("much"),
            "is the second to write": posts("/sittings/{open}", act="write", words="In the open."),
            "seals and takes it back": _seals_a_step_and_takes_it_back,
            "leaves": posts("/sittings/{open}", act="stop"),
        },
    },
)
