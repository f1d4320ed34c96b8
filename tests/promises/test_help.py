"""Help for everyone: it speaks to fear, injury and force, advises against practising then, and keeps nobody from anything.

Whether its words are the right ones, only people who help those who are hurt at home can say. None have read it yet.
"""

import asyncio
import re

from couples import House
from stories.playing import begun
from visits import Answer, Evening, Visitor, evening, plain_account, web

ASKS = re.compile(r"<(?:form|input|select|textarea|button)[ >]")


def words(page: Answer) -> str:
    return re.sub(r"<[^>]+>", "", page.text)


def test_it_speaks_to_fear_injury_and_force_and_advises_not_to_practise_then() -> None:
    async def scene() -> None:
        page = await Visitor(web(House())).get("/help")
        title = re.search(r"<h1>(.*?)</h1>", page.text)
        assert title
        assert all(word in title[1] for word in ("afraid", "hurt", "forced"))
        assert "do not practise with them here, and answer no invitation" in words(page)

    asyncio.run(scene())


def test_it_lies_on_the_way_to_an_account_and_to_a_pairing() -> None:
    async def scene() -> None:
        one = await evening()
        stranger = Visitor(one.app)
        for path in ("/", "/before"):
            assert 'href="/help"' in (await stranger.get(path)).text, path
        for path in ("/yours", "/leave"):
            assert 'href="/help"' in (await one.noor.get(path)).text, path
        joins = (await _asked_in(one)).text
        assert 'href="/help"' in joins
        assert "by force" in joins

    asyncio.run(scene())


async def _asked_in(one: Evening) -> Answer:
    """What somebody sees who was invited, before they answer."""
    quenby, oswin = Visitor(one.app, address="192.0.2.71"), Visitor(one.app, address="192.0.2.72")
    for who, name in ((quenby, "Quenby"), (oswin, "Oswin")):
        assert (await who.post_json("/begin", plain_account(name, "madder", one.house))).status == 200
    await quenby.post("/invite")
    code = re.search(r"\b(?:[0-9A-Z]{4}-){3,}[0-9A-Z]+\b", (await quenby.get("/invite")).text)
    assert code
    return await oswin.post("/join", code=code[0], stage="code")


def test_it_asks_nothing_keeps_nothing_and_is_the_same_for_everyone_in_one_answer() -> None:
    async def scene() -> None:
        one = await evening()
        seen = [await who.get("/help") for who in (Visitor(one.app), one.noor, one.elis)]
        assert len({page.body for page in seen}) == 1
        assert not ASKS.search(seen[0].text.partition("<main")[2].partition("</main>")[0])
        assert all("set-cookie" not in dict(page.headers) for page in seen)
        assert "?" not in "".join(re.findall(r'href="(/[^"]*)"', seen[0].text.partition("<main")[2]))

    asyncio.run(scene())


def test_whoever_read_it_is_kept_from_nothing() -> None:
    """Today and every practice are the same to the byte for somebody who read it and somebody who did not."""

    async def seen(*, reads: bool) -> list[bytes]:
        one = (await begun("quiet")).evening
        if reads:
            await one.elis.get("/help")
        paths = ("/today", "/practices", "/practices/talk", "/letters/all")
        return [(await who.get(path)).body for who in (one.elis, one.noor) for path in paths]

    async def scene() -> None:
        assert await seen(reads=True) == await seen(reads=False)

    asyncio.run(scene())
