"""How long what is asked for under seal waits: until its hour, and until it is gone."""

from functools import lru_cache

from weft.core.exercise.script import Form, Kind, Script
from weft.core.sitting.course import course
from weft.core.sitting.state import ENDED, Stage, State
from weft.core.sitting.turns import those_played

DEEP = 4
"""From this depth on, what is sealed over days opens at an hour, not because the second of two wrote."""


def has_an_hour(script: Script, form: Form) -> bool:
    """Whether two people choose an hour for what they seal. Live, both are there and open it together."""
    return form is Form.OWN_PACE and script.depth >= DEEP and bool(sealable_steps(script, form))


LASTS, LASTS_AFTER_THE_HOUR = 28 * 86_400, 14 * 86_400
"""How long what is asked for under seal waits to be opened, in seconds: from when it was asked, or from its hour on."""


def with_its_end(script: Script, state: State) -> State:
    """The state with an end to it while something is asked for under seal, and without one otherwise.

    The end follows from when both came here and from the hour they chose, never from what either has written.
    """
    if not _asks_under_seal(script, state):
        return state if state.ends is None else state._replace(ends=None)
    if state.ends is not None:
        return state
    return state._replace(ends=LASTS if state.hour is None else state.hour + LASTS_AFTER_THE_HOUR)


def _asks_under_seal(script: Script, state: State) -> bool:
    """Whether a step that browsers can seal was come to and waits for its “open”, whoever has written in it."""
    if state.form is Form.SOLO or state.stage in ENDED:
        return False
    legs = course(script, state.form)
    some = (at for at in sealable_steps(script, state.form) if at <= state.step)
    for at in those_played(script, state, tuple(some)):
        opens = next(those_played(script, state, legs[at].opens), -1)
        if state.step < opens or (state.step == opens and state.stage is Stage.OPENING):
            return True
    return False


@lru_cache(maxsize=512)
def sealable_steps(script: Script, form: Form) -> tuple[int, ...]:
    """The steps of a script in which words are written for both that a later “open” shows."""
    return tuple(
        at
        for at, leg in enumerate(course(script, form))
        if leg.opens and leg.step.kind is Kind.WRITE and not leg.step.private and leg.step.played_in(form)
    )
