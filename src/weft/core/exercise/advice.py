"""What a writer may want to know of a script that can be played as it is: said by the check, and stops nothing."""

from collections.abc import Iterator

from weft.core.exercise.script import Complaint, Exercise, Form, Kind, Part, Step


def advice(exercise: Exercise) -> tuple[Complaint, ...]:
    """Every piece of advice, in line order."""
    return tuple(sorted(_both_read_the_same_in_turns(exercise)))


def _both_read_the_same_in_turns(exercise: Exercise) -> Iterator[Complaint]:
    """Where two take turns at doing something, each should read which of the two they are."""
    for step in exercise.steps:
        alike = [form for form in exercise.forms if form is not Form.SOLO and _alike(step, form)]
        if step.kind is Kind.DO and step.turns and alike:
            where = " and ".join(f"“{form}”" for form in alike)
            yield Complaint(
                step.line,
                f"It can be played as it is. But in turns both see the same page at this “do” in {where}, and neither reads "
                "whose turn it is. Add “#### listening: …” with words for the other one, or put it under “## Steps”.",
            )


def _alike(step: Step, form: Form) -> bool:
    """Whether both read one face in a form, in some round: the other has none of their own there."""
    rounds = range(1, max(step.turns, 1) + 1)
    return step.played_in(form) and any(step.face(form, one, Part.LISTENING) is None for one in rounds)
