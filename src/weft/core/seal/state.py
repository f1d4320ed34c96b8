"""Where an exchange of sealed words stands. Holds no word, and no key."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from weft.core.people import Side

DAY_MINUTES = 24 * 60


class Phase(StrEnum):
    """What both know, and always both: a change that only one may know of never changes it."""

    ASKED = "asked"
    OPEN = "open"
    """Both said yes. Either may seal, seal again, take back, step aside."""
    CLOSING = "closing"
    """Both have sealed and the hour was there; the halves which authors kept are awaited."""
    RELEASED = "released"
    EXPIRED = "expired"
    """It never opened, and what was sealed is gone."""
    PARTED = "parted"


LIVING = (Phase.ASKED, Phase.OPEN, Phase.CLOSING)
"""Phases in which something may still happen."""


class Holding(StrEnum):
    """Who holds the second halves until both open."""

    SERVER = "server"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Terms:
    """What both agreed to. Minutes since 1970, UTC; ``expires`` is later than ``earliest``."""

    asker: Side
    holding: Holding
    earliest: int
    expires: int

    def next_tick(self, after: int) -> int | None:
        """The first agreed instant later than this minute: at ``earliest``, each day from then on, at the end."""
        if after >= self.expires:
            return None
        passed = (after - self.earliest) // DAY_MINUTES + 1
        return min(self.earliest + max(0, passed) * DAY_MINUTES, self.expires)


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part, which the other never sees before it opens."""

    sealed: bool = False
    aside: bool = False
    half: bool = False
    """Whether the server holds the second half."""


@dataclass(frozen=True, slots=True)
class State:
    """An exchange between two moves."""

    terms: Terms
    phase: Phase = Phase.ASKED
    left: Part = field(default_factory=Part)
    right: Part = field(default_factory=Part)

    def part(self, side: Side) -> Part:
        return self.left if side is Side.LEFT else self.right

    def with_part(self, side: Side, part: Part) -> "State":
        return replace(self, left=part) if side is Side.LEFT else replace(self, right=part)

    @property
    def parts(self) -> tuple[Part, Part]:
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class View:
    """All that one of the two may know: what both know, and their own part."""

    terms: Terms
    phase: Phase
    mine: Part


def view(state: State, side: Side) -> View:
    """What this person's page is drawn from, and nothing else may be."""
    return View(state.terms, state.phase, state.part(side))


def reads(state: State, side: Side) -> bool:
    """Whether this person can open the other's words."""
    return state.phase is Phase.RELEASED and state.part(side.other).sealed
