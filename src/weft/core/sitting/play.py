"""The machine that carries a sitting forward, by the table in ``table``.

Knows no clock, no words and no names: time comes in as ``Waited``, words only as keys.
"""

from weft.core.exercise.script import Form, Script
from weft.core.people import Side
from weft.core.sitting.ends import has_an_hour, with_its_end
from weft.core.sitting.may import NotNow, NotYourFloor, fits, may
from weft.core.sitting.moves import Move, Waited
from weft.core.sitting.onward import Result, lead
from weft.core.sitting.state import State
from weft.core.sitting.table import ROWS
from weft.core.sitting.waiting import wait


class NotPlayable(Exception):
    """The script does not offer this form, or its prompts have not been dealt."""


def begin(script: Script, form: Form, first: Side = Side.LEFT, hour: int | None = None) -> State:
    """A sitting nobody has said yes to yet. ``first`` has the first turn; alone, it is the left side.

    ``hour`` is how many seconds from now what is sealed may open, at least 1; None, and it opens once both have written
    and both opened it. Raises NotPlayable.
    """
    if form not in script.forms or len(script.prompts) < script.needs:
        raise NotPlayable
    if hour is not None and (hour < 1 or not has_an_hour(script, form)):
        raise NotPlayable
    return State(form, Side.LEFT if form is Form.SOLO else first, hour=hour)


def play(script: Script, state: State, move: Move) -> Result:
    """Carry a sitting forward by one move.

    Time enters only as ``Waited``, in whole seconds, so a sitting played again next year ends the same way.
    Cues come in the order they must be acted on.

    Raises NotYourFloor while it is the other's to do, NotNow when it is nobody's; nothing has changed either way.

    Source: taking turns prompt by prompt beats one then the other [sprecher-2013].
    """
    if isinstance(move, Waited):
        return wait(script, state, move.seconds)
    row = ROWS.get((state.standing, type(move)))
    if row is None or not fits(script, state, move):
        raise NotNow
    if not may(script, state, row, move.by):
        raise NotYourFloor
    after, cues = lead(script, state, move, row.then)
    return with_its_end(script, after), cues
