"""Small pieces of cloth as SVG: a ribbon, a swatch, the likeness two people compare, and a practice's draft.

They show a weave, not what anybody lived.
"""

from functools import lru_cache

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Lean, draw, sley
from weft.core.tapestry.dye import Dye, bath
from weft.core.tapestry.structure import DRAFT
from weft.core.tapestry.yarn import cloth_piece, distinct, fill_class, grooves, pattern, pattern_id, warp

RIBBON_SEED = 7
"""A ribbon or swatch shows a weave, not this couple's warp, unless it is given their seed."""


@lru_cache(maxsize=512)
def ribbon(
    practice: Practice,
    left: Dye,
    right: Dye | None,
    ends: int,
    picks: int,
    ids: str,
    *,
    seed: int = RIBBON_SEED,
    thread_px: int = 4,
) -> str:
    """A strip of one weave, from edge to edge."""
    t = thread_px
    yarn = fill_class(practice, bath(practice, left, right))
    defs, drawn = cloth_piece(ids, practice, _ends(ends, right, seed), picks, yarn, t)
    return (
        f'<svg class="cloth band" width="{ends * t}" height="{picks * t}" viewBox="0 0 {ends * t} {picks * t}" '
        f'aria-hidden="true"><defs>{defs}</defs>{drawn}</svg>'
    )


def _ends(ends: int, right: Dye | None, seed: int) -> tuple[Side, ...]:
    return (Side.LEFT,) * ends if right is None else sley(ends, seed)


@lru_cache(maxsize=512)
def swatch(
    practice: Practice,
    left: Dye,
    right: Dye | None,
    width: int,
    height: int,
    ids: str,
    *,
    seed: int = RIBBON_SEED,
    thread_px: int = 4,
) -> str:
    """A piece cut with pinking shears, at least 48 px; width and height in px, in whole teeth of two threads."""
    t = thread_px
    ends, picks = -(-width // t), -(-height // t)
    yarn = fill_class(practice, bath(practice, left, right))
    defs, drawn = cloth_piece(ids, practice, _ends(ends, right, seed), picks, yarn, t)
    return _pinked(defs, drawn, width, height, ids, t)


def likeness(
    seed: int, left: Dye, right: Dye | None, width: int, height: int, ids: str, *, thread_px: int = 4
) -> str:
    """The swatch two people compare on two phones: warp, weaves, heights and leans all drawn from one number."""
    t = thread_px
    ends, picks = -(-width // t), -(-height // t)
    bands = _likeness_bands(seed, picks)
    owners = _ends(ends, right, seed)
    weaves = distinct((practice, lean) for practice, lean, _ in bands)
    parts = [
        warp(owners, 0, picks * t, t),
        f'<rect width="{width}" height="{height}" fill="url(#{ids}-grooves)"/>',
    ]
    top = 0
    for practice, lean, high in bands:
        name = pattern_id(ids, (practice, lean))
        size = f'width="{width}" height="{high * t}"'
        parts.append(f'<rect transform="translate(0 {top * t})" {size} fill="url(#{name})"/>')
        top += high
    parts.append(f'<path class="room" d="M0 0h{width}v{height}h{-width}z"/>')
    defs = grooves(ids, t) + "".join(
        pattern(ids, weave, fill_class(weave[0], 0 if weave[0] is None else bath(weave[0], left, right)), t)
        for weave in weaves
    )
    return _pinked(defs, "".join(parts), width, height, ids, t)


def _likeness_bands(seed: int, picks: int) -> list[tuple[Practice, Lean | None, int]]:
    practices = tuple(Practice)
    bands: list[tuple[Practice, Lean | None, int]] = []
    left_over = picks
    while left_over > 0:
        chance = draw(seed, len(bands))
        others = [practice for practice in practices if not bands or practice is not bands[-1][0]]
        practice = others[chance % len(others)]
        high = min(left_over, 3 + chance // 64 % 5)
        lean = (Lean.LEFT, Lean.RIGHT)[chance >> 40 & 1] if practice is Practice.TALK else None
        bands.append((practice, lean, high))
        left_over -= high
    return bands


def _pinked(defs: str, drawn: str, width: int, height: int, ids: str, t: int) -> str:
    return (
        f'<svg class="cloth swatch" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'aria-hidden="true"><defs>{defs}<clipPath id="{ids}-cut"><path d="{_teeth(width, height, t)}"/></clipPath>'
        f'</defs><g clip-path="url(#{ids}-cut)">{drawn}</g></svg>'
    )


def _teeth(width: int, height: int, t: int) -> str:
    """The zigzag round a swatch, clockwise from the top left corner."""
    across, down = width // t, height // t
    top = [(x * t, 0 if x % 2 else t) for x in range(across + 1)]
    right = [(width - (0 if y % 2 else t), y * t) for y in range(1, down)]
    bottom = [(x * t, height - (0 if x % 2 else t)) for x in range(across, -1, -1)]
    left = [(0 if y % 2 else t, y * t) for y in range(down - 1, 0, -1)]
    return "M" + "L".join(f"{x} {y}" for x, y in (*top, *right, *bottom, *left)) + "z"


def draft(practice: Practice) -> str:
    """The practice's icon: nine by nine squares of point paper in the colour of the words, 27 px."""
    squares = "".join(
        f"M{end} {pick}h1v1h-1z"
        for pick, marks in enumerate(DRAFT[practice])
        for end, mark in enumerate(marks)
        if mark == 0
    )
    return (
        '<svg class="draft" width="27" height="27" viewBox="0 0 9 9" shape-rendering="crispEdges" '
        f'aria-hidden="true"><path fill="currentColor" d="{squares}"/></svg>'
    )
