"""Gestures, the map of what lands, and what somebody needs right now."""

import re
from datetime import timedelta

from stories.scene import Scene, Stories, later, posts
from visits import Evening

GESTURE = re.compile(r'href="/affection/([0-9a-f]{32})"')


async def _given(one: Evening) -> Scene:
    """Noor has left a line, and Elis has one for Noor that is days old, with a map of which some is shown."""
    assert (await one.elis.post("/affection", way="words", text="You asked twice.")).status == 303
    await later(one, days=3)
    assert (await one.noor.post("/affection", way="words", text="You hummed.")).status == 303
    said = {"when": "ill", "a-hug": "like", "s-hug": "yes", "a-kiss": "ask"}
    assert (await one.elis.post("/affection/map", **said)).status == 303
    assert "A hug" in (await one.noor.get("/affection/theirs")).text
    found = re.search(r'href="/affection/([0-9a-f]{32})"', (await one.elis.get("/affection")).text)
    assert found
    return Scene(one, more={"gesture": found[1]})


async def _needs_something_and_takes_it_back(scene: Scene) -> None:
    for need in ("space", "hug", ""):
        assert (await scene.evening.elis.post("/need", need=need)).status == 303


async def _needs_something_that_fades(scene: Scene) -> None:
    """Said in another two hours, so that nothing stands when Noor looks: the clock is put back to the same instant."""
    clock = scene.evening.house.clock
    now, clock.now = clock.now, clock.now - timedelta(hours=2)
    assert (await scene.evening.elis.post("/need", need="space")).status == 303
    clock.now = now


async def _leaves_a_line_for_later(scene: Scene) -> None:
    left = await scene.evening.elis.post("/affection", way="deed", text="The tap is mended.", when="morning")
    assert left.status == 303
    assert "The tap is mended." in (await scene.evening.elis.get("/affection")).text


async def _leaves_a_line_and_takes_it_back(scene: Scene) -> None:
    """At once, so that it lay there for a moment; and Elis leaves another for later in its place."""
    elis = scene.evening.elis
    before = GESTURE.findall((await elis.get("/affection")).text)
    assert (await elis.post("/affection", way="words", text="Too soon.")).status == 303
    [key] = {*GESTURE.findall((await elis.get("/affection")).text)} - {*before}
    assert (await elis.post(f"/affection/{key}", act="take-back")).status == 303
    assert "Too soon." not in (await elis.get("/affection")).text
    await _leaves_a_line_for_later(scene)


async def _says_a_map_and_shows_none_of_it(scene: Scene) -> None:
    """Much is said, then changed; and of what is ticked to be shown everything is a no."""
    elis = scene.evening.elis
    for answer in ("like", "sometimes", "no"):
        said = {"when": "tired", "a-hug": answer, "a-kiss": "no", "s-kiss": "yes", "a-back": "ask"}
        assert (await elis.post("/affection/map", **said)).status == 303
    assert "checked" in (await elis.get("/affection/map?when=tired")).text


async def _notes_what_landed(scene: Scene) -> None:
    """Elis keeps what Noor left, notes that it landed, changes their mind, and looks at it often."""
    where = f"/affection/{scene.more['gesture']}"
    for fields in ({"act": "keep"}, *({"act": "landed", "landed": one} for one in ("yes", "no", "", "yes"))):
        assert (await scene.evening.elis.post(where, **fields)).status == 303
        assert (await scene.evening.elis.get(where)).status == 200


STORIES = Stories(
    evenings={
        "a line given": _given,
    },
    anywhere={
        "leaves a line for tomorrow": _leaves_a_line_for_later,
        "leaves a line and takes it back": _leaves_a_line_and_takes_it_back,
        "leaves a line of nothing": posts("/affection", way="words", text="  "),
        "leaves a line for no hour there is": posts(
            "/affection", text="A line.", when="from", **{"from": "x"}
        ),
        "says a map and shows none of it": _says_a_map_and_shows_none_of_it,
        "would have lines come in the evening": posts("/affection/lands", act="hour", hour="21"),
        "shares hints of nothing that landed": posts("/affection/lands", act="hints", **{"h-words": "yes"}),
        "needs something and takes it back": _needs_something_and_takes_it_back,
        "needed something that has faded": _needs_something_that_fades,
        "needs what there is not": posts("/need", need="everything"),
    },
    there={
        "a line given": {
            "looks at it": lambda scene: scene.evening.elis.get(f"/affection/{scene.more['gesture']}"),
            "keeps it": lambda scene: scene.evening.elis.post(
                f"/affection/{scene.more['gesture']}", act="keep"
            ),
            "keeps it and notes that it landed": _notes_what_landed,
            "notes that it did not land": lambda scene: scene.evening.elis.post(
                f"/affection/{scene.more['gesture']}", act="landed", landed="no"
            ),
            "answers with nothing": lambda scene: scene.evening.elis.post(
                f"/affection/{scene.more['gesture']}", act="answer", text=" "
            ),
            "says of what was never said that it is a no": posts(
                "/affection/map",
                when="ill",
                **{"a-hug": "like", "s-hug": "yes", "a-kiss": "no", "s-kiss": "yes"},
            ),
            "unsays what was not shown": posts(
                "/affection/map", when="ill", **{"a-hug": "like", "s-hug": "yes"}
            ),
        },
    },
)
