"""Sealed letters stand in the book only where each of two let their own in, and a no is no different from silence."""

import asyncio

import letters
from visits import Answer, Evening, Visitor, evening

BOOK = "/letters/book/2026"
OWN = "/reservoir/book/own"
PAGES = (
    "/today",
    "/reservoir",
    "/reservoir/book",
    OWN,
    "/letters/all",
    "/cloth",
    "/reservoir/book/2026.html",
)
PLACES = "<!--letter l-1 left-->", "<!--letter l-1 right-->"


async def _opened() -> Evening:
    """Both kept a line, and a letter each has opened to both."""
    one = await evening()
    await one.true_line_kept()
    await letters.ask(one)
    for name in ("Noor", "Elis"):
        await letters.seal(one, name, f"A letter by {name}")
    await letters.let_pass(one, minutes=2)
    return one


async def _lets(who: Visitor, name: str = "let") -> Answer:
    return await who.post(OWN, year="2026", **{name: letters.X})


def test_a_place_for_both_letters_is_there_once_each_let_their_own_in_and_it_is_one_book() -> None:
    async def play() -> None:
        one = await _opened()
        assert "Your letter for" in (await one.noor.get(OWN)).text
        for who in (one.noor, one.elis):
            assert (await _lets(who)).status == 303
        noors, eliss = [(await who.get(BOOK)).json() for who in (one.noor, one.elis)]
        assert noors["html"] == eliss["html"]
        assert all(noors["html"].count(place) == 1 for place in PLACES)
        assert noors["letters"] == [{"key": "l-1", "id": letters.X}]
        assert (noors["side"], eliss["side"]) == ("left", "right")
        assert letters.X not in noors["html"]
        assert "It may stand in the book" in (await one.noor.get(OWN)).text

    asyncio.run(play())


def test_where_one_let_it_in_and_the_other_not_the_book_is_the_one_without_letters() -> None:
    async def play() -> None:
        one = await _opened()
        plain = (await one.noor.get("/reservoir/book/2026.html")).text
        for name in ("let", "unlet"):
            await _lets(one.elis, name)
            for who in (one.noor, one.elis):
                told = (await who.get(BOOK)).json()
                assert (told["html"], told["letters"]) == (plain, [])

    asyncio.run(play())


def test_no_page_and_no_phone_of_the_other_tells_what_somebody_chose() -> None:
    async def play() -> None:
        one = await _opened()
        await one.noor.cannot_tell(_lets(one.elis), PAGES)

    asyncio.run(play())


def test_what_was_let_in_and_taken_out_or_taken_back_is_as_though_it_never_stood_there() -> None:
    async def play() -> None:
        one = await _opened()
        await _lets(one.noor)
        silent = await one.noor.get(BOOK)
        await _lets(one.elis)
        assert (await one.noor.get(BOOK)).json()["letters"]
        await _lets(one.elis, "unlet")
        assert await one.noor.get(BOOK) == silent
        await _lets(one.elis)
        await letters.act(one, "Elis", "take-back")
        assert await one.noor.get(BOOK) == silent
        assert "Your letter for" not in (await one.elis.get(OWN)).text

    asyncio.run(play())


def test_nobody_lets_in_a_letter_that_has_not_opened_or_is_none() -> None:
    async def play() -> None:
        one = await evening()
        await one.true_line_kept()
        await letters.ask(one)
        await letters.seal(one, "Noor", "Not yet.")
        assert (await _lets(one.noor)).status == 404
        assert (await one.noor.post(OWN, year="2026", let="x")).status == 404
        assert "Your sealed letters" not in (await one.noor.get(OWN)).text

    asyncio.run(play())


def test_no_file_the_server_makes_has_a_place_for_a_letter() -> None:
    async def play() -> None:
        one = await _opened()
        for who in (one.noor, one.elis):
            await _lets(who)
        made = (await one.noor.get("/reservoir/book/2026.html")).text
        assert "<!--" not in made
        assert "could not be set here" in made

    asyncio.run(play())


async def _only_letters() -> Evening:
    """Nothing was kept all year but a letter each, which have opened."""
    one = await evening()
    await letters.ask(one)
    for name in ("Noor", "Elis"):
        await letters.seal(one, name, f"A letter by {name}")
    await letters.let_pass(one, minutes=2)
    return one


def test_a_year_of_nothing_but_letters_has_a_book_and_they_stand_in_it_where_both_let_them() -> None:
    async def play() -> None:
        one = await _only_letters()
        for who in (one.noor, one.elis):
            assert (await who.get("/letters/book")).json() == {"years": [2026]}
            assert 'href="/reservoir/book"' in (await who.get("/reservoir")).text
            assert "The book of 2026" in (await who.get("/reservoir/book")).text
            assert "Your letter for" in (await who.get(OWN)).text
        bare = (await one.noor.get(BOOK)).json()
        assert bare["letters"] == []
        for who in (one.noor, one.elis):
            await _lets(who)
        noors, eliss = [(await who.get(BOOK)).json() for who in (one.noor, one.elis)]
        assert noors["html"] == eliss["html"] != bare["html"]
        assert all(noors["html"].count(place) == 1 for place in PLACES)
        printed = await one.elis.get("/reservoir/book/2026.pdf")
        assert printed.body.startswith(b"%PDF-")

    asyncio.run(play())


def test_that_a_year_has_a_book_tells_neither_what_was_let_in_nor_what_was_taken_back() -> None:
    async def play() -> None:
        one = await _only_letters()
        pages = ("/letters/book", "/reservoir", "/reservoir/book", OWN, BOOK, "/reservoir/book/2026.html")
        await one.noor.cannot_tell(_lets(one.elis), pages)
        await one.noor.cannot_tell(letters.act(one, "Elis", "take-back"), pages)
        await letters.act(one, "Noor", "take-back")
        assert (await one.noor.get("/letters/book")).json() == {"years": [2026]}

    asyncio.run(play())


def test_a_letter_that_has_not_opened_makes_no_year() -> None:
    async def play() -> None:
        one = await evening()
        await letters.ask(one)
        for name in ("Noor", "Elis"):
            await letters.seal(one, name, "Not yet.")
        assert (await one.noor.get("/letters/book")).json() == {"years": []}
        assert 'href="/reservoir/book"' not in (await one.noor.get("/reservoir")).text
        assert (await one.noor.get("/reservoir/book")).status == 404

    asyncio.run(play())
