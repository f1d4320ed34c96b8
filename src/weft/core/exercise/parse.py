"""Turns the text of an exercise into its label and steps, and collects every mistake with its line.

Reads in two passes: lines into a label, sections and steps (``label``, ``steps``); then what they must be together
(``rules``).
"""

import re
from hashlib import sha256
from typing import Any

from weft.core.exercise.label import LABEL, STAND_INS, read_label, read_values
from weft.core.exercise.page import Block, Page, blocks
from weft.core.exercise.reading import nearest
from weft.core.exercise.rules import mistakes
from weft.core.exercise.script import BEFORE, LONGEST_PROMPT, Complaint, Exercise, ScriptErrors
from weft.core.exercise.steps import STRETCH, read_stretch

SECTIONS = {
    "what you do": "what",
    "why it might help": "why",
    "evidence": "evidence_note",
    "leave it for another day if": "not_when",
}
LONGEST = 64_000
"""Characters in a file. A long exercise is under 10,000."""


def parse(text: str, name: str) -> Exercise:
    """Read an exercise. ``name`` is the file's, for messages.

    Raises ScriptErrors with every complaint, in line order.
    """
    exercise, complaints = read(text)
    if exercise is None or complaints:
        raise ScriptErrors(name, complaints)
    return exercise


def read(text: str) -> tuple[Exercise | None, tuple[Complaint, ...]]:
    """The exercise, or None if it could not be put together, and everything found wrong with it."""
    page = Page()
    lines = without_notes(text.removeprefix("\ufeff")).splitlines()
    if len(text) > LONGEST:
        page.complain(1, f"This file is longer than an exercise can be ({LONGEST:,} letters).")
        return None, page.sorted()
    body = read_label(lines, page)
    _read_body(lines, body, page)
    exercise = _put_together(text, page)
    if exercise is not None:
        page.complaints += mistakes(exercise)
    return exercise, page.sorted()


_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)


def without_notes(text: str) -> str:
    """The text without a writer's own notes; every other line keeps its number."""
    return _NOTE.sub(lambda note: "\n" * note[0].count("\n"), text)


def _read_body(lines: list[str], start: int, page: Page) -> None:
    top = list(blocks(list(enumerate(lines, start=1))[start:], "## "))
    for block in top:
        key = block.title.strip().rstrip(":").lower()
        if block.line == 0:
            page.complain_of_strays(
                block, "before the first heading. Put it under one, such as “## What you do”."
            )
        elif STRETCH.fullmatch(block.title.strip()):
            read_stretch(block, page)
        elif key == "prompts":
            _read_prompts(block, page)
        elif key not in SECTIONS:
            known = [*SECTIONS, "steps", "prompts"]
            page.complain(
                block.line,
                f"“{block.title}” is not a part of an exercise{nearest(key, known) or '. The parts are What you do, Why it might help, Evidence, Leave it for another day if, Steps and Prompts.'}",
            )
        elif SECTIONS[key] in page.sections:
            page.complain(block.line, f"“{block.title}” stands here twice.")
        else:
            page.sections[SECTIONS[key]] = block


def _read_prompts(block: Block, page: Page) -> None:
    """The exercise's own prompts: a list, one to a line."""
    if page.prompts is not None:
        page.complain(block.line, "“Prompts” stands here twice.")
    page.prompts = block
    for line, words in block.lines:
        if words.strip() and not words.startswith("- "):
            page.complain(line, "Under “Prompts” each line is one prompt and starts with “- ”.")
        elif len(words[2:].removesuffix(BEFORE)) > LONGEST_PROMPT:
            page.complain(
                line, f"A prompt holds at most {LONGEST_PROMPT} letters; this one has {len(words) - 2}."
            )


def _put_together(text: str, page: Page) -> Exercise | None:
    """Make the exercise of what was read, with complaints for what is missing."""
    for key in LABEL:
        if key not in page.label:
            page.complain(1, f"The label has no “{key}”. Add a line “{key}: …”.")
    for title, key in SECTIONS.items():
        if key not in page.sections or not page.sections[key].prose():
            line = page.sections[key].line if key in page.sections else 1
            page.complain(
                line, f"“## {title.capitalize()}” is missing or empty. The couple reads it before saying yes."
            )
    if not page.steps:
        page.complain(1, "There are no steps. Start them with “## Steps”.")
    label = read_values(page)
    if "forms" not in label or not page.steps:
        return None
    prose: dict[str, Any] = {key: block.prose() for key, block in page.sections.items()}
    prompts = page.prompts.lines if page.prompts else []
    return Exercise(
        **STAND_INS | dict.fromkeys(SECTIONS.values(), "") | label | prose,
        steps=tuple(page.steps),
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        prompts=tuple(words[2:].strip() for _, words in prompts if words.startswith("- ")),
    )
