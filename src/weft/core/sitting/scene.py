"""What one person has before them in a sitting: what to read, what they can do, whose words they may see.

Knows words only by their keys. Nothing here depends on whether the other person has left.
"""

from dataclasses import dataclass

from weft.core.exercise.script import Form, Script
from weft.core.people import Side
from weft.core.sitting import wording
from weft.core.sitting.acts import offered
from weft.core.sitting.buttons import Act, button
from weft.core.sitting.faces import face_of, small
from weft.core.sitting.seat import Seat
from weft.core.sitting.shown import shown
from weft.core.sitting.state import Stage, State
from weft.core.sitting.turns import floor


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


_AWAKE = frozenset({Stage.SPEAKING, Stage.ECHOING, Stage.AGAIN, Stage.DOING, Stage.ANSWERING})


def scene(script: Script, state: State, side: Side, names: tuple[str, str]) -> Scene:
    """What this person has before them. ``names`` are the left and the right person's; "" when not known."""
    seat = Seat(script, state, side)
    role, face = seat.role(), face_of(seat)
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
        small=wording.fill(small(seat), me, other),
        seconds=limit,
        elapsed=elapsed,
        dark=state.standing is Stage.DOING and seat.step.dark and not ended,
        knocks=state.standing is Stage.DOING and seat.step.knocks > 0 and not ended,
        wake=state.standing in _AWAKE and state.form is not Form.OWN_PACE and not ended,
        floor=None if ended or state.form is Form.SOLO else floor(state),
        acts=tuple(button(seat, name, me, other) for name in offered(script, state, side)),
        shows=shown(seat),
    )


def _time(seat: Seat) -> tuple[int | None, int | None]:
    state, limit = seat.state, seat.step.limit
    if seat.role() == "ended":
        return None, None
    if state.paused and seat.script.time_out:
        return seat.script.time_out, state.away
    if state.stage in (Stage.SPEAKING, Stage.DOING) and limit is not None:
        return limit, state.elapsed
    return None, None
