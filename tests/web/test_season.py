"""Rhythm and seasons on the web: proposed, agreed, ended, rested from; kind errors that lose nothing."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import pytest

from visits import Answer, Evening, Visitor, evening, plain_sign_in

LINE = "One evening a week that is ours"


def played(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def days_pass(one: Evening, days: int) -> None:
    one.house.clock.pass_by(days=days)
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200


async def propose(who: Visitor, **more: str) -> Answer:
    fields = {"pace": "light", "days": "1", "quiet": "4", "length": "28", "purpose": LINE}
    return await who.post("/season/choose", **{**fields, **more})


async def agree(who: Visitor) -> Answer:
    key = re.findall(r'name="key" value="(\w+)"', (await who.get("/season")).text)[0]
    return await who.post("/season", act="agree", key=key)


async def begun(one: Evening, **more: str) -> str:
    assert (await propose(one.noor, **more)).status == 303
    assert (await agree(one.elis)).status == 303
    return str(re.findall(r"/season/([0-9a-f]{32})", (await one.noor.get("/season")).text)[0])


def test_a_season_begins_when_both_said_yes_and_brings_the_half_minute() -> None:
    async def scene(one: Evening) -> None:
        assert "Evenings are resting" in (await one.noor.get("/evening")).text
        await propose(one.noor)
        assert "Noor</span> proposes" in (await one.elis.get("/season")).text
        assert "Evenings are resting" in (await one.elis.get("/evening")).text
        await agree(one.elis)
        for who in (one.noor, one.elis):
            assert LINE in (await who.get("/season")).text
            assert "/evening" in (await who.get("/today")).text
            assert "How near did you feel" in (await who.get("/evening")).text

    played(scene)


def test_it_is_over_by_itself_then_there_is_rest_and_then_another_may_begin() -> None:
    async def scene(one: Evening) -> None:
        key = await begun(one)
        await days_pass(one, 27)
        assert "End this season" in (await one.noor.get("/season")).text
        await days_pass(one, 1)
        for who in (one.noor, one.elis):
            assert "Look back, for your own eyes" in (await who.get("/season")).text
        assert "The next can begin" in (await one.noor.get("/season/choose")).text
        late = await propose(one.noor)
        assert (late.status, "resting after one" in late.text) == (400, True)
        await days_pass(one, 14)
        assert (await propose(one.noor)).status == 303
        assert (await one.elis.get(f"/season/{key}")).status == 200

    played(scene)


def test_a_fourth_within_a_year_is_said_to_wait_before_anything_is_typed_and_a_rhythm_alone_is_not() -> None:
    async def scene(one: Evening) -> None:
        for _ in range(3):
            await begun(one)
            await days_pass(one, 42)
        for who in (one.noor, one.elis):
            assert "three seasons within a year" in (await who.get("/season")).text
            choosing = (await who.get("/season/choose")).text
            assert "three within a year" in choosing
            assert "In your own words" not in choosing
        late = await propose(one.noor, own="To hear each other out")
        assert (late.status, "three seasons within a year" in late.text) == (400, True)
        assert "To hear each other out" in late.text
        assert (await propose(one.noor, length="0", purpose="")).status == 303
        assert (await agree(one.elis)).status == 303
        await days_pass(one, 365 - 3 * 42)
        assert (await propose(one.noor)).status == 303
        assert (await agree(one.elis)).status == 303

    played(scene)


def test_in_the_rest_after_a_third_season_the_page_says_that_it_was_the_third() -> None:
    async def scene(one: Evening) -> None:
        for rest in (42, 42, 28):
            await begun(one)
            await days_pass(one, rest)
        assert "It was the third within a year" in (await one.noor.get("/season")).text

    played(scene)


def test_either_ends_it_and_the_other_sees_only_that_it_is_over() -> None:
    async def scene(one: Evening) -> None:
        key = await begun(one)
        await days_pass(one, 3)
        await one.elis.post("/season", act="end", key=key)
        pages = [(await who.get("/season")).text for who in (one.noor, one.elis)]
        assert all("The season is over" in page for page in pages)
        assert "Evenings are resting" in (await one.noor.get("/evening")).text

    played(scene)


def test_a_proposal_is_taken_back_and_a_late_yes_is_told_so() -> None:
    async def scene(one: Evening) -> None:
        await propose(one.noor)
        key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get("/season")).text)[0]
        await one.noor.post("/season", act="take-back")
        late = await one.elis.post("/season", act="agree", key=key)
        assert (late.status, "isn’t there any more" in late.text) == (409, True)
        assert LINE not in (await one.elis.get("/season")).text

    played(scene)


def test_nobody_says_yes_to_their_own_proposal() -> None:
    async def scene(one: Evening) -> None:
        await propose(one.noor)
        key = re.findall(r'name="key" value="(\w+)"', (await one.elis.get("/season")).text)[0]
        assert (await one.noor.post("/season", act="agree", key=key)).status == 409
        assert "Evenings are resting" in (await one.noor.get("/evening")).text

    played(scene)


def test_a_rhythm_alone_needs_no_season_and_no_purpose() -> None:
    async def scene(one: Evening) -> None:
        assert (await propose(one.noor, length="0", purpose="")).status == 303
        await agree(one.elis)
        page = (await one.noor.get("/season")).text
        assert "Your rhythm" in page
        assert "Fridays" in page
        assert "Evenings are resting" in (await one.noor.get("/evening")).text

    played(scene)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"quiet": "1"}, "Tuesday is ticked twice"),
        ({"purpose": ""}, "what this season is for"),
        ({"own": "A" * 161}, "longer than 160 characters"),
    ],
)
def test_what_cannot_be_proposed_is_said_kindly_and_stays(fields: dict[str, str], said: str) -> None:
    async def scene(one: Evening) -> None:
        answer = await propose(one.noor, **fields)
        assert answer.status == 400
        assert said in answer.text
        assert fields.get("own", "") in answer.text
        assert 'value="light" checked' in answer.text
        assert LINE not in (await one.elis.get("/season")).text

    played(scene)


def test_a_look_back_is_for_ones_own_eyes_and_goes_for_good() -> None:
    async def scene(one: Evening) -> None:
        key = await begun(one)
        await days_pass(one, 30)
        before = (await one.noor.get("/season")).body
        assert (await one.elis.post(f"/season/{key}/back", text="The Sundays.")).status == 303
        assert "The Sundays." in (await one.elis.get(f"/season/{key}/back")).text
        assert "The Sundays." not in (await one.noor.get(f"/season/{key}/back")).text
        assert (await one.noor.get("/season")).body == before
        await one.elis.post(f"/season/{key}/back", text="")
        assert "The Sundays." not in (await one.elis.get(f"/season/{key}/back")).text

    played(scene)


def test_a_season_is_forgotten_with_its_evenings_and_the_words_looking_back_and_the_page_says_so() -> None:
    async def scene(one: Evening) -> None:
        key = await begun(one)
        await one.elis.post("/evening", near="40", share="near")
        await one.elis.post(f"/season/{key}/back", text="The Sundays.")
        await days_pass(one, 30)
        page = (await one.elis.get("/evening/mine")).text
        assert re.search(r"Also yours: <a href=\"/season/\w+/back\">what you wrote looking back</a>\.", page)
        assert "what you wrote looking back, and what you said to the four questions" in page
        assert (await one.elis.post("/evening/mine", season=key)).status == 303
        assert "There are none here." in (await one.elis.get("/evening/mine")).text
        assert "The Sundays." not in (await one.elis.get(f"/season/{key}/back")).text
        assert "Look back, for your own eyes" in (await one.elis.get("/season")).text
        await one.elis.post(f"/season/{key}/back", text="Something else.")
        assert "Something else." in (await one.elis.get(f"/season/{key}/back")).text

    played(scene)


def test_a_season_of_words_alone_can_be_forgotten_and_one_of_somebody_elses_cannot() -> None:
    async def scene(one: Evening) -> None:
        key = await begun(one)
        await one.elis.post(f"/season/{key}/back", text="The Sundays.")
        assert "Forget this season" in (await one.elis.get("/evening/mine")).text
        assert "Forget this season" not in (await one.noor.get("/evening/mine")).text
        for words in (key, "0" * 32):
            assert (await one.noor.post("/evening/mine", season=words)).status == 303
        assert "The Sundays." in (await one.elis.get(f"/season/{key}/back")).text

    played(scene)


def test_on_a_day_left_alone_today_asks_for_no_evening() -> None:
    async def scene(one: Evening) -> None:
        await begun(one, quiet="3")  # A Thursday, as it is.
        assert "/evening" not in (await one.noor.get("/today")).text
        assert "How near did you feel" in (await one.noor.get("/evening")).text

    played(scene)


def test_on_a_day_left_alone_today_suggests_nothing_and_says_so_to_both() -> None:
    async def scene(one: Evening) -> None:
        await begun(one)
        assert "Something else" in (await one.noor.get("/today")).text
        await days_pass(one, 1)
        for who in (one.noor, one.elis):
            page = (await who.get("/today")).text
            assert "A day you two leave alone" in page
            assert "Something else" not in page
            assert (await who.get("/today/like")).status == 200
            assert (await who.post("/today/not-today")).status == 303
        await days_pass(one, 1)
        assert "Something else" in (await one.noor.get("/today")).text

    played(scene)


def test_an_evening_of_nothing_is_said_kindly() -> None:
    async def scene(one: Evening) -> None:
        await begun(one)
        answer = await one.noor.post("/evening", near="", met="", share="near")
        assert (answer.status, "Nothing is said yet" in answer.text) == (400, True)
        for fields in ({"near": "70"}, {"act": "skip"}):
            assert (await one.noor.post("/evening", **fields)).status == 303
        assert "left out" in (await one.noor.get("/evening")).text

    played(scene)


def test_a_rhythm_changed_in_the_middle_of_a_season_is_the_one_that_is_shown_and_the_season_goes_on() -> None:
    async def scene(one: Evening) -> None:
        await begun(one)
        assert "Light: about 45 minutes a week" in (await one.noor.get("/season")).text
        assert (await propose(one.elis, pace="full", length="0", purpose="")).status == 303
        await agree(one.noor)
        for who in (one.noor, one.elis):
            page = (await who.get("/season")).text
            assert "Full: about 3 hours a week" in page
            assert "Light" not in page
            assert LINE in page

    played(scene)


def test_what_was_proposed_stands_on_the_others_today_until_it_is_answered_or_taken_back() -> None:
    async def scene(one: Evening) -> None:
        await propose(one.noor)
        assert "proposes a rhythm" in (await one.elis.get("/today")).text
        assert "proposes a rhythm" not in (await one.noor.get("/today")).text
        await one.noor.post("/season", act="take-back")
        assert "proposes a rhythm" not in (await one.elis.get("/today")).text
        await propose(one.noor)
        await agree(one.elis)
        assert "proposes a rhythm" not in (await one.elis.get("/today")).text

    played(scene)


def test_without_a_season_nothing_asks_for_one_and_evenings_what_they_say_and_experiments_are_all_there() -> (
    None
):
    async def scene(one: Evening) -> None:
        today = (await one.noor.get("/today")).text
        assert "season" not in today.lower()
        assert "Something else" in today
        await one.noor.post("/evening/wanted", wanted="yes")
        assert "This evening, in half a minute" in (await one.noor.get("/today")).text
        assert (await one.noor.post("/evening", near="60")).status == 303
        assert "This is your first evening" in (await one.noor.get("/insight")).text
        assert "Your evenings" in (await one.noor.get("/evening/mine")).text
        path = "/insight/experiment"
        await one.elis.post(path, act="ask", one="A walk", other="A game", span="day")
        assert "would like to try something" in (await one.noor.get("/today")).text
        key = re.findall(r'name="key" value="(\w+)"', (await one.noor.get(path)).text)[0]
        assert (await one.noor.post(path, act="agree", key=key)).status == 303
        await days_pass(one, 1)
        for who in (one.noor, one.elis):
            page = (await who.get("/today")).text
            assert "Drawn for today: " in page
            assert "season" not in page.lower()
            assert "How near did you feel" in (await who.get("/evening")).text

    played(scene)
