"""Whether somebody may make a move now, beyond what the table says."""

from collections.abc import Callable
from typing import Any

from weft.core.exercise.script import Form, Script
from weft.core.people import Side
from weft.core.sitting.moves import Act, Chose, Paused, Resumed, Returned, Skipped, Wrote, Yielded
from weft.core.sitting.state import Stage, State
from weft.core.sitting.table import Row, Who
from weft.core.sitting.turns import holds, leg, words_key, writers


class NotYourFloor(Exception):
    """This is the other person's to do. Nothing has changed; draw the page again."""


class NotNow(Exception):
    """Nobody can do this now. Nothing has changed; draw the page again."""


def fits(script: Script, state: State, move: Act) -> bool:
    """Whether anybody could make this move now, beyond what the table says."""
    if move.by not in state.sides:
        raise NotYourFloor
    if (move.by in state.gone) is not (type(move) is Returned):
        return False
    more = _FITS.get(type(move))
    return more is None or more(script, state, move)


YIELD_WITHIN = 30
"""Seconds in which a first speaker can still say: you first."""


def _can_yield(script: Script, state: State, _move: Yielded) -> bool:
    return state.turn == 0 and state.elapsed <= YIELD_WITHIN and leg(script, state).first


def _can_skip(script: Script, state: State, _move: Skipped) -> bool:
    """A line to keep can be left out, and so can what is for nobody else's eyes."""
    return state.stage is Stage.KEEPING or script.steps[state.step].private


_FITS: dict[type[Act], Callable[[Script, State, Any], bool]] = {
    Wrote: lambda script, state, move: move.words_key == words_key(state, move.by),
    Chose: lambda script, state, move: 0 <= move.way < len(script.steps[state.step].choose),
    Skipped: _can_skip,
    Yielded: _can_yield,
    Paused: lambda script, state, move: state.form is not Form.OWN_PACE,
    Resumed: lambda script, state, move: state.away >= (script.time_out or 0),
}
"""What some moves need besides a row in the table."""


def may(script: Script, state: State, row: Row, side: Side) -> bool:
    """Whether the move of this row is this person's to make now, leaving aside whether they left."""
    return _MAY[row.who](script, state, side)


_MAY: dict[Who, Callable[[Script, State, Side], bool]] = {
    Who.EACH: lambda script, state, side: side not in state.done,
    Who.HOLDER: lambda script, state, side: holds(state) is side,
    Who.HEARER: lambda script, state, side: holds(state) is not side,
    Who.WRITER: lambda script, state, side: side in writers(script, state) and side not in state.done,
    Who.DONE: lambda script, state, side: side in state.done,
    Who.ANYONE: lambda script, state, side: True,
}
