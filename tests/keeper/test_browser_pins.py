"""Whom somebody's browser knows is kept for it, locked: for them alone, one change after another, of a few sizes."""

import asyncio

import pytest

from visits import Evening, Visitor, b64, evening
from weft.keeper.browser_pins import SIZES, browser_pin

LEAST = min(SIZES)


async def keep(visitor: Visitor, rev: int, locked: bytes) -> int:
    return (await visitor.post_json("/letters/pin", {"rev": rev, "locked": b64(locked)})).status


async def pinned(one: Evening, visitor: Visitor) -> bytes | None:
    opened = await one.house.home.sign_ins.open(visitor.cookies["k"])
    assert opened is not None
    row = await browser_pin(one.house.store, opened.person)
    return row.locked if row else None


def test_it_is_given_back_to_its_owner_and_to_nobody_else() -> None:
    async def run() -> None:
        one = await evening()
        assert (await one.noor.get("/letters/all")).json()["pin"] is None
        assert await keep(one.noor, 0, b"\1" * LEAST) == 200
        assert (await one.noor.get("/letters/all")).json()["pin"] == {"rev": 0, "locked": b64(b"\1" * LEAST)}
        assert (await one.elis.get("/letters/all")).json()["pin"] is None

    asyncio.run(run())


def test_of_two_pages_the_second_reads_again() -> None:
    async def run() -> None:
        one = await evening()
        assert [await keep(one.noor, 0, bytes([each]) * LEAST) for each in (1, 2)] == [200, 409]
        assert await pinned(one, one.noor) == b"\1" * LEAST
        assert await keep(one.noor, 1, b"\2" * LEAST) == 200

    asyncio.run(run())


@pytest.mark.parametrize(
    ("rev", "size"), [(0, 0), (0, LEAST - 1), (0, 1 << 20), (-1, LEAST), (1 << 60, LEAST)]
)
def test_what_no_browser_of_ours_sends_is_refused(rev: int, size: int) -> None:
    async def run() -> None:
        one = await evening()
        assert await keep(one.noor, rev, bytes(size)) >= 400
        assert await pinned(one, one.noor) is None

    asyncio.run(run())


def test_letters_kept_from_a_parting_are_for_those_two_alone() -> None:
    async def run() -> None:
        one = await evening()
        noor = await one.house.home.sign_ins.open(one.noor.cookies["k"])
        assert noor is not None
        assert noor.couple is not None
        path = f"/letters/kept/{noor.couple.log.log}"
        assert (await one.noor.get(path)).status == 404
        await one.noor.post("/leave", leave="now")
        for visitor in (one.noor, one.elis):
            await visitor.get("/closed")
            told = (await visitor.get(path)).json()
            assert (told["letters"], told["harmed"]) == ([], False)
        assert (await Visitor(one.app).get(path)).header("location") == "/sign-in"

    asyncio.run(run())
