"""What one person has before them."""

from core.sitting.test_any_script import HEAD
from rehearsals.rehearse import script
from weft.core.exercise.parse import parse
from weft.core.exercise.script import Form
from weft.core.people import Side
from weft.core.sitting.acts import move_for
from weft.core.sitting.play import begin, play
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


def test_in_letters_an_answer_is_on_the_next_page_of_the_one_it_answers():
    turns = "\n## Steps: one turn each\n\n### speak: Tell\n\nA line.\n\n### respond: Answer\n\nA line.\n"
    end = "\n## Steps\n\n### keep: Keep\n\nA line.\n\n### close: Over\n\nThat was it.\n"
    one = parse(HEAD.format(forms="own-pace", depth=1) + turns + end, "any-script")
    state = begin(one, Form.OWN_PACE)
    for side, act in (
        (Side.LEFT, "agree"),
        (Side.RIGHT, "agree"),
        (Side.LEFT, "write"),
        (Side.RIGHT, "respond"),
    ):
        state, _ = play(one, state, move_for(one, state, side, act))
    answer = next(key for key in state.written if key.endswith("-right"))
    assert scene(one, state, Side.LEFT, NAMES).shows == (answer,)
    state, _ = play(one, state, move_for(one, state, Side.RIGHT, "write"))
    assert answer in scene(one, state, Side.LEFT, NAMES).shows
    state, _ = play(one, state, move_for(one, state, Side.LEFT, "respond"))
    assert answer not in scene(one, state, Side.LEFT, NAMES).shows
    assert scene(one, state, Side.RIGHT, NAMES).shows[-1].endswith("-left")
