"""What a state means: whose turn it is, what stays sealed, what follows, and when time changes something.

Nothing here changes a state.
"""

from collections.abc import Iterator

from weft.core.exercise.script import Form, Kind, Script, Step
from weft.core.people import Side
from weft.core.sitting.course import Leg, course
from weft.core.sitting.state import Stage, State


def leg(script: Script, state: State) -> Leg:
    """The step a sitting is at, as it is played in this form."""
    return course(script, state.form)[state.step]


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


def has_written(state: State) -> frozenset[Side]:
    """Who has words lying at this step and turn."""
    return frozenset(side for side in state.sides if words_key(state, side) in state.written)


def waits_for_open(script: Script, state: State, key: str) -> bool:
    """Whether these words stay sealed for now, because an “open” comes later or has not been opened yet."""
    sealed = course(script, state.form)[int(key.partition("-")[0])]
    if sealed.step.private:
        return True
    opens = next(those_played(script, state, sealed.opens), -1) if sealed.opens else -1
    return state.step < opens or (state.step == opens and state.stage is Stage.OPENING)


def waits_for_its_hour(script: Script, state: State) -> bool:
    """Whether nothing goes on before the hour, so that nobody learns who was second, or when."""
    if state.hour is None or state.stage is not Stage.WRITING:
        return False
    return following(script, state).kind is Kind.OPEN


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
    taken = those_played(script, state, drawing)
    rounds = ((at, round) for at in taken for round in range(1, script.steps[at].rounds + 1))
    return tuple(text for at, round in rounds if (text := script.prompt(at, round)))


def those_played(script: Script, state: State, some: tuple[int, ...]) -> Iterator[int]:
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


def following(script: Script, state: State) -> Step:
    """The step that comes after this one, as things stand."""
    return script.steps[next_place(script, state, leg(script, state))[0]]


def next_place(script: Script, state: State, here: Leg) -> tuple[int, int]:
    """The step and turn that follow: on in this stretch, round again, or into the next stretch."""
    for at in those_played(script, state, here.ahead):
        return at, state.turn
    if state.turn + 1 < here.rounds and not _time_is_over(here, state):
        return next(those_played(script, state, here.again)), state.turn + 1
    return next(those_played(script, state, here.beyond)), 0


def _time_is_over(here: Leg, state: State) -> bool:
    """Whether the stretch has had its time, and both have had as many turns: it lands softly."""
    even = not here.in_turns or state.turn % 2 == 1
    return here.step.within is not None and state.spent >= here.step.within and even
