"""A touch across a distance, and a knock at an hour of one's own."""

from datetime import timedelta

from pushes import push_service
from stories.scene import Scene, Stories, posts
from weft.keeper import knocks


async def _waits_across_a_distance(scene: Scene) -> None:
    """Elis is here for a touch, holds, and would like a rite; Noor is not, and was not."""
    for act in ("come", "hold", "let-go", "rite"):
        said = await scene.evening.elis.post("/near", page="e" * 32, act=act, rite="good-night")
        assert said.status == 200
    assert (await scene.evening.elis.get(f"/near/look?page={'e' * 32}")).json()["here"]
    assert not (await scene.evening.elis.post("/near", act="keep")).json()["kept"]


async def _is_knocked_for(scene: Scene) -> None:
    """Chosen an hour ago for this minute; the knock goes to a push service, and the browser there turns out to be gone."""
    one = scene.evening
    with push_service() as push:
        push.status = 410
        agreed, now = push.browser("elis"), one.house.clock.now
        said = {"endpoint": agreed.endpoint, "point": agreed.point, "secret": agreed.secret}
        one.house.clock.now = now - timedelta(minutes=10)
        assert (await one.elis.post("/yours/zone", zone="UTC")).status == 303
        chosen = await one.elis.post(
            "/yours/knock", knock="here", at=f"{now:%H:%M}", **said, **{"quiet-from": ""}
        )
        assert chosen.status == 303
        one.house.clock.now = now
        await knocks.tick(one.house.home, push.courier)
        assert len(push.came) == 1


STORIES = Stories(
    anywhere={
        "waits for a touch across distance": _waits_across_a_distance,
        "says what no page says across a distance": posts("/near", act="poke"),
        "chooses quiet hours": posts("/yours/knock", **{"quiet-from": "21:00", "quiet-until": "07:30"}),
        "would have a knock and no browser agrees": posts("/yours/knock", knock="here", at="19:00"),
        "is knocked for": _is_knocked_for,
    },
)
