"""What Today suggests, and how somebody leans it."""

import re

from stories.scene import Scene, Stories, posts
from visits import Evening


async def passes_many_over(scene: Scene) -> None:
    for path in ("/today/another", "/today/not-today") * 4:
        assert (await scene.evening.elis.post(path)).status == 303
        assert (await scene.evening.elis.get("/today")).status == 200


async def leaves_things_out(scene: Scene) -> None:
    """What Noor is being offered too, and brings one back."""
    page = (await scene.evening.noor.get("/today")).text
    offered = re.search(r'name="exercise" value="([^"]+)"', page)
    for name in (offered[1] if offered else "slow-turns", "slow-turns", "one-true-line"):
        assert (await scene.evening.elis.post("/today/away", exercise=name, so="yes")).status == 303
    assert (await scene.evening.elis.post("/today/away", exercise="one-true-line", so="")).status == 303


async def _left_out_for_both(one: Evening) -> Scene:
    """Noor left something out for both of them, in sight of both."""
    assert (await one.noor.post("/today/away", exercise="slow-turns", so="both")).status == 303
    return Scene(one)


async def _leaves_out_what_is_left_out(scene: Scene) -> None:
    """For themself as well; and brings that back, which leaves it left out for both."""
    for so in ("yes", ""):
        await posts("/today/away", exercise="slow-turns", so=so)(scene)


STORIES = Stories(
    evenings={"something left out for both": _left_out_for_both},
    there={
        "something left out for both": {
            "leaves it out for themself as well": posts("/today/away", exercise="slow-turns", so="yes"),
            "leaves it out for themself as well and takes that back": _leaves_out_what_is_left_out,
            "leaves other things out": leaves_things_out,
        }
    },
    anywhere={
        "sets the suggestion aside": posts("/today/not-today"),
        "passes the suggestion over": posts("/today/another"),
        "passes many suggestions over and sets them aside": passes_many_over,
        "says what today is like": posts("/today/like", minutes="20", left="little", sky="wet"),
        "would like more and less, and tells nobody": posts(
            "/today/wishes", talk="less", time="more", presence="more"
        ),
        "leaves things out of the suggestions": leaves_things_out,
    },
)
