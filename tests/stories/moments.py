"""Moments: felt along, told, kept and taken back, while the other has not told theirs."""

from collections.abc import Awaitable, Callable

from stories.scene import Scene, Secret, Stories
from visits import Answer, Evening


def _felt(start: int, seconds: int) -> dict[str, object]:
    return {"start": start, "values": [at % 90 for at in range(seconds * 4)], "knots": [start + 8]}


async def _moment(one: Evening) -> Scene:
    """Noor has made a moment of a film, told it, and felt along to the end; Elis has not."""
    made = await one.noor.post(
        "/moments", title="The Long Ferry", kind="film", first="2026-06-03", chose="both"
    )
    key = one.sitting_of(made)
    await one.noor.post(f"/moments/{key}/voice", text="It was the coat.", feelings="sad")
    await one.noor.post_json(f"/moments/{key}/feel", {"batches": [_felt(0, 60)]})
    assert (await one.noor.post(f"/moments/{key}/feel/keep")).status == 303
    return Scene(one, more={"moment": key})


async def _moment_made(one: Evening) -> Scene:
    """Elis has made one, and Noor has not touched it."""
    made = await one.elis.post("/moments", title="The Long Ferry", kind="film", first="2026-06-03")
    return Scene(one, more={"moment": one.sitting_of(made)})


def _in_moment(path: str, **fields: str) -> Callable[[Scene], Awaitable[Answer]]:
    return lambda scene: scene.evening.elis.post(f"/moments/{scene.more['moment']}/{path}", **fields)


async def _feels_along(scene: Scene) -> None:
    """An evening of it: some, a line lost, much more, and once the same again."""
    where = f"/moments/{scene.more['moment']}/feel"
    assert (await scene.evening.elis.get(where)).status == 200
    for batch in (_felt(0, 60), _felt(2400, 600), _felt(2400, 600), _felt(9000, 900)):
        assert (await scene.evening.elis.post_json(where, {"batches": [batch]})).status == 200


async def _feels_and_lets_go(scene: Scene) -> None:
    await _feels_along(scene)
    await _in_moment("feel/let-go")(scene)


async def feels_and_keeps(scene: Scene) -> None:
    await _feels_along(scene)
    assert (await _in_moment("feel/keep")(scene)).status == 303


async def _keeps_and_takes_the_curve_back(scene: Scene) -> None:
    await feels_and_keeps(scene)
    await _in_moment("take-back", what="curve")(scene)


async def tells(scene: Scene) -> None:
    for text in ("A line.", "Much more of it. " * 100):
        told = await _in_moment("voice", text=text, feelings="warm", remember="The end.")(scene)
        assert told.status == 303


async def tells_and_takes_it_back(scene: Scene) -> None:
    await tells(scene)
    await _in_moment("take-back", what="voice")(scene)


WHILE_FEELING: dict[str, Secret] = {
    "feels along": _feels_along,
    "feels along and lets it go": _feels_and_lets_go,
    "sends what nobody feels": _in_moment("feel"),
    "takes back what was never there": _in_moment("take-back", what="voice"),
    "tells nothing": _in_moment("voice", text=" "),
    "ends what never began": _in_moment("feel/keep"),
}


STORIES = Stories(
    evenings={
        "moment": _moment,
        "moment made": _moment_made,
    },
    there={
        "moment": WHILE_FEELING,
        "moment made": WHILE_FEELING
        | {
            "feels along to the end": feels_and_keeps,
            "feels along to the end and takes it back": _keeps_and_takes_the_curve_back,
            "tells it": tells,
            "tells it and takes it back": tells_and_takes_it_back,
        },
    },
)
