"""Whose words stand on a page, by their keys: one's own, and the other's once they are open to both."""

from weft.core.exercise.script import SEALED, Form, Kind, Shows, Step
from weft.core.people import Side
from weft.core.sitting.faces import part_of
from weft.core.sitting.seat import Seat
from weft.core.sitting.state import Stage, State


def may_see(state: State, side: Side, key: str) -> bool:
    """Whether these words are this person's own, or open to both."""
    return key in state.opened or (key in state.written and key.endswith(f"-{side}"))


def shown(seat: Seat) -> tuple[str, ...]:
    """Keys of the words on this page, and nothing this person may not see."""
    keys = () if seat.role() == "ended" and not seat.closed else _on_the_page(seat)
    return tuple(
        key for key in seat.state.written if key in set(keys) and may_see(seat.state, seat.side, key)
    )


def _on_the_page(seat: Seat) -> tuple[str, ...]:
    if seat.closed:
        return _closing_words(seat)
    if seat.state.paused:
        return ()
    return (*_answers_since_one_wrote(seat), *_for_this_step(seat))


def _for_this_step(seat: Seat) -> tuple[str, ...]:
    state, step = seat.state, seat.step
    if state.stage in (Stage.WRITING_BACK, Stage.JUDGING, Stage.WRITING_AGAIN):
        return _said_this_turn(seat)
    now = tuple(key for key in state.written if _place(key)[:2] == (state.step, state.turn))
    if step.kind is Kind.RESPOND and state.stage is Stage.WRITING:
        more = _last_written(seat, step.shows) if step.shows else ()
        return (*now, *(_said_this_turn(seat) if step.turns else _to_answer(seat)), *more)
    if step.shows is not None and part_of(seat)[0] is None:
        return (*now, *_last_written(seat, step.shows))
    if state.stage is Stage.OPENING:
        return tuple(key for key in _since_the_last_opening(seat) if key.endswith(f"-{seat.side}"))
    if state.stage is Stage.OPENED:
        return _since_the_last_opening(seat)
    if step.kind is Kind.KEEP and state.form is Form.OWN_PACE:
        return _last_written(seat, Shows.THEIRS)
    return now


def _answers_since_one_wrote(seat: Seat) -> tuple[str, ...]:
    """In letters, what the other answered to this person's latest words: aloud it would have been heard."""
    written, steps = seat.state.written, seat.script.steps
    if seat.state.form is not Form.OWN_PACE:
        return ()
    own = [
        at for at, key in enumerate(written) if key.endswith(f"-{seat.side}") and not _is_private(seat, key)
    ]
    later = written[max(own, default=len(written)) + 1 :]
    return tuple(key for key in later if steps[_place(key)[0]].kind in _ANSWERS)


def _is_private(seat: Seat, key: str) -> bool:
    return seat.script.steps[_place(key)[0]].private


def _to_answer(seat: Seat) -> tuple[str, ...]:
    """All the other put down since somebody last answered or something was opened before it; else their latest words."""
    steps, theirs = seat.script.steps, f"-{seat.side.other}"
    sealed = [
        at
        for key in seat.state.written
        if key.endswith(theirs) and (at := _place(key)[0]) < seat.state.step and _is_sealed(steps[at])
    ]
    latest = max(sealed, default=-1)
    answered = max((at for at in range(seat.state.step) if steps[at].kind in _ANSWERS), default=-1)
    if latest <= answered:
        return _last_written(seat, Shows.THEIRS)
    since = max(
        (at for at in range(latest) if steps[at].kind is Kind.OPEN or steps[at].kind in _ANSWERS), default=-1
    )
    return tuple(
        key
        for key in seat.state.written
        if key.endswith(theirs) and _place(key)[0] in sealed and _place(key)[0] > since
    )


_ANSWERS = frozenset({Kind.RESPOND, Kind.ECHO})


def _is_sealed(step: Step) -> bool:
    return step.kind in SEALED and not step.private


def _since_the_last_opening(seat: Seat) -> tuple[str, ...]:
    """What is sealed, or has just been opened, and nothing for somebody's own eyes."""
    steps, here = seat.script.steps, seat.state.step
    last = max((at for at in range(here) if steps[at].kind is Kind.OPEN), default=-1)
    return tuple(
        key for key in seat.state.written if last < (at := _place(key)[0]) < here and _is_sealed(steps[at])
    )


def _closing_words(seat: Seat) -> tuple[str, ...]:
    """What was kept at the end, and what the close brings back."""
    keeps = {at for at, step in enumerate(seat.script.steps) if step.kind is Kind.KEEP}
    kept = tuple(key for key in seat.state.written if _place(key)[0] in keeps)
    shows = seat.script.steps[-1].shows
    return (*kept, *(_last_written(seat, shows) if shows else ()))


def _said_this_turn(seat: Seat) -> tuple[str, ...]:
    state = seat.state
    steps = {at for at, step in enumerate(seat.script.steps) if step.stretch == seat.step.stretch}
    return tuple(key for key in state.written if _place(key)[0] in steps and _place(key)[1] == state.turn)


def _last_written(seat: Seat, whose: Shows) -> tuple[str, ...]:
    """The latest words, before this step, of each person asked for, or their mark if they wrote none.

    A keep is not among them.
    """
    sides = {Shows.MINE: (seat.side,), Shows.THEIRS: (seat.side.other,), Shows.BOTH: tuple(Side)}[whose]
    words, marks = _earlier(seat, _WORDS), _earlier(seat, _MARKS)
    latest = {side: (_by(side, words) or _by(side, marks))[-1:] for side in sides}
    return tuple(key for keys in latest.values() for key in keys)


_WORDS = frozenset({Kind.WRITE, Kind.RESPOND, Kind.SPEAK, Kind.ECHO})
_MARKS = frozenset({Kind.RATE})


def _by(side: Side, keys: list[str]) -> list[str]:
    return [key for key in keys if key.endswith(f"-{side}")]


def _earlier(seat: Seat, kinds: frozenset[Kind]) -> list[str]:
    steps = seat.script.steps
    until = len(steps) - 1 if seat.closed else seat.state.step
    return [
        key
        for key in seat.state.written
        if (at := _place(key)[0]) < until
        and steps[at].kind in kinds
        and (not steps[at].private or key.endswith(f"-{seat.side}"))
    ]


def _place(key: str) -> tuple[int, int]:
    """Step and turn of words, from their key."""
    step, turn, *_ = key.split("-")
    return int(step), int(turn)
