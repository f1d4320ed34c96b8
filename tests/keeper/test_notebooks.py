"""What the server does with a notebook it cannot open: keeps it whole, in turn, and for its owner."""

import asyncio
from base64 import urlsafe_b64decode
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import passkeys
from couples import account
from notebooks import Book, key_of, leaf_id, note
from visits import Evening, Visitor, b64, evening, web
from weft.keeper.notebooks import MOST_IN_ONE_TURN
from weft.settings import Settings
from weft.vault.slot import open_slot_e


def play(scene: Callable[[Evening, Book], Awaitable[None]]) -> None:
    async def run() -> None:
        one = await evening()
        await scene(one, Book(key_of("Noor", one.house)))

    asyncio.run(run())


async def every(who: Visitor) -> dict[str, Any]:
    return dict((await who.get("/notebook/leaves")).json())


def test_a_notebook_nobody_wrote_in_is_empty() -> None:
    async def scene(one: Evening, book: Book) -> None:
        assert await every(one.noor) == {"rev": 0, "manifest": None, "leaves": [], "more": False}

    play(scene)


def test_leaves_come_back_as_they_were_sent_and_only_to_their_owner() -> None:
    async def scene(one: Evening, book: Book) -> None:
        sent = book.turn({leaf_id(1): [note(1, "It rained.")]})
        assert (await one.noor.post_json("/notebook/leaves", sent)).json() == {"rev": 1}
        kept = await every(one.noor)
        assert kept["leaves"] == [[leaf_id(1), b64(book.leaves[leaf_id(1)])]]
        assert (await every(one.elis))["leaves"] == []

    play(scene)


def test_nobody_writes_in_the_notebook_of_another() -> None:
    async def scene(one: Evening, book: Book) -> None:
        await one.noor.post_json("/notebook/leaves", book.turn({leaf_id(1): [note(1, "Mine")]}))
        before = await every(one.noor)
        other = Book(key_of("Elis", one.house)).turn({leaf_id(1): [note(1, "Not mine")]})
        assert (await one.elis.post_json("/notebook/leaves", other)).status == 200
        assert await every(one.noor) == before

    play(scene)


def test_whoever_changed_it_second_is_told_and_nothing_is_changed() -> None:
    async def scene(one: Evening, book: Book) -> None:
        await one.noor.post_json("/notebook/leaves", book.turn({leaf_id(1): [note(1, "First")]}))
        before = await every(one.noor)
        late = Book(book.key).turn({leaf_id(2): [note(2, "Second")]})
        assert (await one.noor.post_json("/notebook/leaves", late)).status == 409
        assert await every(one.noor) == before

    play(scene)


def test_what_is_taken_out_is_gone() -> None:
    async def scene(one: Evening, book: Book) -> None:
        for at in (1, 2):
            await one.noor.post_json("/notebook/leaves", book.turn({leaf_id(at): [note(at, "Words")]}))
        await one.noor.post_json("/notebook/leaves", book.turn({}, (leaf_id(1),)))
        kept = await every(one.noor)
        assert [leaf for leaf, _ in kept["leaves"]] == [leaf_id(2)]
        assert kept["rev"] == 3

    play(scene)


def _with(book: Book, **changed: Any) -> dict[str, Any]:
    return book.turn({leaf_id(1): [note(1, "Words")]}) | changed


WRONG: dict[str, Callable[[Book], object]] = {
    "no shape at all": lambda book: [],
    "a plain note": lambda book: _with(book, put=[{"id": leaf_id(1), "text": "Words"}]),
    "a leaf of no size of ours": lambda book: _with(
        book, put=[{"id": leaf_id(1), "locked": b64(bytes(300))}]
    ),
    "an id that is none": lambda book: _with(book, put=[{"id": "../etc", "locked": b64(bytes(398))}]),
    "one id twice": lambda book: _with(book, remove=[leaf_id(1)]),
    "a short manifest": lambda book: _with(book, manifest=b64(bytes(337))),
    "letters that are no base64": lambda book: _with(book, manifest="!"),
    "no place": lambda book: _with(book, rev=0),
    "a field of its own": lambda book: _with(book, kind="note"),
    "too much at once": lambda book: _with(
        book, remove=[leaf_id(at) for at in range(2, MOST_IN_ONE_TURN + 3)]
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_no_browser_of_ours_sends_is_turned_away(what: str) -> None:
    async def scene(one: Evening, book: Book) -> None:
        assert (await one.noor.post_json("/notebook/leaves", WRONG[what](book))).status == 400
        assert (await every(one.noor))["rev"] == 0

    play(scene)


def test_a_full_notebook_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weft.keeper.notebooks.MOST_LEAVES", 1)

    async def scene(one: Evening, book: Book) -> None:
        await one.noor.post_json("/notebook/leaves", book.turn({leaf_id(1): [note(1, "Words")]}))
        full = await one.noor.post_json("/notebook/leaves", book.turn({leaf_id(2): [note(2, "More")]}))
        assert full.status == 413

    play(scene)


def test_a_large_notebook_comes_page_by_page_and_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weft.keeper.notebooks.PAGE_BYTES", 1000)

    async def scene(one: Evening, book: Book) -> None:
        put = {leaf_id(at): [note(at, "Words")] for at in range(10)}
        await one.noor.post_json("/notebook/leaves", book.turn(put))
        found, after, more = [], "", True
        while more:
            part = (await one.noor.get(f"/notebook/leaves?after={after}")).json()
            found += part["leaves"]
            after, more = part["leaves"][-1][0], part["more"]
        assert found == [[leaf, b64(book.leaves[leaf])] for leaf in sorted(book.leaves)]

    play(scene)


def test_a_browser_gets_its_own_ways_in_and_nobody_elses() -> None:
    async def scene(one: Evening, book: Book) -> None:
        mine, other = (
            (await one.noor.get("/notebook/ways")).json(),
            (await one.elis.get("/notebook/ways")).json(),
        )
        assert mine["person"] != other["person"]
        assert len(mine["slots"]) == len(other["slots"]) == 1
        assert mine["slots"] != other["slots"]

    play(scene)


def test_a_passkey_is_among_them_with_the_slot_its_secret_opens() -> None:
    async def scene() -> None:
        one = await evening()
        one.app = one.noor.app = one.elis.app = web(one.house, Settings(origin=passkeys.NAMED))
        device = passkeys.Device()
        await passkeys.add(one, one.noor, "Noor", device)
        told = [(await who.get("/notebook/ways")).json() for who in (one.noor, one.elis)]
        known = [sorted(bool(way["credential"]) for way in each["slots"]) for each in told]
        assert known == [[False, True], [False]]
        found = next(way for way in told[0]["slots"] if way["credential"])
        assert found["credential"] == b64(device.id)
        slot = urlsafe_b64decode(found["slot"] + "==")
        root = open_slot_e(slot, device.secrets.e, told[0]["person"], found["id"])
        assert root == account("Noor", one.house.key).root_e.raw

    asyncio.run(scene())
