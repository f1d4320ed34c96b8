"""My account, mine: whatever opened it before opens nothing, what was written stays, and the other compares again."""

import asyncio
import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from couples import House, account
from visits import Evening, Visitor, b64, evening, plain_sign_in, settle, web
from ways import elsewhere, new_roots, with_new_words, with_old_code
from weft.core.freetime.entries import PlansPut
from weft.core.people import PersonId
from weft.keeper import freetime
from weft.keeper.browsers import is_mark_of
from weft.keeper.opened import Opened, Withheld
from weft.keeper.ports import NotebookTurn
from weft.store.sqlite import SqliteStore
from weft.vault.couple_key import open_for
from weft.vault.dek import DekKey
from weft.vault.entry import entry_aad
from weft.vault.errors import EnvelopeAltered
from weft.vault.notebook import MANIFEST_BYTES
from weft.vault.roots import Publics, Root

MINE = "/yours/ways/mine"


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def renew(one: Evening, **other: Root) -> Root:
    """Elis makes their account theirs; gives the new ROOT_S."""
    sent, root = new_roots(one, "Elis", **other)
    answer = await one.elis.post_json(MINE, sent)
    assert (answer.status, answer.json()) == (200, {"next": "/compare"})
    return root


async def opened(one: Evening, visitor: Visitor) -> Opened:
    found = await one.house.home.sign_ins.open(visitor.cookies["k"])
    assert found is not None
    await one.house.home.freshen(found)
    return found


def test_a_cloned_cookie_opens_nothing_and_its_stream_ends() -> None:
    async def scene(one: Evening) -> None:
        clone = Visitor(one.app, dict(one.elis.cookies))
        other = await elsewhere(one, "Elis")
        ears = [await clone.listen(), await other.listen()]
        await renew(one)
        await settle()
        assert all(ear.over for ear in ears)
        for ear in ears:
            await ear.close()
        for old in (clone, other):
            assert (await old.get("/today")).header("location") == "/sign-in"
            assert (await old.get("/live")).status == 401
        assert (await one.elis.get("/today")).status == 200

    play(scene)


def test_what_was_kept_of_a_parting_stays_readable_under_new_keys_and_what_is_ones_own_is_forgotten_with_them() -> (
    None
):
    async def scene(one: Evening) -> None:
        for who, name, what in ((one.noor, "Noor", "one-true-line"), (one.elis, "Elis", "three-notes")):
            notes = await one.agreed(what, "own-pace")
            await who.post(f"/sittings/{notes}", act="write", words=f"Never opened, by {name}")
        await one.noor.post("/leave", leave="now")
        await one.elis.post("/closed")
        sent, _ = new_roots(one, "Elis")
        assert (await one.elis.post_json(MINE, sent)).status == 200
        page = (await one.elis.get("/yours/still")).text
        assert "Never opened, by Elis" in page
        of = re.findall(r'name="of" value="(\w+)"', page)[0]
        assert (await one.elis.post("/yours/still", shelf="words", of=of)).status == 303
        kept = (await one.elis.get(f"/kept/{of}")).text
        assert "Never opened" not in kept
        assert "can’t be read" not in kept
        await one.noor.post("/closed")
        assert "Never opened, by Noor" in (await one.noor.get(f"/kept/{of}")).text

    play(scene)


def test_the_old_passphrase_and_the_old_paper_open_nothing() -> None:
    async def scene(one: Evening) -> None:
        await renew(one)
        new = Visitor(one.app, address="192.0.2.50")
        assert (await new.post_json("/sign-in", plain_sign_in("Elis", one.house))).status == 400
        assert (await new.post_json("/recover", with_old_code(one, "Elis"))).status == 400
        assert (await new.post_json("/sign-in", with_new_words(one, "Elis"))).status == 200
        assert (await new.get("/today")).status == 200

    play(scene)


@pytest.mark.parametrize("disk", [False, True])
def test_an_address_of_a_calendar_that_somebody_else_may_have_leads_nowhere(
    disk: bool, tmp_path: Path
) -> None:
    async def scene(one: Evening) -> None:
        made = await one.elis.post("/plans/own/feed", act="new")
        address = re.search(r"/calendar/[\w-]+\.ics", made.text)
        assert address
        assert (await Visitor(one.app).get(address[0])).status == 200
        await renew(one)
        assert (await Visitor(one.app).get(address[0])).status == 404
        await one.house.store.close()

    async def run() -> None:
        await scene(await evening(House(SqliteStore.open(tmp_path)) if disk else None))

    asyncio.run(run())


def test_plans_are_written_into_no_calendar_that_somebody_else_may_have_chosen() -> None:
    async def scene(one: Evening) -> None:
        before = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert before is not None
        await freetime.say_own(one.house.home, before, PlansPut("ab" * 16, "https://c.example/work/", ()))
        await renew(one)
        after = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert after is not None
        assert freetime.own(after).put == PlansPut("", "", ())

    play(scene)


def test_a_cookie_kept_over_a_restart_opens_nothing() -> None:
    async def scene(one: Evening) -> None:
        clone = Visitor(one.app, dict(one.elis.cookies))
        await renew(one)
        one.house.restart()
        clone.app = web(one.house)
        assert (await clone.get("/today")).status == 303

    play(scene)


def test_a_browsers_mark_from_before_is_worth_nothing() -> None:
    async def scene(one: Evening) -> None:
        mark = one.elis.cookies["d"]
        await renew(one)
        assert one.elis.cookies["d"] != mark
        found = await opened(one, one.elis)
        publics = found.publics.to_bytes()
        assert not is_mark_of(one.house.key, mark, publics)
        assert is_mark_of(one.house.key, one.elis.cookies["d"], publics)

    play(scene)


def test_whoever_kept_the_old_roots_opens_no_entry_and_no_key() -> None:
    async def scene(one: Evening) -> None:
        await one.true_line_kept()
        before, store = await opened(one, one.elis), one.house.store
        assert before.couple is not None
        keys = [before.root.archive_key, before.couple.log.key]
        await renew(one)
        row = await store.couple_of(before.person)
        assert row is not None
        for log in (before.own.log, before.couple.log.log):
            rows = await store.read(log)
            assert rows
            for entry in rows:
                aad = entry_aad(entry.log, entry.entry, entry.author, entry.tier, entry.epoch, entry.rev)
                for key in keys:
                    with pytest.raises(EnvelopeAltered):
                        DekKey(key).unlock(aad, entry.wrapped_dek)
        for wrap in (row.left_wrap, row.right_wrap):
            person = await store.person(before.person)
            assert person is not None
            sig = Publics.from_bytes(person.publics).sig_s
            with pytest.raises(EnvelopeAltered):
                open_for(wrap, row.couple, row.epoch, row.maker, sig, before.person, before.root)

    play(scene)


def test_what_was_written_is_there_for_its_owner_with_no_damage() -> None:
    async def scene(one: Evening) -> None:
        kept, paths = await one.true_line_kept(), ["/cloth", "/cloth/list", "/today"]
        seen = [(await one.elis.get(path)).text for path in (*paths, f"/cloth/{kept}")]
        await renew(one)
        one.house.restart()
        one.app = web(one.house)
        one.elis.app = one.app
        found = await opened(one, one.elis)
        assert not found.own.damage
        assert found.couple is not None
        assert not found.couple.log.damage
        again = [(await one.elis.get(path)).text for path in (*paths, f"/cloth/{kept}")]
        assert again[-1] == seen[-1]
        assert again[0] == seen[0]

    play(scene)


def test_the_other_reads_nothing_until_the_words_were_compared_and_all_of_it_then() -> None:
    async def scene(one: Evening) -> None:
        kept = await one.true_line_kept()
        seen = (await one.noor.get(f"/cloth/{kept}")).text
        await renew(one)
        assert (await one.noor.get("/today")).status in {200, 303}
        assert (await one.noor.get("/cloth")).header("location") == "/renewed"
        assert (await opened(one, one.noor)).withheld is Withheld.RENEWED
        page = (await one.noor.get("/renewed")).text
        theirs = (await one.elis.get("/compare")).text
        words = page.split("<ol")[1].split("</ol>")[0]
        assert words == theirs.split("<ol")[1].split("</ol>")[0]
        assert (await one.noor.post("/renewed", answer="differ")).header("location") == "/renewed"
        assert (await one.noor.post("/renewed", answer="same")).header("location") == "/today"
        assert (await one.noor.get(f"/cloth/{kept}")).text == seen

    play(scene)


def test_both_write_on_afterwards_and_each_reads_the_other() -> None:
    async def scene(one: Evening) -> None:
        await renew(one)
        await one.elis.post("/compare", answer="same")
        await one.noor.post("/renewed", answer="same")
        kept = await one.true_line_kept()
        for each in (one.noor, one.elis):
            assert "A kept line" in (await each.get(f"/cloth/{kept}")).text
            found = await opened(one, each)
            assert not any(log.damage for log in found.all_logs)

    play(scene)


def test_a_sitting_under_way_goes_on() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.agreed("one-true-line", "own-pace")
        await renew(one)
        await one.noor.post("/renewed", answer="same")
        await one.both(sitting, "write", "A line")
        assert "A line by Elis" in (await one.noor.get(f"/sittings/{sitting}")).text

    play(scene)


def test_a_notebook_that_changed_meanwhile_is_not_left_behind_under_the_old_key() -> None:
    async def scene(one: Evening) -> None:
        sent, _ = new_roots(one, "Elis")
        change = NotebookTurn(1, bytes(338), ((os.urandom(16).hex(), bytes(200)),))
        await one.house.store.turn_notebook((await opened(one, one.elis)).person, change, 10)
        assert (await one.elis.post_json(MINE, sent)).status == 400
        assert (await one.elis.get("/cloth")).status == 200

    play(scene)


@pytest.mark.parametrize("disk", [False, True])
def test_a_leaf_of_the_notebook_keeps_its_words_and_gets_another_wrap(disk: bool, tmp_path: Path) -> None:
    async def run() -> None:
        house = House(SqliteStore.open(tmp_path)) if disk else House()
        one = await evening(house)
        sent, _ = new_roots(one, "Elis")
        person, leaf, locked = (await opened(one, one.elis)).person, os.urandom(16).hex(), os.urandom(402)
        await house.store.turn_notebook(person, NotebookTurn(1, bytes(338), ((leaf, locked),)), 10)
        wrapped = os.urandom(60)
        book = {
            "rev": 2,
            "leaves": [{"id": leaf, "wrapped": b64(wrapped)}],
            "manifest": b64(bytes(MANIFEST_BYTES)),
        }
        assert (await one.elis.post_json(MINE, sent | {"notebook": book})).status == 200
        assert await house.store.leaves(person) == [(leaf, wrapped + locked[60:])]
        kept = await house.store.notebook(person)
        assert kept is not None
        assert kept.rev == 2
        await house.home.close()

    asyncio.run(run())


def test_it_can_be_done_again_and_again() -> None:
    async def scene(one: Evening) -> None:
        kept = await one.true_line_kept()
        await renew(one)
        sent, _ = new_roots(one, "Elis")
        sent["auth"] = with_new_words(one, "Elis")["auth"]
        assert (await one.elis.post_json(MINE, sent)).status == 200
        await one.noor.post("/renewed", answer="same")
        one.house.restart()
        for each in (one.noor, one.elis):
            each.app = web(one.house)
            assert "A kept line" in (await each.get(f"/cloth/{kept}")).text
            assert not any(log.damage for log in (await opened(one, each)).all_logs)

    play(scene)


def test_keys_the_old_ones_did_not_vouch_for_are_no_renewal() -> None:
    """A host who puts other keys in somebody's place is not taken for somebody who renewed theirs."""

    async def scene(one: Evening) -> None:
        await renew(one)
        store, person = one.house.store, PersonId(account("Elis", one.house.key).person)
        renewals = store._renewals  # type: ignore[attr-defined]
        said = renewals[person][0]
        renewals[person] = [said._replace(signatures=os.urandom(64) + said.signatures[64:])]
        assert (await opened(one, one.noor)).withheld is Withheld.PARTNER_KEYS
        assert "not the ones you compared" in (await one.noor.get("/damage")).text

    play(scene)


@pytest.mark.parametrize("slip", ["auth", "old root", "old root E", "keyring", "one slot", "other publics"])
def test_what_does_not_fit_changes_nothing(slip: str) -> None:
    async def scene(one: Evening) -> None:
        made = account("Elis", one.house.key)
        other = {"old root": {"root_s": made.root_s}, "old root E": {"root_e": made.root_e}}.get(slip, {})
        sent, _ = new_roots(one, "Elis", **other)
        sent |= {"auth": b64(bytes(32))} if slip == "auth" else {}
        sent |= {"keyring": b64(bytes(100))} if slip == "keyring" else {}
        sent |= {"slots": sent["slots"][:1]} if slip == "one slot" else {}
        sent |= {"sig_s": b64(os.urandom(32))} if slip == "other publics" else {}
        assert (await one.elis.post_json(MINE, sent)).status == 400
        assert (await one.elis.get("/cloth")).status == 200
        assert (await one.noor.get("/cloth")).status == 200
        fresh = Visitor(one.app, address="192.0.2.51")
        assert (await fresh.post_json("/sign-in", plain_sign_in("Elis", one.house))).status == 200

    play(scene)


def test_on_disk_it_is_the_same(tmp_path: Path) -> None:
    async def run() -> None:
        house = House(SqliteStore.open(tmp_path))
        one = await evening(house)
        kept = await one.true_line_kept()
        await renew(one)
        await one.noor.post("/renewed", answer="same")
        await house.home.close()
        house.store = SqliteStore.open(tmp_path)
        assert await house.store.check() == []
        house.restart()
        for each in (one.noor, one.elis):
            each.app = web(house)
            assert "A kept line" in (await each.get(f"/cloth/{kept}")).text
            assert not any(log.damage for log in (await opened(one, each)).all_logs)
        await house.home.close()

    asyncio.run(run())
