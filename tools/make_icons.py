#!/usr/bin/env python3
"""Draws the pictures a phone shows for Weft on its home screen: the four threads of ``icon.svg``, as yarn.

And those for whoever would rather have a plain name there: some lines on a sheet, as many programs have them.

Run it when the drawing changes; the files lie in ``src/weft/web/static``, and a test holds that they are what it draws.
"""

from pathlib import Path

from PIL import Image

STATIC = Path(__file__).parents[1] / "src" / "weft" / "web" / "static"
GROUND = (0xEB, 0xED, 0xE8)
"""The ground of a page by day."""
THREADS = (
    ((0xA3, 0x33, 0x30), (2, 0, 5, 16)),
    ((0x0F, 0x5B, 0x57), (11, 0, 14, 16)),
    ((0xD9, 0xA4, 0x41), (0, 4, 9, 7)),
    ((0xD9, 0xA4, 0x41), (7, 10, 16, 13)),
)
"""Colour, and left, top, right and bottom on the sixteen by sixteen of ``icon.svg``, each over the one before."""
ICONS = {
    "icon-192.png": (192, 0.76),
    "icon-512.png": (512, 0.76),
    "icon-round.png": (512, 0.56),
    "icon-apple.png": (180, 0.66),
}
"""Pixels of a side, and how much of it the threads take: a phone cuts a round one to any shape, within four fifths."""
SHEET = (0xF4, 0xF4, 0xF2)
LINES = (
    ((0x4A, 0x52, 0x5C), (2, 3, 10, 4.5)),
    *(((0x9A, 0xA1, 0xA9), (2, at, 14, at + 1)) for at in (7, 9.5, 12)),
)
"""A heading and three lines of nothing, on the same sixteen by sixteen."""
PLAIN = {
    "plain-192.png": (192, 0.76),
    "plain-512.png": (512, 0.76),
    "plain-round.png": (512, 0.56),
    "plain-apple.png": (180, 0.7),
}
FINE = 4
TWIST, LIGHT, DARK = 5.0, 1.5, 1.0
"""A turn of the yarn and its light and dark part, in parts of a thread's width, times three."""


def drawn(side: int, share: float) -> Image.Image:
    """One of them, drawn four times as fine and made smaller."""
    wide = side * FINE
    picture = Image.new("RGB", (wide, wide), GROUND)
    unit, edge = wide * share / 16, wide * (1 - share) / 2
    for colour, box in THREADS:
        left, top, right, bottom = (round(edge + at * unit) for at in box)
        picture.paste(_yarn(colour, right - left, bottom - top, unit), (left, top))
    return picture.resize((side, side), Image.Resampling.BOX).quantize(64, dither=Image.Dither.NONE)


def plainly(side: int, share: float) -> Image.Image:
    """One of the plain ones."""
    wide = side * FINE
    picture = Image.new("RGB", (wide, wide), SHEET)
    unit, edge = wide * share / 16, wide * (1 - share) / 2
    for colour, box in LINES:
        left, top, right, bottom = (round(edge + at * unit) for at in box)
        picture.paste(colour, (left, top, right, bottom))
    return picture.resize((side, side), Image.Resampling.BOX).quantize(64, dither=Image.Dither.NONE)


def _yarn(colour: tuple[int, int, int], wide: int, high: int, unit: float) -> Image.Image:
    """A thread, its twist running down to the right on each, as on the edges of a page."""
    turn = TWIST * unit / 3 * 1.6
    bands = [_shade(colour, at / turn * TWIST) for at in range(round(turn))]
    yarn = Image.new("RGB", (wide, high))
    yarn.putdata(
        [
            bands[int(x * 0.53 + y) % len(bands)] if high > wide else bands[int(x + y * 0.53) % len(bands)]
            for y in range(high)
            for x in range(wide)
        ]
    )
    return yarn


def _shade(colour: tuple[int, int, int], at: float) -> tuple[int, int, int]:
    if at < LIGHT:
        return _mixed(colour, 255, 0.14)
    return _mixed(colour, 0, 0.2) if at >= TWIST - DARK else colour


def _mixed(colour: tuple[int, int, int], other: int, share: float) -> tuple[int, int, int]:
    red, green, blue = (round(one + (other - one) * share) for one in colour)
    return red, green, blue


if __name__ == "__main__":
    for name, (side, share) in ICONS.items():
        drawn(side, share).save(STATIC / name, optimize=True)
    for name, (side, share) in PLAIN.items():
        plainly(side, share).save(STATIC / name, optimize=True)
