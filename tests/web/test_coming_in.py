"""Coming in through the doors: what is sent twice is done once, and nobody learns whose name exists."""

import asyncio
import hmac
import os
from collections import Counter
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any

import pytest

from couples import account
from visits import Answer, Evening, Visitor, b64, evening, plain_account, plain_sign_in, settle
from weft.core.people import PersonId
from weft.keeper import accounts, sign_ins
from weft.keeper.patience import TRIES
from weft.keeper.ports import Near, PersonRow, SlotRow
from weft.keeper.sign_ins import NOT_WHOLE
from weft.store.memory import MemoryStore
from weft.vault.derive import FLOOR, Derived, derive
from weft.vault.recovery import derive_code, new_code
from weft.vault.slot import NO_SALT, NO_STRETCH, SlotType, make_slot

NEW_WORDS = "the heron has moved to the cellar"


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


def stranger(one: Evening, number: int = 7) -> Visitor:
    return Visitor(one.app, address=f"198.51.100.{number}")


def kept(one: Evening) -> tuple[dict[PersonId, PersonRow], dict[str, SlotRow]]:
    store = one.house.store
    assert isinstance(store, MemoryStore)
    return dict(store._people), dict(store._slots)


def with_new_ways_in(one: Evening, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the page of the recovery code posts, first and second; the new passphrase is NEW_WORDS."""
    made = account(name, one.house.key)
    old = made.recovery
    proof = {
        "lookup": b64(old.lookup),
        "auth": b64(old.secrets.auth),
        "secret_s": b64(old.secrets.s),
        "name": name,
    }
    salt = one.house.key.salt(name)
    phrase, fresh = derive(NEW_WORDS, salt, FLOOR), derive_code(new_code())

    def slot(kind: SlotType, secrets: Derived, **more: str) -> dict[str, Any]:
        id_ = os.urandom(16).hex()
        cost, with_ = (FLOOR, salt) if kind is SlotType.PHRASE else (NO_STRETCH, NO_SALT)
        roots = (made.root_s.raw, made.root_e.raw)
        locked = make_slot(kind, secrets.s, secrets.e, cost, with_, *roots, made.person, id_, 20_000)
        return {"type": kind, "slot_id": id_, "bytes": b64(locked), "auth": b64(secrets.auth), **more}

    slots = [
        slot(SlotType.PHRASE, phrase),
        slot(SlotType.RECOVERY, fresh.secrets, lookup=b64(fresh.lookup)),
    ]
    return proof, proof | {"person": made.person, "new_secret_s": b64(phrase.s), "slots": slots}


# ---------------------------------------------------------------- beginning


def test_a_sign_up_sent_twice_is_one_account_signed_in_once() -> None:
    async def scene(one: Evening) -> None:
        posted = plain_account("Kim", "weld", one.house)
        lost, kim = stranger(one), stranger(one)
        first = await lost.post_json("/begin", posted)
        before = kept(one)
        again = await kim.post_json("/begin", posted)
        assert (again.status, again.body) == (first.status, first.body) == (200, b'{"next":"/today"}')
        assert kept(one) == before
        opened = await one.house.home.sign_ins.open(kim.cookies["k"])
        assert opened is not None
        assert len(await one.house.home.sign_ins.devices(opened)) == 1
        assert len(await one.house.store.read(opened.own.log)) == 1
        assert (await lost.get("/today")).header("location") == "/sign-in"

    play(scene)


def test_two_tries_of_one_sign_up_at_the_same_time_are_one_account(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(one: Evening) -> None:
        posted, people = plain_account("Kim", "weld", one.house), len(kept(one)[0])
        look = one.house.store.slots_near_handle

        async def slowly(handle: bytes) -> Near:
            found = await look(handle)
            await settle()
            return found

        monkeypatch.setattr(one.house.store, "slots_near_handle", slowly)
        answers = await asyncio.gather(*(stranger(one).post_json("/begin", posted) for _ in range(2)))
        assert [answer.status for answer in answers] == [200, 200]
        assert len(kept(one)[0]) == people + 1

    play(scene)


def test_a_sign_up_cut_off_before_its_name_was_kept_is_finished_by_the_next_try(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def cut_off(*_: object, **__: object) -> None:
        raise ConnectionError

    async def scene(one: Evening) -> None:
        posted, kim = plain_account("Kim", "weld", one.house), stranger(one)
        with monkeypatch.context() as power_failure:
            power_failure.setattr(accounts, "append", cut_off)
            with pytest.raises(ConnectionError):
                await kim.post_json("/begin", posted)
        assert (await kim.post_json("/begin", posted)).status == 200
        assert "Kim" in (await kim.get("/yours")).text

    play(scene)


def test_somebody_elses_person_is_never_begun_again() -> None:
    async def scene(one: Evening) -> None:
        theirs = account("Noor", one.house.key).person
        before = kept(one)
        answer = await stranger(one).post_json(
            "/begin", plain_account("Kim", "weld", one.house) | {"person": theirs}
        )
        assert answer.status == 400
        assert kept(one) == before

    play(scene)


def the_same_words(one: Evening, name: str) -> dict[str, Any]:
    """A second account whose owner chose the name and the passphrase of the first."""
    first, second = plain_account(name, "weld", one.house), plain_account("Kim", "weld", one.house)
    second["slots"][0]["auth"] = first["slots"][0]["auth"]
    return second | {"name": name}


def test_a_name_and_passphrase_that_open_an_account_make_no_second_one() -> None:
    async def scene(one: Evening) -> None:
        before = kept(one)
        answer = await stranger(one).post_json("/begin", the_same_words(one, "Noor"))
        assert answer.json() == {"say": accounts.TAKEN, "field": "passphrase"}
        assert kept(one) == before

    play(scene)


def test_asking_by_sign_ups_whether_a_passphrase_is_taken_is_slowed_like_any_guess() -> None:
    async def scene(one: Evening) -> None:
        one.house.clock.pass_by(minutes=5)
        posted = the_same_words(one, "Noor")
        answers = [await stranger(one, number).post_json("/begin", posted) for number in range(TRIES + 2)]
        assert [answer.status for answer in answers] == [400] * TRIES + [429] * 2

    play(scene)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sent: sent["slots"].pop(),
        lambda sent: sent["slots"][0].update(slot_id="g" * 32),
        lambda sent: sent["slots"][1].pop("lookup"),
        lambda sent: sent["slots"][1].update(lookup=b64(bytes(15))),
        lambda sent: sent.update(secret_s=b64(bytes(32))),
        lambda sent: sent.update(kem_e=b64(bytes(31))),
    ],
)
def test_an_account_that_could_not_be_opened_later_is_not_made(spoil: Callable[[Any], None]) -> None:
    async def scene(one: Evening) -> None:
        posted, before = plain_account("Kim", "weld", one.house), kept(one)
        spoil(posted)
        answer = await stranger(one).post_json("/begin", posted)
        assert answer.json() == {"say": NOT_WHOLE, "field": None}
        assert kept(one) == before

    play(scene)


def test_a_right_proof_with_a_key_that_opens_nothing_is_refused_and_no_fault() -> None:
    async def scene(one: Evening) -> None:
        sent = plain_sign_in("Noor", one.house) | {"secret_s": b64(bytes(32))}
        assert (await stranger(one).post_json("/sign-in", sent)).json()["say"] == NOT_WHOLE

    play(scene)


# ---------------------------------------------------------------- coming back with a code


def test_a_recovery_sent_twice_is_as_good_as_once() -> None:
    async def scene(one: Evening) -> None:
        proof, changed = with_new_ways_in(one, "Noor")
        noor, elsewhere = stranger(one), one.noor
        assert set((await noor.post_json("/recover", proof)).json()) == {"slot", "slot_id", "person"}
        assert (await stranger(one).post_json("/recover", changed)).status == 200
        before = kept(one)
        assert (await noor.post_json("/recover", changed)).json() == {"next": "/today"}
        assert kept(one) == before
        assert (await noor.get("/today")).status == 200
        assert (await elsewhere.get("/today")).header("location") == "/sign-in"
        assert (await stranger(one).post_json("/recover", proof)).json()["field"] == "code"

    play(scene)


def test_after_a_recovery_the_new_passphrase_signs_in_and_the_old_one_does_not() -> None:
    async def scene(one: Evening) -> None:
        _, changed = with_new_ways_in(one, "Noor")
        await stranger(one).post_json("/recover", changed)
        new = {"auth": changed["slots"][0]["auth"], "secret_s": changed["new_secret_s"]}
        old = plain_sign_in("Noor", one.house)
        assert (await stranger(one).post_json("/sign-in", old)).status == 400
        assert (await stranger(one).post_json("/sign-in", old | new)).status == 200

    play(scene)


def test_a_wrong_name_is_refused_before_a_new_code_is_made() -> None:
    async def scene(one: Evening) -> None:
        proof, _ = with_new_ways_in(one, "Noor")
        answer = await stranger(one).post_json("/recover", proof | {"name": "Elis"})
        assert (answer.status, answer.json()["field"]) == (400, "name")

    play(scene)


def of_elis(one: Evening, sent: dict[str, Any]) -> None:
    sent.update(person=account("Elis", one.house.key).person)


@pytest.mark.parametrize(
    "spoil",
    [
        of_elis,
        lambda _, sent: sent.update(new_secret_s=b64(bytes(32))),
        lambda _, sent: sent.pop("new_secret_s"),
        lambda _, sent: sent.update(secret_s=b64(bytes(32))),
        lambda _, sent: sent.update(auth=b64(bytes(32))),
        lambda _, sent: sent.update(name="Elis"),
        lambda _, sent: sent["slots"].pop(),
    ],
)
def test_new_ways_in_that_do_not_open_the_same_root_replace_nothing(
    spoil: Callable[[Evening, Any], None],
) -> None:
    async def scene(one: Evening) -> None:
        (_, changed), before = with_new_ways_in(one, "Noor"), kept(one)
        spoil(one, changed)
        assert (await stranger(one).post_json("/recover", changed)).status == 400
        assert kept(one) == before
        assert (await one.noor.get("/today")).status == 200

    play(scene)


# ---------------------------------------------------------------- the same work for every name


class Counted:
    """Stands before something and counts what is asked of it."""

    def __init__(self, behind: object, work: Counter[str]) -> None:
        self.behind, self.work = behind, work

    def __getattr__(self, name: str) -> Any:
        self.work[name] += 1
        return getattr(self.behind, name)


def work_of(one: Evening, name: str, patch: pytest.MonkeyPatch) -> tuple[Counter[str], Awaitable[Answer]]:
    """What a wrong try at a name makes the server do: hashes, comparisons, and what is asked of the store."""
    work = Counter[str]()
    patch.setattr(sign_ins, "hmac", Counted(hmac, work))
    patch.setattr(sign_ins, "sha256", lambda raw: work.update(["sha256"]) or sha256(raw))
    patch.setattr(one.house.home.sign_ins, "store", Counted(one.house.store, work))
    patch.setattr(one.house.home.sign_ins, "server_key", Counted(one.house.key, work))
    tried = plain_sign_in("Noor", one.house, wrong=True) | {"name": name}
    return work, stranger(one).post_json("/sign-in", tried)


def test_a_wrong_try_is_the_same_work_and_the_same_answer_whoever_it_names() -> None:
    async def scene(one: Evening) -> None:
        seen = []
        for name in ("Noor", "Nobody", "Elis", "\u202eroon", ""):
            with pytest.MonkeyPatch.context() as patch:
                work, trying = work_of(one, name, patch)
                seen.append((await trying, work))
        answers, works = zip(*seen, strict=True)
        assert answers[0].status == 400
        assert answers.count(answers[0]) == works.count(works[0]) == len(seen)
        assert (works[0]["handle"], works[0]["slots_near_handle"]) == (1, 1)

    play(scene)


def test_the_right_passphrase_under_a_name_nobody_has_opens_nothing() -> None:
    """Looking for nobody finds the rows of somebody else, and these are believed in nothing."""

    async def scene(one: Evening) -> None:
        sent = plain_sign_in("Noor", one.house)
        for browser in (stranger(one), one.noor):
            assert (await browser.post_json("/sign-in", sent | {"name": "Nobody"})).status == 400
        assert (await stranger(one).post_json("/sign-in", sent)).status == 200

    play(scene)
