"""What somebody reads: the right words for the form, the round, and whose turn it is."""

from core.exercise.test_care import TEXT
from weft.core.exercise.parse import parse
from weft.core.exercise.script import Form
from weft.core.people import Side
from weft.core.sitting.acts import move_for
from weft.core.sitting.play import begin, play
from weft.core.sitting.scene import scene
from weft.core.sitting.state import Stage, State

NAMES = ("Noor", "Elias")
LEFT, RIGHT = Side


def spoken(more="", heading="{prompt}"):
    """The script with other words at the first step in which somebody speaks."""
    text = TEXT.replace("### speak: {prompt}", f"### speak: {heading}")
    text = text if "{prompt}" in heading else text.replace("- draws: own\n", "")
    return parse(text.replace("Tell.\n", f"Tell.\n{more}"), "every-kind")


def at(script, kind, form, **more):
    """The sitting at the first step of this kind in turns."""
    step = next(number for number, step in enumerate(script.steps) if step.kind == kind and step.turns)
    return State(form, LEFT, step=step, **more)


def read(script, state, side=LEFT):
    return scene(script, state, side, NAMES)


def test_another_way_for_the_second_round_does_not_show_in_the_first():
    script = spoken("\n#### or, round 2: Something lighter\n\nIf you like.\n")
    first = read(script, at(script, "speak", Form.TOGETHER, stage=Stage.SPEAKING))
    second = read(script, at(script, "speak", Form.TOGETHER, stage=Stage.SPEAKING, turn=2))
    assert "Something lighter" not in first.text
    assert second.text == "Tell.\n\nSomething lighter. If you like."


def test_alone_another_way_that_needs_the_other_does_not_show():
    text = TEXT.replace("Sit.\n", "Sit.\n\n#### or: Lean on {other}\n\n#### or: Lie down\n", 1)
    script = parse(text, "every-kind")
    two = read(script, State(Form.TOGETHER, LEFT, step=2, stage=Stage.GATHERING))
    alone = read(script, State(Form.SOLO, LEFT, step=2, stage=Stage.GATHERING))
    assert two.text == "Sit.\n\nLean on Elias\n\nLie down"
    assert alone.text == "Sit.\n\nLie down"


def test_at_their_own_pace_whoever_answers_reads_what_was_asked():
    script = spoken(heading="Something {other} did for {me}")
    state = at(script, "respond", Form.OWN_PACE, stage=Stage.WRITING)
    assert read(script, state, RIGHT).text == (
        "Answer.\n\nNoor was writing about this: “Something Elias did for Noor”"
    )
    assert read(script, state, LEFT).text == (
        "There’s nothing for you to do yet. You can close this and come back."
    )


def test_whoever_says_it_back_in_writing_reads_what_was_asked_in_this_round():
    text = TEXT.replace("- only: together, apart\n- shows: mine\n", "")
    text = text.replace("### echo: Say it back\n\n- only: together, apart\n", "### echo: Say it back\n")
    script = parse(text.replace("own-pace, solo", "own-pace").replace("Aloud.\n", "Aloud.\n"), "every-kind")
    state = at(script, "echo", Form.OWN_PACE, stage=Stage.WRITING_BACK)
    assert read(script, state, RIGHT).text.endswith("Noor was writing about this: “Read yours out”")


def test_a_question_the_writer_repeats_is_not_said_twice():
    script = spoken()
    again = parse(script.text.replace("Answer.\n", "It was: {prompt}\n", 1), "every-kind")
    state = at(again, "respond", Form.OWN_PACE, stage=Stage.WRITING)
    assert read(again, state, RIGHT).text == f"It was: {again.prompts[0]}"


def test_aloud_nothing_is_added():
    script = spoken()
    assert read(script, at(script, "respond", Form.TOGETHER, stage=Stage.ANSWERING), RIGHT).text == "Answer."


def test_what_both_picked_is_taken_whoever_picked_first():
    state, script = begin(spoken(), Form.TOGETHER), spoken()
    for side, act in ((LEFT, "agree"), (RIGHT, "agree"), (RIGHT, "choose-2"), (LEFT, "choose-2")):
        state, _ = play(script, state, move_for(script, state, side, act))
    assert read(script, state).heading == "Face to face"
