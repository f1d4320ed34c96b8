"""What stays somebody's own when two have parted: reached from Yours, read, and forgotten, by whoever left or was left."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import pytest

from visits import Answer, Evening, Visitor, evening, plain_sign_in

WHO = ("noor", "elis")


def played(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def season(one: Evening) -> str:
    sent = await one.noor.post("/season/choose", pace="light", days="1", quiet="4", length="28", own="Ours")
    assert sent.status == 303
    key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get("/season")).text)[0]
    assert (await one.elis.post("/season", act="agree", key=key)).status == 303
    return str(re.findall(r"/season/([0-9a-f]{32})", (await one.noor.get("/season")).text)[0])


async def part(one: Evening, leaver: str = "noor") -> None:
    assert (await getattr(one, leaver).post("/leave", leave="now")).status == 303
    for who in (one.noor, one.elis):
        assert (await who.post("/closed")).status == 303


async def come_again(one: Evening) -> None:
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200


async def still(who: Visitor) -> str:
    return (await who.get("/yours/still")).text


async def forgotten(who: Visitor, shelf: str) -> Answer:
    """Forget a shelf, as its own form says it."""
    page = await still(who)
    form = re.search(rf'name="of" value="(\w*)">(?:(?!</form>).)*?name="shelf" value="{shelf}"', page, re.S)
    assert form, shelf
    return await who.post("/yours/still", shelf=shelf, of=form[1])


@pytest.mark.parametrize("leaver", WHO)
def test_evenings_and_a_look_back_are_read_and_forgotten_after_a_parting_by_either(leaver: str) -> None:
    async def scene(one: Evening) -> None:
        key = await season(one)
        for who in (one.noor, one.elis):
            await who.post("/evening", near="40", did="talk", share="near")
            await who.post(f"/season/{key}/back", text="The Sundays.")
        await part(one, leaver)
        for who in (one.noor, one.elis):
            assert "/yours/still" in (await who.get("/yours")).text
            page = (await who.get("/evening/mine")).text
            assert "The season from" in page
            assert "Forget this season" in page
            assert "The Sundays." in (await who.get(f"/season/{key}/back")).text
            assert "you let count for both" in await still(who)
            assert (await who.post("/evening/mine", season=key)).status == 303
            assert "There are none here." in (await who.get("/evening/mine")).text
            assert "The Sundays." not in (await who.get(f"/season/{key}/back")).text
            assert "you let count for both" not in await still(who)

    played(scene)


def test_one_evening_alone_is_forgotten_with_what_of_it_counted() -> None:
    async def scene(one: Evening) -> None:
        await season(one)
        await one.elis.post("/evening", near="40", share="near")
        await part(one)
        day = re.findall(r'name="last" value="(\d+)"', (await one.elis.get("/evening/mine")).text)[0]
        await one.elis.post("/evening/mine", first=day, last=day)
        await come_again(one)
        assert "There are none here." in (await one.elis.get("/evening/mine")).text
        assert "What counted of your evenings" not in await still(one.elis)

    played(scene)


def test_what_counted_alone_can_be_forgotten_and_the_evening_stays() -> None:
    async def scene(one: Evening) -> None:
        await season(one)
        await one.elis.post("/evening", near="40", share="near")
        await part(one)
        assert (await forgotten(one.elis, "evenings")).status == 303
        assert "you let count for both" not in await still(one.elis)
        assert "40 of a hundred" in (await one.elis.get("/evening/mine")).text

    played(scene)


def test_map_notes_usual_times_marks_and_calendars_are_each_read_and_forgotten() -> None:
    async def scene(one: Evening) -> None:
        elis = one.elis
        await elis.post("/affection/map", when="tired", **{"a-hug": "like", "s-hug": "yes", "a-kiss": "no"})
        await one.noor.post("/affection", way="words", text="You hummed the whole way.")
        key = re.findall(r'/affection/(\w{16,})"', (await elis.get("/affection")).text)[0]
        await elis.post(f"/affection/{key}", act="landed", landed="yes")
        await elis.post(f"/affection/{key}", act="keep")
        await elis.post("/time/usual", **{"work-0": "on", "work-from": "09:00", "work-till": "17:00"})
        await part(one)
        page = await still(elis)
        for said in ("Your map of wanted affection", "When tired", "You hummed the whole way.", "Work. Mon"):
            assert said in page, said
        for shelf in ("map", "noted", "usual", "shown"):
            assert (await forgotten(elis, shelf)).status == 303
        await come_again(one)
        page = await still(elis)
        for said in ("Your map of wanted affection", "You hummed the whole way.", "Work. Mon"):
            assert said not in page, said
        assert "Nothing." in page

    played(scene)


def test_words_that_never_opened_a_line_that_never_arrived_and_what_one_looked_forward_to_are_their_writers_to_forget() -> (
    None
):
    async def scene(one: Evening) -> None:
        line = await one.agreed("one-true-line", "own-pace")
        await one.both(line, "write", "Open to both")
        await one.elis.post(f"/sittings/{line}", act="respond", words="Not open, by Elis")
        notes = await one.agreed("three-notes", "own-pace")
        await one.elis.post(f"/sittings/{notes}", act="write", words="Never opened, by Elis")
        await part(one)
        page = await still(one.elis)
        assert "Never opened, by Elis" in page
        assert "Open to both" not in page
        assert "Never opened, by Elis" not in await still(one.noor)
        before = (await one.noor.get(kept_of(await one.noor.get("/yours")))).body
        assert (await forgotten(one.elis, "words")).status == 303
        assert "Never opened" not in await still(one.elis)
        where = kept_of(await one.elis.get("/yours"))
        assert "Never opened" not in (await one.elis.get(where)).text
        assert "can’t be read" not in (await one.elis.get(where)).text
        assert (await one.noor.get(kept_of(await one.noor.get("/yours")))).body == before

    played(scene)


def test_lines_ideas_seasons_and_plans_both_could_read_are_read_by_both_with_what_was() -> None:
    async def scene(one: Evening) -> None:
        await season(one)
        await one.noor.post("/affection", way="words", text="You hummed the whole way.")
        key = re.findall(r'/affection/(\w{16,})"', (await one.elis.get("/affection")).text)[0]
        await part(one, "elis")
        assert key
        for who in (one.noor, one.elis):
            page = (await who.get(kept_of(await who.get("/yours")))).text
            assert "You hummed the whole way." in page
            assert "Rhythm and seasons" in page
            assert "Ours" in page

    played(scene)


def kept_of(yours: Answer) -> str:
    return str(re.findall(r'href="(/kept/[0-9a-f]+)"', yours.text)[0])


def test_nobody_forgets_what_is_anothers_or_of_no_shelf() -> None:
    async def scene(one: Evening) -> None:
        await season(one)
        await one.elis.post("/evening", near="40", share="near")
        await part(one)
        couple = kept_of(await one.noor.get("/yours")).rpartition("/")[2]
        for shelf, of in (("evenings", couple), ("evenings", "0" * 32), ("nothing", couple), ("map", "")):
            assert (await one.noor.post("/yours/still", shelf=shelf, of=of)).status == 303
        assert "you let count for both" in await still(one.elis)

    played(scene)


def test_while_two_share_a_cloth_what_is_of_now_stands_where_it_was_made_and_cannot_be_forgotten_here() -> (
    None
):
    async def scene(one: Evening) -> None:
        await one.elis.post("/affection/map", when="tired", **{"a-hug": "like"})
        assert "Your map of wanted affection" not in await still(one.elis)
        await one.elis.post("/yours/still", shelf="map", of="")
        page = (await one.elis.get("/affection/map?when=tired")).text
        assert re.search(r'name="a-hug" value="like"[^>]*checked', page)

    played(scene)
