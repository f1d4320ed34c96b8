"""What one person has before them in a sitting: what to read, what they can do, whose words they may see.

Knows words only by their keys. Nothing here depends on whether the other person has left.
"""

from collections.abc import Callable
from dataclasses import dataclass

from weft.core.exercise.script import Face, Form, Kind, Part, Script, Shows, Step
from weft.core.people import Side
from weft.core.sitting import wording
from weft.core.sitting.moves import Act as Deed
from weft.core.sitting.moves import (
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
    Wrote,
    Yielded,
)
from weft.core.sitting.play import ROWS, NotNow, NotYourFloor, allowed, fits, floor, holds, words_key, writers
from weft.core.sitting.state import Stage, State


@dataclass(frozen=True, slots=True)
class Field:
    """Somewhere to write. ``most`` is in characters."""

    name: str
    label: str
    most: int
    rows: int


@dataclass(frozen=True, slots=True)
class Act:
    """Something this person can do now. ``reach`` is "you", "both" or "them": whose edge the button touches."""

    name: str
    label: str
    reach: str
    note: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One person's page.

    ``role`` is one of speaking, listening, writing, answering, together, waiting, paused, ended, consent.
    ``seconds`` is the limit of this stage and ``elapsed`` how much of it is gone; both None without a limit.
    ``knocks`` says whether the end is heard. ``shows`` are keys of words this person may read now, in the order
    they were written. ``text`` may hold paragraphs parted by a blank line. Acts come in the order of the page;
    of those before "pause" and "stop", none ranks above another unless it comes first alone.
    """

    step: int
    turn: int
    kind: str
    role: str
    heading: str
    text: str
    small: str
    seconds: int | None
    elapsed: int | None
    dark: bool
    knocks: bool
    wake: bool
    floor: Side | None
    acts: tuple[Act, ...]
    shows: tuple[str, ...]


DEEDS: dict[str, type[Deed]] = {
    "agree": Agreed,
    "ready": Ready,
    "hand-over": HandedOver,
    "got-me": GotMe,
    "not-quite": NotQuite,
    "write": Wrote,
    "respond": Wrote,
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

_AWAKE = frozenset({Stage.SPEAKING, Stage.ECHOING, Stage.AGAIN, Stage.DOING, Stage.ANSWERING})


def scene(script: Script, state: State, side: Side, names: tuple[str, str]) -> Scene:
    """What this person has before them. ``names`` are the left and the right person's; "" when not known."""
    seat = _Seat(script, state, side)
    role, face = seat.role(), _face(seat)
    me, other = names if side is Side.LEFT else (names[1], names[0])
    limit, elapsed = _time(seat)
    ended = role == "ended"
    return Scene(
        step=state.step,
        turn=state.turn,
        kind=str(seat.step.kind),
        role=role,
        heading=wording.fill(face[0], me, other),
        text=wording.fill(face[1], me, other),
        small=wording.fill(_small(seat), me, other),
        seconds=limit,
        elapsed=elapsed,
        dark=state.standing is Stage.DOING and seat.step.dark and not ended,
        knocks=state.standing is Stage.DOING and seat.step.knocks > 0 and not ended,
        wake=state.standing in _AWAKE and state.form is not Form.OWN_PACE and not ended,
        floor=None if ended or state.form is Form.SOLO else floor(state),
        acts=tuple(_act(seat, name, me, other) for name in offered(script, state, side)),
        shows=_shows(seat),
    )


def move_for(script: Script, state: State, side: Side, act: str) -> Move:
    """The move that this act makes for this person now.

    Raises NotYourFloor when it is the other's to do, NotNow when it is nobody's or no such act exists.
    """
    deed = DEEDS.get(act)
    if deed is None or (deed is Wrote and act != _writes_as(script.steps[state.step].kind)):
        raise NotNow
    move = Wrote(side, words_key(state, side)) if deed is Wrote else _plain_deed(deed, side)
    row = ROWS.get((state.standing, deed))
    if row is None or not fits(script, state, move):
        raise NotNow
    if side not in allowed(script, state, row):
        raise NotYourFloor
    return move


def _plain_deed(deed: type[Deed], side: Side) -> Deed:
    make: Callable[[Side], Deed] = deed
    return make(side)


def offered(script: Script, state: State, side: Side) -> tuple[str, ...]:
    """The words of the acts this person can do now, main ones first."""
    if _Seat(script, state, side).role() == "ended":
        return tuple(name for name in ("return",) if _can(script, state, side, name))
    return tuple(name for name in DEEDS if _can(script, state, side, name))


def may_see(state: State, side: Side, key: str) -> bool:
    """Whether these words are this person's own, or open to both."""
    return key in state.opened or (key in state.written and key.endswith(f"-{side}"))


def _can(script: Script, state: State, side: Side, name: str) -> bool:
    try:
        move_for(script, state, side, name)
    except (NotNow, NotYourFloor):
        return False
    return name != "resume" or side not in state.back


def _writes_as(kind: Kind) -> str:
    return {Kind.RESPOND: "respond", Kind.KEEP: "keep"}.get(kind, "write")


@dataclass(frozen=True, slots=True)
class _Seat:
    """One person's place in a sitting."""

    script: Script
    state: State
    side: Side

    @property
    def step(self) -> Step:
        return self.script.steps[self.state.step]

    @property
    def holds(self) -> bool:
        return holds(self.state) is self.side

    @property
    def done(self) -> bool:
        return self.side in self.state.done

    @property
    def writes(self) -> bool:
        """Whether this person is the one to write, in any of the stages with writing in them."""
        match self.state.stage:
            case Stage.WRITING:
                return self.side in writers(self.script, self.state) and not self.done
            case Stage.WRITING_BACK:
                return not self.holds
            case Stage.WRITING_AGAIN:
                return self.holds
            case stage:
                return stage is Stage.KEEPING

    @property
    def closed(self) -> bool:
        """Whether this person has nothing left to do: it is over, or the last question is behind them."""
        return self.state.stage is Stage.OVER or (self.state.stage is Stage.KEEPING and self.done)

    def role(self) -> str:
        state = self.state
        if self.side in state.gone or self.closed:
            return "ended"
        if state.paused:
            return "paused"
        match state.stage:
            case Stage.CONSENT:
                return "consent"
            case Stage.GATHERING:
                return "waiting" if self.done else "together"
            case Stage.DOING:
                return "together"
            case Stage.SPEAKING | Stage.AGAIN:
                return "speaking" if self.holds else "listening"
            case Stage.ECHOING:
                return "answering" if self.holds else "speaking"
            case Stage.ANSWERING:
                return "listening" if self.holds else "answering"
            case Stage.JUDGING:
                return "answering" if self.holds else "waiting"
            case _:
                return "writing" if self.writes else "waiting"


def _face(seat: _Seat) -> tuple[str, str]:
    """Heading and text: the script's own, or ours where it has none."""
    state = seat.state
    if seat.side in state.gone and not seat.closed:
        return wording.FACES["left"]
    if seat.closed:
        return _written(seat, seat.script.steps[-1], None) or ("", "")
    if state.paused:
        return wording.FACES[_pause_face(seat)]
    part, fallback = _part(seat)
    again = state.stage in (Stage.AGAIN, Stage.WRITING_AGAIN)
    found = _written(seat, seat.step, part, again and part is not Part.AGAIN)
    return found or (wording.FACES[fallback] if fallback else ("", ""))


def _written(seat: _Seat, step: Step, part: Part | None, again: bool = False) -> tuple[str, str] | None:
    state = seat.state
    round = state.turn // (2 if step.turns and state.form is not Form.SOLO else 1) + 1
    face = step.face(state.form, round, part, again)
    if face is None:
        return None
    others = [_alternative(one) for one in step.alternatives if one.form in (None, state.form)]
    return face.heading, "\n\n".join(
        words for words in (face.text, *(others if part is None else ())) if words
    )


def _alternative(face: Face) -> str:
    return f"{face.heading}. {face.text}" if face.heading and face.text else face.heading or face.text


def _pause_face(seat: _Seat) -> str:
    if seat.state.form is Form.SOLO:
        return "paused-alone"
    if seat.side in seat.state.back:
        return "paused-back"
    return "paused-time-out" if seat.script.time_out else "paused"


def _part(seat: _Seat) -> tuple[Part | None, str]:
    """Which face of the step this person sees, and ours if the script has none."""
    match seat.state.stage:
        case Stage.GATHERING if seat.done:
            return Part.WAITING, "waiting-ready"
        case Stage.SPEAKING | Stage.ANSWERING if seat.role() == "listening":
            return Part.LISTENING, "listening"
        case Stage.ECHOING | Stage.JUDGING if seat.holds:
            return Part.ANSWERING, "answering"
        case Stage.AGAIN | Stage.WRITING_AGAIN if seat.holds:
            return Part.AGAIN, "again"
        case Stage.AGAIN:
            return Part.LISTENING, "listening"
        case Stage.JUDGING:
            return Part.WAITING, "judging"
        case Stage.WRITING | Stage.WRITING_BACK | Stage.WRITING_AGAIN if not seat.writes:
            return Part.WAITING, "waiting" if seat.done else "waiting-turn"
        case _:
            return None, ""


def _small(seat: _Seat) -> str:
    state = seat.state
    if seat.role() == "consent":
        return wording.PROMISE_ALONE if state.form is Form.SOLO else wording.PROMISE
    up = seat.step.limit is not None and state.elapsed >= seat.step.limit
    return wording.TIME_IS_UP if up and state.standing is Stage.SPEAKING and seat.role() == "speaking" else ""


def _time(seat: _Seat) -> tuple[int | None, int | None]:
    state, limit = seat.state, seat.step.limit
    if seat.role() == "ended":
        return None, None
    if state.paused and seat.script.time_out:
        return seat.script.time_out, state.away
    if state.stage in (Stage.SPEAKING, Stage.DOING) and limit is not None:
        return limit, state.elapsed
    return None, None


def _act(seat: _Seat, name: str, me: str, other: str) -> Act:
    sealed = name in ("write", "respond") and seat.state.stage is Stage.WRITING and not _alone_writes(seat)
    said = "answered" if seat.state.stage is Stage.ANSWERING and name == "hand-over" else name
    label, note, reach = wording.act(f"{name}-sealed" if sealed else said, seat.state.form)
    if name == "take-back" and seat.state.stage is Stage.CONSENT:
        label, note = "Take my yes back", ""
    own = seat.step.button
    if own is not None and name == _main(seat):
        label, note = own.label, own.note
    return Act(name, wording.fill(label, me, other), reach, wording.fill(note, me, other), _field(seat, name))


def _alone_writes(seat: _Seat) -> bool:
    return seat.state.form is not Form.SOLO and len(writers(seat.script, seat.state)) == 1


def _main(seat: _Seat) -> str:
    """The act a step's own button words are for."""
    if seat.state.stage is Stage.ANSWERING:
        return "hand-over"
    return {
        Kind.AGREE: "agree",
        Kind.SPEAK: "hand-over",
        Kind.WRITE: "write",
        Kind.RESPOND: "respond",
        Kind.KEEP: "keep",
        Kind.DO: "end-early",
    }.get(seat.step.kind, "ready")


def _field(seat: _Seat, name: str) -> Field | None:
    if DEEDS[name] is not Wrote:
        return None
    label = "echo" if seat.state.stage is Stage.WRITING_BACK else name
    most = 240 if name == "keep" and seat.step.most == 600 else seat.step.most
    return Field("words", wording.FIELDS[label], most, 2 if most <= 280 else 6)


def _shows(seat: _Seat) -> tuple[str, ...]:
    """Keys of the words on this page, and nothing this person may not see."""
    keys = () if seat.role() == "ended" and not seat.closed else _on_the_page(seat)
    return tuple(
        key for key in seat.state.written if key in set(keys) and may_see(seat.state, seat.side, key)
    )


def _on_the_page(seat: _Seat) -> tuple[str, ...]:
    state, step = seat.state, seat.step
    if seat.closed:
        return _closing_words(seat)
    if state.paused:
        return ()
    if state.stage in (Stage.WRITING_BACK, Stage.JUDGING, Stage.WRITING_AGAIN):
        return _said_this_turn(seat)
    now = tuple(key for key in state.written if _place(key)[:2] == (state.step, state.turn))
    if step.shows is not None and _part(seat)[0] is None:
        return (*now, *_last_written(seat, step.shows))
    if step.kind is Kind.KEEP and state.form is Form.OWN_PACE:
        return _last_written(seat, Shows.THEIRS)
    if step.kind is Kind.RESPOND and state.stage is Stage.WRITING:
        return (*now, *(_said_this_turn(seat) if step.turns else _last_written(seat, Shows.THEIRS)))
    return now


def _closing_words(seat: _Seat) -> tuple[str, ...]:
    """What was kept at the end, and what the close brings back."""
    keeps = {at for at, step in enumerate(seat.script.steps) if step.kind is Kind.KEEP}
    kept = tuple(key for key in seat.state.written if _place(key)[0] in keeps)
    shows = seat.script.steps[-1].shows
    return (*kept, *(_last_written(seat, shows) if shows else ()))


def _said_this_turn(seat: _Seat) -> tuple[str, ...]:
    state = seat.state
    steps = {at for at, step in enumerate(seat.script.steps) if step.stretch == seat.step.stretch}
    return tuple(key for key in state.written if _place(key)[0] in steps and _place(key)[1] == state.turn)


def _last_written(seat: _Seat, whose: Shows) -> tuple[str, ...]:
    """The latest words, before this step, of each person asked for; a keep is not among them."""
    sides = {Shows.MINE: (seat.side,), Shows.THEIRS: (seat.side.other,), Shows.BOTH: tuple(Side)}[whose]
    latest = {side: [key for key in _earlier(seat) if key.endswith(f"-{side}")][-1:] for side in sides}
    return tuple(key for keys in latest.values() for key in keys)


def _earlier(seat: _Seat) -> list[str]:
    steps = seat.script.steps
    until = len(steps) - 1 if seat.closed else seat.state.step
    return [
        key
        for key in seat.state.written
        if (at := _place(key)[0]) < until and steps[at].kind is not Kind.KEEP
    ]


def _place(key: str) -> tuple[int, int]:
    """Step and turn of words, from their key."""
    step, turn, *_ = key.split("-")
    return int(step), int(turn)
