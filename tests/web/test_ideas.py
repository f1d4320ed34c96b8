"""The page of ideas: three that fit, three others, and nothing about anyone."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from html import unescape

import pytest

from couples import House
from visits import Answer, Evening, Visitor, evening, plain_account, web
from weft.core.idea_file import read_ideas
from weft.core.ideas import Wishes, fits
from weft.web.pages.ideas import takes

HEAD = "---\nideas: x\n---\n## {}\n- A: B."


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


def titles(answer: Answer) -> list[str]:
    return [unescape(one) for one in re.findall(r"<h2>(.*?)</h2>", answer.text)]


def others(answer: Answer) -> str:
    found = re.search(r'href="([^"]*turn=[^"]*)">Show me three others', answer.text)
    assert found
    return unescape(found[1])


def test_both_get_the_same_three() -> None:
    async def scene(one: Evening) -> None:
        shown = titles(await one.noor.get("/ideas"))
        assert len(shown) == 3
        assert titles(await one.elis.get("/ideas")) == shown

    play(scene)


def test_three_others_are_others_time_after_time() -> None:
    async def scene(one: Evening) -> None:
        shown, path = [], "/ideas?long=half&mood=calm"
        for _ in range(6):
            answer = await one.noor.get(path)
            shown += titles(answer)
            path = others(answer)
            assert "long=half" in path and "mood=calm" in path
        assert len(set(shown)) == 18

    play(scene)


def test_what_is_shown_fits_what_was_asked_for() -> None:
    async def scene(one: Evening) -> None:
        ideas = {each.title: each for each in one.house.home.library.ideas}
        for n in range(5):
            answer = await one.noor.get(f"/ideas?long=quarter&apart=yes&turn={n}")
            assert all(fits(ideas[title], Wishes(most=15, apart=True)) for title in titles(answer))
            assert "A quarter of an hour, in two places. Wish for something else" in answer.text

    play(scene)


@pytest.mark.parametrize(
    "strange", ["turn=-1", "turn=9e9", "turn=", "turn=²", "turn=" + "9" * 400, "mood=angry", "long[]=half"]
)
def test_an_address_that_means_nothing_shows_the_first_three(strange: str) -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.get(f"/ideas?{strange}")
        assert answer.status == 200
        assert titles(answer) == titles(await one.noor.get("/ideas"))

    play(scene)


def test_a_way_to_narrow_starts_again_with_the_first_three() -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.get("/ideas?mood=calm&turn=4")
        narrow = answer.text[answer.text.index("<details") : answer.text.index("</details>")]
        assert "turn=" not in narrow
        assert "mood=calm&amp;place=indoors" in narrow

    play(scene)


def test_one_alone_has_ideas_too_and_is_told_of_nobody_else() -> None:
    async def run() -> None:
        house = House()
        noor = Visitor(web(house))
        await noor.post_json("/begin", plain_account("Noor", "madder", house))
        answer = await noor.get("/ideas")
        assert len(titles(answer)) == 3
        assert "both" not in answer.text[answer.text.index("<main") : answer.text.index("<section")]

    asyncio.run(run())


def test_the_page_of_time_together_leads_there_and_no_other_does() -> None:
    async def scene(one: Evening) -> None:
        assert 'href="/ideas"' in (await one.noor.get("/practices/time")).text
        assert 'href="/ideas"' not in (await one.noor.get("/practices/talk")).text

    play(scene)


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        (
            "20 minutes, costs nothing, low energy, indoors, calm, time",
            "About 20 minutes. Costs nothing. Indoors.",
        ),
        ("60 minutes, costs little, low energy, either, calm, time", "About an hour. Costs a little."),
        ("2 hours, costs some, low energy, either, calm, time", "About 2 hours. Costs something."),
        (
            "1 day, costs some, low energy, outdoors, calm, time, summer and spring and autumn",
            "A day. Costs something. Outdoors. Spring, summer or autumn.",
        ),
        (
            "3 days, costs nothing, low energy, either, calm, time, winter, with children too, apart too",
            "3 days. Costs nothing. Winter. Children too. Also in two places.",
        ),
    ],
)
def test_the_caption_says_what_an_idea_takes(tags: str, words: str) -> None:
    (idea,), complaints = read_ideas(HEAD.format(tags))
    assert not complaints
    assert takes(idea) == words
