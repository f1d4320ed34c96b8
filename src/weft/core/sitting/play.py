"""The machine that carries a sitting forward, by the table in ``table``.

Knows no clock, no words and no names: time comes in as ``Waited``, words only as keys.
"""

from collections.abc import Iterable
from dataclasses import replace

from weft.core.exercise.script import SEALED, Form, Kind, Script, Step
from weft.core.people import Side
from weft.core.sitting.cues import Chime, Close, Cue, GiveFloor, Open, Unkeep
from weft.core.sitting.moves import (
    Act,
    Chose,
    Move,
    Paused,
    Resumed,
    Returned,
    Waited,
    Wrote,
    Yielded,
)
from weft.core.sitting.state import Stage, State
from weft.core.sitting.table import ROWS, Row, Then, Who


class NotYourFloor(Exception):
    """This is the other person's to do. Nothing has changed; draw the page again."""


class NotNow(Exception):
    """Nobody can do this now. Nothing has changed; draw the page again."""


class NotPlayable(Exception):
    """The script does not offer this form, or its prompts have not been dealt."""


def begin(script: Script, form: Form, first: Side = Side.LEFT) -> State:
    """A sitting nobody has said yes to yet. ``first`` has the first turn; alone, it is the left side.

    Raises NotPlayable.
    """
    if form not in script.forms or len(script.prompts) < script.needs:
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
    if isinstance(move, Chose):
        return 0 <= move.way < len(script.steps[state.step].choose)
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


def waits_for_open(script: Script, state: State, key: str) -> bool:
    """Whether these words stay sealed for now, because an “open” comes later or has not been opened yet."""
    at = int(key.split("-")[0])
    step = script.steps[at]
    if step.private:
        return True
    if step.kind not in SEALED or state.form is Form.SOLO:
        return False
    opens = next(
        (later for later in _runs(script, state) if later > at and script.steps[later].kind is Kind.OPEN),
        None,
    )
    return opens is not None and (
        state.step < opens or (state.step == opens and state.stage is Stage.OPENING)
    )


def chosen(script: Script, state: State, way: str) -> bool:
    """Whether this way was taken at the latest choice made that offers it: of two different picks, the one written first."""
    for at in range(len(script.steps) - 1, -1, -1):
        ways = script.steps[at].choose
        picked = [int(pick.rsplit("-", 1)[1]) for pick in state.picks if pick.startswith(f"{at}-")]
        if way in ways and picked:
            return ways[min(picked)] == way
    return False


def _runs(script: Script, state: State) -> list[int]:
    """Indexes of the steps that are played in this form, after the choices made so far."""
    return [
        at
        for at, step in enumerate(script.steps)
        if step.played_in(state.form) and (step.when is None or chosen(script, state, step.when))
    ]


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
    if isinstance(move, Chose):
        state = replace(state, picks=(*state.picks, f"{state.step}-{move.by}-{move.way}"))
    if isinstance(then, Stage):
        return _within(script, state, then)
    match then:
        case Then.ALL:
            state = replace(state, done=state.done | {move.by})
            if not _needed(script, state) <= state.done:
                return state, ()
            return (
                _within(script, state, Stage.OPENED) if state.stage is Stage.OPENING else _on(script, state)
            )
        case Then.ON:
            return _on(script, state)
        case Then.UNDO:
            return _undo(state, move.by)
        case Then.RESEAL:
            return _reseal(script, state, move.by)
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


def _within(script: Script, state: State, stage: Stage) -> tuple[State, tuple[Cue, ...]]:
    """Go to another stage of the same step; what was written in this one is open to both."""
    again = stage in (Stage.AGAIN, Stage.WRITING_AGAIN)
    after = replace(state, stage=stage, elapsed=0, take=state.take + again, done=frozenset())
    opened, cues = _open(script, after)
    return opened, (*cues, *_floor_cue(state, opened))


def _undo(state: State, by: Side) -> tuple[State, tuple[Cue, ...]]:
    key = words_key(state, by)
    cues = (Unkeep(key),) if key in state.written else ()
    written = tuple(one for one in state.written if one != key)
    picks = tuple(one for one in state.picks if not one.startswith(f"{state.step}-{by}-"))
    return replace(state, done=state.done - {by}, written=written, picks=picks), cues


def _reseal(script: Script, state: State, by: Side) -> tuple[State, tuple[Cue, ...]]:
    """Take back everything this person sealed since the last opening, and return to its first step.

    What the other sealed stays sealed, and nothing is asked of them again.
    """
    own = tuple(key for key in state.written if key.endswith(f"-{by}") and key not in state.opened)
    own = tuple(key for key in own if not script.steps[int(key.split("-")[0])].private)
    step, turn = min((int(key.split("-")[1]), int(key.split("-")[0])) for key in own)[::-1]
    written = tuple(key for key in state.written if key not in own)
    back = replace(state, step=step, turn=turn, stage=Stage.WRITING, elapsed=0, written=written)
    return replace(back, done=_has_written(script, back)), tuple(Unkeep(key) for key in own)


def _has_written(script: Script, state: State) -> frozenset[Side]:
    return frozenset(side for side in state.sides if words_key(state, side) in state.written)


def _resume(state: State, by: Side) -> State:
    """Both must be ready: one alone cannot end a pause the other needed."""
    back = state.back | {by}
    return replace(state, back=back, paused=back != state.sides)


def _on(script: Script, state: State) -> tuple[State, tuple[Cue, ...]]:
    """Open what was written, ring if the step rings, and enter the next step."""
    step = script.steps[state.step]
    opened, cues = _open(script, replace(state, stage=Stage.OPENED) if step.kind is Kind.OPEN else state)
    chime = (Chime(step.knocks),) if state.stage is Stage.DOING else ()
    at, turn = _next(script, state)
    stage = _enters(script.steps[at], state.form)
    spent = state.spent if script.steps[at].stretch == step.stretch else 0
    after = replace(opened, step=at, turn=turn, take=0, stage=stage, elapsed=0, done=frozenset(), spent=spent)
    if stage is Stage.WRITING:
        after = replace(after, done=_has_written(script, after))
        if after.done >= _needed(script, after):  # Written before somebody took theirs back.
            later, more = _on(script, after)
            return later, (*chime, *cues, *more)
    close = (Close(),) if stage is Stage.OVER else ()
    return after, (*chime, *cues, *_floor_cue(state, after), *close)


def _open(script: Script, state: State) -> tuple[State, tuple[Cue, ...]]:
    new = tuple(
        key for key in state.written if key not in state.opened and not waits_for_open(script, state, key)
    )
    return (replace(state, opened=(*state.opened, *new)), (Open(new),)) if new else (state, ())


def _floor_cue(before: State, after: State) -> Iterable[Cue]:
    now = floor(after)
    return (GiveFloor(now),) if now is not None and now is not floor(before) else ()


def _next(script: Script, state: State) -> tuple[int, int]:
    """The step and turn that follow: on in this stretch, round again, or into the next stretch."""
    here = script.steps[state.step]
    runs = _runs(script, state)
    same = [at for at in runs if script.steps[at].stretch == here.stretch]
    later = [at for at in same if at > state.step]
    if later:
        return later[0], state.turn
    if state.turn + 1 < rounds(here, state.form) and not _time_is_over(here, state):
        return same[0], state.turn + 1
    return next(at for at in runs if at > state.step), 0


def _time_is_over(step: Step, state: State) -> bool:
    """Whether the stretch has had its time, and both have had as many turns: it lands softly."""
    even = not step.turns or state.form is Form.SOLO or state.turn % 2 == 1
    return step.within is not None and state.spent >= step.within and even


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
    if step.choose:
        return Stage.CHOOSING
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
    Kind.RATE: Stage.WRITING,
    Kind.GUESS: Stage.WRITING,
    Kind.OPEN: Stage.OPENING,
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
    if state.paused:
        return replace(state, away=state.away + min(left or 0, seconds)), ()
    passed = min(left, seconds) if left is not None and state.stage is Stage.DOING else seconds
    after = _pass(script, state, passed)
    if left is None or seconds < left:
        return after, ()
    if state.stage is Stage.SPEAKING:
        return after, (Chime(0),)
    ended, cues = _on(script, after)
    later, more = _wait(script, ended, seconds - passed)
    return later, (*cues, *more)


def _pass(script: Script, state: State, seconds: int) -> State:
    """Time in this stage, as far as its limit, and in this stretch, if it has to end in time."""
    left, timed = due(script, state), script.steps[state.step].within is not None
    elapsed = state.elapsed + (0 if left is None else min(left, seconds))
    spent = state.spent + seconds if timed and state.form.live else state.spent
    return replace(state, elapsed=elapsed, spent=spent)
