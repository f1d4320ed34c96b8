"""Yarn as pieces of SVG: warp lines, the shade between them, and one repeat of a weave as a pattern.

No colour is written here. Every mark carries a class, and `sheet.stylesheet` gives the class its colour.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Lean
from weft.core.tapestry.structure import STRUCTURE, TABBY, TWILL_RIGHT, Drawdown, floats

Weave = tuple[Practice | None, Lean | None]
"""What a band's pattern depends on besides the bath."""


def short(number: float) -> str:
    """A length in px, at most two decimals and none wasted."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def drawdown_of(practice: Practice | None, lean: Lean | None = None) -> Drawdown:
    """The structure a band is woven in; quiet is tabby."""
    if practice is None:
        return TABBY
    if practice is Practice.TALK and lean is Lean.RIGHT:
        return TWILL_RIGHT
    return STRUCTURE[practice]


def weave_word(practice: Practice | None, lean: Lean | None = None) -> str:
    """A short word for the pattern, fit for an id."""
    if practice is None:
        return "linen"
    return f"{practice}-right" if practice is Practice.TALK and lean is Lean.RIGHT else practice.value


def distinct(weaves: Iterable[Weave]) -> list[Weave]:
    """One of each that looks different, in a fixed order: a talk that nobody began leans as a left one does."""
    by_look = {weave_word(*weave): weave for weave in sorted(set(weaves), key=str, reverse=True)}
    return sorted(by_look.values(), key=str)


def fill_class(practice: Practice | None, bath: int) -> str:
    """The class that gives weft yarn its colour as a fill."""
    return "f-linen" if practice is None else f"f-{practice}-{bath}"


def line_class(practice: Practice | None, bath: int) -> str:
    """The class that gives weft yarn its colour as a stroke."""
    return "y-linen" if practice is None else f"y-{practice}-{bath}"


@cache
def repeat(practice: Practice | None, lean: Lean | None, yarn_class: str, t: int) -> str:
    """One repeat of a weave, `t` px to the thread: only the weft is drawn, the warp shows through."""
    drawdown = drawdown_of(practice, lean)
    width = len(drawdown[0])
    laid, hollow, gleam, bend = [], [], [], []
    for pick, marks in enumerate(drawdown):
        y = pick * t
        for start, ends in floats(marks):
            for turn in (0, -width) if start + ends > width else (0,):
                x, long = (start + turn) * t, ends * t
                laid.append(f"M{x} {y}h{long}v{t}h{-long}z")
                hollow.append(f"M{x} {short(y + t * 0.9)}h{long}")
                gleam.append(f"M{short(x + t * 0.15)} {short(y + t * 0.36)}h{short(long - t * 0.3)}")
                bend.append(f"M{short(x + t * 0.08)} {y}v{t}M{short(x + long - t * 0.08)} {y}v{t}")
    return (
        f'<path class="{yarn_class}" d="{"".join(laid)}"/>'
        f'<path class="hollow" stroke-width="{short(t * 0.2)}" d="{"".join(hollow)}"/>'
        f'<path class="gleam" stroke-width="{short(t * 0.28)}" d="{"".join(gleam)}"/>'
        f'<path class="bend" stroke-width="{short(t * 0.16)}" d="{"".join(bend)}"/>'
    )


def pattern(ids: str, weave: Weave, yarn_class: str, t: int) -> str:
    """The repeat as a pattern with the id `pattern_id(ids, weave)`."""
    drawdown = drawdown_of(*weave)
    size = f'width="{len(drawdown[0]) * t}" height="{len(drawdown) * t}"'
    inner = repeat(*weave, yarn_class, t)
    return f'<pattern id="{pattern_id(ids, weave)}" {size} patternUnits="userSpaceOnUse">{inner}</pattern>'


def pattern_id(ids: str, weave: Weave) -> str:
    return f"{ids}-{weave_word(*weave)}"


@cache
def grooves(ids: str, t: int) -> str:
    """The shade between neighbouring ends, as a pattern with the id `{ids}-grooves`."""
    return (
        f'<pattern id="{ids}-grooves" width="{t}" height="{t}" patternUnits="userSpaceOnUse">'
        f'<path class="groove" stroke-width="{short(t * 0.14)}" d="M{short(t * 0.06)} 0v{t}"/>'
        f'<path class="groove" stroke-width="{short(t * 0.2)}" d="M{short(t * 0.92)} 0v{t}"/>'
        f'<path class="ridge" stroke-width="{short(t * 0.3)}" d="M{short(t * 0.42)} 0v{t}"/></pattern>'
    )


def ends_path(ends: Sequence[Side], side: Side, top: int, height: int, t: int) -> str:
    """One person's ends as path commands, drawn down and up in turn."""
    first, steps = _steps(tuple(ends), side, t)
    if first is None:
        return ""
    lines = steps.replace("d", f"v{height}").replace("u", f"v{-height}")
    return f"M{short(first * t + t / 2)} {top}v{height}{lines}"


@lru_cache(maxsize=256)
def _steps(ends: tuple[Side, ...], side: Side, t: int) -> tuple[int | None, str]:
    """One person's first end, and the steps from each to the next, with d for a way down and u for one up.

    Kept, since a couple's warp is drawn at many heights and is itself always the same.
    """
    mine = [end for end, owner in enumerate(ends) if owner is side]
    steps = (f"m{(end - before) * t} 0{'ud'[nth % 2]}" for nth, (before, end) in enumerate(pairwise(mine)))
    return (mine[0] if mine else None), "".join(steps)


def warp(
    ends: Sequence[Side],
    top: int,
    height: int,
    t: int,
    *,
    bare: bool = False,
    thick: float | None = None,
    only: Side | None = None,
) -> str:
    """The warp from `top` down: dyed yarn side by side, or thin and bare above the fell and in a shed."""
    kind = "w" if bare else "s"
    wide = short(t if thick is None else thick)
    sides = [side for side in Side if only in (None, side) and side in ends]
    return "".join(
        f'<path class="{kind}-{side}" stroke-width="{wide}" d="{ends_path(ends, side, top, height, t)}"/>'
        for side in sides
    )


def needle_holes(first: int, last: int, y: int, t: int) -> str:
    """Holes for the ends from `first` up to `last` that nobody has strung yet, one for every second end."""
    marks = "".join(f"M{short(end * t + t / 2)} {y}h0" for end in range(first, last, 2))
    return f'<path class="hole" stroke-width="2.4" stroke-linecap="round" d="{marks}"/>'


def fading(ids: str, width: int, top: int, height: int, *, upward: bool = True) -> str:
    """A mask with the id `{ids}-fade` under which bare warp fades, out of the top or out of the bottom."""
    stops = ('stop-opacity="0"', 'offset="1"') if upward else ('offset=".45"', 'offset="1" stop-opacity="0"')
    return (
        f'<linearGradient id="{ids}-dusk" x2="0" y2="1">'
        + "".join(f'<stop stop-color="#fff" {stop}/>' for stop in stops)
        + f'</linearGradient><mask id="{ids}-fade" maskUnits="userSpaceOnUse" '
        f'x="0" y="{top}" width="{width}" height="{height}">'
        f'<rect y="{top}" width="{width}" height="{height}" fill="url(#{ids}-dusk)"/></mask>'
    )


def cloth_piece(
    ids: str,
    practice: Practice,
    ends: Sequence[Side],
    picks: int,
    yarn_class: str,
    t: int,
    lean: Lean | None = None,
) -> tuple[str, str]:
    """A plain rectangle of one weave: its patterns, for `<defs>`, and what is drawn."""
    width, height = len(ends) * t, picks * t
    defs = grooves(ids, t) + pattern(ids, (practice, lean), yarn_class, t)
    size = f'width="{width}" height="{height}"'
    drawn = (
        warp(ends, 0, height, t)
        + f'<rect {size} fill="url(#{ids}-grooves)"/>'
        + f'<rect {size} fill="url(#{pattern_id(ids, (practice, lean))})"/>'
        + f'<path class="room" d="M0 0h{width}v{height}h{-width}z"/>'
    )
    return defs, drawn
