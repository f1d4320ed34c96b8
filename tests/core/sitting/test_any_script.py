"""Scripts nobody has written, from a grammar of the language: whatever passes the check can be played to its end."""

import json

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from weft.core.exercise.parse import read
from weft.core.exercise.prompts import Prompt, deal
from weft.core.exercise.script import Form
from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.sitting.acts import move_for, offered
from weft.core.sitting.may import NotNow, NotYourFloor
from weft.core.sitting.moves import Waited
from weft.core.sitting.play import begin, play
from weft.core.sitting.scene import scene
from weft.core.sitting.shown import may_see
from weft.core.sitting.state import from_plain, to_plain
from weft.core.sitting.table import ROWS

NAMES = ("Noor", "Elias")
DECK = [Prompt(f"What about {n}?", Practice.TALK, "week", 1, frozenset(), n) for n in range(12)]
HEAD = """---
id: any-script
title: Any script
practice: talk
forms: {forms}
minutes: 90
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

### agree: Any script

Yes or no.
"""
TWO = "- only: together, apart, own-pace\n"
BLOCKS = (
    "## Steps\n\n### settle: Sit\n\nSomewhere.\n\n#### or: Stand\n\nIf you like.\n",
    "## Steps: 3 times\n\n### read: {{prompt}}\n\n- draws: own\n\nRead it.\n",
    "## Steps\n\n### do: Walk\n\n- limit: {limit} minutes\n{dark}\nTo the corner.\n",
    "## Steps\n\n### do: Wash up\n\nAs long as it takes.\n",
    "## Steps\n\n### write: Note\n\n- private: yes\n- most: 200\n\nFor your own eyes.\n",
    "## Steps\n\n### rate: How near was that?\n\n- ends: far to near\n- private: yes\n\nFor your own eyes.\n",
    "## Steps: {turns} turns each{within}\n\n### speak: {{prompt}}\n\n- draws: talk\n- limit: {limit} minutes\n" + TWO
    + "\nTell.\n\n#### listening, round 2: More\n\nListen.\n\n### echo: Say it back\n\n" + TWO + "\nIn your words.\n",
    "## Steps: {turns} turns each{within}\n\n### speak: Tell\n\n" + TWO + "\nAnything.\n\n### respond: Answer\n\n" + TWO + "\nIn a word.\n",
    "## Steps\n\n### rate: Mark {n}\n\n- ends: far to near\n" + TWO + "\nWhere?\n\n### guess: Theirs\n\n- of: Mark {n}\n" + TWO
    + "\nWhere?\n\n### open: Both\n\n" + TWO + "\nLook.\n",
    "## Steps\n\n### write: A line\n\n" + TWO + "\nWrite.\n\n### write: Another\n\n" + TWO + "\nWrite.\n\n### open: Four lines\n\n" + TWO
    + "\nRead.\n\n### respond: Answer\n\n- shows: theirs\n" + TWO + "\nIn a word.\n",
    "## Steps\n\n### agree: Which way?\n\n- choose: slow {n}, quick {n}, not at all {n}\n\nPick.\n\n### settle: Slowly\n\n- if: slow {n}\n\nSit.\n\n"
    + "### do: Quickly\n\n- if: quick {n}\n- limit: {limit} minutes\n\nRun.\n",
)  # fmt: skip


@st.composite
def scripts(draw):
    """A script put together from sound pieces; now and then two of them do not go together."""
    body = ""
    for n in range(draw(st.integers(1, 5))):
        body += "\n" + draw(st.sampled_from(BLOCKS)).format(
            n=n,
            limit=draw(st.integers(1, 4)),
            turns=draw(st.sampled_from(("two", "three"))),
            within=draw(st.sampled_from(("", ", within 3 minutes", ", within 1 minute"))),
            dark=draw(st.sampled_from(("", "- dark: yes\n- knocks: 2\n"))),
        )
    forms = draw(st.sets(st.sampled_from(list(Form)), min_size=1))
    head = HEAD.format(forms=", ".join(sorted(forms)), depth=draw(st.integers(1, 3)))
    return (
        f"{head}\n### do: Breathe\n\n- limit: 1 minute\n\nOnce.\n{body}\n## Steps\n\n### keep: Keep\n\nA line.\n\n"
        "### close: Over\n\nThat was it.\n\n## Prompts\n\n" + "".join(f"- Number {n}?\n" for n in range(15))
    )


SCRIPTS = scripts()
MOVES = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(Side), st.integers(0, 400)), max_size=80)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(SCRIPTS, MOVES)
def test_a_script_that_passes_the_check_keeps_its_promises_whatever_two_people_do(text, moves):
    exercise, complaints = read(text)
    assert complaints == tuple(sorted(complaints))
    event("passes" if not complaints else "has mistakes")
    assume(exercise is not None and not complaints)
    script = deal(exercise, DECK, b"seed")
    for form in sorted(script.forms):
        _plays(script, form, moves)


def _plays(script, form, moves):
    state = again = begin(script, form)
    for number, side, seconds in moves:
        acts = offered(script, state, side) if side in state.sides else ()
        move = move_for(script, state, side, acts[number % len(acts)]) if acts and number else Waited(seconds)
        try:
            after, cues = play(script, state, move)
        except (NotNow, NotYourFloor):  # pragma: no cover
            raise AssertionError("an act on the page could not be done") from None
        assert (state.standing, type(move)) in ROWS
        state = from_plain(json.loads(json.dumps(to_plain(after))))
        assert state == after
        again, same = play(script, again, move)
        assert (again, same) == (state, cues)
        for one in state.sides:
            assert all(may_see(state, one, key) for key in scene(script, state, one, NAMES).shows)
    _ends(script, state)


def _ends(script, state):
    """Whoever is still there can bring it to its end without ever being stuck."""
    for side in sorted(state.gone):
        state, _ = play(script, state, move_for(script, state, side, "return"))
    for _ in range(200):
        if state.over:
            return
        if state.paused and not any("resume" in offered(script, state, side) for side in state.sides):
            state, _ = play(script, state, Waited(7200))
        side, act = next(
            (side, act)
            for side in sorted(state.sides)
            for act in offered(script, state, side)
            if act not in ("pause", "stop", "take-back", "you-first", "not-quite")
        )
        state, _ = play(script, state, move_for(script, state, side, act))
    raise AssertionError("it never ended")


@settings(max_examples=60, deadline=None)
@given(SCRIPTS, st.integers(0, 3000), st.text(max_size=12))
def test_no_slip_of_a_pen_makes_the_parser_fall(text, at, slip):
    read(text[:at] + slip + text[at + len(slip) :])
    read(text[:at])
