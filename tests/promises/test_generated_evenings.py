"""Long evenings made by dice: whatever Elis does in private, in whatever order, Noor's phone cannot tell.

The stories of tests/stories are one act each. Here they are strung together, with time between them, and
Noor looks at a few pages after each; the same evening without them has to answer the same to the byte.
"""

import asyncio
import random
from contextlib import suppress

import pytest

from stories import playing
from stories.addresses import addresses as all_addresses
from stories.scene import Scene, Secret
from stories.subjects import ANYWHERE, EVENINGS, THERE
from visits import Answer, Evening, evening, plain_sign_in, settle
from ways import new_phrase, old_phrase_again

STEPS, LONG_STEPS = 25, 420
"""For each evening; with two dozen evenings the long mode plays ten thousand."""
GLANCES = 4
"""Pages Noor looks at after each step."""
UNTOUCHED = 14 * 60
"""Seconds after which Noor would be locked, in either playing."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    playing.files_as_they_are_ordered(monkeypatch)
    playing.calendars_are_read_once(monkeypatch)


NOT_STRUNG = {
    "changes the passphrase",
    "ends what never began",
    "had a meeting cut in two with other titles",
    "had a meeting moved inside the same half hours",
}
"""What is private by itself, and shows, or ends the string, behind something else. With the passphrase changed Elis
could come in no more; here it is changed back. What never began has begun, and both curves rightly open. And whoever
marked times of their own before has other times shown when they show them again."""
LEAST_DONE = 0.3
"""Of all acts so many have to come to something, or nobody would have played what is counted."""


def secrets_of(where: str) -> list[tuple[str, Secret]]:
    acts = [*ANYWHERE.items(), *THERE.get(where, {}).items(), *THERE.get(where, {}).items()]
    strung = [one for one in acts if one[0] not in NOT_STRUNG]
    return [*strung, ("changes the passphrase and back", changes_the_passphrase_and_back)]


async def changes_the_passphrase_and_back(scene: Scene) -> None:
    one = scene.evening
    for sent in (new_phrase(one, "Elis"), old_phrase_again(one, "Elis")):
        assert (await one.elis.post_json("/yours/ways/passphrase", sent)).status == 200


async def awake(one: Evening) -> None:
    """Elis signs in again after having signed out, which is as private as the rest."""
    if await one.house.home.sign_ins.open(one.elis.cookies.get("k")) is None:
        answer = await one.elis.post_json("/sign-in", plain_sign_in("Elis", one.house))
        if answer.status != 200:
            raise LockedOut


class LockedOut(Exception):
    """Elis can't come in any more, and nothing that is strung behind would be done."""


async def glances(scene: Scene, paths: list[str]) -> dict[str, Answer]:
    return {path: await scene.evening.noor.get(path) for path in paths}


async def strung(where: str, dice: random.Random, steps: int) -> list[str]:
    """What differed, and after which acts: one playing with them beside one without."""
    seen, unseen = await playing.begun(where), await playing.begun(where)
    ears = [await one.evening.noor.listen() for one in (seen, unseen)]
    addresses, acts, done, ran = all_addresses(seen), secrets_of(where), list[str](), 0
    for _ in range(steps):
        what, secret = dice.choice(acts)
        done.append(what)
        await awake(seen.evening)
        with suppress(AssertionError):  # A story may want a beginning which another has used up.
            await secret(seen)
            ran += 1
        await settle()
        some, seconds = dice.sample(addresses, GLANCES), dice.randrange(40)
        for one in (seen, unseen):
            one.evening.house.clock.pass_by(seconds=seconds)
        found = playing.differences(await glances(seen, some), await glances(unseen, some))
        if found:
            return [f"{where}: {found} after {done[-6:]}"]
    assert ran > steps * LEAST_DONE, f"of {steps} acts only {ran} were done"
    heard = [ear.after_the_clock() for ear in ears]
    for ear in ears:
        await ear.close()
    last = playing.differences(await playing.look(seen, {}), await playing.look(unseen, {}))
    return [f"{where}: {last} at the end of {done}"] * bool(last) + ["the stream"] * (heard[0] != heard[1])


@pytest.mark.parametrize("where", EVENINGS)
def test_a_string_of_private_acts_leaves_no_trace(where: str) -> None:
    assert asyncio.run(strung(where, random.Random(f"short {where}"), STEPS)) == []


@pytest.mark.long
@pytest.mark.parametrize("turn", range(2))
@pytest.mark.parametrize("where", EVENINGS)
def test_ten_thousand_private_acts_leave_no_trace(where: str, turn: int) -> None:
    assert asyncio.run(strung(where, random.Random(f"long {where} {turn}"), LONG_STEPS)) == []


def test_the_long_mode_plays_ten_thousand() -> None:
    assert len(EVENINGS) * 2 * LONG_STEPS >= 10_000


def test_a_string_of_acts_which_may_be_seen_is_seen() -> None:
    """Elis takes another name, which both may see; so that no difference above means something."""

    async def run() -> None:
        seen, unseen = await playing.begun("quiet"), await playing.begun("quiet")
        await seen.evening.elis.post("/yours/name", name="Elisabeth")
        found = playing.differences(await glances(seen, ["/today"]), await glances(unseen, ["/today"]))
        assert found == ["/today"]

    asyncio.run(run())


# ---------------------------------------------------------------- what is asked for by name


async def compared(one: Scene, other: Scene) -> list[str]:
    return playing.differences(await playing.look(one, {}), await playing.look(other, {}))


def test_noor_cannot_tell_who_paused() -> None:
    async def run() -> None:
        mine, theirs = await playing.begun("speaking"), await playing.begun("speaking")
        await mine.evening.noor.post(f"/sittings/{mine.open}", act="pause")
        await theirs.evening.elis.post(f"/sittings/{theirs.open}", act="pause")
        assert await compared(mine, theirs) == []

    asyncio.run(run())


async def _asked_for_the_rung() -> Scene:
    one = await evening()
    await one.noor.post("/sittings", exercise="rung-1-hopes", form="own-pace")
    return Scene(one, open=await one.lying("rung-1-hopes"))


async def _refuses(scene: Scene) -> None:
    await scene.evening.elis.get("/exercises/rung-1-hopes")
    await scene.evening.elis.post(f"/sittings/{scene.open}", act="leave-lying")


async def _reads_help_and_exits(scene: Scene) -> None:
    await scene.evening.elis.get("/help")
    await scene.evening.elis.post("/exit")


@pytest.mark.parametrize("secret", [_refuses, _reads_help_and_exits])
def test_noor_cannot_tell_a_rung_refused_from_one_not_looked_at(secret: Secret) -> None:
    async def run() -> None:
        asked = await _asked_for_the_rung()
        seen, unseen = playing.fork(asked), playing.fork(asked)
        await secret(seen)
        assert await compared(seen, unseen) == []

    asyncio.run(run())
