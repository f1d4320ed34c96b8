"""The web as one list of doors: who may come in, and what is said to whoever may not or sends nonsense."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest

from couples import House
from visits import Evening, Visitor, evening, plain_account, plain_sign_in, web
from weft.keeper.ports import StoreDamaged, StoreUnwritable
from weft.web.app import DOORS
from weft.web.door import Who

FILLED = {
    "at": "0",
    "board": "5" * 32,
    "key": "talk",
    "id": "slow-turns",
    "device": "6" * 64,
    "year": "2026",
    "quarter": "2",
    "file": "2026.html",
}


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


def asked(who: Who) -> Iterator[tuple[str, str]]:
    for door in DOORS:
        for method in door.methods:
            if door.who is who:
                yield method, door.path.format(**FILLED)


def test_a_stranger_is_shown_to_the_sign_in_from_every_door_but_the_open_ones() -> None:
    async def scene(one: Evening) -> None:
        for who in (Who.SIGNED_IN, Who.TWO):
            for method, path in asked(who):
                answer = await Visitor(one.app).ask(method, path, b"", {"sec-fetch-site": "same-origin"})
                assert (answer.status, answer.header("location")) == (303, "/sign-in"), path

    play(scene)


def test_one_alone_is_shown_to_the_invitation_from_the_doors_for_two() -> None:
    async def run() -> None:
        house = House()
        noor = Visitor(web(house))
        await noor.post_json("/begin", plain_account("Noor", "madder", house))
        for method, path in asked(Who.TWO):
            answer = await noor.ask(method, path, b"", {"sec-fetch-site": "same-origin"})
            assert (answer.status, answer.header("location")) == (303, "/invite"), path

    asyncio.run(run())


def test_every_address_answers_somebody_signed_in() -> None:
    async def scene(one: Evening) -> None:
        for who in Who:
            for method, path in asked(who):
                if method == "GET":
                    assert (await one.noor.get(path)).status in {200, 303, 404}, path

    play(scene)


NONSENSE = [b"", b"{", b"[]", b"\xff\xfe", b"act=\x00", b"%%%=%%%&&&", b'{"name": 1}', b"a" * 2000]


@pytest.mark.parametrize(
    "kind", ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_nonsense_sent_to_any_door_is_answered_kindly(kind: str) -> None:
    async def scene(one: Evening) -> None:
        headers = {"content-type": kind, "sec-fetch-site": "same-origin"}
        for who in Who:
            for method, path in asked(who):
                for body in NONSENSE if method == "POST" else ():
                    answer = await Visitor(one.app, dict(one.elis.cookies)).ask(method, path, body, headers)
                    assert answer.status < 500, (path, body)
                    if path in {"/exit", "/sign-out"}:
                        break
            one.elis.cookies = (await _back(one)).cookies

    play(scene)


async def _back(one: Evening) -> Visitor:
    again = Visitor(one.app, dict(one.elis.cookies))
    await again.post_json("/sign-in", plain_sign_in("Elis", one.house))
    return again


def test_too_much_at_once_is_said_and_not_kept() -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.post("/yours/name", name="n" * 70_000)
        assert answer.status == 413
        assert "Didn’t save" in answer.text

    play(scene)


def test_words_that_are_too_long_come_back_to_their_writer() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.agreed("one-true-line", "own-pace")
        answer = await one.noor.post(f"/sittings/{sitting}", act="write", words="heron " * 2000)
        assert answer.status == 409
        assert "heron heron" in answer.text

    play(scene)


def test_hostile_words_are_shown_as_words() -> None:
    async def scene(one: Evening) -> None:
        said = "<script>alert(1)</script><img src=x onerror=y>\"'&{{ 7*7 }}"
        await one.elis.post("/yours/name", name="<b>Elis</b>\"'")
        sitting = await one.agreed("one-true-line", "own-pace")
        for act in ("write", "respond", "keep"):
            await one.both(sitting, act, said)
        for path in ("/today", "/cloth/list", f"/cloth/{sitting}", "/yours", "/exercises/slow-turns"):
            page = (await one.noor.get(path)).text
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert "<b>Elis" not in page

    play(scene)


@pytest.mark.parametrize(
    ("trouble", "said"),
    [(StoreDamaged("content.db"), "content.db"), (StoreUnwritable("keys.db"), "Try again")],
)
def test_trouble_with_the_files_is_a_page_and_no_stack_trace(
    trouble: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(one: Evening) -> None:
        async def refuse(*_: object, **__: object) -> None:
            raise trouble

        monkeypatch.setattr(one.house.store, "put_board", refuse)
        answer = await one.noor.post("/sittings", exercise="slow-turns", form="together")
        assert answer.status == 503
        assert said in answer.text
        assert "Traceback" not in answer.text

    play(scene)


def test_an_unchanged_page_is_not_sent_again() -> None:
    async def scene(one: Evening) -> None:
        for path in ("/today", "/cloth", "/cloth/list", "/practices"):
            mark = (await one.noor.get(path)).header("etag")
            assert mark is not None
            again = await one.noor.get(path, if_none_match=mark)
            assert (again.status, again.body) == (304, b""), path

    play(scene)


def test_help_needs_nothing_and_leaves_nothing() -> None:
    async def scene(one: Evening) -> None:
        stranger, known = await Visitor(one.app).get("/help"), await one.noor.get("/help")
        assert stranger == known
        assert stranger.header("set-cookie") is None

    play(scene)
