"""The machine that carries a sitting forward, and the one table it goes by.

Knows no clock, no words and no names: time comes in as ``Waited``, words only as keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from weft.core.exercise.script import PLAYABLE, Form, Kind, Script, Step
from weft.core.people import Side
from weft.core.sitting.cues import Chime, Close, Cue, GiveFloor, Open, Unkeep
from weft.core.sitting.moves import (
    Act,
    Agreed,
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
    Waited,
    Wrote,
    Yielded,
)
from weft.core.sitting.state import Stage, State


class NotYourFloor(Exception):
    """This is the other person's to do. Nothing has changed; draw the page again."""


class NotNow(Exception):
    """Nobody can do this now. Nothing has changed; draw the page again."""


class NotPlayable(Exception):
    """The script does not offer this form, or holds a step that cannot be played yet."""


class Who(Enum):
    """Whose move it is."""

    EACH = "each, once"
    HOLDER = "whose turn it is"
    HEARER = "the other one"
    WRITER = "who is to write"
    DONE = "who has done it"
    ANYONE = "anyone"


class Then(Enum):
    """What a move leads to, when it does not lead to a stage of the same step."""

    ALL = "the next step, once all have done it"
    ON = "the next step"
    UNDO = "the same, undone"
    SWAP = "the other goes first"
    PAUSE = "a pause"
    RESUME = "on, once all are back"
    LEAVE = "left"
    RETURN = "back"
    TIME = "time goes by"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: in this stage, this move, by whom, leads where."""

    stage: Stage
    move: type[Move]
    who: Who
    then: Then | Stage


LIVE_STAGES = (
    Stage.GATHERING,
    Stage.SPEAKING,
    Stage.ECHOING,
    Stage.AGAIN,
    Stage.DOING,
    Stage.WRITING,
    Stage.ANSWERING,
)
"""Stages that can be paused, when both are there at once or one is alone."""

TABLE: tuple[Row, ...] = (
    Row(Stage.CONSENT, Agreed, Who.EACH, Then.ALL),
    Row(Stage.CONSENT, TookBack, Who.DONE, Then.UNDO),
    Row(Stage.GATHERING, Ready, Who.EACH, Then.ALL),
    Row(Stage.SPEAKING, HandedOver, Who.HOLDER, Then.ON),
    Row(Stage.SPEAKING, Yielded, Who.HOLDER, Then.SWAP),
    Row(Stage.ECHOING, GotMe, Who.HOLDER, Then.ON),
    Row(Stage.ECHOING, NotQuite, Who.HOLDER, Stage.AGAIN),
    Row(Stage.AGAIN, HandedOver, Who.HOLDER, Stage.ECHOING),
    Row(Stage.DOING, EndedEarly, Who.ANYONE, Then.ON),
    Row(Stage.WRITING, Wrote, Who.WRITER, Then.ALL),
    Row(Stage.WRITING, TookBack, Who.DONE, Then.UNDO),
    Row(Stage.WRITING_BACK, Wrote, Who.HEARER, Stage.JUDGING),
    Row(Stage.JUDGING, GotMe, Who.HOLDER, Then.ON),
    Row(Stage.JUDGING, NotQuite, Who.HOLDER, Stage.WRITING_AGAIN),
    Row(Stage.WRITING_AGAIN, Wrote, Who.HOLDER, Stage.WRITING_BACK),
    Row(Stage.ANSWERING, HandedOver, Who.HEARER, Then.ON),
    Row(Stage.KEEPING, Wrote, Who.EACH, Then.ALL),
    Row(Stage.KEEPING, Skipped, Who.EACH, Then.ALL),
    *(Row(stage, Paused, Who.ANYONE, Then.PAUSE) for stage in LIVE_STAGES),
    Row(Stage.PAUSED, Resumed, Who.ANYONE, Then.RESUME),
    *(Row(stage, Left, Who.ANYONE, Then.LEAVE) for stage in Stage if stage is not Stage.OVER),
    *(Row(stage, Returned, Who.ANYONE, Then.RETURN) for stage in Stage if stage is not Stage.OVER),
    *(Row(stage, Waited, Who.ANYONE, Then.TIME) for stage in Stage),
)
"""Every transition there is. A move without a row here cannot be made."""

ROWS = {(row.stage, row.move): row for row in TABLE}


def begin(script: Script, form: Form, first: Side = Side.LEFT) -> State:
    """A sitting nobody has said yes to yet. ``first`` has the first turn; alone, it is the left side.

    Raises NotPlayable.
    """
    if form not in script.forms or any(step.kind not in PLAYABLE for step in script.steps):
        raise NotPlayable
    return State(form, Side.LEFT if form is Form.SOLO else first)


def play(script: Script, state: State, move: Move) -> tuple[State, tuple[Cue, ...]]:
    """Carry a sitting forward by one move.

    Time enters only as ``Waited``, in whole seconds, so a sitting played again next year ends the same way.
    Cues come in the order they must be acted on.

    Raises NotYourFloor while it is the other's to do, NotNow when it is nobody's; nothing has changed either way.

    Source: taking turns prompt by prompt beats one then the other [sprecher-2013].
    """
    row = ROWS.get((state.standing, type(move)))
    if isinstance(move, Waited):
        return _wait(script, state, move.seconds)
    if row is None or not fits(script, state, move):
        raise NotNow
    if move.by not in allowed(script, state, row):
        raise NotYourFloor
    return _carry(script, state, move, row.then)


def fits(script: Script, state: State, move: Act) -> bool:
    """Whether anybody could make this move now, beyond what the table says."""
    if move.by not in state.sides:
        raise NotYourFloor
    if isinstance(move, Returned):
        return move.by in state.gone
    if move.by in state.gone:
        return False
    if isinstance(move, Wrote):
        return move.words_key == words_key(state, move.by)
    if isinstance(move, Yielded):
        return state.turn == 0 and state.elapsed <= YIELD_WITHIN and _opens_its_stretch(script, state)
    if isinstance(move, Paused):
        return state.form is not Form.OWN_PACE
    if isinstance(move, Resumed):
        return state.away >= (script.time_out or 0)
    return True


YIELD_WITHIN = 30
"""Seconds in which a first speaker can still say: you first."""


def allowed(script: Script, state: State, row: Row) -> frozenset[Side]:
    """Who may make the move of this row now, those who left aside."""
    match row.who:
        case Who.EACH:
            return state.sides - state.done
        case Who.HOLDER:
            return frozenset({holds(state)})
        case Who.HEARER:
            return frozenset({holds(state).other})
        case Who.WRITER:
            return writers(script, state) - state.done
        case Who.DONE:
            return state.done
        case Who.ANYONE:
            return state.sides


def holds(state: State) -> Side:
    """Whose turn it is."""
    return state.first if state.turn % 2 == 0 or state.form is Form.SOLO else state.first.other


def writers(script: Script, state: State) -> frozenset[Side]:
    """Who is to write in this step: one in turns, everyone otherwise."""
    step = script.steps[state.step]
    if not step.turns or state.form is Form.SOLO:
        return state.sides
    return frozenset({holds(state).other if step.kind is Kind.RESPOND else holds(state)})


def words_key(state: State, side: Side) -> str:
    """Where words written now by this person belong: step, turn, take and side."""
    return f"{state.step}-{state.turn}-{state.take}-{side}"


def floor(state: State) -> Side | None:
    """Who is speaking now, if anyone is."""
    if state.standing in (Stage.SPEAKING, Stage.AGAIN):
        return holds(state)
    return holds(state).other if state.standing in (Stage.ECHOING, Stage.ANSWERING) else None


def due(script: Script, state: State) -> int | None:
    """Seconds until time alone changes something, or None when it never will."""
    step = script.steps[state.step]
    if state.paused:
        left = (script.time_out or 0) - state.away
    else:
        timed = step.limit is not None and state.stage in (Stage.SPEAKING, Stage.DOING)
        left = (step.limit or 0) - state.elapsed if timed else 0
    return left if left > 0 else None


def lived(script: Script, state: State) -> bool:
    """Whether everything but keeping a line has been done, so that it may be woven."""
    return state.stage is Stage.OVER or script.steps[state.step].kind is Kind.KEEP


def _carry(script: Script, state: State, move: Act, then: Then | Stage) -> tuple[State, tuple[Cue, ...]]:
    if isinstance(move, Wrote):
        state = replace(state, written=(*state.written, move.words_key))
    if isinstance(then, Stage):
        return _within(state, then)
    match then:
        case Then.ALL:
            state = replace(state, done=state.done | {move.by})
            return _on(script, state) if _needed(script, state) <= state.done else (state, ())
        case Then.ON:
            return _on(script, state)
        case Then.UNDO:
            return _undo(state, move.by)
        case Then.SWAP:
            return replace(state, first=state.first.other, elapsed=0), (GiveFloor(move.by.other),)
        case Then.PAUSE:
            return replace(state, paused=True, away=0, back=frozenset()), ()
        case Then.RESUME:
            return _resume(state, move.by), ()
        case Then.LEAVE:
            return replace(state, gone=state.gone | {move.by}), ()
        case _:
            return replace(state, gone=state.gone - {move.by}), ()


def _needed(script: Script, state: State) -> frozenset[Side]:
    return writers(script, state) if state.stage is Stage.WRITING else state.sides


def _within(state: State, stage: Stage) -> tuple[State, tuple[Cue, ...]]:
    """Go to another stage of the same step; what was written in this one is open to both."""
    again = stage in (Stage.AGAIN, Stage.WRITING_AGAIN)
    after = replace(state, stage=stage, elapsed=0, take=state.take + again)
    opened, cues = _open(after)
    return opened, (*cues, *_floor_cue(state, opened))


def _undo(state: State, by: Side) -> tuple[State, tuple[Cue, ...]]:
    key = words_key(state, by)
    cues = (Unkeep(key),) if key in state.written else ()
    written = tuple(one for one in state.written if one != key)
    return replace(state, done=state.done - {by}, written=written), cues


def _resume(state: State, by: Side) -> State:
    """Both must be ready: one alone cannot end a pause the other needed."""
    back = state.back | {by}
    return replace(state, back=back, paused=back != state.sides)


def _on(script: Script, state: State) -> tuple[State, tuple[Cue, ...]]:
    """Open what was written, ring if the step rings, and enter the next step."""
    step = script.steps[state.step]
    opened, cues = _open(state)
    chime = (Chime(step.knocks),) if state.stage is Stage.DOING else ()
    at, turn = _next(script, state)
    stage = _enters(script.steps[at], state.form)
    after = replace(opened, step=at, turn=turn, take=0, stage=stage, elapsed=0, done=frozenset())
    close = (Close(),) if stage is Stage.OVER else ()
    return after, (*chime, *cues, *_floor_cue(state, after), *close)


def _open(state: State) -> tuple[State, tuple[Cue, ...]]:
    new = tuple(key for key in state.written if key not in state.opened)
    return (replace(state, opened=(*state.opened, *new)), (Open(new),)) if new else (state, ())


def _floor_cue(before: State, after: State) -> Iterable[Cue]:
    now = floor(after)
    return (GiveFloor(now),) if now is not None and now is not floor(before) else ()


def _next(script: Script, state: State) -> tuple[int, int]:
    """The step and turn that follow: on in this stretch, round again, or into the next stretch."""
    here = script.steps[state.step]
    runs = [at for at, step in enumerate(script.steps) if step.played_in(state.form)]
    same = [at for at in runs if script.steps[at].stretch == here.stretch]
    later = [at for at in same if at > state.step]
    if later:
        return later[0], state.turn
    if state.turn + 1 < rounds(here, state.form):
        return same[0], state.turn + 1
    return next(at for at in runs if at > state.step), 0


def rounds(step: Step, form: Form) -> int:
    """How many times this step's stretch is gone through: a turn each is two turns, or one alone."""
    if not step.turns:
        return step.times
    return step.turns if form is Form.SOLO else 2 * step.turns


def _opens_its_stretch(script: Script, state: State) -> bool:
    here = script.steps[state.step]
    return not any(
        step.stretch == here.stretch and step.played_in(state.form) for step in script.steps[: state.step]
    )


def _enters(step: Step, form: Form) -> Stage:
    """The stage a step starts in."""
    if step.kind is Kind.DO:
        return Stage.DOING if step.limit and form is not Form.OWN_PACE else Stage.GATHERING
    if step.kind is Kind.RESPOND:
        return Stage.ANSWERING if step.turns and form.live else Stage.WRITING
    if step.kind in (Kind.SPEAK, Kind.ECHO):
        aloud, written = (
            (Stage.SPEAKING, Stage.WRITING)
            if step.kind is Kind.SPEAK
            else (Stage.ECHOING, Stage.WRITING_BACK)
        )
        return aloud if form.live else written
    return _ENTERS[step.kind]


_ENTERS = {
    Kind.AGREE: Stage.CONSENT,
    Kind.READ: Stage.GATHERING,
    Kind.SETTLE: Stage.GATHERING,
    Kind.WRITE: Stage.WRITING,
    Kind.KEEP: Stage.KEEPING,
    Kind.CLOSE: Stage.OVER,
}


def _wait(script: Script, state: State, seconds: int) -> tuple[State, tuple[Cue, ...]]:
    """Let time go by. It stops nobody from speaking: at the limit it rings, and the floor stays.

    Only something done face down ends by itself. Waiting in pieces is waiting whole.
    """
    if seconds < 0:
        raise ValueError("time does not run backwards")
    left = due(script, state)
    if left is None:
        return state, ()
    spent = min(left, seconds)
    if state.paused:
        return replace(state, away=state.away + spent), ()
    after = replace(state, elapsed=state.elapsed + spent)
    if spent < left:
        return after, ()
    if state.stage is Stage.SPEAKING:
        return after, (Chime(0),)
    ended, cues = _on(script, after)
    later, more = _wait(script, ended, seconds - spent)
    return later, (*cues, *more)
