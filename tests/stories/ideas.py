"""Ideas: what somebody likes, would like to do, and found worth it."""

from stories.scene import Scene, Stories, later, posts
from visits import Evening
from weft.core.fitting import Taste
from weft.keeper.library import read_library

IDEAS = read_library().ideas


async def _ideas_marked(one: Evening) -> Scene:
    """Both like something calm and would like one idea, as it came to light at the turn; Noor likes more than that."""
    for who in (one.noor, one.elis):
        assert (await who.post("/ideas/likes", **{"t-calm": "yes"})).status == 303
        assert (await who.post(f"/ideas/{IDEAS[0].id}", wanted="yes")).status == 303
    assert (await one.noor.post("/ideas/likes", **{"t-calm": "yes", "t-outdoors": "yes"})).status == 303
    await later(one, days=7)
    page = (await one.noor.get("/ideas")).text
    assert "earlier: something calm." in page and "You both would like" in page
    return Scene(one)


async def _likes_and_marks_ideas(scene: Scene) -> None:
    """Elis says what they like, changes it, would like twenty ideas, and says of half of them that they were worth it."""
    elis = scene.evening.elis
    for some in (list(Taste), list(Taste)[:3]):
        assert (await elis.post("/ideas/likes", **{f"t-{one}": "yes" for one in some})).status == 303
    for at, idea in enumerate(IDEAS[:20]):
        worth = {"worth": "yes"} if at % 2 else {}
        assert (await elis.post(f"/ideas/{idea.id}", wanted="yes", **worth)).status == 303
    assert IDEAS[3].title in (await elis.get("/ideas/likes")).text.replace("&#39;", "'")


STORIES = Stories(
    evenings={
        "ideas marked": _ideas_marked,
    },
    anywhere={
        "likes this and that, and marks ideas": _likes_and_marks_ideas,
        "adds an idea of nothing": posts("/ideas/ours", title=" ", text="Sit on it."),
    },
    there={
        "ideas marked": {
            "likes all there is": _likes_and_marks_ideas,
            "likes what Noor likes too": posts("/ideas/likes", **{"t-calm": "yes", "t-outdoors": "yes"}),
            "likes none of it any more": posts("/ideas/likes"),
            "would like it no more": lambda scene: scene.evening.elis.post(f"/ideas/{IDEAS[0].id}"),
            "looks at what was marked": lambda scene: scene.evening.elis.get("/ideas/likes"),
        },
    },
)
