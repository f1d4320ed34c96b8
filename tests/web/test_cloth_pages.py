"""The cloth from further away, and as files: alike for both, kind to a slip in an address."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import pytest

from visits import Evening, evening, plain_sign_in
from weft.core.tapestry.shafts import LOOMS

OWN = ("/cloth/take/cloth.svg", "/cloth/take/cloth.wif", "/cloth/take/cloth.png", "/cloth/take/cloth.pdf")


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def whole() -> None:
        one = await evening()
        one.house.clock.pass_by(days=40)
        for name, visitor in (("Noor", one.noor), ("Elis", one.elis)):
            assert (await visitor.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200
        await scene(one)

    asyncio.run(whole())


@pytest.mark.parametrize("address", OWN)
def test_both_get_the_same_file_to_the_byte_and_no_browser_keeps_it(address: str) -> None:
    async def scene(one: Evening) -> None:
        hers, his = await one.noor.get(address), await one.elis.get(address)
        assert hers.status == 200 and hers.body == his.body
        assert hers.header("cache-control") == "no-store"
        kind = address.rpartition(".")[2]
        assert hers.header("content-disposition") == f'attachment; filename="cloth.{kind}"'
        assert b"Noor" not in hers.body and b"Elis" not in hers.body and b"/cloth/" not in hers.body

    play(scene)


def test_a_year_leads_to_its_quarters_and_a_quarter_to_its_bands() -> None:
    async def scene(one: Evening) -> None:
        year = one.house.clock.now.year
        far = (await one.noor.get("/cloth/far")).text
        assert f'href="/cloth/far/{year}"' in far
        quarters = (await one.noor.get(f"/cloth/far/{year}")).text
        near = [f"/cloth/far/{year}/{nth}" for nth in "1234" if f"/cloth/far/{year}/{nth}" in quarters]
        assert near
        for address in near:
            assert 'class="cloth" role="group"' in (await one.noor.get(address)).text

    play(scene)


@pytest.mark.parametrize(
    "address",
    [
        "/cloth/far/1999",
        "/cloth/far/abcd",
        "/cloth/far/%D9%A2%D9%A0%D9%A2%D9%A6",
        "/cloth/far/99999",
        "/cloth/far/2026/5",
        "/cloth/far/2026/x",
        "/cloth/take?year=1999",
        "/cloth/take?quarter=2",
        "/cloth/take/cloth.gif",
        "/cloth/take/cloth.svg?year=0",
    ],
)
def test_a_slip_in_the_address_is_met_with_a_way_back(address: str) -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.get(address)
        assert answer.status == 404 and 'href="/cloth' in answer.text

    play(scene)


def test_each_loom_has_its_draft_and_its_honest_words() -> None:
    async def scene(one: Evening) -> None:
        page = (await one.noor.get("/cloth/take")).text
        for shafts in LOOMS:
            assert f"/cloth/take/cloth.wif?shafts={shafts}" in page
            assert b"[LIFTPLAN]" in (await one.noor.get(f"/cloth/take/cloth.wif?shafts={shafts}")).body
        assert b"[TIEUP]" in (await one.noor.get("/cloth/take/cloth.wif?shafts=7")).body

    play(scene)


def test_a_bare_warp_has_no_file_and_says_so() -> None:
    async def scene() -> None:
        one = await evening()
        answer = await one.noor.get("/cloth/take/cloth.png")
        assert answer.status == 404 and "Nothing is woven there yet" in answer.text

    asyncio.run(scene())


@pytest.mark.parametrize("path", ["/cloth", "/cloth/far", "/cloth/far/2026", "/cloth/far/2026/2"])
def test_the_cloth_and_each_part_of_it_brings_what_it_needs_on_paper(path: str) -> None:
    async def run() -> None:
        one = await evening()
        await one.true_line_kept()
        page = (await one.noor.get(path)).text
        sheet = re.findall(r'<link rel="stylesheet" media="print" href="([^"]+)">', page)
        assert len(sheet) == 1
        answer = await one.noor.get(sheet[0])
        assert answer.status == 200
        assert "@page" in answer.text

    asyncio.run(run())
