"""Decks, and what is dealt from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exercise.test_care import TEXT
from weft.core.exercise.parse import parse
from weft.core.exercise.prompts import NothingToDraw, deal, prompt_id, read_deck
from weft.core.exercise.script import BEFORE

SCRIPT = parse(TEXT, "every-kind")
DECK = """---
practice: talk
title: Talk
---

## week, depth 1
- What was loud?
- What was quiet?

## week, depth 3, for parents and hard-season
- Who slept?
"""
PROMPTS, _ = read_deck(DECK)


def drawing(words):
    return parse(TEXT.replace("- draws: own", f"- draws: {words}"), "every-kind")


def test_a_deck_keeps_theme_depth_stage_and_line():
    assert [(one.text, one.theme, one.depth, sorted(one.stages), one.line) for one in PROMPTS] == [
        ("What was loud?", "week", 1, [], 7),
        ("What was quiet?", "week", 1, [], 8),
        ("Who slept?", "week", 3, ["hard-season", "parents"], 11),
    ]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (DECK.replace("talk", "talks"), 2, "Did you mean “talk”"),
        (DECK.replace("depth 1", "depth 9"), 6, "should read like"),
        (DECK.replace("for parents", "for children"), 10, "the stages are"),
        (DECK.replace("- What was loud?", "What was loud?"), 7, "a prompt with “- ”"),
        (DECK.replace("## week, depth 1\n", ""), 6, "under no heading"),
        (DECK.replace("loud?", "l" * 300), 7, "at most 232"),
        (DECK.replace("loud?", "loud, {her}?"), 7, "other braces"),
        (DECK.replace("loud?", "loud? <!-- soft -->"), 7, "notes have no place"),
        ("", 1, "three dashes"),
    ],
)
def test_a_mistake_in_a_deck_is_named_with_its_line(text, line, sentence):
    complaint = read_deck(text)[1][0]
    assert complaint.line == line
    assert sentence in complaint.sentence


@given(st.text(max_size=300))
def test_no_deck_is_too_strange_to_read(text):
    read_deck(text)
    read_deck("---\npractice: talk\n---\n" + text)


def test_every_round_gets_another_prompt_and_both_get_the_same():
    dealt = deal(SCRIPT, (), b"seed")
    assert len(dealt.prompts) == len(set(dealt.prompts)) == SCRIPT.needs == 3
    assert dealt.prompt(8, 1) == dealt.prompts[0]
    assert dealt.prompt(8, 3) == dealt.prompts[2]
    assert dealt.prompt(0, 1) is None


def test_what_is_dealt_is_part_of_the_text_that_is_kept():
    dealt = deal(SCRIPT, (), b"seed")
    assert parse(dealt.text, "every-kind") == dealt
    assert [step.kind for step in dealt.steps] == [step.kind for step in SCRIPT.steps]


def test_the_seed_alone_decides():
    assert deal(SCRIPT, (), b"one") == deal(SCRIPT, (), b"one")
    assert len({deal(SCRIPT, (), bytes([n])).prompts for n in range(20)}) > 5


def test_what_was_had_comes_last_and_says_so():
    had = {prompt_id("One?"): 100, prompt_id("Two?"): 200}
    dealt = deal(SCRIPT, (), b"seed", had, today=210)
    assert set(dealt.prompts[:2]) == {"Three?", "Four?"}
    assert dealt.prompts[2] == "One?" + BEFORE


def test_after_months_an_old_one_may_come_before_a_newer_one():
    had = {
        prompt_id(text): day for text, day in (("One?", 390), ("Two?", 10), ("Three?", 395), ("Four?", 399))
    }
    assert deal(SCRIPT, (), b"seed", had, today=400).prompts[0] == "Two?" + BEFORE


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("talk", {"What was loud?", "What was quiet?"}),
        ("talk/week, depth 1", {"What was loud?", "What was quiet?"}),
        ("talk, for parents", {"Who slept?"}),
        ("talk/week, depth 2 to 4, for hard-season", {"Who slept?"}),
    ],
)
def test_a_step_draws_what_it_asks_for(words, texts):
    dealt = deal(drawing(words), PROMPTS, b"seed")
    assert set(dealt.prompts) == texts


def test_what_is_written_for_a_time_of_life_comes_to_those_who_say_it_is_theirs():
    wide = drawing("talk, depth 1 to 6")
    for seed in (b"one", b"two", b"three"):
        assert "Who slept?" not in deal(wide, PROMPTS, seed).prompts
        assert "Who slept?" not in deal(wide, PROMPTS, seed, stages={"new"}).prompts
        assert "Who slept?" in deal(wide, PROMPTS, seed, stages={"parents"}).prompts


def test_a_deck_that_is_not_there_is_named():
    with pytest.raises(NothingToDraw, match="talk/moon"):
        deal(drawing("talk/moon"), PROMPTS, b"seed")


def test_a_script_that_draws_nothing_is_left_alone():
    assert deal(parse(TEXT, "x"), (), b"").needs
    plain = TEXT.replace("- draws: own\n", "").replace("{prompt}", "Tell")
    one = parse(plain, "x")
    assert deal(one, PROMPTS, b"seed") is one


@pytest.mark.parametrize("heading", ["## Prompts:", "##  Prompts", "## prompts"])
def test_a_list_is_found_however_its_heading_is_written(heading):
    one = parse(TEXT.replace("## Prompts", heading), "every-kind")
    assert len(deal(one, (), b"seed").prompts) == one.needs


def test_a_writers_note_about_prompts_is_no_list():
    one = parse(TEXT.replace("## Prompts", "<!--\n## Prompts\n- Old?\n-->\n\n## Prompts"), "every-kind")
    assert set(deal(one, (), b"seed").prompts) < {"One?", "Two?", "Three?", "Four?"}


def test_the_longest_prompt_can_come_back_too():
    long = "Why " + "so " * 75 + "?"
    one = parse(TEXT.replace("- Two?\n- Three?\n- Four?\n", f"- {long}\n- {long[4:]}\n"), "every-kind")
    had = {prompt_id(text): 1 for text in (*one.prompts,)}
    assert all(text.endswith(BEFORE) for text in deal(one, (), b"seed", had, today=9).prompts)


def test_alone_nobody_is_named_while_there_is_anything_else():
    two, _ = read_deck(DECK.replace("- What was quiet?", "- What did {other} say?"))
    wide = drawing("talk/week, depth 1")
    assert {text for seed in range(9) for text in deal(wide, two, bytes([seed]), alone=True).prompts} == {
        "What was loud?"
    }
    assert "What did {other} say?" in deal(wide, two, b"seed").prompts
    only, _ = read_deck(
        DECK.replace("What was loud?", "What did {other} do?").replace("quiet?", "{other} like?")
    )
    assert deal(wide, only, b"seed", alone=True).prompts
