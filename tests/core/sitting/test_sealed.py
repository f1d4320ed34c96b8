"""Rated, guessed, chosen and opened: both or neither."""

import pytest

from core.exercise.test_care import TEXT
from weft.core.exercise.parse import parse
from weft.core.exercise.prompts import deal
from weft.core.exercise.script import Form, Kind
from weft.core.people import Side
from weft.core.sitting.acts import move_for, offered
from weft.core.sitting.cues import Unkeep
from weft.core.sitting.marks import Mark, NotAMark, as_kept, in_words, mark
from weft.core.sitting.may import NotNow
from weft.core.sitting.moves import Chose, Waited
from weft.core.sitting.play import NotPlayable, begin, play
from weft.core.sitting.scene import scene
from weft.core.sitting.state import Stage

SCRIPT = deal(parse(TEXT, "every-kind"), (), b"seed")
NAMES = ("Noor", "Elias")
LEFT, RIGHT = Side
TALK = next(at for at, step in enumerate(SCRIPT.steps) if step.kind is Kind.SPEAK)


def played(*acts, form=Form.TOGETHER, script=SCRIPT):
    """The sitting after these acts: (side, act), or seconds that go by."""
    state, cues = begin(script, form), ()
    for act in acts:
        move = Waited(act) if isinstance(act, int) else move_for(script, state, *act)
        state, cues = play(script, state, move)
    return state, cues


def both(act):
    return ((LEFT, act), (RIGHT, act))


MARKED = (*both("agree"), *both("choose-1"), *both("ready"), *both("rate"), *both("rate"), *both("guess"))


def test_nothing_rated_or_guessed_shows_before_both_have_opened_it():
    state, _ = played(*MARKED, (LEFT, "open"))
    assert state.opened == ()
    assert all(key.endswith("-right") for key in scene(SCRIPT, state, RIGHT, NAMES).shows)
    state, _ = play(SCRIPT, state, move_for(SCRIPT, state, RIGHT, "open"))
    assert {key.split("-")[0] for key in state.opened} == {"4", "6"}
    assert len(scene(SCRIPT, state, LEFT, NAMES).shows) == 4


def test_what_is_private_is_never_opened():
    state, _ = played(*MARKED, *both("open"), *both("ready"))
    private = {"5-0-0-left", "5-0-0-right"}
    assert private <= set(state.written)
    assert not private & set(state.opened)


def test_before_the_opening_one_can_take_everything_back_and_write_it_again():
    state, cues = played(*MARKED, (RIGHT, "open"), (LEFT, "take-back"))
    assert {cue.words_key for cue in cues if isinstance(cue, Unkeep)} == {"4-0-0-left", "6-0-0-left"}
    assert state.step == 4
    assert scene(SCRIPT, state, LEFT, NAMES).role == "writing"
    assert scene(SCRIPT, state, RIGHT, NAMES).role == "waiting"
    for act in ("rate", "guess"):
        state, _ = play(SCRIPT, state, move_for(SCRIPT, state, LEFT, act))
    assert state.stage is Stage.OPENING
    assert state.done == frozenset()


def test_two_picks_that_differ_lead_to_the_one_that_stood_higher():
    state, _ = played(*both("agree"), (LEFT, "choose-2"), (RIGHT, "choose-1"))
    now = scene(SCRIPT, state, LEFT, NAMES)
    assert now.heading == "Side by side"
    assert now.small == "You picked differently, so it’s the one that stood higher in the list."


def test_a_mark_that_a_guess_follows_says_that_it_opens_with_the_rest():
    state, _ = played(*both("agree"), *both("choose-1"), *both("ready"))
    assert scene(SCRIPT, state, LEFT, NAMES).acts[0].note == "opens with the rest"


def test_a_mark_that_is_opened_next_says_that_it_opens_when_both_are_set():
    at = TEXT.index("### rate: For your eyes")
    shorter = parse(TEXT[:at] + TEXT[TEXT.index("### open: Where") :], "every-kind")
    state, _ = played(*both("agree"), *both("choose-1"), *both("ready"), script=shorter)
    assert scene(shorter, state, LEFT, NAMES).acts[0].note == "opens when you’ve both set yours"


def test_two_picks_alike_are_followed():
    state, _ = played(*both("agree"), *both("choose-2"))
    assert scene(SCRIPT, state, LEFT, NAMES).heading == "Face to face"
    assert scene(SCRIPT, state, LEFT, NAMES).small == ""


def test_a_pick_can_be_changed_until_the_other_has_picked():
    state, _ = played(*both("agree"), (LEFT, "choose-2"), (LEFT, "take-back"), (LEFT, "choose-1"))
    assert state.picks == ("3-left-0",) or state.picks == (f"{state.step}-left-0",)


def test_a_way_that_is_not_offered_cannot_be_picked():
    state, _ = played(*both("agree"))
    assert [act for act in offered(SCRIPT, state, LEFT) if act.startswith("choose")] == [
        "choose-1",
        "choose-2",
    ]
    with pytest.raises(NotNow):
        play(SCRIPT, state, Chose(LEFT, 2))


def test_a_stretch_whose_time_is_over_finishes_the_round_and_no_more():
    turn = ((LEFT, "hand-over"), (RIGHT, "hand-over"), (RIGHT, "hand-over"), (LEFT, "hand-over"))
    opened = (*MARKED, *both("open"), *both("ready"))
    state, _ = played(*opened, 300, *turn)
    assert SCRIPT.steps[state.step].kind is Kind.READ
    state, _ = played(*opened, *turn)
    assert state.step == TALK


def test_half_way_through_a_round_the_other_still_gets_their_turn():
    opened = (*MARKED, *both("open"), *both("ready"))
    state, _ = played(*opened, 300, (LEFT, "hand-over"), (RIGHT, "hand-over"))
    now = scene(SCRIPT, state, RIGHT, NAMES)
    assert now.role == "speaking"
    assert now.small == "The time for this is nearly over. Once you’ve both had this turn, it closes."


def test_a_pause_takes_nothing_from_the_time():
    opened = (*MARKED, *both("open"), *both("ready"))
    state, _ = played(*opened, (LEFT, "pause"), 4000, *both("resume"))
    assert state.spent == 0


def test_both_get_the_same_prompt_and_the_next_round_another():
    opened = (*MARKED, *both("open"), *both("ready"))
    turn = ((LEFT, "hand-over"), (RIGHT, "hand-over"))
    first = scene(SCRIPT, played(*opened)[0], LEFT, NAMES).heading
    second = scene(SCRIPT, played(*opened, *turn)[0], RIGHT, NAMES).heading
    assert first == second == SCRIPT.prompts[0]


def test_a_script_whose_prompts_have_not_been_dealt_cannot_begin():
    undealt = parse(TEXT.replace("- draws: own", "- draws: talk"), "every-kind")
    with pytest.raises(NotPlayable):
        begin(parse(undealt.text[: undealt.text.index("## Prompts")], "every-kind"), Form.TOGETHER)


def test_a_pause_word_stands_beside_the_pause():
    script = deal(parse(TEXT.replace("depth: 2", "depth: 2\npause-word: kettle"), "every-kind"), (), b"")
    state, _ = played(*both("agree"), script=script)
    pause = next(act for act in scene(script, state, LEFT, NAMES).acts if act.name == "pause")
    assert pause.note == "or say “kettle” aloud"


def test_a_mark_is_kept_with_what_it_lies_between():
    rate, guess = (step for step in SCRIPT.steps if step.kind in (Kind.RATE, Kind.GUESS) and not step.private)
    assert as_kept(SCRIPT, rate, "62") == "62, far to near"
    assert mark(as_kept(SCRIPT, guess, "7 fairly sure")) == Mark(7, ("far", "near"), "fairly sure")
    assert as_kept(SCRIPT, SCRIPT.steps[0], "Any words") == "Any words"


@pytest.mark.parametrize("typed", ["101", "-1", "6.5", "sixty", "62 sure", "٣"])
def test_what_is_not_a_place_on_the_line_is_refused(typed):
    rate = next(step for step in SCRIPT.steps if step.kind is Kind.RATE)
    with pytest.raises(NotAMark):
        as_kept(SCRIPT, rate, typed)
    with pytest.raises(NotAMark):
        mark(typed)


def test_what_is_for_nobody_elses_eyes_can_be_left_empty_and_nothing_else_can():
    state, _ = played(*both("agree"), *both("choose-1"), *both("ready"))
    assert "skip" not in offered(SCRIPT, state, LEFT)
    state, _ = played(*both("agree"), *both("choose-1"), *both("ready"), *both("rate"))
    skip = next(act for act in scene(SCRIPT, state, LEFT, NAMES).acts if act.name == "skip")
    assert skip.label == "Leave it empty"
    state, cues = played(*both("agree"), *both("choose-1"), *both("ready"), *both("rate"), *both("skip"))
    assert SCRIPT.steps[state.step].kind is Kind.GUESS
    assert cues == ()


def test_no_mark_set_is_kept_as_not_said_and_reads_so():
    rate, guess = (next(one for one in SCRIPT.steps if one.kind is kind) for kind in (Kind.RATE, Kind.GUESS))
    for step in (rate, guess):
        kept = as_kept(SCRIPT, step, " ")
        assert kept == "not said, far to near"
        assert mark(kept) == Mark(None, ("far", "near"))
        assert in_words(mark(kept)) == "not said"


def test_what_was_kept_before_reads_as_it_did_and_nobody_is_sure_of_what_they_did_not_say():
    assert mark("50, far to near").place == 50
    with pytest.raises(NotAMark):
        mark("not said, far to near, sure")
