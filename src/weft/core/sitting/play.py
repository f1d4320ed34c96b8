"""The machine that carries a sitting forward, by the table in ``table``.

Knows no clock, no words and no names: time comes in as ``Waited``, words only as keys.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from weft.core.exercise.script import Form, Kind, Script, Step
from weft.core.people import Side
from weft.core.sitting.course import Leg, course
from weft.core.sitting.cues import Chime, Cue, GiveFloor, Open, Unkeep
from weft.core.sitting.moves import (
    Act,
    Chose,
    Move,
    Paused,
    Resumed,
    Returned,
    Skipped,
    Waited,
    Wrote,
    Yielded,
)
from weft.core.sitting.state import ENDED, NOBODY, Stage, State
from weft.core.sitting.table import ROWS, Row, Then, Who


class NotYourFloor(Exception):
    """This is the other person's to do. Nothing has changed; draw the page again."""


class NotNow(Exception):
    """Nobody can do this now. Nothing has changed; draw the page again."""


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


DEEP = 4
"""From this depth on, what is sealed over days opens at an hour, not because the second of two wrote."""


def has_an_hour(script: Script, form: Form) -> bool:
    """Whether two people choose an hour for what they seal. Live, both are there and open it together."""
    return form is Form.OWN_PACE and script.depth >= DEEP and bool(sealable_steps(script, form))


Result = tuple[State, tuple[Cue, ...]]


def play(script: Script, state: State, move: Move) -> Result:
    """Carry a sitting forward by one move.

    Time enters only as ``Waited``, in whole seconds, so a sitting played again next year ends the same way.
    Cues come in the order they must be acted on.

    Raises NotYourFloor while it is the other's to do, NotNow when it is nobody's; nothing has changed either way.

    Source: taking turns prompt by prompt beats one then the other [sprecher-2013].
    """
    if isinstance(move, Waited):
        return _wait(script, state, move.seconds)
    row = ROWS.get((state.standing, type(move)))
    if row is None or not fits(script, state, move):
        raise NotNow
    if not may(script, state, row, move.by):
        raise NotYourFloor
    after = _noted(state, move)
    then = row.then
    done = _within(script, after, then) if isinstance(then, Stage) else _THEN[then](script, after, move.by)
    return with_its_end(script, done[0]), done[1]


def leg(script: Script, state: State) -> Leg:
    """The step a sitting is at, as it is played in this form."""
    return course(script, state.form)[state.step]


def fits(script: Script, state: State, move: Act) -> bool:
    """Whether anybody could make this move now, beyond what the table says."""
    if move.by not in state.sides:
        raise NotYourFloor
    if (move.by in state.gone) is not (type(move) is Returned):
        return False
    more = _FITS.get(type(move))
    return more is None or more(script, state, move)


YIELD_WITHIN = 30
"""Seconds in which a first speaker can still say: you first."""


def _can_yield(script: Script, state: State, _move: Yielded) -> bool:
    return state.turn == 0 and state.elapsed <= YIELD_WITHIN and leg(script, state).first


def _can_skip(script: Script, state: State, _move: Skipped) -> bool:
    """A line to keep can be left out, and so can what is for nobody else's eyes."""
    return state.stage is Stage.KEEPING or script.steps[state.step].private


_FITS: dict[type[Act], Callable[[Script, State, Any], bool]] = {
    Wrote: lambda script, state, move: move.words_key == words_key(state, move.by),
    Chose: lambda script, state, move: 0 <= move.way < len(script.steps[state.step].choose),
    Skipped: _can_skip,
    Yielded: _can_yield,
    Paused: lambda script, state, move: state.form is not Form.OWN_PACE,
    Resumed: lambda script, state, move: state.away >= (script.time_out or 0),
}
"""What some moves need besides a row in the table."""


def may(script: Script, state: State, row: Row, side: Side) -> bool:
    """Whether the move of this row is this person's to make now, leaving aside whether they left."""
    return _MAY[row.who](script, state, side)


_MAY: dict[Who, Callable[[Script, State, Side], bool]] = {
    Who.EACH: lambda script, state, side: side not in state.done,
    Who.HOLDER: lambda script, state, side: holds(state) is side,
    Who.HEARER: lambda script, state, side: holds(state) is not side,
    Who.WRITER: lambda script, state, side: side in writers(script, state) and side not in state.done,
    Who.DONE: lambda script, state, side: side in state.done,
    Who.ANYONE: lambda script, state, side: True,
}


def holds(state: State) -> Side:
    """Whose turn it is."""
    return state.first if state.turn % 2 == 0 or state.form is Form.SOLO else state.first.other


def writers(script: Script, state: State) -> frozenset[Side]:
    """Who is to write in this step: one in turns, everyone otherwise."""
    here = leg(script, state)
    if not here.in_turns:
        return state.sides
    return frozenset({holds(state).other if here.answers else holds(state)})


def words_key(state: State, side: Side) -> str:
    """Where words written now by this person belong: step, turn, take and side."""
    return f"{state.step}-{state.turn}-{state.take}-{side}"


def waits_for_open(script: Script, state: State, key: str) -> bool:
    """Whether these words stay sealed for now, because an “open” comes later or has not been opened yet."""
    sealed = course(script, state.form)[int(key.partition("-")[0])]
    if sealed.step.private:
        return True
    opens = next(_run(script, state, sealed.opens), -1) if sealed.opens else -1
    return state.step < opens or (state.step == opens and state.stage is Stage.OPENING)


def chosen(script: Script, state: State, way: str) -> bool:
    """Whether this way was taken at the latest choice made that offers it: of two different picks, the one written first."""
    for at in range(len(script.steps) - 1, -1, -1):
        ways = script.steps[at].choose
        picked = [int(pick.rsplit("-", 1)[1]) for pick in state.picks if pick.startswith(f"{at}-")]
        if way in ways and picked:
            return ways[min(picked)] == way
    return False


def asked(script: Script, state: State) -> tuple[str, ...]:
    """The prompts of the steps that were played: not those of another form, nor of a way nobody took."""
    drawing = tuple(at for at, one in enumerate(script.steps) if one.draws and one.played_in(state.form))
    taken = _run(script, state, drawing)
    rounds = ((at, round) for at in taken for round in range(1, script.steps[at].rounds + 1))
    return tuple(text for at, round in rounds if (text := script.prompt(at, round)))


def _run(script: Script, state: State, some: tuple[int, ...]) -> Iterator[int]:
    """Of these steps those that are played after the choices made so far."""
    for at in some:
        way = script.steps[at].when
        if way is None or chosen(script, state, way):
            yield at


_SPEAKER, _HEARER = {Stage.SPEAKING, Stage.AGAIN}, {Stage.ECHOING, Stage.ANSWERING}


def floor(state: State) -> Side | None:
    """Who is speaking now, if anyone is."""
    standing = state.standing
    if standing in _SPEAKER:
        return holds(state)
    return holds(state).other if standing in _HEARER else None


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


def _noted(state: State, move: Act) -> State:
    """The state with what was written or picked by this move."""
    if isinstance(move, Wrote):
        held = tuple(key for key in state.held if key != move.words_key)
        held = (*held, move.words_key) if move.held else held
        return state._replace(written=(*state.written, move.words_key), held=held)
    if isinstance(move, Chose):
        return state._replace(picks=(*state.picks, f"{state.step}-{move.by}-{move.way}"))
    return state


def _all(script: Script, state: State, by: Side) -> Result:
    """Done by one; by all, it goes on."""
    done = state.done | {by}
    needed = writers(script, state) if state.stage is Stage.WRITING else state.sides
    if not needed <= done:
        return state._replace(done=done), ()
    if _waits_for_its_hour(script, state):
        return state._replace(done=done), ()
    return _on(script, state)


def _waits_for_its_hour(script: Script, state: State) -> bool:
    """Whether nothing goes on before the hour, so that nobody learns who was second, or when."""
    if state.hour is None or state.stage is not Stage.WRITING:
        return False
    return following(script, state).kind is Kind.OPEN


def _opened(script: Script, state: State, by: Side) -> Result:
    """Opened by one: nothing shows. By both: everything does, to both."""
    done = state.done | {by}
    if done != state.sides:
        return state._replace(done=done), ()
    return _within(script, state, Stage.OPENED)


def _within(script: Script, state: State, stage: Stage) -> Result:
    """Go to another stage of the same step; what was written in this one is open to both."""
    again = stage in (Stage.AGAIN, Stage.WRITING_AGAIN)
    after = state._replace(stage=stage, elapsed=0, take=state.take + again, done=NOBODY)
    new = _to_open(script, after)
    opened = after._replace(opened=(*after.opened, *new)) if new else after
    return opened, _cues(new, state, opened)


def _undo(_script: Script, state: State, by: Side) -> Result:
    key = words_key(state, by)
    cues = (Unkeep(key),) if key in state.written else ()
    written = tuple(one for one in state.written if one != key)
    picks = tuple(one for one in state.picks if not one.startswith(f"{state.step}-{by}-"))
    return state._replace(done=state.done - {by}, written=written, picks=picks), cues


def _reseal(script: Script, state: State, by: Side) -> Result:
    """Take back everything this person sealed since the last opening, and return to its first step.

    What the other sealed stays sealed, and nothing is asked of them again.
    """
    own = tuple(key for key in state.written if key.endswith(f"-{by}") and key not in state.opened)
    own = tuple(key for key in own if not script.steps[int(key.split("-")[0])].private)
    step, turn = min((int(key.split("-")[1]), int(key.split("-")[0])) for key in own)[::-1]
    written = tuple(key for key in state.written if key not in own)
    back = state._replace(step=step, turn=turn, stage=Stage.WRITING, elapsed=0, written=written)
    return back._replace(done=_has_written(back)), tuple(Unkeep(key) for key in own)


def _has_written(state: State) -> frozenset[Side]:
    return frozenset(side for side in state.sides if words_key(state, side) in state.written)


def _resume(_script: Script, state: State, by: Side) -> Result:
    """Both must be ready: one alone cannot end a pause the other needed."""
    back = state.back | {by}
    return state._replace(back=back, paused=back != state.sides), ()


_THEN: dict[Then, Callable[[Script, State, Side], Result]] = {
    Then.ALL: _all,
    Then.ON: lambda script, state, by: _on(script, state),
    Then.OPENED: _opened,
    Then.UNDO: _undo,
    Then.RESEAL: _reseal,
    Then.SWAP: lambda script, state, by: (
        state._replace(first=state.first.other, elapsed=0),
        (GiveFloor(by.other),),
    ),
    Then.PAUSE: lambda script, state, by: (state._replace(paused=True, away=0, back=NOBODY), ()),
    Then.RESUME: _resume,
    Then.LEAVE: lambda script, state, by: (state._replace(gone=state.gone | {by}), ()),
    Then.RETURN: lambda script, state, by: (state._replace(gone=state.gone - {by}), ()),
}
"""What a move leads to, when it does not lead to a stage of the same step."""


def _on(script: Script, state: State) -> Result:
    """Open what was written, ring if the step rings, and enter the next step."""
    legs = course(script, state.form)
    here = legs[state.step]
    new = _to_open(script, state)
    at, turn = _next(script, state, here)
    there = legs[at]
    after = state._replace(
        step=at,
        turn=turn,
        take=0,
        stage=there.enters,
        elapsed=0,
        done=NOBODY,
        spent=state.spent if there.step.stretch == here.step.stretch else 0,
        opened=(*state.opened, *new),
    )
    cues = (*here.ends, *_cues(new, state, after), *there.starts)
    if state.written and there.enters is Stage.WRITING:
        return _already_written(script, after, cues)
    return after, cues


def _already_written(script: Script, state: State, cues: tuple[Cue, ...]) -> Result:
    """Whoever sealed their words here before the other took theirs back is not asked again."""
    done = _has_written(state)
    if not done:
        return state, cues
    if not writers(script, state) <= done:
        return state._replace(done=done), cues
    if _waits_for_its_hour(script, state):
        return state._replace(done=done), cues
    later, more = _on(script, state)
    return later, (*cues, *more)


def _to_open(script: Script, state: State) -> tuple[str, ...]:
    """Keys of what both may see from now on."""
    if len(state.written) == len(state.opened):
        return ()
    return tuple(
        key for key in state.written if key not in state.opened and not waits_for_open(script, state, key)
    )


def _cues(new: tuple[str, ...], before: State, after: State) -> tuple[Cue, ...]:
    """What was opened between these two states, and who has the floor now."""
    opened = (Open(new),) if new else ()
    now = floor(after)
    return (*opened, GiveFloor(now)) if now is not None and now is not floor(before) else opened


def following(script: Script, state: State) -> Step:
    """The step that comes after this one, as things stand."""
    return script.steps[_next(script, state, leg(script, state))[0]]


def _next(script: Script, state: State, here: Leg) -> tuple[int, int]:
    """The step and turn that follow: on in this stretch, round again, or into the next stretch."""
    for at in _run(script, state, here.ahead):
        return at, state.turn
    if state.turn + 1 < here.rounds and not _time_is_over(here, state):
        return next(_run(script, state, here.again)), state.turn + 1
    return next(_run(script, state, here.beyond)), 0


def _time_is_over(here: Leg, state: State) -> bool:
    """Whether the stretch has had its time, and both have had as many turns: it lands softly."""
    even = not here.in_turns or state.turn % 2 == 1
    return here.step.within is not None and state.spent >= here.step.within and even


def _wait(script: Script, state: State, seconds: int) -> Result:
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
    later, more = _wait(script, until, seconds - state.ends)
    return later, (*cues, *more)


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
    for at in _run(script, state, tuple(some)):
        opens = next(_run(script, state, legs[at].opens), -1)
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
    ended, cues = _on(script, after)
    later, more = _wait(script, ended, seconds - passed)
    return later, (*cues, *more)


DAY = 86_400


def _wait_for_the_hour(script: Script, state: State, seconds: int) -> Result:
    """At the hour, or at the same hour of a later day, what both have written opens; till then nothing shows.

    At own pace nothing else runs by time. What needs a half that its author holds is opened by both, as without an hour.
    """
    left, state = (state.hour or 0) - seconds, _nearer(state, seconds)
    if left > 0:
        return state._replace(hour=left), ()
    if not (_waits_for_its_hour(script, state) and writers(script, state) <= state.done):
        return state._replace(hour=left % DAY or DAY), ()
    there, cues = _on(script, state._replace(hour=None))
    if set(there.held) & set(there.written) - set(there.opened):
        return there, cues
    opened, more = _within(script, there, Stage.OPENED)
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
