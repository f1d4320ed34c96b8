"""Plans on the web, as two people use them."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from visits import Answer, Evening, Visitor, evening, plain_sign_in

SATURDAY = {"day-0": "2026-06-06", "from-0": "10:00", "till-0": "13:00"}


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


async def offered(one: Evening, **more: str) -> str:
    """Noor offers the market on Saturday; gives the plan."""
    sent = {"title": "Market, then pie", "left": "the bags", **SATURDAY, **more}
    answer = await one.noor.post("/plans", **sent)
    assert answer.status == 303, answer.text
    return one.sitting_of(answer)


def field(answer: Answer, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', answer.text)
    assert found, name
    return found[1]


async def agreed(one: Evening, **more: str) -> str:
    key = await offered(one, **more)
    page = await one.elis.get(f"/plans/{key}")
    fields = {name: field(page, name) for name in ("turn", "first")}
    assert (await one.elis.post(f"/plans/{key}/answer", answer="yes", **fields)).status == 303
    return key


async def back(one: Evening, **time: float) -> None:
    """Time goes by, and both sign in again."""
    one.house.clock.pass_by(**time)
    for who, name in ((one.noor, "Noor"), (one.elis, "Elis")):
        assert (await who.post_json("/sign-in", plain_sign_in(name, one.house))).status == 200


def test_an_offer_is_on_the_others_today_and_a_yes_is_on_both() -> None:
    async def scene(one: Evening) -> None:
        key = await offered(one)
        assert "offers:" in (await one.elis.get("/today")).text
        page = (await one.elis.get(f"/plans/{key}")).text
        assert "Saturday 6 June 2026, 10:00 to 13:00" in page
        assert "the bags" in page
        fields = {name: field(await one.elis.get(f"/plans/{key}"), name) for name in ("turn", "first")}
        await one.elis.post(f"/plans/{key}/answer", answer="yes", **fields)
        for who in (one.noor, one.elis):
            assert "You both said yes" in (await who.get(f"/plans/{key}")).text
            assert "Market, then pie: Saturday 6 June, 10:00 to 13:00" in (await who.get("/today")).text
        assert "offers:" not in (await one.elis.get("/today")).text

    play(scene)


def test_when_the_day_is_over_a_plan_is_a_moment_and_can_be_told_that_evening() -> None:
    async def scene(one: Evening) -> None:
        key = await agreed(one)
        assert "Market, then pie" not in (await one.noor.get("/moments")).text
        await back(one, hours=43)  # Saturday, half past one
        for who in (one.noor, one.elis):
            today = (await who.get("/today")).text
            assert "What it was for you" in today
            assert "10:00 to 13:00" not in today
        moment = re.search(r"/moments/[0-9a-f]{32}", (await one.noor.get("/today")).text)
        assert moment
        assert "Time together, Saturday 6 June 2026" in (await one.noor.get(moment[0])).text
        told = {"text": "The pie was too hot.", "feelings": "playful"}
        assert (await one.noor.post(f"{moment[0]}/voice", **told)).status == 303
        assert "What it was for you" not in (await one.noor.get("/today")).text
        assert "What it was for you" in (await one.elis.get("/today")).text
        assert (await one.elis.post(f"{moment[0]}/voice", text="You burnt your tongue.")).status == 303
        one.house.restart()
        assert "The pie was too hot." in (await one.elis.get(moment[0])).text
        assert f"/plans/{key}" not in (await one.noor.get("/today")).text

    play(scene)


async def moment_of(one: Evening, who: Visitor) -> str:
    found = re.search(r"/moments/[0-9a-f]{32}", (await who.get("/today")).text)
    assert found
    return found[0]


def test_either_says_with_one_tap_that_it_did_not_happen() -> None:
    async def scene(one: Evening) -> None:
        key = await agreed(one)
        await back(one, hours=43)
        where = await moment_of(one, one.elis)
        page = await one.elis.get(where)
        assert "It did not happen" in page.text
        sent = await one.elis.post(f"/plans/{key}/let-be", day=field(page, "day"))
        assert sent.status == 303
        for who in (one.noor, one.elis):
            assert "What it was for you" not in (await who.get("/today")).text
            assert (await who.get(where)).status == 404
        back_again = await one.noor.post(f"/plans/{key}/let-be", day=field(page, "day"), act="after-all")
        assert back_again.status == 303
        assert (await one.elis.get(where)).status == 200

    play(scene)
