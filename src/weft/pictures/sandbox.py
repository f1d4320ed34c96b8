"""Has a picture made anew by ``redraw.py`` in a process of its own, and believes nothing that comes back unseen.

A process that takes too long, grows too large or falls over is a picture refused.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from weft.errands.errand import Errand, NoAnswer
from weft.errands.errand import Why as WhyNoAnswer

MOST_SENT = 24 * 1024 * 1024
"""Bytes of a file that is looked at at all."""
MOST_MADE = 8 * 1024 * 1024
"""Bytes of both pictures together: 2048 x 2048 of noise comes to four million."""
REDRAW = Errand(
    Path(__file__).with_name("redraw.py"),
    memory_bytes=300 * 1024 * 1024,
    cpu_seconds=2,
    wait_seconds=8.0,
    most_said=MOST_MADE + 1024,
    files=8,
)
JPEG = b"\xff\xd8\xff"


class Why(StrEnum):
    """Why a picture was not taken."""

    KIND = "kind"
    """It is none of the three kinds that are taken."""
    PHONE = "phone"
    """It is one of the kinds only phones open."""
    LARGE = "large"
    DAMAGED = "damaged"
    EMPTY = "empty"


class PictureRefused(Exception):
    """There is no picture, and nothing was kept. ``why`` says what to tell whoever sent it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True, repr=False)
class Redrawn:
    """A picture made anew, and a small one: JPEG, pixels and nothing else. Sizes in pixels."""

    width: int
    height: int
    large: bytes
    small: bytes


async def redraw(raw: bytes) -> Redrawn:
    """The picture in these bytes, made anew. Raises PictureRefused."""
    _look_first(raw)
    try:
        return _read(await REDRAW.answer(raw))
    except NoAnswer as no:
        raise PictureRefused(Why.LARGE if no.why is WhyNoAnswer.MUCH else Why.DAMAGED) from None


def _look_first(raw: bytes) -> None:
    """What needs no decoder to refuse, and no process."""
    if not raw:
        raise PictureRefused(Why.EMPTY)
    if len(raw) > MOST_SENT:
        raise PictureRefused(Why.LARGE)
    if raw[4:8] == b"ftyp":
        raise PictureRefused(Why.PHONE)
    webp = raw[:4] == b"RIFF" and raw[8:12] == b"WEBP"
    if not (webp or raw.startswith((JPEG, b"\x89PNG\r\n\x1a\n"))):
        raise PictureRefused(Why.KIND)


def _read(said: bytes) -> Redrawn:
    """What the process said, if it can be true. Raises PictureRefused."""
    first, _, rest = said.partition(b"\n")
    try:
        facts = json.loads(first)
        if "refused" in facts:
            raise PictureRefused(Why(facts["refused"]))
        width, height, (large, small) = int(facts["width"]), int(facts["height"]), map(int, facts["sizes"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise PictureRefused(Why.DAMAGED) from None
    made = Redrawn(width, height, rest[:large], rest[large:])
    sound = (
        len(rest) == large + small and 0 < len(rest) <= MOST_MADE and 0 < width <= 2048 and 0 < height <= 2048
    )
    if not (sound and made.large.startswith(JPEG) and made.small.startswith(JPEG)):
        raise PictureRefused(Why.DAMAGED)
    return made
