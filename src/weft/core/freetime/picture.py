"""The crossing calendar: a week by parts of the day, drawn as threads. Down is the left one's, across the right one's.

Where both are free at once it weaves. Numbers are in the picture's own units; colours are the page's.
"""

from collections.abc import Sequence
from datetime import date

from weft.core.freetime.crossing import Cell, Part

STEP = 36
"""From one day to the next, and from one part to the next."""
PULL = 5
"""Between two threads of a cell."""
THREADS = 6
LEFT = 80
"""Room for the names of the parts."""
TOP = 24
PAD = 3

Week = Sequence[tuple[date, dict[Part, Cell]]]


def week_svg(week: Week, parts: Sequence[Part], label: str, days: Sequence[str]) -> str:
    """A picture of up to seven days. ``label`` says in words what it shows, ``days`` what stands over each."""
    width, height = LEFT + 7 * STEP, TOP + len(parts) * STEP + 4
    heads = "".join(
        f'<text x="{at * STEP + STEP // 2}" y="-8" text-anchor="middle">{one}</text>'
        for at, one in enumerate(days)
    )
    rows = "".join(
        f'<text x="-{LEFT}" y="{at * STEP + 23}">{part.value}</text>' for at, part in enumerate(parts)
    )
    cells = "".join(
        _cell(cells[part], at * STEP + PAD, row * STEP + PAD)
        for at, (_, cells) in enumerate(week)
        for row, part in enumerate(parts)
    )
    return (
        f'<svg class="cal" width="{width}" height="{height}" viewBox="-{LEFT} -{TOP} {width} {height}" '
        f'role="img" aria-label="{label}">{heads}{rows}{cells}</svg>'
    )


def _cell(cell: Cell, x: int, y: int) -> str:
    if cell.both:
        return _thick(_down(x, y, THREADS)) + _over(x, y)
    if cell.left and cell.right:  # Both have time in it, and never at once.
        return _thin("w-a", _down(x, y, 3)) + _thin("w-b", _across(x + 15, y, 15))
    if cell.left:
        return _thin("w-a", _down(x, y, THREADS))
    if cell.right:
        return _thin("w-b", _across(x, y, 30))
    return f'<circle class="dot" cx="{x + 15}" cy="{y + 15}" r="1.3"/>'


def _thick(path: str) -> str:
    return f'<path class="w-a" d="{path}" stroke-width="4"/>'


def _thin(name: str, path: str) -> str:
    return f'<path class="{name}" d="{path}" stroke-width="1.6"/>'


def _down(x: int, y: int, threads: int) -> str:
    return "".join(f"M{x + 2.5 + at * PULL:g} {y}v30" for at in range(threads))


def _across(x: int, y: int, long: int) -> str:
    return "".join(f"M{x} {y + 2.5 + at * PULL:g}h{long}" for at in range(THREADS))


def _over(x: int, y: int) -> str:
    """The second over the first, at every other crossing: plain weave."""
    picks = (
        f"M{x + at * PULL} {y + 2.5 + row * PULL:g}h{PULL}"
        for row in range(THREADS)
        for at in range(row % 2, THREADS, 2)
    )
    return f'<path class="w-b" d="{"".join(picks)}" stroke-width="4"/>'
