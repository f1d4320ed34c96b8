"""What time alone does to a sitting."""

from weft.core.exercise.script import Script
from weft.core.sitting.cues import Chime
from weft.core.sitting.ends import with_its_end
from weft.core.sitting.onward import Result, go_on, within
from weft.core.sitting.state import NOBODY, Stage, State
from weft.core.sitting.turns import due, waits_for_its_hour, writers


def wait(script: Script, state: State, seconds: int) -> Result:
    """Let time go by. It stops nobody from speaking: at the limit it rings, and the floor stays.

    Only something done face down ends by itself. Waiting in pieces is waiting whole.
    """
    if seconds < 0:
        raise ValueError("time does not run backwards")
    state = with_its_end(script, state)
    if state.ends is None or seconds < state.ends:
        after, cues = _run_on(script, state, seconds)
        return with_its_end(script, after), cues
    until, cues = _run_on(script, state, state.ends)
    until = with_its_end(script, until)
    if until.ends == 0:
        return until._replace(stage=Stage.LAPSED, done=NOBODY, paused=False, hour=None, ends=None), cues
    later, more = wait(script, until, seconds - state.ends)
    return later, (*cues, *more)


def _run_on(script: Script, state: State, seconds: int) -> Result:
    """Time, but never past the end of what is asked for under seal."""
    if state.hour is not None:
        return _wait_for_the_hour(script, state, seconds)
    left = due(script, state)
    if state.paused:
        return _nearer(state._replace(away=state.away + min(left or 0, seconds)), seconds), ()
    passed = min(left, seconds) if left is not None and state.stage is Stage.DOING else seconds
    after = _nearer(_pass(script, state, left, passed), passed)
    if left is None or seconds < left:
        return after, ()
    if state.stage is Stage.SPEAKING:
        return after, (Chime(0),)
    ended, cues = go_on(script, after)
    later, more = wait(script, ended, seconds - passed)
    return later, (*cues, *more)


DAY = 86_400


def _wait_for_the_hour(script: Script, state: State, seconds: int) -> Result:
    """At the hour, or at the same hour of a later day, what both have written opens; till then nothing shows.

    At own pace nothing else runs by time. What needs a half that its author holds is opened by both, as without an hour.
    """
    left, state = (state.hour or 0) - seconds, _nearer(state, seconds)
    if left > 0:
        return state._replace(hour=left), ()
    if not (waits_for_its_hour(script, state) and writers(script, state) <= state.done):
        return state._replace(hour=left % DAY or DAY), ()
    there, cues = go_on(script, state._replace(hour=None))
    if set(there.held) & set(there.written) - set(there.opened):
        return there, cues
    opened, more = within(script, there, Stage.OPENED)
    return opened, (*cues, *more)


def _nearer(state: State, seconds: int) -> State:
    """So much nearer to the end of what is asked for under seal, if there is one."""
    return state if state.ends is None else state._replace(ends=state.ends - seconds)


def _pass(script: Script, state: State, left: int | None, seconds: int) -> State:
    """Time in this stage, as far as its limit, and in this stretch, if it has to end in time."""
    timed = script.steps[state.step].within is not None
    elapsed = state.elapsed + (0 if left is None else min(left, seconds))
    spent = state.spent + seconds if timed and state.form.live else state.spent
    return state._replace(elapsed=elapsed, spent=spent)
