"""What an exercise must not do to two people, one rule a function: the promises a writer cannot break by accident."""

import re
from collections.abc import Iterator

from weft.core.exercise.script import SEALED, Complaint, Exercise, Form, Kind, Shows, Step


def both_or_neither(exercise: Exercise) -> Iterator[Complaint]:
    for step in exercise.steps:
        if step.kind in SEALED and step.turns and not step.private:
            yield Complaint(
                step.line,
                f"In turns, one person’s “{step.kind}” would show before the other has answered. Put it under “## Steps”, where both answer unseen, or use “speak”.",
            )
    for form in _for_two(exercise):
        sealed: list[Step] = []
        for step in played(exercise, form):
            if step.kind is Kind.OPEN:
                if not sealed:
                    yield Complaint(
                        step.line,
                        f"“open” opens what both have sealed, and in the form “{form}” nothing is sealed here.",
                    )
                sealed = []
            elif step.kind in SEALED and not step.private:
                sealed.append(step)
            elif step.shows in (Shows.THEIRS, Shows.BOTH) and any(
                _waits(exercise, form, one) for one in sealed
            ):
                yield Complaint(
                    step.line,
                    f"“shows: {step.shows}” stands before the “open”, so one answer would show before both are in. Move it after.",
                )
        for step in sealed:
            if step.kind is not Kind.WRITE:
                yield Complaint(
                    step.line,
                    f"In the form “{form}” nobody opens this “{step.kind}”. Add an “open” after it, or “- private: yes” if it is for their own eyes.",
                )


def _waits(exercise: Exercise, form: Form, sealed: Step) -> bool:
    """Whether an “open” comes after this step; without one, writing opens as soon as both have written."""
    return any(step.kind is Kind.OPEN and step.line > sealed.line for step in played(exercise, form))


def disclosure_is_answered(exercise: Exercise) -> Iterator[Complaint]:
    answers = {Kind.ECHO, Kind.RESPOND}
    for form in _for_two(exercise):
        steps = played(exercise, form)
        for step in steps:
            if step.kind is Kind.SPEAK:
                heard = any(one.kind in answers and one.stretch == step.stretch for one in steps)
                place = "in the same turns, right after it"
            elif step.kind is Kind.WRITE and not step.private:
                heard = any(one.line > step.line and one.kind in {*answers, Kind.SPEAK} for one in steps)
                place = "after it, or turns in which they speak of it"
            else:
                continue
            if not heard:
                yield Complaint(
                    step.line,
                    f"Somebody opens up here, and in the form “{form}” nobody answers. Add a “respond” or an “echo” {place}.",
                )


_NEAR = re.compile(
    r"\b(gaz(e|ing)|eye contact|each other[’']s eyes|eyes of the other|hold(ing)? hands|hugs?|hugging|kiss(es|ing)?|embrac(e|ing)|"
    r"cuddl(e|ing)|caress(ing)?|massag(e|ing)|strok(e|ing)|touch (each other|\{other\}))\b",
    re.IGNORECASE,
)
"""Words for gaze and touch, which not everybody can give or take on every evening."""


def gaze_and_touch_have_another_way(exercise: Exercise) -> Iterator[Complaint]:
    for step in exercise.steps:
        if (
            step.kind not in (Kind.SETTLE, Kind.DO, Kind.SPEAK)
            or step.when
            or _always_has_a_way(exercise, step)
        ):
            continue
        found = next(
            (
                _NEAR.search(f"{face.heading} {face.text}")
                for face in step.faces
                if _NEAR.search(f"{face.heading} {face.text}")
            ),
            None,
        )
        if found:
            yield Complaint(
                step.line,
                f"“{found[0]}” is not for everyone, nor for every evening. Add another way of equal rank with “#### or: …”, or let both choose first.",
            )


DEEP = 4
"""Depth from which a step in which somebody opens up offers something smaller too."""


def deep_has_a_way_out(exercise: Exercise) -> Iterator[Complaint]:
    for step in exercise.steps:
        opens_up = step.kind is Kind.SPEAK or (step.kind is Kind.WRITE and not step.private)
        if exercise.depth >= DEEP and opens_up and not _always_has_a_way(exercise, step):
            yield Complaint(
                step.line,
                "At this depth everyone needs a way out that nobody else sees. Add “#### or: …” with something smaller to say instead; only the one whose turn it is reads it.",
            )


def _always_has_a_way(exercise: Exercise, step: Step) -> bool:
    """Whether every form in which two meet here, and every round, offers something else to do."""
    forms = [form for form in exercise.forms if step.played_in(form)]
    two = [form for form in forms if form is not Form.SOLO] or forms
    return all(step.ways(form, round) for form in two for round in range(1, step.rounds + 1))


def played(exercise: Exercise, form: Form) -> list[Step]:
    """The steps of a form, whatever is chosen in it."""
    return [step for step in exercise.steps if step.played_in(form)]


def _for_two(exercise: Exercise) -> list[Form]:
    return [form for form in sorted(exercise.forms) if form is not Form.SOLO]
