"""Reads the steps of an exercise: each stretch, its steps, their options, and what somebody else sees."""

import re
from collections.abc import Callable
from typing import Any

from weft.core.exercise import reading
from weft.core.exercise.page import Block, Page, blocks, paragraphs, sentence
from weft.core.exercise.reading import Unreadable, nearest, one_of
from weft.core.exercise.script import Draw, Face, Form, Kind, Part, Shows, Step
from weft.core.practice import Practice

OPTIONS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "limit": ("limit", reading.seconds),
    "most": ("most", lambda word: reading.number(word, 20, 4000)),
    "only": ("only", reading.forms),
    "dark": ("dark", reading.yes),
    "knocks": ("knocks", lambda word: reading.number(word, 1, 3)),
    "shows": ("shows", lambda word: one_of(Shows, word)),
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

STRETCH = re.compile(
    r"steps(?:\s*:\s*(\w+) (turns? each|times?)(?:\s*,\s*within (\w+ \w+))?)?", re.IGNORECASE
)
_ROUND = re.compile(r"round (\w+)")


def read_stretch(block: Block, page: Page) -> None:
    """Read a run of steps, and how often and how long it is played."""
    match = STRETCH.fullmatch(block.title.strip())
    page.stretch, page.turns, page.times, page.within = page.stretch + 1, 0, 1, None
    if match is not None and match[1]:
        try:
            count = reading.number(match[1], 1, 8)
        except Unreadable as why:
            page.complain(block.line, f"How often? {sentence(why)}")
            count = 1
        if match[2].startswith("turn"):
            page.turns = count
        else:
            page.times = count
        if match[3]:
            page.within = _within(block.line, match[3], page)
    for step in blocks(block.lines, "### "):
        if step.line == 0:
            page.complain_of_strays(
                step, "before the first step. A step starts with a heading such as “### speak: …”."
            )
        else:
            _read_step(step, page)


def _within(line: int, written: str, page: Page) -> int | None:
    try:
        return reading.seconds(written)
    except Unreadable as why:
        page.complain(line, f"How long? {sentence(why)}")
        return None


def _read_step(block: Block, page: Page) -> None:
    word, _, heading = block.title.partition(":")
    word = word.strip().lower()
    if word not in set(Kind):
        page.complain(
            block.line,
            f"“{word}” is not a kind of step{nearest(word, list(Kind)) or '. The kinds are ' + ', '.join(Kind) + '.'}",
        )
        return
    kind = Kind(word)
    first, *rest = blocks(block.lines, "#### ")
    options, prose = _split_options(first.lines)
    faces = [Face(block.line, frozenset(), None, 0, heading.strip(), paragraphs(prose))]
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


def _read_options(kind: Kind, lines: list[tuple[int, str]], page: Page) -> dict[str, Any]:
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
                page.complain(line, sentence(why))
                found[OPTIONS[key][0]] = _INSTEAD.get(key)
    return {name: value for name, value in found.items() if value is not None}


def _read_face(block: Block, page: Page) -> Face | None:
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
                page.complain(block.line, sentence(why))
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
