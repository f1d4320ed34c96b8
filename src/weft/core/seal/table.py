"""The one table an exchange of sealed words goes by: in this phase, this move, by whom, leads where."""

from dataclasses import dataclass
from enum import StrEnum

from weft.core.seal.moves import (
    Accepted,
    CameBack,
    HandedHalf,
    Move,
    Parted,
    Sealed,
    SteppedAside,
    Ticked,
    Withdrew,
)
from weft.core.seal.state import LIVING, Phase


class Who(StrEnum):
    """Whose move it is."""

    EITHER = "either"
    OTHER = "whoever was asked"
    SEALER = "whoever has sealed"
    CLOCK = "the clock"
    BOTH = "one of them, for both"


class Then(StrEnum):
    """What a move leads to."""

    OPEN = "open: both may seal"
    SEALED = "sealed"
    WITHDRAWN = "not sealed, and no trace"
    ASIDE = "the same, and it will not open"
    BACK = "the same, and it may open"
    HANDED = "the same, and the half is there"
    TICK = "on, if all is there; the end, if it is time"
    PARTED = "over, and what was sealed is gone"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    phase: Phase
    move: type[Move] | type[Ticked] | type[Parted]
    who: Who
    then: Then


TABLE: tuple[Row, ...] = (
    Row(Phase.ASKED, Accepted, Who.OTHER, Then.OPEN),
    Row(Phase.OPEN, Sealed, Who.EITHER, Then.SEALED),
    Row(Phase.OPEN, Withdrew, Who.SEALER, Then.WITHDRAWN),
    Row(Phase.CLOSING, Withdrew, Who.SEALER, Then.WITHDRAWN),
    Row(Phase.CLOSING, HandedHalf, Who.SEALER, Then.HANDED),
    *(Row(phase, SteppedAside, Who.EITHER, Then.ASIDE) for phase in LIVING),
    *(Row(phase, CameBack, Who.EITHER, Then.BACK) for phase in LIVING),
    *(Row(phase, Ticked, Who.CLOCK, Then.TICK) for phase in LIVING),
    *(Row(phase, Parted, Who.BOTH, Then.PARTED) for phase in LIVING),
)
"""Every transition there is. Nothing changes what is released, expired or parted."""

ROWS = {(row.phase, row.move): row for row in TABLE}
