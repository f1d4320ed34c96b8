"""A passkey is one more way in: what it signed is good once and here only, and it is gone when its owner says so."""

import asyncio
import os
from collections.abc import Awaitable, Callable

import pytest

from couples import account
from passkeys import NAMED, Device, add, asked_to_add, asked_to_sign, new_passkey, sign_in, slip
from visits import Evening, Visitor, b64, evening
from visits import web as served
from ways import elsewhere, new_roots
from weft.core.people import PersonId
from weft.keeper.passkeys import MOST, site_of
from weft.keeper.ports import SlotType
from weft.settings import Settings
from weft.vault.slot import open_slot_e

OPENS_NOTHING = "opens nothing here"


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        one = await evening()
        one.app = served(one.house, Settings(origin=NAMED))
        for person in (one.noor, one.elis):
            person.app = one.app
        await scene(one)

    asyncio.run(run())


async def kinds(one: Evening, name: str) -> list[SlotType]:
    slots = await one.house.store.slots_of(PersonId(account(name, one.house.key).person))
    return sorted(slot.type for slot in slots)


def stranger(one: Evening) -> Visitor:
    return Visitor(one.app, address="198.51.100.7")


def test_it_opens_the_account_on_a_browser_that_knows_no_name() -> None:
    async def scene(one: Evening) -> None:
        device = Device()
        await add(one, one.elis, "Elis", device)
        other = stranger(one)
        assert await sign_in(other, device) == 200
        assert "Elis" in (await other.get("/yours")).text
        assert (
            await other.post_json("/sign-in/passkey", device.used(await asked_to_sign(other)))
        ).status == 200

    play(scene)


def test_its_slot_holds_root_e_for_the_browser_alone() -> None:
    async def scene(one: Evening) -> None:
        device, made = Device(), account("Elis", one.house.key)
        await add(one, one.elis, "Elis", device)
        slots = await one.house.store.slots_of(PersonId(made.person))
        slot = next(each for each in slots if each.type is SlotType.PASSKEY)
        assert open_slot_e(slot.locked, device.secrets.e, made.person, slot.slot) == made.root_e.raw
        kept = repr(one.house.store.__dict__)
        assert not any(repr(one_)[2:-1] in kept for one_ in (device.secrets.e, device.secrets.s, device.seed))

    play(scene)


def test_what_it_signed_once_is_worth_nothing_again() -> None:
    async def scene(one: Evening) -> None:
        device = Device()
        await add(one, one.elis, "Elis", device)
        sent = device.used(await asked_to_sign(stranger(one)))
        answers = [await stranger(one).post_json("/sign-in/passkey", sent) for _ in range(2)]
        assert [answer.status for answer in answers] == [200, 400]

    play(scene)


@pytest.mark.parametrize("slip_in", ["signature", "credential", "auth", "secret_s", "authenticator"])
def test_whatever_was_changed_on_its_way_is_refused(slip_in: str) -> None:
    async def scene(one: Evening) -> None:
        device = Device()
        await add(one, one.elis, "Elis", device)
        sent = device.used(await asked_to_sign(stranger(one)))
        answer = await stranger(one).post_json("/sign-in/passkey", sent | {slip_in: slip(sent[slip_in])})
        assert answer.status == 400
        assert not answer.cookies

    play(scene)


def test_another_site_another_origin_and_an_unknown_finger_are_refused() -> None:
    async def scene(one: Evening) -> None:
        device = Device()
        await add(one, one.elis, "Elis", device)
        for name, other in (("origin", "http://localhost:9"), ("site", "evil.example"), ("flags", 0x01)):
            as_it_was = getattr(device, name)
            setattr(device, name, other)
            assert await sign_in(stranger(one), device) == 400, name
            setattr(device, name, as_it_was)
        assert await sign_in(stranger(one), device) == 200

    play(scene)


def test_only_what_this_server_asked_lately_and_for_this_counts() -> None:
    async def scene(one: Evening) -> None:
        device, other = Device(), stranger(one)
        await add(one, one.elis, "Elis", device)
        own = {"challenge": b64(os.urandom(40))}
        to_add = await asked_to_add(one, one.elis, "Elis")
        old = await asked_to_sign(other)
        one.house.clock.pass_by(minutes=6)
        for asked in (own, to_add, old):
            assert (await other.post_json("/sign-in/passkey", device.used(asked))).status == 400

    play(scene)


def test_a_copy_that_counts_its_uses_is_noticed() -> None:
    async def scene(one: Evening) -> None:
        device = Device()
        await add(one, one.elis, "Elis", device)
        device.uses = 7
        assert await sign_in(stranger(one), device) == 200
        device.uses = 5
        assert await sign_in(stranger(one), device) == 400

    play(scene)


def test_its_secrets_sign_nobody_in_by_name_or_as_a_recovery_code() -> None:
    async def scene(one: Evening) -> None:
        device = Device()
        sent = await add(one, one.elis, "Elis", device)
        secrets = {"auth": sent["slots"][0]["auth"], "secret_s": sent["secret_s"], "name": "Elis"}
        slots = await one.house.store.slots_of(PersonId(account("Elis", one.house.key).person))
        lookup = next(each.lookup for each in slots if each.type is SlotType.PASSKEY)
        assert lookup
        assert (await stranger(one).post_json("/sign-in", secrets)).status == 400
        assert (await stranger(one).post_json("/recover", secrets | {"lookup": b64(lookup)})).status == 400

    play(scene)


def test_asking_tells_nobody_who_has_an_account_or_a_passkey() -> None:
    async def scene(one: Evening) -> None:
        before = await asked_to_sign(stranger(one))
        device = Device()
        await add(one, one.elis, "Elis", device)
        after = await asked_to_sign(stranger(one))
        assert before | {"challenge": ""} == after | {"challenge": ""}
        assert after["allowCredentials"] == []
        unknown = await stranger(one).post_json("/sign-in/passkey", Device().used(after))
        device.seed = bytes(32)
        known = await stranger(one).post_json("/sign-in/passkey", device.used(await asked_to_sign(one.noor)))
        assert unknown == known

    play(scene)


@pytest.mark.parametrize(
    "wrong", ["auth", "root", "kind", "asked elsewhere", "origin", "unknown finger", "short id"]
)
def test_what_does_not_fit_is_not_kept(wrong: str) -> None:
    async def scene(one: Evening) -> None:
        device = Device()
        if wrong == "short id":
            device.id = b"short"
        if wrong == "origin":
            device.origin = "https://evil.example"
        if wrong == "unknown finger":
            device.flags = 0x01
        asked = await asked_to_add(one, one.elis, "Elis")
        if wrong == "asked elsewhere":
            asked = await asked_to_add(one, await elsewhere(one, "Elis"), "Elis")
        sent = new_passkey(one, "Elis", device, asked, **({"root_s": bytes(32)} if wrong == "root" else {}))
        if wrong == "auth":
            sent["auth"] = b64(bytes(32))
        if wrong == "kind":
            sent["slots"][0]["type"] = 1
        assert (await one.elis.post_json("/yours/ways/passkey", sent)).status == 400
        assert await kinds(one, "Elis") == [SlotType.PHRASE, SlotType.RECOVERY]

    play(scene)


def test_without_the_passphrase_of_now_nothing_is_even_asked_of_the_device() -> None:
    async def scene(one: Evening) -> None:
        answer = await one.elis.post_json("/yours/ways/passkey/ask", {"auth": b64(bytes(32))})
        assert answer.status == 400
        assert "challenge" not in answer.text

    play(scene)


def test_what_the_device_is_told_names_nobody() -> None:
    async def scene(one: Evening) -> None:
        asked = await asked_to_add(one, one.elis, "Elis")
        assert "Elis" not in str(asked)
        assert asked["rp"] == {"id": "localhost", "name": "Weft"}
        assert asked["authenticatorSelection"]["userVerification"] == "required"

    play(scene)


def test_the_same_sent_again_is_kept_once() -> None:
    async def scene(one: Evening) -> None:
        sent = await add(one, one.elis, "Elis", Device())
        assert (await one.elis.post_json("/yours/ways/passkey", sent)).status == 200
        assert (await kinds(one, "Elis")).count(SlotType.PASSKEY) == 1

    play(scene)


def test_there_are_a_few_and_no_more() -> None:
    async def scene(one: Evening) -> None:
        for _ in range(MOST):
            await add(one, one.elis, "Elis", Device())
        auth = b64(account("Elis", one.house.key).secrets.auth)
        answer = await one.elis.post_json("/yours/ways/passkey/ask", {"auth": auth})
        assert answer.status == 400

    play(scene)


async def _remove(one: Evening, person: Visitor) -> None:
    slots = await one.house.store.slots_of(PersonId(account("Elis", one.house.key).person))
    for slot in slots:
        await person.post(f"/yours/ways/passkey/{slot.slot}/remove")


def test_removed_after_the_passphrase_it_opens_nothing_and_the_last_way_in_stays() -> None:
    async def scene(one: Evening) -> None:
        device = Device()
        await add(one, one.elis, "Elis", device)
        await _remove(one, one.elis)
        assert await sign_in(stranger(one), device) == 200
        auth = b64(account("Elis", one.house.key).secrets.auth)
        assert (await one.elis.post_json("/fresh", {"auth": auth})).status == 200
        await _remove(one, one.elis)
        assert await sign_in(stranger(one), device) == 400
        assert await kinds(one, "Elis") == [SlotType.PHRASE, SlotType.RECOVERY]
        page = (await one.elis.get("/yours/ways")).text
        assert "A passkey was added" in page
        assert "A passkey was removed" in page

    play(scene)


def test_removing_one_ends_every_other_sign_in() -> None:
    async def scene(one: Evening) -> None:
        device, other = Device(), stranger(one)
        await add(one, one.elis, "Elis", device)
        assert await sign_in(other, device) == 200
        await one.elis.post_json("/fresh", {"auth": b64(account("Elis", one.house.key).secrets.auth)})
        await _remove(one, one.elis)
        assert (await other.get("/today")).header("location") == "/sign-in"
        assert (await one.elis.get("/today")).status == 200

    play(scene)


def test_nobody_removes_a_passkey_of_the_other() -> None:
    async def scene(one: Evening) -> None:
        device = Device()
        await add(one, one.elis, "Elis", device)
        await one.noor.post_json("/fresh", {"auth": b64(account("Noor", one.house.key).secrets.auth)})
        await _remove(one, one.noor)
        assert await sign_in(stranger(one), device) == 200

    play(scene)


def test_a_cloned_passkey_opens_nothing_once_the_account_was_made_mine() -> None:
    async def scene(one: Evening) -> None:
        device = Device()
        await add(one, one.elis, "Elis", device)
        clone = Device(id=device.id, key=device.key, seed=device.seed)
        assert await sign_in(stranger(one), clone) == 200
        sent, _ = new_roots(one, "Elis")
        assert (await one.elis.post_json("/yours/ways/mine", sent)).status == 200
        assert await sign_in(stranger(one), clone) == 400
        assert await one.house.store.passkeys_of(PersonId(account("Elis", one.house.key).person)) == []

    play(scene)


def test_there_are_passkeys_only_where_the_address_has_a_name() -> None:
    assert site_of("http://127.0.0.1:7411") is None
    assert site_of("https://[::1]") is None
    found = site_of("https://weft.example")
    assert found
    assert found.id == "weft.example"
