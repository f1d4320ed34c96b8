"""A landscape as picks drawn in from both edges; where they meet they interlace. SVG in classes, no colour of its own."""

from html import escape

from weft.core.moments.fields import clock
from weft.core.moments.landscape import Landscape, Met, Place

WIDTH = 356
PITCH = 4.5
"""Height of a pick in px."""
THICK = 3.4
REACH = 0.64
"""How far across a curve at its closest reaches, so that two who are both close interlace."""
LEAST_PX = 6.0
TALL_PICKS = 110
"""A shorter title is drawn with higher picks, to about this many."""
LETTERS, LINES = 13, 3
"""Letters in a line of somebody's words beside the curves, and how many lines there is room for."""


def picture(land: Landscape, label: str, said: dict[int, tuple[str, str]]) -> str:
    """The landscape as an SVG. ``said`` is by second the words to set beside a place, and their caption.

    Words stand where both curves leave room for them, and never over one another; where there is no room they stand in
    the list below alone.
    """
    pitch = max(PITCH, round(TALL_PICKS * PITCH / land.picks, 1))
    height = round(land.picks * pitch, 1)
    left = "".join(_left(land, at, pitch) for at in range(land.picks))
    right = "".join(_right(land, at, pitch) for at in range(land.picks))
    thick = round(THICK * pitch / PITCH, 1)
    marks = _marks(land, pitch, said)
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


def _marks(land: Landscape, pitch: float, said: dict[int, tuple[str, str]]) -> str:
    """The strongest meeting and difference, and every place where somebody left a line."""
    first = [place for place in (land.meeting, land.difference) if place]
    more = [place for place in land.places if place not in first and place.second in said]
    taken, shown = set[int](), ""
    for place in (*first, *more):
        mark, rows = _mark(land, place, pitch, said.get(place.second), frozenset(taken))
        if place in first or (not taken & rows and _is_near(land.pick_of(place.second), rows)):
            shown, taken = shown + mark, taken | rows
    return shown


NEAR_PICKS = 16


def _is_near(at: int, rows: set[int]) -> bool:
    """Whether words stand where nobody takes them for another place's."""
    return min(abs(at - row) for row in rows) <= NEAR_PICKS


def _mark(
    land: Landscape, place: Place, pitch: float, said: tuple[str, str] | None, taken: frozenset[int]
) -> tuple[str, set[int]]:
    """The time of a place and, if somebody left one, a line, in the room between the two curves near it; and its picks."""
    words, caption = said or ("", "")
    time = caption or clock(place.second, land.length)
    at = land.pick_of(place.second)
    lines = wrapped(words, _letters(land, at, place.met))
    wide = max([len(time) * TIME_PX, *(len(line) * LETTER_PX for line in lines)])
    rows = round((LINE_PX * (len(lines) + 1) + 4) / pitch)
    last = _free(land, at, rows, wide, taken)
    left, right = _gap(land, last, rows)
    x, anchor = (left + 14, "start") if place.met is Met.LEFT else (right - 14, "end")
    if place.met is Met.BOTH or wide + 14 > right - left:
        x, anchor = (left + right) / 2, "middle"
    y = (last + 1) * pitch - 4
    shown = "".join(
        _text("said", x, y - LINE_PX * (len(lines) - number), anchor, line)
        for number, line in enumerate(lines)
    )
    return shown + _text("t", x, y, anchor, time), set(range(last - rows, last + 1))


LETTER_PX, TIME_PX, LINE_PX = 9.5, 7.5, 20.0
"""What a letter of somebody's words takes, one of a time, and how far apart lines are."""


def _text(kind: str, x: float, y: float, anchor: str, words: str) -> str:
    return f'<text class="{kind}" x="{round(x)}" y="{round(y)}" text-anchor="{anchor}">{escape(words)}</text>'


def _letters(land: Landscape, at: int, met: Met) -> int:
    """How many letters there is room for beside a place."""
    left, right = _gap(land, at, 1)
    return LETTERS if met is Met.BOTH else max(8, min(LETTERS, int((right - left - 24) / LETTER_PX)))


def _gap(land: Landscape, last: int, rows: int) -> tuple[float, float]:
    """The room between the two curves over some picks, down to ``last``."""
    some = range(max(0, last - rows + 1), last + 1)
    return max(_reach(land.left[at]) for at in some), min(WIDTH - _reach(land.right[at]) for at in some)


def _free(land: Landscape, at: int, rows: int, wide: float, taken: frozenset[int]) -> int:
    """The pick nearest to a place down to which there is room; the place itself where there is none anywhere."""
    fits = [
        last
        for last in range(rows, land.picks)
        if _width(_gap(land, last, rows)) >= wide + 20 and taken.isdisjoint(range(last - rows, last + 1))
    ]
    return min(fits, key=lambda last: (abs(last - at - rows // 2), last), default=max(rows, at))


def _width(gap: tuple[float, float]) -> float:
    return gap[1] - gap[0]


def wrapped(words: str, letters: int = LETTERS) -> list[str]:
    """Words in a few short lines, with an ellipsis where there is more."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    lines = [line for line in lines if line]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]}…"]
    return [line if len(line) <= letters + 3 else f"{line[:letters]}…" for line in lines]


def _y(at: int, pitch: float) -> str:
    return _x((at + 0.5) * pitch)


def _x(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
