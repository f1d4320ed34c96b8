"""Putting a picture through the web, seeing it, taking it back; and every way in which that can go wrong."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from io import BytesIO

import pytest
from PIL import Image

from hostile.pictures import BOMBS, a_jpeg, phones, telling
from visits import Evening, Visitor, evening, plain_account
from weft.core.pictures import MOST
from weft.keeper.opened import Opened
from weft.store.memory import MemoryStore


def play(scene: Callable[[Evening, str], Awaitable[None]]) -> None:
    async def run() -> None:
        one = await evening()
        await scene(one, await one.true_line_kept())

    asyncio.run(run())


async def put(
    who: Visitor, moment: str, raw: bytes, words: str = "The boat at the jetty", **more: str
) -> str:
    """Put a picture; gives its id."""
    sent = await who.post_file(f"/pictures/of/{moment}", raw, words=words, **more)
    assert sent.status == 303, sent.text
    return ids(await of(who, moment))[-1]


async def of(who: Visitor, moment: str) -> str:
    return (await who.get(f"/pictures/of/{moment}")).text


def ids(page: str) -> list[str]:
    return re.findall(r'href="/pictures/([0-9a-f]{32})"', page)


def nothing_kept(one: Evening) -> bool:
    store = one.house.store
    assert isinstance(store, MemoryStore)
    return not store._pictures


def test_a_picture_put_by_one_is_seen_by_both_and_says_what_is_to_be_seen() -> None:
    async def scene(one: Evening, moment: str) -> None:
        picture = await put(one.noor, moment, a_jpeg())
        for who in (one.noor, one.elis):
            page = await of(who, moment)
            assert 'alt="The boat at the jetty"' in page
            for path in (f"/pictures/{picture}", f"/pictures/{picture}/small"):
                answer = await who.get(path)
                assert Image.open(BytesIO(answer.body)).format == "JPEG"

    play(scene)


def test_a_picture_is_sent_so_that_nothing_keeps_it_or_takes_it_for_a_page() -> None:
    async def scene(one: Evening, moment: str) -> None:
        answer = await one.elis.get(f"/pictures/{await put(one.noor, moment, a_jpeg())}")
        assert answer.header("content-type") == "image/jpeg"
        assert answer.header("cache-control") == "no-store"
        assert answer.header("x-content-type-options") == "nosniff"
        assert answer.header("cross-origin-resource-policy") == "same-origin"
        assert answer.header("content-disposition") == 'inline; filename="picture.jpg"'

    play(scene)


def test_another_site_is_not_given_a_picture() -> None:
    async def scene(one: Evening, moment: str) -> None:
        picture = await put(one.noor, moment, a_jpeg())
        for site in ("cross-site", "same-site"):
            assert (await one.noor.get(f"/pictures/{picture}", sec_fetch_site=site)).status == 404

    play(scene)


def test_nobody_else_is_given_a_picture() -> None:
    async def scene(one: Evening, moment: str) -> None:
        picture = await put(one.noor, moment, a_jpeg())
        other = Visitor(one.app, address="192.0.2.7")
        assert (await other.get(f"/pictures/{picture}")).header("location") == "/sign-in"
        await other.post_json("/begin", plain_account("Kim", "weld", one.house))
        assert (await other.get(f"/pictures/{picture}")).status == 404
        assert (await other.get(f"/pictures/of/{moment}")).status == 404
        assert (await other.post_file(f"/pictures/of/{moment}", a_jpeg(), words="A kite")).status == 404

    play(scene)


def test_the_same_picture_sent_twice_is_one() -> None:
    async def scene(one: Evening, moment: str) -> None:
        await put(one.noor, moment, a_jpeg())
        await put(one.noor, moment, a_jpeg())
        assert len(ids(await of(one.elis, moment))) == 1

    play(scene)


def test_a_picture_taken_back_is_gone_for_both_and_from_the_store() -> None:
    async def scene(one: Evening, moment: str) -> None:
        picture = await put(one.noor, moment, a_jpeg())
        assert (await one.noor.post(f"/pictures/{picture}/take-back")).status == 303
        for who in (one.noor, one.elis):
            assert (await who.get(f"/pictures/{picture}")).status == 404
            assert ids(await of(who, moment)) == []
        assert nothing_kept(one)

    play(scene)


def test_a_picture_taken_back_can_be_put_again() -> None:
    async def scene(one: Evening, moment: str) -> None:
        picture = await put(one.noor, moment, a_jpeg())
        await one.noor.post(f"/pictures/{picture}/take-back")
        again = await put(one.noor, moment, a_jpeg())
        assert (await one.elis.get(f"/pictures/{again}")).status == 200

    play(scene)


def test_only_whoever_put_a_picture_can_take_it_back_or_choose_for_it() -> None:
    async def scene(one: Evening, moment: str) -> None:
        picture = await put(one.noor, moment, a_jpeg())
        for act in ("take-back", "allow"):
            assert (await one.elis.post(f"/pictures/{picture}/{act}", keep="yes")).status == 404
        assert "Take it back" not in await of(one.elis, moment)
        assert (await one.noor.get(f"/pictures/{picture}")).status == 200

    play(scene)


@pytest.mark.parametrize("brand", ["heic", "avif"])
def test_a_phones_own_kind_is_refused_with_a_sentence_that_helps(brand: str) -> None:
    async def scene(one: Evening, moment: str) -> None:
        raw = dict(phones())[brand]
        answer = await one.noor.post_file(f"/pictures/of/{moment}", raw, words="The boat")
        assert answer.status == 400
        assert "most compatible" in answer.text
        assert "The boat</textarea>" in answer.text
        assert nothing_kept(one)

    play(scene)


def test_a_bomb_is_refused_and_nothing_is_written() -> None:
    async def scene(one: Evening, moment: str) -> None:
        before = await one.house.store.head_seq((await opened(one)).log.log)
        raw = BOMBS["png, 30000 x 30000 of nothing"]()
        answer = await one.noor.post_file(f"/pictures/of/{moment}", raw, words="The boat")
        assert answer.status == 400
        assert "too large" in answer.text
        assert await one.house.store.head_seq((await opened(one)).log.log) == before
        assert nothing_kept(one)

    play(scene)


async def opened(one: Evening) -> Opened:
    found = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert found is not None
    return found


def test_a_picture_without_words_is_asked_for_them() -> None:
    async def scene(one: Evening, moment: str) -> None:
        answer = await one.noor.post_file(f"/pictures/of/{moment}", a_jpeg(), words="  ")
        assert answer.status == 400
        assert "what the picture shows" in answer.text
        assert nothing_kept(one)

    play(scene)


def test_words_without_a_picture_stay() -> None:
    async def scene(one: Evening, moment: str) -> None:
        answer = await one.noor.post_file(f"/pictures/of/{moment}", b"", words="The boat")
        assert answer.status == 400
        assert "The boat</textarea>" in answer.text

    play(scene)


def test_what_is_no_form_is_answered_kindly() -> None:
    async def scene(one: Evening, moment: str) -> None:
        assert (await one.noor.post(f"/pictures/of/{moment}", words="The boat")).status == 400

    play(scene)


def test_a_thirteenth_picture_finds_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weft.core.pictures.MOST", 2)
    monkeypatch.setattr("weft.web.pages.pictures.MOST", 2)
    assert MOST == 12

    async def scene(one: Evening, moment: str) -> None:
        for seed in (1, 2):
            await put(one.noor, moment, a_jpeg(40, 30, seed))
        answer = await one.elis.post_file(f"/pictures/of/{moment}", a_jpeg(40, 30, 3), words="One more")
        assert answer.status == 400
        assert "as many pictures" in answer.text
        assert 'type="file"' not in answer.text

    play(scene)


def test_hostile_words_are_shown_as_words() -> None:
    async def scene(one: Evening, moment: str) -> None:
        await put(one.noor, moment, a_jpeg(), words='"><script>alert(1)</script>')
        assert "<script>alert" not in await of(one.elis, moment)

    play(scene)


def test_what_a_picture_was_called_is_kept_nowhere() -> None:
    async def scene(one: Evening, moment: str) -> None:
        picture = await put(one.noor, moment, telling())
        seen = await of(one.elis, moment) + str((await one.elis.get(f"/pictures/{picture}")).headers)
        assert "copy.zip" not in seen
        assert "Marmoset" not in seen

    play(scene)


def test_the_other_never_sees_what_was_chosen_for_a_parting() -> None:
    async def scene(one: Evening, moment: str) -> None:
        picture = await put(one.noor, moment, a_jpeg())
        before = await one.elis.get(f"/pictures/of/{moment}")
        assert (await one.noor.post(f"/pictures/{picture}/allow", keep="yes")).status == 303
        assert "Only I keep it" in await of(one.noor, moment)
        assert await one.elis.get(f"/pictures/of/{moment}") == before

    play(scene)
