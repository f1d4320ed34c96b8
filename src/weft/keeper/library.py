"""The exercises and the words on this server, read once at the start. Everything written, nothing private."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from weft.core.exercise.parse import parse
from weft.core.exercise.script import Exercise
from weft.core.practice import Practice

CONTENT = Path(__file__).parents[1] / "content"


@dataclass(frozen=True)
class Library:
    """All exercises by id, in the order of their practices and then of their titles."""

    exercises: dict[str, Exercise]
    words: dict[str, dict[str, str]]

    @cached_property
    def by_practice(self) -> dict[Practice, tuple[Exercise, ...]]:
        return {
            practice: tuple(one for one in self.exercises.values() if one.practice is practice)
            for practice in Practice
        }

    def say(self, group: str, word: str, **fill: str) -> str:
        """A sentence from content/words.toml with its braces filled."""
        return self.words[group][word].format(**fill)


def read_library(folder: Path = CONTENT) -> Library:
    """Read every exercise and sentence. Raises ScriptErrors for one that does not pass the check."""
    read = [
        parse(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("exercises/*/*.md"))
    ]
    order = list(Practice)
    read.sort(key=lambda one: (order.index(one.practice), one.minutes, one.title))
    words = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    return Library({one.id: one for one in read}, words)
