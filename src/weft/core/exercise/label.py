"""Reads the label of an exercise: the lines between the dashes, and what each of them holds."""

import re
from collections.abc import Callable
from typing import Any

from weft.core.exercise import reading
from weft.core.exercise.page import Page
from weft.core.exercise.reading import Unreadable, nearest, one_of
from weft.core.exercise.script import Grade
from weft.core.practice import Practice

LABEL = ("id", "title", "practice", "forms", "minutes", "depth", "evidence", "sources")
OPTIONAL = ("time-out", "pause-word", "after", "recalls")


def read_label(lines: list[str], page: Page) -> int:
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


def _read_label_line(line: int, written: str, page: Page) -> None:
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


def read_values(page: Page) -> dict[str, Any]:
    """What the lines of the label hold, as an exercise keeps it; what cannot be read is left out and named."""
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


def _sources(written: str) -> tuple[str, ...]:
    return tuple(_id(word.strip()) for word in written.split(","))


_VALUES: dict[str, Callable[[str], Any]] = {
    "id": _id,
    "title": _title,
    "practice": lambda word: one_of(Practice, word),
    "forms": reading.forms,
    "minutes": lambda word: reading.number(word, 1, 180),
    "depth": lambda word: reading.number(word, 1, 6),
    "evidence": lambda word: one_of(Grade, word),
    "sources": _sources,
    "time-out": reading.seconds,
    "after": lambda word: _id(word),
    "recalls": lambda word: _id(word),
    "pause-word": lambda word: _pause_word(word),
}


STAND_INS: dict[str, Any] = {
    "id": "",
    "title": "",
    "practice": Practice.TALK,
    "minutes": 1,
    "depth": 1,
    "evidence": Grade.D,
    "sources": (),
}
"""Stand where the label is wrong, so that the steps can be read too; such an exercise is never played."""
