"""Which words of a sitting two browsers may seal, so that no server can read them before both open.

Only what a later “open” shows to both: anything else is either the writer's alone or given at once.
"""

from weft.core.exercise.script import Exercise, Form, Kind
from weft.core.people import Side
from weft.core.sitting.state import Stage, State
from weft.core.sitting.turns import waits_for_open, words_key, writers


def sealable(script: Exercise, state: State, side: Side) -> bool:
    """Whether what this person is to write now may be sealed."""
    step = script.steps[state.step]
    if state.form is Form.SOLO or step.kind is not Kind.WRITE or step.private:
        return False
    if state.standing is not Stage.WRITING or side in state.gone or side in state.done:
        return False
    return side in writers(script, state) and waits_for_open(script, state, words_key(state, side))


def place(key: str) -> str:
    """Where words stand in a script, the same for both who write there: their key without the side."""
    return key.rpartition("-")[0]
