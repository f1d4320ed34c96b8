"""Pictures of what is not sure: twenty threads for twenty equally likely answers, and a line with its band.

Each picture comes with what a sentence must say of it. Pure: the same numbers, the same picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from weft.core.people import Side

THREADS = 20
WIDTH, HEIGHT = 356, 176
BAR, HANGS, FOOT = 32, 128, 168
"""Pixels from the top: the bar they hang from, the ends of the threads, the words below."""
HALF_FOOT = 58
"""Half the width of the words at the foot, and the margin."""
MARGIN = 24
NINETY = 1.6448536269514722
"""Standard deviations to either side that hold nine in ten."""
SWAY = (-2.4, 1.1, -0.7, 2.0, -1.5, 0.4, 2.5, -2.0, 1.6, -0.3)
"""How far a thread's end strays, in pixels: yarn doesn't hang like a rule. The same for every picture."""


@dataclass(frozen=True, slots=True)
class Fringe:
    """The picture, and of its twenty threads how many say no difference or the opposite."""

    svg: str
    against: int


def answers(low: float, high: float) -> tuple[float, ...]:
    """Twenty equally likely answers, of a normal distribution that is within these two nine times in ten."""
    spread = max((high - low) / 2 / NINETY, 1e-6)
    usual = NormalDist((low + high) / 2, spread)
    return tuple(usual.inv_cdf((at + 0.5) / THREADS) for at in range(THREADS))


def fringe(low: float, high: float, *, up: bool, ends: tuple[str, str] = ("further off", "nearer")) -> Fringe:
    """Twenty threads hung by where they say the difference is: solid on the side told of, loose on the other.

    ``low`` and ``high`` in points of a hundred; ``ends`` are plain words for the two sides.
    """
    some = answers(low, high)
    reach = max(abs(value) for value in some)
    against = sum(value <= 0 if up else value >= 0 for value in some)
    place = _places(some, reach)
    zero = round(WIDTH / 2 + _shift(some, reach), 1)
    threads = "".join(
        _thread(at, x, "ye" if (value > 0) is up and value != 0 else "no")
        for at, (x, value) in enumerate(zip(place, some, strict=True))
    )
    words = (
        f'<text x="12" y="18">{ends[0]}</text><text x="{WIDTH - 12}" y="18" text-anchor="end">{ends[1]}</text>'
        f"{_foot(zero)}no difference</text>"
    )
    label = f"Twenty equally likely answers hung as threads. {against} of them fall on the side of no difference, or the opposite."
    drawn = f'<path class="z" d="M{zero} 22V150"/><path class="ax" d="M0 {BAR}H{WIDTH}"/>{threads}{words}'
    return Fringe(_svg("q", HEIGHT, label, drawn), against)


def _foot(zero: float) -> str:
    """Under its place, and never further out than the words above: nearer an edge it begins or ends with them."""
    if zero < HALF_FOOT:
        return f'<text x="12" y="{FOOT}">'
    if zero > WIDTH - HALF_FOOT:
        return f'<text x="{WIDTH - 12}" y="{FOOT}" text-anchor="end">'
    return f'<text x="{zero}" y="{FOOT}" text-anchor="middle">'


def _shift(some: Sequence[float], reach: float) -> float:
    """Where no difference lies, from the middle: the threads take the width, and it stays in the picture."""
    low, high = min(some[0], 0.0), max(some[-1], 0.0)
    middle = (low + high) / 2
    return -middle * _scale(low, high, reach)


def _scale(low: float, high: float, reach: float) -> float:
    return (WIDTH - 2 * MARGIN) / max(high - low, reach * 0.2, 1e-6)


def _places(some: Sequence[float], reach: float) -> list[float]:
    low, high = min(some[0], 0.0), max(some[-1], 0.0)
    scale, middle = _scale(low, high, reach), (low + high) / 2
    return [round(WIDTH / 2 + (value - middle) * scale, 1) for value in some]


def _thread(at: int, x: float, kind: str) -> str:
    sway = SWAY[at % len(SWAY)]
    end = HANGS + 4 * (at * 7 % 3)
    return f'<path class="{kind}" d="M{x} {BAR + 2}V86q0 {(end - 86) / 2:g} {sway:g} {end - 86}"/>'


def line(near: Sequence[float], half: Sequence[float], side: Side, label: str) -> str:
    """Where somebody probably stood each day, and the band it was in nine times in ten; far below, near above."""
    step = WIDTH / max(len(near) - 1, 1)

    def along(values: Sequence[float]) -> list[str]:
        return [f"{round(at * step, 1):g} {_high(value)}" for at, value in enumerate(values)]

    above = along([value + wide for value, wide in zip(near, half, strict=True)])
    below = along([value - wide for value, wide in zip(near, half, strict=True)])
    band = f'<path class="band" d="M{"L".join([*above, *reversed(below)])}Z"/>'
    drawn = f'{band}<path class="w-{side}" d="M{"L".join(along(near))}"/>'
    words = '<text x="12" y="14">near</text><text x="12" y="140">far</text>'
    return _svg("t", 144, label, drawn + words)


def _high(value: float) -> str:
    return f"{round(130 - min(100.0, max(0.0, value)) * 1.06, 1):g}"


def _svg(kind: str, height: int, label: str, drawn: str) -> str:
    """``label`` is ours and holds nothing anybody typed."""
    return (
        f'<svg class="{kind}" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{label}">{drawn}</svg>'
    )
