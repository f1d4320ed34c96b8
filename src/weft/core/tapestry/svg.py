"""The cloth and its pieces as SVG: one element each, coloured by classes, no style of its own.

Every function takes `ids`, the start of the ids it uses; give each element on a page another one.
"""

from collections.abc import Callable
from functools import lru_cache
from html import escape

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Band, Cloth, Lean, draw, newest, sley
from weft.core.tapestry.dye import Dye, bath
from weft.core.tapestry.loom import beam, presence_field, tie, turn_loom
from weft.core.tapestry.sheet import embedded
from weft.core.tapestry.structure import DRAFT
from weft.core.tapestry.tone import SHARE, Tone
from weft.core.tapestry.yarn import (
    Weave,
    cloth_piece,
    distinct,
    fading,
    fill_class,
    grooves,
    needle_holes,
    pattern,
    pattern_id,
    short,
    warp,
)

__all__ = [
    "beam",
    "draft",
    "edge",
    "likeness",
    "presence_field",
    "ribbon",
    "shed",
    "standalone",
    "svg",
    "swatch",
    "tie",
    "turn_loom",
]

RIBBON_SEED = 7
"""A ribbon or swatch shows a weave, not this couple's warp, unless it is given their seed."""


def svg(
    cloth: Cloth,
    *,
    href: Callable[[str], str],
    thread_px: int = 4,
    bare: int = 52,
    ids: str = "c",
    opened: str | None = None,
    label: str,
) -> str:
    """The cloth under `bare` px of unwoven warp. Each lived band is a link with the id `{ids}-{key}`.

    `opened` is the key of the band whose label is showing; its link says so to a screen reader.
    """
    t = thread_px
    width, woven = len(cloth.ends) * t, cloth.picks * t
    strung = (len(cloth.ends) if cloth.right is not None else cloth.ends.count(Side.LEFT)) * t
    weaves = distinct((band.practice, band.lean) for band in cloth.bands)
    return "".join(
        (
            f'<svg class="cloth" role="group" aria-label="{escape(label)}" width="{width}" '
            f'height="{bare + woven}" viewBox="0 0 {width} {bare + woven}"><defs>',
            grooves(ids, t),
            *(pattern(ids, weave, _fill(cloth, weave), t) for weave in weaves),
            fading(ids, width, 0, bare) if bare else "",
            "</defs>",
            _unwoven(cloth, bare, ids, t),
            _woven(cloth, strung, bare, woven, ids, t),
            *_linked(cloth.bands, strung, bare, href, ids, opened, t),
            *_tones(cloth.bands, strung, bare, t),
            *_lots(cloth.bands, strung, bare, t),
            f'<path class="room" d="M0 {bare}h{strung}v{woven}h{-strung}z"/>' if woven else "",
            "</svg>",
        )
    )


def _fill(cloth: Cloth, weave: Weave) -> str:
    practice = weave[0]
    return fill_class(practice, 0 if practice is None else bath(practice, cloth.left, cloth.right))


def _only(cloth: Cloth) -> Side | None:
    return Side.LEFT if cloth.right is None else None


def _unwoven(cloth: Cloth, bare: int, ids: str, t: int) -> str:
    """Bare warp above the fell, and holes where nobody is strung yet."""
    if not bare:
        return ""
    lines = warp(cloth.ends, 0, bare, t, bare=True, thick=t / 3, only=_only(cloth))
    strung = cloth.ends.count(Side.LEFT)
    holes = "" if cloth.right is not None else needle_holes(strung + 1, len(cloth.ends), bare - 3, t)
    return f'<g mask="url(#{ids}-fade)">{lines}</g>{holes}'


def _woven(cloth: Cloth, strung: int, top: int, height: int, ids: str, t: int) -> str:
    if not height:
        return ""
    lines = warp(cloth.ends, top, height, t, only=_only(cloth))
    return f'{lines}<rect y="{top}" width="{strung}" height="{height}" fill="url(#{ids}-grooves)"/>'


def _linked(
    bands: tuple[Band, ...],
    width: int,
    top: int,
    href: Callable[[str], str],
    ids: str,
    opened: str | None,
    t: int,
) -> list[str]:
    """Each band in its own coordinates, so that its weave begins with it and never shifts as cloth grows."""
    drawn: list[str] = []
    for band in bands:
        high = band.picks * t
        name = pattern_id(ids, (band.practice, band.lean))
        here = f'transform="translate(0 {top})"'
        yarn = f'width="{width}" height="{high}" fill="url(#{name})"/>'
        top += high
        if band.key is None:
            drawn.append(f"<rect {here} {yarn}")
            continue
        current = ' aria-current="true"' if band.key == opened else ""
        drawn.append(
            f'<a id="{ids}-{band.key}" href="{escape(href(band.key))}" aria-label="{escape(band.caption)}"'
            f"{current} {here}><rect {yarn}</a>"
        )
    return drawn


_TONE_CLASS = {
    Tone.HEAVY: "lot-down",
    Tone.LIGHT: "lot-up",
    Tone.STILL: fill_class(None, 0),
    Tone.STIRRED: fill_class(Practice.AFFECTION, 0),
}


def _tones(bands: tuple[Band, ...], width: int, top: int, t: int) -> list[str]:
    """What was felt: all bands of one tone in one path, in the order in which `toned` lays them."""
    felt: dict[Tone, list[str]] = {}
    for band in bands:
        high = band.picks * t
        for tone in band.tones:
            felt.setdefault(tone, []).append(f"M0 {top}h{width}v{high}h{-width}z")
        top += high
    return [
        f'<path class="{_TONE_CLASS[tone]}" pointer-events="none" fill-opacity="{short(SHARE)}" d="{"".join(felt[tone])}"/>'
        for tone in Tone
        if tone in felt
    ]


def _lots(bands: tuple[Band, ...], width: int, top: int, t: int) -> list[str]:
    """The dye lots: all bands of one shade in one path, from the darkest to the palest."""
    shades: dict[float, list[str]] = {}
    for band in bands:
        high = band.picks * t
        if band.lot:
            shades.setdefault(band.lot, []).append(f"M0 {top}h{width}v{high}h{-width}z")
        top += high
    return [
        f'<path class="lot-{"down" if lot < 0 else "up"}" fill-opacity="{abs(lot):.2f}" d="{"".join(shades[lot])}"/>'
        for lot in sorted(shades)
    ]


def edge(
    cloth: Cloth,
    picks: int,
    *,
    href: Callable[[str], str],
    thread_px: int = 4,
    bare: int = 52,
    ids: str = "e",
    label: str = "The growing edge of your cloth",
) -> str:
    """Only the newest picks under bare warp: the foot of Today."""
    return svg(newest(cloth, picks), href=href, thread_px=thread_px, bare=bare, ids=ids, label=label)


def shed(cloth: Cloth, height: int = 216, *, thread_px: int = 4, ids: str = "s") -> str:
    """The bare warp that crosses the gap under an opened band; it stretches to any height."""
    width = len(cloth.ends) * thread_px
    lines = warp(cloth.ends, 0, height, thread_px, bare=True, thick=thread_px * 0.35, only=_only(cloth))
    return (
        f'<svg id="{ids}-shed" class="shed" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'preserveAspectRatio="none" aria-hidden="true">{lines}</svg>'
    )


def standalone(
    cloth: Cloth,
    *,
    href: Callable[[str], str] = lambda key: f"#c-{key}",
    label: str = "A cloth, newest at the top",
    thread_px: int = 4,
) -> str:
    """The cloth as a file of its own, colours and all, on the ground of the day."""
    drawn = svg(cloth, href=href, thread_px=thread_px, label=label)
    first, rest = drawn.split("<defs>", 1)
    opening = first.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    ground = '<rect class="ground" width="100%" height="100%"/>'
    return f"{opening}<style>{embedded(cloth.left, cloth.right)}</style>{ground}<defs>{rest}\n"


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
