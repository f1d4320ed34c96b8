"""Twelve dyes for the warp, seven wefts in two baths each, and how far apart two colours look.

Colours are sRGB in hexadecimal. Differences are CIEDE2000 (CIE 142-2001, with the form of Sharma, Wu and
Dalal 2005); colour-blind sight is simulated after Machado, Oliveira and Fernandes 2009 at full severity.
"""

from enum import StrEnum
from functools import cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from weft.core.practice import Practice


class Dye(StrEnum):
    """What a person's half of the warp is dyed with; the value is its word in stylesheets and entries."""

    MADDER = "madder"
    COCHINEAL = "cochineal"
    SAFFLOWER = "safflower"
    HENNA = "henna"
    WELD = "weld"
    NETTLE = "nettle"
    KENDAL = "kendal"
    WOAD = "woad"
    INDIGO = "indigo"
    ORCHIL = "orchil"
    WALNUT = "walnut"
    OAKGALL = "oakgall"


NAME: dict[Dye, str] = {
    Dye.MADDER: "Madder",
    Dye.COCHINEAL: "Cochineal",
    Dye.SAFFLOWER: "Safflower",
    Dye.HENNA: "Henna",
    Dye.WELD: "Weld",
    Dye.NETTLE: "Nettle",
    Dye.KENDAL: "Kendal",
    Dye.WOAD: "Woad",
    Dye.INDIGO: "Indigo",
    Dye.ORCHIL: "Orchil",
    Dye.WALNUT: "Walnut",
    Dye.OAKGALL: "Oak gall",
}
"""As a person reads it. Kendal is a place, so it keeps its capital in the middle of a sentence."""

DAY: dict[Dye, str] = {
    Dye.MADDER: "#A33330",
    Dye.COCHINEAL: "#7E1040",
    Dye.SAFFLOWER: "#BF6083",
    Dye.HENNA: "#A45B05",
    Dye.WELD: "#AB8202",
    Dye.NETTLE: "#5E8F61",
    Dye.KENDAL: "#0F5B57",
    Dye.WOAD: "#3C84B6",
    Dye.INDIGO: "#19337C",
    Dye.ORCHIL: "#774A88",
    Dye.WALNUT: "#40280C",
    Dye.OAKGALL: "#1A1C1C",
}
"""The line drawn down an edge by day, at least 3:1 on the ground."""

NIGHT: dict[Dye, str] = {
    Dye.MADDER: "#D65A3C",
    Dye.COCHINEAL: "#B83A80",
    Dye.SAFFLOWER: "#F5A8BC",
    Dye.HENNA: "#E4943A",
    Dye.WELD: "#FADF56",
    Dye.NETTLE: "#A9D795",
    Dye.KENDAL: "#519D92",
    Dye.WOAD: "#78C4FD",
    Dye.INDIGO: "#4068D2",
    Dye.ORCHIL: "#9C84BB",
    Dye.WALNUT: "#786A5C",
    Dye.OAKGALL: "#F0F1F4",
}
"""The same line at night."""

CLOTH: dict[Dye, str] = {
    Dye.MADDER: "#B84A36",
    Dye.COCHINEAL: "#902450",
    Dye.SAFFLOWER: "#CF708F",
    Dye.HENNA: "#BC6C00",
    Dye.WELD: "#C49800",
    Dye.NETTLE: "#6E9E6F",
    Dye.KENDAL: "#1F6763",
    Dye.WOAD: "#4C93C2",
    Dye.INDIGO: "#29448C",
    Dye.ORCHIL: "#885A97",
    Dye.WALNUT: "#533819",
    Dye.OAKGALL: "#2B2E2E",
}
"""The warp inside the cloth, day and night: one step lighter, because the drawn yarn carries shadow."""

WEFT: dict[Practice, tuple[str, str]] = {
    Practice.TALK: ("#B27A12", "#D9A441"),
    Practice.MOMENTS: ("#9C2F44", "#D9758A"),
    Practice.PRESENCE: ("#E3D9C3", "#E3D9C3"),
    Practice.UNDERSTANDING: ("#4F7A55", "#7FA682"),
    Practice.SOFTER: ("#4F2C4E", "#9A7796"),
    Practice.TIME: ("#3F7299", "#86AECB"),
    Practice.AFFECTION: ("#C2603A", "#E58F65"),
}
"""First bath, second bath: natural dyers dye twice, strong and then pale, from the same pot."""

LINEN = WEFT[Practice.PRESENCE][0]
"""Undyed: presence, and quiet days."""

SINKS_BELOW = 10.0
"""A weft nearer than this to a warp sinks into it."""

ALIKE_BELOW = 15.0
"""Two dyes nearer than this may look the same to some eyes."""

Lab = tuple[float, float, float]
Matrix = tuple[Lab, Lab, Lab]

NORMAL: Matrix = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
PROTAN: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTAN: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
TRITAN: Matrix = (
    (1.255528, -0.076749, -0.178779),
    (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)
_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Lab = (0.95047, 1.0, 1.08883)


def _linear(colour: str) -> Lab:
    red, green, blue = (_straighten(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _straighten(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _times(matrix: Matrix, of: Lab) -> Lab:
    first, second, third = (row[0] * of[0] + row[1] * of[1] + row[2] * of[2] for row in matrix)
    return first, second, third


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2, from 0 for black to 1 for white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@cache
def lab(colour: str, sight: Matrix = NORMAL) -> Lab:
    """CIE L*a*b* under D65, as an eye with this sight sees the colour."""
    seen = _times(sight, _linear(colour))
    x, y, z = _times(_XYZ, (_within(seen[0]), _within(seen[1]), _within(seen[2])))
    fx, fy, fz = _root(x / _WHITE[0]), _root(y / _WHITE[1]), _root(z / _WHITE[2])
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _within(part: float) -> float:
    return min(max(part, 0.0), 1.0)


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116


def delta_e(one: Lab, other: Lab) -> float:
    """CIEDE2000 between two L*a*b* colours; 1 is about the smallest step an eye can see."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180
    lightness, chroma, hue = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn) / 2)
    l_mean, c_mean, h_mean = (l1 + l2) / 2, (c1 + c2) / 2, _mean_hue(h1, h2)
    tone = (
        1
        - 0.17 * cos(radians(h_mean - 30))
        + 0.24 * cos(radians(2 * h_mean))
        + 0.32 * cos(radians(3 * h_mean + 6))
        - 0.2 * cos(radians(4 * h_mean - 63))
    )
    by_l = lightness / (1 + 0.015 * (l_mean - 50) ** 2 / sqrt(20 + (l_mean - 50) ** 2))
    by_c = chroma / (1 + 0.045 * c_mean)
    by_h = hue / (1 + 0.015 * c_mean * tone)
    twist = 2 * sqrt(c_mean**7 / (c_mean**7 + 25**7)) * sin(radians(60 * exp(-(((h_mean - 275) / 25) ** 2))))
    return sqrt(by_l**2 + by_c**2 + by_h**2 - twist * by_c * by_h)


def _mean_hue(one: float, other: float) -> float:
    total = one + other
    if abs(one - other) <= 180:
        return total / 2
    return (total + 360) / 2 if total < 360 else (total - 360) / 2


@cache
def worst_delta_e(one: str, other: str) -> float:
    """The smallest difference between two colours over normal, protan and deutan sight."""
    return min(delta_e(lab(one, sight), lab(other, sight)) for sight in (NORMAL, PROTAN, DEUTAN))


def alike(left: Dye, right: Dye) -> bool:
    """Whether to say, once, that these two dyes look alike to some eyes.

    Judged by the warp, where the two lie side by side by day and by night; the lines down the edges stand
    a page apart, and which is whose is told by where they stand.
    """
    return worst_delta_e(CLOTH[left], CLOTH[right]) < ALIKE_BELOW


def bath(practice: Practice, left: Dye, right: Dye | None) -> int:
    """0 for the first bath, unless it would sink into either warp; then whichever reads better.

    A warp with only one person strung yet is judged by that one dye.
    """
    warps = [CLOTH[left]] if right is None else [CLOTH[left], CLOTH[right]]
    first, second = (min(worst_delta_e(weft, warp) for warp in warps) for weft in WEFT[practice])
    return 1 if first < SINKS_BELOW and second > first else 0


def weft(practice: Practice, in_bath: int) -> str:
    """The colour of a practice's weft yarn in its first (0) or second (1) bath."""
    return WEFT[practice][in_bath]
