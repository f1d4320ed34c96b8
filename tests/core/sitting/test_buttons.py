"""What the acts on a page are called, and the small words beside them."""

import pytest

from core.exercise.test_care import TEXT
from weft.core.exercise.parse import parse
from weft.core.exercise.script import Form
from weft.core.people import Side
from weft.core.sitting.course import course
from weft.core.sitting.scene import scene
from weft.core.sitting.state import State

NAMES = ("Noor", "Elias")
WALK = "### do: Walk round the block\n\n- button: We’re back, when you both are\n{limit}\nTogether.\n\n"


def main(text, heading, form=Form.TOGETHER):
    """The first act at the step with this heading."""
    script = parse(text, "every-kind")
    step = next(at for at, step in enumerate(script.steps) if step.faces[0].heading == heading)
    state = State(form, Side.LEFT, step=step, stage=course(script, form)[step].enters)
    return scene(script, state, Side.LEFT, NAMES).acts[0]


@pytest.mark.parametrize(("limit", "name"), [("", "ready"), ("- limit: 1 minute\n", "end-early")])
def test_something_done_has_the_writers_button_with_a_limit_and_without(limit, name):
    act = main(
        TEXT.replace("### rate: How", WALK.format(limit=limit) + "### rate: How"), "Walk round the block"
    )
    assert (act.name, act.label, act.note) == (name, "We’re back", "when you both are")


def test_of_several_sealed_steps_each_says_that_it_opens_later():
    assert main(TEXT, "How was it?").note == "opens with the rest"
    assert main(TEXT, "And for {other}?").note == "opens with the rest"
    more = "### write: And why?\n\n- only: together\n\nA line.\n\n### open: Where you each were"
    assert main(TEXT.replace("### open: Where you each were", more), "And why?").note == (
        "opens when you both open it"
    )


def test_a_mark_for_ones_own_eyes_never_says_it_opens():
    assert main(TEXT, "For your eyes").note == "only you ever see it"


def test_alone_a_mark_says_who_sees_it():
    assert main(TEXT, "How was it?", Form.SOLO).note == "only you see it"
