"""The landscape of two curves: where both were moved, where one was, and whether they moved together.

Pure: the same two curves give the same landscape on any machine. docs/landscape.md names the methods and their
sources, and says what they cannot tell. No number of it is ever shown; pages say it in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import exp, sqrt

from weft.core.moments.curve import MOST, NOTHING
from weft.core.people import Side

LEAST_PICKS, MOST_PICKS = 24, 144
PICK_SECONDS = (1, 2, 3, 5, 10, 15, 20, 30, 60, 90, 120, 180)
"""How much of a title one pick may stand for: the least of these by which it fits."""
WIDTH_PICKS = 1.25
"""The standard deviation of the kernel, in picks: with a pick a minute, a minute and a quarter."""
REACH_PICKS = 4
"""How far the kernel reaches to either side; beyond it weighs less than a hundredth."""
KNOT_REACH = 1
"""Picks to either side over which a knot shows in a curve that was tapped and not pulled."""
RISE = 12.0
"""A curve that nowhere rises this far above its own quiet level moved nowhere, of 100."""
MOVED, NOT_MOVED = 0.6, 0.35
"""Of the way from one's own quiet level to one's own highest: at least the first, at most the second."""
QUIET_SHARE = 0.2
"""The quiet level of a curve is what a fifth of it lies below."""
LEAST_TOGETHER_PICKS = 24
"""Picks felt by both before anything is said of moving together."""
SHIFT_SHARE = 0.1
"""Shifts nearer than this share of the whole are too like no shift at all to stand for unrelated curves."""
ALPHA = 0.05
PLACES_MOST = 6


class Met(StrEnum):
    """What a place in a landscape is."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"
    APART = "apart"
    """Where the two were furthest from each other."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What one felt: a value a second as ``curve.unpacked`` gives it, and knots by the second."""

    values: bytes = field(repr=False)
    knots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place worth a word: its second, and the first and last of the picks around it."""

    met: Met
    second: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Landscape:
    """Two smoothed curves of as many picks, 0 to 100, None where nothing was felt; and what they come to."""

    pick_s: int
    length: int
    """Seconds of the title's own time, to the later end of the two."""
    left: tuple[float | None, ...]
    right: tuple[float | None, ...]
    moved: dict[Side, tuple[bool, ...]]
    meeting: Place | None
    """The strongest meeting."""
    difference: Place | None
    """The strongest difference."""
    places: tuple[Place, ...]
    """Every place, the meeting and the difference among them, in the title's own time."""
    together: bool | None
    """Whether they moved together more than unrelated curves would; None where there is too little to tell."""

    @property
    def picks(self) -> int:
        return len(self.left)

    def of(self, side: Side) -> tuple[float | None, ...]:
        return self.left if side is Side.LEFT else self.right

    def pick_of(self, second: int) -> int:
        return min(second // self.pick_s, self.picks - 1)

    def place_of(self, second: int) -> Place | None:
        """The place a second belongs to: the nearest of those around which it lies, give or take a pick."""
        at = self.pick_of(second)
        near = [one for one in self.places if one.first - 1 <= at <= one.last + 1]
        return min(near, key=lambda one: abs(one.second - second), default=None)


Felt = tuple[float | None, ...]


def landscape(left: Curve, right: Curve) -> Landscape:
    """Both curves on one weave of picks, smoothed alike, and what stands out in them."""
    length = max(_length(left), _length(right), 1)
    pick_s = _pick_seconds(length)
    picks = -(-length // pick_s)
    smooth = {side: _smoothed(one, pick_s, picks) for side, one in ((Side.LEFT, left), (Side.RIGHT, right))}
    heights = {side: _heights(felt) for side, felt in smooth.items()}
    moved = {side: tuple(one is not None and one >= MOVED for one in each) for side, each in heights.items()}
    places = _places(heights[Side.LEFT], heights[Side.RIGHT], moved, pick_s)
    return Landscape(
        pick_s,
        length,
        smooth[Side.LEFT],
        smooth[Side.RIGHT],
        moved,
        next((one for one in places if one.met is Met.BOTH), None),
        next((one for one in places if one.met is not Met.BOTH), None),
        tuple(sorted(places[:PLACES_MOST], key=lambda one: one.second)),
        _together(smooth[Side.LEFT], smooth[Side.RIGHT]),
    )


def _length(one: Curve) -> int:
    felt = len(one.values.rstrip(bytes([NOTHING])))
    return max(felt, one.knots[-1] + 1 if one.knots else 0)


def _pick_seconds(length: int) -> int:
    return next((one for one in PICK_SECONDS if length <= one * MOST_PICKS), PICK_SECONDS[-1])


# ---------------------------------------------------------------- resampling and smoothing


def _smoothed(one: Curve, pick_s: int, picks: int) -> Felt:
    """The mean of each pick, then a kernel over the picks around it, by whatever of them was felt.

    Source: the kernel-weighted mean [nadaraya-1964], [watson-1964], with a Gaussian kernel.
    """
    means = [_mean(one.values[at * pick_s : (at + 1) * pick_s]) for at in range(picks)]
    if not _pulled(means):
        means = _tapped(one, pick_s, picks, means)
    return tuple(_around(means, at) for at in range(picks))


def _mean(some: bytes) -> float | None:
    felt = some.replace(_NOTHING, b"")
    return sum(felt) / len(felt) if felt else None


_NOTHING = bytes([NOTHING])


def _pulled(means: Sequence[float | None]) -> bool:
    felt = [one for one in means if one is not None]
    return bool(felt) and max(felt) - min(felt) >= 1


def _tapped(one: Curve, pick_s: int, picks: int, means: list[float | None]) -> list[float | None]:
    """A curve of knots alone: close where one was tied, far off elsewhere."""
    tied = {knot // pick_s + near for knot in one.knots for near in range(-KNOT_REACH, KNOT_REACH + 1)}
    if not tied:
        return means
    return [float(MOST) if at in tied else 0.0 for at in range(picks)]


_WEIGHTS = tuple(exp(-0.5 * (off / WIDTH_PICKS) ** 2) for off in range(REACH_PICKS + 1))


def _around(means: Sequence[float | None], at: int) -> float | None:
    if means[at] is None:
        return None  # A gap stays a gap: nobody is said to have felt what they did not.
    total = weight = 0.0
    for near in range(max(0, at - REACH_PICKS), min(len(means), at + REACH_PICKS + 1)):
        value = means[near]
        if value is not None:
            total += _WEIGHTS[abs(near - at)] * value
            weight += _WEIGHTS[abs(near - at)]
    return total / weight


# ---------------------------------------------------------------- where somebody was moved


def _heights(felt: Felt) -> Felt:
    """Each pick on the way from one's own quiet level to one's own highest, 0 to 1; people pull differently far."""
    known = sorted(one for one in felt if one is not None)
    if not known:
        return felt
    quiet, highest = known[int(len(known) * QUIET_SHARE)], known[-1]
    rise = highest - quiet
    if rise < RISE:
        return tuple(None if one is None else 0.0 for one in felt)
    return tuple(None if one is None else max(0.0, (one - quiet) / rise) for one in felt)


def _places(left: Felt, right: Felt, moved: dict[Side, tuple[bool, ...]], pick_s: int) -> list[Place]:
    """The strongest of each kind first: a meeting, a difference, then the rest by how strong they are."""
    both = [a and b for a, b in zip(moved[Side.LEFT], moved[Side.RIGHT], strict=True)]
    found = [(_least(left, right), Met.BOTH, both)]
    for side, met in ((Side.LEFT, Met.LEFT), (Side.RIGHT, Met.RIGHT)):
        mine, other = (left, right) if side is Side.LEFT else (right, left)
        alone = [
            one and theirs is not None and theirs <= NOT_MOVED
            for one, theirs in zip(moved[side], other, strict=True)
        ]
        found.append((_apart(mine, other), met, alone))
    strong = [
        (strength[top], Place(met, _peak(strength, top, pick_s), first, last))
        for strength, met, here in found
        for first, last in _runs(here)
        for top in [max(range(first, last + 1), key=strength.__getitem__)]
    ]
    return [one for _, one in sorted(strong, key=lambda one: (-one[0], one[1].second, one[1].met))]


def _peak(strength: Sequence[float], top: int, pick_s: int) -> int:
    """The second of a highest pick, by the parabola through it and its neighbours."""
    before, here, after = strength[max(0, top - 1)], strength[top], strength[min(top + 1, len(strength) - 1)]
    bend = before - 2 * here + after
    off = min(0.5, max(-0.5, (before - after) / (2 * bend))) if bend < 0 else 0.0
    return int((top + 0.5 + off) * pick_s)


def _least(left: Felt, right: Felt) -> list[float]:
    return [min(a, b) if a is not None and b is not None else 0.0 for a, b in zip(left, right, strict=True)]


def _apart(mine: Felt, other: Felt) -> list[float]:
    return [a - b if a is not None and b is not None else 0.0 for a, b in zip(mine, other, strict=True)]


def _runs(here: Sequence[bool]) -> list[tuple[int, int]]:
    """The first and last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for at, one in enumerate(here):
        if one and runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        elif one:
            runs.append((at, at))
    return runs


# ---------------------------------------------------------------- moving together


def _together(left: Felt, right: Felt) -> bool | None:
    """Whether they go up and down together more than they do when one is shifted along the other.

    Every shift of at least a tenth of the whole, and no chance: the surrogates are all there are, so there is no seed
    to draw. Source: circular shifts as surrogates of unrelated series [moulder-2018]; the share of surrogates at least
    as strong, counting the true one, as its p [phipson-2010].
    """
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a is not None and b is not None]
    if len(pairs) < LEAST_TOGETHER_PICKS:
        return None
    one, other = (_standard(list(each)) for each in zip(*pairs, strict=True))
    if not any(one) or not any(other):
        return None
    length = len(one)
    nearest = max(2, round(length * SHIFT_SHARE))
    true = _product(one, other)
    twice = other + other
    shifted = [_product(one, twice[by : by + length]) for by in range(nearest, length - nearest + 1)]
    at_least = sum(each >= true for each in shifted)
    return true > 0 and (1 + at_least) / (1 + len(shifted)) <= ALPHA


def _standard(some: list[float]) -> list[float]:
    """Without its straight line and in units of its own spread, so that two that merely both rise do not count."""
    middle, mean = (len(some) - 1) / 2, sum(some) / len(some)
    slope = sum((at - middle) * one for at, one in enumerate(some))
    slope /= sum((at - middle) ** 2 for at in range(len(some)))
    bare = [one - mean - slope * (at - middle) for at, one in enumerate(some)]
    spread = sqrt(sum(one * one for one in bare) / len(bare))
    return [one / spread for one in bare] if spread > 0.5 else [0.0] * len(some)


def _product(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(map(float.__mul__, one, other))
