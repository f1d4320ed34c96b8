"""What the steps of an exercise must be together, one rule a function. Each gives its complaints."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from weft.core.exercise.care import (
    both_or_neither,
    deep_has_a_way_out,
    disclosure_is_answered,
    gaze_and_touch_have_another_way,
    played,
)
from weft.core.exercise.script import Complaint, Exercise, Form, Kind, Part, Shows, Step

TWO = frozenset({Kind.SPEAK, Kind.ECHO, Kind.RESPOND, Kind.GUESS, Kind.OPEN})
"""Kinds that need someone there to hear, answer or open."""

NAMES = frozenset({"me", "other", "prompt"})
_BRACES = re.compile(r"\{([^{}]*)\}")
LONGEST_STEP = 700
"""Characters of prose in one face. More than a phone holds without scrolling, twice over."""


def mistakes(exercise: Exercise) -> list[Complaint]:
    """Every rule the exercise breaks."""
    return [complaint for rule in RULES for complaint in rule(exercise)]


def _starts_with_a_yes(exercise: Exercise) -> Iterator[Complaint]:
    first = exercise.steps[0]
    if first.kind is not Kind.AGREE or first.turns or first.only or first.when or first.choose:
        yield Complaint(
            first.line,
            "The first step must be “agree”, in every form and outside turns: nothing starts until both have said yes.",
        )
    for step in exercise.steps[1:]:
        if step.kind is Kind.AGREE and not step.choose:
            yield Complaint(
                step.line,
                "After the start, “agree” means agreeing on one of several. Add “- choose: …”, or use “settle” to gather both again.",
            )


def _ends_with_a_close(exercise: Exercise) -> Iterator[Complaint]:
    last = exercise.steps[-1]
    if last.kind is not Kind.CLOSE or last.turns or last.times > 1 or last.only:
        yield Complaint(
            last.line,
            "The last step must be “close”, in every form and outside turns, so that everyone knows it is over.",
        )
    for step in exercise.steps[:-1]:
        if step.kind is Kind.CLOSE:
            yield Complaint(step.line, "“close” is the end, and something comes after this one.")


def _keeps_before_the_close(exercise: Exercise) -> Iterator[Complaint]:
    for step in exercise.steps[:-2]:
        if step.kind is Kind.KEEP:
            yield Complaint(
                step.line,
                "“keep” belongs right before “close”: what somebody keeps is the last thing they are asked.",
            )
    for step in exercise.steps:
        if step.kind is Kind.KEEP and (step.turns or step.times > 1):
            yield Complaint(step.line, "“keep” stands outside turns and repeats. Put “## Steps” above it.")


def _speaks_in_turns(exercise: Exercise) -> Iterator[Complaint]:
    for step in exercise.steps:
        if step.kind in (Kind.SPEAK, Kind.ECHO) and not step.turns:
            yield Complaint(
                step.line,
                f"“{step.kind}” needs turns, so that it is clear who speaks. Put it under “## Steps: 1 turn each”.",
            )


def _echoes_what_was_said(exercise: Exercise) -> Iterator[Complaint]:
    for at, step in enumerate(exercise.steps):
        for form in _forms_of(exercise, step):
            before = _before(exercise, at, form)
            if step.kind is Kind.ECHO and not (
                before and before.kind is Kind.SPEAK and before.stretch == step.stretch
            ):
                yield Complaint(
                    step.line,
                    f"“echo” says back what was just spoken, and in the form “{form}” no “speak” comes right before it.",
                )
                break


def _answers_something(exercise: Exercise) -> Iterator[Complaint]:
    for at, step in enumerate(exercise.steps):
        if step.kind is not Kind.RESPOND:
            continue
        for form in _forms_of(exercise, step):
            spoken = step.turns and any(
                other.kind is Kind.SPEAK and other.stretch == step.stretch and other.played_in(form)
                for other in exercise.steps[:at]
            )
            if not spoken and not _written_before(exercise, at, form):
                yield Complaint(
                    step.line,
                    f"“respond” answers something, and in the form “{form}” nothing has been said or written before it.",
                )
                break


def _shows_what_is_written(exercise: Exercise) -> Iterator[Complaint]:
    for at, step in enumerate(exercise.steps):
        for form in _forms_of(exercise, step):
            if step.shows is not None and not _put_down_before(exercise, at, form, step.shows):
                yield Complaint(
                    step.line,
                    f"“shows” brings back written words, and in the form “{form}” nothing is written before this step.",
                )
                break
        if step.shows in (Shows.THEIRS, Shows.BOTH) and Form.SOLO in _forms_of(exercise, step):
            yield Complaint(step.line, f"“shows: {step.shows}” needs two, and this step is also played solo.")


def _two_where_two_are_needed(exercise: Exercise) -> Iterator[Complaint]:
    for step in exercise.steps:
        if step.kind in TWO and Form.SOLO in _forms_of(exercise, step):
            yield Complaint(
                step.line,
                f"“{step.kind}” needs two people, and this exercise can be played solo. Add “- only: together, apart” to the step, or take solo out of the forms.",
            )


def _forms_are_offered(exercise: Exercise) -> Iterator[Complaint]:
    for step in exercise.steps:
        for form in sorted(step.only - exercise.forms):
            yield Complaint(step.line, f"This step is for “{form}”, but the label does not offer that form.")
        for face in step.faces:
            if face.form is not None and face.form not in exercise.forms:
                yield Complaint(
                    face.line, f"These words are for “{face.form}”, but the label does not offer that form."
                )
            elif face.form is not None and not step.played_in(face.form):
                yield Complaint(
                    face.line, f"These words are for “{face.form}”, but this step is not played in that form."
                )


def _every_form_does_something(exercise: Exercise) -> Iterator[Complaint]:
    idle = {Kind.AGREE, Kind.READ, Kind.SETTLE, Kind.KEEP, Kind.CLOSE}
    for form in sorted(exercise.forms):
        if all(step.kind in idle for step in exercise.steps if step.played_in(form)):
            yield Complaint(
                1,
                f"In the form “{form}” there is nothing to do. Add a step, or take the form out of the label.",
            )


def _the_dark_has_an_end(exercise: Exercise) -> Iterator[Complaint]:
    for step in exercise.steps:
        if step.dark and step.limit is None:
            yield Complaint(
                step.line, "A phone lying face down needs to know when to call. Add “- limit: 10 minutes”."
            )
        if step.dark and not step.knocks:
            yield Complaint(
                step.line, "Nobody sees a phone lying face down. Add “- knocks: 2” so that it can be heard."
            )


def _says_something(exercise: Exercise) -> Iterator[Complaint]:
    for step in exercise.steps:
        main = step.faces[0]
        if not main.heading and not main.text:
            yield Complaint(
                step.line, f"This “{step.kind}” says nothing. Write after the colon what the page should say."
            )
        for face in step.faces:
            if len(face.heading) > 80:
                yield Complaint(
                    face.line,
                    "A heading of more than 80 letters fills the phone. Let the sentence under it carry the rest.",
                )
            if len(face.text) > LONGEST_STEP:
                yield Complaint(
                    face.line,
                    f"These are {len(face.text)} letters, more than a phone shows at once. Keep a step under {LONGEST_STEP}.",
                )


def _faces_have_a_part_to_play(exercise: Exercise) -> Iterator[Complaint]:
    for step in exercise.steps:
        rounds = step.turns or step.times
        for face in step.faces[1:]:
            if face.round > rounds:
                yield Complaint(
                    face.line,
                    f"There is no round {face.round} here; these steps go round {rounds} {'time' if rounds == 1 else 'times'}.",
                )
            if Part.AGAIN in face.parts and step.kind is not Kind.ECHO:
                yield Complaint(
                    face.line, "“again” is what follows “not quite”, so it belongs under an “echo”."
                )
            if Part.ANSWERING in face.parts and step.kind is not Kind.ECHO:
                yield Complaint(
                    face.line, "“answering” is the one who says “you got me”, so it belongs under an “echo”."
                )
            if Part.OR in face.parts and step.kind not in (Kind.SETTLE, Kind.DO, Kind.SPEAK, Kind.WRITE):
                yield Complaint(
                    face.line, "“or” offers another way to do it, and there is nothing to do in this step."
                )


def _names_are_known(exercise: Exercise) -> Iterator[Complaint]:
    for line, written in enumerate(exercise.text.splitlines(), start=1):
        for word in _BRACES.findall(written) if line >= exercise.steps[0].line else ():
            if word not in NAMES:
                yield Complaint(
                    line,
                    f"“{{{word}}}” is nobody. Write {{me}} for the one who reads and {{other}} for the other person.",
                )


def _guesses_about_something(exercise: Exercise) -> Iterator[Complaint]:
    rated: set[str] = set()
    for step in exercise.steps:
        if step.kind is Kind.OPEN:
            rated.clear()
        if step.kind is Kind.RATE:
            if not step.private:
                rated.add(step.faces[0].heading)
            if step.ends is None:
                yield Complaint(step.line, "“rate” needs its two ends. Add “- ends: far to near”.")
        if step.kind is Kind.GUESS and step.of not in rated:
            yield Complaint(
                step.line,
                "“guess” needs to know what is guessed. Add “- of:” with the heading of a “rate” that comes before it, is not private, and is not open yet.",
            )


def _choices_lead_somewhere(exercise: Exercise) -> Iterator[Complaint]:
    known: set[str] = set()
    used = {step.when for step in exercise.steps}
    for step in exercise.steps:
        if step.choose and (step.turns or step.times > 1):
            yield Complaint(step.line, "“choose” stands outside turns and repeats. Put “## Steps” above it.")
        if step.when is not None and step.when not in known:
            yield Complaint(
                step.line,
                f"“if: {step.when}” belongs to a choice, and no “choose” before it offers “{step.when}”.",
            )
        if step.choose and not used & set(step.choose):
            yield Complaint(
                step.line,
                "Nothing follows from this choice. Give a later step “- if:” with one of its words.",
            )
        known |= set(step.choose)


def _draws_what_there_is(exercise: Exercise) -> Iterator[Complaint]:
    own = sum(step.rounds for step in exercise.steps if step.draws and step.draws.practice is None)
    for step in exercise.steps:
        says = any("{prompt}" in f"{face.heading} {face.text}" for face in step.faces)
        if step.draws and not says:
            yield Complaint(
                step.line, "This step draws a prompt and never shows it. Write {prompt} where it belongs."
            )
        if says and not any(
            one.draws and one.stretch == step.stretch and one.line <= step.line for one in exercise.steps
        ):
            yield Complaint(
                step.line,
                "{prompt} stands here, and nothing is drawn. Add “- draws: own” or a deck, such as “- draws: talk”.",
            )
    if own and not exercise.prompts:
        yield Complaint(
            exercise.steps[0].line,
            "“draws: own” needs a list. Add “## Prompts” with one prompt to a line, each after “- ”.",
        )
    elif own > len(exercise.prompts):
        yield Complaint(
            exercise.steps[0].line,
            f"A sitting takes {own} of the exercise’s own prompts, and “## Prompts” holds {len(exercise.prompts)}.",
        )


def _time_is_within_reason(exercise: Exercise) -> Iterator[Complaint]:
    for form in sorted(exercise.forms):
        spent = _seconds(exercise, form)
        if form.live and spent > exercise.minutes * 60 * 1.5:
            yield Complaint(
                1,
                f"The label says {exercise.minutes} minutes, and the limits of the steps alone make {spent // 60} in the form “{form}”. Correct one or the other.",
            )


def _seconds(exercise: Exercise, form: Form) -> int:
    """What the limits of a form add up to; of several ways, the longest."""
    always, ways = 0, dict[str, int]()
    for step in played(exercise, form):
        twice = 2 if step.turns and form is not Form.SOLO else 1
        spent = min((step.limit or 0) * step.rounds * twice, step.within or 10_800)
        if step.when is None:
            always += spent
        else:
            ways[step.when] = ways.get(step.when, 0) + spent
    return always + sum(max((ways.get(way, 0) for way in step.choose), default=0) for step in exercise.steps)


def _ways_are_told_apart(exercise: Exercise) -> Iterator[Complaint]:
    used = {step.when for step in exercise.steps}
    choices = [step for step in exercise.steps if step.choose]
    for first, then in combinations(choices, 2):
        together = any(first.played_in(form) and then.played_in(form) for form in exercise.forms)
        apart = first.when is not None and then.when is not None and first.when != then.when
        for way in then.choose if together and not apart else ():
            if way in first.choose and way in used:
                yield Complaint(
                    then.line,
                    f"“{way}” is offered on line {first.line} too, and “if: {way}” could mean either. Give one of them another word.",
                )


def _forms_of(exercise: Exercise, step: Step) -> list[Form]:
    return [form for form in sorted(exercise.forms) if step.played_in(form)]


def _before(exercise: Exercise, at: int, form: Form) -> Step | None:
    return next((step for step in reversed(exercise.steps[:at]) if step.played_in(form)), None)


def _written_before(exercise: Exercise, at: int, form: Form) -> bool:
    written = (
        {Kind.WRITE, Kind.RESPOND}
        if form.live or form is Form.SOLO
        else {Kind.WRITE, Kind.RESPOND, Kind.SPEAK}
    )
    return any(step.kind in written and step.played_in(form) for step in exercise.steps[:at])


def _put_down_before(exercise: Exercise, at: int, form: Form, whose: Shows) -> bool:
    """Whether there are words to bring back, or a mark."""
    return _written_before(exercise, at, form) or any(
        step.kind is Kind.RATE and step.played_in(form) and (whose is Shows.MINE or not step.private)
        for step in exercise.steps[:at]
    )


RULES: tuple[Callable[[Exercise], Iterator[Complaint]], ...] = (
    _starts_with_a_yes,
    _ends_with_a_close,
    _keeps_before_the_close,
    _speaks_in_turns,
    _echoes_what_was_said,
    _answers_something,
    _shows_what_is_written,
    _two_where_two_are_needed,
    _forms_are_offered,
    _every_form_does_something,
    _the_dark_has_an_end,
    _says_something,
    _faces_have_a_part_to_play,
    _names_are_known,
    _guesses_about_something,
    both_or_neither,
    disclosure_is_answered,
    gaze_and_touch_have_another_way,
    deep_has_a_way_out,
    _choices_lead_somewhere,
    _ways_are_told_apart,
    _draws_what_there_is,
    _time_is_within_reason,
)
