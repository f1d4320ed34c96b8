"""A landscape as its SVG has it, read to be drawn on paper."""

import re
from dataclasses import dataclass
from html import unescape

_PATH = re.compile(r'<path class="w-(left|right)" d="([^"]*)" stroke-width="([\d.]+)"')
_PICK = re.compile(r"M([\d.]+) ([\d.]+)H([\d.]+)")
_WORDS = re.compile(r'<text class="(\w+)" x="(-?\d+)" y="(-?\d+)" text-anchor="(\w+)">([^<]*)</text>')
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Drawing:
    """A landscape as its SVG has it: threads by edge, and words."""

    wide: float
    high: float
    threads: tuple[tuple[str, float, tuple[tuple[float, float, float], ...]], ...]
    words: tuple[tuple[str, float, float, str, str], ...]

    @classmethod
    def read(cls, svg: str) -> "Drawing | None":
        """Reads what ``core.moments.picture`` draws, and nothing else."""
        box = _BOX.search(svg)
        if box is None:
            return None
        threads = tuple(
            (
                side,
                float(thick),
                tuple((float(a), float(y), float(b)) for a, y, b in _PICK.findall(path)),
            )
            for side, path, thick in _PATH.findall(svg)
        )
        words = tuple(
            (kind, float(x), float(y), anchor, unescape(text))
            for kind, x, y, anchor, text in _WORDS.findall(svg)
        )
        return cls(float(box[1]), float(box[2]), threads, words)
