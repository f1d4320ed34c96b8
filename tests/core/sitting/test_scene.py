"""What one person has before them."""

from rehearsals.rehearse import script
from weft.core.exercise.script import Form
from weft.core.people import Side
from weft.core.sitting.scene import scene
from weft.core.sitting.state import Stage, State

NAMES = ("Noor", "Elias")
SLOW, BENCH, LINE = script("slow-turns"), script("ten-minutes-on-the-bench"), script("one-true-line")


def speaking(**more):
    return State(Form.TOGETHER, Side.LEFT, step=2, stage=Stage.SPEAKING, **more)


def test_the_speaker_can_hand_over_and_the_listener_can_only_listen():
    left = scene(SLOW, speaking(elapsed=40), Side.LEFT, NAMES)
    right = scene(SLOW, speaking(elapsed=40), Side.RIGHT, NAMES)
    assert [act.name for act in left.acts] == ["hand-over", "pause", "stop"]
    assert [act.name for act in right.acts] == ["pause", "stop"]
    assert (left.seconds, left.elapsed) == (right.seconds, right.elapsed) == (180, 40)
    assert left.text == "Say it from your side. Elias says it back before answering."


def test_a_first_speaker_can_let_the_other_begin_for_a_moment():
    assert "you-first" in [act.name for act in scene(SLOW, speaking(elapsed=30), Side.LEFT, NAMES).acts]
    assert "you-first" not in [act.name for act in scene(SLOW, speaking(elapsed=31), Side.LEFT, NAMES).acts]


def test_a_pause_does_not_say_whose_it_is():
    paused = speaking(paused=True)
    assert scene(SLOW, paused, Side.LEFT, NAMES) == scene(SLOW, paused, Side.RIGHT, NAMES)


def test_face_down_the_phone_is_dark_awake_and_will_knock():
    state = State(Form.APART, Side.LEFT, step=2, stage=Stage.DOING)
    now = scene(BENCH, state, Side.LEFT, NAMES)
    assert (now.dark, now.wake, now.knocks, now.seconds) == (True, True, True, 600)
    assert now.heading == "Face down, please"


def test_a_line_holds_280_letters_and_a_keep_one_line():
    writing = scene(LINE, State(Form.TOGETHER, Side.LEFT, step=1, stage=Stage.WRITING), Side.LEFT, NAMES)
    assert writing.acts[0].field is not None
    assert writing.acts[0].field.most == 280
    keeping = scene(SLOW, State(Form.TOGETHER, Side.LEFT, step=4, stage=Stage.KEEPING), Side.LEFT, NAMES)
    assert [act.name for act in keeping.acts][:2] == ["keep", "skip"]
    assert keeping.acts[0].field is not None
    assert keeping.acts[0].field.most == 240


def test_without_a_name_the_other_is_your_partner():
    now = scene(LINE, State(Form.TOGETHER, Side.LEFT, step=1, stage=Stage.WRITING), Side.LEFT, ("Noor", ""))
    assert now.heading == "One thing your partner did, and what it shows"
