"""What comes with Weft, taken together: no empty cell, no prompt twice, nothing too hard to read."""

import re
from collections import Counter

import pytest

from weft.cli.exercise import prose
from weft.core.exercise.advice import advice
from weft.core.exercise.alike import alike
from weft.core.exercise.prompts import deal, fits
from weft.core.exercise.readability import grade, middle_grade, syllables
from weft.core.exercise.script import Form, LifeStage
from weft.core.practice import Practice
from weft.keeper.library import read_library

LIBRARY = read_library()
ALL = list(LIBRARY.exercises.values())
SHORT, MIDDLE, LONG = range(3, 10), range(10, 31), range(31, 181)
LENGTHS = {"about five minutes": SHORT, "about twenty": MIDDLE, "about forty-five": LONG}
THREE_FORMS = (Form.TOGETHER, Form.APART, Form.SOLO)
practices = pytest.mark.parametrize("practice", Practice)


@practices
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("form", THREE_FORMS)
def test_no_cell_is_empty(practice, form, length):
    some = LIBRARY.by_practice[practice]
    assert [one.id for one in some if form in one.forms and one.minutes in LENGTHS[length]]


@practices
def test_every_practice_holds_a_dozen_and_three_in_each_form(practice):
    some = LIBRARY.by_practice[practice]
    assert len(some) >= 12
    forms = Counter(form for one in some for form in one.forms)
    assert all(forms[form] >= 3 for form in THREE_FORMS), forms


@practices
def test_every_practice_goes_from_light_to_deep(practice):
    depths = {one.depth for one in LIBRARY.by_practice[practice]}
    assert 1 in depths
    assert max(depths) >= 4


def test_no_exercise_leaves_its_writer_anything_to_be_advised_of():
    assert [(one.id, said.sentence) for one in ALL for said in advice(one)] == []


def test_there_are_eighty_four_or_more():
    assert len(ALL) >= 84


def test_no_two_have_the_same_title():
    assert [title for title, times in Counter(one.title for one in ALL).items() if times > 1] == []


def test_every_prompt_can_come():
    """To two people who said all six times of life are theirs; those for anyone come to two who said nothing."""
    draws = {step.draws for one in ALL for step in one.steps if step.draws and step.draws.practice}
    everyone, some = frozenset[str](), frozenset(map(str, LifeStage))
    never = [
        f"{one.practice}/{one.theme}, depth {one.depth}: {one.text}"
        for one in LIBRARY.prompts
        if not any(fits(one, draw, some if one.stages else everyone) for draw in draws)
    ]
    assert never == []


@pytest.mark.parametrize("one", [one for one in ALL if one.needs], ids=lambda one: one.id)
def test_there_is_something_to_draw_for_every_sitting(one):
    dealt = deal(one, LIBRARY.prompts, b"any")
    assert len(dealt.prompts) == len(set(dealt.prompts)) == one.needs


def test_what_opens_after_another_opens_after_one_there_is_and_never_in_a_circle():
    for one in ALL:
        seen = {one.id}
        while one.after:
            assert one.after in LIBRARY.exercises
            one = LIBRARY.exercises[one.after]
            assert one.id not in seen
            seen.add(one.id)


def test_the_ladder_has_six_rungs_each_after_the_one_before():
    rungs = sorted(one.id for one in ALL if one.id.startswith("rung-"))
    assert [LIBRARY.exercises[rung].depth for rung in rungs] == [1, 2, 3, 4, 5, 6]
    assert [LIBRARY.exercises[rung].after for rung in rungs] == [None, *rungs[:-1]]


def test_there_are_a_thousand_prompts_and_no_two_say_the_same():
    texts = [one.text for one in LIBRARY.prompts]
    assert len(texts) >= 1000
    assert [(texts[a], texts[b], why) for a, b, why in alike(texts)] == []


@practices
def test_prompts_of_every_depth_and_for_every_stage_of_a_life(practice):
    some = [one for one in LIBRARY.prompts if one.practice is practice]
    assert {one.depth for one in some} == {1, 2, 3, 4, 5, 6}
    assert {stage for one in some for stage in one.stages} == set(LifeStage)


ASSUMED = re.compile(
    r"\b(?:he|she|him|his|hers?|husband|wife|married|marriage|wedding|your (?:children|kids|mother|father|parents|god|church|job|boss|car|salary))\b",
    re.IGNORECASE,
)


def test_prompts_for_anyone_assume_nothing_about_anyone():
    assert [one.text for one in LIBRARY.prompts if not one.stages and ASSUMED.search(one.text)] == []


def test_nothing_is_hard_to_read():
    assert middle_grade(one.text for one in LIBRARY.prompts) <= 8
    assert middle_grade(map(prose, ALL)) <= 8
    assert [one.id for one in ALL if grade(prose(one)) > 9] == []


@pytest.mark.parametrize(
    ("word", "beats"),
    [("hope", 1), ("table", 2), ("quiet", 1), ("remember", 3), ("walked", 1), ("wanted", 2), ("I", 1)],
)
def test_syllables_are_counted_about_right(word, beats):
    assert syllables(word) == beats


def test_a_plain_sentence_is_easy_and_a_stuffed_one_is_not():
    assert grade("We sat on the wall. The dog came too.") < 2
    assert grade("Intentional vulnerability facilitates reciprocal emotional attunement processes.") > 15
    assert grade("") == 0
