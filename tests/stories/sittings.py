"""A sitting from the asking to the last line: what one does in it before the other may know."""

from stories.scene import SOME_ID, Scene, Stories, posts
from visits import Evening


async def quiet(one: Evening) -> Scene:
    return Scene(one, kept=await one.true_line_kept())


async def _asked(one: Evening) -> Scene:
    scene = await quiet(one)
    await one.noor.post("/sittings", exercise="slow-turns", form="together")
    return Scene(one, scene.kept, await one.lying("slow-turns"))


async def _writing(one: Evening) -> Scene:
    return Scene(one, SOME_ID, await one.agreed("one-true-line", "own-pace"))


async def _answering(one: Evening) -> Scene:
    scene = await _writing(one)
    await one.both(scene.open, "write", "A line")
    return scene


async def _keeping(one: Evening) -> Scene:
    scene = await _answering(one)
    await one.both(scene.open, "respond", "An answer")
    return scene


async def _speaking(one: Evening) -> Scene:
    scene = Scene(one, SOME_ID, await one.agreed("slow-turns", "together"))
    await one.both(scene.open, "ready")
    return scene


async def _paused(one: Evening) -> Scene:
    scene = await _speaking(one)
    await one.elis.post(f"/sittings/{scene.open}", act="pause")
    return scene


async def _marking(one: Evening) -> Scene:
    return Scene(one, SOME_ID, await one.agreed("enough-or-more", "own-pace"))


async def _sealed(one: Evening) -> Scene:
    scene = await _marking(one)
    for act, words in (("rate", "40"), ("rate", "60"), ("guess", "50")):
        for person in (one.noor, one.elis):
            assert (await person.post(f"/sittings/{scene.open}", act=act, words=words)).status == 303
    return scene


async def _for_own_eyes(one: Evening) -> Scene:
    return Scene(one, SOME_ID, await one.agreed("ask-for-one-thing", "own-pace"))


async def _choosing(one: Evening) -> Scene:
    return Scene(one, SOME_ID, await one.agreed("half-speed", "together"))


async def _rung(one: Evening) -> Scene:
    """The first rung, played to its end at own pace."""
    sitting = await one.agreed("rung-1-hopes", "own-pace")
    for _ in range(60):
        for person in (one.noor, one.elis):
            page = (await person.get(f"/sittings/{sitting}")).text
            act = next((act for act in ("ready", "write", "respond", "skip") if f'value="{act}"' in page), "")
            await person.post(f"/sittings/{sitting}", act=act, words="Some words.")
        if "/felt" in page:
            return Scene(one, kept=sitting)
    raise AssertionError("the rung never ended")


async def _alone(scene: Scene) -> None:
    elis = scene.evening.elis
    begun = await elis.post("/sittings", exercise="one-true-line", form="solo")
    sitting = scene.evening.sitting_of(begun)
    assert (await elis.get(f"/sittings/{sitting}")).status == 200
    await elis.post(f"/sittings/{sitting}", act="write", words="A line nobody else reads.")
    await elis.post(f"/sittings/{sitting}", act="keep", words="Kept for nobody else.")


async def _alone_unfinished(scene: Scene) -> None:
    await scene.evening.elis.post("/sittings", exercise="one-true-line", form="solo")


async def _writes_and_takes_back(scene: Scene) -> None:
    await posts("/sittings/{open}", act="write", words="Too soon.")(scene)
    await posts("/sittings/{open}", act="take-back")(scene)


async def _comes_back(scene: Scene) -> None:
    await posts("/sittings/{open}", act="stop")(scene)
    await posts("/sittings/{open}", act="return")(scene)


async def _picks_again(scene: Scene) -> None:
    for act in ("choose-1", "take-back", "choose-2"):
        await posts("/sittings/{open}", act=act)(scene)


STORIES = Stories(
    evenings={
        "quiet": quiet,
        "asked": _asked,
        "writing": _writing,
        "answering": _answering,
        "keeping": _keeping,
        "speaking": _speaking,
        "paused": _paused,
        "marking": _marking,
        "sealed": _sealed,
        "choosing": _choosing,
        "for own eyes": _for_own_eyes,
        "rung": _rung,
    },
    anywhere={
        "felt understood": posts("/sittings/{kept}/felt", felt="yes"),
        "did not feel understood": posts("/sittings/{kept}/felt", felt="no"),
        "felt partly understood": posts("/sittings/{kept}/felt", felt="partly"),
        "would rather not say": posts("/sittings/{kept}/felt", felt="unsaid"),
        "writes alone": _alone,
        "begins alone": _alone_unfinished,
        "sends words too late": posts("/sittings/{kept}", act="write", words="Late."),
    },
    there={
        "asked": {"leaves it lying": posts("/sittings/{open}", act="leave-lying")},
        "writing": {
            "writes what is not open yet": posts("/sittings/{open}", act="write", words="Not yet."),
            "writes much": posts("/sittings/{open}", act="write", words="Not yet. " * 25),
            "writes and takes it back": _writes_and_takes_back,
            "leaves": posts("/sittings/{open}", act="stop"),
            "leaves and comes back": _comes_back,
        },
        "answering": {"answers": posts("/sittings/{open}", act="respond", words="Not open yet.")},
        "keeping": {
            "keeps a line": posts("/sittings/{open}", act="keep", words="Not open to both yet."),
            "keeps nothing": posts("/sittings/{open}", act="skip"),
            "leaves": posts("/sittings/{open}", act="stop"),
        },
        "speaking": {
            "leaves": posts("/sittings/{open}", act="stop"),
            "leaves and comes back": _comes_back,
            "tries what is not theirs": posts("/sittings/{open}", act="hand-over"),
        },
        "marking": {
            "sets a mark low": posts("/sittings/{open}", act="rate", words="3"),
            "sets a mark high": posts("/sittings/{open}", act="rate", words="98"),
            "sends no mark": posts("/sittings/{open}", act="rate", words="Elephant"),
            "leaves": posts("/sittings/{open}", act="stop"),
        },
        "sealed": {
            "opens it from their side": posts("/sittings/{open}", act="open"),
            "leaves": posts("/sittings/{open}", act="stop"),
        },
        "for own eyes": {
            "writes": posts("/sittings/{open}", act="write", words="Nobody reads this."),
            "writes much": posts("/sittings/{open}", act="write", words="Nobody reads this. " * 8),
            "leaves it empty": posts("/sittings/{open}", act="skip"),
            "writes and takes it back": _writes_and_takes_back,
        },
        "choosing": {
            "picks the first": posts("/sittings/{open}", act="choose-1"),
            "picks the second": posts("/sittings/{open}", act="choose-2"),
            "picks and picks again": _picks_again,
        },
        "rung": {
            "felt met": posts("/sittings/{kept}/felt", felt="yes"),
            "did not feel met": posts("/sittings/{kept}/felt", felt="no"),
        },
        "paused": {
            "would go on": posts("/sittings/{open}", act="resume"),
            "leaves": posts("/sittings/{open}", act="stop"),
        },
    },
)
