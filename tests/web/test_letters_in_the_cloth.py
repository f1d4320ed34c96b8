"""Letters that opened, where the cloth is looked at: a band, its label, the list, alike for both."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import letters
from visits import Evening, evening
from weft.keeper.letters_woven import band_of

BAND = f"/cloth/{band_of(letters.X)}"


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def whole() -> None:
        one = await evening()
        await letters.ask(one)
        for name in ("Noor", "Elis"):
            await letters.seal(one, name, f"A letter by {name}")
        await scene(one)

    asyncio.run(whole())


def test_the_band_opens_and_leads_to_the_letters() -> None:
    async def scene(one: Evening) -> None:
        await letters.let_pass(one, minutes=2)
        for visitor in (one.noor, one.elis):
            assert BAND in (await visitor.get("/cloth")).text
            assert BAND in (await visitor.get("/today")).text
            label = (await visitor.get(BAND)).text
            assert ">Letters</h1>" in label and 'href="/letters"' in label
            assert "Only your browsers can open them" in label

    play(scene)


def test_the_back_of_the_cloth_says_so_too() -> None:
    async def scene(one: Evening) -> None:
        await letters.let_pass(one, minutes=2)
        back = (await one.elis.get("/cloth/list")).text
        assert f'<a href="{BAND}">Letters</a>' in back and "Only your browsers can open them" in back

    play(scene)


def test_before_they_open_there_is_no_band_and_its_address_leads_nowhere() -> None:
    async def scene(one: Evening) -> None:
        for visitor in (one.noor, one.elis):
            assert "/cloth/" + band_of(letters.X) not in (await visitor.get("/cloth")).text
            assert (await visitor.get(BAND)).status == 404

    play(scene)


def test_both_have_the_same_cloth_and_it_stays_when_a_letter_is_taken_back() -> None:
    async def scene(one: Evening) -> None:
        bare = (await one.noor.get("/cloth/take/cloth.wif")).body
        await letters.let_pass(one, minutes=2)
        hers, his = await looked(one, "Noor"), await looked(one, "Elis")
        assert hers == his and hers[-1] != bare
        for name in ("Noor", "Elis"):
            await letters.act(one, name, "take-back")
            assert await looked(one, "Noor") == await looked(one, "Elis") == hers

    play(scene)


async def looked(one: Evening, name: str) -> list[bytes]:
    """What hangs, lies open and is taken along; of pages, what both have in common."""
    visitor = one.noor if name == "Noor" else one.elis
    pages = [await visitor.get(path) for path in ("/cloth", BAND, "/cloth/list")]
    assert all(page.status == 200 for page in pages)
    mains = [re.search(rb"<main.*</main>", page.body, re.S) for page in pages]
    assert all(mains)
    return [*(found[0] for found in mains if found), (await visitor.get("/cloth/take/cloth.wif")).body]


def test_the_cloth_is_the_same_when_the_log_is_read_anew() -> None:
    async def scene(one: Evening) -> None:
        await letters.let_pass(one, minutes=2)
        warm = await looked(one, "Noor")
        for visitor in (one.noor, one.elis):
            opened = await one.house.home.sign_ins.open(visitor.cookies["k"])
            assert opened is not None
            opened.couple = None  # The log is let go, and read from the store again.
        assert await looked(one, "Noor") == warm

    play(scene)
