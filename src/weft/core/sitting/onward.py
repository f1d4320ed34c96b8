"""What a move leads to, once somebody may make it: the next state, and what the world is told."""

from collections.abc import Callable

from weft.core.exercise.script import Script
from weft.core.people import Side
from weft.core.sitting.course import course
from weft.core.sitting.cues import Cue, GiveFloor, Open, Unkeep
from weft.core.sitting.moves import Act, Chose, Wrote
from weft.core.sitting.state import NOBODY, Stage, State
from weft.core.sitting.table import Then
from weft.core.sitting.turns import (
    floor,
    has_written,
    next_place,
    waits_for_its_hour,
    waits_for_open,
    words_key,
    writers,
)

Result = tuple[State, tuple[Cue, ...]]


def noted(state: State, move: Act) -> State:
    """The state with what was written or picked by this move."""
    if isinstance(move, Wrote):
        held = tuple(key for key in state.held if key != move.words_key)
        held = (*held, move.words_key) if move.held else held
        return state._replace(written=(*state.written, move.words_key), held=held)
    if isinstance(move, Chose):
        return state._replace(picks=(*state.picks, f"{state.step}-{move.by}-{move.way}"))
    return state


def lead(script: Script, state: State, move: Act, then: Then | Stage) -> Result:
    """What follows a move that leads there."""
    after = noted(state, move)
    return within(script, after, then) if isinstance(then, Stage) else _THEN[then](script, after, move.by)


def _all(script: Script, state: State, by: Side) -> Result:
    """Done by one; by all, it goes on."""
    done = state.done | {by}
    needed = writers(script, state) if state.stage is Stage.WRITING else state.sides
    if not needed <= done:
        return state._replace(done=done), ()
    if waits_for_its_hour(script, state):
        return state._replace(done=done), ()
    return go_on(script, state)


def _opened(script: Script, state: State, by: Side) -> Result:
    """Opened by one: nothing shows. By both: everything does, to both."""
    done = state.done | {by}
    if done != state.sides:
        return state._replace(done=done), ()
    return within(script, state, Stage.OPENED)


def within(script: Script, state: State, stage: Stage) -> Result:
    """Go to another stage of the same step; what was written in this one is open to both."""
    again = stage in (Stage.AGAIN, Stage.WRITING_AGAIN)
    after = state._replace(stage=stage, elapsed=0, take=state.take + again, done=NOBODY)
    new = _to_open(script, after)
    opened = after._replace(opened=(*after.opened, *new)) if new else after
    return opened, _cues(new, state, opened)


def _undo(_script: Script, state: State, by: Side) -> Result:
    key = words_key(state, by)
    cues = (Unkeep(key),) if key in state.written else ()
    written = tuple(one for one in state.written if one != key)
    picks = tuple(one for one in state.picks if not one.startswith(f"{state.step}-{by}-"))
    return state._replace(done=state.done - {by}, written=written, picks=picks), cues


def _reseal(script: Script, state: State, by: Side) -> Result:
    """Take back everything this person sealed since the last opening, and return to its first step.

    What the other sealed stays sealed, and nothing is asked of them again.
    """
    own = tuple(key for key in state.written if key.endswith(f"-{by}") and key not in state.opened)
    own = tuple(key for key in own if not script.steps[int(key.split("-")[0])].private)
    step, turn = min((int(key.split("-")[1]), int(key.split("-")[0])) for key in own)[::-1]
    written = tuple(key for key in state.written if key not in own)
    back = state._replace(step=step, turn=turn, stage=Stage.WRITING, elapsed=0, written=written)
    return back._replace(done=has_written(back)), tuple(Unkeep(key) for key in own)


def _resume(_script: Script, state: State, by: Side) -> Result:
    """Both must be ready: one alone cannot end a pause the other needed."""
    back = state.back | {by}
    return state._replace(back=back, paused=back != state.sides), ()


_THEN: dict[Then, Callable[[Script, State, Side], Result]] = {
    Then.ALL: _all,
    Then.ON: lambda script, state, by: go_on(script, state),
    Then.OPENED: _opened,
    Then.UNDO: _undo,
    Then.RESEAL: _reseal,
    Then.SWAP: lambda script, state, by: (
        state._replace(first=state.first.other, elapsed=0),
        (GiveFloor(by.other),),
    ),
    Then.PAUSE: lambda script, state, by: (state._replace(paused=True, away=0, back=NOBODY), ()),
    Then.RESUME: _resume,
    Then.LEAVE: lambda script, state, by: (state._replace(gone=state.gone | {by}), ()),
    Then.RETURN: lambda script, state, by: (state._replace(gone=state.gone - {by}), ()),
}
"""What a move leads to, when it does not lead to a stage of the same step."""


def go_on(script: Script, state: State) -> Result:
    """Open what was written, ring if the step rings, and enter the next step."""
    legs = course(script, state.form)
    here = legs[state.step]
    new = _to_open(script, state)
    at, turn = next_place(script, state, here)
    there = legs[at]
    after = state._replace(
        step=at,
        turn=turn,
        take=0,
        stage=there.enters,
        elapsed=0,
        done=NOBODY,
        spent=state.spent if there.step.stretch == here.step.stretch else 0,
        opened=(*state.opened, *new),
    )
    cues = (*here.ends, *_cues(new, state, after), *there.starts)
    if state.written and there.enters is Stage.WRITING:
        return _already_written(script, after, cues)
    return after, cues


def _already_written(script: Script, state: State, cues: tuple[Cue, ...]) -> Result:
    """Whoever sealed their words here before the other took theirs back is not asked again."""
    done = has_written(state)
    if not done:
        return state, cues
    if not writers(script, state) <= done:
        return state._replace(done=done), cues
    if waits_for_its_hour(script, state):
        return state._replace(done=done), cues
    later, more = go_on(script, state)
    return later, (*cues, *more)


def _to_open(script: Script, state: State) -> tuple[str, ...]:
    """Keys of what both may see from now on."""
    if len(state.written) == len(state.opened):
        return ()
    return tuple(
        key for key in state.written if key not in state.opened and not waits_for_open(script, state, key)
    )


def _cues(new: tuple[str, ...], before: State, after: State) -> tuple[Cue, ...]:
    """What was opened between these two states, and who has the floor now."""
    opened = (Open(new),) if new else ()
    now = floor(after)
    return (*opened, GiveFloor(now)) if now is not None and now is not floor(before) else opened
