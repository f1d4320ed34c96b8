"""What each wants, marked apart."""

from stories.scene import Scene, Stories, posts
from weft.keeper import wishes

WANTED = [key for key, _ in wishes.ours()[0].titles]


async def _marks_what_they_want(scene: Scene) -> None:
    """Much of two lists, then less, then all of one: seen on their own page and nowhere else."""
    elis = scene.evening.elis
    for some in (WANTED[:30], WANTED[:4], WANTED):
        fields = {f"w-{key}": "yes" for key in some}
        assert (await elis.post("/wishes/activities", **fields)).status == 303
    await elis.post("/wishes/films", **{f"w-{wishes.ours()[1].titles[0][0]}": "yes"})
    assert 'value="yes" checked' in (await elis.get("/wishes/activities")).text


STORIES = Stories(
    anywhere={
        "marks what they want": _marks_what_they_want,
        "marks nothing, and keeps that": posts("/wishes/activities"),
        "brings a list of nothing": lambda scene: scene.evening.elis.post_file(
            "/wishes", b"", titles="- \n--"
        ),
    },
)
