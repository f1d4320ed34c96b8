"""What no script may do to two people, however well it is meant."""

from pathlib import Path

import pytest

from weft.core.exercise.check import check
from weft.core.exercise.parse import parse

PATH = Path(__file__).parents[1] / "scripts/every-kind.md"
TEXT = PATH.read_text(encoding="utf-8")


def told(text):
    return " ".join(complaint.sentence for complaint in check(text, "every-kind"))


def without(heading):
    """The script without one step, whole."""
    start = TEXT.index(f"### {heading}")
    ends = [at for at in (TEXT.find("\n### ", start), TEXT.find("\n## ", start)) if at > 0]
    return TEXT[:start] + TEXT[min(ends) + 1 :]


def test_a_script_with_every_kind_of_step_has_nothing_to_mend():
    assert check(TEXT, "every-kind") == ()
    assert {step.kind for step in parse(TEXT, "every-kind").steps} == {
        "read", "agree", "settle", "speak", "echo", "write", "rate", "guess", "open", "respond", "do", "keep", "close",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (without("open: Where"), "nobody opens this “rate”"),
        (without("open: Where"), "nobody opens this “guess”"),
        (without("respond: Say"), "nobody answers"),
        (TEXT.replace("### speak: {prompt}", "### write: {prompt}").replace("- limit: 2 minutes\n", ""), "before the other has answered"),
        (TEXT.replace("- if: face to face\n", ""), "is not for everyone"),
        (TEXT.replace("depth: 2", "depth: 5"), "way out that nobody else sees"),
        (TEXT.replace("- of: How was it?", "- of: Something else"), "needs to know what is guessed"),
        (TEXT.replace("- ends: far to near\n- private", "- private"), "needs its two ends"),
        (TEXT.replace("- if: side by side", "- if: upside down"), "no “choose” before it offers “upside down”"),
        (TEXT.replace("- choose: side by side, face to face", "- choose: side by side"), "two to four different things"),
        (TEXT.replace("- draws: own\n", ""), "nothing is drawn"),
        (TEXT.replace("### speak: {prompt}", "### speak: Tell"), "never shows it"),
        (TEXT.replace("- Two?\n- Three?\n- Four?\n", ""), "holds 1"),
        (TEXT[: TEXT.index("## Prompts")], "needs a list"),
        (TEXT.replace("- draws: own", "- draws: talks/week"), "Did you mean “talk”"),
        (TEXT.replace("- draws: own", "- draws: talk, depth 4 to 2"), "lighter depth comes first"),
        (TEXT.replace("- draws: own", "- draws: talk, for children"), "neither a depth"),
        (TEXT.replace("### settle: Side", "### agree: Again?\n\n- choose: side by side, on the floor\n\nPick.\n\n### settle: Side"), "could mean either"),
        (TEXT.replace("minutes: 12", "minutes: 2"), "the limits of the steps alone make"),
        (TEXT.replace("within 4 minutes", "within four"), "is not a part of an exercise"),
        (TEXT.replace("within 4 minutes", "within 4 moons"), "How long?"),
        (TEXT.replace("minutes: 12\n", ""), "The label has no “minutes”"),
        (TEXT.replace("evidence: B\n", ""), "The label has no “evidence”"),
        (TEXT.replace("sources: eyal-2018\n", ""), "The label has no “sources”"),
        (TEXT.replace("depth: 2\n", "depth: 2\npause-word: time out\n"), "a pause word is one word"),
        (TEXT.replace("- One?", "One?"), "starts with “- ”"),
    ],
)  # fmt: skip
def test_it_is_said_kindly_what_to_mend(text, sentence):
    assert sentence in told(text)


def test_a_deep_step_with_something_smaller_to_say_is_let_through():
    deep = TEXT.replace("depth: 2", "depth: 5")
    ways = "\n#### or: Something smaller\n\nIt counts as much.\n"
    for step in ("Tell.\n", "One line.\n", "Aloud.\n"):
        deep = deep.replace(step, step + ways)
    assert check(deep, "every-kind") == ()


def test_something_smaller_in_the_second_round_alone_is_not_enough():
    deep = TEXT.replace("depth: 2", "depth: 5")
    for step in ("Tell.\n", "One line.\n", "Aloud.\n"):
        deep = deep.replace(step, step + "\n#### or: Something smaller\n\nIt counts as much.\n")
    later = deep.replace("Tell.\n\n#### or:", "Tell.\n\n#### or, round 2:")
    assert "way out that nobody else sees" in told(later)


def test_two_ways_of_one_choice_may_offer_the_same_word_further_on():
    again = "### agree: {}\n\n- choose: slow, quick\n- if: {}\n\nPick.\n\n"
    both = again.format("So?", "side by side") + again.format("Or so?", "face to face")
    both += "### settle: Slowly\n\n- if: slow\n\nSit.\n\n"
    assert check(TEXT.replace("### rate: How", both + "### rate: How"), "every-kind") == ()


def test_what_one_wrote_cannot_be_brought_back_to_the_other_before_both_open_it():
    early = TEXT.replace(
        "### guess: And", "### read: Look back\n\n- shows: theirs\n\nRead.\n\n### guess: And"
    )
    early = early.replace(
        "### rate: How was it?", "### write: How was it then?\n\nA line.\n\n### rate: How was it?"
    )
    assert "before the “open”" in told(early)
