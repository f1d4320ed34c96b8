"""The cloth as SVG, and where its pieces are found: one element each, coloured by classes, no style of its own.

Every function takes `ids`, the start of the ids it uses; give each element on a page another one.
"""

from collections.abc import Callable
from html import escape

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Band, Cloth, newest
from weft.core.tapestry.dye import bath
from weft.core.tapestry.loom import beam, presence_field, tie, turn_loom
from weft.core.tapestry.pieces import draft, likeness, ribbon, swatch
from weft.core.tapestry.sheet import embedded
from weft.core.tapestry.tone import SHARE, Tone
from weft.core.tapestry.yarn import (
    Weave,
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
