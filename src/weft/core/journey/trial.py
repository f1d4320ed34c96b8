"""From entries to the couple's experiments: two things to try, in an order that was drawn.

The order is in the shared log from the moment it was drawn, and a page shows of it only the day it is. What came of
it is reckoned for each from their own evenings.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from weft.core.journey.entries import (
    ExperimentAgreed,
    ExperimentAsked,
    ExperimentEnded,
    ExperimentTakenBack,
    ExperimentWhat,
)
from weft.core.people import Side

MOST_OPTION = 60
LASTS = {"day": (1, 1), "half-week": (4, 3)}
"""Days of the two halves of a pair, by the span; ``insight/experiment.py`` reckons with the same."""
PAIRS = {"day": 14, "half-week": 4}
"""Four weeks of either."""
MOST_PAIRS = 32

Line = tuple[Side, int, ExperimentWhat]


@dataclass(frozen=True, slots=True)
class Proposed:
    """Two things one of the two would like to try, which the other hasn't answered."""

    key: str
    by: Side
    options: tuple[str, str] = field(repr=False)
    span: str
    pairs: int
    at: int = 0
    """When it was proposed, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """One under way or over: from ``first`` on, ``order`` says for each day which of the two options it has."""

    key: str
    first: int
    options: tuple[str, str] = field(repr=False)
    span: str
    order: tuple[int, ...]

    @property
    def over(self) -> int:
        """The first day that isn't in it."""
        return self.first + len(self.order)

    def option_on(self, day: int) -> str | None:
        """What is drawn for a day; None when it isn't in the experiment."""
        at = day - self.first
        return self.options[self.order[at]] if 0 <= at < len(self.order) else None


@dataclass(frozen=True, slots=True)
class Experiments:
    """All that a shared log says of experiments, the oldest first."""

    asked: Mapping[Side, Proposed] = field(default_factory=dict)
    tried: tuple[Experiment, ...] = ()

    @property
    def latest(self) -> Experiment | None:
        return self.tried[-1] if self.tried else None


def with_experiments(before: Experiments, lines: Iterable[Line]) -> Experiments:
    """What holds after these entries, in their order. What fits nothing that lies there is passed over."""
    now = before
    for side, at, what in lines:
        now = _after(now, side, at, what)
    return now


def _after(now: Experiments, side: Side, at: int, what: ExperimentWhat) -> Experiments:
    match what:
        case ExperimentAsked():
            made = _proposed(side, at, what)
            return replace(now, asked={**now.asked, side: made}) if made else now
        case ExperimentTakenBack():
            kept = {by: one for by, one in now.asked.items() if not (by is side and one.key == what.key)}
            return replace(now, asked=kept)
        case ExperimentAgreed():
            return _agreed(now, side, what)
        case ExperimentEnded():
            return _ended(now, what)


def _proposed(side: Side, at: int, what: ExperimentAsked) -> Proposed | None:
    if what.span not in LASTS or not 0 < what.pairs <= MOST_PAIRS:
        return None
    options = (what.one[:MOST_OPTION], what.other[:MOST_OPTION])
    return Proposed(what.key, side, options, what.span, what.pairs, at)


def _agreed(now: Experiments, side: Side, what: ExperimentAgreed) -> Experiments:
    one = now.asked.get(side.other)
    running = now.latest is not None and what.first < now.latest.over
    if one is None or one.key != what.key or len(what.coins) != one.pairs or running:
        return now
    made = Experiment(one.key, what.first, one.options, one.span, order(what.coins, one.span))
    return Experiments({}, (*now.tried, made))


def order(coins: Iterable[bool], span: str) -> tuple[int, ...]:
    """Which option each day has, 0 or 1: one coin a pair says which of the two comes first."""
    one, two = LASTS[span]
    return tuple(option for coin in coins for option in [int(coin)] * one + [int(not coin)] * two)


def _ended(now: Experiments, what: ExperimentEnded) -> Experiments:
    """One that is ended before its first day is over was none: nothing lies there, and another may begin at once."""
    last = now.latest
    if last is None or last.key != what.key or not last.first <= what.day < last.over:
        return now
    cut = replace(last, order=last.order[: what.day - last.first])
    return replace(now, tried=(*now.tried[:-1], cut) if cut.order else now.tried[:-1])


def running(some: Experiments, day: int) -> Experiment | None:
    """The one under way on a day."""
    last = some.latest
    return last if last and last.first <= day < last.over else None
