"""What is ordered from the painter: a cloth of which only the threads are left, and how large."""

from dataclasses import replace
from datetime import date
from typing import Literal

import msgspec

from weft.core.tapestry.drawdown import Band, Cloth

MOST_PX = 12_000
MOST_CM = (100, 200)
_NO_DAY = date(2000, 1, 1)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A file to be painted.

    `wide` and `high` are pixels for a PNG and centimetres for a PDF. With `thread_px` a PNG is as large as its
    threads make it, and the cloth is strung as it is.
    """

    kind: Literal["png", "pdf"]
    cloth: Cloth
    wide: float = 0
    high: float = 0
    thread_px: int = 0


def only_threads(cloth: Cloth) -> Cloth:
    """The cloth without a word or a day on it: no title, no sitting, no date goes to the painter or into a file."""
    return replace(cloth, bands=tuple(map(_bare, cloth.bands)))


def _bare(band: Band) -> Band:
    return replace(band, key=None, day=_NO_DAY, days=1, caption="")
