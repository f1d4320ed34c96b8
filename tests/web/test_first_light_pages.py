"""Pages of the first evening: what stands first, what can wait, and the cloth at the end of a sitting."""

import asyncio
from collections.abc import Awaitable, Callable

from visits import Answer, Evening, Visitor, evening, plain_account
from weft.core.people import UNSEEN


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


def filled(page: Answer) -> list[str]:
    """The acts on a page that are drawn as its main one."""
    bands = page.text.split('class="btn ')[1:]
    return [band.split(">")[1].split("<")[0].strip() for band in bands if "open" not in band.split('"')[0]]


def test_what_was_begun_over_days_lies_below_what_is_suggested() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.agreed("one-true-line", "own-pace")
        for who in (one.noor, one.elis):
            page = (await who.get("/today")).text
            assert "in the middle of something" not in page
            assert page.index('id="suggestion"') < page.index(f'href="/sittings/{sitting}"')

    play(scene)


def test_what_is_being_played_at_this_hour_stands_first() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.agreed("slow-turns", "together")
        page = (await one.noor.get("/today")).text
        assert "You are in the middle of something" in page
        assert page.index(f'href="/sittings/{sitting}"') < page.index('id="suggestion"')

    play(scene)


def test_today_has_one_main_act_and_never_two() -> None:
    async def scene(one: Evening) -> None:
        assert filled(await one.noor.get("/today")) == ["Ask Elis"]
        await one.elis.post("/sittings", exercise="one-true-line", form="own-pace")
        assert filled(await one.noor.get("/today")) == ["Read what it is"]
        await one.agreed("slow-turns", "together")
        assert len(filled(await one.noor.get("/today"))) == 1

    play(scene)


def test_at_the_end_of_a_sitting_the_cloth_stands_with_what_was_woven() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.true_line_kept()
        for who in (one.noor, one.elis):
            page = (await who.get(f"/sittings/{sitting}")).text
            assert page.count('class="edge') == 2
            assert page.count(f'href="/cloth/{sitting}"') >= 3

    play(scene)


def test_a_sitting_that_others_were_woven_over_shows_no_edge() -> None:
    async def scene(one: Evening) -> None:
        first = await one.true_line_kept()
        one.house.clock.pass_by(hours=0.1)
        await one.true_line_kept()
        assert 'class="edge' not in (await one.noor.get(f"/sittings/{first}")).text

    play(scene)


def test_a_name_that_would_turn_the_others_pages_round_is_refused_and_changes_nothing() -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.post("/yours/name", name="\u202esilE")
        assert answer.status == 400
        assert UNSEEN in answer.text
        assert "\u202e" not in (await one.elis.get("/today")).text
        made = plain_account("\u202eNoor", "madder", one.house)
        refused = await Visitor(one.app).post_json("/begin", made)
        assert UNSEEN in refused.text

    play(scene)
