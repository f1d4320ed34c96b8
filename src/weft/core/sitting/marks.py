"""Marks set on a line between two ends: a rating, and a guess about the other's.

A mark is kept as words, like everything else somebody puts down: where it stands, then what the line runs between.
Whoever sets none has said nothing, and that is what is kept: no line begins with a mark in its middle.
Nothing here compares two marks, and nothing says how near a guess came.
"""

import re
from dataclasses import dataclass

from weft.core.exercise.script import Kind, Script, Step

SURE = ("a hunch", "fairly sure", "sure")
"""How sure a guess is, least first."""

LENGTH = 100
"""A mark stands from 0 at the first end to this at the other."""

NOT_SAID = "not said"
"""What is kept, and shown, where nobody set a mark."""

_KEPT = re.compile(rf"(\d{{1,3}}|{NOT_SAID}), (.+?) to (.+?)(?:, (a hunch|fairly sure|sure))?")


class NotAMark(ValueError):
    """What was sent is not a place on the line. Nothing has changed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two ends, 0 to 100 or None where it was not said, and how sure it is if it is a guess."""

    place: int | None
    ends: tuple[str, str]
    sure: str | None = None


def in_words(found: Mark) -> str:
    """Where a mark stands, as one would say it: no figure, because it is not a score."""
    if found.place is None:
        return NOT_SAID
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

    A rating is a whole number from 0 to 100, a guess the same and how sure it is; nothing typed is not said.
    Raises NotAMark.
    """
    if step.kind not in (Kind.RATE, Kind.GUESS):
        return typed
    if not typed.strip():
        return f"{NOT_SAID}, {' to '.join(ends_of(script, step))}"
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
    if found is None:
        raise NotAMark
    place = None if found[1] == NOT_SAID else int(found[1])
    if (place is not None and place > LENGTH) or (place is None and found[4]):
        raise NotAMark
    return Mark(place, (found[2], found[3]), found[4])
