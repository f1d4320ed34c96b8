"""What a script comes to in one form: which steps are played, what follows what, and what stays sealed until when.

None of it depends on what anybody did, so it is worked out once for each script and form. The steps that belong to a
choice are all here; whoever asks leaves out those whose way was not taken.
"""

from dataclasses import dataclass
from functools import lru_cache

from weft.core.exercise.script import SEALED, Form, Kind, Script, Step
from weft.core.sitting.cues import Chime, Close, Cue
from weft.core.sitting.state import Stage


@dataclass(frozen=True, slots=True)
class Leg:
    """One step as it is played in this form; the others by their indexes, in their order.

    ``rounds`` is how many times its stretch is gone through: a turn each is two turns, or one alone. ``ahead`` are
    later steps of its stretch, ``again`` all of them, ``beyond`` those of later stretches. ``opens`` are the later
    steps that could open what is sealed here. ``in_turns`` means one of two has the turn, ``answers`` that it is
    for the other one to write, ``first`` that nothing of its stretch comes before it. ``starts`` and ``ends`` are
    what the world is told when the step is entered and when it is over.
    """

    step: Step
    enters: Stage
    rounds: int
    in_turns: bool
    answers: bool
    first: bool
    ahead: tuple[int, ...]
    again: tuple[int, ...]
    beyond: tuple[int, ...]
    opens: tuple[int, ...]
    starts: tuple[Cue, ...]
    ends: tuple[Cue, ...]


@lru_cache(maxsize=512)
def course(script: Script, form: Form) -> tuple[Leg, ...]:
    """Every step of the script as it is in this form."""
    played = tuple(at for at, step in enumerate(script.steps) if step.played_in(form))
    return tuple(_leg(script, form, played, at) for at in range(len(script.steps)))


def _leg(script: Script, form: Form, played: tuple[int, ...], at: int) -> Leg:
    step, enters = script.steps[at], stage_of(script.steps[at], form)
    stretch = tuple(other for other in played if script.steps[other].stretch == step.stretch)
    later = tuple(other for other in played if other > at)
    in_turns = step.turns > 0 and form is not Form.SOLO
    seals = step.kind in SEALED and form is not Form.SOLO
    return Leg(
        step=step,
        enters=enters,
        rounds=rounds(step, form),
        in_turns=in_turns,
        answers=in_turns and step.kind is Kind.RESPOND,
        first=all(other >= at for other in stretch),
        ahead=tuple(other for other in later if other in stretch),
        again=stretch,
        beyond=tuple(other for other in later if other not in stretch),
        opens=tuple(other for other in later if seals and script.steps[other].kind is Kind.OPEN),
        starts=(Close(),) if enters is Stage.OVER else (),
        ends=(Chime(step.knocks),) if enters is Stage.DOING else (),
    )


def rounds(step: Step, form: Form) -> int:
    """How many times this step's stretch is gone through: a turn each is two turns, or one alone."""
    if not step.turns:
        return step.times
    return step.turns if form is Form.SOLO else 2 * step.turns


def stage_of(step: Step, form: Form) -> Stage:
    """The stage a step starts in."""
    if step.choose:
        return Stage.CHOOSING
    if step.kind is Kind.DO:
        return Stage.DOING if step.limit and form is not Form.OWN_PACE else Stage.GATHERING
    if step.kind is Kind.RESPOND:
        return Stage.ANSWERING if step.turns and form.live else Stage.WRITING
    return (_ALOUD if form.live else _IN_WRITING)[step.kind]


_ALOUD = {
    Kind.AGREE: Stage.CONSENT,
    Kind.READ: Stage.GATHERING,
    Kind.SETTLE: Stage.GATHERING,
    Kind.SPEAK: Stage.SPEAKING,
    Kind.ECHO: Stage.ECHOING,
    Kind.WRITE: Stage.WRITING,
    Kind.RATE: Stage.WRITING,
    Kind.GUESS: Stage.WRITING,
    Kind.OPEN: Stage.OPENING,
    Kind.KEEP: Stage.KEEPING,
    Kind.CLOSE: Stage.OVER,
}
_IN_WRITING = {**_ALOUD, Kind.SPEAK: Stage.WRITING, Kind.ECHO: Stage.WRITING_BACK}
