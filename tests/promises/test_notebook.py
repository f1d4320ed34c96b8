"""The private notebook: nothing outside it tells whether there is one, and no file holds a word of it."""

import asyncio
from pathlib import Path

import pytest

from couples import House
from notebooks import Book, key_of, leaf_id, note
from promises.test_nothing_readable_at_rest import hits
from visits import Evening, Visitor, evening, web
from weft.keeper.sign_ins import Sent
from weft.store.sqlite import SqliteStore
from weft.web.app import DOORS
from weft.web.own_pages import OWN_PAGES, own_page
from weft.web.pages import notebook

WORDS = "The marmoset of Valparaiso said nothing all day"
THEIR_OWN = {door.path for door in notebook.DOORS} - {"/notebook"}


async def _filled(one: Evening, name: str, notes: int) -> Book:
    book = Book(key_of(name, one.house))
    who = one.noor if name == "Noor" else one.elis
    for start in range(0, notes, 50):
        put = {leaf_id(start): [note(at, f"{WORDS} {at}") for at in range(start, start + 50)]}
        assert (await who.post_json("/notebook/leaves", book.turn(put))).status == 200
    return book


async def _outside(who: Visitor) -> dict[str, bytes]:
    """Every page somebody signed in can look at without opening the notebook."""
    paths = [door.path for door in DOORS if "GET" in door.methods and "{" not in door.path]
    return {path: (await who.get(path)).body for path in paths if path not in THEIR_OWN}


def test_pages_are_the_same_with_no_note_and_with_five_hundred() -> None:
    async def run() -> None:
        one = await evening()
        before = [await _outside(who) for who in (one.noor, one.elis)]
        assert "/notebook" in before[0]
        await _filled(one, "Noor", 500)
        assert [await _outside(who) for who in (one.noor, one.elis)] == before

    asyncio.run(run())


def test_the_page_is_the_same_for_everyone() -> None:
    async def run() -> None:
        one = await evening()
        await _filled(one, "Noor", 50)
        pages = [(await who.get("/notebook")).body for who in (one.noor, one.elis)]
        assert pages[0] == pages[1] == own_page(OWN_PAGES["/notebook"]).html

    asyncio.run(run())


def test_the_page_runs_no_script_but_those_it_names_by_their_hash() -> None:
    page = own_page(OWN_PAGES["/notebook"])
    html = page.html.decode()
    assert html.count("<script") == html.count('<script type="module" src=') == page.policy.count("'sha256-")
    assert html.count("<script") + html.count('rel="stylesheet"') == html.count("integrity=")
    assert "form-action 'none'" in page.policy and "connect-src 'self'" in page.policy
    for never in ("nonce", "unsafe", "script-src 'self'", "http:", "https:"):
        assert never not in page.policy
    assert "<style" not in html and " style=" not in html and "<form action" not in html


def test_no_file_holds_a_word_of_it_nor_what_was_taken_out(tmp_path: Path) -> None:
    async def run() -> None:
        house = House(SqliteStore.open(tmp_path, None))
        one = await evening(house)
        book = await _filled(one, "Noor", 50)
        gone = book.leaves[leaf_id(0)]
        await one.noor.post_json(
            "/notebook/leaves", book.turn({leaf_id("b"): [note("b", WORDS)]}, (leaf_id(0),))
        )
        stays = book.leaves[leaf_id("b")]
        files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert stays[60:160] in files
        assert gone[60:160] not in files and gone[-100:] not in files
        house.restart()
        again = Visitor(web(house), dict(one.noor.cookies))
        kept = (await again.get("/notebook/leaves")).json()
        book.key.check(kept["rev"], book.leaves, Sent.read(kept["manifest"]).raw)
        await house.store.close()

    asyncio.run(run())
    assert hits(tmp_path, [WORDS]) == []


@pytest.mark.parametrize("name", ["Noor", "Elis"])
def test_nobody_reads_it_without_being_signed_in(name: str) -> None:
    async def run() -> None:
        one = await evening()
        await _filled(one, name, 50)
        assert (await Visitor(one.app).get("/notebook")).body == own_page(OWN_PAGES["/notebook"]).html
        for path in THEIR_OWN:
            answer = await Visitor(one.app).get(path)
            assert (answer.status, answer.header("location")) == (303, "/sign-in")

    asyncio.run(run())
