"""Every interleaving of what two people and the clock can do in an exchange: nothing opens for one of them only.

The search walks from the two beginnings through every move in every order until no new state is found; the whole of
it is small enough to be looked at state by state.
"""

from collections import deque
from functools import cache

import pytest

from weft.core.people import Side
from weft.core.seal.moves import (
    Accepted,
    AnyMove,
    CameBack,
    HandedHalf,
    Move,
    Parted,
    Sealed,
    SteppedAside,
    Ticked,
    Withdrew,
)
from weft.core.seal.play import NotNow, play
from weft.core.seal.state import DAY_MINUTES, LIVING, Holding, Part, Phase, State, Terms, View, reads, view
from weft.core.seal.table import TABLE

SIDES = (Side.LEFT, Side.RIGHT)
DEEDS = (Accepted, Sealed, Withdrew, SteppedAside, CameBack, HandedHalf)
EARLIEST, EXPIRES = 1_000, 1_000 + 3 * DAY_MINUTES
CLOCK = tuple(Ticked(minute) for minute in (EARLIEST - 1, EARLIEST, EARLIEST + DAY_MINUTES, EXPIRES))
MOVES: tuple[AnyMove, ...] = (*(deed(side) for deed in DEEDS for side in SIDES), *CLOCK, Parted())


def asked(holding: Holding) -> State:
    return State(Terms(Side.LEFT, holding, EARLIEST, EXPIRES))


def after(state: State, move: AnyMove) -> State | None:
    """The state after a move; None where it is refused."""
    try:
        return play(state, move)
    except NotNow:
        return None


@cache
def steps() -> dict[State, tuple[tuple[AnyMove, State | None], ...]]:
    """Every state there is, with what each move makes of it."""
    found: dict[State, tuple[tuple[AnyMove, State | None], ...]] = {}
    waiting = deque(asked(holding) for holding in Holding)
    while waiting:
        state = waiting.popleft()
        if state in found:
            continue
        found[state] = tuple((move, after(state, move)) for move in MOVES)
        waiting.extend(then for _, then in found[state] if then is not None)
    return found


def test_the_search_reaches_every_phase_under_both_terms() -> None:
    reached = {(state.terms.holding, state.phase) for state in steps()}
    every = {(holding, phase) for holding in Holding for phase in Phase}
    assert reached == every - {(Holding.SERVER, Phase.CLOSING)}
    assert {(row.phase, row.move) for row in TABLE} <= {
        (state.phase, type(move))
        for state, moved in steps().items()
        for move, then in moved
        if then is not None
    }


def test_no_state_opens_for_one_only() -> None:
    for state in steps():
        assert reads(state, Side.LEFT) == reads(state, Side.RIGHT)


def test_what_is_open_was_sealed_by_both_and_both_halves_were_there() -> None:
    opened = [state for state in steps() if state.phase is Phase.RELEASED]
    assert opened
    for state in opened:
        assert all(part == Part(sealed=True, half=True) for part in state.parts)
        assert reads(state, Side.LEFT)


def test_nothing_opens_but_at_an_agreed_instant() -> None:
    for state, moved in steps().items():
        for move, then in moved:
            if then is not None and then.phase is Phase.RELEASED and state.phase is not Phase.RELEASED:
                assert isinstance(move, Ticked)
                assert EARLIEST <= move.minute < EXPIRES


def test_after_it_opened_nothing_changes() -> None:
    for state, moved in steps().items():
        if state.phase not in LIVING:
            assert all(then in (state, None) for _, then in moved)


def test_nothing_is_left_of_what_expired_or_was_parted_from() -> None:
    for state in steps():
        if state.phase in {Phase.EXPIRED, Phase.PARTED}:
            assert state.parts == (Part(), Part())


@pytest.mark.parametrize("me", SIDES)
def test_what_the_other_does_alone_leaves_no_trace(me: Side) -> None:
    for state, moved in steps().items():
        for move, then in moved:
            if isinstance(move, Move) and move.side is me.other and not isinstance(move, Accepted) and then:
                assert view(then, me) == view(state, me)


@pytest.mark.parametrize("me", SIDES)
def test_what_i_may_do_and_then_see_depends_only_on_what_i_see(me: Side) -> None:
    """Two states that look the same to me answer every move of mine alike, also by refusing it."""
    answers: dict[tuple[View, AnyMove], set[View | None]] = {}
    for state, moved in steps().items():
        for move, then in moved:
            if isinstance(move, Move) and move.side is me:
                answers.setdefault((view(state, me), move), set()).add(view(then, me) if then else None)
    assert all(len(seen) == 1 for seen in answers.values())


@pytest.mark.parametrize("me", SIDES)
def test_the_clock_tells_both_the_same(me: Side) -> None:
    for state, moved in steps().items():
        for move, then in moved:
            if isinstance(move, Ticked | Parted) and then is not None and then.phase is state.phase:
                assert view(then, me) == view(state, me)


@pytest.mark.parametrize("me", SIDES)
def test_not_open_yet_looks_the_same_whatever_the_other_did(me: Side) -> None:
    """R6: never looked, wrote, wrote again, took back, stepped aside."""
    for holding in Holding:
        begun = play(asked(holding), Accepted(Side.RIGHT))
        they = me.other
        ways: tuple[tuple[AnyMove, ...], ...] = (
            (),
            (Sealed(they),),
            (Sealed(they), Sealed(they)),
            (Sealed(they), Withdrew(they)),
            (Sealed(they), SteppedAside(they)),
            (SteppedAside(they), CameBack(they)),
        )
        seen = set()
        for way in ways:
            state = begun
            for move in (*way, Ticked(EARLIEST)):
                state = play(state, move)
            seen.add(view(state, me))
        assert len(seen) == 1


@pytest.mark.parametrize("holding", Holding)
def test_what_either_does_not_want_never_opens(holding: Holding) -> None:
    for state, moved in steps().items():
        for move, then in moved:
            if (
                isinstance(move, Ticked)
                and then is not None
                and then.phase in {Phase.RELEASED, Phase.CLOSING}
            ):
                assert state.phase is then.phase or not any(part.aside for part in state.parts)


def test_held_by_authors_nothing_opens_before_both_came_back() -> None:
    state = play(asked(Holding.AUTHOR), Accepted(Side.RIGHT))
    for move in (Sealed(Side.LEFT), Sealed(Side.RIGHT), Ticked(EARLIEST), HandedHalf(Side.LEFT)):
        state = play(state, move)
    assert play(state, Ticked(EARLIEST + DAY_MINUTES)).phase is Phase.CLOSING
    state = play(state, HandedHalf(Side.RIGHT))
    assert state.phase is Phase.CLOSING
    assert play(state, Ticked(EARLIEST + DAY_MINUTES)).phase is Phase.RELEASED


def test_words_cannot_be_changed_while_halves_are_awaited_but_may_be_taken_back() -> None:
    state = play(asked(Holding.AUTHOR), Accepted(Side.RIGHT))
    for move in (Sealed(Side.LEFT), Sealed(Side.RIGHT), Ticked(EARLIEST)):
        state = play(state, move)
    with pytest.raises(NotNow):
        play(state, Sealed(Side.LEFT))
    taken = play(state, Withdrew(Side.LEFT))
    assert view(taken, Side.RIGHT) == view(state, Side.RIGHT)
    assert play(taken, Ticked(EXPIRES)).phase is Phase.EXPIRED


def test_the_agreed_instants_are_one_a_day_and_the_end() -> None:
    terms = asked(Holding.SERVER).terms
    found, minute = [], 0
    while (at := terms.next_tick(minute)) is not None:
        found.append(at)
        minute = at
    assert found == [EARLIEST + day * DAY_MINUTES for day in range(4)]
    assert terms.next_tick(EARLIEST - 1) == EARLIEST
