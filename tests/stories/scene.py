"""An evening as far as it has come, and what one subject brings to be played from it.

In every story Elis does something private, and Noor must not be able to tell. Who plays them, and how two playings are
compared: stories/playing.py.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from visits import Evening, Visitor, plain_sign_in

SOME_ID = "5" * 32


@dataclass
class Scene:
    """An evening as far as it has come, and the sittings in it."""

    evening: Evening
    kept: str = SOME_ID
    open: str = SOME_ID
    more: dict[str, str] = field(default_factory=dict)


Begin = Callable[[Evening], Awaitable[Scene]]
Secret = Callable[[Scene], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Stories:
    """What one subject brings: evenings by their names, what Elis may do on any evening, and what only on one of them."""

    evenings: Mapping[str, Begin] = field(default_factory=dict)
    anywhere: Mapping[str, Secret] = field(default_factory=dict)
    there: Mapping[str, Mapping[str, Secret]] = field(default_factory=dict)


def posts(path: str, **fields: str) -> Secret:
    """Elis sends one form."""
    return lambda scene: scene.evening.elis.post(
        path.format(open=scene.open, kept=scene.kept, **scene.more),
        **{name: value.replace("{kept}", scene.kept) for name, value in fields.items()},
    )


async def twice(scene: Scene, path: str, one: dict[str, str], other: dict[str, str]) -> None:
    """Elis does something, and then something else with the same form."""
    for fields in (one, other):
        assert (await scene.evening.elis.post(path, **fields)).status == 303


async def nothing(scene: Scene) -> None:
    """What Elis does in the other playing."""


async def later(one: Evening, **time: float) -> None:
    """Time goes by, and both have signed in again."""
    one.house.clock.pass_by(**time)
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200


async def noor_signs_in_again(scene: Scene, **time: float) -> None:
    """Time goes by, and Noor is there anew, on the device known from before."""
    one = scene.evening
    one.house.clock.pass_by(**time)
    one.noor = Visitor(one.app, {"d": one.noor.cookies.get("d", "")})
    assert (await one.noor.post_json("/sign-in", plain_sign_in("Noor", one.house))).status == 200
