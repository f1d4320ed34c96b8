"""The cloth thread by thread: which ends are up in each pick, and the colour of its yarn.

What every format but SVG is made from, and what SVG's patterns are held against. It knows nothing of files.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Band, Cloth, Lean
from weft.core.tapestry.dye import CLOTH, LINEN, bath, weft
from weft.core.tapestry.structure import Drawdown
from weft.core.tapestry.tone import in_lot, toned
from weft.core.tapestry.yarn import Weave, drawdown_of, weave_word


class Pick(NamedTuple):
    """One row of weft. `weave` names its structure, and `nth` is its place in its band, 0 the newest."""

    weave: str
    nth: int
    marks: tuple[int, ...]
    """One repeat from the left: 1 where the warp lies on top."""
    colour: str


def picks(cloth: Cloth) -> Iterator[Pick]:
    """Every pick, newest first, as the cloth hangs. A weave begins anew at the top of its band."""
    for band in cloth.bands:
        weave, colour = drawdown_of(band.practice, band.lean), yarn_colour(cloth, band)
        word = weave_word(band.practice, band.lean)
        for nth in range(band.picks):
            yield Pick(word, nth, weave[nth % len(weave)], colour)


def yarn_colour(cloth: Cloth, band: Band) -> str:
    """The colour of a band's weft: its bath, its tone, its dye lot."""
    colour = LINEN if band.practice is None else weft(band.practice, _bath(cloth, band.practice))
    return in_lot(toned(colour, band.tones), band.lot)


def _bath(cloth: Cloth, practice: Practice) -> int:
    return bath(practice, cloth.left, cloth.right)


def warp_colours(cloth: Cloth) -> tuple[str, ...]:
    """The colour of each strung end, from the left; ends that nobody strung yet are left out."""
    dyes = {Side.LEFT: cloth.left, Side.RIGHT: cloth.right}
    return tuple(CLOTH[dye] for end in cloth.ends if (dye := dyes[end]) is not None)


def marks_across(marks: tuple[int, ...], ends: int) -> tuple[int, ...]:
    """One repeat carried on over a whole width of ends."""
    return (marks * (ends // len(marks) + 1))[:ends]


def weaves_in(cloth: Cloth) -> dict[Weave, int]:
    """The weaves of a cloth and how many picks each has, in an order that depends on nothing else."""
    counted: dict[Weave, int] = {}
    for band in cloth.bands:
        lean = Lean.RIGHT if band.practice is Practice.TALK and band.lean is Lean.RIGHT else None
        counted[band.practice, lean] = counted.get((band.practice, lean), 0) + band.picks
    return dict(sorted(counted.items(), key=lambda one: weave_word(*one[0])))


@lru_cache(maxsize=64)
def columns(weave: Drawdown) -> tuple[tuple[int, ...], ...]:
    """A structure turned on its side: what each end of the repeat does from the first row down."""
    return tuple(zip(*weave, strict=True))
