"""Turns the text of an exercise into its label and steps, and collects every mistake with its line.

Reads in two passes: lines into a label, sections and steps here; what they must be together in ``check``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from weft.core.exercise import reading
from weft.core.exercise.reading import Unreadable, nearest
from weft.core.exercise.rules import mistakes
from weft.core.exercise.script import (
    Complaint,
    Draw,
    Exercise,
    Face,
    Form,
    Grade,
    Kind,
    Part,
    ScriptErrors,
    Shows,
    Step,
)
from weft.core.practice import Practice

LABEL = ("id", "title", "practice", "forms", "minutes", "depth", "evidence", "sources")
OPTIONAL = ("time-out", "pause-word", "after")
SECTIONS = {
    "what you do": "what",
    "why it might help": "why",
    "evidence": "evidence_note",
    "leave it for another day if": "not_when",
}
LONGEST = 64_000
"""Characters in a file. A long exercise is under 10,000."""

OPTIONS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "limit": ("limit", reading.seconds),
    "most": ("most", lambda word: reading.number(word, 20, 4000)),
    "only": ("only", reading.forms),
    "dark": ("dark", reading.yes),
    "knocks": ("knocks", lambda word: reading.number(word, 1, 3)),
    "shows": ("shows", lambda word: _one_of(Shows, word)),
    "button": ("button", reading.button),
    "ends": ("ends", reading.two),
    "of": ("of", str.strip),
    "choose": ("choose", reading.choices),
    "if": ("when", str.strip),
    "private": ("private", reading.yes),
    "draws": ("draws", reading.draw),
}
ANYWHERE = ("only", "if")
"""Options any step may have, but the first and the last."""
ALLOWED: dict[Kind, tuple[str, ...]] = {
    Kind.READ: (*ANYWHERE, "button", "draws", "shows"),
    Kind.AGREE: (*ANYWHERE, "choose", "button"),
    Kind.SETTLE: (*ANYWHERE, "button"),
    Kind.SPEAK: (*ANYWHERE, "limit", "shows", "draws", "button"),
    Kind.ECHO: ANYWHERE,
    Kind.WRITE: (*ANYWHERE, "most", "shows", "draws", "private", "button"),
    Kind.RATE: (*ANYWHERE, "ends", "private", "button"),
    Kind.GUESS: (*ANYWHERE, "of", "button"),
    Kind.OPEN: (*ANYWHERE, "button"),
    Kind.RESPOND: (*ANYWHERE, "most", "shows", "button"),
    Kind.DO: (*ANYWHERE, "limit", "dark", "knocks", "draws", "shows", "button"),
    Kind.KEEP: (*ANYWHERE, "most", "shows", "button"),
    Kind.CLOSE: ("shows",),
}
_INSTEAD = {"limit": 60, "knocks": 2, "ends": ("", ""), "draws": Draw(Practice.TALK)}
"""Stand where an option is unreadable, so that nobody is told it is missing too."""

_STRETCH = re.compile(
    r"steps(?:\s*:\s*(\w+) (turns? each|times?)(?:\s*,\s*within (\w+ \w+))?)?", re.IGNORECASE
)
_ROUND = re.compile(r"round (\w+)")


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
    page = _Page()
    lines = _without_notes(text.removeprefix("\ufeff")).splitlines()
    if len(text) > LONGEST:
        page.complain(1, f"This file is longer than an exercise can be ({LONGEST:,} letters).")
        return None, page.sorted()
    body = _read_label(lines, page)
    _read_body(lines, body, page)
    exercise = _put_together(text, page)
    if exercise is not None:
        page.complaints += mistakes(exercise)
    return exercise, page.sorted()


_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)


def _without_notes(text: str) -> str:
    """The text without a writer's own notes; every other line keeps its number."""
    return _NOTE.sub(lambda note: "\n" * note[0].count("\n"), text)


@dataclass(slots=True)
class _Block:
    """A heading and all lines under it, until the next heading of its rank or above."""

    line: int
    title: str
    lines: list[tuple[int, str]] = field(default_factory=list)

    def prose(self) -> str:
        return _prose(self.lines)


@dataclass(slots=True)
class _Page:
    """What has been read so far."""

    label: dict[str, tuple[int, str]] = field(default_factory=dict)
    sections: dict[str, _Block] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    stretch: int = -1
    turns: int = 0
    times: int = 1
    within: int | None = None
    prompts: _Block | None = None

    def complain(self, line: int, sentence: str) -> None:
        self.complaints.append(Complaint(line, sentence))

    def sorted(self) -> tuple[Complaint, ...]:
        return tuple(sorted(set(self.complaints)))


def _read_label(lines: list[str], page: _Page) -> int:
    """Read the label between two lines of three dashes; gives the index of the first line after it."""
    if not lines or lines[0].strip() != "---":
        page.complain(
            1,
            "An exercise starts with a label: a line of three dashes, then lines like “title: Slow turns”, then three dashes again.",
        )
        return 0
    for index, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return index + 1
        if line.strip():
            _read_label_line(index + 1, line, page)
    page.complain(1, "The label has no end. Close it with a second line of three dashes.")
    return len(lines)


def _read_label_line(line: int, written: str, page: _Page) -> None:
    key, colon, value = written.partition(":")
    key = key.strip().lower()
    known = [*LABEL, *OPTIONAL]
    if not colon:
        page.complain(
            line, f"“{written.strip()}” needs a colon: a word from the label, a colon, and what it is."
        )
    elif key not in known:
        page.complain(line, f"The label has no “{key}”{nearest(key, known) or '.'}")
    elif key in page.label:
        page.complain(line, f"“{key}” stands here twice; the first is on line {page.label[key][0]}.")
    elif not value.strip():
        page.complain(line, f"“{key}” is empty. Say what it is after the colon, or take the line out.")
    else:
        page.label[key] = (line, value.strip())


def _read_body(lines: list[str], start: int, page: _Page) -> None:
    top = list(_blocks(list(enumerate(lines, start=1))[start:], "## "))
    for block in top:
        key = block.title.strip().rstrip(":").lower()
        if block.line == 0:
            _complain_of_strays(
                block, page, "before the first heading. Put it under one, such as “## What you do”."
            )
        elif _STRETCH.fullmatch(block.title.strip()):
            _read_stretch(block, page)
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


def _complain_of_strays(block: _Block, page: _Page, where: str) -> None:
    stray = next((line for line, words in block.lines if words.strip()), None)
    if stray is not None:
        page.complain(stray, f"These words stand {where}")


def _read_prompts(block: _Block, page: _Page) -> None:
    """The exercise's own prompts: a list, one to a line."""
    if page.prompts is not None:
        page.complain(block.line, "“Prompts” stands here twice.")
    page.prompts = block
    for line, words in block.lines:
        if words.strip() and not words.startswith("- "):
            page.complain(line, "Under “Prompts” each line is one prompt and starts with “- ”.")
        elif len(words) > LONGEST_PROMPT:
            page.complain(
                line, f"A prompt holds at most {LONGEST_PROMPT} letters; this one has {len(words)}."
            )


LONGEST_PROMPT = 240


def _read_stretch(block: _Block, page: _Page) -> None:
    match = _STRETCH.fullmatch(block.title.strip())
    page.stretch, page.turns, page.times, page.within = page.stretch + 1, 0, 1, None
    if match is not None and match[1]:
        try:
            count = reading.number(match[1], 1, 8)
        except Unreadable as why:
            page.complain(block.line, f"How often? {_sentence(why)}")
            count = 1
        if match[2].startswith("turn"):
            page.turns = count
        else:
            page.times = count
        if match[3]:
            page.within = _within(block.line, match[3], page)
    for step in _blocks(block.lines, "### "):
        if step.line == 0:
            _complain_of_strays(
                step, page, "before the first step. A step starts with a heading such as “### speak: …”."
            )
        else:
            _read_step(step, page)


def _within(line: int, written: str, page: _Page) -> int | None:
    try:
        return reading.seconds(written)
    except Unreadable as why:
        page.complain(line, f"How long? {_sentence(why)}")
        return None


def _read_step(block: _Block, page: _Page) -> None:
    word, _, heading = block.title.partition(":")
    word = word.strip().lower()
    if word not in set(Kind):
        page.complain(
            block.line,
            f"“{word}” is not a kind of step{nearest(word, list(Kind)) or '. The kinds are ' + ', '.join(Kind) + '.'}",
        )
        return
    kind = Kind(word)
    first, *rest = _blocks(block.lines, "#### ")
    options, prose = _split_options(first.lines)
    faces = [Face(block.line, frozenset(), None, 0, heading.strip(), _prose(prose))]
    faces += [face for face in (_read_face(part, page) for part in rest) if face is not None]
    read = _read_options(kind, options, page)
    place: dict[str, Any] = {
        "stretch": page.stretch,
        "turns": page.turns,
        "times": page.times,
        "within": page.within,
    }
    page.steps.append(Step(block.line, kind, tuple(faces), **place, **read))


def _split_options(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The list that may open a step, and the prose after it."""
    at = 0
    while at < len(lines) and (not lines[at][1].strip() or lines[at][1].startswith("- ")):
        at += 1
    return [pair for pair in lines[:at] if pair[1].strip()], lines[at:]


def _read_options(kind: Kind, lines: list[tuple[int, str]], page: _Page) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line, written in lines:
        key, _, value = written[2:].partition(":")
        key = key.strip().lower()
        if key not in OPTIONS:
            page.complain(
                line,
                f"A step has no “{key}”{nearest(key, list(OPTIONS)) or '. A step may say ' + ', '.join(OPTIONS) + '.'}",
            )
        elif key not in ALLOWED[kind]:
            page.complain(
                line,
                f"“{key}” means nothing in a step that says “{kind}”. It may say {', '.join(ALLOWED[kind])}.",
            )
        elif OPTIONS[key][0] in found:
            page.complain(line, f"“{key}” stands twice in this step.")
        else:
            try:
                found[OPTIONS[key][0]] = OPTIONS[key][1](value.strip())
            except Unreadable as why:
                page.complain(line, _sentence(why))
                found[OPTIONS[key][0]] = _INSTEAD.get(key)
    return {name: value for name, value in found.items() if value is not None}


def _read_face(block: _Block, page: _Page) -> Face | None:
    """A heading of the fourth rank: whom it is for, a colon, and what they see as heading."""
    whom, _, heading = block.title.partition(":")
    parts: set[Part] = set()
    form: Form | None = None
    round = 0
    for word in (part.strip().lower() for part in whom.split(",")):
        turn = _ROUND.fullmatch(word)
        if turn:
            try:
                round = reading.number(turn[1], 1, 8)
            except Unreadable as why:
                page.complain(block.line, _sentence(why))
        elif word in set(Part):
            parts.add(Part(word))
        elif word in set(Form):
            form = Form(word)
        else:
            known = [*Part, *Form, "round 2"]
            page.complain(
                block.line,
                f"“{word}” is nobody in a step{nearest(word, known) or '. Say ' + ', '.join(known) + '.'}",
            )
            return None
    return Face(block.line, frozenset(parts), form, round, heading.strip(), block.prose())


def _blocks(lines: list[tuple[int, str]], mark: str) -> Iterator[_Block]:
    """Cut lines at each heading that starts with ``mark``; the first block has line 0 and what came before."""
    block = _Block(0, "")
    for line, words in lines:
        if words.startswith(mark):
            yield block
            block = _Block(line, words.removeprefix(mark).strip())
        else:
            block.lines.append((line, words))
    yield block


def _prose(lines: list[tuple[int, str]]) -> str:
    """Lines joined to paragraphs; a blank line parts two."""
    paragraphs = "\n".join(words.strip() for _, words in lines).strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())


def _put_together(text: str, page: _Page) -> Exercise | None:
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
    label = _read_values(page)
    if "forms" not in label or not page.steps:
        return None
    prose: dict[str, Any] = {key: block.prose() for key, block in page.sections.items()}
    prompts = page.prompts.lines if page.prompts else []
    return Exercise(
        **_STAND_INS | label | prose,
        steps=tuple(page.steps),
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        prompts=tuple(words[2:].strip() for _, words in prompts if words.startswith("- ")),
    )


_STAND_INS: dict[str, Any] = {
    "id": "",
    "title": "",
    "practice": Practice.TALK,
    "minutes": 1,
    "depth": 1,
    "evidence": Grade.D,
    "sources": (),
    **dict.fromkeys(SECTIONS.values(), ""),
}
"""Stand where the label is wrong, so that the steps can be read too; such an exercise is never played."""


def _read_values(page: _Page) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, (line, written) in page.label.items():
        try:
            found[key.replace("-", "_")] = _VALUES[key](written)
        except Unreadable as why:
            page.complain(line, f"{key}: {why}{'' if str(why).endswith('?') else '.'}")
    return found


def _id(word: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word) or len(word) > 48:
        raise Unreadable("an id is small letters, figures and single hyphens, such as slow-turns")
    return word


def _pause_word(word: str) -> str:
    if not re.fullmatch(r"\w{3,16}", word):
        raise Unreadable(
            "a pause word is one word of three to sixteen letters, easy to say and hard to mistake"
        )
    return word


def _title(words: str) -> str:
    if len(words) > 60:
        raise Unreadable("a title holds at most 60 letters")
    return words


def _one_of(choices: Any, word: str) -> Any:
    known = {str(choice).lower(): choice for choice in choices}
    if word.strip().lower() not in known:
        raise Unreadable(f"“{word}” is not one of {', '.join(choices)}{nearest(word.lower(), list(known))}")
    return known[word.strip().lower()]


def _sources(written: str) -> tuple[str, ...]:
    return tuple(_id(word.strip()) for word in written.split(","))


_VALUES: dict[str, Callable[[str], Any]] = {
    "id": _id,
    "title": _title,
    "practice": lambda word: _one_of(Practice, word),
    "forms": reading.forms,
    "minutes": lambda word: reading.number(word, 1, 180),
    "depth": lambda word: reading.number(word, 1, 6),
    "evidence": lambda word: _one_of(Grade, word),
    "sources": _sources,
    "time-out": reading.seconds,
    "after": lambda word: _id(word),
    "pause-word": lambda word: _pause_word(word),
}


def _sentence(why: Unreadable) -> str:
    words = str(why)
    return words[0].upper() + words[1:] + ("" if words.endswith("?") else ".")
