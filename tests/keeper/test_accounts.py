"""An account is for an adult who says so; no date is asked for, and the statement itself is not kept."""

import asyncio

import pytest

from couples import House
from visits import Visitor, plain_account, web
from weft.keeper.accounts import ADULTS, AccountSent


@pytest.mark.parametrize("said", [False, None])
def test_whoever_does_not_say_that_they_are_grown_up_makes_no_account(said: bool | None) -> None:
    async def run() -> None:
        house = House()
        posted = plain_account("Noor", "madder", house)
        if said is None:
            del posted["adult"]
        else:
            posted["adult"] = said
        visitor = Visitor(web(house))
        answer = await visitor.post_json("/begin", posted)
        assert (answer.status, answer.json()) == (400, {"say": ADULTS, "field": "adult"})
        assert (await house.store.slots_near_handle(house.key.handle("Noor"))).found == []
        assert (await visitor.post_json("/begin", plain_account("Noor", "madder", house))).status == 200

    asyncio.run(run())


def test_nothing_that_is_sent_has_room_for_a_birth_date() -> None:
    assert not [one for one in AccountSent.__struct_fields__ if "birth" in one or "age" in one]


def test_what_cannot_be_helped_is_read_on_the_way_to_an_account() -> None:
    async def run() -> None:
        visitor = Visitor(web(House()))
        assert 'href="/before"' in (await visitor.get("/")).text
        assert 'href="/before?invited"' in (await visitor.get("/?invited")).text
        before = (await visitor.get("/before")).text
        for words in (
            "history",
            "photographed",
            "looks over your shoulder",
            "phone’s code",
            "/help",
            "/host",
        ):
            assert words in before
        assert 'href="/begin"' in before
        assert "/before" in (await visitor.get("/begin")).text

    asyncio.run(run())
