"""A browser that carries somebody else's mark is said to whoever comes second, and the first is told nothing."""

import asyncio
from collections.abc import Awaitable, Callable

from visits import Evening, Visitor, evening, plain_account, plain_sign_in
from ways import new_roots, with_new_words
from weft.keeper.browsers import is_mark_of, new_mark


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def sign_in(browser: Visitor, one: Evening, name: str) -> str:
    answer = await browser.post_json("/sign-in", plain_sign_in(name, one.house))
    assert answer.status == 200
    where: str = answer.json()["next"]
    return where


def test_whoever_comes_second_is_told_and_never_who_was_first() -> None:
    async def scene(one: Evening) -> None:
        browser = Visitor(one.app, {"d": one.noor.cookies["d"]})
        assert await sign_in(browser, one, "Elis") == "/shared-browser"
        page = (await browser.get("/shared-browser")).text
        assert "Noor" not in page.partition("<main")[2]
        assert await sign_in(browser, one, "Elis") == "/shared-browser"

    play(scene)


def test_an_account_made_on_somebody_elses_phone_is_told_too() -> None:
    async def scene(one: Evening) -> None:
        browser = Visitor(one.app, {"d": one.noor.cookies["d"]}, "192.0.2.44")
        answer = await browser.post_json("/begin", plain_account("Kim", "weld", one.house))
        assert answer.json() == {"next": "/shared-browser"}

    play(scene)


def test_the_first_finds_everything_as_it_was() -> None:
    async def scene(one: Evening) -> None:
        mark = one.noor.cookies["d"]
        browser = Visitor(one.app, {"d": mark})
        await sign_in(browser, one, "Elis")
        await browser.post("/sign-out")
        assert browser.cookies["d"] == mark
        assert await sign_in(browser, one, "Noor") == "/today"
        assert "browser you had used before" in (await browser.get("/yours/ways")).text

    play(scene)


def test_a_new_browser_and_ones_own_say_nothing() -> None:
    async def scene(one: Evening) -> None:
        browser = Visitor(one.app, address="192.0.2.45")
        assert [await sign_in(browser, one, "Elis") for _ in range(2)] == ["/today", "/today"]
        made_up = Visitor(one.app, {"d": f"{'a' * 32}.{'b' * 32}.{'c' * 32}"}, "192.0.2.46")
        assert await sign_in(made_up, one, "Elis") == "/today"

    play(scene)


def test_a_browser_from_before_new_keys_is_ones_own() -> None:
    async def scene(one: Evening) -> None:
        before = one.elis.cookies["d"]
        sent, _ = new_roots(one, "Elis")
        assert (await one.elis.post_json("/yours/ways/mine", sent)).status == 200
        old = Visitor(one.app, {"d": before}, "192.0.2.47")
        answer = await old.post_json("/sign-in", with_new_words(one, "Elis"))
        assert answer.json() == {"next": "/today"}

    play(scene)


def test_nothing_hung_on_to_a_mark_makes_another_of_it() -> None:
    async def scene(one: Evening) -> None:
        publics = bytes(128)
        mark = new_mark(one.house.key, publics)
        assert is_mark_of(one.house.key, mark, publics)
        for other in (f"{mark}.x", f"{mark}x", mark.rpartition(".")[0], "", "é"):
            assert not is_mark_of(one.house.key, other, publics)

    play(scene)
