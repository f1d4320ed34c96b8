"""What the two kept, found again; its days, and the book of a year."""

from stories.scene import Scene, Stories, posts, twice
from visits import Evening


async def _a_year_ago(one: Evening) -> Scene:
    """Noor has named and told what the two lived a year ago today; Elis has not told it."""
    made = await one.noor.post(
        "/moments", kind="walk", title="Round the lake", first="2025-06-04", tap="5" * 32
    )
    key = (made.header("location") or "").rpartition("/")[2]
    assert (await one.noor.post(f"/moments/{key}/voice", text="The heron stood.")).status == 303
    assert "Round the lake" in (await one.noor.get("/today")).text
    return Scene(one, kept=key)


async def _makes_the_book(scene: Scene) -> None:
    for path in ("/reservoir/book", "/reservoir/book/own", "/reservoir/book/2026.html"):
        assert (await scene.evening.elis.get(path)).status == 200


STORIES = Stories(
    evenings={
        "a year ago": _a_year_ago,
    },
    anywhere={
        "looks for a word": posts("/reservoir", word="heron"),
        "keeps something away from its day": posts("/reservoir/days", stays="{kept}"),
        "lets it come and keeps it away": lambda scene: twice(
            scene, "/reservoir/days", {"stays": scene.kept}, {"comes": scene.kept}
        ),
        "makes the book of the year": _makes_the_book,
    },
    there={
        "a year ago": {
            "would rather not see it on its day": posts("/reservoir/days", stays="{kept}"),
            "felt along and ended": posts("/moments/{kept}/feel/keep"),
            "leaves nothing of theirs out": posts("/reservoir/book/own", year="2025", out="{kept} voice"),
        },
    },
)
