"""Marks set on a line between two ends: a rating, and a guess about the other's.

A mark is kept as words, like everything else somebody puts down: where it stands, then what the line runs between.
Nothing here compares two marks, and nothing says how near a guess came.
"""

import re
from dataclasses import dataclass

from weft.core.exercise.script import Kind, Script, Step

SURE = ("a hunch", "fairly sure", "sure")
"""How sure a guess is, least first."""

LENGTH = 100
"""A mark stands from 0 at the first end to this at the other."""

_KEPT = re.compile(r"(\d{1,3}), (.+?) to (.+?)(?:, (a hunch|fairly sure|sure))?")


class NotAMark(ValueError):
    """What was sent is not a place on the line. Nothing has changed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two ends, 0 to 100, and how sure it is if it is a guess."""

    place: int
    ends: tuple[str, str]
    sure: str | None = None


def in_words(found: Mark) -> str:
    """Where a mark stands, as one would say it: no figure, because it is not a score."""
    near, far = found.ends if found.place <= LENGTH / 2 else found.ends[::-1]
    from_the_end = min(found.place, LENGTH - found.place)
    if from_the_end >= 45:
        return f"in the middle, between “{found.ends[0]}” and “{found.ends[1]}”"
    if from_the_end >= 25:
        return f"nearer “{near}” than “{far}”"
    return f"close to “{near}”" if from_the_end >= 5 else f"all the way at “{near}”"


def ends_of(script: Script, step: Step) -> tuple[str, str]:
    """The ends of the line a step is about: its own, or those of the rating a guess is about."""
    if step.ends:
        return step.ends
    found = (one.ends for one in script.steps if one.kind is Kind.RATE and one.faces[0].heading == step.of)
    return next((ends for ends in found if ends), ("", ""))


def as_kept(script: Script, step: Step, typed: str) -> str:
    """Words as they are kept: a mark with its ends; anything else as typed.

    A rating is a whole number from 0 to 100, a guess the same and how sure it is. Raises NotAMark.
    """
    if step.kind not in (Kind.RATE, Kind.GUESS):
        return typed
    place, _, sure = typed.strip().partition(" ")
    sure = sure.strip(" ,")
    if not re.fullmatch(r"[0-9]{1,3}", place) or int(place) > LENGTH:
        raise NotAMark
    if (step.kind is Kind.RATE and sure) or (step.kind is Kind.GUESS and sure not in ("", *SURE)):
        raise NotAMark
    first, last = ends_of(script, step)
    return f"{int(place)}, {first} to {last}" + (f", {sure or SURE[0]}" if step.kind is Kind.GUESS else "")


def mark(words: str) -> Mark:
    """The mark that was kept. Raises NotAMark for anything else."""
    found = _KEPT.fullmatch(words)
    if found is None or int(found[1]) > LENGTH:
        raise NotAMark
    return Mark(int(found[1]), (found[2], found[3]), found[4])
