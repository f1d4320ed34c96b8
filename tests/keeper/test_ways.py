"""A way in that its owner replaced opens nothing any more, and whoever else was signed in is out."""

import asyncio
import os
from collections.abc import Awaitable, Callable

import pytest

from couples import account
from visits import Evening, Visitor, b64, evening, plain_sign_in, settle
from ways import elsewhere, new_paper, new_phrase, with_new_words, with_old_code
from weft.core.people import PersonId


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


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
        assert len(await one.house.store.slots_of(PersonId(account("Elis", one.house.key).person))) == 2

    play(scene)


@pytest.mark.parametrize("what", ["passphrase", "code"])
def test_whoever_holds_an_open_phone_can_say_no_change_by_naming_the_way_that_is_there(what: str) -> None:
    """Its id alone proves nothing: nobody else is signed out, and no line says that something was changed."""

    async def scene(one: Evening) -> None:
        other, made = await elsewhere(one, "Elis"), account("Elis", one.house.key)
        sent = new_phrase(one, "Elis") if what == "passphrase" else new_paper(one, "Elis")
        sent["slots"][0]["slot_id"] = made.phrase_slot_id if what == "passphrase" else made.recovery_slot_id
        before = (await one.elis.get("/yours/ways")).text
        answer = await one.elis.post_json(f"/yours/ways/{what}", sent | {"auth": b64(bytes(32))})
        assert answer.status == 400
        assert (await other.get("/today")).status == 200
        assert (await one.elis.get("/yours/ways")).text.count(" was changed") == before.count(" was changed")
        assert (await one.elis.get("/yours/ways")).text.count("code was made") == before.count(
            "code was made"
        )

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
