"""What somebody reads in a sitting: the script's own words for their part, or ours where it has none."""

from weft.core.exercise.script import BEFORE, Face, Form, Kind, Part, Step
from weft.core.sitting import wording
from weft.core.sitting.seat import Seat
from weft.core.sitting.state import Stage


def face_of(seat: Seat) -> tuple[str, str]:
    """Heading and text: the script's own, or ours where it has none."""
    state = seat.state
    if state.stage is Stage.LAPSED:
        return wording.FACES["lapsed"]
    if seat.side in state.gone and not seat.closed:
        return wording.FACES["left"]
    if seat.closed:
        return _written(seat, seat.script.steps[-1], None) or ("", "")
    if state.paused:
        return wording.FACES[_pause_face(seat)]
    part, fallback = part_of(seat)
    if state.stage is Stage.OPENING:
        return wording.FACES["opening-ready" if seat.done else "opening"]
    again = state.stage in (Stage.AGAIN, Stage.WRITING_AGAIN)
    found = _written(seat, seat.step, part, again and part is not Part.AGAIN)
    return _with_the_question(seat, found or (wording.FACES[fallback] if fallback else ("", "")))


def _with_the_question(seat: Seat, face: tuple[str, str]) -> tuple[str, str]:
    """For somebody who answers in writing, what the other was asked, unless the writer says it already."""
    question = _asked(seat) if _answers_in_writing(seat) else ""
    if not question or question in " ".join(face):
        return face
    return face[0], "\n\n".join(filter(None, (face[1], wording.ASKED.format(question=question))))


def _answers_in_writing(seat: Seat) -> bool:
    state, step = seat.state, seat.step
    answers = step.kind is Kind.RESPOND and step.turns > 0 and state.stage is Stage.WRITING
    return seat.writes and (answers or state.stage is Stage.WRITING_BACK)


def _asked(seat: Seat) -> str:
    """The heading the other spoke to in this turn, turned round: who was {me} to them is {other} here."""
    state, steps = seat.state, seat.script.steps
    before = [at for at in range(state.step) if steps[at].stretch == seat.step.stretch]
    spoken = [at for at in before if steps[at].kind is Kind.SPEAK and steps[at].played_in(state.form)]
    face = steps[spoken[-1]].face(state.form, _round(seat)) if spoken else None
    heading = face.heading.replace("{prompt}", _prompt(seat)[0]) if face else ""
    return heading.replace("{me}", "{you}").replace("{other}", "{me}").replace("{you}", "{other}")


def _written(seat: Seat, step: Step, part: Part | None, again: bool = False) -> tuple[str, str] | None:
    state = seat.state
    face = step.face(state.form, _round(seat), part, again)
    if face is None:
        return None
    others = [_alternative(one) for one in step.ways(state.form, _round(seat))]
    offered = part is None or step.kind is Kind.DO
    text = "\n\n".join(words for words in (face.text, *(others if offered else ())) if words)
    prompt, _ = _prompt(seat)
    if step.turns and part is not None and seat.state.form is not Form.SOLO:
        prompt = prompt.replace(
            "{other}", "{me}"
        )  # It is put to the other one, who is asked about this person.
    return face.heading.replace("{prompt}", prompt), text.replace("{prompt}", prompt)


def _round(seat: Seat) -> int:
    """Which time round this is, from 1: two turns are one round."""
    step, turn = seat.step, seat.state.turn
    return turn // (2 if step.turns and seat.state.form is not Form.SOLO else 1) + 1


def _prompt(seat: Seat) -> tuple[str, bool]:
    """This step's prompt, and whether the two have had it before."""
    found = seat.script.prompt(seat.state.step, _round(seat)) or ""
    return found.removesuffix(BEFORE), found.endswith(BEFORE)


def _alternative(face: Face) -> str:
    return f"{face.heading}. {face.text}" if face.heading and face.text else face.heading or face.text


def _pause_face(seat: Seat) -> str:
    if seat.state.form is Form.SOLO:
        return "paused-alone"
    if seat.side in seat.state.back:
        return "paused-back"
    return "paused-time-out" if seat.script.time_out else "paused"


def part_of(seat: Seat) -> tuple[Part | None, str]:
    """Which face of the step this person sees, and ours if the script has none."""
    match seat.state.stage:
        case Stage.GATHERING | Stage.CHOOSING | Stage.OPENED if seat.done:
            return Part.WAITING, "waiting-choice" if seat.state.stage is Stage.CHOOSING else "waiting-ready"
        case Stage.SPEAKING | Stage.ANSWERING if seat.role() == "listening":
            return Part.LISTENING, "listening"
        case Stage.ECHOING | Stage.JUDGING if seat.holds:
            return Part.ANSWERING, "answering"
        case Stage.DOING if _has_the_others_page(seat):
            return Part.LISTENING, ""
        case Stage.AGAIN | Stage.WRITING_AGAIN if seat.holds:
            return Part.AGAIN, "again"
        case Stage.AGAIN:
            return Part.LISTENING, "listening"
        case Stage.JUDGING:
            return Part.WAITING, "judging"
        case Stage.WRITING | Stage.WRITING_BACK | Stage.WRITING_AGAIN if not seat.writes:
            private = "waiting-private" if seat.step.private else "waiting"
            return Part.WAITING, private if seat.done else "waiting-turn"
        case _:
            return None, ""


def _has_the_others_page(seat: Seat) -> bool:
    """Whether this person is the other one of a turn at doing something, and the writer has words for them."""
    two = seat.step.turns > 0 and seat.state.form is not Form.SOLO
    return two and not seat.holds and bool(seat.step.face(seat.state.form, _round(seat), Part.LISTENING))


def small(seat: Seat) -> str:
    state = seat.state
    if seat.role() == "consent":
        return wording.PROMISE_ALONE if state.form is Form.SOLO else wording.PROMISE
    if state.standing is Stage.CHOOSING and state.form is not Form.SOLO:
        return wording.OPEN_PICKS
    if state.standing is Stage.SPEAKING and seat.role() == "speaking":
        if seat.step.limit is not None and state.elapsed >= seat.step.limit:
            return wording.TIME_IS_UP
        if seat.step.within is not None and state.spent >= seat.step.within:
            return wording.LAST_ROUND
    if seat.step.when is not None and not state.paused and len({pick[-1] for pick in _picks(seat)}) > 1:
        return wording.DIFFERED
    return wording.BEFORE if _prompt(seat)[1] and not state.paused and seat.role() != "ended" else ""


def _picks(seat: Seat) -> list[str]:
    """What was picked at the choice this step follows from."""
    offers = [
        at for at, step in enumerate(seat.script.steps[: seat.state.step]) if seat.step.when in step.choose
    ]
    return [pick for pick in seat.state.picks if offers and pick.startswith(f"{offers[-1]}-")]
