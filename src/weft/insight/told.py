"""What goes in and what comes out, as plain facts: all that the server that shows pages knows of the sums.

Nothing here needs numpy, and nothing here reckons.
"""

from dataclasses import dataclass
from enum import StrEnum

LEAST = 7
"""Evenings before a line is drawn at all."""


class Standing(StrEnum):
    """Where somebody stands with what can be said; each has its words in ``content/insight.toml``."""

    FIRST_DAY = "first-day"
    TOO_LITTLE = "too-little"
    TOO_STEADY = "too-steady"
    NO_PATTERN = "no-pattern"
    HINT = "hint"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Evening:
    """What one person wrote one evening: closeness 0 to 100 (NaN where it wasn't said), the places in the table of the
    seven of what happened, stress in any unit."""

    near: float
    did: frozenset[int]
    stress: float | None = None


@dataclass(frozen=True, slots=True)
class ToldLink:
    """One link that may be spoken of: its ``practice`` by its place among the seven, whether it is about the viewer
    (``mine``), and from ``low`` to ``high`` points of a hundred; ``days`` counted and ``missing`` ones."""

    practice: int
    mine: bool
    up: bool
    finding: bool
    backwards: bool
    low: float
    high: float
    days: int
    missing: int


@dataclass(frozen=True, slots=True)
class Told:
    """Where the viewer stands, their line and half of its band's height for every day (empty before there is one), at
    most three links, and how many evenings counted and were left out."""

    standing: Standing
    line: tuple[float, ...]
    half: tuple[float, ...]
    links: tuple[ToldLink, ...]
    days: int
    missing: int


class Span(StrEnum):
    """How long one option of an experiment lasts before the other has its turn."""

    DAY = "day"
    HALF_WEEK = "half-week"


class Outcome(StrEnum):
    TOO_LITTLE = "too-little"
    NO_PATTERN = "no-pattern"
    HINT = "hint"
    MADE_A_DIFFERENCE = "made-a-difference"


@dataclass(frozen=True, slots=True)
class Result:
    """``difference``: the second option's evenings above the first's, in points, within ``low`` to ``high`` nine times
    in ten. ``chance``: how often the draw alone gives as much, exactly. ``up``: how sure that the second is nearer.
    ``days`` that counted, of ``asked``."""

    outcome: Outcome
    difference: float
    low: float
    high: float
    chance: float
    up: float
    pairs: int
    days: int
    asked: int
