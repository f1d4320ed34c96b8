"""What is asked for under seal has an end: the same for both, whoever has written, and in pieces as in one."""

import itertools
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from weft.core.exercise.parse import read
from weft.core.exercise.prompts import deal
from weft.core.exercise.script import Form
from weft.core.people import Side
from weft.core.sitting.acts import move_for, offered
from weft.core.sitting.ends import LASTS, LASTS_AFTER_THE_HOUR
from weft.core.sitting.may import NotNow, NotYourFloor
from weft.core.sitting.moves import Waited
from weft.core.sitting.play import begin, play
from weft.core.sitting.scene import scene
from weft.core.sitting.state import Stage, from_plain, to_plain

NAMES = ("Noor", "Elias")
LEFT, RIGHT = Side
DAY = 86_400
TEXT = """---
id: two-lines
title: Two lines
practice: talk
forms: own-pace, together
minutes: 30
depth: {depth}
evidence: C
sources: eyal-2018
---

## What you do

Something.

## Why it might help

It might.

## Evidence

None.

## Leave it for another day if

it is late.

## Steps

### agree: Two lines

Yes or no.

### write: A line

Write.

### do: Breathe

- limit: 1 minute

Once.

### write: Another

Write.

### open: Four lines

Read.

### respond: Answer

In a word.

### write: A third

Write.

### open: Two more

Read.

### respond: Once more

In a word.

### keep: Keep

A line.

### close: Over

That was it.
"""
FLAT, DEEP = (deal(read(TEXT.format(depth=depth))[0], (), b"seed") for depth in (2, 4))


def played(*acts, script=FLAT, form=Form.OWN_PACE, hour=None):
    state = begin(script, form, hour=hour)
    for act in acts:
        move = Waited(act) if isinstance(act, int) else move_for(script, state, *act)
        state, _ = play(script, state, move)
    return state


def both(act):
    return ((LEFT, act), (RIGHT, act))


FIRST = (*both("agree"), *both("write"), *both("ready"), *both("write"))


def test_four_weeks_after_both_came_to_it_it_is_over():
    for wrote in ((), ((LEFT, "write"),), ((RIGHT, "write"),)):
        assert played(*both("agree"), *wrote, LASTS - 1).stage is Stage.WRITING
        gone = played(*both("agree"), *wrote, LASTS)
        assert gone.stage is Stage.LAPSED
        assert gone.over


def test_the_end_is_the_same_whatever_either_has_written():
    ends = {
        played(*both("agree"), DAY, *wrote).ends
        for wrote in ((), ((LEFT, "write"),), ((RIGHT, "write"),), both("write"))
    }
    assert ends == {LASTS - DAY}


def test_nobody_has_anything_to_do_there_and_nothing_shows():
    gone = played(*both("agree"), (LEFT, "write"), LASTS)
    for side in Side:
        now = scene(FLAT, gone, side, NAMES)
        assert (now.role, now.acts, now.shows) == ("ended", (), ())
        assert offered(FLAT, gone, side) == ()
    assert scene(FLAT, gone, LEFT, NAMES) == scene(FLAT, played(*both("agree"), LASTS), RIGHT, NAMES)


def test_what_both_wrote_and_nobody_opened_goes_too():
    assert played(*FIRST, LASTS).stage is Stage.LAPSED
    assert played(*FIRST, (LEFT, "open"), LASTS).stage is Stage.LAPSED


def test_writing_again_gives_no_more_time():
    assert played(*both("agree"), DAY, *FIRST[2:], DAY, (LEFT, "take-back"), DAY).ends == LASTS - 3 * DAY


def test_what_has_opened_stays_and_what_is_asked_next_has_a_time_of_its_own():
    opened = played(*FIRST, LASTS - 1, *both("open"))
    assert opened.ends is None
    assert played(*FIRST, *both("open"), 9 * LASTS).stage is Stage.OPENED
    there = played(*FIRST, LASTS - 1, *both("open"), *both("ready"), *both("respond"))
    assert there.ends == LASTS
    gone = played(*FIRST, *both("open"), *both("ready"), *both("respond"), (LEFT, "write"), LASTS)
    assert gone.stage is Stage.LAPSED
    assert len(gone.opened) == 6


def test_where_they_chose_an_hour_it_is_two_weeks_after_it():
    start = (*both("agree"), *both("write"), *both("ready"))
    for wrote in ((), ((LEFT, "write"),)):
        late = played(*start, *wrote, 2 * DAY + LASTS_AFTER_THE_HOUR - 1, script=DEEP, hour=2 * DAY)
        assert late.stage is Stage.WRITING
        assert play(DEEP, late, Waited(1))[0].stage is Stage.LAPSED


def test_what_both_have_written_opens_at_its_hour_and_does_not_run_out():
    state = played(*FIRST, 9 * LASTS, script=DEEP, hour=2 * DAY)
    assert (state.stage, len(state.opened)) == (Stage.OPENED, 4)


def test_also_a_live_one_that_was_left_lying():
    assert played(*both("agree"), *both("write"), 61, LASTS, form=Form.TOGETHER).stage is Stage.LAPSED
    assert played(*both("agree"), (LEFT, "pause"), LASTS, form=Form.TOGETHER).stage is Stage.LAPSED


def test_one_kept_by_an_earlier_version_gets_its_time_from_the_first_look_on():
    plain = to_plain(played(*both("agree"), (LEFT, "write")))
    del plain["ends"]
    assert play(FLAT, from_plain(plain), Waited(DAY))[0].ends == LASTS - DAY


ACTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(Side), st.integers(0, 9)),
        st.sampled_from((0, 1, 59, 60, 61, DAY, 13 * DAY, 15 * DAY, LASTS - 1, LASTS)),
    ),
    max_size=30,
)


@settings(max_examples=120, deadline=None)
@given(ACTS, st.sampled_from((None, 1, DAY, 3 * DAY)), st.sampled_from((Form.OWN_PACE, Form.TOGETHER)))
def test_waiting_in_pieces_is_waiting_whole_and_no_state_opens_one_side_only(acts, hour, form):
    state = begin(DEEP, form, hour=hour if form is Form.OWN_PACE else None)
    for act in acts:
        state = _whole_and_in_pieces(state, act) if isinstance(act, int) else _does(state, *act)
        assert from_plain(json.loads(json.dumps(to_plain(state)))) == state
        assert state.ends is None or 0 < state.ends <= LASTS
        for block in ((1, 3), (6,)):
            open_by = {side: [key for key in state.opened if _is(key, side, block)] for side in Side}
            assert len(open_by[LEFT]) == len(open_by[RIGHT])


def _is(key, side, steps):
    return key.endswith(f"-{side}") and int(key.split("-")[0]) in steps


def _whole_and_in_pieces(state, seconds):
    whole, _ = play(DEEP, state, Waited(seconds))
    for part in (1, 30, DAY, LASTS - 2):
        if part < seconds:
            first, _ = play(DEEP, state, Waited(part))
            assert play(DEEP, first, Waited(seconds - part))[0] == whole
    return whole


def _does(state, side, number):
    acts = offered(DEEP, state, side)
    if not acts:
        return state
    try:
        return play(DEEP, state, move_for(DEEP, state, side, acts[number % len(acts)]))[0]
    except (NotNow, NotYourFloor):  # pragma: no cover
        raise AssertionError("an act on the page could not be done") from None


def test_every_order_of_writing_taking_back_opening_and_running_out_ends_the_same_for_both():
    """Every order of six of what two people and the clock can do: what is open is open to both, and what ran out to nobody."""
    deeds = [(side, act) for side in Side for act in ("write", "take-back", "open", "stop")]
    moves = [*deeds, LASTS // 2]
    found = {played(*both("agree"), *both("write"), *both("ready"))}
    for _ in range(6):
        found |= {after for state, move in itertools.product(found, moves) if (after := _tried(state, move))}
    for state in found:
        theirs = [sum(_is(key, side, (1, 3)) for key in state.opened) for side in Side]
        assert theirs in ([0, 0], [2, 2])
        assert state.stage is not Stage.LAPSED or theirs == [0, 0]
    assert {Stage.LAPSED, Stage.OPENED} <= {state.stage for state in found}


def _tried(state, move):
    try:
        made = Waited(move) if isinstance(move, int) else move_for(FLAT, state, *move)
        return play(FLAT, state, made)[0]
    except (NotNow, NotYourFloor):
        return None
