"""What each marks stays with them; what both marked stands there for both, from the turn on."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from couples import House
from weft.core.wishes import MOST_WANTED, begins, turn_at
from weft.keeper import wishes
from weft.keeper.opened import Opened
from weft.keeper.parting import leave
from weft.keeper.ports import Own
from weft.keeper.wishes import NoTitles, TooManyWishes

TODO = wishes.ours()[0]
ITEMS = [key for key, _ in TODO.titles]


def play(scene: Callable[[House, Opened, Opened], Awaitable[None]]) -> None:
    async def run() -> None:
        house = House()
        await scene(house, *await house.two())

    asyncio.run(run())


def next_turn(house: House) -> None:
    house.clock.now = begins(turn_at(house.clock.now) + 1) + timedelta(minutes=1)


async def shown(house: House, opened: Opened) -> list[str]:
    return [key for key, _ in await wishes.both(house.home, opened)]


def test_what_both_marked_is_shown_to_both_from_the_turn_on_and_not_before() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await wishes.mark(house.home, noor, TODO, frozenset(ITEMS[:3]))
        await wishes.mark(house.home, elis, TODO, frozenset(ITEMS[2:5]))
        assert await shown(house, noor) == await shown(house, elis) == []
        next_turn(house)
        assert await shown(house, noor) == await shown(house, elis) == [ITEMS[2]]

    play(scene)


def test_a_mark_taken_off_before_the_turn_was_never_there() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        for one in (noor, elis):
            await wishes.mark(house.home, one, TODO, frozenset(ITEMS))
        await wishes.mark(house.home, elis, TODO, frozenset())
        next_turn(house)
        assert await shown(house, noor) == []

    play(scene)


def test_a_mark_taken_off_later_is_gone_from_the_next_turn_for_both_alike() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        for one in (noor, elis):
            await wishes.mark(house.home, one, TODO, frozenset(ITEMS[:2]))
        next_turn(house)
        await wishes.mark(house.home, elis, TODO, frozenset(ITEMS[:1]))
        assert await shown(house, noor) == await shown(house, elis) == ITEMS[:2]
        next_turn(house)
        assert await shown(house, noor) == await shown(house, elis) == ITEMS[:1]

    play(scene)


def test_marking_one_list_leaves_the_marks_of_another() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        films = wishes.ours()[1]
        await wishes.mark(house.home, noor, films, frozenset([films.titles[0][0]]))
        await wishes.mark(house.home, noor, TODO, frozenset(ITEMS[:1]))
        assert await wishes.wanted(house.home, noor) == {films.titles[0][0], ITEMS[0]}

    play(scene)


def test_what_is_on_no_list_cannot_be_marked() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await wishes.mark(house.home, noor, TODO, frozenset(["f" * 16, "elephant"]))
        assert await wishes.wanted(house.home, noor) == frozenset()

    play(scene)


def test_the_note_is_of_one_size_however_much_is_marked() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        sizes = set()
        for some in (ITEMS, [], ITEMS[:1]):
            await wishes.mark(house.home, noor, TODO, frozenset(some))
            row = await house.store.own(noor.person, Own.WISHES)
            assert row
            sizes.add(len(row.locked))
        assert len(sizes) == 1

    play(scene)


def test_the_fullest_note_fits_its_size() -> None:
    most = sorted(f"{number:016x}" for number in range(MOST_WANTED))
    assert len(str([3000, most, most])) + 100 < wishes.NOTE_BYTES


def test_neither_of_the_two_can_open_the_others_note() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        await wishes.mark(house.home, elis, TODO, frozenset(ITEMS))
        row = await house.store.own(elis.person, Own.WISHES)
        assert row
        assert not any(key.encode() in row.locked for key in ITEMS)

    play(scene)


def test_a_note_that_was_altered_counts_as_empty() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        for one in (noor, elis):
            await wishes.mark(house.home, one, TODO, frozenset(ITEMS))
        row = await house.store.own(elis.person, Own.WISHES)
        assert row
        broken = type(row)(row.person, row.name, row.rev + 1, row.locked[:-1] + b"\0")
        await house.store.put_own(broken)
        next_turn(house)
        assert await shown(house, noor) == []

    play(scene)


def test_a_brought_list_is_there_for_both_and_a_title_is_the_same_on_every_list() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await wishes.bring(house.home, noor, "Winter", "1. The  Heron\n\n- the heron\n* Salt\n---\n")
        await house.home.freshen(elis)
        brought = next(one for one in wishes.lists(elis) if one.key == key)
        assert [title for _, title in brought.titles] == ["The Heron", "Salt"]
        again = await wishes.bring(house.home, elis, "Mine", "THE HERON")
        await house.home.freshen(noor)
        mine = next(one for one in wishes.lists(noor) if one.key == again)
        await wishes.mark(house.home, noor, mine, frozenset(key for key, _ in mine.titles))
        await wishes.mark(house.home, elis, brought, frozenset([brought.titles[0][0]]))
        next_turn(house)
        assert [title for _, title in await wishes.both(house.home, noor)] == ["The Heron"]

    play(scene)


def test_a_list_put_away_takes_its_matches_along() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        key = await wishes.bring(house.home, noor, "Winter", "The Heron")
        await house.home.freshen(elis)
        for one in (noor, elis):
            brought = next(each for each in wishes.lists(one) if each.key == key)
            await wishes.mark(house.home, one, brought, frozenset([brought.titles[0][0]]))
        next_turn(house)
        assert len(await shown(house, noor)) == 1
        await wishes.put_away(house.home, elis, key)
        await house.home.freshen(noor)
        assert await shown(house, noor) == []

    play(scene)


@pytest.mark.parametrize("text", ["", "\n\n", "- \n* \n...", "\ufeff"])
def test_a_list_without_titles_is_refused(text: str) -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        with pytest.raises(NoTitles):
            await wishes.bring(house.home, noor, "Nothing", text)

    play(scene)


def test_a_list_too_long_and_a_thirteenth_list_are_refused() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        with pytest.raises(TooManyWishes):
            await wishes.bring(house.home, noor, "Long", "\n".join(f"Title {n}" for n in range(301)))
        for number in range(12):
            await wishes.bring(house.home, noor, f"List {number}", "One")
        with pytest.raises(TooManyWishes):
            await wishes.bring(house.home, noor, "One more", "One")

    play(scene)


def test_parting_takes_every_mark() -> None:
    async def scene(house: House, noor: Opened, elis: Opened) -> None:
        for one in (noor, elis):
            await wishes.mark(house.home, one, TODO, frozenset(ITEMS))
        await leave(house.home, noor)
        assert [await house.store.own(one.person, Own.WISHES) for one in (noor, elis)] == [None, None]

    play(scene)
