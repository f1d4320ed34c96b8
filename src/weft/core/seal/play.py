"""Carries an exchange of sealed words forward by one move, by the table. No clock, no disk, no words."""

from collections.abc import Callable
from dataclasses import replace

from weft.core.seal.moves import AnyMove, Move, Ticked
from weft.core.seal.state import LIVING, Holding, Part, Phase, State
from weft.core.seal.table import ROWS, Then, Who


class NotNow(Exception):
    """This cannot be done as things stand. Nothing has changed."""


def play(state: State, move: AnyMove) -> State:
    """The state after a move.

    Whether a person's move is refused depends on nothing the other alone knows. The clock and a parting are never
    refused: where they have no row, nothing changes. Raises NotNow.
    """
    row = ROWS.get((state.phase, type(move)))
    if isinstance(move, Move):
        if row is None or not _may(state, move, row.who):
            raise NotNow
        return _PERSON[row.then](state, move)
    if row is None:
        return state
    return _tick(state, move.minute) if isinstance(move, Ticked) else _end(state, Phase.PARTED)


def _may(state: State, move: Move, who: Who) -> bool:
    if who is Who.OTHER:
        return move.side is not state.terms.asker
    return who is not Who.SEALER or state.part(move.side).sealed


def _open(state: State, move: Move) -> State:
    return replace(state, phase=Phase.OPEN)


def _sealed(state: State, move: Move) -> State:
    half = state.terms.holding is Holding.SERVER
    return state.with_part(move.side, replace(state.part(move.side), sealed=True, half=half))


def _withdrawn(state: State, move: Move) -> State:
    return state.with_part(move.side, replace(state.part(move.side), sealed=False, half=False))


def _aside(state: State, move: Move) -> State:
    return state.with_part(move.side, replace(state.part(move.side), aside=True))


def _back(state: State, move: Move) -> State:
    return state.with_part(move.side, replace(state.part(move.side), aside=False))


def _handed(state: State, move: Move) -> State:
    return state.with_part(move.side, replace(state.part(move.side), half=True))


_PERSON: dict[Then, Callable[[State, Move], State]] = {
    Then.OPEN: _open,
    Then.SEALED: _sealed,
    Then.WITHDRAWN: _withdrawn,
    Then.ASIDE: _aside,
    Then.BACK: _back,
    Then.HANDED: _handed,
}


def _tick(state: State, minute: int) -> State:
    if minute >= state.terms.expires:
        return _end(state, Phase.EXPIRED)
    if minute < state.terms.earliest or state.phase is Phase.ASKED:
        return state
    if not all(part.sealed and not part.aside for part in state.parts):
        return state
    # The half that lets somebody read is given only when both are there, and to both in the same step.
    if all(part.half for part in state.parts):
        return replace(state, phase=Phase.RELEASED)
    return replace(state, phase=Phase.CLOSING)


def _end(state: State, phase: Phase) -> State:
    """Over, without anything having opened: what was sealed goes, for both alike."""
    assert state.phase in LIVING
    return replace(state, phase=phase, left=Part(), right=Part())
