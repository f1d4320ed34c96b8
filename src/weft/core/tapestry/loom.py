"""The loom around the cloth: a turn being woven, presence, the beam of the first page, and the consent tie."""

from typing import Literal

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import sley
from weft.core.tapestry.dye import WEFT
from weft.core.tapestry.yarn import (
    ends_path,
    fading,
    fill_class,
    grooves,
    line_class,
    needle_holes,
    pattern,
    pattern_id,
    short,
    warp,
)

TieState = Literal["mine", "theirs", "both", "nobody"]

TURN_THREAD = 6
TURN_BARE = 104
"""How far bare warp reaches above the fell of a turn, in px."""

_SHUTTLE = "M0 0C14-7 34-9 46-9S78-7 92 0C78 7 58 9 46 9S14 7 0 0z"
_SLOT = "M26-2.5h40a2.5 2.5 0 0 1 0 5h-40a2.5 2.5 0 0 1 0-5z"


def turn_loom(
    side: Side,
    practice: Practice,
    share_woven: float,
    width_ends: int = 63,
    height_picks: int = 66,
    ids: str = "t",
    *,
    shuttle: float | None = None,
    bath: int | None = None,
    thread_px: int = TURN_THREAD,
) -> str:
    """A turn as cloth: one person's warp, woven up from the bottom as far as the turn has gone.

    `share_woven` is 0 to 1. `shuttle` is where the shuttle is in this pick, 0 to 1 from the left, or None for
    a whole pick. The element stands `TURN_BARE` px higher than its full cloth. To weave on in the page, give it
    the class `growing` and the custom property `--woven`, 0 to 1, in steps of one pick; data-picks says how many.
    """
    t = thread_px
    ends = (side,) * width_ends
    width, full = width_ends * t, height_picks * t
    high = round(min(max(share_woven, 0.0), 1.0) * height_picks) * t
    tall = full + TURN_BARE
    in_bath = _pale(practice) if bath is None else bath
    defs = grooves(ids, t) + pattern(ids, (practice, None), fill_class(practice, in_bath), t)
    rects = "".join(
        f'<rect width="{width}" y="{-high}" height="{high}" {paint}/>'
        for paint in (
            f'class="f-{side}"',
            f'fill="url(#{ids}-grooves)"',
            f'fill="url(#{pattern_id(ids, (practice, None))})"',
            'class="room"',
        )
    )
    return (
        f'<svg class="loom" width="{width}" height="{tall}" viewBox="0 0 {width} {tall}" data-picks="{height_picks}" '
        f'aria-hidden="true"><defs>{defs}{fading(ids, width, -TURN_BARE, TURN_BARE - 9)}</defs>'
        f'<svg class="woven" y="{TURN_BARE}" width="{width}" height="{full}" overflow="visible">'
        f'<g transform="translate(0 {full})">{rects}</g>'
        f'<g class="fell" transform="translate(0 {full - high})"><g mask="url(#{ids}-fade)">'
        f"{warp(ends, -TURN_BARE, TURN_BARE, t, bare=True, thick=t * 0.27)}</g>"
        f"{warp(ends, -9, 9, t, bare=True, thick=t * 0.27)}"
        f"{_pick(practice, in_bath, width, shuttle)}</g></svg></svg>"
    )


def _pale(practice: Practice) -> int:
    """One colour of warp at a time, under a bright room: the second bath, where there is one."""
    return 1 if practice is not Practice.PRESENCE and WEFT[practice][1] != WEFT[practice][0] else 0


def _pick(practice: Practice, bath: int, width: int, shuttle: float | None) -> str:
    """The pick lying open above the fell, and the shuttle at the end of it."""
    reach = width if shuttle is None else round(min(max(shuttle, 0.0), 1.0) * (width - 92)) + 4
    yarn = line_class(practice, bath)
    lines = (
        f'<path class="{yarn}" stroke-width="6" d="M0 -9H{reach}"/>'
        f'<path class="hollow" stroke-width="1.6" d="M0 -7.4H{reach}"/>'
    )
    if shuttle is None:
        return lines
    fill = fill_class(practice, bath)
    return (
        f'{lines}<g transform="translate({reach - 4} -9)"><path class="shuttle" d="{_SHUTTLE}"/>'
        f'<path class="{fill}" d="{_SLOT}"/></g>'
    )


FIELD_THREAD = 5
FIELD_ENDS = 80
"""Ends over which the two colours meet, about the width of a phone."""
FIELD_REACH = 400
"""Ends drawn to either side of the middle, for the widest screens."""
FIELD_HEIGHT = 4000


def presence_field(ids: str = "p", *, seed: int = 7) -> str:
    """A whole screen of satin, its warp nearly drowned in linen; it fills whatever holds it."""
    t = FIELD_THREAD
    beside = (FIELD_REACH * 2 - FIELD_ENDS) // 2
    ends = (Side.LEFT,) * beside + sley(FIELD_ENDS, seed) + (Side.RIGHT,) * beside
    width = FIELD_REACH * 2 * t
    lines = "".join(
        f'<path class="s-{side}" stroke-width="{t}" d="{ends_path(ends, side, 0, FIELD_HEIGHT, t)}"/>'
        for side in Side
    )
    weave = pattern(ids, (Practice.PRESENCE, None), "field-weft", t)
    return (
        '<svg class="field-cloth" width="100%" height="100%" aria-hidden="true">'
        f'<defs>{weave}</defs><rect class="field-ground" width="100%" height="100%"/>'
        f'<svg x="50%" width="1" height="100%" overflow="visible"><g transform="translate({-width // 2})">'
        f'<g class="field-warp">{lines}</g><rect width="{width}" height="{FIELD_HEIGHT}" '
        f'fill="url(#{pattern_id(ids, (Practice.PRESENCE, None))})"/></g></svg></svg>'
    )


def beam(
    side: Side = Side.LEFT, ids: str = "b", *, ends: int = 91, height: int = 96, thread_px: int = 4
) -> str:
    """The first page's top: one half of a warp, fading downward, and holes where the other will be strung."""
    t = thread_px
    half = (ends - 1) // 2
    strung = [side if _mine(end, half, ends, side) else side.other for end in range(ends)]
    width = ends * t
    first, last = (half + 1, ends) if side is Side.LEFT else (0, ends - half - 1)
    lines = warp(strung, 0, height, t, bare=True, thick=t * 0.55, only=side)
    return (
        f'<svg class="beam-warp" width="{width}" height="{height}" viewBox="0 0 {width} {height}" aria-hidden="true">'
        f"<defs>{fading(ids, width, 0, height, upward=False)}</defs>"
        f'<g mask="url(#{ids}-fade)">{lines}</g>{needle_holes(first, last, 4, t)}</svg>'
    )


def _mine(end: int, half: int, ends: int, side: Side) -> bool:
    return end < half if side is Side.LEFT else end >= ends - half


_TIE = (356, 40)
_LOOP = "M0 20H150c10 0 14-9 21-9s9 5 9 9-3 9-9 9-11-9-21-9"
_THROUGH_LEFT = "M0 13H155C169 13 175 5 189 5A15 15 0 0 1 189 35C175 35 169 27 155 27H143"
_THROUGH_RIGHT = "M356 27H201C187 27 181 35 167 35A15 15 0 0 1 167 5C181 5 187 13 201 13H213"


def tie(state: TieState, side: Side, ids: str = "k") -> str:
    """The consent tie as the person on this side sees it: a loop and a dotted line, or the knot.

    "mine" is this side's yes alone, "theirs" the other side's, "both" is agreed, "nobody" still open.
    """
    width, height = _TIE
    if state == "both":
        drawn = _knot(ids)
    elif state == "nobody":
        drawn = _dots(4, width)
    else:
        drawn = _loop(side if state == "mine" else side.other)
    return (
        f'<svg class="tie-yarn" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'fill="none" aria-hidden="true">{drawn}</svg>'
    )


def _loop(owner: Side) -> str:
    mirrored = "" if owner is Side.LEFT else f' transform="matrix(-1 0 0 1 {_TIE[0]} 0)"'
    yarn = f'<path class="w-{owner}" stroke-width="4" stroke-linecap="round" d="{_LOOP}"/>'
    return f"<g{mirrored}>{yarn}{_dots(196, _TIE[0])}</g>"


def _dots(start: int, end: int) -> str:
    marks = "".join(f"M{x} 20h0" for x in range(start, end + 1, 12))
    return f'<path class="hole" stroke-width="3" stroke-linecap="round" d="{marks}"/>'


def _knot(ids: str) -> str:
    """The right-hand yarn under the left on one side of the middle and over it on the other."""

    def yarn(side: Side, path: str) -> str:
        return (
            f'<path class="gap" stroke-width="6" d="{path}"/>'
            f'<path class="w-{side}" stroke-width="{short(3.4)}" d="{path}"/>'
        )

    return (
        f'<clipPath id="{ids}-over"><path d="M178-4H{_TIE[0]}V44H178z"/></clipPath>'
        f"{yarn(Side.RIGHT, _THROUGH_RIGHT)}{yarn(Side.LEFT, _THROUGH_LEFT)}"
        f'<g clip-path="url(#{ids}-over)">{yarn(Side.RIGHT, _THROUGH_RIGHT)}</g>'
    )
