"""A way in that its owner replaced opens nothing any more, and whoever else was signed in is out."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from couples import account
from visits import Evening, Visitor, b64, evening, plain_sign_in, settle
from weft.vault.derive import FLOOR, derive
from weft.vault.recovery import derive_code, new_code
from weft.vault.slot import NO_SALT, NO_STRETCH, SlotType, make_slot

NEW_WORDS = "nine grey herons walk the low wall"


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


def new_phrase(one: Evening, name: str, **other: Any) -> dict[str, Any]:
    """What ways.js posts for a new passphrase, NEW_WORDS."""
    made, salt = account(name, one.house.key), one.house.key.salt(name)
    derived, slot_id = derive(NEW_WORDS, salt, FLOOR), os.urandom(16).hex()
    roots = (other.get("root_s", made.root_s.raw), made.root_e.raw)
    slot = make_slot(SlotType.PHRASE, derived.s, derived.e, FLOOR, salt, *roots, made.person, slot_id, 20_000)
    sent = {"type": 1, "slot_id": slot_id, "bytes": b64(slot), "auth": b64(derived.auth)}
    return {"auth": b64(made.secrets.auth), "secret_s": b64(derived.s), "slots": [sent]}


def new_paper(one: Evening, name: str) -> dict[str, Any]:
    """What ways.js posts for a new recovery code."""
    made, slot_id, code = account(name, one.house.key), os.urandom(16).hex(), derive_code(new_code())
    roots = (made.root_s.raw, made.root_e.raw)
    slot = make_slot(
        SlotType.RECOVERY,
        code.secrets.s,
        code.secrets.e,
        NO_STRETCH,
        NO_SALT,
        *roots,
        made.person,
        slot_id,
        20_000,
    )
    sent = {
        "type": 3,
        "slot_id": slot_id,
        "bytes": b64(slot),
        "auth": b64(code.secrets.auth),
        "lookup": b64(code.lookup),
    }
    return {"auth": b64(made.secrets.auth), "secret_s": b64(code.secrets.s), "slots": [sent]}


def with_new_words(one: Evening, name: str) -> dict[str, str]:
    derived = derive(NEW_WORDS, one.house.key.salt(name), FLOOR)
    return {"name": name, "auth": b64(derived.auth), "secret_s": b64(derived.s)}


def with_old_code(one: Evening, name: str) -> dict[str, str]:
    old = account(name, one.house.key).recovery
    secrets = old.secrets
    return {"lookup": b64(old.lookup), "auth": b64(secrets.auth), "secret_s": b64(secrets.s), "name": name}


async def elsewhere(one: Evening, name: str) -> Visitor:
    other = Visitor(one.app, address="192.0.2.77")
    assert (await other.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200
    return other


def test_a_new_passphrase_takes_the_place_of_the_old() -> None:
    async def scene(one: Evening) -> None:
        assert (await one.elis.post_json("/yours/ways/passphrase", new_phrase(one, "Elis"))).status == 200
        new = Visitor(one.app, address="192.0.2.78")
        assert (await new.post_json("/sign-in", plain_sign_in("Elis", one.house))).status == 400
        assert (await new.post_json("/sign-in", with_new_words(one, "Elis"))).status == 200
        assert (await new.get("/today")).status == 200

    play(scene)


@pytest.mark.parametrize("what", ["passphrase", "code"])
def test_whoever_else_was_signed_in_is_out_and_their_stream_ends(what: str) -> None:
    async def scene(one: Evening) -> None:
        other = await elsewhere(one, "Elis")
        ear = await other.listen()
        sent = new_phrase(one, "Elis") if what == "passphrase" else new_paper(one, "Elis")
        assert (await one.elis.post_json(f"/yours/ways/{what}", sent)).json() == {"next": "/yours/ways"}
        await settle()
        assert ear.over
        await ear.close()
        assert (await other.get("/today")).status == 303
        assert (await one.elis.get("/today")).status == 200

    play(scene)


def test_a_new_code_takes_the_place_of_the_old_paper() -> None:
    async def scene(one: Evening) -> None:
        assert (await Visitor(one.app).post_json("/recover", with_old_code(one, "Elis"))).status == 200
        assert (await one.elis.post_json("/yours/ways/code", new_paper(one, "Elis"))).status == 200
        assert (await Visitor(one.app).post_json("/recover", with_old_code(one, "Elis"))).status == 400

    play(scene)


def test_the_same_sent_again_is_as_good_as_the_first_time() -> None:
    async def scene(one: Evening) -> None:
        sent = new_phrase(one, "Elis")
        for _ in range(2):
            assert (await one.elis.post_json("/yours/ways/passphrase", sent)).status == 200
        assert len(await one.house.store.slots_of(account("Elis", one.house.key).person)) == 2  # type: ignore[arg-type]

    play(scene)


@pytest.mark.parametrize("slip", ["auth", "root", "kind", "no slots", "id"])
def test_what_does_not_fit_changes_nothing(slip: str) -> None:
    async def scene(one: Evening) -> None:
        sent = new_phrase(one, "Elis", **({"root_s": os.urandom(32)} if slip == "root" else {}))
        sent |= {"auth": b64(bytes(32))} if slip == "auth" else {}
        sent |= {"slots": []} if slip == "no slots" else {}
        sent = new_paper(one, "Elis") if slip == "kind" else sent
        if slip == "id":
            sent["slots"][0]["slot_id"] = "Z" * 32
        other = await elsewhere(one, "Elis")
        assert (await one.elis.post_json("/yours/ways/passphrase", sent)).status == 400
        assert (await other.get("/today")).status == 200

    play(scene)


def test_guessing_at_the_passphrase_of_now_is_slowed() -> None:
    async def scene(one: Evening) -> None:
        sent = new_phrase(one, "Elis") | {"auth": b64(bytes(32))}
        answers = [(await one.elis.post_json("/yours/ways/passphrase", sent)).status for _ in range(12)]
        assert answers[-1] == 429

    play(scene)
