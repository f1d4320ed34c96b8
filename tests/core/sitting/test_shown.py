"""Whose words stand on a page: all that is to be answered, and earlier words brought back."""

from core.exercise.test_care import TEXT
from weft.core.exercise.parse import parse
from weft.core.exercise.script import Form
from weft.core.people import Side
from weft.core.sitting.acts import move_for, offered
from weft.core.sitting.play import begin, play
from weft.core.sitting.scene import scene

NAMES = ("Noor", "Elias")
LEFT, RIGHT = Side
HEAD = TEXT[: TEXT.index("### agree: How")]
END = "\n## Steps\n\n### keep: Keep\n\nA line.\n\n### close: Over\n\nThat was it.\n"
WRITE = "### write: {n}\n\nA line.\n\n"
OPEN = "### open: All of it\n\nRead.\n\n"
RESPOND = "### respond: Answer {n}\n\nIn a line.\n\n"


def script(*steps, forms="own-pace"):
    body = "".join(step.replace("{n}", f"Number {n}") for n, step in enumerate(steps, start=1))
    text = HEAD.replace("together, apart, own-pace, solo", forms) + body + END
    return parse(text, "every-kind")


def until(one, heading, form=Form.OWN_PACE):
    """What the left one has before them at this step, both having done all before it."""
    state = begin(one, form)
    while one.steps[state.step].faces[0].heading != heading:
        side = next(side for side in sorted(state.sides) if _forward(one, state, side))
        state, _ = play(one, state, move_for(one, state, side, _forward(one, state, side)))
    return scene(one, state, LEFT, NAMES)


def _forward(one, state, side):
    return next((act for act in offered(one, state, side) if act not in ("take-back", "stop", "pause")), None)


def test_an_answer_sees_all_that_was_sealed_since_the_last_opening():
    now = until(script(WRITE, WRITE, OPEN, RESPOND), "Answer Number 4")
    assert now.shows == ("1-0-0-right", "2-0-0-right")


def test_an_answer_does_not_see_again_what_was_opened_before():
    one = script(WRITE, OPEN, WRITE, WRITE, OPEN, RESPOND)
    assert until(one, "Answer Number 6").shows == ("3-0-0-right", "4-0-0-right")


def test_without_an_opening_an_answer_sees_all_that_nobody_has_answered():
    one = script(WRITE, WRITE, RESPOND, WRITE, RESPOND)
    assert until(one, "Answer Number 3").shows == ("1-0-0-right", "2-0-0-right")
    assert until(one, "Answer Number 5").shows == ("4-0-0-right",)


def test_an_answer_to_an_answer_sees_the_answer():
    one = script(WRITE, OPEN, RESPOND, RESPOND)
    assert until(one, "Answer Number 4").shows == ("3-0-0-right",)


def test_what_is_for_their_own_eyes_is_never_among_what_is_answered():
    one = script(WRITE, WRITE.replace("A line.", "- private: yes\n\nA line."), OPEN, RESPOND)
    assert until(one, "Answer Number 4").shows == ("1-0-0-right",)


def test_alone_an_earlier_mark_can_be_brought_back():
    rate = "### rate: How near?\n\n- ends: far to near\n- private: yes\n\nA mark.\n\n"
    back = "### read: Look again\n\n- shows: mine\n\nStill so?\n\n"
    one = script(rate, back, forms="solo")
    assert until(one, "Look again", Form.SOLO).shows == ("1-0-0-left",)


def test_words_are_brought_back_before_a_mark():
    rate = "### rate: How near?\n\n- ends: far to near\n- private: yes\n\nA mark.\n\n"
    back = "### read: Look again\n\n- shows: mine\n\nStill so?\n\n"
    one = script(WRITE, rate, back, forms="solo")
    assert until(one, "Look again", Form.SOLO).shows == ("1-0-0-left",)
