"""What a feeling does to a band's dye: the same yarn, a little paler or deeper, a little quieter or brighter.

Feelings lie on the plane on which they are picked: heavy to light one way, still to stirred the other. The
mapping is gentle and has no good end: no feeling takes a band out of its practice's dye, none is grey, and a
band without feelings is woven as it always was. In words: docs/formats/cloth.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from weft.core.practice import Practice
from weft.core.tapestry.dye import LINEN, WEFT


@dataclass(frozen=True, slots=True)
class Feeling:
    """Where something felt lies on the plane: `light` from -1, heavy, to 1; `stirred` from -1, still, to 1."""

    light: float
    stirred: float


PLANE: dict[str, Feeling] = {
    "tender": Feeling(0.3, -0.3),
    "warm": Feeling(0.6, -0.2),
    "calm": Feeling(0.4, -0.8),
    "content": Feeling(0.6, -0.6),
    "safe": Feeling(0.5, -0.6),
    "proud": Feeling(0.6, 0.4),
    "hopeful": Feeling(0.6, 0.3),
    "playful": Feeling(0.8, 0.6),
    "thrilled": Feeling(0.7, 0.9),
    "moved": Feeling(0.0, 0.6),
    "sad": Feeling(-0.7, -0.4),
    "lonely": Feeling(-0.7, -0.3),
    "tired": Feeling(-0.4, -0.8),
    "numb": Feeling(-0.4, -0.9),
    "uneasy": Feeling(-0.4, 0.4),
    "restless": Feeling(-0.2, 0.8),
    "anxious": Feeling(-0.6, 0.8),
    "angry": Feeling(-0.6, 0.9),
}
"""Where each of our words for a feeling lies. A word of somebody's own lies nowhere: we don't guess what it means."""


def on_plane(*words: str) -> tuple[Feeling, ...]:
    """The places of those words we know."""
    return tuple(PLANE[word] for word in words if word in PLANE)


class Tone(StrEnum):
    """What a band's dye becomes. A closed set, so that a page and a loom need few yarns."""

    HEAVY = "heavy"
    LIGHT = "light"
    STILL = "still"
    STIRRED = "stirred"


TOWARDS: dict[Tone, str] = {
    Tone.HEAVY: "#000000",
    Tone.LIGHT: "#FFFFFF",
    Tone.STILL: LINEN,
    Tone.STIRRED: WEFT[Practice.AFFECTION][0],
}
"""What a tone leans towards: heavy to a deeper bath, light to a paler, still to undyed linen, stirred to madder."""

SHARE = 0.1
"""How far it leans: about four steps an eye can see, so less than from one dye to the next."""

PLAIN_WITHIN = 0.25
"""Nearer the middle than this, in either direction, a feeling leaves the dye alone."""

Tones = tuple[Tone, ...]


def tone(*felt: Feeling) -> Tones:
    """None, one or two tones for all that was felt, both people's alike: the mean of it, in no order.

    A feeling that is no number, or lies off the plane, is drawn back to its nearest edge or to the middle.
    """
    if not felt:
        return ()
    return (
        *_side(_mean(one.light for one in felt), Tone.HEAVY, Tone.LIGHT),
        *_side(_mean(one.stirred for one in felt), Tone.STILL, Tone.STIRRED),
    )


def _mean(values: Iterable[float]) -> float:
    """In thousandths, summed as whole numbers, so that the order does not matter."""
    within = [round(1000 * min(max(value, -1.0), 1.0)) if value == value else 0 for value in values]
    return sum(within) / len(within) / 1000


def _side(value: float, low: Tone, high: Tone) -> Tones:
    if abs(value) <= PLAIN_WITHIN:
        return ()
    return (high,) if value > 0 else (low,)


def blended(colour: str, towards: str, share: float) -> str:
    """A colour, `share` (0 to 1) of the way to another, each part of sRGB by itself as an overlay would."""
    hundredths = round(share * 100)
    parts = (
        (int(colour[at : at + 2], 16) * (100 - hundredths) + int(towards[at : at + 2], 16) * hundredths + 50)
        // 100
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in parts)


def toned(colour: str, tones: Tones) -> str:
    """A dye with its tones."""
    for one in tones:
        colour = blended(colour, TOWARDS[one], SHARE)
    return colour


def in_lot(colour: str, lot: float) -> str:
    """A dye in a day's dye lot, -0.08 to 0.08: towards white or black by that share."""
    return blended(colour, "#FFFFFF" if lot > 0 else "#000000", abs(lot))
