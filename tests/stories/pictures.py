"""Pictures of what the two lived: looked at, let be kept, and sent in vain."""

import re

from hostile.pictures import a_jpeg
from stories.scene import Scene, Stories
from stories.sittings import quiet
from visits import Evening


async def _pictures(one: Evening) -> Scene:
    """Elis has put a picture to what the two lived, and both may see it."""
    scene = await quiet(one)
    sent = await one.elis.post_file(f"/pictures/of/{scene.kept}", a_jpeg(), words="The boat at the jetty")
    assert sent.status == 303
    page = (await one.noor.get(f"/pictures/of/{scene.kept}")).text
    found = re.search(r'href="/pictures/([0-9a-f]{32})"', page)
    assert found
    return Scene(one, kept=scene.kept, more={"picture": found[1]})


async def _lets_and_does_not(scene: Scene) -> None:
    for keep in ("yes", "no", "yes", "no"):
        await scene.evening.elis.post(f"/pictures/{scene.more['picture']}/allow", keep=keep)


STORIES = Stories(
    evenings={
        "pictures": _pictures,
    },
    there={
        "pictures": {
            "lets the other keep it": lambda scene: scene.evening.elis.post(
                f"/pictures/{scene.more['picture']}/allow", keep="yes"
            ),
            "chooses, and chooses again": _lets_and_does_not,
            "looks at it": lambda scene: scene.evening.elis.get(f"/pictures/{scene.more['picture']}"),
            "sends what is no picture": lambda scene: scene.evening.elis.post_file(
                f"/pictures/of/{scene.kept}", b"no picture", words="A kite"
            ),
            "sends a picture without words": lambda scene: scene.evening.elis.post_file(
                f"/pictures/of/{scene.kept}", a_jpeg(seed=2), words=""
            ),
        },
    },
)
