"""Marks are one's own, what both marked stands for both from the turn on, and ideas of two come among the others."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from html import unescape

import pytest

from visits import Evening, evening, plain_sign_in
from weft.keeper.library import read_library
from weft.web.pages.ideas_of_two import NO_CHOICE, NO_TEXT, NO_TITLE

IDEAS = read_library().ideas
JETTY = {
    "title": "The jetty",
    "text": "Swim to the rope and back.",
    "minutes": "30",
    "place": "outdoors",
    "cost": "nothing",
    "energy": "some",
    "mood": "exciting",
}


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def a_week_later(one: Evening) -> None:
    one.house.clock.pass_by(days=7)
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200


def test_what_both_like_stands_in_words_for_both_and_the_rest_does_not() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/ideas/likes", **{"t-calm": "yes", "t-outdoors": "yes"})
        await one.elis.post("/ideas/likes", **{"t-calm": "yes", "t-touch": "yes"})
        assert 'name="t-outdoors" value="yes" checked' in (await one.noor.get("/ideas/likes")).text
        assert "come earlier" not in (await one.noor.get("/ideas")).text
        await a_week_later(one)
        for who in (one.noor, one.elis):
            page = (await who.get("/ideas")).text
            assert "they come earlier: something calm." in page
            assert "out of doors" not in page and "saying so" not in page

    play(scene)


def test_an_idea_both_would_like_is_shown_to_both_and_leads_to_it() -> None:
    async def scene(one: Evening) -> None:
        first, second = IDEAS[10], IDEAS[11]
        for who in (one.noor, one.elis):
            answer = await who.post(f"/ideas/{first.id}", wanted="yes")
            assert answer.header("location") == f"/ideas/{first.id}?kept"
        await one.noor.post(f"/ideas/{second.id}", wanted="yes", worth="yes")
        await a_week_later(one)
        for who in (one.noor, one.elis):
            page = (await who.get("/ideas")).text
            _, _, after = page.partition("You both would like")
            assert f'href="/ideas/{first.id}"' in after
            assert f'href="/ideas/{second.id}"' not in after and "Worth it" not in page

    play(scene)


def test_one_idea_leads_to_a_plan_of_it() -> None:
    async def scene(one: Evening) -> None:
        page = (await one.noor.get(f"/ideas/{IDEAS[10].id}")).text
        assert f'href="/plans/new?idea={IDEAS[10].id}"' in page
        assert unescape((await one.noor.get(f"/plans/new?idea={IDEAS[10].id}")).text).count(IDEAS[10].title)

    play(scene)


def test_both_still_get_the_same_three() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/ideas/likes", **{"t-calm": "yes", "t-outdoors": "yes"})
        await one.elis.post("/ideas/likes", **{"t-calm": "yes", "t-touch": "yes"})
        await a_week_later(one)
        shown = [
            re.findall(r"<h2>(.*?)</h2>", (await who.get("/ideas")).text) for who in (one.noor, one.elis)
        ]
        assert shown[0] == shown[1]

    play(scene)


def test_an_idea_added_is_shown_to_both_and_either_can_put_it_away() -> None:
    async def scene(one: Evening) -> None:
        tap = re.findall(r'name="tap" value="([0-9a-f]{32})"', (await one.noor.get("/ideas/ours")).text)[0]
        for _ in range(2):
            assert (await one.noor.post("/ideas/ours", tap=tap, **JETTY)).status == 303
        page = (await one.elis.get("/ideas/ours")).text
        assert page.count("The jetty") == 1
        found = re.search(r'href="(/ideas/[0-9a-f]{8})"', page)
        assert found
        assert "Put this idea away" in (await one.elis.get(found[1])).text
        assert (await one.elis.post(f"{found[1]}/put-away")).header("location") == "/ideas/ours"
        assert "The jetty" not in (await one.noor.get("/ideas/ours")).text
        assert (await one.noor.get(found[1])).status == 404

    play(scene)


def test_of_two_forms_open_at_once_neither_is_lost() -> None:
    async def scene(one: Evening) -> None:
        tap = re.findall(r'name="tap" value="([0-9a-f]{32})"', (await one.noor.get("/ideas/ours")).text)[0]
        other = JETTY | {"title": "The attic", "text": "Open one box."}
        assert (await one.noor.post("/ideas/ours", tap=tap, **JETTY)).status == 303
        answer = await one.noor.post("/ideas/ours", tap=tap, **other)
        said = unescape(answer.text)
        assert answer.status == 409
        assert "Meanwhile “The jetty” was added" in said
        assert 'value="The attic"' in said and "Open one box." in said
        anew = re.findall(r'name="tap" value="([0-9a-f]{32})"', said)[0]
        assert (await one.noor.post("/ideas/ours", tap=anew, **other)).status == 303
        page = (await one.elis.get("/ideas/ours")).text
        assert "The jetty" in page and "The attic" in page

    play(scene)


def test_an_idea_put_away_and_sent_once_more_from_its_old_form_is_not_lost_without_a_word() -> None:
    async def scene(one: Evening) -> None:
        tap = re.findall(r'name="tap" value="([0-9a-f]{32})"', (await one.noor.get("/ideas/ours")).text)[0]
        assert (await one.noor.post("/ideas/ours", tap=tap, **JETTY)).status == 303
        where = re.search(r'href="(/ideas/[0-9a-f]{8})"', (await one.noor.get("/ideas/ours")).text)
        assert where
        await one.noor.post(f"{where[1]}/put-away")
        answer = await one.noor.post("/ideas/ours", tap=tap, **JETTY)
        assert answer.status == 409
        anew = re.findall(r'name="tap" value="([0-9a-f]{32})"', answer.text)[0]
        assert (await one.noor.post("/ideas/ours", tap=anew, **JETTY)).status == 303
        assert "The jetty" in (await one.elis.get("/ideas/ours")).text

    play(scene)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": "  "}, NO_TITLE),
        ({"title": "x" * 61}, NO_TITLE),
        ({"text": ""}, NO_TEXT),
        ({"minutes": "7"}, NO_CHOICE),
        ({"mood": "gloomy"}, NO_CHOICE),
    ],
)
def test_a_slip_is_told_kindly_and_what_was_typed_stays(wrong: dict[str, str], says: str) -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.post("/ideas/ours", **(JETTY | wrong), children="yes")
        assert answer.status == 400
        said = unescape(answer.text)
        assert says in said
        assert ("Swim to the rope" in said) is (wrong.get("text") is None)
        assert 'name="children" value="yes" checked' in said

    play(scene)


def test_nothing_of_what_comes_with_weft_can_be_put_away() -> None:
    async def scene(one: Evening) -> None:
        assert "Put this idea away" not in (await one.noor.get(f"/ideas/{IDEAS[0].id}")).text
        await one.noor.post(f"/ideas/{IDEAS[0].id}/put-away")
        assert (await one.noor.get(f"/ideas/{IDEAS[0].id}")).status == 200

    play(scene)


def test_what_two_write_stays_text() -> None:
    async def scene(one: Evening) -> None:
        await one.noor.post("/ideas/ours", **(JETTY | {"title": "<b>{{7*7}}</b>", "text": "[x] {them} <i>"}))
        page = (await one.elis.get("/ideas/ours")).text
        assert "&lt;b&gt;{{7*7}}&lt;/b&gt;" in page and "[x] {them} &lt;i&gt;" in page

    play(scene)
