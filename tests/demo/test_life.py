"""The invented couple: what they say fits what they are asked, and two years of it look lived."""

import asyncio
import os
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from weft import demo
from weft.assemble import make_home
from weft.core.exercise.script import Exercise, Form, Kind
from weft.core.log.fold import Life
from weft.core.practice import Practice
from weft.demo.script import PRIVATE, read_script
from weft.keeper import boards
from weft.keeper.boards import Board
from weft.keeper.library import read_library
from weft.store.memory import MemoryStore
from weft.vault.server_key import ServerKey

SCRIPT = read_script()
LIBRARY = read_library()
KEEP_MOST = 240
GENDERED = re.compile(r"\b(he|she|him|her|his|hers|himself|herself|husband|wife)\b", re.IGNORECASE)


def said_in(word: str) -> Iterator[tuple[tuple[Exercise, ...], str, str]]:
    """Every line of one person: the exercises it may be said in, the kind of step, the line."""
    for key, lines in SCRIPT.own[word].items():
        yield from (((LIBRARY.exercises[key],), kind, line) for kind, some in lines.items() for line in some)
    for key, lines in SCRIPT.general[word].items():
        for named, some in lines.items():
            kind = named.partition("-")[0]
            where = tuple(
                one for one in LIBRARY.by_practice[Practice(key)] if may_be_general(one, word, kind)
            )
            yield from ((where, kind, line) for line in some)


def may_be_general(exercise: Exercise, word: str, kind: str) -> bool:
    own = SCRIPT.own[word].get(exercise.id, {})
    return exercise.id in SCRIPT.anyhow or (kind == Kind.KEEP and kind not in own)


EVERYTHING = [one for word in demo.PEOPLE for one in said_in(word)]


def test_every_line_is_for_a_step_that_asks_for_it_and_holds_it() -> None:
    """A general line fits the shortest field it may come to stand in."""
    for where, kind, line in EVERYTHING:
        fields = [
            KEEP_MOST if kind == Kind.KEEP else step.most
            for one in where
            for step in one.steps
            if (step.kind == kind and not step.private) or (kind == PRIVATE and step.private)
        ]
        assert fields, f"nothing asks for “{line}”"
        assert len(line) <= min(fields), f"too long: “{line}”"


def test_no_line_stands_there_twice() -> None:
    assert [line for line, times in Counter(line for _, _, line in EVERYTHING).items() if times > 1] == []


def test_nobody_is_called_by_a_gendered_pronoun() -> None:
    assert [line for _, _, line in EVERYTHING if GENDERED.search(line)] == []


def test_both_have_words_for_all_seven_practices() -> None:
    for word in demo.PEOPLE:
        assert {key for key, lines in SCRIPT.general[word].items() if len(lines["keep"]) >= 10} == set(
            Practice
        )


def test_what_is_said_for_one_exercise_is_said_by_both() -> None:
    assert SCRIPT.own["noor"].keys() == SCRIPT.own["elias"].keys()


@pytest.fixture(scope="module")
def lived() -> tuple[Life, list[Board]]:
    """The couple's log after the two years, and what lies open between them."""
    return asyncio.run(live())


async def live() -> tuple[Life, list[Board]]:
    calendar = demo.Calendar()
    home = make_home(MemoryStore(), ServerKey(os.urandom(32)), calendar)
    await demo.live(home, calendar, lambda _: None)
    opened = await home.sign_ins.open(await demo.be(home, "noor"))
    assert opened is not None
    await home.freshen(opened)
    return opened.log.life, await boards.boards(home, opened)


Lived = tuple[Life, list[Board]]


def test_the_last_fortnight_holds_all_seven_weaves(lived: Lived) -> None:
    sittings = [one for one in lived[0].woven.values() if one.what.form != "gesture"]
    newest = sittings[-len(SCRIPT.played) :]
    assert {one.what.practice for one in newest} == set(Practice)
    assert {one.what.form for one in newest} == {Form.TOGETHER, Form.APART, Form.OWN_PACE}


def test_of_the_newest_sitting_each_has_kept_a_line(lived: Lived) -> None:
    life, _ = lived
    words = life.words[next(reversed(life.woven))]
    assert len({one.author for one in words if one.step == Kind.KEEP}) == 2


def test_nothing_is_said_twice_in_two_years(lived: Lived) -> None:
    life, _ = lived
    lines = {line for _, _, line in EVERYTHING}
    said = [one.text for sitting in life.woven for one in life.words.get(sitting, ()) if one.text in lines]
    assert len(said) == len(set(said)) > 200


def test_nobody_puts_down_nothing(lived: Lived) -> None:
    """Who passes, passes; an empty line in the cloth would look like a slip."""
    assert [one for some in lived[0].words.values() for one in some if not one.text] == []


def test_rungs_have_opened(lived: Lived) -> None:
    assert {"rung-1-hopes", "rung-2-dreams"} <= {one.what.exercise for one in lived[0].woven.values()}


def test_one_lies_half_done_and_one_is_asked_for(lived: Lived) -> None:
    begun = {one.exercise: one.begun for one in lived[1]}
    assert begun == {SCRIPT.begun[0]: True} | {name: False for name, _, _ in SCRIPT.asked}


def test_winters_are_fuller_than_summers(lived: Lived) -> None:
    months = Counter(one.at.month for one in lived[0].woven.values())
    assert sum(months[month] for month in (12, 1, 2)) > sum(months[month] for month in (6, 7, 8))
