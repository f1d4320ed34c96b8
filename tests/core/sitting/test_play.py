"""Laws of the machine: whatever two people do, in whatever order."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearsals.rehearse import CONTENT, DECKS, script
from weft.core.exercise.parse import parse
from weft.core.exercise.prompts import deal
from weft.core.exercise.script import Form, Kind
from weft.core.people import Side
from weft.core.sitting.acts import DEEDS, move_for, offered
from weft.core.sitting.course import rounds
from weft.core.sitting.cues import Open
from weft.core.sitting.may import NotNow, NotYourFloor
from weft.core.sitting.moves import Left, Returned, Waited, Wrote
from weft.core.sitting.play import NotPlayable, begin, play
from weft.core.sitting.scene import scene
from weft.core.sitting.shown import may_see
from weft.core.sitting.state import Stage, State, StateDamaged, from_plain, to_plain
from weft.core.sitting.table import ROWS, TABLE
from weft.core.sitting.turns import due, floor

NAMES = ("Noor", "Elias")
SCRIPTS = {path.stem: deal(script(path.stem), DECKS, b"seed") for path in sorted(CONTENT.glob("*/*.md"))}
GAMES = {f"{one.id}, {form}": (one, form) for one in SCRIPTS.values() for form in sorted(one.forms)}
GAME = st.sampled_from(list(GAMES))
STEPS = st.lists(
    st.tuples(st.sampled_from([*DEEDS, "clock"]), st.sampled_from(Side), st.integers(0, 700)), max_size=60
)
law = settings(max_examples=250, deadline=None)


def walk(game, steps):
    """Every state two people reach who try these acts; what they may not do they do not do."""
    one, form = GAMES[game]
    state = begin(one, form)
    yield None, state, None, ()
    for act, side, number in steps:
        choices = [name for name in offered(one, state, side) if name not in ("stop", "pause", "take-back")]
        act = choices[number % len(choices)] if choices and number % 3 else act
        try:
            move = Waited(number) if act == "clock" else move_for(one, state, side, act)
        except (NotNow, NotYourFloor):
            continue
        before = state
        state, cues = play(one, state, move)
        yield before, state, move, cues


@law
@given(game=GAME, steps=STEPS)
def test_written_out_and_read_back_it_is_the_same_sitting(game, steps):
    for _, state, _, _ in walk(game, steps):
        assert from_plain(json.loads(json.dumps(to_plain(state)))) == state


@law
@given(game=GAME, steps=STEPS)
def test_every_move_has_its_line_in_the_table(game, steps):
    for before, _, move, _ in walk(game, steps):
        assert before is None or (before.standing, type(move)) in ROWS


@law
@given(game=GAME, steps=STEPS)
def test_nobody_sees_words_before_they_may(game, steps):
    one, _ = GAMES[game]
    opened = set()
    for _, state, _, cues in walk(game, steps):
        opened |= {key for cue in cues if isinstance(cue, Open) for key in cue.words_keys}
        for side in state.sides:
            for key in scene(one, state, side, NAMES).shows:
                assert key.endswith(f"-{side}") or key in opened
                assert may_see(state, side, key)


@law
@given(game=GAME, steps=STEPS)
def test_what_both_are_asked_for_is_open_only_when_both_have_written(game, steps):
    one, form = GAMES[game]
    if form is Form.SOLO:
        return
    for _, state, _, _ in walk(game, steps):
        for key in state.opened:
            at = int(key.split("-")[0])
            if not one.steps[at].turns and one.steps[at].kind is not Kind.KEEP:
                assert {f"{key.rsplit('-', 1)[0]}-{side}" for side in Side} <= set(state.written)


@law
@given(game=GAME, steps=STEPS)
def test_leaving_changes_nothing_for_the_other(game, steps):
    one, form = GAMES[game]
    for _, state, _, _ in walk(game, steps):
        if form is Form.SOLO or state.over or Side.LEFT in state.gone:
            continue
        after, cues = play(one, state, Left(Side.LEFT))
        assert cues == ()
        assert scene(one, after, Side.RIGHT, NAMES) == scene(one, state, Side.RIGHT, NAMES)
        assert play(one, after, Returned(Side.LEFT))[0] == state


@law
@given(game=GAME, steps=STEPS, cut=st.integers(0, 900), more=st.integers(0, 900))
def test_waiting_in_pieces_is_waiting_whole(game, steps, cut, more):
    one, _ = GAMES[game]
    for _, state, _, _ in walk(game, steps[:12]):
        pieces, first = play(one, state, Waited(cut))
        pieces, then = play(one, pieces, Waited(more))
        assert play(one, state, Waited(cut + more)) == (pieces, (*first, *then))


@law
@given(game=GAME, steps=STEPS)
def test_every_act_on_a_page_can_be_done(game, steps):
    one, _ = GAMES[game]
    for _, state, _, _ in walk(game, steps):
        for side in state.sides:
            for act in scene(one, state, side, NAMES).acts:
                play(one, state, move_for(one, state, side, act.name))


@pytest.mark.parametrize("game", GAMES)
def test_somebody_can_always_go_on_to_the_end(game):
    one, form = GAMES[game]
    state = begin(one, form)
    for _ in range(400):
        if state.over:
            return
        side, act = next(
            (side, act)
            for side in sorted(state.sides)
            for act in offered(one, state, side)
            if act not in ("pause", "stop", "take-back", "you-first")
        )
        state, _ = play(one, state, move_for(one, state, side, act))
    pytest.fail("it never ended")


def test_the_table_has_one_line_for_each_stage_and_move():
    assert len(ROWS) == len(TABLE)


def test_the_other_cannot_speak_for_you():
    one, state = SCRIPTS["slow-turns"], _speaking()
    with pytest.raises(NotYourFloor):
        move_for(one, state, Side.RIGHT, "hand-over")
    with pytest.raises(NotNow):
        move_for(one, state, Side.RIGHT, "sing")


def test_words_go_only_where_they_belong():
    one = SCRIPTS["one-true-line"]
    state = State(Form.OWN_PACE, Side.LEFT, step=1, stage=Stage.WRITING)
    with pytest.raises(NotNow):
        play(one, state, Wrote(Side.LEFT, "9-9-9-right"))


def test_alone_there_is_no_right_side():
    one = SCRIPTS["one-true-line"]
    with pytest.raises(NotYourFloor):
        play(one, begin(one, Form.SOLO), Left(Side.RIGHT))


def test_time_never_takes_the_floor_away():
    one, state = SCRIPTS["slow-turns"], _speaking()
    assert due(one, state) == 180
    state, _ = play(one, state, Waited(10_000))
    assert floor(state) is Side.LEFT
    assert due(one, state) is None


def test_time_does_not_run_backwards():
    with pytest.raises(ValueError, match="backwards"):
        play(SCRIPTS["slow-turns"], _speaking(), Waited(-1))


def test_a_form_the_script_does_not_offer_cannot_begin():
    with pytest.raises(NotPlayable):
        begin(SCRIPTS["slow-turns"], Form.SOLO)


def test_two_turns_each_are_four_and_alone_two():
    step = SCRIPTS["slow-turns"].steps[2]
    assert (rounds(step, Form.TOGETHER), rounds(step, Form.SOLO)) == (4, 2)


def test_a_pause_with_a_return_time_keeps_it():
    text = SCRIPTS["slow-turns"].text.replace("depth: 2", "depth: 2\ntime-out: 20 minutes")
    one = parse(text, "slow-turns")
    state, _ = play(one, _speaking(), move_for(one, _speaking(), Side.RIGHT, "pause"))
    assert "resume" not in offered(one, state, Side.RIGHT)
    assert due(one, state) == 1200
    state, _ = play(one, state, Waited(1200))
    assert "resume" in offered(one, state, Side.RIGHT)


@pytest.mark.parametrize(
    "wrong", [{}, {"form": "sideways"}, {**to_plain(State(Form.SOLO, Side.LEFT)), "step": -1}]
)
def test_a_damaged_state_says_so(wrong):
    with pytest.raises(StateDamaged):
        from_plain(wrong)


def _speaking() -> State:
    return State(Form.TOGETHER, Side.LEFT, step=2, stage=Stage.SPEAKING)
