"""The lines of the table: a figure, what it is held against, and whether it is met."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import median

MOST_MOVED = 2.0
"""A limit whose rounds lie further apart than this measures the neighbours and not Weft."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``number`` is its row in the table of targets; ``note`` says from what it was computed.

    ``moved`` is how many times its lowest round the highest of its limit was; 1.0 for what is held against none.
    """

    number: str
    what: str
    value: float
    unit: str
    sense: str = ""
    target: float = 0.0
    note: str = ""
    moved: float = 1.0

    @property
    def refused(self) -> bool:
        """True when the limit did not hold still, so that the figure means nothing."""
        return self.moved > MOST_MOVED

    @property
    def met(self) -> bool | None:
        """None for a figure that is only recorded, or refused."""
        if not self.sense or self.refused:
            return None
        return self.value >= self.target if self.sense == ">=" else self.value <= self.target

    def words(self) -> str:
        verdict = "refused" if self.refused else {True: "met", False: "NOT MET", None: ""}[self.met]
        target = f"{self.sense} {self.target:g} {self.unit}" if self.sense else ""
        return f"{self.number:>3}  {self.what:<58} {self.value:>9.4g} {self.unit:<4} {target:<15} {verdict:<8} {self.note}"

    def plain(self) -> dict[str, object]:
        """As it is written to the results."""
        return {
            "row": self.number,
            "what": self.what,
            "value": round(self.value, 4) if isfinite(self.value) else None,
            "unit": self.unit,
            "target": f"{self.sense} {self.target:g}" if self.sense else None,
            "met": self.met,
            "refused": self.refused,
            "limit_moved": round(self.moved, 2),
            "note": self.note,
        }


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share (0 to 1) of them lies; without end of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("inf")


def share(measured: Sequence[float], limit: Sequence[float]) -> float:
    """The limit's cost as a percentage of the measured cost, round by round, and of those the median."""
    return median(100 * low / high for low, high in zip(limit, measured, strict=True))


def times(measured: Sequence[float], limit: Sequence[float]) -> float:
    """How many times the limit it is, round by round, and of those the median."""
    return median(one / low for one, low in zip(measured, limit, strict=True))
