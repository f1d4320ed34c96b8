"""Devices, ways in, copies, leaving, and looking round."""

import os

import passkeys
from couples import Clock, House, account
from stories.addresses import addresses
from stories.scene import Scene, Stories, posts
from visits import Visitor, b64, plain_sign_in, web
from ways import new_paper, new_phrase, new_roots
from weft.core.people import PersonId
from weft.keeper import copies
from weft.settings import Settings
from weft.vault.server_key import ServerKey


async def _second_device(scene: Scene) -> None:
    other = Visitor(scene.evening.app, address="192.0.2.9")
    tried = plain_sign_in("Elis", scene.evening.house, label="computer")
    assert (await other.post_json("/sign-in", tried)).status == 200
    await other.get("/today")


async def _wrong_passphrase(scene: Scene) -> None:
    other = Visitor(scene.evening.app, address="192.0.2.9")
    for _ in range(3):
        await other.post_json("/sign-in", plain_sign_in("Elis", scene.evening.house, wrong=True))


async def _signs_out_there(scene: Scene) -> None:
    await _second_device(scene)
    opened = await scene.evening.house.home.sign_ins.open(scene.evening.elis.cookies["k"])
    assert opened is not None
    for one in await scene.evening.house.home.sign_ins.devices(opened):
        await scene.evening.elis.post(f"/yours/devices/{one.id}/sign-out")


async def _looks_at_everything(scene: Scene) -> None:
    for path in addresses(scene):
        await scene.evening.elis.get(path)


async def _thinks_of_leaving(scene: Scene) -> None:
    for path in ("/yours", "/leave", "/help", "/leave", "/yours", "/today"):
        await scene.evening.elis.get(path)


async def _listens(scene: Scene) -> None:
    ear = await scene.evening.elis.listen()
    await scene.evening.elis.get("/today")
    await ear.close()


async def _takes_a_copy(scene: Scene) -> None:
    elis = scene.evening.elis
    auth = b64(account("Elis", scene.evening.house.key).secrets.auth)
    assert (await elis.post_json("/fresh", {"auth": auth})).status == 200
    assert (await elis.get("/yours/copy")).status == 200
    taken = await elis.post("/yours/copy", way="plain")
    assert taken.body.startswith(b"PK")


async def _brings_a_copy(scene: Scene) -> None:
    house = House(key=ServerKey(os.urandom(32)), clock=Clock(scene.evening.house.clock.now))
    _, other = await house.begin("Elis", "kendal")
    raw = b"".join(copies.plain(await copies.gather(house.home, other), other.root))
    brought = await scene.evening.elis.post_file("/yours/bring", raw, phrase="")
    assert brought.header("location") == "/past"
    assert (await scene.evening.elis.get("/past")).status == 200


async def _changes_the_passphrase(scene: Scene) -> None:
    sent = new_phrase(scene.evening, "Elis")
    assert (await scene.evening.elis.get("/yours/ways")).status == 200
    assert (await scene.evening.elis.post_json("/yours/ways/passphrase", sent)).status == 200


async def _makes_a_new_code(scene: Scene) -> None:
    sent = new_paper(scene.evening, "Elis")
    assert (await scene.evening.elis.post_json("/yours/ways/code", sent)).status == 200


async def _thinks_of_new_keys(scene: Scene) -> None:
    await scene.evening.elis.get("/yours/ways/mine")
    sent, _ = new_roots(scene.evening, "Elis")
    assert (
        await scene.evening.elis.post_json("/yours/ways/mine", sent | {"auth": b64(bytes(32))})
    ).status == 400


async def _adds_a_passkey(scene: Scene) -> None:
    one = scene.evening
    assert (await one.elis.get("/yours/ways/passkey")).status == 200
    one.elis.app = web(one.house, Settings(origin=passkeys.NAMED))
    await passkeys.add(one, one.elis, "Elis", passkeys.Device())
    one.elis.app = one.app


async def _adds_and_removes_a_passkey(scene: Scene) -> None:
    await _adds_a_passkey(scene)
    one, made = scene.evening, account("Elis", scene.evening.house.key)
    assert (await one.elis.post_json("/fresh", {"auth": b64(made.secrets.auth)})).status == 200
    for slot in await one.house.store.slots_of(PersonId(made.person)):
        await one.elis.post(f"/yours/ways/passkey/{slot.slot}/remove")


async def _signs_in_with_a_passkey(scene: Scene) -> None:
    one, device = scene.evening, passkeys.Device()
    one.elis.app = web(one.house, Settings(origin=passkeys.NAMED))
    await passkeys.add(one, one.elis, "Elis", device)
    assert await passkeys.sign_in(one.elis, device) == 200
    one.elis.app = one.app


async def _is_guessed_at_and_told(scene: Scene) -> None:
    await _wrong_passphrase(scene)
    await scene.evening.house.home.sign_ins.tries.write_down()
    await scene.evening.elis.get("/yours/ways")


async def _uses_noors_browser(scene: Scene) -> None:
    """Elis signs in and out where Noor's mark is, in a window of their own."""
    one = scene.evening
    window = Visitor(one.app, {"d": one.noor.cookies["d"]}, one.noor.address)
    answer = await window.post_json("/sign-in", plain_sign_in("Elis", one.house))
    assert answer.json() == {"next": "/shared-browser"}
    await window.post("/sign-out")
    assert window.cookies["d"] == one.noor.cookies["d"]


STORIES = Stories(
    anywhere={
        "locks sooner": posts("/yours/lock", minutes="5"),
        "locks later": posts("/yours/lock", minutes="60"),
        "signs in on a second device": _second_device,
        "signs out there": _signs_out_there,
        "signs out": posts("/sign-out"),
        "exits": posts("/exit"),
        "is guessed at": _wrong_passphrase,
        "looks at every page": _looks_at_everything,
        "reads the help page": lambda scene: scene.evening.elis.get("/help"),
        "attends": _listens,
        "looks at the leave page and goes back": _thinks_of_leaving,
        "takes a copy": _takes_a_copy,
        "brings a copy": _brings_a_copy,
        "changes the passphrase": _changes_the_passphrase,
        "makes a new recovery code": _makes_a_new_code,
        "adds a passkey": _adds_a_passkey,
        "adds a passkey and removes it": _adds_and_removes_a_passkey,
        "signs in with a passkey": _signs_in_with_a_passkey,
        "is guessed at and reads that they were": _is_guessed_at_and_told,
        "signs in on Noor's browser and out again": _uses_noors_browser,
        "tries to make the account theirs, and cannot": _thinks_of_new_keys,
        "goes on from what there is": posts("/damage/go-on"),
        "says the words differ": posts("/compare", answer="different"),
        "compares again": posts("/compare", answer="same"),
    },
)
