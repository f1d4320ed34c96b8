"""What each would like of Today: said on a page of one's own, and what the other sees of it."""

import asyncio
import re
from collections.abc import Awaitable, Callable

from visits import Evening, Visitor, evening, plain_sign_in

Play = Callable[[Evening], Awaitable[None]]


def played(play: Play) -> None:
    async def run() -> None:
        await play(await evening())

    asyncio.run(run())


async def offered(who: Visitor) -> str:
    found = re.search(r'name="exercise" value="([^"]+)"', (await who.get("/today")).text)
    assert found
    return found[1]


def test_both_are_offered_the_same_until_one_of_them_said_something() -> None:
    async def play(one: Evening) -> None:
        assert await offered(one.noor) == await offered(one.elis)
        assert (await one.noor.post("/today/away", exercise=await offered(one.noor), so="yes")).status == 303
        assert await offered(one.noor) != await offered(one.elis)

    played(play)


def test_what_was_left_out_is_named_and_comes_back() -> None:
    async def play(one: Evening) -> None:
        before = await offered(one.noor)
        await one.noor.post("/today/away", exercise=before, so="yes")
        assert f'value="{before}"><span>' in (await one.noor.get("/today/like")).text
        await one.noor.post("/today/away", exercise=before, so="")
        assert await offered(one.noor) == before

    played(play)


def test_what_one_left_out_for_both_both_see_and_either_brings_back() -> None:
    async def scene(one: Evening) -> None:
        before = await offered(one.noor)
        await one.elis.post("/today/away", exercise=before, so="both")
        for who in (one.noor, one.elis):
            page = (await who.get("/today/like")).text
            assert "For both of you" in page
            assert f'value="{before}"><span>' in page
            assert await offered(who) != before
        await one.noor.post("/today/away", exercise=before, so="back")
        for who in (one.noor, one.elis):
            assert await offered(who) == before
            assert "For both of you" not in (await who.get("/today/like")).text

    played(scene)


def test_bringing_back_for_both_leaves_what_one_left_out_for_oneself() -> None:
    async def scene(one: Evening) -> None:
        before = await offered(one.noor)
        for who, so in ((one.noor, "yes"), (one.elis, "both"), (one.noor, "back")):
            await who.post("/today/away", exercise=before, so=so)
        assert await offered(one.elis) == before
        assert await offered(one.noor) != before
        assert "For you" in (await one.noor.get("/today/like")).text
        assert "For you" not in (await one.elis.get("/today/like")).text

    played(scene)


def test_a_wish_for_more_is_shown_to_the_other_only_if_it_is_to_be() -> None:
    async def play(one: Evening) -> None:
        await one.elis.post(
            "/today/wishes", talk="more", time="more", **{"tell-time": "yes", "tell-softer": "yes"}
        )
        page = (await one.noor.get("/today/like")).text
        assert "would like more of: Time together." in page
        await one.elis.post("/today/wishes", talk="more", time="less", **{"tell-time": "yes"})
        assert "would like more of" not in (await one.noor.get("/today/like")).text

    played(play)


def test_what_was_marked_stands_marked() -> None:
    async def play(one: Evening) -> None:
        await one.noor.post("/today/wishes", talk="less", presence="more", depth="less")
        await one.noor.post("/today/like", minutes="45", sky="wet")
        page = (await one.noor.get("/today/like?kept")).text
        for name, value in (
            ("talk", "less"),
            ("presence", "more"),
            ("depth", "less"),
            ("minutes", "45"),
            ("sky", "wet"),
        ):
            assert re.search(rf'name="{name}" value="{value}" checked', page), name
        assert "Kept." in page

    played(play)


def test_what_today_is_like_is_gone_tomorrow() -> None:
    async def play(one: Evening) -> None:
        await one.noor.post("/today/like", minutes="20")
        one.house.clock.pass_by(days=1)
        assert (await one.noor.post_json("/sign-in", plain_sign_in("Noor", one.house))).status == 200
        page = await one.noor.get("/today/like")
        assert page.status == 200
        assert 'value="20" checked' not in page.text

    played(play)


def test_what_is_no_answer_of_ours_changes_nothing() -> None:
    async def play(one: Evening) -> None:
        before = (await one.noor.get("/today/like")).body
        for path, fields in (
            ("/today/like", {"minutes": "many", "sky": "hail", "left": "<b>"}),
            ("/today/wishes", {"talk": "much", "gardening": "more", "tell-talk": "yes"}),
            ("/today/away", {"exercise": "nothing-of-ours", "so": "yes"}),
        ):
            assert (await one.noor.post(path, **fields)).status == 303
        assert (await one.noor.get("/today/like")).body == before

    played(play)


def test_something_else_is_something_else_and_not_today_is_not_today() -> None:
    async def play(one: Evening) -> None:
        first = await offered(one.noor)
        await one.noor.post("/today/another")
        second = await offered(one.noor)
        await one.noor.post("/today/not-today")
        seen = {await offered(one.noor)}
        for _ in range(30):
            await one.noor.post("/today/another")
            seen.add(await offered(one.noor))
        assert first != second
        assert second not in seen
        assert first in seen

    played(play)


def test_a_need_either_said_is_the_reason_on_both_pages() -> None:
    async def play(one: Evening) -> None:
        await one.true_line_kept()
        await one.elis.post("/need", need="listening")
        for who in (one.noor, one.elis):
            assert "For what one of you said would help just now." in (await who.get("/today")).text

    played(play)
