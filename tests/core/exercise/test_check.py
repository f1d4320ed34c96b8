"""Every mistake a writer can make, its line, and the sentence that helps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearsals.rehearse import CONTENT, script
from weft.core.exercise.check import check
from weft.core.exercise.parse import parse
from weft.core.exercise.script import Part, ScriptErrors

TEXT = script("slow-turns").text
LINE = script("one-true-line").text

MISTAKES = [
    ("id: slow-turns", "id: Slow Turns", "small letters"),
    ("title: Slow turns", "titel: Slow turns", "Did you mean “title”"),
    ("title: Slow turns", "title:", "is empty"),
    ("title: Slow turns", "title: a\ntitle: b", "twice"),
    ("title: Slow turns", "Slow turns", "needs a colon"),
    ("practice: talk", "practice: talking", "Did you mean “talk”"),
    ("together, apart, own-pace", "together, appart", "Did you mean “apart”"),
    ("minutes: 15", "minutes: soon", "whole number"),
    ("depth: 2", "depth: 9", "from 1 to 6"),
    ("evidence: B", "evidence: E", "not one of A, B, C, D"),
    ("## What you do", "## What you does", "Did you mean “what you do”"),
    ("### speak:", "### speek:", "Did you mean “speak”"),
    ("- limit: 3 minutes", "- limt: 3 minutes", "Did you mean “limit”"),
    ("- limit: 3 minutes", "- limit: a while", "such as “3 minutes”"),
    ("- limit: 3 minutes", "- dark: yes", "means nothing in a step that says “speak”"),
    ("- limit: 3 minutes", "- limit: 3 minutes\n- limit: 4 minutes", "twice in this step"),
    ("#### listening: Just", "#### lisening: Just", "Did you mean “listening”"),
    ("#### round 2: What was", "#### round 3: What was", "no round 3"),
    ("{other} says it back", "{partner} says it back", "“{partner}” is nobody"),
    ("## Steps: two turns each", "## Steps", "needs turns"),
    ("### agree: Slow turns", "### settle: Slow turns", "first step must be “agree”"),
    ("### close: Woven in", "### read: Woven in", "last step must be “close”"),
    ("### keep: One line to keep", "### echo: One line to keep", "no “speak” comes right before"),
    ("together, apart, own-pace", "together, apart, own-pace, solo", "needs two people"),
    ("forms: together, apart, own-pace", "forms: together, apart", "the label does not offer that form"),
    ("- only: together, apart", "- dark: yes", "means nothing"),
    ("## Steps: two turns each", "## Steps: many turns each", "How often"),
    ("#### answering: Did", "#### or: Did", "nothing to do in this step"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "says"), MISTAKES, ids=[f"{after[:28]!r}" for _, after, _ in MISTAKES]
)
def test_a_mistake_is_named_on_its_line(before, after, says):
    assert before in TEXT
    text = TEXT.replace(before, after, 1)
    found = check(text, "slow-turns")
    hit = [complaint for complaint in found if says in complaint.sentence]
    assert hit, found
    at = TEXT[: TEXT.index(before)].count("\n") + 1
    assert any(complaint.line in (1, at, at + 1) or complaint.line > at for complaint in hit)


def test_a_mistake_keeps_the_writers_own_line_number():
    line = TEXT.splitlines().index("- limit: 3 minutes") + 1
    (complaint,) = check(TEXT.replace("- limit: 3 minutes", "- limit: soon"), "slow-turns")
    assert complaint.line == line


@pytest.mark.parametrize("path", sorted(CONTENT.glob("*/*.md")), ids=lambda path: path.stem)
def test_our_own_exercises_have_nothing_to_mend(path):
    assert check(path.read_text(encoding="utf-8"), path.stem) == ()
    assert path.parent.name == parse(path.read_text(encoding="utf-8"), path.stem).practice


def test_nothing_at_all_is_asked_for_kindly():
    assert "starts with a label" in check("", "empty")[0].sentence


def test_all_complaints_come_at_once_in_order():
    with pytest.raises(ScriptErrors) as raised:
        parse(TEXT.replace("minutes: 15", "minutes: x").replace("### echo:", "### ecko:"), "slow-turns")
    lines = [complaint.line for complaint in raised.value.complaints]
    assert lines == sorted(lines)
    assert len(lines) >= 2


def test_a_file_with_another_name_than_its_id_is_named():
    assert "Make them the same" in check(TEXT, "other")[0].sentence


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.text("#-:\n {}abc2", max_size=6)), max_size=4))
def test_whatever_is_typed_into_a_script_the_checker_answers(typed):
    text = TEXT
    for at, words in typed:
        text = text[:at] + words + text[at:]
    assert all(1 <= complaint.line <= text.count("\n") + 2 for complaint in check(text, "slow-turns"))


def test_another_way_to_do_it_is_kept_beside_the_first():
    settle = script("ten-minutes-on-the-bench").steps[1]
    assert [face.heading for face in settle.alternatives] == ["Lie down", "Walk"]
    assert all(Part.OR in face.parts for face in settle.alternatives)


def test_two_exercises_are_the_same_when_their_texts_are():
    other = parse(TEXT.replace("minutes: 15", "minutes: 16"), "slow-turns")
    assert {parse(TEXT, "slow-turns"), script("slow-turns"), other} == {parse(TEXT, "slow-turns"), other}
    assert parse(TEXT, "slow-turns") != other
