"""A file of ideas: headings and brackets that say what an idea takes, and each idea after a dash.

docs/formats/ideas.md is the format. Nothing here raises: what is wrong is a complaint with its line.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from weft.core.exercise.listed import Listed
from weft.core.exercise.reading import Unreadable, nearest, number
from weft.core.exercise.script import Complaint
from weft.core.ideas import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_DAYS,
    Company,
    Cost,
    Distance,
    Energy,
    Idea,
    Mood,
    Place,
    Season,
)
from weft.core.practice import Practice

_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60}
_LENGTH = re.compile(r"([0-9]+) (minute|hour|day)s?")
_OWN = re.compile(r"(.*?)\s*\[([^\[\]]*)\]")


def read_ideas(text: str) -> tuple[tuple[Idea, ...], tuple[Complaint, ...]]:
    """The ideas of a file, and everything found wrong with it, in line order. Never raises."""
    file = _File()
    file.read(text)
    if not file.named and not file.complaints:
        file.complain(
            1, "A file of ideas starts with a label: three dashes, “ideas: The kitchen”, three dashes."
        )
    return tuple(file.ideas), tuple(sorted(file.complaints))


class _File(Listed):
    """A file of ideas as far as it has been read."""

    other = "Here each line is a heading with “## ” or an idea with “- ”."

    def __init__(self) -> None:
        super().__init__()
        self.named = False
        self.under: dict[str, Any] = {}
        self.ideas: list[Idea] = []

    def label(self, line: int, words: str) -> None:
        key, _, value = words.partition(":")
        if key.strip() == "ideas" and value.strip():
            self.named = True
        elif words:
            self.complain(
                line, "The label holds one line, “ideas: The kitchen”, between two of three dashes."
            )

    def heading(self, line: int, words: str) -> None:
        self.under = self._tags(line, words)

    def _tags(self, line: int, words: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for word in filter(None, (part.strip() for part in words.split(","))):
            try:
                found |= _tag(word)
            except Unreadable as why:
                self.complain(line, _sentence(str(why)))
        return found

    def item(self, line: int, words: str) -> None:
        own = _OWN.fullmatch(words)
        tags = self.under | (self._tags(line, own[2]) if own else {})
        title, _, text = (part.strip() for part in (own[1] if own else words).partition(":"))
        missing = [what for name, what in NEEDED.items() if name not in tags]
        wrong = _wrong(title, text, missing)
        if wrong:
            self.complain(line, wrong)
        else:
            self.ideas.append(Idea(title, text, line, **tags))


NEEDED = {
    "minutes": "how long (“20 minutes”)",
    "cost": "what it costs (“costs nothing”)",
    "energy": "the energy (“low energy”)",
    "place": "the place (“indoors”)",
    "moods": "a mood (“calm”)",
    "practices": "a practice (“time”)",
}
"""What every idea says, by its heading or in its own brackets."""


def _wrong(title: str, text: str, missing: Sequence[str]) -> str:
    """What is wrong with an idea, or nothing."""
    if not title or not text:
        return "An idea is a title, a colon, and what to do, such as “Soup by ear: One of you …”."
    if len(title) > LONGEST_TITLE or len(text) > LONGEST_TEXT:
        return f"A title holds at most {LONGEST_TITLE} letters, and what to do at most {LONGEST_TEXT}."
    if any(mark in title + text for mark in ("{", "}", "[", "]", "<!--")):
        return "An idea names nobody and has no notes: braces and brackets have no place in its words."
    if missing:
        return f"Still missing here: {', '.join(missing)}. Put it in the heading above or in brackets at the end."
    return ""


_ONE: dict[str, dict[str, Any]] = {
    **{f"costs {one}": {"cost": one} for one in Cost},
    **{f"{one} energy": {"energy": one} for one in Energy},
    **{str(one): {"place": one} for one in Place},
    **{str(one): {"company": one} for one in Company},
    **{str(one): {"distance": one} for one in Distance},
    "any season": {"seasons": frozenset()},
}
_SEVERAL: tuple[tuple[str, type[StrEnum], Any], ...] = (
    ("moods", Mood, tuple),
    ("practices", Practice, tuple),
    ("seasons", Season, frozenset),
)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}{'' if words.endswith('?') else '.'}"


def _tag(word: str) -> dict[str, Any]:
    """What one word or two between commas say of an idea. Raises Unreadable, the beginning of a kind sentence."""
    length = _LENGTH.fullmatch(word)
    if length:
        most = MOST_DAYS if length[2] == "day" else 24 * 60
        return {"minutes": number(length[1], 1, most) * _MINUTES[length[2]]}
    if word in _ONE:
        return _ONE[word]
    parts = word.split(" and ")
    for name, kind, hold in _SEVERAL:
        if all(part in set(kind) for part in parts):
            if name != "seasons" and len(parts) > 2:
                raise Unreadable(f"“{word}” names more than two; one or two are enough")
            return {name: hold(map(kind, dict.fromkeys(parts)))}
    known = [*_ONE, *Mood, *Practice, *Season, "20 minutes", "2 hours"]
    raise Unreadable(f"“{word}” says nothing about an idea{nearest(word, known)}")
