"""A calendar reads plans at a secret address with nobody signed in, and nobody else can tell that one does."""

import asyncio
from collections.abc import Awaitable, Callable

import icalendar
import pytest

from couples import House
from weft.core.plans.entries import Window
from weft.core.plans.fields import Facts
from weft.keeper import feeds, parting, plans
from weft.keeper.feeds import NoSuchFeed
from weft.keeper.opened import Opened
from weft.keeper.ports import FeedRow, Store
from weft.store.memory import MemoryStore


def play(scene: Callable[[House, Opened, Opened], Awaitable[None]], store: Store | None = None) -> None:
    async def run() -> None:
        house = House(store or MemoryStore())
        await scene(house, *await house.two())

    asyncio.run(run())


def facts(house: House, title: str = "Market, then pie", **more: str) -> Facts:
    window = Window(plans.now_of(house.home) + 60 * 24, 120)
    return Facts(title, "", more.get("where", "the river"), (window,), "", more.get("repeats", ""), "", "")


async def agree(
    house: House, one: Opened, other: Opened, title: str = "Market, then pie", **more: str
) -> str:
    said = facts(house, title, **more)
    key = await plans.offer(house.home, one, said, "")
    for each in (one, other):
        await house.home.freshen(each)
    await plans.answer(house.home, other, key, 0, "yes", said.windows[0].first)
    return key


async def names(house: House, address: str) -> list[str]:
    found = icalendar.Calendar.from_ical(await feeds.read(house.home, address))
    return [str(one["summary"]) for one in found.walk("VEVENT")]


def test_what_both_agree_to_is_in_the_calendar_of_one_who_is_away() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        address = await feeds.subscribe(house.home, noor, False)
        await agree(house, elis, noor)
        house.restart()
        raw = await feeds.read(house.home, address)
        assert await names(house, address) == ["Kept free"]
        for word in (b"Market", b"river", b"Noor", b"Elis", b"eft"):
            assert word not in raw

    play(scene)


def test_plans_go_by_their_own_names_where_their_owner_chose_so_at_the_same_address() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        address = await feeds.subscribe(house.home, noor, False)
        theirs = await feeds.subscribe(house.home, elis, False)
        await agree(house, noor, elis)
        await feeds.call(house.home, noor, True)
        assert await names(house, address) == ["Market, then pie"]
        assert await names(house, theirs) == ["Kept free"]
        await feeds.call(house.home, noor, False)
        assert await names(house, address) == ["Kept free"]

    play(scene)


def test_another_address_ends_the_first_and_stopping_ends_it_for_good() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        first = await feeds.subscribe(house.home, noor, False)
        second = await feeds.subscribe(house.home, noor, False)
        await agree(house, noor, elis)
        assert await names(house, second) == ["Kept free"]
        assert await feeds.is_on(house.home, noor)
        await feeds.stop(house.home, noor)
        assert not await feeds.is_on(house.home, noor)
        await agree(house, noor, elis, "Another")
        for address in (first, second, "x", "A" * 43):
            with pytest.raises(NoSuchFeed):
                await feeds.read(house.home, address)

    play(scene)


def test_taken_away_and_left_out_a_time_goes_from_the_calendar() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        address = await feeds.subscribe(house.home, noor, True)
        key = await agree(house, noor, elis)
        weekly = await agree(house, elis, noor, "Cards", repeats="weekly")
        before = (await names(house, address)).count("Cards")
        await plans.withdraw(house.home, elis, key)
        day = plans.coming(noor)[0].day
        await plans.let_be(house.home, noor, weekly, day, so=True)
        assert await names(house, address) == ["Cards"] * (before - 1)

    play(scene)


def test_what_one_looks_forward_to_and_what_is_only_offered_is_in_no_calendar() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        address = await feeds.subscribe(house.home, elis, True)
        key = await agree(house, noor, elis)
        await plans.look_forward(house.home, noor, key, plans.coming(noor)[0].day, "Your hat.", opens=True)
        await plans.offer(house.home, noor, facts(house, "Only offered"), "")
        assert await names(house, address) == ["Market, then pie"]

    play(scene)


class Watched(MemoryStore):
    """A store that writes down what it is asked of feeds."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str, int]] = []

    async def feed_of(self, person: str) -> FeedRow | None:  # type: ignore[override]
        self.asked.append(("of", person, 0))
        return await super().feed_of(person)  # type: ignore[arg-type]

    async def fill_feed(self, row: FeedRow) -> None:
        self.asked.append(("fill", row.person, len(row.plans) + len(row.terms)))
        await super().fill_feed(row)


@pytest.mark.parametrize("who", ["nobody", "one", "both"])
def test_a_yes_does_the_same_work_of_the_same_size_whether_or_not_anybody_has_an_address(who: str) -> None:
    store = Watched()

    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        for each in {"nobody": [], "one": [elis], "both": [noor, elis]}[who]:
            await feeds.subscribe(house.home, each, True)
        store.asked.clear()
        await agree(house, elis, noor)
        [size] = {size for what, _, size in store.asked if what == "fill"}
        assert store.asked == [
            (what, person, size if what == "fill" else 0)
            for person in (noor.person, elis.person)
            for what in ("of", "fill")
        ]
        assert all([await store.feed_of(each.person) for each in (noor, elis)])

    play(scene, store)


def test_an_address_changed_in_the_same_instant_keeps_what_was_sealed_for_it() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await agree(house, noor, elis)
        old = await house.store.feed_of(noor.person)
        assert old
        address = await feeds.subscribe(house.home, noor, False)
        await house.store.fill_feed(old._replace(plans=b"sealed for the address before"))
        assert await names(house, address) == ["Kept free"]

    play(scene)


def test_when_two_part_no_address_leads_anywhere() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        addresses = [await feeds.subscribe(house.home, one, False) for one in (noor, elis)]
        await agree(house, noor, elis)
        await parting.leave(house.home, elis)
        for address in addresses:
            with pytest.raises(NoSuchFeed):
                await feeds.read(house.home, address)

    play(scene)


def test_a_file_of_one_plan_has_that_plan_alone() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await agree(house, noor, elis)
        await agree(house, noor, elis, "Another")
        found = icalendar.Calendar.from_ical(feeds.event_file(house.home, noor, key))
        assert [str(one["summary"]) for one in found.walk("VEVENT")] == ["Kept free"]

    play(scene)
