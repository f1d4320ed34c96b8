"""In which order words stand, and what the order never tells."""

import asyncio
from dataclasses import replace
from itertools import permutations

import pytest

from couples import House
from keeper.test_every_exercise import _play
from weft.core.exercise.script import Form
from weft.core.log.entries import WordsWritten
from weft.keeper import boards, exchange, sittings
from weft.keeper.opened import append


async def letters(house, *turns):
    """Slow turns in letters: two turns each, minutes apart; gives what lies open, as the left person sees it."""
    noor, elis = await house.two()
    script = house.home.library.exercises["slow-turns"]
    sitting = await sittings.ask(house.home, noor, script, Form.OWN_PACE)
    await sittings.act(house.home, elis, sitting, "agree", "", "")
    for number, (speaks, echoes) in enumerate(((noor, elis), (elis, noor)) * 2):
        for person, act, words in (
            (speaks, "write", f"said {number}"),
            (echoes, "write", f"echo {number}"),
            (speaks, "got-me", ""),
        ):
            house.clock.pass_by(minutes=3)
            await house.home.freshen(person)
            await sittings.act(house.home, person, sitting, act, words, "")
    await house.home.freshen(noor)
    lying = await boards.all_boards(house.home, noor)
    return [words.text for words in exchange.visible(noor, lying, sitting, noor.log)]


def test_a_talk_reads_as_it_went():
    found = asyncio.run(letters(House()))
    assert found == [f"{what} {number}" for number in range(4) for what in ("said", "echo")]


@pytest.mark.parametrize("first", list(permutations((0, 1))))
def test_what_was_opened_together_never_tells_who_wrote_first(first):
    async def play():
        house = House()
        two = await house.two()
        script = house.home.library.exercises["one-true-line"]
        sitting = await sittings.ask(house.home, two[0], script, Form.OWN_PACE)
        await sittings.act(house.home, two[1], sitting, "agree", "", "")
        for which in first:
            house.clock.pass_by(minutes=9)
            await sittings.act(house.home, two[which], sitting, "write", f"by {which}", "")
        await house.home.freshen(two[0])
        lying = await boards.all_boards(house.home, two[0])
        return [words.text for words in exchange.visible(two[0], lying, sitting, two[0].log)]

    assert asyncio.run(play()) == ["by 0", "by 1"]


async def private_note(house):
    """An exercise with something for one's own eyes, played by both; gives the two and the sitting."""
    noor, elis = await house.two()
    script = house.home.library.exercises["done-and-not-mentioned"]
    assert any(step.private for step in script.steps)
    sitting = await sittings.ask(house.home, noor, script, Form.TOGETHER)
    await _play(house, (noor, elis), sitting, script.id)
    return noor, elis, sitting


def test_what_is_for_ones_own_eyes_stands_in_no_cloth_and_on_a_page_of_ones_own():
    async def play():
        house = House()
        noor, _, sitting = await private_note(house)
        lying = await boards.all_boards(house.home, noor)
        shown = exchange.visible(noor, lying, sitting, noor.log)
        own = exchange.for_own_eyes(noor)
        assert [key for key, _ in own] == [sitting]
        keys = {words.key for _, some in own for words in some}
        assert keys
        assert not keys & {words.key for words in shown}
        assert all(words.author is noor.side for _, some in own for words in some)

    asyncio.run(play())


@pytest.mark.parametrize("words", ["", "   ", "x" * 281])
def test_nothing_and_too_much_are_refused_and_nothing_moves(words):
    async def play():
        house = House()
        noor, elis = await house.two()
        sitting = await sittings.ask(
            house.home, noor, house.home.library.exercises["one-true-line"], Form.OWN_PACE
        )
        await sittings.act(house.home, elis, sitting, "agree", "", "")
        before = (await boards.board(house.home, noor, sitting)).state
        with pytest.raises(exchange.NotTheseWords) as no:
            await sittings.act(house.home, noor, sitting, "write", words, "")
        assert no.value.most == 280
        assert (await boards.board(house.home, noor, sitting)).state == before

    asyncio.run(play())


def test_words_with_a_key_nobody_here_would_make_still_stand():
    async def play():
        house = House()
        noor, _ = await house.two()
        odd = [WordsWritten("ab" * 16, key, "keep", key) for key in ("", "keep", "1-left", "²-0-0-left")]
        await append(house.store, noor, noor.log, odd, house.clock())
        return {words.text for words in exchange.visible(noor, [], "ab" * 16, noor.log)}

    assert asyncio.run(play()) == {"", "keep", "1-left", "²-0-0-left"}


def test_a_hard_talk_begins_with_the_rules_the_two_kept_and_later_pages_are_without_them():
    async def play():
        house = House()
        noor, elis = await house.two()
        library = house.home.library.exercises
        rules, hard = library["rules-of-our-own"], library["one-hard-thing"]
        assert hard.recalls == rules.id
        sitting = await sittings.ask(house.home, noor, hard, Form.TOGETHER)
        await sittings.act(house.home, elis, sitting, "agree", "", "")
        await house.home.freshen(noor)
        one = await boards.board(house.home, noor, sitting)
        assert await exchange.recalled(house.home, noor, one) is None
        made = await sittings.ask(house.home, noor, rules, Form.TOGETHER)
        await _play(house, (noor, elis), made, rules.id)
        for person in (noor, elis):
            title, kept = await exchange.recalled(house.home, person, one)
            assert title == rules.title
            assert [(words.text, words.author) for words in kept] == [
                ("Some words.", noor.side),
                ("Some words.", elis.side),
            ]
        late = replace(one, state=one.state._replace(step=2))
        assert await exchange.recalled(house.home, noor, late) is None

    asyncio.run(play())


def test_what_one_alone_kept_of_the_rules_is_not_recalled_while_it_is_not_open_to_both():
    async def play():
        house = House()
        noor, elis = await house.two()
        hard = house.home.library.exercises["one-hard-thing"]
        sitting = await sittings.ask(house.home, noor, hard, Form.TOGETHER)
        await sittings.act(house.home, elis, sitting, "agree", "", "")
        kept = WordsWritten("ab" * 16, "9-0-0-left", "keep", "No doors slammed.")
        await append(house.store, noor, noor.log, [kept], house.clock())
        await house.home.freshen(elis)
        one = await boards.board(house.home, elis, sitting)
        assert await exchange.recalled(house.home, elis, one) is None

    asyncio.run(play())
