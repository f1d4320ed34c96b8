"""A cloth set up on a loom: which shaft carries each end, and, where a loom has too few, what is woven instead.

Two ends that do the same in every weave of a cloth hang on one shaft. All seven weaves together need 32. With
fewer, some weaves are woven narrower; those are chosen that change the fewest picks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import lcm

from weft.core.practice import ABOUT, Practice
from weft.core.tapestry.drawdown import Cloth
from weft.core.tapestry.picks import columns, warp_colours, weaves_in
from weft.core.tapestry.structure import Drawdown, basket, birds_eye, point_twill
from weft.core.tapestry.yarn import Weave, drawdown_of

LOOMS = (8, 16, 24, 32)
"""Shafts of the hand looms a draft is offered for."""

_NARROWER: dict[Practice, tuple[tuple[Drawdown, str], ...]] = {
    Practice.MOMENTS: (
        (birds_eye(12), "12 ends wide in place of 14"),
        (birds_eye(8), "8 ends wide in place of 14"),
    ),
    Practice.UNDERSTANDING: (
        (point_twill(12), "12 ends wide in place of 14"),
        (point_twill(8), "8 ends wide in place of 14"),
    ),
    Practice.TIME: ((basket(2), "in squares of 2 threads in place of 3"),),
}
"""What a weave may become, nearest first, and how that is said."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A cloth on a loom. `threading` is the shaft of each end from the left, 1 the first."""

    shafts: int
    threading: tuple[int, ...]
    weaves: dict[Weave, Drawdown]
    """What is woven for each weave of the cloth, simplified or not."""
    simplified: tuple[str, ...]
    """A sentence for each weave that is not as in the cloth."""
    changed: int
    """Picks that are not as in the cloth."""


def setting(cloth: Cloth, loom: int | None = None) -> Setting:
    """The cloth on a loom with so many shafts, at least 8; without, on as many as it needs to stay as it is.

    Raises ValueError for a loom too small for any of it.
    """
    used = weaves_in(cloth)
    ends = len(warp_colours(cloth))
    tried = (_set_up(used, choice, ends) for choice in _choices(used, simplify=loom is not None))
    fitting = [one for one in tried if loom is None or one.shafts <= loom]
    if not fitting:
        raise ValueError("no loom so small carries this cloth")
    return min(fitting, key=lambda one: one.changed)


_Choice = dict[Weave, tuple[Drawdown, str | None]]


def _choices(used: dict[Weave, int], *, simplify: bool) -> Iterator[_Choice]:
    """Every way to weave it, the truest first."""
    ways: list[list[tuple[Drawdown, str | None]]] = []
    for weave in used:
        narrower = _NARROWER.get(weave[0], ()) if simplify and weave[0] else ()
        ways.append([(drawdown_of(*weave), None), *narrower])
    for chosen in product(*ways):
        yield dict(zip(used, chosen, strict=True))


def _set_up(used: dict[Weave, int], choice: _Choice, ends: int) -> Setting:
    repeat = lcm(*(len(drawn[0]) for drawn, _ in choice.values())) if choice else 1
    sides = [columns(drawn) for drawn, _ in choice.values()]
    shaft_of: dict[tuple[tuple[int, ...], ...], int] = {}
    threading = []
    for end in range(min(ends, repeat)):
        does = tuple(side[end % len(side)] for side in sides)
        threading.append(shaft_of.setdefault(does, len(shaft_of) + 1))
    whole = tuple((threading * (ends // max(repeat, 1) + 1))[:ends])
    changed = {weave: words for weave, (_, words) in choice.items() if words}
    return Setting(
        max(len(shaft_of), 1),
        whole,
        {weave: drawn for weave, (drawn, _) in choice.items()},
        tuple(_sentence(weave, words) for weave, words in changed.items()),
        sum(used[weave] for weave in changed),
    )


def _sentence(weave: Weave, words: str) -> str:
    assert weave[0] is not None
    name = ABOUT[weave[0]].weave
    return f"{name[0].upper()}{name[1:]} is woven {words}."
