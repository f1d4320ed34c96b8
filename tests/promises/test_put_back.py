"""A server put back to an earlier day is noticed by whoever has seen more, said plainly, and can be gone on from."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from couples import Clock, House
from visits import Answer, Evening, Visitor, evening, plain_sign_in, web
from weft.store.sqlite import SqliteStore
from weft.vault.server_key import ServerKey

SAID = "Something here isn’t as it should be"
OLDER = "an older copy than you have already seen"


@dataclass
class Kept:
    """A folder as it was on an earlier day, and the cookies of those who have lived on since."""

    earlier: Path
    key: ServerKey
    clock: Clock
    noor: dict[str, str]
    elis: dict[str, str]


async def _live(folder: Path, earlier: Path) -> Kept:
    house = House(SqliteStore.open(folder, None))
    one = await evening(house)
    await _a_line(one, "before")
    await house.home.close()
    shutil.copytree(folder, earlier)
    house.store = SqliteStore.open(folder, None)
    house.restart()
    one.noor.app = one.elis.app = one.app = web(house)
    await _a_line(one, "after")
    await house.home.close()
    return Kept(earlier, house.key, house.clock, one.noor.cookies, one.elis.cookies)


async def _a_line(one: Evening, when: str) -> None:
    sitting = await one.agreed("one-true-line", "own-pace")
    for act in ("write", "respond", "keep"):
        await one.both(sitting, act, f"{act} {when}")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    base = tmp_path_factory.mktemp("put-back")
    return asyncio.run(_live(base / "now", base / "earlier"))


class Restored:
    """The server once more, started on a copy of the earlier folder: content, keys, sign-ins and all."""

    def __init__(self, kept: Kept, folder: Path) -> None:
        self.kept, self.folder = kept, folder
        shutil.copytree(kept.earlier, folder)
        self.start()

    def start(self) -> None:
        self.house = House(SqliteStore.open(self.folder, None), self.kept.key, Clock(self.kept.clock.now))

    async def restart(self) -> None:
        await self.house.home.close()
        self.start()

    def visitor(self, cookies: dict[str, str]) -> Visitor:
        return Visitor(web(self.house), dict(cookies))

    async def signed_in(self, name: str, **cookies: str) -> Visitor:
        visitor = self.visitor(cookies)
        assert (await visitor.post_json("/sign-in", plain_sign_in(name, self.house))).status == 200
        return visitor


def says_older(today: Answer, damage: Answer) -> bool:
    assert (SAID in today.text) == (OLDER in damage.text)
    return SAID in today.text


async def told(visitor: Visitor) -> bool:
    return says_older(await visitor.get("/today"), await visitor.get("/damage"))


def test_a_browser_that_has_seen_more_is_told(kept: Kept, tmp_path: Path) -> None:
    async def run() -> None:
        server = Restored(kept, tmp_path / "back")
        for cookies in (kept.noor, kept.elis):
            visitor = server.visitor(cookies)
            assert await told(visitor)
            assert SAID in (await visitor.get("/cloth/list")).text
            assert "before by Noor" in (await visitor.get("/cloth/list")).text
        await server.house.home.close()

    asyncio.run(run())


def test_it_is_told_after_signing_in_anew_as_well(kept: Kept, tmp_path: Path) -> None:
    async def run() -> None:
        server = Restored(kept, tmp_path / "back")
        assert await told(await server.signed_in("Noor", h=kept.noor["h"]))
        await server.house.home.close()

    asyncio.run(run())


def test_nothing_is_said_without_a_reason(kept: Kept, tmp_path: Path) -> None:
    """No keepsake, the other person's on the same browser, or one made up: none of them says anything."""

    async def run() -> None:
        server = Restored(kept, tmp_path / "back")
        for strange in ({}, {"h": kept.elis["h"]}, {"h": "A" * 130}, {"h": "%"}):
            assert not await told(await server.signed_in("Noor", **strange))
        await server.house.home.close()

    asyncio.run(run())


def test_what_is_done_on_the_older_copy_does_not_make_the_browser_forget(kept: Kept, tmp_path: Path) -> None:
    async def run() -> None:
        server = Restored(kept, tmp_path / "back")
        noor = server.visitor(kept.noor)
        await noor.post("/yours/name", name="Nour")
        assert noor.cookies["h"] == kept.noor["h"]
        await server.restart()
        assert await told(server.visitor(noor.cookies))
        await server.house.home.close()

    asyncio.run(run())


def test_whoever_has_been_told_can_go_on(kept: Kept, tmp_path: Path) -> None:
    async def run() -> None:
        server = Restored(kept, tmp_path / "back")
        noor = server.visitor(kept.noor)
        await noor.get("/today")
        await noor.post("/damage/go-on")
        assert SAID not in (await noor.get("/today")).text
        assert SAID not in (await noor.get("/today")).text  # Not from memory either.
        assert (await noor.get("/damage")).header("location") == "/today"
        assert noor.cookies["h"] != kept.noor["h"]
        await server.restart()
        assert SAID not in (await server.visitor(noor.cookies).get("/today")).text
        assert await told(server.visitor(kept.elis))
        await server.house.home.close()

    asyncio.run(run())


def test_content_alone_put_back_and_lived_on_is_no_lost_log(kept: Kept, tmp_path: Path) -> None:
    """Elis goes on from the older copy and writes past Noor's bookmark; Noor is told, and can read it all."""

    async def run() -> None:
        server = Restored(kept, tmp_path / "back")
        one = Evening(server.house, web(server.house), server.visitor({}), server.visitor({}))
        one.noor, one.elis = await server.signed_in("Noor"), await server.signed_in("Elis")
        for when in ("anew", "and again"):
            await _a_line(one, when)
        noor = server.visitor(kept.noor)
        page = (await noor.get("/cloth/list")).text
        assert "and again by Elis" in page
        await server.house.home.close()

    asyncio.run(run())


def test_a_keepsake_comes_with_every_answer_to_ones_own_act_and_with_no_other() -> None:
    async def run() -> None:
        one = await evening()
        sitting = await one.agreed("one-true-line", "own-pace")
        given = []
        for partner_acts in (False, True, False):
            if partner_acts:
                await one.elis.post(f"/sittings/{sitting}", act="write", words="Not open yet.")
            for path in ("/today", "/cloth", f"/sittings/{sitting}", "/yours"):
                assert "h" not in (await one.noor.get(path)).cookies
            given.append((await one.noor.post("/today/another")).cookies["h"])
        assert len(set(given)) == 3
        assert len({len(text) for text in given}) == 1

    asyncio.run(run())
