"""The cloth from across the room: bands as an eye mixes them, warp and weft in the measure each is seen.

Nearer, threads are drawn one by one (`svg`). From a few steps away they cannot be told apart, and a band is its
weft over its warp, as thick as its weave lets the weft be seen. Ten years stay one small drawing.
"""

from html import escape

from weft.core.people import Side
from weft.core.practice import Practice
from weft.core.tapestry.drawdown import Cloth
from weft.core.tapestry.dye import bath
from weft.core.tapestry.yarn import drawdown_of, fill_class, short, warp

FAR_THREAD = 4
"""Pixels."""


def seen(practice: Practice | None) -> float:
    """How much of the weft shows in a weave, 0 to 1: the share of crossings where it lies on top."""
    drawdown = drawdown_of(practice)
    crossings = len(drawdown) * len(drawdown[0])
    return 1 - sum(map(sum, drawdown)) / crossings


def from_afar(cloth: Cloth, *, per_pick: float, ids: str, label: str) -> str:
    """The cloth as wide as a phone, each pick `per_pick` px high; one picture, described by its label."""
    width, height = len(cloth.ends) * FAR_THREAD, cloth.picks * per_pick
    if not height:
        return ""
    tall = -int(-height // 1)
    only = Side.LEFT if cloth.right is None else None
    lines = warp(cloth.ends, 0, tall, FAR_THREAD, only=only)
    strung = (len(cloth.ends) if cloth.right is not None else cloth.ends.count(Side.LEFT)) * FAR_THREAD
    return (
        f'<svg id="{ids}-far" class="cloth far" role="img" aria-label="{escape(label)}" width="{width}" '
        f'height="{tall}" viewBox="0 0 {width} {tall}" preserveAspectRatio="none">{lines}'
        f"{''.join(_stripes(cloth, strung, per_pick))}"
        f'<path class="room" d="M0 0h{strung}v{tall}h{-strung}z"/></svg>'
    )


def _stripes(cloth: Cloth, width: int, per_pick: float) -> list[str]:
    """All bands of one practice in one path; from afar a twill leans nowhere."""
    paths: dict[Practice | None, list[str]] = {}
    picks = 0
    for band in cloth.bands:
        top, end = picks * per_pick, (picks + band.picks) * per_pick
        paths.setdefault(band.practice, []).append(f"M0 {short(top)}h{width}V{short(end)}H0z")
        picks += band.picks
    return [
        f'<path class="{_yarn(cloth, practice)}" fill-opacity="{short(seen(practice))}" d="{"".join(drawn)}"/>'
        for practice, drawn in sorted(paths.items(), key=lambda one: one[0] or "")
    ]


def _yarn(cloth: Cloth, practice: Practice | None) -> str:
    return fill_class(practice, 0 if practice is None else bath(practice, cloth.left, cloth.right))
