"""What somebody can do now, by the words that pages, the terminal and rehearsals use for it."""

from collections.abc import Callable

from weft.core.exercise.script import Kind, Script
from weft.core.people import Side
from weft.core.sitting.may import NotNow, NotYourFloor, fits, may
from weft.core.sitting.moves import Act as Deed
from weft.core.sitting.moves import (
    Agreed,
    Chose,
    EndedEarly,
    GotMe,
    HandedOver,
    Left,
    Move,
    NotQuite,
    Paused,
    Ready,
    Resumed,
    Returned,
    Skipped,
    TookBack,
    Wrote,
    Yielded,
)
from weft.core.sitting.seat import Seat
from weft.core.sitting.state import Stage, State
from weft.core.sitting.table import ROWS
from weft.core.sitting.turns import words_key

DEEDS: dict[str, type[Deed]] = {
    "agree": Agreed,
    "ready": Ready,
    "open": Ready,
    "hand-over": HandedOver,
    "got-me": GotMe,
    "not-quite": NotQuite,
    "write": Wrote,
    "respond": Wrote,
    "rate": Wrote,
    "guess": Wrote,
    "keep": Wrote,
    "skip": Skipped,
    "take-back": TookBack,
    "end-early": EndedEarly,
    "you-first": Yielded,
    "resume": Resumed,
    "return": Returned,
    "pause": Paused,
    "stop": Left,
}
"""Each act's word and the move it makes, in the order they stand on a page."""

WAYS = tuple(f"choose-{number}" for number in range(1, 5))
"""The acts of choosing one of several ways, from 1."""


def move_for(script: Script, state: State, side: Side, act: str) -> Move:
    """The move that this act makes for this person now.

    Raises NotYourFloor when it is the other's to do, NotNow when it is nobody's or no such act exists.
    """
    move = _move(script, state, side, act)
    row = ROWS.get((state.standing, type(move)))
    if row is None or not fits(script, state, move):
        raise NotNow
    if not may(script, state, row, side):
        raise NotYourFloor
    return move


def _move(script: Script, state: State, side: Side, act: str) -> Deed:
    if act in WAYS:
        return Chose(side, WAYS.index(act))
    deed = DEEDS.get(act)
    writes = deed is Wrote and act != _writes_as(script.steps[state.step].kind)
    opens = deed is Ready and (act == "open") != (state.stage is Stage.OPENING)
    if deed is None or writes or opens:
        raise NotNow
    return Wrote(side, words_key(state, side)) if deed is Wrote else _plain_deed(deed, side)


def _plain_deed(deed: type[Deed], side: Side) -> Deed:
    make: Callable[[Side], Deed] = deed
    return make(side)


def offered(script: Script, state: State, side: Side) -> tuple[str, ...]:
    """The words of the acts this person can do now, main ones first."""
    ended = Seat(script, state, side).role() == "ended"
    names = ("return",) if ended else _OFFERED[state.standing]
    return tuple(name for name in names if _can(script, state, side, name))


_OFFERED = {
    stage: tuple(name for name in (*WAYS, *DEEDS) if (stage, DEEDS.get(name, Chose)) in ROWS)
    for stage in Stage
}
"""The acts that have a row in the table, in the order of the page."""


def _can(script: Script, state: State, side: Side, name: str) -> bool:
    try:
        move_for(script, state, side, name)
    except (NotNow, NotYourFloor):
        return False
    return name != "resume" or side not in state.back


def _writes_as(kind: Kind) -> str:
    own = {Kind.RESPOND: "respond", Kind.KEEP: "keep", Kind.RATE: "rate", Kind.GUESS: "guess"}
    return own.get(kind, "write")
