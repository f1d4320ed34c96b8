"""A believable amount of life, to measure with: sittings over years, with the words kept in them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from weft.core.log.entries import SittingWoven, What, WordsWritten
from weft.core.people import Side, SittingId
from weft.core.practice import Practice

LINE = "When you took the long way round so that we could finish talking, I noticed, and I was glad of it."
"""A kept line of ordinary length."""


def lived(entries: int, years: int, until: datetime) -> Iterator[tuple[datetime, list[What]]]:
    """So many entries spread over so many years up to ``until``, a sitting and its kept line at a time."""
    sittings = entries // 2
    for number in range(sittings):
        at = until - timedelta(days=years * 365 * (sittings - number) / sittings)
        yield at, [_line(number), _woven(number)]


def _id(number: int) -> SittingId:
    return SittingId(sha256(b"life %d" % number).hexdigest()[:32])


def _line(number: int) -> WordsWritten:
    return WordsWritten(_id(number), "4.0.left", "keep", f"{LINE} {number}")


def _woven(number: int) -> SittingWoven:
    practice = list(Practice)[number % 7]
    first = list(Side)[number % 2]
    return SittingWoven(
        _id(number),
        "slow-turns",
        "Slow turns",
        practice.value,
        "together",
        8 + number % 9,
        first,
        sha256(b"").hexdigest(),
    )
