"""What a suggestion is chosen from, in one frozen value.

Two kinds of facts lie in it, and they are kept apart. What both of the two may know is the same for either. What is
the viewer's own moves the viewer's suggestion and nobody else's; nothing the other keeps private has a place here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from weft.core.journey.season import Rhythm
from weft.core.practice import Practice

LOOKED_BACK = 28
"""Days for which something lived still counts as lately."""
MOST_LATELY = 60
"""Sittings looked at, the newest."""
MOST_NOTED = 100
"""Own notes looked at, the newest."""
MOST_TAPPED = 60
"""Own evenings looked at, the newest."""


class Wish(StrEnum):
    """What somebody would like of a practice, for their own suggestions."""

    MORE = "more"
    LESS = "less"


class Sky(StrEnum):
    """What it is like outside, said by hand."""

    DRY = "dry"
    WET = "wet"


class Left(StrEnum):
    """How much somebody has left today, said by hand."""

    LITTLE = "little"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Done:
    """Something the two lived lately: which exercise, of which practice, and the day since 1970."""

    exercise: str
    practice: Practice
    day: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Noted:
    """Own: how something was for this person alone; ``worth`` from -1 (no) to 1 (yes). Never shown in a repr."""

    exercise: str
    day: int
    worth: float = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tapped:
    """Own: a practice that happened and felt good on a day, as tapped in the evening. Never shown in a repr."""

    practice: Practice = field(repr=False)
    day: int


@dataclass(frozen=True, slots=True)
class Today:
    """Own: what today is like, as far as somebody said. ``minutes`` is the time there is."""

    minutes: int | None = None
    sky: Sky | None = None
    left: Left | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All a suggestion depends on.

    Known to both: ``day`` since 1970 and ``hour`` where they are; ``seed``, a number of the couple's; ``lately``, the
    newest last; ``played``, the day on which each exercise was last done; ``needs``, said on Today in sight of
    both; ``mine`` and ``theirs``, the practices each said in sight of both to want more of; ``wanted``, practices in
    which both marked something they want; ``stages``, their times of life; ``barred``,
    what is not open to them yet or lies open already; ``left_out``, what either said in sight of both is for neither of
    them; ``free``, minutes on end that both have today, where both have
    shown when they are free; ``rhythm``, what they agreed on of their week; ``season``, the practices this season is for.

    The viewer's own: ``notes``, ``tapped``, ``more`` and ``less``, practices wished for or not without a word to the other, ``longer`` and
    ``deeper`` (1 where that is wished for, -1 where the reverse is), ``aside`` (put away for today), ``away`` (put away until taken back), ``like``
    and ``passed_over``, how often *something else* was tapped since.
    """

    day: int
    hour: int = 19
    seed: int = 0
    alone: bool = False
    lately: tuple[Done, ...] = ()
    played: Mapping[str, int] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    mine: frozenset[Practice] = frozenset()
    theirs: frozenset[Practice] = frozenset()
    wanted: frozenset[Practice] = frozenset()
    stages: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    hard_talk_open: bool = False
    free: int | None = None
    rhythm: Rhythm | None = None
    season: frozenset[Practice] = frozenset()
    notes: tuple[Noted, ...] = field(default=(), repr=False)
    tapped: tuple[Tapped, ...] = field(default=(), repr=False)
    more: frozenset[Practice] = field(default=frozenset(), repr=False)
    less: frozenset[Practice] = field(default=frozenset(), repr=False)
    longer: int = field(default=0, repr=False)
    deeper: int = field(default=0, repr=False)
    aside: frozenset[str] = field(default=frozenset(), repr=False)
    away: frozenset[str] = field(default=frozenset(), repr=False)
    like: Today = field(default=Today(), repr=False)
    passed_over: int = 0

    @property
    def weekend(self) -> bool:
        """Saturday or Sunday. The first of January 1970 was a Thursday."""
        return self.weekday >= 5

    @property
    def weekday(self) -> int:
        """Monday is 0."""
        return (self.day + 3) % 7

    @property
    def quiet(self) -> bool:
        """Whether the two agreed to leave this day of the week alone."""
        return self.rhythm is not None and self.weekday in self.rhythm.quiet

    @property
    def minutes(self) -> int | None:
        """The time there is, where anything says so: the lesser of what was said by hand and what both have free."""
        said = [one for one in (self.like.minutes, self.free) if one is not None]
        return min(said, default=None)
