"""A landscape as picks drawn in from both edges; where they meet they interlace. SVG in classes, no colour of its own."""

from html import escape

from weft.core.moments.fields import clock
from weft.core.moments.landscape import Landscape, Met, Place
from weft.core.people import Side

WIDTH = 356
PITCH = 4.5
"""Height of a pick in px."""
THICK = 3.4
REACH = 0.64
"""How far across a curve at its closest reaches, so that two who are both close interlace."""
LEAST_PX = 6.0
TALL_PICKS = 110
"""A shorter title is drawn with higher picks, to about this many."""
LETTERS, LINES = 13, 2
"""Letters in a line of somebody's words beside the curves, and how many lines there is room for."""


def picture(land: Landscape, label: str, said: dict[int, tuple[str, str]]) -> str:
    """The landscape as an SVG. ``said`` is by second the words to set beside a place, and their caption."""
    pitch = max(PITCH, round(TALL_PICKS * PITCH / land.picks, 1))
    height = round(land.picks * pitch, 1)
    left = "".join(_left(land, at, pitch) for at in range(land.picks))
    right = "".join(_right(land, at, pitch) for at in range(land.picks))
    thick = round(THICK * pitch / PITCH, 1)
    marks = "".join(
        _mark(land, place, pitch, said.get(place.second))
        for place in (land.meeting, land.difference)
        if place
    )
    return (
        f'<svg class="land" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}">'
        f'<path class="w-left" d="{left}" stroke-width="{thick}"/>'
        f'<path class="w-right" d="{right}" stroke-width="{thick}"/>{marks}</svg>'
    )


def _reach(value: float | None) -> float:
    return 0.0 if value is None else max(LEAST_PX, value / 100 * REACH * WIDTH)


def _left(land: Landscape, at: int, pitch: float) -> str:
    mine, other = _reach(land.left[at]), WIDTH - _reach(land.right[at])
    y = _y(at, pitch)
    if not mine:
        return ""
    if mine <= other:
        return f"M0 {y}H{_x(mine)}"
    return f"M0 {y}H{_x(other)}" + _stitches(other, mine, y, at % 2)


def _right(land: Landscape, at: int, pitch: float) -> str:
    mine, other = WIDTH - _reach(land.right[at]), _reach(land.left[at])
    y = _y(at, pitch)
    if mine >= WIDTH:
        return ""
    if mine >= other:
        return f"M{_x(mine)} {y}H{WIDTH}"
    return f"M{_x(other)} {y}H{WIDTH}" + _stitches(mine, other, y, 1 - at % 2)


STITCH = 4.5


def _stitches(start: float, end: float, y: str, odd: int) -> str:
    """Every other stitch of a pick, over and under in turn with the other's."""
    first = int(start // STITCH)
    found = ""
    for number in range(first, int(end // STITCH) + 1):
        if number % 2 == odd:
            a, b = max(start, number * STITCH), min(end, (number + 1) * STITCH)
            found += f"M{_x(a)} {y}H{_x(b)}" if b > a else ""
    return found


def _mark(land: Landscape, place: Place, pitch: float, said: tuple[str, str] | None) -> str:
    """The time of a place and, if somebody left one, a line, in the room between the two curves."""
    at = land.pick_of(place.second)
    y = (at + 0.5) * pitch
    words, caption = said or ("", "")
    lines = wrapped(words)
    y = min(max(y, 24.0 + 20 * len(lines)), land.picks * pitch - 8)
    x, anchor = _room(land, at, place.met)
    shown = "".join(
        f'<text class="said" x="{x}" y="{round(y - 20 * (len(lines) - number) - 2)}" text-anchor="{anchor}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    time = escape(caption or clock(place.second, land.length))
    return f'{shown}<text class="t" x="{x}" y="{round(y)}" text-anchor="{anchor}">{time}</text>'


def _room(land: Landscape, at: int, met: Met) -> tuple[int, str]:
    left, right = _reach(land.left[at]), WIDTH - _reach(land.right[at])
    if met is Met.LEFT:
        return round(left + 14), "start"
    if met is Met.RIGHT:
        return round(right - 14), "end"
    return round((left + right) / 2), "middle"


def wrapped(words: str) -> list[str]:
    """Words in at most two short lines, with an ellipsis where there is more."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    lines = [line for line in lines if line]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]}…"]
    return [line if len(line) <= LETTERS + 3 else f"{line[:LETTERS]}…" for line in lines]


def _y(at: int, pitch: float) -> str:
    return _x((at + 0.5) * pitch)


def _x(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


__all__ = ["Side", "picture", "wrapped"]
