"""The exercises, prompts, ideas and words on this server, read once at the start. Everything written, nothing private.

What comes with Weft has to be whole. A pack is somebody's own folder of the same shape beside it: what is broken in
it is left out and named, and never stops the server.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from weft.core.exercise.check import check
from weft.core.exercise.parse import parse
from weft.core.exercise.prompts import Prompt, read_deck
from weft.core.exercise.script import Complaint, Exercise, ScriptErrors
from weft.core.idea_file import read_ideas
from weft.core.ideas import Idea
from weft.core.practice import Practice

CONTENT = Path(__file__).parents[1] / "content"


@dataclass(frozen=True)
class Library:
    """All exercises by id, in the order of their practices and then of their length; all prompts, ideas and sentences.

    ``left_out`` says what of a pack could not be used, a line each.
    """

    exercises: dict[str, Exercise]
    words: dict[str, dict[str, str]]
    prompts: tuple[Prompt, ...] = ()
    left_out: tuple[str, ...] = ()
    ideas: tuple[Idea, ...] = ()
    answers: dict[str, frozenset[str]] = field(default_factory=dict)
    """By need, the exercises and practices that answer it: content/choosing.toml."""
    outdoors: frozenset[str] = frozenset()
    seasons: dict[str, frozenset[Practice]] = field(default_factory=dict)
    """By what a season can be for, one of the dozen, the practices that belong to it."""

    @cached_property
    def by_practice(self) -> dict[Practice, tuple[Exercise, ...]]:
        return {
            practice: tuple(one for one in self.exercises.values() if one.practice is practice)
            for practice in Practice
        }

    @cached_property
    def after(self) -> dict[str, str]:
        """By exercise that opens after another, that other."""
        return {one.id: one.after for one in self.exercises.values() if one.after}

    def say(self, group: str, word: str, **fill: str) -> str:
        """A sentence from content/words.toml with its braces filled."""
        return self.words[group][word].format(**fill)


def read_library(folder: Path = CONTENT, packs: Sequence[Path] = ()) -> Library:
    """Read every exercise, prompt, idea and sentence, then what packs add or put in the place of ours.

    Raises ScriptErrors for a file of our own that does not pass the check, OSError for a pack that is not there.
    """
    ours = _with_weft() if folder == CONTENT else _written(folder)
    read, prompts, ideas = {one.id: one for one in ours.exercises}, list(ours.prompts), list(ours.ideas)
    left_out = list[str]()
    for pack in packs:
        next(pack.iterdir(), None)
        read |= _exercises(pack, left_out)
        prompts += _prompts(pack, left_out)
        ideas += _ideas(pack, left_out)
    order = list(Practice)
    some = sorted(read.values(), key=lambda one: (order.index(one.practice), one.minutes, one.title))
    choosing = ours.choosing
    return Library(
        exercises={one.id: one for one in some},
        words=ours.words,
        prompts=tuple(prompts),
        left_out=tuple(left_out),
        ideas=tuple(ideas),
        answers={need: frozenset(some) for need, some in choosing["answers"].items()},
        outdoors=frozenset(choosing["places"]["outdoors"]),
        seasons={
            one["for"]: frozenset(Practice(name) for name in one["practices"]) for one in choosing["seasons"]
        },
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """What one folder holds, as it was read."""

    exercises: tuple[Exercise, ...]
    prompts: tuple[Prompt, ...]
    ideas: tuple[Idea, ...]
    words: dict[str, dict[str, str]]
    choosing: dict[str, Any]


@cache
def _with_weft() -> _Written:
    """What comes with Weft changes only with Weft, so a process that begins anew (a demo, a test) reads it once."""
    return _written(CONTENT)


def _written(folder: Path) -> _Written:
    return _Written(
        tuple(_ours(path) for path in _scripts(folder)),
        tuple(one for path in _decks(folder) for one in _our_deck(path)),
        tuple(one for path in _ideas_files(folder) for one in _our_ideas(path)),
        tomllib.loads((folder / "words.toml").read_text(encoding="utf-8")),
        tomllib.loads((folder / "choosing.toml").read_text(encoding="utf-8")),
    )


def _scripts(folder: Path) -> list[Path]:
    return sorted(folder.glob("exercises/**/*.md"))


def _decks(folder: Path) -> list[Path]:
    return sorted(folder.glob("prompts/**/*.md"))


def _ideas_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("ideas/**/*.md"))


def _ours(path: Path) -> Exercise:
    return parse(path.read_text(encoding="utf-8"), path.stem)


def _our_deck(path: Path) -> tuple[Prompt, ...]:
    prompts, complaints = read_deck(path.read_text(encoding="utf-8"))
    if complaints:
        raise ScriptErrors(path.stem, complaints)
    return prompts


def _our_ideas(path: Path) -> tuple[Idea, ...]:
    ideas, complaints = read_ideas(path.read_text(encoding="utf-8"))
    if complaints:
        raise ScriptErrors(path.stem, complaints)
    return ideas


def _exercises(pack: Path, left_out: list[str]) -> dict[str, Exercise]:
    found = {}
    for path in _scripts(pack):
        text = _text(path, left_out)
        complaints = check(text, path.stem) if text is not None else ()
        if text is not None and not complaints:
            found[path.stem] = parse(text, path.stem)
        left_out += _named(path, complaints)
    return found


def _prompts(pack: Path, left_out: list[str]) -> list[Prompt]:
    """The prompts that can be read: one bad line costs that line."""
    found = list[Prompt]()
    for path in _decks(pack):
        text = _text(path, left_out)
        prompts, complaints = read_deck(text) if text is not None else ((), ())
        found += prompts
        left_out += _named(path, complaints)
    return found


def _ideas(pack: Path, left_out: list[str]) -> list[Idea]:
    """The ideas that can be read: one bad line costs that line."""
    found = list[Idea]()
    for path in _ideas_files(pack):
        text = _text(path, left_out)
        ideas, complaints = read_ideas(text) if text is not None else ((), ())
        found += ideas
        left_out += _named(path, complaints)
    return found


def _text(path: Path, left_out: list[str]) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        left_out.append(f"{path}: not written in UTF-8. Save it again as UTF-8 text.")
    except OSError as why:
        left_out.append(f"{path}: could not be read ({why.strerror}).")
    return None


def _named(path: Path, complaints: Iterable[Complaint]) -> list[str]:
    return [f"{path}:{one.line}: {one.sentence}" for one in complaints]
